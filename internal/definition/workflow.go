package definition

import (
	"cmp"
	"slices"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition/grammar"
	"beredd/internal/definition/source"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A scope is what may be named within one workflow. All names are gathered
// before anything that uses them is read, so that order in a file is free.
type scope struct {
	r           *reader
	people      *people.Directory
	flow        *Workflow
	binds       map[string][]string // role -> bodies
	roles       []string
	states      []string
	transitions []string
	rounds      []string
	clocks      []string
	windows     []string
	heeded      []string            // clocks that guards ask
	answers     map[string][]string // round -> its answers
	outcomes    map[string][]string // round -> what it may come to
	parts       map[string][]string // round -> the parts of those whom it asks
	decided     []string            // what deciding transitions take
	asking      bool                // the fields at hand are a round's own
	torn        bool                // a step leads from or to what is not known, so that runs say nothing
	letters     []string            // that there are; none known leaves them unchecked
	shaped      shape               // what guards may name
	opensOthers map[string]bool     // rounds that open other proposals
	guards      []*Guard            // every condition of the workflow
	computes    []source.Node       // the is: of each computed field, in order
	countsBy    map[string]float64  // fields by which dates are counted, and the most that they may be
	left        int                 // how many moves may still be looked at
	kinLines    []kinLine           // lines that tell somebody in another proposal
	stands      []source.Node       // lines of what a time stands still during
	begins      calendar.YearDay    // of the cycle: the first day of its year
	ofYear      bool                // it is the cycle that is read: there is no proposal
}

// workflow reads one workflow's file.
func (r *reader) workflow(src source.File, p *Pack) (*Workflow, *scope) {
	t := r.table(grammar.Workflow, src.Root, src.Root.Pos)
	defer t.done()
	w := &Workflow{Pos: src.Root.Pos}
	if n, ok := t.must("workflow"); ok {
		w.Key, w.Pos = r.key(n, dashedKey), n.Pos
	}
	w.Title, w.Edition = t.titled(w.Key), flowEdition(src.Text, p.Binds[w.Key])
	return w, r.flow(t, w, p)
}

// flow reads what a workflow's file says beside what it is called.
func (r *reader) flow(t *table, w *Workflow, p *Pack) *scope {
	s := &scope{r: r, people: p.People, flow: w, left: cmp.Or(r.moves, usualMoves), binds: p.Binds[w.Key], letters: p.letters, answers: map[string][]string{}, outcomes: map[string][]string{}, parts: map[string][]string{}, opensOthers: map[string]bool{}}
	for _, b := range p.People.Bodies {
		w.mostSeats = max(w.mostSeats, len(b.Seats))
	}
	s.gather(t)
	s.statesAndTransitions(t)
	s.roundsAndLetters(t)
	s.clocksOf(t)
	s.elsewhere(t)
	s.conflict(t)
	s.confidential(t)
	s.windowsOf(t)
	s.checkStill()
	s.openedBy(t)
	s.boundCounts()
	s.settled()
	w.whoMet = slices.ContainsFunc(s.guards, (*Guard).AsksWhoMet)
	w.votes = slices.ContainsFunc(s.guards, (*Guard).asksVotes)
	if n, ok := t.opt("promises"); ok {
		for _, item := range n.Each() {
			w.Promises = append(w.Promises, Promise{Text: r.word(item), Pos: item.Pos})
		}
	}
	return s
}

// gather learns every name of the workflow.
func (s *scope) gather(t *table) {
	if n, ok := t.must("bodies"); ok {
		s.gatherRoles(n)
	}
	states, _ := t.peek("states")
	transitions, _ := t.peek("transitions")
	s.states, s.transitions = keysOf(states.Value), keysOf(transitions.Value)
	if n, ok := t.opt("fields"); ok {
		s.flow.Fields = s.fields(n)
	}
	s.gatherRounds(t)
	clocks, _ := t.peek("clocks")
	s.clocks = keysOf(clocks.Value)
	windows, _ := t.peek("windows")
	s.windows = keysOf(windows.Value)
	for _, e := range transitions.Value.Entries {
		needs, _ := e.Value.Get("needs")
		takes, _ := e.Value.Get("takes")
		words := slices.Concat(given(needs), given(takes), s.givenWith(e.Key.Text))
		if slices.Contains(words, "decision") {
			s.decided = append(s.decided, words...)
		}
	}
	s.shaped = s.shape()
	s.compute()
}

// gatherRoles learns the roles: a list of names, or names with their titles.
func (s *scope) gatherRoles(n source.Node) {
	if n.Kind == source.Mapping {
		s.flow.RoleTitles = map[string]wording.Text{}
		for _, e := range n.Entries {
			s.roles = append(s.roles, s.role(e.Key))
			s.flow.RoleTitles[e.Key.Text] = s.r.title(s.titled(e.Value), source.Warning)
		}
	} else {
		for _, item := range n.Each() {
			s.roles = append(s.roles, s.role(item))
		}
	}
	s.flow.Roles = s.roles
}

// gatherRounds learns the rounds with their own fields and answers.
func (s *scope) gatherRounds(t *table) {
	for _, e := range roundEntries(t) {
		s.rounds = append(s.rounds, e.Key.Text)
		own := &table{r: s.r, node: e.Value}
		answers, _ := own.peek("answers")
		s.answers[e.Key.Text] = keysOf(answers.Value)
		outcomes, _ := own.peek("outcomes")
		s.outcomes[e.Key.Text] = keysOf(outcomes.Value)
		parts, _ := own.peek("parts")
		s.parts[e.Key.Text] = keysOf(parts.Value)
		s.gatherStarts(e.Key.Text, own)
		round := Round{Name: e.Key.Text, Pos: e.Key.Pos}
		if fields, ok := own.peek("fields"); ok {
			s.asking = true
			round.Fields = s.fields(fields.Value)
			s.asking = false
		}
		s.flow.Rounds = append(s.flow.Rounds, round)
	}
}

// roundEntries are the rounds and the follow-up, which is one of them.
func roundEntries(t *table) []source.Entry {
	rounds, _ := t.peek("rounds")
	entries := slices.Clone(rounds.Value.Entries)
	if e, ok := t.peek(FollowUp); ok {
		entries = append(entries, e)
	}
	return entries
}

// role reads the name of a role, which is nobody's in particular.
func (s *scope) role(n source.Node) string {
	name := s.r.key(n, plainKey)
	if slices.Contains(reservedParties, name) {
		s.r.fail(n.Pos, "reserved", wording.Args{"Found": name})
	}
	if slices.Contains(s.roles, name) {
		s.r.fail(n.Pos, "named_twice", wording.Args{"Found": name})
	}
	return name
}

// answersOf lists a round's answers, or every round's where none is at hand.
func (s *scope) answersOf(round *Round) []string {
	if round != nil {
		return s.answers[round.Name]
	}
	var all []string
	for _, name := range s.rounds {
		all = append(all, s.answers[name]...)
	}
	return all
}

func keysOf(n source.Node) []string {
	var keys []string
	for _, e := range n.Entries {
		keys = append(keys, e.Key.Text)
	}
	return keys
}

// texts are a list's texts, as far as they are some.
func texts(n source.Node) []string {
	var words []string
	for _, item := range n.Each() {
		if item.Kind == source.Scalar {
			words = append(words, strings.TrimSpace(item.Text))
		}
	}
	return words
}

// Humanised is a name as people read it, where nobody has given a title.
func Humanised(name string) string {
	words := strings.NewReplacer("_", " ", "-", " ").Replace(name)
	if words == "" {
		return ""
	}
	return strings.ToUpper(words[:1]) + words[1:]
}
