package web

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/people"
)

// A stepPage is the check page of a step: what will happen, and the form that
// lets it.
type stepPage struct {
	Number, Title, Path, Action string
	Step                        string
	Key                         string
	Version                     int
	Inputs                      []input
	Errors                      []formError
	Moved                       string // what somebody else did meanwhile, or ""
	Effect                      effect
	Updates                     bool // what will happen depends on what is given
}

// An effect is what will happen, in words.
type effect struct {
	From, To string
	Holder   string
	Yours    bool
	Letters  []effectLetter
	Starts   []effectDate
	Stops    []effectDate
	Rounds   []effectRound
}

// An effectLetter is one kind of letter, and whom it goes to.
type effectLetter struct {
	Title         string
	Organizations int
	People        int
	Names         []string
}

// An effectDate is a date that starts to count, or stops.
type effectDate struct {
	About  string
	When   *dateView
	Itself bool // it is no deadline: something then happens by itself
}

// An effectRound is a question that opens.
type effectRound struct {
	Title string
	Asked int
	Opens string // the date, where it opens later
}

func (s *Server) step(w http.ResponseWriter, r *http.Request) error {
	p, choice, err := s.choice(r)
	if err != nil {
		return err
	}
	page, err := s.stepPage(visitOf(r), p, choice, newKey(), nil)
	if err != nil {
		return err
	}
	return s.show(w, r, "step", page)
}

// choice finds the step that the address names among what the reader may do, or
// says why it isn't there.
func (s *Server) choice(r *http.Request) (engine.Proposal, engine.Choice, error) {
	p, err := s.find(r)
	if err != nil {
		return p, engine.Choice{}, err
	}
	v, name := visitOf(r), r.PathValue("transition")
	for _, c := range engine.Choices(s.Pack, p, v.member.actor(), s.Now()) {
		if c.Transition == name && c.Allowed {
			return p, c, nil
		}
		if c.Transition == name {
			return p, c, c.Refusal
		}
	}
	act := s.act(v, engine.Do, newKey())
	act.Proposal, act.Transition = p.ID, name
	_, err = engine.PreviewOf(s.Pack, p, act, s.Now())
	if err == nil {
		err = errNowhere
	}
	return p, engine.Choice{}, err
}

// stepPage previews the step with what has been given so far.
func (s *Server) stepPage(v *visit, p engine.Proposal, c engine.Choice, key string, given map[string]any) (stepPage, error) {
	page := stepPage{
		Number: p.Number, Title: p.Title, Path: proposalPath(p.Number), Step: c.Title.In(v.lang),
		Action: proposalPath(p.Number) + "/steg/" + c.Transition, Key: key, Version: p.Version,
	}
	if given == nil {
		given = map[string]any{}
	}
	s.stepInputs(v, p, c, given, &page)
	act := s.act(v, engine.Do, key)
	act.Proposal, act.Transition, act.Inputs = p.ID, c.Transition, given
	preview, err := engine.PreviewOf(s.Pack, p, act, s.Now())
	if f := fault.As(err); f != nil && f.Kind == fault.Invalid {
		preview, err = s.previewBare(v, p, c.Transition)
	}
	if err != nil {
		return page, err
	}
	page.Effect = s.effect(v, p, preview)
	return page, nil
}

// previewBare previews the step as if nothing had been given: what was given
// cannot be read yet.
func (s *Server) previewBare(v *visit, p engine.Proposal, transition string) (engine.Preview, error) {
	act := s.act(v, engine.Do, newKey())
	act.Proposal, act.Transition = p.ID, transition
	return engine.PreviewOf(s.Pack, p, act, s.Now())
}

