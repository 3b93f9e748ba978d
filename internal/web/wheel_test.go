package web

import (
	"math"
	"testing"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/wording"
)

// crowded is a year of n events: evenly spread, and every fifth of them in one fortnight.
func crowded(span yearSpan, n int) []yearEvent {
	var events []yearEvent
	for i := range n {
		day := span.From.AddDays(i * 364 / n)
		if i%5 == 0 {
			day = span.From.AddDays(100 + i%14)
		}
		events = append(events, yearEvent{Kind: wheelKinds[i%len(wheelKinds)], Date: day, What: "x"})
	}
	sortAndNumber(events)
	return events
}

func TestTheWheelShowsEveryEventOnceInOrder(t *testing.T) {
	s := bareServer(t)
	v := &visit{lang: wording.Swedish}
	for _, n := range []int{1, 12, 120, 200, 500} {
		for _, span := range []yearSpan{yearFrom(2027, time.January), yearFrom(2028, time.July)} {
			events := crowded(span, n)
			w := s.wheel(v, span, events)
			seen, last := map[int]int{}, map[string]wheelMarker{}
			for _, m := range w.Markers {
				for _, n := range m.Numbers {
					seen[n]++
				}
				if before, ok := last[m.Kind]; ok && m.Angle <= before.Angle || math.IsNaN(m.X) || math.IsNaN(m.Y) || m.X < 20 || m.X > 500 || m.Y < 20 || m.Y > 500 {
					t.Errorf("%d: the marker %s of %s stands at %v°, (%v, %v)", n, m.Label, m.Kind, m.Angle, m.X, m.Y)
				}
				last[m.Kind] = m
			}
			for number := 1; number <= len(events); number++ {
				if seen[number] != 1 {
					t.Errorf("%d: event %d stands %d times in the wheel", n, number, seen[number])
				}
			}
		}
	}
}

// However many events a year has, no marker covers another of its ring, and none stands
// far from its day.
func TestAWheelIsLegibleInACrowdedYear(t *testing.T) {
	span := yearFrom(2026, time.January)
	for _, n := range []int{40, 200, 500} {
		for _, kind := range wheelKinds {
			radius := wheelRings[kind]
			var marks []placed
			for _, e := range crowded(span, n) {
				if e.Kind == kind {
					marks = append(marks, placed{numbers: []int{e.Number}, day: span.angle(e.Date)})
				}
			}
			marks = roomFor(marks, radius)
			for i, m := range marks {
				next := marks[(i+1)%len(marks)]
				apart := math.Mod(next.stands-m.stands+360, 360) * math.Pi / 180 * radius
				if room := m.half() + next.half(); len(marks) > 1 && apart < room-0.01 {
					t.Errorf("%d of %s: %s and %s are %.1f apart and need %.1f", n, kind, m.label(), next.label(), apart, room)
				}
				if off := math.Abs(m.stands-m.day) * math.Pi / 180 * radius; off > markDrift+0.01 {
					t.Errorf("%d of %s: %s stands %.1f from its day", n, kind, m.label(), off)
				}
			}
		}
	}
}

func TestAMarkerOfSeveralNamesThem(t *testing.T) {
	for want, numbers := range map[string][]int{"7": {7}, "3–5": {3, 4, 5}, "3+2": {3, 6, 9}} {
		if got := (placed{numbers: numbers}).label(); got != want {
			t.Errorf("%v is labelled %q, not %q", numbers, got, want)
		}
	}
}

// A year may begin in another month; its first month is then at the top.
func TestAYearMayBeginInAnotherMonth(t *testing.T) {
	school := yearFrom(2026, time.July)
	if school.name() != "2026/27" || school.To.String() != "2027-06-30" {
		t.Errorf("the school year is %s, to %s", school.name(), school.To)
	}
	if a := school.angle(calendar.Date{Year: 2027, Month: time.January, Day: 1}); math.Abs(a-181.5) > 1 {
		t.Errorf("New Year's Day of the school year stands at %v°", a)
	}
	w := bareServer(t).wheel(&visit{lang: wording.Swedish}, school, nil)
	if w.Months[0].Name != "jul" || w.Months[11].Name != "jun" {
		t.Errorf("the months are %v", w.Months)
	}
}
