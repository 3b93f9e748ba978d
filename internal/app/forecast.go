package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/link"
	"beredd/internal/mail"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A Forecast says which days' letters are foretold.
type Forecast struct {
	From, To  calendar.Date
	InTime    bool              // whoever is asked answers as soon as that may be; else everybody is silent
	Announced bool              // those whom the year concerns have it by letter when it is laid out
	Open      []engine.Proposal // what is under way already
	Now       time.Time         // from when time goes on; zero is the first of the days
	Language  wording.Language  // of titles
}

// A Foretold is one letter that would go out.
type Foretold = engine.Foretold

// ForetellLetters plays the days of a pack's cycle on the real engine, in a database that
// nothing is left of, and answers every letter that would go out, in order of time.
func ForetellLetters(ctx context.Context, pack *definition.Pack, f Forecast) (letters []Foretold, err error) {
	y, err := NewYear(ctx, pack)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, y.Close()) }()
	if f.Now.IsZero() {
		f.Now = pack.Calendar.Opening(pack.Calendar.NextWorkday(f.From))
	}
	y.Move(f.Now)
	if err := y.store.Plant(ctx, f.Open); err != nil {
		return nil, err
	}
	for _, p := range f.Open {
		y.kept = append(y.kept, engine.Change{Proposal: p})
	}
	order := engine.Order{Pack: pack, From: f.From, To: f.To, Proposed: true, Announces: f.Announced}
	if f.Announced { // the year alone is told of
		if _, _, err := y.engine.Apply(ctx, y.store, order, ""); err != nil {
			return nil, fmt.Errorf("laying the year out: %w", err)
		}
		order.Announces = false
	}
	order.To = f.To.AddDays(forecastAhead)
	if _, _, err := y.engine.Apply(ctx, y.store, order, ""); err != nil {
		return nil, fmt.Errorf("laying the year out: %w", err)
	}
	t := &foretelling{Forecast: f, year: y, pack: pack, end: pack.Calendar.Opening(f.To.AddDays(1))}
	if t.writer, err = foretellingWriter(pack); err != nil {
		return nil, err
	}
	if err := t.run(ctx); err != nil {
		return nil, err
	}
	return t.gathered()
}

// forecastAhead is how many days beyond the last something may be that asks before it.
const forecastAhead = 90

// A foretelling is a year that is played for its letters.
type foretelling struct {
	Forecast
	year   *Year
	pack   *definition.Pack
	end    time.Time
	writer *mail.Writer
	parts  []part
}

// foretellingWriter writes letters as they would be written, but that their links lead
// nowhere.
func foretellingWriter(pack *definition.Pack) (*mail.Writer, error) {
	letters, err := readLetters()
	if err != nil {
		return nil, err
	}
	keys, err := link.NewKeys(make([]byte, 32))
	if err != nil {
		return nil, err
	}
	return mail.NewWriter(letters, mail.Letterhead{From: "arende@beredd.example"}, link.NewSite("https://beredd.example", keys), pack)
}

// run lets time act until the days are over.
func (t *foretelling) run(ctx context.Context) error {
	for {
		if err := t.hear(ctx); err != nil {
			return err
		}
		next, waits, err := t.year.store.NextDue(ctx, t.pack.Key)
		if err != nil || !waits || !next.Before(t.end) {
			return err
		}
		if next.After(t.year.Now()) {
			t.year.Move(next)
		}
		if _, err := t.year.Tick(ctx); err != nil {
			return fmt.Errorf("letting time act at %s: %w", next, err)
		}
	}
}

