package mail

import (
	"cmp"
	"slices"

	"fmt"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// findRound is the round that the letter asks in or is about, or nil.
func (t *telling) findRound() *engine.Round {
	for _, name := range []string{t.Notice.Round, t.Event.Data.Round, t.About} {
		if name == "" {
			continue
		}
		for i := len(t.Proposal.Rounds) - 1; i >= 0; i-- {
			r := &t.Proposal.Rounds[i]
			another := t.Event.Data.Round == r.Name && t.Event.Data.Nth != r.Nth // of several that add
			if r.ID == name || r.Name == name && !another {
				return r
			}
		}
	}
	return nil
}

// findDeadline is the deadline that the recipient is asked to keep or is told
// of: the round's, else that of where the proposal stands for whom it concerns.
// A letter to an organization that is asked nothing has none.
func (t *telling) findDeadline() *engine.Deadline {
	if t.round != nil && t.Event.Kind != engine.Completed {
		return t.Proposal.AnswerBy(t.round.ID, cmp.Or(t.Respondent, t.Event.Data.Respondent))
	}
	if t.round != nil || t.Why == "organization" || t.Why == "contact" {
		return nil
	}
	if t.Event.Data.About == "parent" { // another proposal's round waits for this one
		date, err := calendar.ParseDate(t.Event.Data.Due)
		if err != nil {
			return nil
		}
		return &engine.Deadline{About: "parent", Moment: t.pack.Calendar.On(date, "", "")}
	}
	name := t.Proposal.State
	if t.Event.Data.About == "state" {
		name = t.Event.Data.Name
	}
	if t.Event.Data.About == "clock" {
		return t.Proposal.Clock(t.Event.Data.Name)
	}
	for i := len(t.Proposal.Deadlines) - 1; i >= 0; i-- {
		if d := &t.Proposal.Deadlines[i]; d.About == "state" && d.Name == name {
			return d
		}
	}
	return t.nextClock()
}

// addRound tells of the question, and of who has answered what.
func (t *telling) addRound(m *Matter) {
	if t.round == nil {
		t.tallyAll(m)
		return
	}
	m.Round.Title = t.round.Name
	if t.line != nil {
		m.Round.Title = engine.RoundTitle(t.flow, t.round.Name, t.round.Nth).In(t.language)
		m.Round.Question = t.line.Question.In(t.language)
		m.HowToAnswer = t.howToAnswer(m)
	}
	m.Round.Withdrawn, m.Round.Closed = t.round.Withdrawn, !t.round.ClosedAt.IsZero()
	m.Round.Answered, m.Round.Asked = t.round.Count()
	m.Round.Outcome = t.outcomeOf(t.round)
	for _, r := range t.round.Respondents {
		if r.Key() == t.Respondent && r.Answer != "" && !r.Final {
			m.Said = t.answer(r.Answer)
		}
	}
	m.Round.Missing = m.Round.Asked - m.Round.Answered
	m.Missing = wording.List(t.language, t.missing())
	m.Tally = t.tally(t.round)
}

// tallyAll tells of the answers of the rounds that a finished proposal had, each
// by its name where they are several.
func (t *telling) tallyAll(m *Matter) {
	var said []string
	for i := range t.Proposal.Rounds {
		round := &t.Proposal.Rounds[i]
		s, line := t.tally(round), t.flow.Round(round.Name)
		if s != "" && len(t.Proposal.Rounds) > 1 && line != nil {
			s = line.Title.In(t.language) + ": " + s
		}
		if s != "" {
			said = append(said, s)
		}
	}
	m.Tally = strings.Join(said, "; ")
}

// tally counts a round's answers, in the pack's order, and who stayed silent
// until it closed: "12 sprids, 2 utan svar".
func (t *telling) tally(round *engine.Round) string {
	line := t.flow.Round(round.Name)
	if line == nil {
		return ""
	}
	count := round.Tally(line)
	var said []string
	for _, a := range line.Answers {
		if n := count[a.Name]; n > 0 {
			said = append(said, fmt.Sprintf("%d %s", n, strings.ToLower(a.Title.In(t.language))))
		}
	}
	if n := count[definition.Cast]; n > 0 {
		said = append(said, fmt.Sprintf("%d %s", n, strings.ToLower(line.Answer(definition.Cast).Title.In(t.language))))
	}
	if n := count[""]; n > 0 && !round.Open() && !round.OpenedAt.IsZero() {
		said = append(said, t.say("mail.silent", wording.Args{"Count": n}))
	}
	return strings.Join(said, ", ")
}

// howToAnswer says how the recipient answers and for how long the answer may
// change.
func (t *telling) howToAnswer(m *Matter) string {
	if !m.Asks {
		return ""
	}
	how := assurance(t.line.Assurance)
	if t.Proposal.OnlySignedIn(t.line) {
		how = assurance(engine.AssuredLogin)
	}
	said := t.say("mail.how."+how, nil)
	if t.line.Secret {
		return said + " " + t.say("mail.how.secret", nil)
	}
	if m.Due != nil && !t.Event.Data.Late {
		said += " " + t.say("mail.how.until", nil)
	}
	return said
}

// assurance is one of the ways that the catalogue words.
func assurance(level string) string {
	if level == "code" || level == "login" {
		return level
	}
	return "link"
}

// missing names those of the round who have not settled.
func (t *telling) missing() []string {
	var names []string
	for _, r := range t.round.Respondents {
		if r.Waits() && t.tellsOf(r) {
			names = append(names, t.name(r.Key()))
		}
	}
	return names
}

// tellsOf says whether a letter that tells of those who are late tells of one of them:
// not who has been given more time, nor, where it is that time that is out, anybody else.
func (t *telling) tellsOf(r engine.Respondent) bool {
	if t.Event.Kind != engine.Escalated {
		return true
	}
	by, whose := t.Proposal.AnswerBy(t.round.ID, r.Key()), t.Event.Data.Respondent
	return by == nil || (by.About == "extension") == (whose != "") && (whose == "" || by.Name == whose)
}

// answer is what people call an answer of the round; "" for none.
func (t *telling) answer(name string) string {
	if t.line != nil {
		if a := t.line.Answer(name); a != nil {
			return a.Title.In(t.language)
		}
	}
	return name
}

// receipt is the number of the receipt for the respondent's answer.
func (t *telling) receipt() string {
	if t.round == nil || t.Event.Data.Respondent == "" {
		return ""
	}
	for _, r := range slices.Concat(t.round.Respondents, t.round.Others) {
		if r.Key() == t.Event.Data.Respondent {
			return r.Receipt
		}
	}
	return ""
}

// plain are the letters that are worded alike whichever question they are about.
var plain = []string{"asked", "asked_again", "reminder", "escalation", "receipt", "answer_changed"}

// question is what the letter's question is called, in its subject or what a list of mail
// shows beside it, where the workflow has several and nothing else there tells which.
func (t *telling) question(m Matter) string {
	asks := 0
	for i := range t.flow.Rounds {
		if t.flow.Rounds[i].Starts == nil {
			asks++
		}
	}
	if asks < 2 || t.round == nil || !slices.Contains(plain, t.Letter) {
		return ""
	}
	return m.Round.Title
}
