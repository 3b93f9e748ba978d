package web

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// A happening is an event in words.
type happening struct {
	Said  string
	Quiet bool // time did it: it moved nothing
	Who   string
	At    time.Time
	Lines []fact // what was given with it
}

// happenings tells what has happened to p, the latest first.
func (s *Server) happenings(v *visit, p engine.Proposal, events []engine.Event) []happening {
	var told []happening
	for i, edition := range engine.EditionsOf(p, events) {
		told = append(told, s.of(p.Workflow, edition).happening(v, p, events[i]))
	}
	slices.Reverse(told)
	return told
}

// happening is one event, in the words of the edition that it happened under.
func (s *Server) happening(v *visit, p engine.Proposal, e engine.Event) happening {
	d := e.Data
	line := s.roundNamed(p.Workflow, d.Round)
	h := happening{At: e.At, Who: s.who(v, e), Quiet: e.Kind == engine.Reminded || e.Kind == engine.Escalated}
	h.Said = v.say(eventKey(p, e), wording.Args{
		"Who": s.doer(v, e), "What": s.transitionTitle(p.Workflow, d.Transition), "To": s.stateTitle(p.Workflow, d.To),
		"Round": engine.RoundTitle(s.Pack.Workflow(p.Workflow), d.Round, d.Nth), "Respondent": engine.RespondentName(s.Pack, d.Respondent),
		"Answer": answerTitle(line, d.Answer), "Before": answerTitle(line, d.Before),
		"About": s.aboutName(p.Workflow, d), "Due": isoProse(v, d.Due), "Left": d.Left.Text(), "Changed": s.inputNames(v, p.Workflow, d.Changed), "Count": len(d.Fell), "Year": cmp.Or(d.Named, strconv.Itoa(d.Year)),
		"Passed":  engine.RespondentName(s.Pack, e.Private.Texts[engine.PassedTo]),
		"Recused": engine.RespondentName(s.Pack, e.Private.Texts[engine.RecusedPerson]),
	})
	if e.Kind == engine.AnsweredUnasked && d.Respondent == "outside" {
		h.Said = v.say("web.event.answered_outside", wording.Args{"Who": s.doer(v, e), "Sender": wording.Same(cmp.Or(e.Private.Texts[engine.SentBy], v.say("web.others.somebody", nil))),
			"Round": engine.RoundTitle(s.Pack.Workflow(p.Workflow), d.Round, d.Nth), "Answer": answerTitle(line, d.Answer)})
	}
	s.sayFamily(v, &h, p, e)
	s.sayMeeting(v, &h, e)
	if d.Outcome != "" {
		h.Said = strings.TrimSuffix(h.Said, ".") + ". " + v.say("web.event.outcome", wording.Args{"Outcome": engine.OutcomeTitle(s.Pack.Workflow(p.Workflow), d.Round, d.Outcome)})
	}
	if e.Kind == engine.NotTaken && d.About == "window" {
		h.Said = v.say("web.event.not_taken_window", wording.Args{"What": s.transitionTitle(p.Workflow, d.Transition),
			"About": s.aboutName(p.Workflow, d), "Due": isoProse(v, d.Due)})
	}
	if e.Kind == engine.Adopted {
		if d.To != "" {
			h.Said = v.say("web.event.edition_adopted_to", wording.Args{"To": s.stateTitle(p.Workflow, d.To)})
		}
		h.Lines = append(h.Lines, fact{v.say("web.event.edition", nil), v.say("web.event.editions", wording.Args{"Before": shortEdition(d.Instead), "After": shortEdition(d.Edition)})})
	}
	s.sayElectorate(v, &h, e)
	for _, shift := range d.Shifts {
		name := s.aboutName(p.Workflow, engine.Data{About: shift.About, Name: shift.Name})
		h.Lines = append(h.Lines, fact{name.In(v.lang), v.say("web.event.shift", wording.Args{"Was": isoProse(v, shift.Was.String()), "Now": isoProse(v, shift.Now.String())})})
	}
	if flow := s.Pack.Workflow(p.Workflow); flow != nil && flow.Window(d.Anyhow) != nil {
		h.Lines = append(h.Lines, fact{v.say("web.event.exception", nil), v.say("web.event.opened_in", wording.Args{"Window": flow.Window(d.Anyhow).Title})})
	}
	if d.Exception != "" {
		h.Lines = append(h.Lines, fact{v.say("web.event.exception", nil), s.transitionTitle(p.Workflow, d.Exception).In(v.lang)})
	}
	if d.Late && e.Kind != engine.Escalated { // of which it goes without saying
		h.Said += " " + v.say("web.event.late", nil)
	}
	if papers := paperNames(d.Documents); len(papers) > 0 {
		h.Lines = append(h.Lines, fact{v.say("web.papers.title", nil), wording.List(v.lang, papers)})
	}
	h.Lines = append(h.Lines, s.setFacts(v, p.Workflow, d.Sets)...)
	given := maps.Clone(d.Inputs)
	if given == nil {
		given = map[string]any{}
	}
	for _, word := range []string{engine.FormerSubmitter, engine.NewSubmitter} {
		if person := e.Private.Texts[word]; person != "" {
			h.Lines = append(h.Lines, fact{v.say("web.event."+word, nil), engine.RespondentName(s.Pack, person).In(v.lang)})
		}
	}
	if e.Kind != engine.Proposed && e.Kind != engine.Arranged && e.Kind != engine.Noted { // the text of a new proposal stands on the page
		for name, text := range e.Private.Given() {
			given[name] = text
		}
	}
	h.Lines = append(h.Lines, s.inputFacts(v, p.Workflow, line, given)...)
	return h
}

