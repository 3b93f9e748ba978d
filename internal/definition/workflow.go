package definition

import (
	"cmp"
	"slices"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition/grammar"
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
	computes    []node              // the is: of each computed field, in order
	countsBy    map[string]float64  // fields by which dates are counted, and the most that they may be
	left        int                 // how many moves may still be looked at
	kinLines    []kinLine           // lines that tell somebody in another proposal
	stands      []node              // lines of what a time stands still during
	begins      calendar.YearDay    // of the cycle: the first day of its year
	ofYear      bool                // it is the cycle that is read: there is no proposal
}

// workflow reads one workflow's file.
func (r *reader) workflow(src source, p *Pack) (*Workflow, *scope) {
	t := r.table(grammar.Workflow, src.root, src.root.pos)
	defer t.done()
	w := &Workflow{Pos: src.root.pos}
	if n, ok := t.must("workflow"); ok {
		w.Key, w.Pos = r.key(n, dashedKey), n.pos
	}
	w.Title, w.Edition = t.titled(w.Key), flowEdition(src.text, p.Binds[w.Key])
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
		for _, item := range n.each() {
			w.Promises = append(w.Promises, Promise{Text: r.word(item), Pos: item.pos})
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
	s.states, s.transitions = keysOf(states.value), keysOf(transitions.value)
	if n, ok := t.opt("fields"); ok {
		s.flow.Fields = s.fields(n)
	}
	s.gatherRounds(t)
	clocks, _ := t.peek("clocks")
	s.clocks = keysOf(clocks.value)
	windows, _ := t.peek("windows")
	s.windows = keysOf(windows.value)
	for _, e := range transitions.value.entries {
		needs, _ := e.value.get("needs")
		takes, _ := e.value.get("takes")
		words := slices.Concat(given(needs), given(takes), s.givenWith(e.key.text))
		if slices.Contains(words, "decision") {
			s.decided = append(s.decided, words...)
		}
	}
	s.shaped = s.shape()
	s.compute()
}

// gatherRoles learns the roles: a list of names, or names with their titles.
func (s *scope) gatherRoles(n node) {
	if n.kind == mapping {
		s.flow.RoleTitles = map[string]wording.Text{}
		for _, e := range n.entries {
			s.roles = append(s.roles, s.role(e.key))
			s.flow.RoleTitles[e.key.text] = s.r.title(s.titled(e.value), Warning)
		}
	} else {
		for _, item := range n.each() {
			s.roles = append(s.roles, s.role(item))
		}
	}
	s.flow.Roles = s.roles
}

// gatherRounds learns the rounds with their own fields and answers.
func (s *scope) gatherRounds(t *table) {
	for _, e := range roundEntries(t) {
		s.rounds = append(s.rounds, e.key.text)
		own := &table{r: s.r, node: e.value}
		answers, _ := own.peek("answers")
		s.answers[e.key.text] = keysOf(answers.value)
		outcomes, _ := own.peek("outcomes")
		s.outcomes[e.key.text] = keysOf(outcomes.value)
		parts, _ := own.peek("parts")
		s.parts[e.key.text] = keysOf(parts.value)
		s.gatherStarts(e.key.text, own)
		round := Round{Name: e.key.text, Pos: e.key.pos}
		if fields, ok := own.peek("fields"); ok {
			s.asking = true
			round.Fields = s.fields(fields.value)
			s.asking = false
		}
		s.flow.Rounds = append(s.flow.Rounds, round)
	}
}

// roundEntries are the rounds and the follow-up, which is one of them.
func roundEntries(t *table) []entry {
	rounds, _ := t.peek("rounds")
	entries := slices.Clone(rounds.value.entries)
	if e, ok := t.peek(FollowUp); ok {
		entries = append(entries, e)
	}
	return entries
}

// role reads the name of a role, which is nobody's in particular.
func (s *scope) role(n node) string {
	name := s.r.key(n, plainKey)
	if slices.Contains(reservedParties, name) {
		s.r.fail(n.pos, "reserved", wording.Args{"Found": name})
	}
	if slices.Contains(s.roles, name) {
		s.r.fail(n.pos, "named_twice", wording.Args{"Found": name})
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

func keysOf(n node) []string {
	var keys []string
	for _, e := range n.entries {
		keys = append(keys, e.key.text)
	}
	return keys
}

// texts are a list's texts, as far as they are some.
func texts(n node) []string {
	var words []string
	for _, item := range n.each() {
		if item.kind == scalar {
			words = append(words, strings.TrimSpace(item.text))
		}
	}
	return words
}

// humanised is a name as people read it, where nobody has given a title.
func humanised(name string) string {
	words := strings.NewReplacer("_", " ", "-", " ").Replace(name)
	if words == "" {
		return ""
	}
	return strings.ToUpper(words[:1]) + words[1:]
}
