package definition

import (
	"regexp"
	"slices"
	"strings"

	"beredd/internal/people"
	"beredd/internal/wording"
)

// The promises about names, beside "never X without Y".
var (
	neverAfter  = regexp.MustCompile(`^never ([a-z0-9_]+) after ([a-z0-9_.]+)$`)
	atMostOnce  = regexp.MustCompile(`^([a-z0-9_]+) at most once$`)
	afterAlways = regexp.MustCompile(`^after ([a-z0-9_.]+) always ([a-z0-9_.]+(?: or [a-z0-9_.]+)*)$`)
	onlyBy      = regexp.MustCompile(`^([a-z0-9_]+) only by ([a-z0-9_.]+(?: or [a-z0-9_.]+)*)$`)
)

// The promises that are whole sentences about decisions and questions.
const (
	everyFollowed = "every decision is followed up"
	nobodyTwice   = "nobody is asked twice at once"
)

// promise proves one of these, and says whether it is one.
func (s *scope) promise(p Promise, said string, g *graph) bool {
	switch {
	case said == everyFollowed:
		s.everyFollowed(p, g)
	case said == nobodyTwice:
		s.nobodyTwice(p, g)
	case neverAfter.MatchString(said):
		names := neverAfter.FindStringSubmatch(said)
		if s.promisable(p, names[1]) && s.passable(p, names[2]) {
			s.never(p, g, names[2], names[1])
		}
	case atMostOnce.MatchString(said):
		name := atMostOnce.FindStringSubmatch(said)[1]
		if s.promisable(p, name) {
			s.never(p, g, name, name)
		}
	case afterAlways.MatchString(said):
		names := afterAlways.FindStringSubmatch(said)
		always := strings.Split(names[2], " or ")
		if s.passable(p, append(always, names[1])...) {
			s.always(p, g, names[1], always)
		}
	case onlyBy.MatchString(said):
		names := onlyBy.FindStringSubmatch(said)
		s.onlyBy(p, names[1], strings.Split(names[2], " or "))
	default:
		return false
	}
	return true
}

// never looks for a shortest run that comes to what after it has passed first.
func (s *scope) never(p Promise, g *graph, first, what string) {
	w := g.walk(first, func(move) bool { return true })
	for _, i := range w.found {
		if g.is(g.moves[i], what) {
			s.broken(p, g, w.run(i, true))
			return
		}
	}
	for _, i := range w.begins { // what a round's end brings with it comes after that end
		if strings.Contains(first, ".") && g.is(g.moves[i], what) {
			s.broken(p, g, w.run(i, false))
			return
		}
	}
	s.unproved(p, g)
}

// always looks for a shortest run that has passed first and comes to an end, or to
// where nothing follows, without any of always.
func (s *scope) always(p Promise, g *graph, first string, always []string) {
	if slices.ContainsFunc(always, g.vague) {
		s.r.warn(p.Pos, "unproved_vague", wording.Args{"Found": p.Text})
		return
	}
	passes := func(m move) bool { return slices.ContainsFunc(always, func(name string) bool { return g.is(m, name) }) }
	w := g.walk(first, func(m move) bool { return !passes(m) })
	out := g.out()
	for _, i := range append(slices.Clone(w.begins), w.found...) {
		if m := g.moves[i]; !passes(m) && (g.stateOf(m.to).Final || len(out[m.to]) == 0 && m.to < g.seen) {
			s.broken(p, g, w.run(i, false))
			return
		}
	}
	s.unproved(p, g)
}

// onlyBy looks whether anybody else takes a transition.
func (s *scope) onlyBy(p Promise, name string, may []string) {
	t := s.flow.Transition(name)
	if t == nil {
		s.unpromised(p, name, s.transitions)
		return
	}
	known := s.names()
	for _, who := range may {
		if body, _, _ := strings.Cut(who, "."); !slices.Contains(known, body) {
			s.unpromised(p, who, known)
			return
		}
	}
	other := slices.ContainsFunc(t.By, func(by people.Party) bool {
		return !slices.Contains(may, by.String()) && !slices.Contains(may, by.Name)
	})
	if other || (len(t.On) > 0 || s.flow.FollowsSilence(t)) && !slices.Contains(may, string(people.System)) {
		s.r.fail(p.Pos, "broken_promise", wording.Args{"Found": p.Text, "Run": t.Title})
	}
}

// nobodyTwice looks for a shortest run to where two rounds are open that ask the
// same.
func (s *scope) nobodyTwice(p Promise, g *graph) {
	for at, place := range g.places {
		for i := range min(len(s.flow.Rounds), mostRounds) {
			for j := range i {
				both := place.rounds[i] == asking && place.rounds[j] == asking
				if both && !g.stateOf(at).Final && s.shareAsked(&s.flow.Rounds[i], &s.flow.Rounds[j]) {
					s.askedTwice(p, g, g.run(at), &s.flow.Rounds[j], &s.flow.Rounds[i])
					return
				}
			}
		}
	}
	if at, open, joins := s.twiceAtTheEnd(g); at >= 0 {
		s.askedTwice(p, g, append(g.run(g.moves[at].from), g.moves[at]), open, joins)
		return
	}
	if at, r := s.oneMore(g); at >= 0 {
		s.askedTwice(p, g, append(g.run(g.moves[at].from), g.moves[at]), r, r)
		return
	}
	s.unproved(p, g)
}

