package definition

import (
	"slices"
	"strings"

	"beredd/internal/definition/guess"
	"beredd/internal/wording"
)

// families finishes what needs all workflows of the pack: the answers that are
// other workflows' states, and the steps taken in other proposals.
func (r *reader) families(scopes []*scope, p *Pack) {
	for _, s := range scopes {
		for i := range s.flow.Rounds {
			if s.flow.Rounds[i].Starts != nil {
				s.family(&s.flow.Rounds[i], p)
			}
		}
	}
	for _, s := range scopes {
		for i := range s.flow.Elsewhere {
			s.checkElsewhere(&s.flow.Elsewhere[i], p)
		}
	}
	for _, s := range scopes {
		s.checkStartsEndless(p)
		s.checkOpened(p)
		s.checkFirstHolder()
		s.checkKinLines(p)
		s.flow.lend(p)
	}
}

// family gives a round its answers, and checks who drafts what it opens.
func (s *scope) family(r *Round, p *Pack) {
	child := p.Workflow(r.Starts.Workflow)
	if child == nil {
		return
	}
	for _, name := range s.r.kin[child.Key].answering(r.Starts.Until) {
		if st := child.State(name); st != nil {
			r.Answers = append(r.Answers, Answer{Name: name, Title: st.Title, Final: true, Pos: r.Starts.Pos})
		}
	}
	if len(child.States) > 0 {
		s.checkDrafted(r, child, p)
		s.checkBegun(r, child)
		s.checkOwned(r, child, p)
		s.checkBodies(r, child, p)
	}
}

// checkOwned warns where nothing says which of several bodies a proposal that a round
// opens belongs to: it would be the first in the list, whosever matter it is.
func (s *scope) checkOwned(r *Round, child *Workflow, p *Pack) {
	for _, role := range child.Roles {
		may := p.Bodies(child.Key, role)
		others := func(body string) bool { return !slices.Contains(may, body) }
		said := func(own string) bool { return len(s.binds[own]) > 0 && !slices.ContainsFunc(s.binds[own], others) }
		known := said(role)
		if role == child.Drafting() {
			known = r.Starts.As != "" || len(r.Starts.Each) > 0 || slices.ContainsFunc(s.roles, said)
		}
		if known || r.Starts.Bodies[role] != "" || len(may) < 2 {
			continue
		}
		s.r.warn(r.Starts.Pos, "starts_ambiguous", wording.Args{"Found": role, "Workflow": child.Key, "Body": may[0]})
	}
}

// checkBegun warns of a proposal that a round opens, and that may lack what its first
// state needs.
func (s *scope) checkBegun(r *Round, child *Workflow) {
	given := s.flow.gives(r)
	for _, word := range child.States[0].Needs {
		if !slices.Contains(given, word) && !(word == string(Document) && r.Starts.Documents) {
			s.r.warn(r.Starts.Pos, "begins_without", wording.Args{"Found": child.Key, "Field": word})
		}
	}
}

// checkDrafted reports a body that is to draft a proposal and may not.
func (s *scope) checkDrafted(r *Round, child *Workflow, p *Pack) {
	role := child.Drafting()
	may := p.Bodies(child.Key, role)
	if len(may) == 0 { // which is reported of itself
		return
	}
	if len(r.Starts.Each) > 0 {
		s.checkEach(r, child, may)
		return
	}
	n := r.Starts.drafts
	unbound := func(found string) {
		s.r.fail(n.Pos, "starts_unbound", wording.Args{
			"Found": found, "Workflow": child.Key, "Expected": oneOf(may), "Suggestion": guess.Nearest(found, may)})
	}
	if field := r.Starts.Chosen(); field != "" {
		f, ok := s.flow.Input(field, nil)
		if !ok || f.Type != Choice {
			s.r.fail(n.Pos, "starts_choice", wording.Args{"Found": n.Text})
			return
		}
		for _, c := range f.Choices {
			if !slices.Contains(may, c.Name) {
				unbound(c.Name)
			}
		}
		return
	}
	bodies := []string{r.Starts.As}
	if slices.Contains(s.roles, r.Starts.As) {
		bodies = s.binds[r.Starts.As]
	}
	if r.Starts.As != "" && !slices.ContainsFunc(bodies, func(body string) bool { return slices.Contains(may, body) }) {
		unbound(r.Starts.As)
	}
}

