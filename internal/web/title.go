package web

import (
	"strings"

	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// titleFault says what is wrong with a title. It stands in the subject of every
// letter, so it may not name a person by number.
func (s *Server) titleFault(title string) *fault.Error {
	n := len([]rune(title))
	switch {
	case strings.TrimSpace(title) == "":
		return said("no_title", "title", nil)
	case n > longestTitle:
		return fault.New(fault.Invalid, "title_too_long", wording.Args{"Count": n, "Most": longestTitle}).On("title")
	}
	return fault.Join(engine.Delicate(s.Pack, "title", title)...)
}