// askedTwice reports a run in which two questions are open that the same are asked: which
// two, with their lines, and whom.
func (s *scope) askedTwice(p Promise, g *graph, run []move, one, other *Round) {
	if s.shaky(run) {
		return
	}
	who, _ := s.bothAsk(one, other)
	why := "check.why.both_ask"
	if one == other {
		why = "check.why.asks_anew"
	}
	both := wording.Both(why, wording.Args{
		"Round": one.Title, "Line": one.Pos.Line, "Other": other.Title, "OtherLine": other.Pos.Line, "Who": who.String()})
	told := s.story(g, run)
	for _, l := range wording.Languages() {
		told[l] = both.In(l) + ": " + told.In(l)
	}
	s.r.fail(p.Pos, "broken_promise", wording.Args{"Found": p.Text, "Run": told})
}

// twiceAtTheEnd is a move to where a run ends, though its questions go on: one that was
// open is joined by another that opens there and asks the same. -1 is none. What ends
// without a decision closes its questions.
func (s *scope) twiceAtTheEnd(g *graph) (at int, open, joins *Round) {
	decided := g.dateless(dates{{of: "decision"}}, func(int) bool { return true })
	at = slices.IndexFunc(g.moves, func(m move) bool {
		if m.transition < 0 || m.doubt >= revised || !s.flow.isLast(g.places[m.to].state) {
			return false
		}
		t, to := &s.flow.Transitions[m.transition], g.stateOf(m.to)
		if !t.Decides() && decided.least[havingAt(m.from)] < 0 {
			return false
		}
		opens := func(r *Round) bool {
			return g.places[m.to].rounds[slices.IndexFunc(s.flow.Rounds, func(one Round) bool { return one.Name == r.Name })] == asking &&
				r.opensBy(t, to.Name)
		}
		for i := range min(len(s.flow.Rounds), mostRounds) {
			r := &s.flow.Rounds[i]
			if g.places[m.from].rounds[i] != asking || i == m.round || t.ClosesRound(r.Name) {
				continue
			}
			for j := range min(len(s.flow.Rounds), mostRounds) {
				if other := &s.flow.Rounds[j]; j != i && opens(other) && s.shareAsked(r, other) {
					open, joins = r, other
					return true
				}
			}
		}
		return false
	})
	return at, open, joins
}

// oneMore is a move that asks one more question of a kind beside one that is open, and the
// kind; -1 is none. Whom each of them asks may be chosen for it, and is then not known.
func (s *scope) oneMore(g *graph) (at int, kind *Round) {
	at = slices.IndexFunc(g.moves, func(m move) bool {
		if m.transition < 0 || m.doubt >= revised || g.stateOf(m.to).Final {
			return false
		}
		t, to := &s.flow.Transitions[m.transition], g.stateOf(m.to)
		for i := range min(len(s.flow.Rounds), mostRounds) {
			r := &s.flow.Rounds[i]
			known := r.Again == Adds && !r.Chooses() && !r.Narrow.Narrows() && r.Starts == nil && s.shareAsked(r, r)
			if known && g.places[m.from].rounds[i] == asking && g.places[m.to].rounds[i] == asking && i != m.round && !t.ClosesRound(r.Name) && r.opensBy(t, to.Name) {
				kind = r
				return true
			}
		}
		return false
	})
	return at, kind
}

// opensBy says whether a round opens as a transition is taken to a state.
func (r *Round) opensBy(t *Transition, state string) bool {
	return slices.ContainsFunc(r.Opens, func(on Trigger) bool {
		return on.Kind == OnState && on.Name == state || on.Kind == OnTransition && on.Name == t.Name
	})
}

// shareAsked says whether two rounds may ask the same.
func (s *scope) shareAsked(a, b *Round) bool {
	_, both := s.bothAsk(a, b)
	return both
}

// bothAsk is a party of one round of whom another asks some too.
func (s *scope) bothAsk(a, b *Round) (people.Party, bool) {
	for _, x := range a.Asks {
		for _, y := range b.Asks {
			if !s.overlap(x, y) {
				continue
			}
			if x.Kind == people.Organizations {
				return y, true
			}
			return x, true
		}
	}
	return people.Party{}, false
}

// overlap says whether two parties may be the same respondents.
func (s *scope) overlap(x, y people.Party) bool {
	org := func(p people.Party) bool { return p.Kind == people.Organizations || p.Kind == people.AnOrg }
	if org(x) && org(y) && (x.Kind != y.Kind || x.Kind == people.Organizations) {
		return x.OfKind == "" || y.OfKind == "" || x.OfKind == y.OfKind
	}
	one, other := s.bodiesOf(x), s.bodiesOf(y)
	return x == y || slices.ContainsFunc(one, func(body string) bool { return slices.Contains(other, body) })
}
