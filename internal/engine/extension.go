package engine

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// letterMoreTime tells a respondent of its own new last day.
const letterMoreTime = "more_time"

// ExtensionOf is the last day of its own that a respondent of a round has been given, by
// its key, or nil. A member of a body that answers through its members has the body's.
func (p Proposal) ExtensionOf(round, who string) *Deadline {
	body, _, member := strings.Cut(who, ".")
	for i := range p.Deadlines {
		d := &p.Deadlines[i]
		if d.About == aboutExtension && d.Round == round && d.Status != Stopped && (d.Name == who || member && d.Name == body) {
			return d
		}
	}
	return nil
}

// AnswerBy is the deadline by which a respondent of a round, by its key, is to answer:
// the round's own, or the later one that it has been given; nil where there is none.
func (p Proposal) AnswerBy(round, who string) *Deadline {
	all, own := p.RoundDeadline(round), p.ExtensionOf(round, who)
	switch {
	case own == nil:
		return all
	case all == nil, all.Status != Paused && own.Moment.At.After(all.Moment.At):
		return own
	}
	return all
}

// NextAnswerBy is the first of the deadlines that somebody who owes an answer in a round
// is to keep, the round's own where nobody owes any; nil where there is none.
func (p Proposal) NextAnswerBy(round Round) *Deadline {
	var first *Deadline
	for _, r := range round.Respondents {
		by := p.AnswerBy(round.ID, r.Key())
		if by != nil && round.owes(r) && (first == nil || by.Moment.At.Before(first.Moment.At)) {
			first = by
		}
	}
	if first == nil || len(round.Children) > 0 {
		return p.RoundDeadline(round.ID)
	}
	return first
}

// Binds says whether a running deadline is still somebody's to keep: not that of a round
// in which all who owe an answer have been given more time, nor that of one of those who
// has answered.
func (p Proposal) Binds(d Deadline) bool {
	round := p.round(d.Round)
	extended := slices.ContainsFunc(p.Deadlines, func(x Deadline) bool { return x.About == aboutExtension && x.Round == d.Round && x.Status == Running })
	if round == nil || d.About != aboutExtension && (d.About != aboutRound || !extended) {
		return true
	}
	owed := slices.ContainsFunc(round.Respondents, round.owes)
	return slices.ContainsFunc(round.Respondents, func(r Respondent) bool {
		by := p.AnswerBy(d.Round, r.Key())
		return round.owes(r) && by != nil && by.ID == d.ID
	}) || !owed && d.About == aboutRound
}

// MayNotExtend is why the actor may give nobody more time to answer in a round, or nil.
func MayNotExtend(pack *definition.Pack, p Proposal, round Round, actor Actor, now time.Time) *fault.Error {
	d := begin(pack, p, Act{Kind: Extend, Actor: actor}, now)
	if f := d.takesNoPart(actor.Person, asSubmitter); f != nil {
		return f
	}
	return d.mayExtend(d.p.round(round.ID))
}

// Extendable are those of a round who may be given more time, by their keys, each with
// the last day that it may be given.
func Extendable(pack *definition.Pack, p Proposal, round Round) (keys []string, last calendar.Date) {
	flow := pack.At(p.Workflow, p.Edition).Workflow(p.Workflow)
	own := p.RoundDeadline(round.ID)
	if flow == nil || own == nil || flow.Round(round.Name) == nil || flow.Round(round.Name).Extension == nil {
		return nil, last
	}
	for _, r := range round.Respondents {
		if r.Of == "" && (round.owes(r) || r.Through && r.Answer == "") {
			keys = append(keys, r.Key())
		}
	}
	return keys, flow.Round(round.Name).Extension.Last(pack.Calendar, own.Moment.Date)
}

// mayExtend says why the actor may give nobody more time in a round, or nil.
func (d *deciding) mayExtend(round *Round) *fault.Error {
	if f := d.isAsked(round); f != nil {
		return f
	}
	title := d.roundTitle(round.Name)
	line, own := d.flow.Round(round.Name), d.p.RoundDeadline(round.ID)
	switch {
	case !round.Open():
		return fault.New(fault.Gone, "round_closed", wording.Args{"Round": title})
	case line.Extension == nil || own == nil:
		return fault.New(fault.Conflict, "no_extension", wording.Args{"Round": title})
	case !slices.ContainsFunc(line.Extension.By, d.is):
		return d.forbidden(line.Extension.By, wording.Both("engine.did.extend", nil))
	case own.Status == Paused:
		return fault.New(fault.Conflict, "extension_still", wording.Args{"Round": title})
	}
	return nil
}

