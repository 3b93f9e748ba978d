package definition

import (
	"math"

	"github.com/expr-lang/expr/ast"

	"beredd/internal/calendar"
	"beredd/internal/wording"
)

// checkBelated warns of a step that time takes on a day on which its own condition can hold
// no more: so long after a date, when it asks that less has passed.
func (s *scope) checkBelated() {
	for i := range s.flow.Transitions {
		t := &s.flow.Transitions[i]
		for _, on := range t.On {
			for _, g := range []*Guard{t.When, on.When} {
				if g == nil || g.dead {
					continue
				}
				since := sinceWhat(t, on)
				if part := excluded(g.tree, since); len(since) > 0 && part != nil {
					s.r.warn(g.Pos, "belated", wording.Args{"Found": part.String(), "Step": t.Name})
				}
			}
		}
	}
}

// sinceWhat is how many days at least have passed since each of some dates, by how a
// condition writes them, when a trigger has come. A trigger may come later: where the system
// stood still, or a proposal came to a state after the day.
func sinceWhat(t *Transition, on Trigger) map[string]float64 {
	switch {
	case on.Kind == OnTime:
		since := map[string]float64{}
		for _, from := range t.From {
			since[`last("`+from+`")`] = atLeastDays(on.Period)
		}
		return since
	case on.Kind != OnDate || on.Date.Recurs() || on.Date.Offset.Weekday != nil:
		return nil
	}
	name := on.Date.Of + "." + on.Date.Name
	if on.Date.Of == "meeting" {
		name = "meeting.date"
	}
	days := atLeastDays(on.Date.Offset.Period)
	if on.Date.Offset.Side == calendar.Before {
		days = -atMostDays(on.Date.Offset.Period)
	}
	return map[string]float64{name: days}
}

// atLeastDays and atMostDays are how many days a period is at least and at most.
func atLeastDays(p calendar.Period) float64 {
	return float64(p.Count) * map[calendar.Unit]float64{calendar.Days: 1, calendar.Workdays: 1, calendar.WholeWeeks: 7, calendar.Months: 28, calendar.Years: 365}[p.Unit]
}

func atMostDays(p calendar.Period) float64 {
	if p.Unit == calendar.Workdays {
		return float64(p.Count)*3 + 14
	}
	return math.Ceil(float64(p.Count) * map[calendar.Unit]float64{calendar.Days: 1, calendar.WholeWeeks: 7, calendar.Months: 31, calendar.Years: 366, calendar.Hours: 1.0 / 24, calendar.Minutes: 1.0 / 24}[p.Unit])
}

// excluded is the part of a condition that can't hold so long after some dates, nil where
// none is known.
func excluded(n ast.Node, since map[string]float64) ast.Node {
	b, ok := n.(*ast.BinaryNode)
	switch {
	case !ok:
		return nil
	case b.Operator == "&&" || b.Operator == "and":
		if part := excluded(b.Left, since); part != nil {
			return part
		}
		return excluded(b.Right, since)
	}
	if most, strict, bounded := latest(b, since); bounded && (most < 0 || strict && most == 0) {
		return b
	}
	return nil
}

// latest is how many more days may pass, of those that surely have, for a comparison to
// hold; not bounded where it sets no last day, or is about something else.
func latest(b *ast.BinaryNode, since map[string]float64) (days float64, strict, bounded bool) {
	left, right, operator := b.Left, b.Right, b.Operator
	if operator == ">" || operator == ">=" {
		left, right, operator = right, left, mirrored[operator]
	}
	if operator != "<" && operator != "<=" && operator != "==" {
		return 0, false, false
	}
	strict = operator == "<"
	if passed, ok := daysSince(left, since); ok {
		if number, _, written := literal(right); written {
			return asNumber(number) - passed, strict, true
		}
	}
	if to, ok := left.(*ast.IntegerNode); ok { // 10 < days(today, the date)
		if passed, ok := daysUntil(right, since); ok {
			return -float64(to.Value) - passed, strict, true
		}
	}
	if left.String() == "today" { // today <= the date, or some time after it
		if passed, ok := since[right.String()]; ok {
			return -passed, strict, true
		}
		if base, period, ok := plusFrom(right); ok {
			if passed, known := since[base]; known {
				return atMostDays(period) - passed, strict, true
			}
		}
	}
	return 0, false, false
}

// daysSince is how many days have passed at least by days(DATE, today), and daysUntil by
// days(today, DATE).
func daysSince(n ast.Node, since map[string]float64) (float64, bool) {
	return daysCalled(n, since, 0, 1)
}

func daysUntil(n ast.Node, since map[string]float64) (float64, bool) {
	return daysCalled(n, since, 1, 0)
}

func daysCalled(n ast.Node, since map[string]float64, date, today int) (float64, bool) {
	call, ok := n.(*ast.CallNode)
	if !ok || len(call.Arguments) != 2 || call.Callee.String() != "days" || call.Arguments[today].String() != "today" {
		return 0, false
	}
	passed, ok := since[call.Arguments[date].String()]
	return passed, ok
}

// plusFrom is the date and the period of plus(DATE, "10 days").
func plusFrom(n ast.Node) (base string, period calendar.Period, ok bool) {
	call, is := n.(*ast.CallNode)
	if !is || len(call.Arguments) != 2 || call.Callee.String() != "plus" {
		return "", period, false
	}
	text, is := call.Arguments[1].(*ast.StringNode)
	if !is {
		return "", period, false
	}
	period, err := calendar.ParsePeriod(text.Value)
	return call.Arguments[0].String(), period, err == nil
}
