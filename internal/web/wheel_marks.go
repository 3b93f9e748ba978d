package web

import (
	"fmt"
	"math"
	"slices"
	"strconv"
)

// How a ring's markers find room, in the wheel's units.
const (
	markHalf  = 13 // of a marker's width
	markGap   = 1
	markDrift = 15 // how far from its day a marker may stand
	markRoom  = 2  // characters that a plain marker holds
	markWider = 3.8
)

// A placed marker has its day's angle and the one where there is room for it.
type placed struct {
	numbers []int
	day     float64 // of its day, or of the middle of its days
	stands  float64
	past    bool
}

// ring draws the events of one kind: a range as an arc that ends in its marker, and
// markers that stand beside one another where there is room, else one for several.
func (w *wheel) ring(span yearSpan, kind string, events []yearEvent) {
	radius := wheelRings[kind]
	var marks []placed
	for _, e := range events {
		if e.Kind != kind {
			continue
		}
		angle := span.angle(e.Date)
		marks = append(marks, placed{numbers: []int{e.Number}, day: angle, past: e.Past})
		if first := e.first(); first.Before(e.Date) {
			w.Arcs = append(w.Arcs, wheelArc{kind, arc(span.angle(first), angle, radius)})
		}
	}
	slices.SortStableFunc(marks, func(a, b placed) int { return compareAngles(a.day, b.day) })
	for _, m := range roomFor(marks, radius) {
		marker := wheelMarker{Kind: kind, Label: m.label(), Angle: m.stands, Numbers: m.numbers, Past: m.past}
		marker.X, marker.Y = at(m.stands, radius)
		marker.Shape = outline(kind, m.half())
		if math.Abs(m.stands-m.day) > 0.5 {
			w.Ticks = append(w.Ticks, tick(m, radius))
		}
		w.Markers, w.Merged = append(w.Markers, marker), w.Merged || len(m.numbers) > 1
	}
}

func compareAngles(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// tick leads from a marker that has drifted to its day.
func tick(m placed, radius float64) wheelLine {
	var line wheelLine
	line.X1, line.Y1 = at(m.stands, radius)
	line.X2, line.Y2 = at(m.day, radius+markHalf+6)
	return line
}

// roomFor gives every marker its place in a ring, in the order of their days. While one
// would stand too far from its day, the two nearest each other become one.
func roomFor(marks []placed, radius float64) []placed {
	for {
		spread(marks, radius)
		at, worst := -1, markDrift/radius*180/math.Pi
		for i, m := range marks {
			if off := math.Abs(m.stands - m.day); off > worst {
				at, worst = i, off
			}
		}
		if at < 0 || len(marks) < 2 {
			return marks
		}
		marks = joined(marks, nearestPair(marks, at))
	}
}

// nearestPair is the pair of neighbours, as the place of its first, that lie closest
// among those that crowd a marker.
func nearestPair(marks []placed, at int) int {
	best, least := max(0, at-1), math.Inf(1)
	for i := max(0, at-3); i < min(len(marks)-1, at+3); i++ {
		apart := marks[i+1].day - marks[i].day + float64(len(marks[i].numbers)+len(marks[i+1].numbers))*0.05
		if apart < least {
			best, least = i, apart
		}
	}
	return best
}

// joined makes one marker of a pair of neighbours.
func joined(marks []placed, first int) []placed {
	a, b := marks[first], marks[first+1]
	na, nb := float64(len(a.numbers)), float64(len(b.numbers))
	one := placed{numbers: slices.Concat(a.numbers, b.numbers), day: (a.day*na + b.day*nb) / (na + nb), past: a.past && b.past}
	slices.Sort(one.numbers)
	return slices.Concat(marks[:first], []placed{one}, marks[first+2:])
}

// A crowd is neighbours that push one another apart, around a common middle.
type crowd struct {
	first, last int
	middle      float64
	width       float64
}

// spread puts neighbours that would overlap side by side around the middle of their
// days, and leaves the others where their days are.
func spread(marks []placed, radius float64) {
	wide := func(m placed) float64 { return (2*m.half() + markGap) / radius * 180 / math.Pi }
	var crowds []crowd
	for i, m := range marks {
		c := crowd{i, i, 0, wide(m)}
		c.middle = c.within(m.day)
		for len(crowds) > 0 {
			before := crowds[len(crowds)-1]
			if before.middle+before.width/2 <= c.middle-c.width/2 {
				break
			}
			crowds = crowds[:len(crowds)-1]
			c = crowd{before.first, c.last, 0, before.width + c.width}
			c.middle = c.within(middleOf(marks[c.first : c.last+1]))
		}
		crowds = append(crowds, c)
	}
	for _, c := range crowds {
		edge := c.middle - c.width/2
		for i := c.first; i <= c.last; i++ {
			marks[i].stands = edge + wide(marks[i])/2
			edge += wide(marks[i])
		}
	}
}

// within keeps a crowd from reaching over the turn of the year.
func (c crowd) within(middle float64) float64 {
	return min(max(middle, c.width/2), 360-c.width/2)
}

func middleOf(marks []placed) float64 {
	sum := 0.0
	for _, m := range marks {
		sum += m.day
	}
	return sum / float64(len(marks))
}

// label is the marker's number; of several "3–5", or "3+2" where they are not on end.
func (m placed) label() string {
	first, last := m.numbers[0], m.numbers[len(m.numbers)-1]
	switch {
	case len(m.numbers) == 1:
		return strconv.Itoa(first)
	case last-first == len(m.numbers)-1:
		return fmt.Sprintf("%d–%d", first, last)
	}
	return fmt.Sprintf("%d+%d", first, len(m.numbers)-1)
}

// half is half the width that the label needs.
func (m placed) half() float64 {
	return markHalf + markWider*float64(max(0, len([]rune(m.label()))-markRoom))
}

// outline is a kind's shape, so wide that its label has room: a circle, a square, a
// house or a diamond.
func outline(kind string, half float64) string {
	in := half - markHalf
	switch kind {
	case kindMeeting:
		return fmt.Sprintf("M%g-13H%gA13 13 0 0 1 %g 13H%gA13 13 0 0 1 %g-13Z", -in, in, in, -in, -in)
	case kindYearly:
		return fmt.Sprintf("M0-16L%g-5V13H%gV-5Z", half, -half)
	case kindRunning:
		return fmt.Sprintf("M%g 0L%g-15H%gL%g 0L%g 15H%gZ", -half-2, -in, in, half+2, in, -in)
	}
	return fmt.Sprintf("M%g-12H%gV12H%gZ", -half+1, half-1, -half+1)
}

// arc is the way along a ring from one angle to another.
func arc(from, to, radius float64) string {
	if to-from >= 359.9 {
		to = from + 359.9
	}
	large := 0
	if to-from > 180 {
		large = 1
	}
	x1, y1 := at(from, radius)
	x2, y2 := at(to, radius)
	return fmt.Sprintf("M%g %gA%g %g 0 %d 1 %g %g", x1, y1, radius, radius, large, x2, y2)
}
