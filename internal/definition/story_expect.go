package definition

import (
	"slices"

	"beredd/internal/definition/grammar"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// expect reads what must hold now.
func (s *story) expect(n source.Node, step *Step) *Expect {
	t := s.r.table(grammar.Expect, n, source.Pos{})
	defer t.done()
	x := &Expect{}
	if t.has("on") {
		s.which(t, step)
	}
	s.where(t, x)
	s.carried(t, x)
	if n, ok := t.opt("mail"); ok {
		x.MailSet, x.Mail = true, s.mails(n)
	}
	if n, ok := t.opt("mail includes"); ok {
		x.Includes = s.mails(n)
	}
	if n, ok := t.opt("round"); ok {
		x.Rounds = s.roundsNow(n)
	}
	if n, ok := t.opt("clock"); ok {
		x.Clocks = s.clocksNow(n)
	}
	if n, ok := t.opt("choices"); ok {
		x.Choices = s.choices(n)
	}
	if n, ok := t.opt("agreed"); ok {
		x.Agreed = s.recused(n)
	}
	if n, ok := t.opt("recused"); ok {
		x.Recused = s.recused(n)
	}
	if n, ok := t.opt("seen"); ok {
		x.Seen = s.seen(n)
	}
	s.met(t, x)
	if n, ok := t.opt("history"); ok {
		x.History = s.r.words(n)
	}
	s.bare(t, x)
	return x
}

// where reads where the proposal stands, with whom and until when.
func (s *story) where(t *table, x *Expect) {
	if n, ok := t.opt("state"); ok {
		state := s.r.word(n)
		x.State = &state
		if known := s.states(); state != "" && !slices.Contains(known, state) {
			s.r.unknown(n, "state", known)
		}
	}
	if n, ok := t.opt("held_by"); ok {
		holder := s.orNone(n)
		x.HeldBy = &holder
		if holder != "" {
			s.as(n)
		}
	}
	if n, ok := t.opt("deadline"); ok {
		x.Deadline = s.due(n)
	}
	if n, ok := t.opt("version"); ok {
		version := s.r.number(n, 0)
		x.Version = &version
	}
}

// carried reads what the proposal carries.
func (s *story) carried(t *table, x *Expect) {
	if n, ok := t.opt("decision"); ok {
		decision := s.orNone(n)
		x.Decision = &decision
	}
	if n, ok := t.opt("decisions"); ok {
		x.DecisionsSet, x.Decisions = true, s.r.words(n)
	}
	if n, ok := t.opt("recommendation"); ok {
		recommendation := s.orNone(n)
		x.Recommendation = &recommendation
	}
	if n, ok := t.opt("meeting"); ok {
		x.Meeting = s.due(n)
	}
	if n, ok := t.opt("fields"); ok {
		x.Fields = map[string]any{}
		for _, e := range n.Entries {
			field, known := s.field(e.Key.Text, nil)
			if !known {
				s.r.unknown(e.Key, "input", s.words(nil))
			}
			x.Fields[e.Key.Text] = s.value(e.Value, field)
			s.realDay(e.Value, field)
		}
	}
}

// bare reads the proposal's own text and fields where they are written without
// fields: before them.
func (s *story) bare(t *table, x *Expect) {
	for _, e := range t.rest() {
		field, carried := s.carries(e.Key.Text)
		if !carried {
			continue
		}
		if x.Fields == nil {
			x.Fields = map[string]any{}
		}
		t.known = append(t.known, e.Key.Text)
		x.Fields[e.Key.Text] = s.value(e.Value, field)
		s.realDay(e.Value, field)
	}
}

// carries says whether a proposal carries a word from its beginning to its end.
func (s *story) carries(word string) (Field, bool) {
	if word == "number" {
		return Field{Name: word, Type: Text}, true
	}
	if slices.Contains([]string{"title", "summary", "proposed_decision", "decided_on"}, word) {
		return s.field(word, nil)
	}
	for _, w := range s.flows() {
		if f := w.Field(word); f != nil {
			return *f, true
		}
	}
	return Field{}, false
}

// orNone reads a word, where "none", "nobody" and nothing at all mean "".
func (s *story) orNone(n source.Node) string {
	if n.Kind == source.Nothing || n.Kind == source.Scalar && slices.Contains([]string{"", "none", "nobody"}, n.Text) {
		return ""
	}
	return s.r.word(n)
}

func (s *story) states() []string {
	var known []string
	for _, w := range s.flows() {
		for _, st := range w.States {
			known = append(known, st.Name)
		}
	}
	return known
}

func (s *story) mails(n source.Node) []MailExpect {
	var mails []MailExpect
	for _, item := range n.Each() {
		if !slices.Contains([]string{"none", ""}, s.plain(item)) {
			mails = append(mails, s.mail(item))
		}
	}
	return mails
}

// plain is a scalar's text; what is none has no text that means nothing.
func (s *story) plain(n source.Node) string {
	if n.Kind != source.Scalar {
		return "{…}"
	}
	return n.Text
}

func (s *story) mail(item source.Node) MailExpect {
	t := s.r.table(grammar.Mail, item, source.Pos{})
	defer t.done()
	var m MailExpect
	if n, ok := t.opt("to"); ok {
		for _, one := range n.Each() {
			m.To = append(m.To, s.as(one))
		}
	}
	if n, ok := t.opt("template"); ok {
		m.Letter = s.r.word(n)
		if known := s.pack.letters; m.Letter != "" && len(known) > 0 && !slices.Contains(known, m.Letter) {
			s.r.unknown(n, "letter", known)
		}
	}
	if n, ok := t.opt("about"); ok {
		m.About = s.r.word(n)
	}
	if n, ok := t.opt("count"); ok {
		count := s.r.number(n, 0)
		m.Count = &count
	}
	if n, ok := t.opt("status"); ok {
		m.Status = s.r.choice(n, grammar.Statuses...)
	}
	if n, ok := t.opt("language"); ok {
		m.Language = wording.Language(s.r.choice(n, grammar.Languages...))
	}
	if n, ok := t.opt("says"); ok {
		m.Says = s.r.words(n)
	}
	if n, ok := t.opt("hides"); ok {
		m.Hides = s.r.words(n)
	}
	return m
}

func (s *story) roundsNow(n source.Node) map[string]RoundExpect {
	rounds := map[string]RoundExpect{}
	if n.Kind != source.Mapping {
		s.r.wrong(n, "table")
	}
	for _, e := range n.Entries {
		rounds[e.Key.Text] = s.roundNow(e.Value, s.round(e.Key))
	}
	return rounds
}

func (s *story) roundNow(n source.Node, round *Round) RoundExpect {
	t := s.r.table(grammar.RoundNow, n, source.Pos{})
	defer t.done()
	var x RoundExpect
	for key, at := range map[string]**int{"answered": &x.Answered, "of": &x.Of, "late": &x.Late} {
		if n, ok := t.opt(key); ok {
			count := s.r.number(n, 0)
			*at = &count
		}
	}
	for key, at := range map[string]**bool{"open": &x.Open, "complete": &x.Complete} {
		if n, ok := t.opt(key); ok {
			yes := s.r.yes(n)
			*at = &yes
		}
	}
	if n, ok := t.opt("deadline"); ok {
		x.Deadline = s.due(n)
	}
	if n, ok := t.opt("left"); ok {
		x.Left = s.left(n)
	}
	if n, ok := t.opt("extended"); ok {
		x.Extended = map[string]string{}
		for _, e := range n.Entries {
			if due := s.due(e.Value); due != nil {
				x.Extended[s.as(e.Key)] = *due
			}
		}
	}
	if n, ok := t.opt("outcome"); ok {
		x.Outcome = s.outcome(n, round)
	}
	if n, ok := t.opt("others"); ok {
		x.Others = map[string]string{}
		for _, e := range n.Entries {
			x.Others[e.Key.Text] = s.r.word(e.Value)
			s.known(e.Value, round)
		}
	}
	if n, ok := t.opt("answers"); ok {
		x.Answers = map[string]string{}
		for _, e := range n.Entries {
			who := e.Key.Text
			if round == nil || round.Starts == nil { // proposals answer by number
				who = s.as(e.Key)
			}
			if e.Value.Kind == source.Nothing {
				s.r.fail(e.Key.Pos, "nothing", nil)
			}
			x.Answers[who] = s.orNone(e.Value)
			if s.orNone(e.Value) != "" {
				s.known(e.Value, round)
			}
		}
	}
	return x
}

// choices reads who may do what now.
func (s *story) choices(n source.Node) map[string][]string {
	choices := map[string][]string{}
	if n.Kind != source.Mapping {
		s.r.wrong(n, "table")
	}
	for _, e := range n.Entries {
		may := []string{}
		for _, item := range e.Value.Each() {
			name := s.r.word(item)
			may = append(may, name)
			if known := s.transitions(); name != "" && !slices.Contains(known, name) {
				s.r.unknown(item, "transition", known)
			}
		}
		choices[s.as(e.Key)] = may
	}
	return choices
}

func (s *story) transitions() []string {
	var known []string
	for _, w := range s.flows() {
		for _, t := range w.Transitions {
			known = append(known, t.Name)
		}
	}
	return known
}
