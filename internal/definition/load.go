package definition

import (
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/people"
)

// A Load is what falls on one organization in one week.
type Load struct {
	Year, Week int // by ISO 8601
	Quiet      bool
	Meetings   int // that its people are to come to
	Own        int // asked of the organization itself, or of somebody who sits for it
	Shared     int // asked of a body in which it sits
}

// All is how many things fall on it.
func (l Load) All() int { return l.Meetings + l.Own + l.Shared }

// Load is what falls on an organization in each week from a day to another, in order,
// the weeks with nothing among them.
func (p *Pack) Load(organization string, from, to calendar.Date) []Load {
	var weeks []Load
	for day := from; !day.After(to); day = day.AddDays(1) {
		year, week := day.ISOWeek()
		if len(weeks) == 0 || weeks[len(weeks)-1].Year != year || weeks[len(weeks)-1].Week != week {
			weeks = append(weeks, Load{Year: year, Week: week, Quiet: p.Calendar.Quiet(day)})
		}
	}
	for _, one := range p.Listed(from, to) {
		year, week := one.Moment.Date.ISOWeek()
		at := slices.IndexFunc(weeks, func(l Load) bool { return l.Year == year && l.Week == week })
		p.bear(&weeks[at], one, organization)
	}
	return weeks
}

// bear adds one thing of the year to what an organization has that week.
func (p *Pack) bear(week *Load, one Planned, organization string) {
	switch {
	case !p.Concerns(one, organization):
	case one.IsMeeting():
		week.Meetings++
	case slices.ContainsFunc(one.Charge.Who, func(party people.Party) bool {
		group := (party.Kind == people.ABody || party.Kind == people.Bodies) && party.Seat == ""
		return !group && p.among(party, organization, one.Moment.Date)
	}):
		week.Own++
	default:
		week.Shared++
	}
}