// stepInputs makes the form's fields, and gives those that have a ready value
// that value.
func (s *Server) stepInputs(v *visit, p engine.Proposal, c engine.Choice, given map[string]any, page *stepPage) {
	flow := s.Pack.Workflow(p.Workflow)
	fields := slices.Clone(c.Needs)
	for _, word := range stepTakes(flow.Transition(c.Transition)) {
		if field, ok := flow.Input(word, nil); ok {
			fields = append(fields, field)
		}
	}
	for i, field := range fields {
		if field.Type == definition.Document {
			continue
		}
		in := s.inputFor(v, field, "", fmt.Sprint(orEmpty(given[field.Name])), i >= len(c.Needs))
		switch {
		case field.Type == definition.Meeting:
			in.Options = s.meetingOptions(v, s.deciderOf(p, c.Transition), in.Value)
			if in.Value == "" && len(in.Options) > 0 {
				in.Value = in.Options[0].Value
				given[field.Name] = in.Value
			}
		case field.Name == "decision" && in.Value == "":
			in.Value = p.Proposed
		}
		page.Updates = page.Updates || in.Kind == "choice" || in.Kind == "bool" || in.Kind == "meeting"
		page.Inputs = append(page.Inputs, in)
	}
}

func orEmpty(value any) any {
	if value == nil {
		return ""
	}
	return value
}

// deciderOf is the body whose meetings a step chooses from: the one that holds
// the proposal after it.
func (s *Server) deciderOf(p engine.Proposal, transition string) string {
	flow := s.Pack.Workflow(p.Workflow)
	t := flow.Transition(transition)
	for _, target := range t.To {
		if state := flow.State(target.State); state != nil && state.HeldBy != "" {
			return p.Bodies[state.HeldBy]
		}
	}
	return p.Holder
}

// effect puts a preview in words.
func (s *Server) effect(v *visit, p engine.Proposal, preview engine.Preview) effect {
	e := effect{
		From: s.stateTitle(p.Workflow, preview.From).In(v.lang), To: s.stateTitle(p.Workflow, preview.To).In(v.lang),
		Holder: s.bodyTitle(preview.Holder).In(v.lang), Yours: s.sits(v, preview.Holder),
	}
	for _, l := range preview.Letters {
		e.Letters = append(e.Letters, s.effectLetter(v, l))
	}
	for _, d := range preview.Starts {
		e.Starts = append(e.Starts, s.effectDate(v, p, d))
	}
	for _, d := range preview.Stops {
		e.Stops = append(e.Stops, s.effectDate(v, p, d))
	}
	for _, round := range preview.Rounds {
		if round.ClosedAt.IsZero() {
			e.Rounds = append(e.Rounds, effectRound{
				s.roundTitle(p.Workflow, round.Name).In(v.lang), len(round.Respondents), round.OpensOn.Prose(v.lang)})
		}
	}
	return e
}

func (s *Server) effectDate(v *visit, p engine.Proposal, d engine.Deadline) effectDate {
	return effectDate{s.deadlineName(v, p, d), s.dateView(v, d), d.About != "state" && d.About != "round"}
}

func (s *Server) effectLetter(v *visit, l engine.PreviewLetter) effectLetter {
	e := effectLetter{Title: engine.LetterTitle(l.Letter).In(v.lang)}
	organizations := map[string]bool{}
	for _, recipient := range l.Recipients {
		if recipient.Organization != "" {
			organizations[recipient.Organization] = true
		}
		if recipient.Person != "" {
			e.People++
		}
		e.Names = append(e.Names, s.recipientName(v, recipient))
	}
	e.Organizations = len(organizations)
	return e
}

// recipientName is a recipient as a list names it: the mailbox by whose it is.
func (s *Server) recipientName(v *visit, r people.Recipient) string {
	if r.Person == "" && r.Organization != "" {
		return engine.RespondentName(s.Pack, r.Organization).In(v.lang) + " (" + v.say("web.mailbox", nil) + ")"
	}
	return r.Name
}

// deadlineName is what a deadline is of: a state, a question, or a step that time
// takes.
func (s *Server) deadlineName(v *visit, p engine.Proposal, d engine.Deadline) string {
	flow := s.Pack.Workflow(p.Workflow)
	switch {
	case d.About == "state":
		return s.stateTitle(p.Workflow, d.Name).In(v.lang)
	case flow.Transition(d.Name) != nil && flow.Round(d.Name) == nil:
		return flow.Transition(d.Name).Title.In(v.lang)
	}
	return s.roundTitle(p.Workflow, d.Name).In(v.lang)
}

