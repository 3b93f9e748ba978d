package web

import (
	"crypto/rand"
	"net/http"

	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// A passedPage tells who handed a question over that it is done.
type passedPage struct {
	Bare                bool
	Number, Title, Path string
	Said                string
}

// colleagues are those whom a question may be handed over to; none once it is answered.
func (s *Server) colleagues(a asking) (all []inputOption) {
	if a.closed || a.unasked || a.respondent.Final || a.p.OnlySignedIn(a.line.Round) && a.actor.Assurance != assuredLogin {
		return nil
	}
	s = s.seenBy(a.p)
	for _, key := range engine.Colleagues(s.Pack, a.respondent, a.actor.Person, s.today()) {
		all = append(all, inputOption{Value: key, Title: s.personName(key)})
	}
	return all
}

// passOn hands the question over to the colleague that a person has chosen, and to
// nobody where none is. The link that it was done by may be over with that.
func (s *Server) passOn(w http.ResponseWriter, r *http.Request, a asking) error {
	v, to := visitOf(r), r.PostFormValue("kollega")
	if len(s.colleagues(a)) == 0 {
		return errNowhere
	}
	f := said("colleague", "kollega", nil)
	if to != "" {
		_, err := s.Engine.Act(r.Context(), engine.Act{
			Key: a.key + r.PostFormValue(fieldKey) + ":over:" + to, ID: newID(), Salt: rand.Text(), Kind: engine.PassOn,
			Collaboration: s.Pack.Key, Proposal: a.p.ID, Actor: a.actor, Round: roundRef(*a.round), Respondent: a.respondent.Key(), To: to,
		})
		if f = fault.As(err); err != nil && (f == nil || f.Kind != fault.Invalid) {
			return err
		}
	}
	if f != nil {
		page := s.answerPage(v, a, newKey(), "", nil)
		page.ColleagueFault = f.In(v.lang)
		page.Errors = []formError{{"kollega", page.ColleagueFault}}
		return s.showAs(w, r, statuses[f.Kind], "answer", page)
	}
	return s.show(w, r, "answer_passed", passedPage{
		Bare: v.bare, Number: a.p.Number, Title: a.p.Title, Path: proposalPath(a.p.Number),
		Said: v.say("web.pass.done", wording.Args{"Who": s.personName(to), "For": engine.RespondentName(s.Pack, a.respondent.Key())}),
	})
}
