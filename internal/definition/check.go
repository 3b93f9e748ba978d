package definition

import (
	"slices"

	"beredd/internal/people"
	"beredd/internal/wording"
)

// check reports what is wrong with a workflow as a whole: where proposals would
// get stuck, and what can never happen.
func (s *scope) check() {
	if len(s.flow.States) == 0 || s.torn {
		return
	}
	if s.flow.ends = s.roundsEnd(); s.r.published {
		return
	}
	s.checkSecret()
	s.checkLines()
	before := len(s.r.problems)
	defer func() {
		s.r.problems = append(s.r.problems[:before], s.firstCauses(s.r.problems[before:])...)
	}()
	if s.checkHolds(); slices.ContainsFunc(s.guards, (*Guard).isDead) {
		s.flow.ends = s.roundsEnd()
	}
	g := s.explored()
	d := g.doubts()
	stuck := s.checkCovered(g, d)
	s.checkOutcomes(g, d, stuck)
	s.checkDated(g, d, stuck)
	s.checkDates(g, stuck)
	s.checkUndue(g, stuck)
	s.checkWithheld(g, stuck)
	s.checkSets()
	s.checkOldEnds(g, d)
	s.checkContested(g, d)
	s.checkCost(g)
	s.checkStates(g, d, stuck)
	s.checkAimless(g, stuck)
	s.checkUnsent(g)
	s.checkStale(g)
	s.checkFractions()
	s.checkHasty()
	s.checkBelated()
	s.checkLocked(g)
	s.checkAutomatic()
	s.checkReopens(g)
	told := s.checkEndless()
	s.checkCircles(told)
	s.checkRunsOn(g, d, told)
	s.checkStaffed()
	s.checkGiven()
	s.checkChosen()
	s.checkHeirs()
	s.checkRounds(g)
	s.checkExpires()
	s.checkClocks(g)
	s.checkPauses(g)
	s.checkClosing(g)
	s.checkWindows(g)
	s.checkPromises(g, d)
	s.checkOnEdit()
	s.checkRead()
}

// explored is every place that a run can be in, where what cannot be taken is
// reported, and then taken all the same: what follows from it says nothing but
// that error again, a dozen times over.
func (s *scope) explored() *graph {
	for {
		g := s.explore(nil)
		reached, taken, more := g.reached(), g.taken(), false
		for i := range s.flow.Transitions {
			t := &s.flow.Transitions[i]
			somewhere := slices.ContainsFunc(t.From, func(from string) bool {
				at := g.stateAt(from)
				return at >= 0 && reached[at]
			})
			if code := s.untaken(t, taken[i] || g.cut || !somewhere); code != "" && !t.assumed {
				s.untakeable(g, t, code)
				t.assumed, more = true, true
			}
		}
		if !more {
			return g
		}
	}
}

// untakeable reports that a transition is never taken, and why where that is known.
func (s *scope) untakeable(g *graph, t *Transition, code string) {
	if code == "never_taken" {
		if w := g.keptOut(t); w != nil {
			s.unheardWindow(t, w)
			return
		}
		if g.barred(t) {
			s.r.fail(t.When.Pos, "never_possible", wording.Args{"Found": t.When.Source, "Step": t.Name})
			return
		}
		if o, r := g.endedBefore(t); o != nil {
			s.r.fail(o.When.Pos, "ended_before", wording.Args{"Found": o.Name, "Round": r.Title, "When": o.When.Source})
			return
		}
	}
	s.r.fail(t.Pos, code, wording.Args{"Found": t.Name})
}

// endedBefore is the outcome that a step waits for alone and that its round never comes to
// where it ends, though its condition might hold of the answers; nil where it is not that.
func (g *graph) endedBefore(t *Transition) (*Outcome, *Round) {
	if len(t.On) != 1 || t.On[0].Kind != OnOutcome {
		return nil, nil
	}
	i := g.roundAt(t.On[0].Name)
	if i < 0 || i >= mostRounds {
		return nil, nil
	}
	r := &g.flow.Rounds[i]
	ends := func(p place) bool { _, _, over := g.ends[i].ended(p.rounds[i]); return over }
	comes := func(p place) bool { return g.ends[i].cameTo(p.rounds[i], t.On[0].Outcome) != never }
	if o := r.Outcome(t.On[0].Outcome); o != nil && o.When != nil && slices.ContainsFunc(g.places, ends) && !slices.ContainsFunc(g.places, comes) {
		return o, r
	}
	return nil, nil
}

// untaken is what is wrong with a transition that nobody and nothing takes; ""
// where it may be taken.
func (s *scope) untaken(t *Transition, taken bool) string {
	switch {
	case !s.flow.taken(t):
		return "nobody_takes"
	case !taken:
		return "never_taken"
	}
	return ""
}

