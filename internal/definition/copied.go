package definition

import (
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/definition/guess"
	"beredd/internal/definition/source"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// What stands twice where once was meant is mostly a line that was copied, and of which
// not all was changed.

// checkCopied warns of members with one mailbox or one name, and of who stands in for
// each other at once.
func (r *reader) checkCopied(t *table, d *people.Directory) {
	organizations, _ := t.node.Get("organizations")
	for j, o := range d.Organizations[:min(len(d.Organizations), len(organizations.Entries))] {
		for _, earlier := range d.Organizations[:j] {
			e := organizations.Entries[j]
			args := wording.Args{"Found": e.Key.Text, "Other": earlier.Key}
			mailbox, name := e.Value.At("mailbox"), e.Value.At("name")
			if o.Mailbox != "" && o.Mailbox == earlier.Mailbox {
				r.warn(mailbox, "shared_mailbox", args)
			}
			if o.Name[r.languages[0]] == earlier.Name[r.languages[0]] && o.Key != earlier.Key {
				r.warn(name, "same_name", args)
			}
		}
	}
	persons, _ := t.node.Get("persons")
	for j, p := range d.Persons[:min(len(d.Persons), len(persons.Entries))] {
		for _, earlier := range d.Persons[:j] {
			if standIn(p, earlier) && standIn(earlier, p) && meet(*p.Substitute, *earlier.Substitute) {
				at := persons.Entries[j].Value.At("substitute")
				r.warn(at, "both_away", wording.Args{"Found": p.Key, "Other": earlier.Key})
			}
		}
	}
}

func standIn(p, other people.Person) bool {
	return p.Substitute != nil && p.Substitute.Person == other.Key
}

// meet says whether there is a day in both of two absences.
func meet(a, b people.Substitute) bool {
	before := func(last, first calendar.Date) bool { return !last.IsZero() && last.Before(first) }
	return !before(a.To, b.From) && !before(b.To, a.From)
}

// apartSeats warns of who has a seat without a voice in a body, and one with a voice, at
// once.
func (r *reader) apartSeats(items []source.Node, b *people.Body, in tenure) {
	voice := func(s people.Seat) bool {
		return slices.Contains([]string{people.Chair, people.ViceChair, people.Member}, s.Role)
	}
	for j, later := range b.Seats[:min(len(b.Seats), len(items))] {
		for _, s := range b.Seats[:j] {
			mixed := voice(s) && later.Role == people.Adjunct || voice(later) && s.Role == people.Adjunct
			if mixed && s.Person == later.Person && in.overlap(s, later) {
				r.warn(items[j].Pos, "voice_and_none", wording.Args{"Found": s.Person, "Body": b.Key})
			}
		}
	}
}

// checkLines warns of a line of letters that stands twice, and of letters that the
// program sends by itself.
func (s *scope) checkLines() {
	for j, line := range s.flow.Notify {
		asks := line.Letter == askingLetter && (line.On.Kind == OnState || line.On.Kind == OnTransition)
		if asks || slices.Contains(ownLetters, line.Letter) {
			s.r.warn(line.Pos, "letter_by_itself", wording.Args{"Found": line.Letter})
			continue
		}
		if slices.ContainsFunc(s.flow.Notify[:j], func(other Notify) bool { return other.Pos != line.Pos && line.as(other) }) {
			s.r.warn(line.Pos, "named_twice", wording.Args{"Found": line.Letter})
		}
	}
	var said []string
	for _, p := range s.flow.Promises {
		if slices.Contains(said, p.said()) {
			s.r.warn(p.Pos, "named_twice", wording.Args{"Found": p.Text})
		}
		said = append(said, p.said())
	}
}

// ownLetters are those that a deadline, an answer or an agreement brings by itself.
var ownLetters = append([]string{"reminder", "escalation", "receipt", "answer_changed", "recused", "to_agree", "agreed_no_more"}, alwaysAtOnce...)

// askingLetter is the letter that a round asks by.
const askingLetter = "asked"

// as says whether two lines send the same to the same, and at once.
func (n Notify) as(other Notify) bool {
	same := n.On.Kind == other.On.Kind && n.On.Name == other.On.Name && n.On.Outcome == other.On.Outcome
	return same && n.Letter == other.Letter && n.When.source() == other.When.source() && slices.Equal(n.To, other.To)
}

// source is the condition as it is written, "" where there is none.
func (g *Guard) source() string {
	if g == nil {
		return ""
	}
	return g.Source
}

// loneFunctions warns of a contact whose function nothing names, where it is near to
// one that something names: the letters to that one pass the contact by.
func (r *reader) loneFunctions(t *table, d *people.Directory) {
	if r.unread || len(r.functions) == 0 {
		return
	}
	organizations, _ := t.node.Get("organizations")
	held := map[string]int{}
	for _, o := range d.Organizations {
		for _, c := range o.Contacts {
			held[c.Function]++
		}
	}
	for i, o := range d.Organizations[:min(len(d.Organizations), len(organizations.Entries))] {
		contacts, _ := organizations.Entries[i].Value.Get("contacts")
		items := contacts.Each()
		for j, c := range o.Contacts[:min(len(o.Contacts), len(items))] {
			if near := guess.Nearest(c.Function, r.functions); near != "" && held[c.Function] == 1 && !slices.Contains(r.functions, c.Function) {
				at := items[j].At("function")
				r.warn(at, "lone_function", wording.Args{"Found": c.Function, "Suggestion": near})
			}
		}
	}
}

// inTime reports a wait until what is past already.
func (r *reader) inTime(start string, steps []Step) {
	now := start
	for _, step := range steps {
		if step.Wait == nil || step.Wait.Until == "" {
			continue
		}
		until := step.Wait.Until
		if until < now[:min(len(now), len(until))] {
			r.fail(step.Pos, "waits_back", wording.Args{"Found": until, "Now": now})
			return
		}
		now = until
	}
}
