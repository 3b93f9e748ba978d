package definition

import (
	"slices"

	"github.com/expr-lang/expr/ast"
)

// becoming is what may become of the rounds at a place by answers, by time and by
// the coordinator's hand. Where a run has ended for good nothing that becomes of
// them leads anywhere, and how they stand is forgotten.
func (e *exploring) becoming() []stride {
	if e.flow.isLast(e.from.state) {
		return nil
	}
	var all []stride
	for i := range min(len(e.ends), mostRounds) {
		all = append(all, e.lateOpening(i)...)
		switch {
		case !e.ends[i].watched:
		case e.from.rounds[i] == awaiting:
			all = append(all, e.opens(stride{place: e.from, transition: -1, round: i, doubt: conditional}, i)...)
		case e.from.rounds[i] == asking:
			all = append(all, e.endings(i)...)
		default:
			all = append(all, e.revisions(i)...)
		}
	}
	return all
}

// endings are the ways in which an open round may end. A coordinator may close it in
// whatever way it stands. Where answers end it in that way too, its end by hand leads
// nowhere that the one by answers doesn't: conditions see the same counts, the same
// things follow, and of the two only what answers have ended may still be revised. So
// it is not looked at twice.
func (e *exploring) endings(i int) []stride {
	var all []stride
	r, n := e.ends[i], e.flow.Rounds[i].Name
	still := e.pauses(e.flow.Rounds[i].Deadline, e.from)
	for c, class := range r.classes {
		hangs := 0
		if class.hangs {
			hangs = conditional
		}
		if class.ends != never && !e.without(n+".complete") && !(still && r.round.Closes == AtDeadline) {
			doubt := hangs
			if class.ends == maybe {
				doubt = conditional
			}
			if r.round.Closes == AtDeadline {
				doubt = max(doubt, r.timely())
			}
			all = append(all, e.end(i, r.finished(byAnswers, c), doubt)...)
		}
		if class.lasts && r.expires && !still && r.round.Closes != AtDeadline && !e.without(n+".expired") {
			all = append(all, e.end(i, r.finished(bySilence, c), max(hangs, r.timely()))...)
		}
		if class.ends == never && class.lasts && r.byHand && !e.without(n+".complete") {
			all = append(all, e.end(i, r.finished(byHand, c), handmade)...)
		}
	}
	return all
}

// timely is the doubt that a round's time is ever out: its date may not be set.
func (e *ends) timely() int {
	if e.round.Deadline != nil && e.round.Deadline.At != nil && !e.round.Deadline.At.Recurs() {
		return conditional
	}
	return 0
}

// end lets a round end, and what follows at once from it: other rounds open, and
// the step is taken that its expiry names.
func (e *exploring) end(i int, stands standing, doubt int) []stride {
	s := stride{place: e.from, transition: -1, round: i, stands: stands, doubt: doubt}
	s.place.rounds[i] = stands
	r := e.ends[i]
	how, _, _ := r.ended(stands)
	happened, forbidden := e.outcomes(r, stands)
	if forbidden {
		return nil
	}
	if how == bySilence {
		happened = append(happened, happening{kind: OnExpiry, name: r.round.Name})
	}
	if r.counts(stands) && !e.without(r.round.Name+".complete") {
		happened = append(happened, happening{kind: OnComplete, name: r.round.Name})
	}
	var all []stride
	for _, s := range e.follow(s, happened...) {
		all = append(all, e.last(s, r, how)...)
	}
	return all
}

// outcomes are what a round may have come to that ended so, and whether a run must
// do without it.
func (e *exploring) outcomes(r *ends, stands standing) (happened []happening, forbidden bool) {
	for _, o := range r.round.Outcomes {
		came := r.cameTo(stands, o.Name)
		barred := e.without(r.round.Name + "." + o.Name)
		if came == surely && barred {
			return nil, true
		}
		if came != never && !barred {
			happened = append(happened, happening{OnOutcome, r.round.Name, o.Name, came == maybe})
		}
	}
	return happened, false
}