// eventKey is the sentence that tells an event.
func eventKey(p engine.Proposal, e engine.Event) string {
	d := e.Data
	key := "web.event." + string(e.Kind)
	if e.Kind == engine.Transited && d.From == d.To {
		key = "web.event.stayed"
	}
	if e.Kind == engine.Transited && d.From != d.To && engine.IsOfYear(p.Workflow) {
		key = "web.event.became"
	}
	if e.Kind == engine.Transited && byItself(e) {
		key += "_by_itself"
	}
	if d.How != "" {
		key += "_" + d.How
	}
	if p.IsVeiled() && (e.Kind == engine.Recused || e.Kind == engine.Unrecused) { // who it was is withheld
		key += "_by_somebody"
	}
	if e.Kind == engine.ElectorateMoved && len(d.Came)+len(d.Gone) == 0 {
		key = "web.event.electorate_looked"
	}
	if e.Kind == engine.TurnPassed && len(d.Came) == 0 {
		key = "web.event.turn_looked"
	}
	return key
}

// sayElectorate adds who has come among those that a question asks, and who has left; or
// who has the turn now, and who had it.
func (s *Server) sayElectorate(v *visit, h *happening, e engine.Event) {
	came, gone, called := "web.event.came", "web.event.gone", func(who string) wording.Text { return engine.RespondentName(s.Pack, who) }
	if e.Kind == engine.TurnPassed {
		came, gone, called = "web.event.turn_now", "web.event.turn_before", s.holderTitle
	}
	for _, moved := range []struct {
		key string
		who []string
	}{{came, e.Data.Came}, {gone, e.Data.Gone}} {
		var names []string
		for _, who := range moved.who {
			names = append(names, called(who).In(v.lang))
		}
		if len(names) > 0 {
			h.Lines = append(h.Lines, fact{v.say(moved.key, nil), wording.List(v.lang, names)})
		}
	}
}

// shortEdition is as much of an edition's hash as people compare.
func shortEdition(edition string) string { return edition[:min(12, len(edition))] }

// paperNames are the names of documents as history has them, without their
// hashes.
func paperNames(documents []string) []string {
	var names []string
	for _, document := range documents {
		name, _, _ := strings.Cut(document, " sha256:")
		names = append(names, name)
	}
	return names
}