// hear writes down the letters that are owed since it last heard, and answers for those
// who are asked.
func (t *foretelling) hear(ctx context.Context) error {
	for changes := t.year.Kept(); len(changes) > 0; changes = t.year.Kept() {
		for _, c := range changes {
			for _, n := range c.Notices {
				if n.At.Before(t.pack.Calendar.Opening(t.From)) && !t.From.IsZero() {
					continue
				}
				t.parts = append(t.parts, t.routed(part{Foretold: t.foretold(c.Proposal, n), facts: factsOf(c, n)}, beside(c.Notices, n)))
			}
			if t.InTime {
				if err := t.answer(ctx, c.Proposal.ID); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// beside says whether a change owes several letters to the same address.
func beside(notices []engine.Notice, n engine.Notice) bool {
	return slices.ContainsFunc(notices, func(other engine.Notice) bool { return other.ID != n.ID && other.Mail == n.Mail })
}

// answer answers for everybody whom a proposal asks, with the first thing that needs
// nothing said beside it. What is refused is not answered.
func (t *foretelling) answer(ctx context.Context, id string) error {
	p, _, err := t.year.store.Proposal(ctx, id, "")
	if err != nil {
		return err
	}
	flow := t.pack.WorkflowOf(p.Workflow, p.Edition)
	if flow == nil {
		return nil
	}
	for _, round := range p.Rounds {
		line := flow.Round(round.Name)
		if line == nil || !round.Open() {
			continue
		}
		at := slices.IndexFunc(line.Answers, func(a definition.Answer) bool { return len(a.Needs) == 0 && len(a.NeedsWhen) == 0 })
		for _, r := range round.Respondents {
			if at < 0 || r.IsSettled() || r.Answer != "" || r.Through || r.Proposal != "" {
				continue
			}
			act := engine.Act{Kind: engine.AnswerAsk, Proposal: p.ID, Round: round.ID, Respondent: r.Key(), Answer: line.Answers[at].Name, Actor: t.whoAnswers(line, r)}
			if _, err := t.year.Act(ctx, act); err != nil && fault.As(err) == nil {
				return err
			}
		}
	}
	return nil
}

// whoAnswers is somebody who may answer for a respondent.
func (t *foretelling) whoAnswers(line *definition.Round, r engine.Respondent) engine.Actor {
	actor := engine.Actor{Person: r.Person, Organization: r.Organization, As: r.Body, Assurance: "login"}
	if r.Organization != "" && r.Person == "" {
		actor.Mailbox = true
	}
	if r.Body != "" && r.Person == "" {
		today := t.pack.Calendar.Today(t.year.Now())
		party := people.Party{Kind: people.ABody, Name: r.Body, Seat: engine.SeatAsked(t.pack, line, r.Body, today)}
		for _, to := range t.pack.People.Recipients(party, today) {
			if to.Person != "" {
				actor.Person = to.Person
				break
			}
		}
	}
	return actor
}

// why is in which qualities somebody has a letter.
func (t *foretelling) why(n engine.Notice) string {
	return engine.QualitiesText(t.pack, n.Qualities(), n.Person == "", t.Language)
}

// foretold is a letter as people read of it.
func (t *foretelling) foretold(p engine.Proposal, n engine.Notice) Foretold {
	l := Foretold{
		At: n.At, Mail: n.Mail, Name: n.Name, Person: n.Person, Organization: n.Organization, Body: n.Body,
		Letter: engine.LetterTitle(n.Letter).In(t.Language), Number: p.Number, Title: p.Title, Why: t.why(n),
	}
	flow := t.pack.WorkflowOf(p.Workflow, p.Edition)
	if flow == nil {
		return l
	}
	if state := flow.State(p.State); state != nil {
		l.About = state.Title.In(t.Language)
	}
	if deadline := p.StateDeadline(); deadline != nil && deadline.Status == engine.Running {
		l.Due = deadline.Moment.Date
	}
	for _, round := range p.Rounds {
		if round.ID == n.Round || round.Name == n.About {
			l.About, l.Due = engine.RoundTitle(flow, round.Name, round.Nth).In(t.Language), calendar.Date{}
			if deadline := p.AnswerBy(round.ID, n.Respondent); deadline != nil && deadline.Status != engine.Paused {
				l.Due = deadline.Moment.Date
			}
		}
	}
	return l
}
