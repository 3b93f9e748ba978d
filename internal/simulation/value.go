package simulation

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// value draws something that a field may be: nil where there is nothing to draw
// from. body is who meets, of a meeting.
func (l *life) value(field definition.Field, body string) any {
	switch field.Type {
	case definition.Bool:
		return l.chance.in(50)
	case definition.Number_:
		return l.number(field)
	case definition.Date:
		return l.day(field)
	case definition.Meeting:
		return l.meeting(body)
	case definition.Choice:
		if len(field.Choices) == 0 {
			return nil
		}
		return one(l.chance, field.Choices).Name
	case definition.Document:
		return []engine.Document{l.paper}
	case definition.Another:
		return l.another(field)
	case definition.Chosen:
		return l.somebody(field)
	}
	return field.Title.In(l.plan.Language) + " " + wording.Say(l.plan.Language, "simulation.text", nil)
}

// number is a whole number within what the pack says, else from 0 to 20.
func (l *life) number(field definition.Field) any {
	least, most := 0, 20
	if field.Least != nil {
		least = int(math.Ceil(*field.Least))
		most = least + 20
	}
	if field.Most != nil {
		most = int(math.Floor(*field.Most))
		if field.Least == nil {
			least = min(0, most)
		}
	}
	if near := l.borders[field.Name]; len(near) > 0 && l.chance.in(60) {
		return l.border(field, near)
	}
	return float64(least + l.chance.IntN(max(1, most-least+1)))
}

// border is a number on, just below or just above one that the pack's conditions hold it
// against, as far as it may be that.
func (l *life) border(field definition.Field, near []float64) float64 {
	number := math.Floor(one(l.chance, near)) + float64(l.chance.IntN(3)-1)
	if field.Least != nil {
		number = max(number, math.Ceil(*field.Least))
	}
	if field.Most != nil {
		number = min(number, math.Floor(*field.Most))
	}
	return number
}

// day is a workday within half a year, or where it must have been one of the days before,
// sometimes long before; of a decision it is the day itself.
func (l *life) day(field definition.Field) any {
	if field.Name == "decided_on" {
		return l.today().String()
	}
	if field.Past != nil && *field.Past {
		if l.chance.in(20) {
			return l.timed(field, l.today().AddDays(-l.chance.about(400)).String())
		}
		return l.timed(field, l.today().AddDays(-l.chance.about(7)).String())
	}
	return l.timed(field, l.days.NextWorkday(l.today().AddDays(1+l.chance.about(60))).String())
}

// timed is a day with an hour of the office's, where the field asks for one.
func (l *life) timed(field definition.Field, day string) string {
	if !field.Timed {
		return day
	}
	return fmt.Sprintf("%s %02d:00", day, 9+l.chance.IntN(8))
}

// further is, of a day that may be to come, mostly one within two years: a condition may
// ask for more time than a year's half.
func (l *life) further(field definition.Field, value any) any {
	if field.Type != definition.Date || field.Name == "decided_on" || field.Past != nil && *field.Past || l.chance.in(30) {
		return value
	}
	return l.timed(field, l.days.NextWorkday(l.today().AddDays(1+l.chance.about(250))).String())
}

// meeting is one of a body's next meetings, or some day where the cycle knows of
// none.
func (l *life) meeting(body string) any {
	day := l.today().AddDays(5)
	found := l.meetingFrom(day, body)
	if found == day {
		found = l.days.NextWorkday(day.AddDays(l.chance.about(20)))
	}
	if l.chance.in(10) {
		found = l.meetingFrom(found.AddDays(1), body)
	}
	return found.String()
}

// meetingAfter is a body's next meeting after one that could not be taken.
func (l *life) meetingAfter(taken, body string) any {
	day, err := calendar.ParseDate(taken)
	if err != nil {
		return l.meeting(body)
	}
	found := l.meetingFrom(day.AddDays(1), body)
	if found == day.AddDays(1) {
		found = l.days.NextWorkday(day.AddDays(1 + l.chance.about(20)))
	}
	return found.String()
}

// another is the number of another proposal of the kind that a field names, perhaps of
// several, or nil where there is none.
func (l *life) another(field definition.Field) any {
	var numbers []string
	for _, m := range l.order {
		if m != l.at && (field.Workflow == "" || m.flow.Key == field.Workflow) {
			numbers = append(numbers, m.p.Number)
		}
	}
	if len(numbers) == 0 {
		return nil
	}
	first, second := one(l.chance, numbers), one(l.chance, numbers)
	if field.Many && first != second && l.chance.in(30) {
		return first + ", " + second
	}
	return first
}

// somebody is one of those whom a field of type party may name, or as many as the pack
// wants and perhaps one more; nil where there is nobody.
func (l *life) somebody(field definition.Field) any {
	var p engine.Proposal
	at := slices.IndexFunc(l.pack.Workflows, func(w *definition.Workflow) bool {
		own := w.Field(field.Name)
		return own != nil && own.Pos == field.Pos
	})
	if at < 0 {
		return nil
	}
	if flow := l.pack.Workflows[at]; l.at != nil && l.at.flow.Key == flow.Key {
		p = l.at.p
	}
	may := engine.Candidates(l.pack, l.pack.Workflows[at], p, field, l.today())
	if len(may) == 0 {
		return nil
	}
	count := 1
	if field.Many && field.Least != nil {
		count = int(*field.Least)
	}
	if field.Many && l.chance.in(50) && (field.Most == nil || float64(count) < *field.Most) {
		count++
	}
	l.chance.Shuffle(len(may), func(i, j int) { may[i], may[j] = may[j], may[i] })
	var keys []string
	for _, c := range may[:min(count, len(may))] {
		keys = append(keys, c.Key)
	}
	return strings.Join(keys, ", ")
}

// leads says whether people's transition leads from a state.
func leads(t *definition.Transition, state string) bool { return slices.Contains(t.From, state) }

// open is the first workday on which a window lets a step be taken.
func (l *life) open(from calendar.Date) calendar.Date { return l.days.NextWorkday(from) }
