package engine

import (
	"maps"
	"slices"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/fault"
)

// carry puts what was given where the proposal keeps it, and answers the private
// part of the event: who acted, and every free text.
func (d *deciding) carry() Private {
	private := Private{Person: d.act.Actor.Person, Texts: map[string]string{}}
	for word, value := range d.given {
		text, _ := value.(string)
		if slices.Contains(d.lent, word) {
			if field, ok := d.flow.Input(word, nil); ok && field.Type == definition.Text {
				private.Texts[word] = text
			}
			continue
		}
		switch word {
		case "title":
			d.p.Title = text
		case "summary":
			d.p.Summary = text
		case "proposed_decision":
			d.p.Proposed = text
		case "meeting", "document", "follow_up_on":
			continue
		default:
			if field := d.flow.Field(word); field != nil && field.Type != definition.Document {
				d.setField(word, value)
			}
		}
		if field, ok := d.flow.Input(word, nil); ok && field.Type == definition.Text {
			private.Texts[word] = text
		}
	}
	return private
}

// setField keeps one of the workflow's own fields, or lets go of one that was
// emptied.
func (d *deciding) setField(name string, value any) {
	if value == "" {
		delete(d.p.Fields, name)
		return
	}
	if d.p.Fields == nil {
		d.p.Fields = map[string]any{}
	}
	d.p.Fields[name] = value
}

// plainInputs are the values that history shows to all and its hash covers:
// everything given but free text and papers. What was decided is among them: it
// is what history is kept for.
func (d *deciding) plainInputs() map[string]any {
	plain := maps.Clone(d.given)
	for word := range d.given {
		field, ok := d.flow.Input(word, nil)
		recommended := word == "recommendation" && d.weighed != nil && d.weighed.Recommends()
		free := ok && field.Type == definition.Text && word != "decision" && !recommended
		if free || field.Type == definition.Document {
			delete(plain, word)
		}
	}
	if len(plain) == 0 {
		return nil
	}
	return plain
}

// resolveMeeting sets the proposal's meeting to the one given with a step that
// leads to a state held by role, or by nobody. It refuses one that takes no more.
func (d *deciding) resolveMeeting(role string) (f *fault.Error) {
	text, ok := d.given["meeting"].(string)
	if !ok {
		return nil
	}
	day, start, timed := strings.Cut(text, " ")
	date, err := calendar.ParseDate(day)
	if err != nil {
		return nil // take read it: it is a date
	}
	m := d.meetingOn(date, d.p.Bodies[role])
	if d.p.Gathering != nil { // a meeting's is its own day
		own := *d.p.Meeting
		own.Date, m = date, &own
	}
	if timed {
		m.Time = start
	}
	if d.p.Gathering == nil {
		m, f = d.inTime(m)
	}
	d.p.Meeting = m
	return f
}

// date is the day that a reference names, zero where the proposal has none.
func (d *deciding) date(ref *definition.DateRef) calendar.Date {
	date := d.base(ref)
	if date.IsZero() || ref.Offset.Side == "" {
		return date
	}
	date, _ = d.pack.Calendar.Counting(date, ref.Offset)
	return date
}

// base is the date of the proposal that a reference counts from.
func (d *deciding) base(ref *definition.DateRef) calendar.Date {
	switch {
	case ref == nil:
	case ref.Recurs():
		return d.coming(ref)
	case ref.Of == "meeting" && d.p.Meeting != nil:
		return d.p.Meeting.Date
	case ref.Of == "decision" && d.p.Decision != nil && ref.Name == "follow_up_on":
		return d.p.Decision.FollowUpOn
	case ref.Of == "decision" && d.p.Decision != nil && (ref.Name == "on" || ref.Name == "decided_on"):
		return d.p.Decision.On
	}
	text, _ := d.dated(ref).(string)
	date, _ := dayIn(text)
	return date
}

// dated is what stands in the field that a reference names, of the decision or of the
// proposal; nil where nothing does.
func (d *deciding) dated(ref *definition.DateRef) any {
	switch {
	case ref == nil:
	case ref.Of == "decision" && d.p.Decision != nil:
		if text := d.p.Decision.Inputs[ref.Name]; text != nil {
			return text
		}
		return d.p.Fields[ref.Name]
	case ref.Of == "proposal":
		return d.field(ref.Name)
	}
	return nil
}