// others are the workflows that a step may be taken in.
func (s *scope) others(in Kin, p *Pack) []*Workflow {
	var others []*Workflow
	add := func(key string) {
		if w := p.Workflow(key); w != nil {
			others = append(others, w)
		}
	}
	switch {
	case in.Parent:
		for _, w := range p.Workflows {
			if slices.ContainsFunc(w.Rounds, func(r Round) bool { return r.Starts != nil && r.Starts.Workflow == s.flow.Key }) {
				add(w.Key)
			}
		}
	case in.Round != "":
		add(s.flow.Round(in.Round).Starts.Workflow)
	case in.Field != "":
		if f := s.flow.Field(in.Field); f.Workflow != "" {
			add(f.Workflow)
		} else {
			others = p.Workflows
		}
	}
	return others
}

// checkElsewhere reports a step that no other workflow has, or that it leaves to
// people; one that the system may take has somebody that takes it.
func (s *scope) checkElsewhere(line *Elsewhere, p *Pack) {
	if line.Do == "" || line.In == (Kin{}) {
		return
	}
	var steps []string
	var found []*Transition
	var in *Workflow
	for _, w := range s.others(line.In, p) {
		for i := range w.Transitions {
			steps = append(steps, w.Transitions[i].Name)
			if t := &w.Transitions[i]; t.Name == line.Do {
				found, in = append(found, t), w
			}
		}
	}
	if len(found) == 0 {
		s.r.unknown(line.do, "transition", steps)
		return
	}
	for _, t := range found {
		if !t.bySystem() {
			s.r.fail(line.do.Pos, "elsewhere_by_people", wording.Args{"Found": t.Name, "Workflow": in.Key})
		}
		t.called = true
	}
}

// checkStartsEndless reports a workflow that opens proposals without end and
// without anybody doing anything: what it opens by itself opens it again.
func (s *scope) checkStartsEndless(p *Pack) {
	run := []string{s.flow.Key}
	for flow := s.flow; ; {
		r := flow.startsByItself()
		if r == nil {
			return
		}
		run = append(run, r.Starts.Workflow)
		if r.Starts.Workflow == s.flow.Key {
			first := s.flow.startsByItself()
			s.r.fail(first.Starts.Pos, "starts_endless", wording.Args{"Found": s.flow.Key, "Run": strings.Join(run, " → ")})
			return
		}
		if flow = p.Workflow(r.Starts.Workflow); flow == nil || len(run) > len(p.Workflows)+1 {
			return
		}
	}
}

// startsByItself is a round that opens a proposal before anybody has done
// anything, or nil.
func (w *Workflow) startsByItself() *Round {
	if len(w.States) == 0 {
		return nil
	}
	come, taken := []string{w.States[0].Name}, []string{}
	for changed := true; changed; {
		changed = false
		for i := range w.Transitions {
			t := &w.Transitions[i]
			from := slices.ContainsFunc(t.From, func(state string) bool { return slices.Contains(come, state) })
			if !from || len(t.On) == 0 || slices.Contains(taken, t.Name) {
				continue
			}
			taken, changed = append(taken, t.Name), true
			for _, to := range t.To {
				come = append(come, to.State)
			}
		}
	}
	for i := range w.Rounds {
		r := &w.Rounds[i]
		if r.Starts != nil && slices.ContainsFunc(r.Opens, func(on Trigger) bool {
			return on.When == nil && (on.Kind == OnState && slices.Contains(come, on.Name) || on.Kind == OnTransition && slices.Contains(taken, on.Name))
		}) {
			return r
		}
	}
	return nil
}