func (s *Server) stepPost(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(r); err != nil {
		return err
	}
	p, err := s.find(r)
	if err != nil {
		return err
	}
	given, err := s.stepGiven(r, p)
	if err != nil {
		return err
	}
	if r.PostFormValue("visa") != "" {
		return s.stepAgain(w, r, given, nil)
	}
	act := s.act(visitOf(r), engine.Do, r.PostFormValue(fieldKey))
	act.Proposal, act.Transition, act.Inputs = p.ID, r.PathValue("transition"), given
	act.Expect, _ = strconv.Atoi(r.PostFormValue(fieldVersion))
	_, err = s.Engine.Act(r.Context(), act)
	if f := fault.As(err); f != nil && (f.Kind == fault.Invalid || f.Kind == fault.Conflict) {
		return s.stepAgain(w, r, given, f)
	}
	if err != nil {
		return s.keeping(r, p, err)
	}
	return see(w, r, proposalPath(p.Number)+"?gjort=step")
}

// stepGiven reads what the step may be given, and nothing else.
func (s *Server) stepGiven(r *http.Request, p engine.Proposal) (map[string]any, error) {
	flow := s.Pack.Workflow(p.Workflow)
	if flow == nil || flow.Transition(r.PathValue("transition")) == nil {
		return nil, errNowhere
	}
	t := flow.Transition(r.PathValue("transition"))
	var fields []definition.Field
	for _, word := range append(append([]string{}, t.Needs...), stepTakes(t)...) {
		if field, ok := flow.Input(word, nil); ok {
			fields = append(fields, field)
		}
	}
	return readInputs(r, "", fields), nil
}

// stepTakes are the inputs that may be given with a step. Each may have a
// comment, and a decision a date on which it is followed up.
func stepTakes(t *definition.Transition) []string {
	takes := t.Takes
	if t.Decides() && !slices.Contains(takes, "follow_up_on") {
		takes = append(slices.Clone(takes), "follow_up_on")
	}
	if !slices.Contains(t.Needs, "comment") && !slices.Contains(takes, "comment") {
		takes = append(slices.Clone(takes), "comment")
	}
	return takes
}

// stepAgain shows the form with all that was written: what must be mended, or
// what somebody else did meanwhile. Where the step is gone, it gives the texts
// back.
func (s *Server) stepAgain(w http.ResponseWriter, r *http.Request, given map[string]any, f *fault.Error) error {
	v := visitOf(r)
	p, choice, err := s.choice(r)
	if err != nil && f != nil {
		return s.keeping(r, p, f)
	}
	if err != nil {
		return s.keeping(r, p, err)
	}
	page, err := s.stepPage(v, p, choice, r.PostFormValue(fieldKey), given)
	if err != nil {
		return s.keeping(r, p, err)
	}
	switch {
	case f == nil:
		return s.show(w, r, "step", page)
	case f.Code == "stale":
		page.Moved = f.In(v.lang)
	default:
		page.Errors = faultsOn(v, f, page.Inputs)
	}
	return s.showAs(w, r, statuses[f.Kind], "step", page)
}

// keeping gives back with a refusal what the reader had written.
func (s *Server) keeping(r *http.Request, p engine.Proposal, err error) error {
	f := fault.As(err)
	if f == nil || p.ID == "" {
		return err
	}
	return lost{f, s.keptInputs(r, p.Workflow), proposalPath(p.Number)}
}

// keptInputs are the texts of a posted form by what people call them.
func (s *Server) keptInputs(r *http.Request, workflow string) []kept {
	flow := s.Pack.Workflow(workflow)
	if flow == nil {
		return nil
	}
	var texts []kept
	for _, word := range slices.Sorted(maps.Keys(r.PostForm)) {
		if field, ok := flow.Input(word, nil); ok && field.Type == definition.Text && r.PostFormValue(word) != "" {
			texts = append(texts, kept{field.Title.In(visitOf(r).lang), r.PostFormValue(word)})
		}
	}
	return texts
}
