package engine

import (
	"slices"
	"strings"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// sameAway begins what those letters have in common.
const sameAway = "away:"

// backWithin is how many days after an absence a person still has what was missed.
const backWithin = 14

// An Absence is one that is over: what went to others meanwhile is owed to the person.
type Absence struct {
	Person      *people.Person
	From, Until time.Time // letters of this time
	StandIns    []string  // their addresses
	Language    wording.Language
}

// Absences are those that have lately ended, of those who still take part.
func Absences(pack *definition.Pack, today calendar.Date) (over []Absence) {
	days := pack.Calendar
	for i := range pack.People.Persons {
		p := &pack.People.Persons[i]
		s := p.Substitute
		if s == nil || s.To.IsZero() || !s.To.Before(today) || s.To.AddDays(backWithin).Before(today) || !p.TakesPart(today) {
			continue
		}
		a := Absence{Person: p, Language: spoken(pack.People, p.Language), From: s.From.At(calendar.Clock{}, days.Zone()), Until: s.To.AddDays(1).At(calendar.Clock{}, days.Zone())}
		for next := s; next != nil && len(a.StandIns) < 9; { // a stand-in may be absent too
			other := pack.People.Person(next.Person)
			if other == nil || slices.Contains(a.StandIns, other.Mail) {
				break
			}
			a.StandIns, next = append(a.StandIns, other.Mail), other.Substitute
		}
		over = append(over, a)
	}
	return over
}

// Copy is a letter that went to a stand-in as the absent person has it afterwards, with
// the others of that time. What reminded of something is no news, and has none. What has
// not gone yet goes to whoever is there then.
func (a Absence) Copy(d Delivery, now time.Time) (Instead, bool) {
	n, of := d.Notice, false
	for _, q := range n.Qualities() {
		of = of || q.For == a.Person.Key
	}
	if !of || definition.KindOfLetter(n.Letter) == ReminderLetter || !d.hasGone() || d.SettledAt.Before(a.From) || !d.SettledAt.Before(a.Until) {
		return Instead{}, false
	}
	n.ID = newIDs("copy of "+n.ID+" to "+a.Person.Key, n.At).next()
	n.Person, n.Name, n.Mail = a.Person.Key, a.Person.Name, a.Person.Mail
	n.Language = string(a.Language)
	n.For, n.As, n.Also = "", "", nil
	n.Why, n.At = string(people.WhyReturned), now.UTC().Truncate(time.Microsecond)
	return Instead{Of: d.ID, Notice: n, Bundle: n.AwayBundle()}, true
}

// hasGone says whether a letter has been handed over or refused, by itself or in another,
// or was not wanted: nothing more comes of it.
func (d Delivery) hasGone() bool {
	switch d.Status {
	case Accepted, Merged, Failed, Returned, Unwanted:
		return true
	}
	return false
}

// AwayBundle is what the letters have in common that an absent person has on coming back.
func (n Notice) AwayBundle() string { return sameAway + n.Addressee() }

// IsAway says whether the letter goes with the others that its recipient missed.
func (d Delivery) IsAway() bool { return strings.HasPrefix(d.Bundle, sameAway) }
