package engine

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/people"
)

// letterLeft tells who had been called to a meeting that they are no longer.
const letterLeft = "meeting_left"

// CalledAnew are the letters that a meeting owes since seats have changed after its
// notice went: the invitation to who has come, and that it is none any more to who has
// left. log is every letter about the meeting. Asked again it owes nothing twice.
func CalledAnew(pack *definition.Pack, m Proposal, log []Delivery, now time.Time) (owed []Instead) {
	today := pack.Calendar.Today(now)
	if m.Gathering == nil || m.State != stateNotice && m.State != stateAgenda || m.FallsOn().Before(today) {
		return nil
	}
	called, notice := calledTo(log)
	if notice == nil {
		return nil
	}
	c := calling{pack.People, m, *notice, today, pack.Calendar.Opening(today), now.UTC().Truncate(time.Microsecond)}
	sitting, reached := c.sit(), map[string]bool{} // who share a mailbox have one invitation
	for person, last := range called {
		if last.Letter != letterLeft && last.Notice.Person == person {
			reached[strings.ToLower(last.Mail)] = true
		}
	}
	stays := map[string]bool{}
	for _, r := range sitting {
		stays[strings.ToLower(r.Mail)] = true
		if last, was := called[r.Person]; !was && !reached[strings.ToLower(r.Mail)] || was && last.Letter == letterLeft {
			owed = append(owed, c.letter(notice.Letter, r, len(log)))
		}
	}
	for person, last := range called {
		p := c.people.Person(person)
		sits := slices.ContainsFunc(m.Gathering.Bodies, func(body string) bool { return c.people.HasSeat(person, body, today) })
		if sits || last.Letter == letterLeft || last.For != "" || last.Status == Queued || p == nil || !p.TakesPart(today) || stays[strings.ToLower(p.Mail)] {
			continue
		}
		r := people.Recipient{Person: p.Key, Name: p.Name, Mail: p.Mail, Language: spoken(c.people, p.Language), Body: last.Body, Why: people.WhyHadSeat}
		owed = append(owed, c.letter(letterLeft, r, len(log)))
	}
	slices.SortFunc(owed, func(a, b Instead) int { return cmp.Compare(a.Notice.Mail, b.Notice.Mail) })
	return owed
}

// calledTo is the last word that each has had of when a meeting is, those too whom a
// stand-in had it for, and the newest letter that called to it.
func calledTo(log []Delivery) (called map[string]Delivery, notice *Delivery) {
	log = slices.Clone(log)
	slices.SortStableFunc(log, func(a, b Delivery) int { return a.At.Compare(b.At) })
	called = map[string]Delivery{}
	for i, d := range log {
		if !slices.Contains(invitations, d.Letter) && d.Letter != letterLeft || d.Status == Needless {
			continue
		}
		if d.Letter == "meeting_notice" || d.Letter == "agenda_sent" {
			notice = &log[i]
		}
		if d.Notice.Person != "" {
			called[d.Notice.Person] = d
		}
		for _, q := range d.Qualities() {
			if q.For != "" {
				called[q.For] = d
			}
		}
	}
	return called, notice
}

// A calling is what the letters to those who come and leave have in common.
type calling struct {
	people *people.Directory
	held   Proposal
	notice Delivery
	today  calendar.Date
	seed   time.Time // the same all day, so that a letter owed twice is one
	now    time.Time
}

// sit lists the persons who have a seat among those who meet, and are there.
func (c calling) sit() (all []people.Recipient) {
	var bodies []people.Party
	for _, body := range c.held.Gathering.Bodies {
		bodies = append(bodies, people.Party{Kind: people.ABody, Name: body})
	}
	return slices.DeleteFunc(c.people.RecipientsOf(bodies, c.today), func(r people.Recipient) bool { return r.Person == "" || r.For != "" })
}

// letter is one of those, telling of the event that the notice told of.
func (c calling) letter(name string, r people.Recipient, nth int) Instead {
	n := c.notice.Notice
	n.ID = newIDs(fmt.Sprint(name, " ", n.Proposal, " ", r.Person, " ", nth), c.seed).next()
	n.Letter, n.Party, n.Why, n.For, n.Also = name, r.Body, string(r.Why), "", nil
	n.As = ""
	n.Person, n.Organization, n.Body, n.Round, n.Respondent = r.Person, r.Organization, r.Body, "", ""
	n.Name, n.Mail, n.Language, n.At = r.Name, r.Mail, string(r.Language), c.now
	return Instead{Of: c.notice.ID, Notice: n}
}