// checkStates reports the states that no run reaches, or none leaves.
func (s *scope) checkStates(g *graph, d *doubted, stuck []bool) {
	if !slices.ContainsFunc(s.flow.States, func(st State) bool { return st.Final }) {
		s.r.fail(s.flow.Pos, "no_final", nil)
	}
	reached, ends := g.reached(), g.endsAt(func(at int) bool { return stuck[at] || g.settledOrStuck(g.stateOf(at)) })
	for i, st := range s.flow.States {
		switch {
		case st.unread:
		case !reached[i] && !g.cut && st.Final && s.exited(st):
			s.checkFinal(st) // the step that leads from it was meant to lead to it
		case !reached[i] && !g.cut:
			s.r.fail(st.Pos, "unreachable", wording.Args{"Found": st.Name, "Start": s.flow.States[0].Name})
		case st.Final:
			s.checkFinal(st)
		case len(s.exits(st.Name)) == 0:
			s.r.fail(st.Pos, "dead_end", wording.Args{"Found": st.Name})
		case !g.cut:
			s.checkEnds(g, d, i, ends)
		}
		s.checkWaiting(st)
		s.checkEscalates(st)
	}
}

// exited says whether a step leads from a state and takes up nothing anew.
func (s *scope) exited(st State) bool {
	return slices.ContainsFunc(s.exits(st.Name), func(t *Transition) bool { return !t.Reopens })
}

// checkFinal reports what a final state cannot have.
func (s *scope) checkFinal(st State) {
	if st.Deadline != nil || st.Forever {
		s.r.warn(st.Pos, "final_deadline", wording.Args{"Found": st.Name})
	}
	for _, t := range s.exits(st.Name) {
		if t.Reopens {
			continue
		}
		s.r.fail(t.Pos, "final_exit", wording.Args{"Found": t.Name, "State": st.Name})
	}
}

// checkEnds reports a state where a run can be without any way to a final state.
func (s *scope) checkEnds(g *graph, d *doubted, state int, ends []bool) {
	for _, i := range d.order() {
		if g.places[i].state == state && !ends[i] && d.least[i] < revised {
			s.r.note(d.severity(i), s.flow.States[state].Pos, "never_ends", wording.Args{
				"Found": s.flow.States[state].Name, "Run": s.story(g, d.run(i))})
			return
		}
	}
}

// exits are the transitions that lead from a state.
func (s *scope) exits(state string) []*Transition {
	var exits []*Transition
	for i := range s.flow.Transitions {
		if slices.Contains(s.flow.Transitions[i].From, state) {
			exits = append(exits, &s.flow.Transitions[i])
		}
	}
	return exits
}

// checkWaiting reports a state in which a proposal can wait unseen: nobody's
// turn, or no date by which anything happens.
func (s *scope) checkWaiting(st State) {
	if st.Final || st.unread {
		return
	}
	byItself := slices.ContainsFunc(s.exits(st.Name), func(t *Transition) bool { return len(t.On) > 0 })
	if st.HeldBy == "" && !byItself {
		s.r.warn(st.Pos, "nobody_holds", wording.Args{"Found": st.Name})
	}
	if !s.dueSome(st) {
		s.r.note(s.promised(everyDeadline), st.Pos, "no_deadline", wording.Args{"Found": st.Name})
	}
	if st.Deadline != nil && st.Deadline.At != nil && st.Deadline.At.Of == "meeting" && !s.flow.meets() && !s.hasMeeting(st) {
		s.r.warn(st.Deadline.Pos, "no_meeting", wording.Args{"Found": st.Name})
	}
}

// dueSome says whether something has a date while a proposal waits in a state:
// the state itself, a round that opens with it or that it waits for, or a
// transition that time takes.
func (s *scope) dueSome(st State) bool {
	if st.Deadline != nil || st.Forever {
		return true
	}
	for _, t := range s.exits(st.Name) {
		for _, on := range t.On {
			if on.Kind == OnTime || on.Kind == OnDate || on.Kind == OnClock || on.Kind == OnWindow || s.awaited(on, st) {
				return true
			}
		}
	}
	if s.clocked(st.Name) {
		return true
	}
	for _, r := range s.flow.Rounds {
		if (r.Deadline != nil || r.Forever) && !r.Deadline.pausesIn(st.Name) && slices.ContainsFunc(r.Opens, func(on Trigger) bool { return s.withState(on, st.Name) }) {
			return true
		}
	}
	return false
}

// awaited says whether a trigger is what becomes of a round that has a deadline, whose
// time may run in a state.
func (s *scope) awaited(on Trigger, st State) bool {
	if !on.Ends() {
		return false
	}
	return slices.ContainsFunc(s.flow.Rounds, func(r Round) bool {
		return (r.Name == on.Name || on.Name == "") && (r.Deadline != nil || r.Forever) && !r.Deadline.pausesIn(st.Name)
	})
}

