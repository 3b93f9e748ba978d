package definition

import (
	"slices"

	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// heard is a text that is written in some languages, and where.
type heard struct {
	pos       source.Pos
	languages []wording.Language
}

// checkTongues warns of texts that lack a language in which most of the pack's are, where
// the pack does not say which languages it has.
func (r *reader) checkTongues() {
	if !r.unsaid {
		return
	}
	for _, l := range wording.Languages() {
		in := func(h heard) bool { return slices.Contains(h.languages, l) }
		lacking := slices.DeleteFunc(slices.Clone(r.heard), in)
		if spoken := len(r.heard) - len(lacking); slices.Contains(r.languages, l) || len(lacking) == 0 || spoken <= len(lacking) {
			continue
		}
		for _, h := range lacking {
			r.warn(h.pos, "untranslated_unsaid", wording.Args{"Language": string(l)})
		}
	}
}
