package web

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
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
	Waits                       string    // whose word the step would still wait for, or ""
	Wave                        *waveView // of a meeting that is cancelled; nil of any other step
	Updates                     bool      // what will happen depends on what is given
	Early                       bool      // the decision would be dated before its meeting
	Confirmed                   bool      // and the writer has said that it shall be

	refused *fault.Error // why nothing follows from what was given
}

func (s *Server) step(w http.ResponseWriter, r *http.Request) error {
	p, choice, err := s.choice(r)
	if err != nil {
		return err
	}
	page, err := s.stepPage(r.Context(), visitOf(r), p, choice, newKey(), nil)
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
	s = s.seenBy(p)
	v, name := visitOf(r), r.PathValue("transition")
	roll, err := s.rollOf(r.Context(), p)
	if err != nil {
		return p, engine.Choice{}, err
	}
	for _, c := range engine.ChoicesAt(s.Pack, p, v.member.actor(), roll, s.Now()) {
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
func (s *Server) stepPage(ctx context.Context, v *visit, p engine.Proposal, c engine.Choice, key string, given map[string]any) (stepPage, error) {
	s = s.seenBy(p)
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
	kin, err := engine.KinOf(s.Pack, p, func(id string) (engine.Proposal, error) {
		other, _, err := s.Store.Proposal(ctx, id, "")
		return other, err
	})
	if err != nil {
		return page, err
	}
	act.Kin = kin
	if act.Roll, err = s.rollOf(ctx, p); err != nil {
		return page, err
	}
	if act.Laid, err = s.laidFor(ctx, p, c.Transition); err != nil {
		return page, err
	}
	preview, err := engine.PreviewOf(s.Pack, p, act, s.Now())
	if f := fault.As(err); f != nil && len(given) > 0 {
		page.refused = f // until it is mended nothing follows from what was given
		return page, nil
	}
	if err != nil {
		return page, err
	}
	page.Effect = s.effect(v, p, preview)
	if page.Wave, err = s.cancelWave(ctx, v, p, act); err != nil {
		return page, err
	}
	page.Early = preview.Early
	if page.Waits = spoken(v, preview.Waits); c.Joint != nil && len(c.Joint.Agreed) > 0 {
		page.Effect.Warnings = append(page.Effect.Warnings, v.say("web.together.given", nil))
	}
	if preview.Veils {
		page.Effect.Warnings = append(page.Effect.Warnings, v.say("web.secret.begins", nil))
		sent, err := s.sentBefore(ctx, v, p)
		if sent != "" {
			page.Effect.Warnings = append(page.Effect.Warnings, sent)
		}
		return page, err
	}
	return page, nil
}

// laidFor are the meetings that are laid out, where a step puts the proposal up at the next
// one; nil of any other step.
func (s *Server) laidFor(ctx context.Context, p engine.Proposal, step string) ([]engine.Laid, error) {
	flow := s.seenBy(p).Pack.Workflow(p.Workflow)
	if t := flow.Transition(step); t == nil || t.Meets == "" {
		return nil, nil
	}
	meetings, err := s.Store.LaidOut(ctx, s.Pack.Key, s.today(), s.today().AddMonths(14))
	if err != nil {
		return nil, fmt.Errorf("reading which meetings are to come: %w", err)
	}
	return engine.LaidOut(meetings), nil
}

// stepInputs makes the form's fields, and gives those that have a ready value
// that value.
func (s *Server) stepInputs(v *visit, p engine.Proposal, c engine.Choice, given map[string]any, page *stepPage) {
	s = s.seenBy(p)
	flow := s.Pack.Workflow(p.Workflow)
	fields := slices.Clone(agreedFields(flow, c, given))
	needed := len(fields)
	for _, word := range flow.Transition(c.Transition).MayTake() {
		asked := slices.ContainsFunc(fields, func(f definition.Field) bool { return f.Name == word })
		if field, ok := flow.Input(word, nil); ok && !asked {
			fields = append(fields, field)
		}
	}
	for i, field := range fields {
		if field.Type == definition.Document {
			continue
		}
		in := s.inputOf(v, p, field, "", fmt.Sprint(orEmpty(given[field.Name])), i >= needed)
		switch {
		case field.Type == definition.Meeting:
			in.Options = s.meetingOptions(v, s.deciderOf(p, c.Transition), in.Value)
			if p.Meeting != nil && slices.Contains(flow.Transition(c.Transition).Fresh, field.Name) {
				in.Options = without(in.Options, p.Meeting.Date.String())
			}
			if in.Value == "" && len(in.Options) > 0 {
				in.Value = in.Options[0].Value
				given[field.Name] = in.Value
			}
		case field.Name == "decision" && in.Value == "":
			in.Value = p.Proposed
		case field.Name == "decided_on" && in.Value == "" && c.Joint == nil: // together it is decided when the last has agreed
			in.Value = engine.LikelyDecisionDay(s.Pack, p, c.Transition, v.member.actor(), s.Now()).String()
		}
		page.Updates = page.Updates || in.Kind == "choice" || in.Kind == "several" || in.Kind == "bool" || in.Kind == "meeting"
		page.Inputs = append(page.Inputs, in)
	}
}

// without are the options but for one value.
func without(options []inputOption, value string) []inputOption {
	return slices.DeleteFunc(options, func(o inputOption) bool { return o.Value == value })
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
	s = s.seenBy(p)
	flow := s.Pack.Workflow(p.Workflow)
	t := flow.Transition(transition)
	if t.Stays() {
		return p.Holder
	}
	for _, target := range t.To {
		if state := flow.State(target.State); state != nil && p.Bodies[state.HeldBy] != "" {
			return p.Bodies[state.HeldBy]
		}
	}
	return p.Holder
}

func (s *Server) stepPost(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(r); err != nil {
		return err
	}
	p, err := s.find(r)
	if err != nil {
		return err
	}
	s = s.seenBy(p)
	fields, err := s.stepFields(r, p)
	if err != nil {
		return err
	}
	given := readInputs(r, "", fields)
	if r.PostFormValue("visa") != "" {
		return s.stepAgain(w, r, given, nil)
	}
	if title, ok := given["title"]; ok {
		if f := s.titleFault(fmt.Sprint(title)); f != nil {
			return s.stepAgain(w, r, given, f)
		}
	}
	act := s.act(visitOf(r), engine.Do, r.PostFormValue(fieldKey))
	act.Proposal, act.Transition, act.Inputs = p.ID, r.PathValue("transition"), given
	s.confirms(r, &act)
	if f := s.earlyFault(r, p, act); f != nil {
		return s.stepAgain(w, r, given, f)
	}
	act.Expect, _ = strconv.Atoi(r.PostFormValue(fieldVersion))
	after, err := s.letHappen(r, p, act)
	if f := fault.As(err); f != nil && (f.Kind == fault.Invalid || f.Kind == fault.Conflict) {
		return s.stepAgain(w, r, given, f)
	}
	if err != nil {
		return s.keeping(r, p, err)
	}
	return see(w, r, proposalPath(p.Number)+"?gjort="+s.stepDone(act.Transition, p, after))
}

// stepDone is the word for where a step has taken a proposal: on, back to a state
// that the pack lists earlier or where it was before, or to its end.
func (s *Server) stepDone(step string, before, after engine.Proposal) string {
	if word := s.stepTaken(step, before, after); before.IsMeeting() && word != "agreed" {
		if after.IsCancelled() {
			word = "cancelled"
		}
		return "meeting_" + word
	}
	return s.stepTaken(step, before, after)
}

// stepTaken is stepDone in the words of proposals.
func (s *Server) stepTaken(step string, before, after engine.Proposal) string {
	s = s.seenBy(before)
	flow := s.Pack.Workflow(before.Workflow)
	if after.AgreementOn(step) != nil { // a step that is taken has used its words up
		return "agreed"
	}
	place := func(state string) int {
		return slices.IndexFunc(flow.States, func(st definition.State) bool { return st.Name == state })
	}
	switch {
	case flow == nil:
	case !after.Closed.IsZero():
		return "ended"
	case place(after.State) < place(before.State), !before.IsMeeting() && handedBack(flow, before.State, after.State):
		return "back"
	}
	return "step"
}

// handedBack says whether a proposal has come from others to a later state of those with
// whom it began.
func handedBack(flow *definition.Workflow, from, to string) bool {
	was, is := flow.State(from), flow.State(to)
	first := flow.States[0].HeldBy
	return was != nil && is != nil && was.HeldBy != first && is.HeldBy == first
}

// confirmEarly is what a writer ticks who dates a decision before its meeting.
const confirmEarly = "fore_motet"

// earlyFault refuses a decision dated before its meeting, until the writer has
// said that it shall be.
func (s *Server) earlyFault(r *http.Request, p engine.Proposal, act engine.Act) *fault.Error {
	s = s.seenBy(p)
	preview, err := engine.PreviewOf(s.Pack, p, act, s.Now())
	if err != nil || !preview.Early || slices.Contains(r.PostForm[fieldConfirmed], confirmEarly) {
		return nil
	}
	return fault.New(fault.Invalid, "web_before_meeting", nil).On("early")
}

// stepFields are what the step may be given, and nothing else.
func (s *Server) stepFields(r *http.Request, p engine.Proposal) ([]definition.Field, error) {
	s = s.seenBy(p)
	flow := s.Pack.Workflow(p.Workflow)
	if flow == nil || flow.Transition(r.PathValue("transition")) == nil {
		return nil, errNowhere
	}
	t := flow.Transition(r.PathValue("transition"))
	var fields []definition.Field
	for _, word := range slices.Concat(t.Needs, t.MayTake()) {
		if field, ok := flow.Input(word, nil); ok {
			fields = append(fields, field)
		}
	}
	return fields, nil
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
	page, err := s.stepPage(r.Context(), v, p, choice, r.PostFormValue(fieldKey), given)
	if err != nil {
		return s.keeping(r, p, err)
	}
	page.Confirmed = slices.Contains(r.PostForm[fieldConfirmed], confirmEarly)
	if f == nil {
		f = page.refused
	}
	switch {
	case f == nil:
		return s.show(w, r, "step", page)
	case f.Code == "stale":
		page.Moved = f.In(v.lang)
	default:
		page.Errors = faultsOn(v, f, page.Inputs)
		for i := range page.Errors {
			if f.Code == "web_before_meeting" {
				page.Errors[i].Anchor = "f-early"
			}
		}
		return s.showAs(w, r, http.StatusUnprocessableEntity, "step", page) // it can be mended here
	}
	return s.showAs(w, r, statuses[f.Kind], "step", page)
}

// keeping gives back with a refusal what the reader had written.
func (s *Server) keeping(r *http.Request, p engine.Proposal, err error) error {
	s = s.seenBy(p)
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