// extend gives one of those whom a round asks more time: a last day of its own.
func (d *deciding) extend() *fault.Error {
	round := d.roundAt(d.act.Round, d.act.Respondent)
	if f := d.mayExtend(round); f != nil {
		return f
	}
	round, r, f := d.asked()
	if f != nil {
		return f
	}
	if r.Of != "" || r.Gone || r.Out {
		return d.notAsked(d.flow.Round(round.Name), round)
	}
	if r.Final {
		return fault.New(fault.Conflict, "extension_answered", wording.Args{"Who": d.respondentName(r.Key())}).On("for")
	}
	date, refused := d.extendedTo(d.flow.Round(round.Name), round, r.Key())
	lacking := d.take([]string{reasonWord}, nil, nil)
	if f := fault.Join(slices.DeleteFunc([]*fault.Error{refused, lacking}, func(f *fault.Error) bool { return f == nil })...); f != nil {
		return f
	}
	d.giveTime(d.flow.Round(round.Name), round, r.Key(), date)
	return nil
}

// extendedTo reads the day that the act gives: later than the one that stands, and no
// later than the pack lets it be.
func (d *deciding) extendedTo(line *definition.Round, round *Round, who string) (calendar.Date, *fault.Error) {
	date, err := calendar.ParseDate(strings.TrimSpace(d.act.To))
	if err != nil {
		return date, fault.New(fault.Invalid, "not_a_date", wording.Args{"Field": wording.Both("engine.extension.to", nil)}).On("to")
	}
	own, last := d.p.AnswerBy(round.ID, who), line.Extension.Last(d.pack.Calendar, d.p.RoundDeadline(round.ID).Moment.Date)
	args := wording.Args{"Who": d.respondentName(who), "Day": dayText(own.Moment.Date)}
	switch m := d.extended(line, date); {
	case !m.At.After(own.Moment.At):
		return date, fault.New(fault.Invalid, "extension_no_later", args).On("to")
	case date.After(last):
		args["Day"] = dayText(last)
		return date, fault.New(fault.Invalid, "extension_too_long", args).On("to")
	case !m.At.After(d.now):
		return date, fault.New(fault.Invalid, "date_passed", wording.Args{"Field": wording.Both("engine.extension.to", nil)}).On("to")
	}
	return date, nil
}

// extended is the moment at which a day ends that somebody is given.
func (d *deciding) extended(line *definition.Round, date calendar.Date) calendar.Moment {
	return d.pack.Calendar.On(date, line.Deadline.Time, line.Deadline.Else)
}

// giveTime gives a respondent its own last day, in place of one that it was given
// before, and tells it.
func (d *deciding) giveTime(line *definition.Round, round *Round, who string, date calendar.Date) {
	m, id := d.extended(line, date), round.ID
	if own := d.p.ExtensionOf(id, who); own != nil {
		d.moveTo(own, m, d.timers(line.Deadline, m))
	} else {
		d.start(Deadline{About: aboutExtension, Name: who, Of: line.Name, Round: id, Moment: m}, line.Deadline)
	}
	d.touched.rounds[id] = true
	reason, _ := d.given[reasonWord].(string)
	d.happened(Extended, Data{Round: line.Name, Nth: round.Nth, Respondent: who, Due: m.Date.String()},
		Private{Person: d.act.Actor.Person, Texts: map[string]string{reasonWord: reason}})
	for _, r := range round.Respondents {
		if r.Key() != who && r.Of != who || !round.owes(r) {
			continue
		}
		for _, recipient := range d.recipientsOf(line, r) {
			n := d.notice(letterMoreTime, recipient)
			n.Round, n.Respondent = id, r.Key()
			d.owe(n)
		}
	}
}

// tendExtensions lets those deadlines of rounds remind and tell that somebody is still
// to keep, where some have been given more time, and lets the round's last word wait for
// the last day of those who still owe an answer.
func (d *deciding) tendExtensions() {
	for i := range d.p.Deadlines {
		extension := d.p.Deadlines[i]
		if extension.About != aboutExtension || extension.Status != Running {
			continue
		}
		d.tendTimers(i)
		for j := range d.p.Deadlines {
			if x := d.p.Deadlines[j]; x.About == aboutRound && x.Round == extension.Round && x.Status == Running {
				d.tendTimers(j)
				d.tendLastWord(j)
			}
		}
	}
}