// byItself says whether nobody did it.
func byItself(e engine.Event) bool {
	return e.Private.Person == "" && e.Organization == "" && e.Body == ""
}

// doer is who did it, in a sentence: the person, or else for whom it was done.
func (s *Server) doer(v *visit, e engine.Event) string {
	if e.Private.Person != "" {
		return s.personName(e.Private.Person)
	}
	return s.who(v, e)
}

// who did it: a person and for whom, a mailbox's holder, or nobody.
func (s *Server) who(v *visit, e engine.Event) string {
	whole := s.bodyTitle(e.Body).In(v.lang)
	if e.Organization != "" {
		whole = engine.RespondentName(s.Pack, e.Organization).In(v.lang)
	}
	person := ""
	if e.Private.Person != "" {
		person = s.personName(e.Private.Person)
	}
	switch {
	case person != "" && whole != "":
		return person + ", " + whole
	case person != "":
		return person
	case whole != "":
		return whole
	}
	return v.say("web.event.system", nil)
}

func (s *Server) transitionTitle(workflow, name string) wording.Text {
	if flow := s.Pack.Workflow(workflow); flow != nil {
		if t := flow.Transition(name); t != nil {
			return t.Title
		}
	}
	return wording.Same(name)
}

// aboutName is what a reminder or an escalation was about.
func (s *Server) aboutName(workflow string, d engine.Data) wording.Text {
	switch d.About {
	case "round":
		return s.roundTitle(workflow, d.Name)
	case "parent":
		return wording.Same(d.Because)
	}
	if flow := s.Pack.Workflow(workflow); d.About == "clock" && flow != nil && flow.Clock(d.Name) != nil {
		return flow.Clock(d.Name).Title
	}
	if flow := s.Pack.Workflow(workflow); d.About == "window" && flow != nil && flow.Window(d.Name) != nil {
		return flow.Window(d.Name).Title
	}
	return s.stateTitle(workflow, d.Name)
}

// inputFacts are values by what people call them, in the order of their names'
// first appearance in the pack.
func (s *Server) inputFacts(v *visit, workflow string, round *definition.Round, inputs map[string]any) []fact {
	flow := s.Pack.Workflow(workflow)
	if flow == nil {
		return nil
	}
	names := make([]string, 0, len(inputs))
	for name := range inputs {
		names = append(names, name)
	}
	slices.Sort(names)
	var facts []fact
	for _, name := range names {
		field, ok := flow.Input(name, round)
		if !ok || field.Type == definition.Document {
			continue
		}
		if said := s.valueWords(v, field, inputs[name]); said != "" {
			facts = append(facts, fact{field.Title.In(v.lang), said})
		}
	}
	return facts
}

// setFacts are the fields that a step has set, with what they were; free texts stand with
// those that people have given.
func (s *Server) setFacts(v *visit, workflow string, sets []engine.FieldSet) []fact {
	flow := s.Pack.Workflow(workflow)
	var facts []fact
	for _, set := range sets {
		if flow == nil || set.Now == nil {
			continue
		}
		field, ok := flow.Input(set.Field, nil)
		if !ok {
			continue
		}
		said := s.valueWords(v, field, set.Now)
		if set.Was != nil {
			said = v.say("web.event.shift", wording.Args{"Was": s.valueWords(v, field, set.Was), "Now": said})
		}
		facts = append(facts, fact{field.Title.In(v.lang), said})
	}
	return facts
}

// inputNames are what people call some inputs, as prose.
func (s *Server) inputNames(v *visit, workflow string, names []string) string {
	flow := s.Pack.Workflow(workflow)
	var said []string
	for _, name := range names {
		if flow == nil {
			break
		}
		if field, ok := flow.Input(name, nil); ok {
			said = append(said, field.Title.In(v.lang))
		}
	}
	return wording.List(v.lang, said)
}

// isoProse is an ISO date as people say it.
func isoProse(v *visit, iso string) string {
	d, err := calendar.ParseDate(iso)
	if err != nil {
		return iso
	}
	return d.Prose(v.lang)
}