// withState says whether a trigger comes when a state is entered.
func (s *scope) withState(on Trigger, state string) bool {
	switch on.Kind {
	case OnState:
		return on.Name == state
	case OnTransition:
		t := s.flow.Transition(on.Name)
		return t != nil && slices.ContainsFunc(t.To, func(to Target) bool { return to.State == state })
	}
	return false
}

// hasMeeting says whether whoever enters a state has given a meeting.
func (s *scope) hasMeeting(st State) bool {
	if slices.Contains(st.Needs, "meeting") {
		return true
	}
	for _, t := range s.flow.Transitions {
		if s.withState(Trigger{Kind: OnTransition, Name: t.Name}, st.Name) && !slices.Contains(t.Needs, "meeting") && !t.SetsField(theMeeting) {
			return false
		}
	}
	return true
}

// taken says whether a transition has somebody or something that takes it.
func (w *Workflow) taken(t *Transition) bool {
	if t.unread || t.called || len(t.On) > 0 || slices.ContainsFunc(t.By, func(p people.Party) bool { return p.Kind != people.System }) {
		return true
	}
	return w.FollowsSilence(t)
}

// FollowsSilence says whether a round's time being out takes the transition, by its
// on expiry: line.
func (w *Workflow) FollowsSilence(t *Transition) bool {
	return slices.ContainsFunc(w.Rounds, func(r Round) bool { return r.Expiry != nil && r.Expiry.Transition == t.Name })
}

// checkAutomatic reports transitions that the same thing would fire from the
// same state, when the first has no condition that would leave it to the next.
func (s *scope) checkAutomatic() {
	for j, later := range s.flow.Transitions {
		for i := range j {
			earlier := s.flow.Transitions[i]
			if earlier.When != nil {
				continue
			}
			if on, from, same := contested(earlier, later); same {
				s.r.fail(on.Pos, "ambiguous", wording.Args{"Found": later.Name, "Earlier": earlier.Name, "State": from})
				s.checkUnheeded(on, earlier, later)
			}
		}
	}
}

// checkUnheeded reports the outcome that the earlier of two steps was probably meant for,
// which wait for the same one: of their round, it alone is waited for by no step.
func (s *scope) checkUnheeded(on Trigger, earlier, later Transition) {
	r := s.flow.Round(on.Name)
	if on.Kind != OnOutcome || r == nil {
		return
	}
	heeds := func(outcome string) func(Transition) bool {
		return func(t Transition) bool {
			return slices.ContainsFunc(t.On, func(on Trigger) bool { return on.Name == r.Name && on.Outcome == outcome })
		}
	}
	var missing []string
	for _, o := range r.Outcomes {
		if !slices.ContainsFunc(s.flow.Transitions, heeds(o.Name)) {
			missing = append(missing, o.Name)
		}
	}
	at := slices.IndexFunc(earlier.On, func(one Trigger) bool { return one.Name == on.Name && one.Outcome == on.Outcome })
	if len(missing) == 1 && at >= 0 {
		s.r.fail(earlier.On[at].Pos, "unheeded_outcome", wording.Args{
			"Found": earlier.Name, "Later": later.Name, "Outcome": on.Outcome, "Round": r.Title, "Missing": missing[0]})
	}
}

// contested finds what would fire both of two transitions from one state.
func contested(earlier, later Transition) (on Trigger, from string, same bool) {
	for _, state := range later.From {
		if !slices.Contains(earlier.From, state) {
			continue
		}
		for _, a := range later.On {
			for _, b := range earlier.On {
				if sameEnd(a, b) && a.Name == b.Name && a.Period == b.Period && sameDate(a.Date, b.Date) {
					return a, state, true
				}
			}
		}
	}
	return Trigger{}, "", false
}

// sameEnd says whether what fires a later step fires the earlier too: the same
// thing, or for one of a round's outcomes its end.
func sameEnd(later, earlier Trigger) bool {
	if later.Kind == OnOutcome && earlier.Kind == OnComplete {
		return true
	}
	return later.Kind == earlier.Kind && later.Outcome == earlier.Outcome
}

// checkRounds reports rounds that never ask, and those that never remind.
func (s *scope) checkRounds(g *graph) {
	for i, r := range s.flow.Rounds {
		opens := i >= mostRounds || slices.ContainsFunc(g.places, func(p place) bool { return g.hasOpened(i, p) })
		if (!opens || r.opensItself()) && !g.cut && len(r.Opens) > 0 {
			s.r.fail(r.Opens[0].Pos, "never_opens", wording.Args{"Found": r.Name})
			continue
		}
		s.checkExpiry(g, i)
		if r.Deadline == nil && !r.Forever {
			s.r.note(s.promised(everyDeadline), r.Pos, "round_no_deadline", wording.Args{"Found": r.Name})
		}
	}
}