// tendTimers takes away the reminders and escalations of a running deadline that is
// nobody's to keep, and sets those to come of one that is.
func (d *deciding) tendTimers(i int) {
	deadline := &d.p.Deadlines[i]
	line := d.lineOf(deadline)
	if line == nil {
		return
	}
	all := d.p.RoundDeadline(deadline.Round)
	binds := d.p.Binds(*deadline) && all != nil && all.Status != Paused
	live := func(kind TimerKind, step int) bool {
		return slices.ContainsFunc(deadline.Timers, func(t Timer) bool {
			return !t.Void && t.Kind == kind && (t.Step == step || kind == Overdue && t.Done.IsZero())
		})
	}
	for j := range deadline.Timers {
		if t := &deadline.Timers[j]; !binds && t.Kind != Expire && t.Done.IsZero() && !t.Void {
			t.Void = true
			d.touched.deadlines[deadline.ID] = true
		}
	}
	if !binds {
		return
	}
	for _, t := range d.timers(line, deadline.Moment) {
		if live(t.Kind, t.Step) {
			continue
		}
		if !t.DueAt.After(d.now) {
			if t.Kind == Overdue {
				d.nextOverdue(i, t.Step)
			}
			continue
		}
		deadline.Timers = append(deadline.Timers, t)
		d.touched.deadlines[deadline.ID] = true
	}
}

// tendLastWord moves a round's last word to where it is now.
func (d *deciding) tendLastWord(i int) {
	deadline := &d.p.Deadlines[i]
	line := d.lineOf(deadline)
	if line == nil {
		return
	}
	for _, word := range d.lastTimer(deadline, line, deadline.Moment) {
		at := slices.IndexFunc(deadline.Timers, func(t Timer) bool { return t.Kind == Expire && t.Done.IsZero() && !t.Void })
		if at < 0 || deadline.Timers[at].DueAt.Equal(word.DueAt) {
			continue
		}
		deadline.Timers[at].Void = true
		deadline.Timers = append(deadline.Timers, word)
		d.touched.deadlines[deadline.ID] = true
	}
}

// lastGiven is the latest day by which somebody who owes an answer in a round is to give
// it, or that of the round itself.
func (d *deciding) lastGiven(id string, m calendar.Moment) calendar.Moment {
	round := d.p.round(id)
	if round == nil {
		return m
	}
	for _, r := range round.Respondents {
		if own := d.p.ExtensionOf(id, r.Key()); own != nil && round.owes(r) && own.Moment.At.After(m.At) {
			m = own.Moment
		}
	}
	return m
}

// extensionsContradict says where a respondent has not the last day of its own that
// history gave it.
func (p Proposal) extensionsContradict(events []Event) (found []string) {
	given := map[[2]string]string{}
	for _, e := range events {
		switch e.Kind {
		case Extended:
			given[[2]string{e.Data.said(), e.Data.Respondent}] = e.Data.Due
		case Opened:
			for key := range given {
				if key[0] == e.Data.said() {
					delete(given, key)
				}
			}
		case Adopted:
			for key, due := range given {
				delete(given, key)
				given[[2]string{renamed(e.Data.Rounds, key[0]), key[1]}] = due
			}
		}
	}
	for key, due := range given {
		own := p.ExtensionOf(p.roundSaid(key[0]).ID, key[1])
		if own != nil && own.Moment.Date.String() != due {
			found = append(found, fmt.Sprintf("the proposal's round %q gives %s until %s, and its history gave it until %s",
				key[0], key[1], own.Moment.Date, due))
		}
	}
	return found
}

// reminded says whether a deadline is the one that a respondent is to keep.
func (d *deciding) reminded(deadline Deadline, r Respondent) bool {
	by := d.p.AnswerBy(deadline.Round, r.Key())
	return by != nil && by.ID == deadline.ID
}

// Extenders are those who may give more time in a round, as people call them.
func Extenders(pack *definition.Pack, p Proposal, line *definition.Round, on calendar.Date) wording.Text {
	var by []people.Party
	for _, party := range InPlace(pack, pack.Workflow(p.Workflow), p, line.Extension.By, on) {
		by = append(by, Resolve(p, party))
	}
	return anyOf(pack.People.DescribeWithin(by))
}
