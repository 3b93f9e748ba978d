package web

import (
	"maps"
	"net/http"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A jointView is a step that several take together and that somebody has agreed to.
type jointView struct {
	Lines  []string // who has agreed, and for whom it waits
	Name   string   // the step, in the form that takes one's own back
	Mine   bool     // the reader has agreed
	Action string
	Key    string
}

// joints are the steps of p on which some have agreed and others have not.
func (s *Server) joints(v *visit, p engine.Proposal) []jointView {
	s = s.seenBy(p)
	var all []jointView
	if len(p.Agreements) == 0 { // of one that is veiled, none
		return nil
	}
	for _, c := range engine.Choices(s.Pack, p, v.member.actor(), s.Now()) {
		if c.Joint == nil || len(c.Joint.Agreed) == 0 {
			continue
		}
		j := jointView{Name: c.Transition, Mine: c.Joint.Mine, Action: proposalPath(p.Number) + "/ja", Key: newKey()}
		for _, a := range c.Joint.Agreed {
			j.Lines = append(j.Lines, v.say("web.together.says", wording.Args{
				"Who": s.personName(a.Person), "What": c.Title, "When": wording.ShortDay(v.lang, a.At.In(s.Pack.Calendar.Zone()))}))
		}
		if len(c.Joint.Waits) > 0 {
			j.Lines = append(j.Lines, v.say("web.together.waits", wording.Args{"Who": spoken(v, c.Joint.Waits)}))
		}
		all = append(all, j)
	}
	return all
}

// spoken lists texts in the reader's language.
func spoken(v *visit, texts []wording.Text) string {
	said := make([]string, len(texts))
	for i, text := range texts {
		said[i] = text.In(v.lang)
	}
	return wording.List(v.lang, said)
}

// takeBackPost takes back that the reader has agreed to a step.
func (s *Server) takeBackPost(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(r); err != nil {
		return err
	}
	p, err := s.find(r)
	if err != nil {
		return err
	}
	act := s.act(visitOf(r), engine.TakeBack, r.PostFormValue(fieldKey))
	act.Proposal, act.Transition = p.ID, r.PostFormValue("steg")
	if _, err := s.Engine.Act(r.Context(), act); err != nil {
		return err
	}
	return see(w, r, proposalPath(p.Number)+"?gjort=took_back")
}

// agreedFields are the fields of a step of which somebody else has given what is in
// them already; given then has that, where the reader has not written anything.
func agreedFields(flow *definition.Workflow, c engine.Choice, given map[string]any) []definition.Field {
	fields := c.Needs
	if c.Joint == nil {
		return fields
	}
	for _, word := range flow.Transition(c.Transition).Needs {
		field, ok := flow.Input(word, nil)
		if _, said := c.Joint.Inputs[field.Name]; ok && said {
			fields = append(fields[:len(fields):len(fields)], field)
		}
	}
	if len(given) == 0 {
		maps.Copy(given, c.Joint.Inputs)
	}
	return fields
}

// takersWords names those who may take a step, or who take it together.
func (s *Server) takersWords(v *visit, flow *definition.Workflow, t definition.Transition) string {
	but := func(who string) string {
		return t.Narrow.Text(flow, v.lang, who, func(parties []people.Party) string { return s.partiesWords(v, flow, parties) })
	}
	if !t.Together {
		return but(s.partiesWords(v, flow, t.By))
	}
	var said []string
	for _, party := range t.By {
		said = append(said, s.partiesWords(v, flow, []people.Party{party}))
	}
	return v.say("web.together.who", wording.Args{"Who": but(wording.List(v.lang, said))})
}
