package web

import (
	"net/http"

	"beredd/internal/engine"
	"beredd/internal/fault"
)

// A formed is an act from a form that does one thing and has no page before it.
type formed struct {
	act            engine.Act
	wrong          *fault.Error // with the form, before anything is done; or nil
	done, template string       // what is said when it is done, and the page of the form
	again          func() (page any, errors *[]formError, inputs []input, err error)
}

// done takes the act, and shows the form again with what is wrong, or the proposal.
func (s *Server) done(w http.ResponseWriter, r *http.Request, p engine.Proposal, form formed) error {
	var err error
	if form.wrong != nil {
		err = form.wrong
	} else {
		_, err = s.Engine.Act(r.Context(), form.act)
	}
	if f := fault.As(err); f != nil && f.Kind == fault.Invalid {
		page, errors, inputs, again := form.again()
		if again != nil {
			return again
		}
		*errors = faultsOn(visitOf(r), f, inputs)
		return s.showAs(w, r, statuses[f.Kind], form.template, page)
	}
	if err != nil {
		return s.keeping(r, p, err)
	}
	return see(w, r, proposalPath(p.Number)+"?gjort="+form.done)
}
