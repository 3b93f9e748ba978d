package web

import (
	"net/http"
	"slices"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// A recusalPage is where a conflict of interest is declared, or taken back.
type recusalPage struct {
	Number, Title, Path, Action string
	Heading                     wording.Text
	Standing                    []recused
	Declares                    bool // the reader may declare one
	Self                        bool // only its own
	Keeps                       bool // the submitter takes part as such all the same
	Key                         string
	Inputs                      []input
	Errors                      []formError
}

// A recused is somebody with a conflict of interest that stands.
type recused struct {
	Person, Name, Day string
	Back              bool // the reader may take it back
	Yours             bool
}

// The field of the form that says whose conflict it is.
const fieldPerson = "person"

func (s *Server) recusal(w http.ResponseWriter, r *http.Request) error {
	page, _, err := s.recusalPage(r, newKey())
	if err != nil {
		return err
	}
	return s.show(w, r, "recusal", page)
}

func (s *Server) recusalPage(r *http.Request, key string) (recusalPage, engine.Proposal, error) {
	p, err := s.find(r)
	if err != nil {
		return recusalPage{}, p, err
	}
	s = s.seenBy(p)
	v := visitOf(r)
	may := engine.Recusals(s.Pack, p, v.member.actor(), s.Now())
	if len(may.Title) == 0 {
		return recusalPage{}, p, fault.New(fault.NotFound, "no_conflicts", wording.Args{"Workflow": s.flowTitle(p.Workflow)})
	}
	page := recusalPage{
		Number: p.Number, Title: p.Title, Path: proposalPath(p.Number), Action: proposalPath(p.Number) + "/jav",
		Heading: may.Title, Standing: s.standing(v, may), Declares: len(may.For) > 0, Keeps: may.Keeps, Key: key,
	}
	page.Self = slices.Equal(may.For, []string{v.member.Key})
	if page.Declares && !page.Self {
		page.Inputs = append(page.Inputs, s.whose(v, may.For, r.PostFormValue(fieldPerson)))
	}
	page.Inputs = append(page.Inputs, s.reasonInputs(r, p)...)
	return page, p, nil
}

// whose is the field that asks whose conflict it is.
func (s *Server) whose(v *visit, persons []string, chosen string) input {
	in := s.inputFor(v, definition.Field{Name: fieldPerson, Type: definition.Choice, Title: wording.Both("web.recusal.whose", nil)}, "", chosen, false)
	for _, key := range persons {
		in.Options = append(in.Options, inputOption{Value: key, Title: s.personName(key), Chosen: key == chosen})
	}
	return in
}

// standing are the conflicts of interest that stand, as the reader sees them.
func (s *Server) standing(v *visit, may engine.Recusal) []recused {
	var all []recused
	for _, c := range may.Standing {
		all = append(all, recused{
			Person: c.Person, Name: s.personName(c.Person), Day: wording.ShortDay(v.lang, c.At.In(s.Pack.Calendar.Zone())),
			Back: slices.Contains(may.Back, c.Person), Yours: c.Person == v.member.Key,
		})
	}
	return all
}

func (s *Server) recusalPost(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(r); err != nil {
		return err
	}
	p, err := s.find(r)
	if err != nil {
		return err
	}
	s = s.seenBy(p)
	kind, done := engine.Recuse, "recused"
	if r.PostFormValue("aterta") != "" {
		kind, done = engine.Unrecuse, "unrecused"
	}
	act := s.act(visitOf(r), kind, r.PostFormValue(fieldKey))
	act.Proposal, act.Respondent = p.ID, r.PostFormValue(fieldPerson)
	if kind == engine.Recuse {
		act.Inputs = readInputs(r, "", s.reason(p))
		s.confirms(r, &act)
	}
	return s.done(w, r, p, formed{act: act, wrong: s.recusalFault(r, act), done: done, template: "recusal",
		again: func() (any, *[]formError, []input, error) {
			page, _, err := s.recusalPage(r, r.PostFormValue(fieldKey))
			return &page, &page.Errors, page.Inputs, err
		}})
}

// recusalFault is what is wrong with the form before anything is done: nobody is
// chosen.
func (s *Server) recusalFault(r *http.Request, act engine.Act) *fault.Error {
	if _, asked := r.PostForm[fieldPerson]; asked && act.Respondent == "" {
		return fault.New(fault.Invalid, "missing_input", wording.Args{"Field": wording.Both("web.recusal.whose", nil)}).On(fieldPerson)
	}
	return nil
}

// flowTitle is what people call a workflow.
func (s *Server) flowTitle(key string) wording.Text {
	if flow := s.Pack.Workflow(key); flow != nil {
		return flow.Title
	}
	return wording.Same(key)
}

// recusalView is what a proposal's page says of conflicts of interest.
type recusalView struct {
	Heading  wording.Text
	Path     string
	Standing []recused
	Link     bool // the reader may do something about them
}

// recusals is what p's page says of conflicts of interest; nil where there is
// nothing to say to this reader.
func (s *Server) recusals(v *visit, p engine.Proposal) *recusalView {
	s = s.seenBy(p)
	may := engine.Recusals(s.Pack, p, v.member.actor(), s.Now())
	view := recusalView{Heading: may.Title, Path: proposalPath(p.Number) + "/jav", Standing: s.standing(v, may), Link: len(may.For)+len(may.Back) > 0}
	if len(view.Standing) == 0 && !view.Link {
		return nil
	}
	return &view
}
