package engine

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
)

// Why a letter of time, a reminder or an escalation, was withdrawn before it went: how
// the response of its delivery begins.
const (
	DoneSince    = ""        // whoever it reminds has answered or acted, or is no longer asked
	MovedSince   = "moved "  // the day that it tells of is another by now: that day follows
	UndatedSince = "undated" // nothing is to be done by any day any more
	ClosedSince  = "closed"  // it asks for what nobody can do any more: its proposal has ended
)

// IsNeedless says whether a letter of time has been overtaken since it was owed.
func (f LetterFacts) IsNeedless() bool {
	_, needless := f.Overtaken()
	return needless
}

// Overtaken says whether a letter of time has been overtaken since it was owed, and by
// what. All other letters tell of what has happened, and that stays true: they go unless
// their recipient has left, or what they tell is when a meeting is.
func (f LetterFacts) Overtaken() (why string, needless bool) {
	switch {
	case f.Left:
		return LeftSince, true
	case f.Outdated != "":
		return f.Outdated, true
	case strings.HasPrefix(f.Letter, "to_") && f.Notice.Round == "" && f.Proposal.Closed.After(f.Event.At):
		return ClosedSince, true
	case definition.KindOfLetter(f.Letter) != ReminderLetter:
		return "", false
	case f.isDone():
		return DoneSince, true
	}
	return f.redated()
}

// isDone says whether what the letter is about was done since it was owed.
func (f LetterFacts) isDone() bool {
	since, data := f.Event.At, f.Event.Data
	if f.Notice.Round == "" && data.About != aboutRound {
		return f.Proposal.Entered.After(since)
	}
	for i := len(f.Proposal.Rounds) - 1; i >= 0; i-- {
		round := &f.Proposal.Rounds[i]
		switch {
		case f.Notice.Round == "" && round.Name == data.Name: // others are told of all who are late
			return !slices.ContainsFunc(round.Respondents, f.concerns(round)) || round.ClosedAt.After(since) && !round.Expired
		case f.Notice.Round == round.ID:
			return round.ClosedAt.After(since) || slices.ContainsFunc(round.Respondents, func(r Respondent) bool {
				return r.Key() == f.Respondent && (r.Out || r.Final && r.At.After(since))
			})
		}
	}
	return false
}

// concerns says of whom a reminder of a round tells who still owe an answer: of all, or of
// the one who has been given another day.
func (f LetterFacts) concerns(round *Round) func(Respondent) bool {
	who := f.Event.Data.Respondent
	return func(r Respondent) bool { return round.owes(r) && (who == "" || r.Key() == who || r.Of == who) }
}

// redated says whether the day that the letter tells of is another by now. Where it was
// brought forward and nothing else reminds of it, the letter goes, with the new day.
func (f LetterFacts) redated() (why string, needless bool) {
	data := f.Event.Data
	if data.Due == "" || data.About == aboutParent {
		return "", false
	}
	if who := cmp.Or(f.Respondent, data.Respondent); data.About == aboutRound && who != "" {
		if by := f.Proposal.ExtensionOf(f.roundOf(), who); by != nil && by.Status == Running {
			return by.redated(data.Due, f.Event.At)
		}
	}
	for _, d := range f.Proposal.Deadlines {
		if d.About != data.About || d.Name != data.Name || f.Notice.Round != "" && f.Notice.Round != d.Round || d.Status != Running {
			continue
		}
		return d.redated(data.Due, f.Event.At)
	}
	return UndatedSince, f.stillStands()
}

// redated says whether a deadline has another day than was told, in a letter owed since.
func (d Deadline) redated(told string, since time.Time) (why string, needless bool) {
	was, err := calendar.ParseDate(told)
	if err != nil || d.Moment.Date == was {
		return "", false
	}
	return MovedSince + d.Moment.Date.String(), d.Moment.Date.After(was) || d.reminds(since)
}

// roundOf is the id of the round that the letter is about, or "".
func (f LetterFacts) roundOf() string {
	if f.Notice.Round != "" {
		return f.Notice.Round
	}
	return f.Proposal.roundSaid(roundSaid(f.Event.Data.Name, f.Event.Data.Nth)).ID
}

// stillStands says whether what the letter is about still waits for somebody.
func (f LetterFacts) stillStands() bool {
	name := f.Event.Data.Name
	switch f.Event.Data.About {
	case aboutState:
		return f.Proposal.State == name
	case aboutRound:
		return slices.ContainsFunc(f.Proposal.Rounds, func(r Round) bool { return r.Name == name && r.Open() })
	}
	return true
}

// reminds says whether a reminder is still to come, or has come since a time.
func (d Deadline) reminds(since time.Time) bool {
	return slices.ContainsFunc(d.Timers, func(t Timer) bool {
		return (t.Kind == Remind || t.Kind == Overdue) && (t.Done.IsZero() && !t.Void || t.Done.After(since))
	})
}
