package definition

import (
	"regexp"
	"slices"
	"strings"

	"beredd/internal/definition/grammar"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// roundsAndLetters reads what is asked of many, and what is told.
func (s *scope) roundsAndLetters(t *table) {
	if n, ok := t.opt("rounds"); ok {
		s.r.named(n, func(e source.Entry) {
			s.free(e.Key)
			if e.Key.Text == FollowUp && t.has(FollowUp) {
				s.r.fail(e.Key.Pos, "named_twice", wording.Args{"Found": FollowUp})
			}
		})
	}
	t.opt(FollowUp)
	for i, e := range roundEntries(t) {
		s.round(e, &s.flow.Rounds[i], s.rounds[:i])
	}
	if n, ok := t.opt("notify"); ok {
		for _, item := range n.Each() {
			s.flow.Notify = append(s.flow.Notify, s.notify(item)...)
		}
	}
}

// round reads one round into r, whose name and own fields are known already. It may ask
// by what was answered to those before it.
func (s *scope) round(e source.Entry, r *Round, before []string) {
	t := s.r.table(grammar.Round, e.Value, e.Key.Pos)
	defer t.done()
	t.opt("fields")
	s.roundTexts(t, r)
	s.roundBegins(t, r)
	if n, ok := t.opt("starts"); ok {
		r.Starts = s.starts(n, r)
		s.roundEnds(t, r)
		if n, ok := t.opt("letter"); ok {
			r.Letter = s.letter(n)
		}
		return
	}
	if n, ok := t.must("asks"); ok {
		r.Asks = s.told(n)
		if len(n.Each()) == 0 || len(r.Asks) > 0 && s.asked(r) == 0 {
			s.r.fail(n.Pos, "asks_nobody", nil)
		}
	}
	if r.Chooses() {
		r.askable = s.possible(r.Asks...)
	}
	r.Narrow = s.narrowing(t, r.Asks, before)
	s.roundParts(t, r)
	s.roundLives(t, r)
	s.roundOthers(t, r)
	if n, ok := t.opt("assurance"); ok {
		r.Assurance = s.r.choice(n, grammar.Assurances...)
	}
	if n, ok := t.must("answers"); ok {
		s.r.named(n, func(e source.Entry) { r.Answers = append(r.Answers, s.answer(e, r)) })
		if n.Kind == source.Mapping && len(r.Answers) == 0 {
			s.r.fail(n.Pos, "no_answers", nil)
		}
	}
	s.roundThrough(t, r)
	s.roundAgain(t, r)
	s.checkCounted(t, r)
	s.roundOnEdit(t, r)
	s.roundEnds(t, r)
	s.extension(t, r)
	s.secret(t, r)
	s.checkLives(t, r)
	if n, ok := t.opt("letter"); ok {
		r.Letter = s.letter(n)
	}
}

// roundTexts reads what the round is called and what it asks; a round that lacks
// one of the two has the other for both.
func (s *scope) roundTexts(t *table, r *Round) {
	title, named := t.opt("title")
	question, asks := t.opt("question")
	r.Title = wording.Same(Humanised(r.Name))
	if named {
		r.Title = s.r.title(title, source.Warning)
		r.Question = r.Title
	}
	if asks {
		r.Question = s.r.title(question, source.Error)
	}
	if !asks && t.node.Kind == source.Mapping && !s.opensOthers[r.Name] {
		s.r.note(map[bool]source.Severity{true: source.Warning, false: source.Error}[named], t.at, "no_question", wording.Args{"Found": r.Name})
	}
}

// roundBegins reads when the round opens.
func (s *scope) roundBegins(t *table, r *Round) {
	if n, ok := t.must("opens"); ok {
		r.Opens = s.opens(n, r)
		r.unread = len(r.Opens) == 0
	}
	if n, ok := t.opt("at"); ok {
		r.At = s.dayRef(n)
	}
}

// opens reads {on: …, when: …}, or what opens it alone.
func (s *scope) opens(n source.Node, r *Round) []Trigger {
	if n.Kind != source.Mapping {
		return s.triggers(n, false)
	}
	t := s.r.table(grammar.Opens, n, source.Pos{})
	defer t.done()
	if e, ok := t.peek("again"); ok {
		t.known = append(t.known, e.Key.Text)
		s.r.fail(e.Key.Pos, "beside_opens", wording.Args{"Found": e.Key.Text})
	}
	var opens []Trigger
	if on, ok := t.must("on"); ok {
		opens = s.triggers(on, false)
	}
	if at, ok := t.opt("at"); ok {
		r.At = s.dayRef(at)
	}
	if n, ok := t.opt("not_during"); ok {
		r.NotDuring = s.listed(n, "window", s.windows)
	}
	if when, ok := t.opt("when"); ok {
		guard := s.guard(when, s.flow.Round(atHand(opens)))
		for i := range opens {
			opens[i].When = guard
		}
	}
	return opens
}

// roundEnds reads by when the round wants its answers, how many are enough, and
// what follows when they don't come.
func (s *scope) roundEnds(t *table, r *Round) {
	if n, ok := t.opt("deadline"); ok {
		r.Deadline, r.Forever = s.deadline(n, r)
	}
	r.Complete = Completion{All: true}
	if n, ok := t.opt("complete"); ok {
		r.Complete = s.completion(n, r)
	}
	defer func() {
		s.roundOutcomes(t, r)
		s.roundCloses(t, r)
	}()
	n, ok := t.opt("on expiry")
	if !ok {
		return
	}
	r.Expiry = &Expiry{Pos: n.Pos}
	word := s.r.word(n)
	switch {
	case word == "close" || word == "":
	case slices.Contains(s.transitions, word):
		r.Expiry.Transition = word
	default:
		s.r.unknown(n, "transition", append(slices.Clone(s.transitions), "close"))
	}
}

var fraction = regexp.MustCompile(`^(\d{1,6}) ?/ ?(\d{1,6})$`)

// completion reads all, 2/3, 7, or an expression.
func (s *scope) completion(n source.Node, r *Round) Completion {
	word := s.r.saying(n, "complete")
	parts := fraction.FindStringSubmatch(word)
	_, number := n.Value.(float64)
	switch {
	case word == "" || word == "all":
		return Completion{All: true}
	case number:
		return s.enough(n, r)
	case parts != nil:
		f := [2]int{atoi(parts[1]), atoi(parts[2])}
		if f[0] < 1 || f[0] > f[1] {
			s.r.wrong(n, "fraction")
		}
		return Completion{Fraction: f}
	}
	if !strings.ContainsAny(word, "(<>=&| ") || meant(word, "complete") != "" {
		s.r.wrong(n, "complete")
		return Completion{All: true}
	}
	guard := s.guard(n, r)
	return Completion{When: guard, All: guard == nil}
}

// enough reads how many answers complete a round, no more than are asked.
func (s *scope) enough(n source.Node, r *Round) Completion {
	count, asked := s.r.number(n, 1), s.asked(r)
	if len(r.Asks) > 0 && count > asked {
		s.r.fail(n.Pos, "too_many_wanted", wording.Args{"Found": n.Text, "Asked": asked})
	}
	return Completion{Count: count}
}

// asked is how many a round asks at most: the bodies, the organizations and the
// persons that its parties are.
func (s *scope) asked(r *Round) int {
	count := 0
	for _, p := range r.Asks {
		count += s.size(p)
	}
	return count
}

func (s *scope) answer(e source.Entry, r *Round) Answer {
	t := s.r.table(grammar.Answer, e.Value, e.Key.Pos)
	defer t.done()
	a := Answer{Name: e.Key.Text, Pos: e.Key.Pos, Title: wording.Same(Humanised(e.Key.Text))}
	if n, ok := t.must("title"); ok {
		a.Title = s.r.title(n, source.Error)
	}
	if n, ok := t.opt("needs"); ok {
		a.Needs, a.NeedsWhen = s.needs(n, r)
	}
	if n, ok := t.opt("takes"); ok {
		a.Takes = s.words(n, r)
	}
	if n, ok := t.opt("final"); ok {
		a.Final = s.r.yes(n)
	}
	if n, ok := t.opt("counts"); ok {
		a.Out = !s.r.yes(n)
	}
	return a
}

// notify reads one line of letters: a line for each thing that it is sent on.
func (s *scope) notify(item source.Node) []Notify {
	t := s.r.table(grammar.Notify, item, source.Pos{})
	defer t.done()
	line := Notify{Pos: item.Pos}
	if n, ok := t.must("to"); ok {
		line.To = s.written(n)
	}
	line.Narrow = s.narrowing(t, line.To, s.rounds)
	if n, ok := t.must("template"); ok {
		line.Letter = s.letter(n)
	}
	when, guarded := t.opt("when")
	t.opt("title")
	n, ok := t.must("on")
	if !ok {
		return nil
	}
	on := s.tidings(n)
	if guarded {
		line.When = s.guard(when, s.flow.Round(atHand(on)))
	}
	var lines []Notify
	for _, line.On = range on {
		lines = append(lines, line)
	}
	return lines
}

// letter reads the name of a letter that there is.
func (s *scope) letter(n source.Node) string {
	name := s.r.word(n)
	if name != "" && len(s.letters) > 0 && !slices.Contains(s.letters, name) {
		s.r.unknown(n, "letter", s.letters)
	}
	return name
}
