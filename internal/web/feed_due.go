package web

import (
	"context"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/ical"
	"beredd/internal/wording"
)

// due adds the last days that run: of proposals whose turn it is for them, and of
// questions that they are to answer. A meeting's own states are no such days: what is
// to be done before it is asked for by itself.
func (y *feedYear) due(ctx context.Context) error {
	dues, err := y.Store.DueDates(ctx, y.Pack.Key, y.from, y.to)
	if err != nil {
		return err
	}
	for _, d := range dues {
		if d.Status == engine.Running && (d.About == "state" || d.About == "clock") && y.holds(d.Holder) && !engine.IsOfYear(d.Workflow) {
			y.dueDate(d)
		}
	}
	asked, err := y.Store.Asked(ctx, y.Pack.Key, y.respondents(), true)
	if err != nil {
		return err
	}
	for _, a := range asked {
		if !a.Due.IsZero() && !a.Due.Before(y.from) && !a.Due.After(y.to) && y.owes(a) {
			y.question(a)
		}
	}
	return nil
}

// dueDate is a day by which they are to take a proposal further.
func (y *feedYear) dueDate(d engine.DueDate) {
	what := y.aboutTitle(&visit{lang: y.lang}, d)
	if task := y.of(d.Workflow, d.Edition).stateTask(d.Workflow, d.Name); d.About == "state" && len(task) > 0 {
		what = task.In(y.lang)
	}
	title := y.say("web.feed.task", wording.Args{"What": what, "Title": d.Title})
	e := y.day(y.uid(d.Proposal, d.About, d.Name), y.by(title, d.Moment), d.Number, d.Moment.Date)
	e.Text = lines(d.Number, y.how(d.Moment), e.URL)
	y.events = append(y.events, e)
}

// question is a day by which they are to answer.
func (y *feedYear) question(a engine.Asked) {
	title := y.say("web.feed.answer", wording.Args{"What": y.askedRound(a).In(y.lang), "Title": a.Title})
	e := y.day(y.uid(a.Proposal, a.Round, a.Respondent), title, a.Number, a.Due)
	if at := a.DueAt.In(y.Pack.Calendar.Zone()); calendar.DateOf(at) == a.Due && !at.Equal(midnight(at)) {
		e.Title = y.say("web.feed.by", wording.Args{"Title": title, "Hour": wording.Hour(y.lang, at)})
	}
	e.Text = lines(a.Number, engine.RespondentName(y.Pack, a.Respondent).In(y.lang), e.URL)
	y.events = append(y.events, e)
}

func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}

// day is an event that takes up nobody's time, about a proposal.
func (y *feedYear) day(uid, title, number string, on calendar.Date) ical.Event {
	return ical.Event{
		UID: uid, Stamp: y.made, Title: title, Day: on, Free: true, URL: y.page(proposalPath(number)), Organizer: y.organizer(),
		Kinds: []string{y.say("web.feed.due", nil)},
	}
}