// last takes the step that a round's expiry names, where it leads from here.
func (e *exploring) last(s stride, r *ends, how int) []stride {
	if how != bySilence || r.round.Expiry == nil || r.round.Expiry.Transition == "" {
		return []stride{s}
	}
	at := slices.IndexFunc(e.flow.Transitions, func(t Transition) bool { return t.Name == r.round.Expiry.Transition })
	if at < 0 || !e.leads(&e.flow.Transitions[at]) {
		return []stride{s}
	}
	t, k := &e.flow.Transitions[at], e.graph.knows(s.place)
	taken := e.enabled(t, surely, k, s.place)
	var all []stride
	if taken != surely {
		all = append(all, s)
	}
	if both(t.When.weigh(k), surely) == never {
		return all
	}
	for _, to := range e.targets(t, s.place, k) {
		stepped := s
		stepped.transition = at
		if taken != surely || to.fits == maybe {
			stepped.doubt = max(stepped.doubt, conditional)
		}
		all = append(all, e.arrive(stepped, to.state)...)
	}
	return all
}

// revisions are the other ways in which a round that has ended may stand: answers
// may be changed until its deadline.
func (e *exploring) revisions(i int) []stride {
	r := e.ends[i]
	how, class, over := r.ended(e.from.rounds[i])
	if !over || how != byAnswers || len(r.atoms) == 0 || len(r.round.Outcomes) > 0 {
		return nil
	}
	var all []stride
	for c := range r.classes {
		if c != class {
			s := stride{place: e.from, transition: -1, round: i, stands: r.finished(byAnswers, c), doubt: revised}
			s.place.rounds[i] = s.stands
			all = append(all, s)
		}
	}
	return all
}

// lateOpening opens a round on what is not known: any time.
func (e *exploring) lateOpening(i int) []stride {
	if i >= mostRounds || e.from.rounds[i] != unopened || len(e.flow.Rounds[i].NotDuring) == 0 && !slices.ContainsFunc(e.flow.Rounds[i].Opens, unknown) {
		return nil
	}
	return e.opens(stride{place: e.from, transition: -1, round: i, doubt: conditional}, i)
}

// unknown says whether a trigger is none that runs are explored by.
func unknown(on Trigger) bool {
	switch on.Kind {
	case OnState, OnTransition, OnOpened, OnComplete, OnExpiry, OnOutcome, OnHolds:
		return false
	}
	return true
}

// opens lets a round ask, and what follows from that.
func (e *exploring) opens(s stride, i int) []stride {
	name := e.flow.Rounds[i].Name
	if e.without(name + ".opened") {
		return nil
	}
	s.place.rounds[i], s.stands = asking, asking
	return e.follow(s, happening{kind: OnOpened, name: name})
}

// follow lets the rounds open that open on what has happened. Where conditions may
// fall out either way, there is a stride for each way in which they do together.
func (e *exploring) follow(s stride, happened ...happening) []stride {
	factors, doubt := e.undecided(s, happened)
	if len(factors) == 0 {
		return e.followed(s, nil, happened)
	}
	var all []stride
	_, known := cases(factors, func(falls map[string]bool) bool {
		for _, one := range e.followed(s, assuming(falls), happened) {
			one.doubt += doubt
			if !slices.ContainsFunc(all, func(other stride) bool { return other == one }) {
				all = append(all, one)
			}
		}
		return false
	})
	if !known {
		return e.followed(s, nil, happened)
	}
	return all
}

// undecided is what may fall out either way of the conditions on which rounds open
// now, and how much each way is to be doubted.
func (e *exploring) undecided(s stride, happened []happening) ([]factor, int) {
	free, doubt := newFreedom(e.flow, e.graph, s.place), chosen
	var k known
	for i, r := range e.flow.Rounds {
		for _, on := range r.Opens {
			now := on.Kind == OnOpened || slices.ContainsFunc(happened, func(h happening) bool { return h.is(on) })
			if on.When == nil || !now || i >= mostRounds {
				continue
			}
			if k.names == nil {
				k = e.graph.knows(s.place)
			}
			for _, leaf := range leaves(on.When.tree) {
				if k.hand = on.When.hand; k.leaf(leaf) == maybe {
					free.add(leaf, k.hand)
					if !e.flow.choice(on.When) {
						doubt = conditional
					}
				}
			}
		}
	}
	return free.factors(), doubt
}

