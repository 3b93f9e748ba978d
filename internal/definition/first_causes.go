package definition

import (
	"slices"

	"beredd/internal/definition/guess"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// standstills are the findings that a run stops where it should go on: what lies behind
// is reached by no run, and that says nothing but the same again.
var standstills = []string{"dead_end", "unheard_outcome", "uncovered", "endless", "circle", "never_ends"}

// beyond are the findings about what no run comes to.
var beyond = []string{"unreachable", "never_opens", "closes_unopened", "reopens_nothing"}

// aimless are the warnings that say nothing where something else is wrong: it is mostly
// what keeps from happening what they miss.
var aimless = []string{"never_aimed", "never_put", "nothing_decided", "departs_from_nothing", "holder_idle", "holder_untold", "task_to_idle", "begins_without", "locked_without", "locked_unless", "never_sent", "stale_need"}

// untakeable are the findings that a step is never taken.
var untakeable = []string{"never_taken", "never_possible", "after_unheard"}

// firstCauses keeps of what was found wrong with a workflow as a whole what does not
// follow from something else of it.
func (s *scope) firstCauses(found source.Problems) source.Problems {
	if t := s.backwards(found); t != nil {
		return s.turnedRound(found, t)
	}
	found = s.ways(found)
	if found.Err() != nil {
		found = slices.DeleteFunc(found, func(p source.Problem) bool { return slices.Contains(aimless, p.Code) })
	}
	found = s.outcomesFirst(found)
	still := has(found, standstills...)
	roots := s.unreachedRoots(found)
	dead := positions(found, "dead_end")
	worst := source.Warning
	own := s.openThemselves(found)
	kept := slices.DeleteFunc(slices.Clone(found), func(p source.Problem) bool {
		switch {
		case p.Code == "never_opens" && s.opensOnItself(p.Found):
			return false
		case len(own) > 0 && (slices.Contains(beyond, p.Code) || slices.Contains(untakeable, p.Code) || slices.Contains(standstills, p.Code)):
			return !slices.Contains(own, p.Found) || p.Code != "never_opens"
		case slices.Contains(beyond, p.Code):
			drop := still || roots != nil && (p.Code != "unreachable" || !slices.Contains(roots, p.Found))
			if drop && still && p.Severity == source.Error {
				worst = source.Error
			}
			return drop
		case p.Code == "never_ends":
			return has(found, "endless", "circle")
		case p.Code == "no_deadline" || p.Code == "nobody_holds":
			return slices.Contains(dead, p.Pos)
		case p.Code == "dead_end":
			return s.awaitedThere(p.Found)
		case p.Code == "broken_promise":
			return p.Found == everyEnd && (still || has(found, "never_taken", "never_possible", "after_unheard", "nobody_takes"))
		}
		return false
	})
	for i := range kept {
		if slices.Contains(standstills, kept[i].Code) && worst == source.Error {
			kept[i].Severity = source.Error // it stands for what is as bad
		}
	}
	return kept
}

// outcomesFirst leaves out of what was found what follows from a question that always comes
// to the same, and that a step is never taken which waits for another's trigger.
func (s *scope) outcomesFirst(found source.Problems) source.Problems {
	always := has(found, "always_outcome")
	contested := func(step string) bool {
		return slices.ContainsFunc(found, func(p source.Problem) bool { return p.Code == "ambiguous" && p.Found == step })
	}
	return slices.DeleteFunc(slices.Clone(found), func(p source.Problem) bool {
		follows := slices.Contains(untakeable, p.Code) || slices.Contains(beyond, p.Code)
		return always && follows || p.Code == "never_taken" && contested(p.Found)
	})
}

// opensOnItself says whether nothing but a round's own end opens it: no other slip makes
// that so.
func (s *scope) opensOnItself(round string) bool {
	r := s.flow.Round(round)
	return r != nil && r.opensItself()
}

// ways tells once of a lack of ways to an end: of the states that no step leads to,
// or else of the states that all such runs come to.
func (s *scope) ways(found source.Problems) source.Problems {
	var never, ends []string
	for _, p := range found {
		switch {
		case p.Code == "never_ends":
			never = append(never, p.Found)
		case p.Code == "unreachable" && s.noWayIn(p.Found):
			ends = append(ends, p.Found)
		}
	}
	if len(never) == 0 {
		return found
	}
	last := slices.DeleteFunc(slices.Clone(never), func(state string) bool {
		return slices.ContainsFunc(s.exits(state), func(t *Transition) bool {
			return slices.ContainsFunc(t.To, func(to Target) bool { return to.State != state && slices.Contains(never, to.State) })
		})
	})
	if len(last) == 0 {
		last = never[:1]
	}
	return slices.DeleteFunc(found, func(p source.Problem) bool {
		return p.Code == "never_ends" && (len(ends) > 0 || !slices.Contains(last, p.Found)) ||
			p.Code == "broken_promise" && p.Found == everyEnd
	})
}

// noWayIn says whether no step leads to a state.
func (s *scope) noWayIn(state string) bool {
	st := s.flow.State(state)
	return st != nil && !slices.ContainsFunc(s.flow.Transitions, func(t Transition) bool {
		return s.withState(Trigger{Kind: OnTransition, Name: t.Name}, state)
	})
}

func has(found source.Problems, codes ...string) bool {
	return slices.ContainsFunc(found, func(p source.Problem) bool { return slices.Contains(codes, p.Code) })
}

// openThemselves are the rounds that nothing but their own end opens: all that waits for
// them waits in vain.
func (s *scope) openThemselves(found source.Problems) []string {
	var own []string
	for _, p := range found {
		if r := s.flow.Round(p.Found); p.Code == "never_opens" && r != nil && r.opensItself() {
			own = append(own, p.Found)
		}
	}
	return own
}

func positions(found source.Problems, code string) []source.Pos {
	var all []source.Pos
	for _, p := range found {
		if p.Code == code {
			all = append(all, p.Pos)
		}
	}
	return all
}

// unreachedRoots are the states that no run reaches and no other such state leads to;
// all of them where they lead to each other. nil is none.
func (s *scope) unreachedRoots(found source.Problems) []string {
	var all []string
	for _, p := range found {
		if p.Code == "unreachable" {
			all = append(all, p.Found)
		}
	}
	var roots []string
	for _, state := range all {
		if !slices.ContainsFunc(s.flow.Transitions, func(t Transition) bool {
			return s.withState(Trigger{Kind: OnTransition, Name: t.Name}, state) &&
				slices.ContainsFunc(t.From, func(from string) bool { return from != state && slices.Contains(all, from) })
		}) {
			roots = append(roots, state)
		}
	}
	if len(roots) == 0 {
		return all
	}
	return roots
}

// awaitedThere says whether a step that is never taken waits for what happens in a state:
// it was meant to lead on from there.
func (s *scope) awaitedThere(state string) bool {
	return slices.ContainsFunc(s.flow.Transitions, func(t Transition) bool {
		return t.assumed && slices.ContainsFunc(t.On, func(on Trigger) bool {
			return slices.ContainsFunc(s.flow.Rounds, func(r Round) bool {
				return on.Ends() && r.Name == on.Name && slices.ContainsFunc(r.Opens, func(opens Trigger) bool { return s.withState(opens, state) })
			})
		})
	})
}

// shaky says whether a run goes where a condition that could not be read, or a step that
// nothing takes, was taken to lead: both are told, and what follows is not.
func (s *scope) shaky(run []move) bool {
	for _, m := range run {
		if m.transition < 0 {
			continue
		}
		t := &s.flow.Transitions[m.transition]
		guards := []*Guard{t.When}
		for _, to := range t.To {
			guards = append(guards, to.When)
		}
		for _, on := range t.On {
			guards = append(guards, on.When)
			if r := s.flow.Round(on.Name); r != nil {
				guards = append(guards, r.Complete.When)
				for _, o := range r.Outcomes {
					guards = append(guards, o.When)
				}
			}
		}
		if t.assumed || slices.ContainsFunc(guards, (*Guard).isDead) {
			return true
		}
	}
	return false
}

// within is where a name stands in the text that begins at a place.
func (r *reader) within(at source.Pos, name string) source.Pos {
	line := []rune(string(lineOf(r.texts[at.File], at.Line)))
	from := min(max(0, at.Column-1), len(line))
	for column := from; column+len([]rune(name)) <= len(line); column++ {
		if string(line[column:column+len([]rune(name))]) == name && !lettered(line, column-1) && !lettered(line, column+len([]rune(name))) {
			return source.Pos{File: at.File, Line: at.Line, Column: column + 1}
		}
	}
	return at
}

func lettered(line []rune, at int) bool {
	return at >= 0 && at < len(line) && (line[at] == '_' || line[at] >= 'a' && line[at] <= 'z')
}

// unpromised reports a name of a promise that nothing has.
func (s *scope) unpromised(p Promise, name string, known []string) {
	near := guess.Nearest(name, known)
	if of := name + ".complete"; slices.Contains(known, of) { // it names a round, and not what became of it
		near = of
	}
	s.r.fail(s.r.within(p.Pos, name), "unknown_promised", wording.Args{"Found": name, "Expected": oneOf(known), "Suggestion": near})
}
