package web

import (
	"fmt"
	"net/http"

	"beredd/internal/definition"
	"beredd/internal/engine"
)

// fieldConfirmed lists, in a form, the texts that the writer lets stand though
// they hold what should not be sent by mail.
const fieldConfirmed = "anda"

// confirms hands on what the writer of a form lets stand, and notes that it was
// done: not what, and not by whom.
func (s *Server) confirms(r *http.Request, act *engine.Act) {
	act.Confirmed = r.PostForm[fieldConfirmed]
	for _, field := range act.Confirmed {
		text, given := act.Inputs[field]
		if given && len(engine.Delicate(s.Pack, field, fmt.Sprint(orEmpty(text)))) > 0 {
			s.Log.InfoContext(r.Context(), "a text was confirmed that looks as if it should not be sent by mail", "request", visitOf(r).id, "field", field)
		}
	}
}

// cautions are what an answer that is to be checked says and should perhaps not:
// who sends it has read them.
func (s *Server) cautions(v *visit, fields []definition.Field, given map[string]any) (said []string) {
	for _, field := range fields {
		text, ok := given[field.Name].(string)
		if field.Type != definition.Text || !ok {
			continue
		}
		for _, f := range engine.Delicate(s.Pack, field.Name, text) {
			said = append(said, v.say("web.caution."+f.Code, f.Args))
		}
	}
	return said
}

// names are what fields are called in acts.
func names(fields []definition.Field) []string {
	var all []string
	for _, field := range fields {
		all = append(all, field.Name)
	}
	return all
}