// followed is what follows where conditions fall out as assumed.
func (e *exploring) followed(s stride, assumed func(ast.Node, string) verdict, happened []happening) []stride {
	all := []opening{{stride: s, assumed: assumed}}
	for at := 0; at < len(happened) && at < 4*mostRounds; at++ {
		for i := range min(len(e.flow.Rounds), mostRounds) {
			all = e.maybeOpens(all, i, at, happened)
		}
		if at == len(happened)-1 {
			happened = append(happened, newlyOpened(all, happened, e.flow)...)
		}
	}
	strides := make([]stride, len(all))
	for i, o := range all {
		strides[i] = o.stride
		if e.flow.isLast(o.stride.place.state) {
			strides[i].place = e.resting(o.stride.place)
		}
	}
	return strides
}

// An opening is a stride and the rounds that have opened with it.
type opening struct {
	stride  stride
	opened  uint64
	assumed func(ast.Node, string) verdict
}

// newlyOpened are the openings that something may follow from in turn.
func newlyOpened(all []opening, happened []happening, w *Workflow) []happening {
	var more []happening
	for i := range min(len(w.Rounds), mostRounds) {
		h := happening{kind: OnOpened, name: w.Rounds[i].Name}
		opened := slices.ContainsFunc(all, func(o opening) bool { return o.opened&(1<<i) != 0 && o.stride.place.rounds[i] == asking })
		if opened && !slices.Contains(happened, h) {
			more = append(more, h)
		}
	}
	return more
}

// maybeOpens lets a round open in each of the strides, where what has happened
// opens it.
func (e *exploring) maybeOpens(all []opening, i, at int, happened []happening) []opening {
	r, what := &e.flow.Rounds[i], happened[at]
	if e.without(r.Name+".opened") || !slices.ContainsFunc(r.Opens, what.is) {
		return all
	}
	var after []opening
	for _, o := range all {
		opens, doubt := never, chosen
		if o.opened&(1<<i) == 0 && e.has(what, o) {
			k := e.graph.knows(o.stride.place)
			k.assumed = o.assumed
			for _, on := range r.Opens {
				if what.is(on) {
					opens = either(opens, on.When.weigh(k))
					if !e.flow.choice(on.When) {
						doubt = conditional
					}
				}
			}
		}
		if what.doubted || len(r.NotDuring) > 0 { // a window may keep it from opening until it ends
			opens, doubt = both(opens, maybe), conditional
		}
		if opens == maybe {
			o.stride.doubt += doubt
		}
		if opens != surely {
			after = append(after, o)
		}
		if opens != never {
			o.opened |= 1 << i
			o.stride.place.rounds[i] = asking
			if r.At != nil && e.ends[i].watched {
				o.stride.place.rounds[i] = awaiting
			}
			after = append(after, o)
		}
	}
	return after
}

// has says whether something has happened in a stride: all have the same in
// common, but for the rounds that opened.
func (e *exploring) has(what happening, o opening) bool {
	return what.kind != OnOpened || o.opened == 0 || o.opened&(1<<e.roundAt(what.name)) != 0
}

func (h happening) is(on Trigger) bool {
	return on.Kind == h.kind && on.Name == h.name && on.Outcome == h.outcome
}

// isLast says whether nothing leads on from a state: it is final, and no step
// reopens what has come to it.
func (w *Workflow) isLast(state int) bool {
	st := &w.States[state]
	return st.Final && !slices.ContainsFunc(w.Transitions, func(t Transition) bool { return slices.Contains(t.From, st.Name) })
}

// resting is a place of such a state: how rounds stand is forgotten but for
// whether they have opened, or may open from what becomes of those that have.
func (e *exploring) resting(p place) place {
	for changed := true; changed; {
		changed = false
		for i, r := range e.flow.Rounds {
			if i >= mostRounds || p.rounds[i] == asking || e.without(r.Name+".opened") {
				continue
			}
			if p.rounds[i] != unopened || slices.ContainsFunc(r.Opens, func(on Trigger) bool { return e.mayCome(on, p) }) {
				p.rounds[i], changed = asking, true
			}
		}
	}
	return p
}

// mayCome says whether what becomes of rounds in a final state may open another.
func (e *exploring) mayCome(on Trigger, p place) bool {
	if !on.Ends() && on.Kind != OnOpened {
		return unknown(on)
	}
	i := e.roundAt(on.Name)
	return i >= 0 && e.hasOpened(i, p) && !e.without(became(on))
}
