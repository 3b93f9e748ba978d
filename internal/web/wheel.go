package web

import (
	"math"
	"slices"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/wording"
)

// A wheel is a year drawn as a ring, a map of the table beside it: the year's first
// month at twelve, then clockwise. All that it shows is in the table too.
type wheel struct {
	Title   string
	Months  []wheelMonth
	Rings   []float64
	Arcs    []wheelArc
	Ticks   []wheelLine
	Markers []wheelMarker
	Dots    []wheelDot // proposals on agendas
	Phases  []wheelPhase
	Kinds   []string // that occur, from the outermost ring
	Merged  bool     // some markers stand for several
	Today   *wheelDay
	Next    string // the coming event, for whoever can't see the wheel
	Count   int
}

// A wheelMonth is a month's name and the line where it begins.
type wheelMonth struct {
	Name string
	X, Y float64
	wheelLine
}

// A wheelLine goes from one point to another.
type wheelLine struct{ X1, Y1, X2, Y2 float64 }

// A wheelArc is a range of days in its ring.
type wheelArc struct{ Kind, Path string }

// A wheelDot is one proposal at the rim beside its meeting.
type wheelDot struct{ X, Y float64 }

// A wheelPhase is a part of the year, by its letter.
type wheelPhase struct {
	Letter, Title, Span string
	Path                string
	X, Y                float64
}

// A wheelMarker stands for one event, or for several that lie too close to tell
// apart.
type wheelMarker struct {
	Kind    string
	Label   string
	X, Y    float64
	Shape   string // the outline, around its own middle
	Angle   float64
	Numbers []int
	Past    bool
}

// A wheelDay is the line of a day, and where its name stands.
type wheelDay struct {
	wheelLine
	LabelX, LabelY float64
}

// The wheel's measures, in its own units.
const (
	wheelMiddle = 260
	wheelInner  = 44
	wheelOuter  = 222
	wheelNames  = 241
	wheelPhased = 54 // the ring of the phases
)

// wheelKinds are the kinds of event, from the outermost ring to the innermost.
var wheelKinds = []string{kindMeeting, kindDuty, kindYearly, kindRunning}

// wheelRings are how far out each kind of event stands.
var wheelRings = map[string]float64{kindMeeting: 198, kindDuty: 161, kindYearly: 124, kindRunning: 87}

func (s *Server) wheel(v *visit, span yearSpan, events []yearEvent) wheel {
	w := wheel{Title: v.say("web.wheel.title", wording.Args{"Year": span.name()}), Count: len(events)}
	for _, kind := range wheelKinds {
		w.Rings = append(w.Rings, wheelRings[kind])
		if slices.ContainsFunc(events, func(e yearEvent) bool { return e.Kind == kind }) {
			w.Kinds = append(w.Kinds, kind)
		}
		w.ring(span, kind, events)
	}
	w.months(v.lang, span)
	w.phases(v, span, events)
	for _, e := range events {
		w.dots(span, e)
		if w.Next == "" && !e.Past {
			w.Next = e.What + ", " + e.Date.Prose(v.lang)
		}
	}
	if today := s.today(); span.has(today) {
		a := span.angle(today)
		day := wheelDay{wheelLine: between(a, wheelInner, wheelOuter)}
		day.LabelX, day.LabelY = at(a, wheelInner-18)
		w.Today = &day
	}
	return w
}

func (w *wheel) months(l wording.Language, span yearSpan) {
	for first := span.From; !span.To.Before(first); first = first.AddMonths(1) {
		month := wheelMonth{Name: string([]rune(wording.Month(l, first.Month))[:3])}
		month.X, month.Y = at(span.angle(first.AddDays(14)), wheelNames)
		month.wheelLine = between(span.angle(first), wheelInner, wheelOuter)
		w.Months = append(w.Months, month)
	}
}

// mostDots is how many proposals are drawn beside a meeting; the table has them all.
const mostDots = 6

func (w *wheel) dots(span yearSpan, e yearEvent) {
	n := min(len(e.Live), mostDots)
	for i := range n {
		var dot wheelDot
		dot.X, dot.Y = at(span.angle(e.Date)+2*(float64(i)-float64(n-1)/2), wheelOuter)
		w.Dots = append(w.Dots, dot)
	}
}

// phases are the parts of the year, each from its first day to its last.
func (w *wheel) phases(v *visit, span yearSpan, events []yearEvent) {
	for _, e := range events {
		if e.Phase == "" || slices.ContainsFunc(w.Phases, func(p wheelPhase) bool { return p.Title == e.Phase }) {
			continue
		}
		first, last := e.first(), e.Date
		for _, other := range events {
			if other.Phase == e.Phase {
				first, last = earlier(first, other.first()), later(last, other.Date)
			}
		}
		p := wheelPhase{Letter: string(rune('A' + len(w.Phases)%26)), Title: e.Phase, Span: first.Short(v.lang) + "–" + last.Short(v.lang)}
		p.Path = arc(span.angle(first)+0.5, span.angle(last)+0.5, wheelPhased)
		p.X, p.Y = at((span.angle(first)+span.angle(last))/2, wheelPhased)
		w.Phases = append(w.Phases, p)
	}
}

func earlier(a, b calendar.Date) calendar.Date {
	if b.Before(a) {
		return b
	}
	return a
}

func later(a, b calendar.Date) calendar.Date {
	if b.After(a) {
		return b
	}
	return a
}

// A yearSpan is a year from its first day to its last, that may begin in another
// month than January.
type yearSpan struct {
	Year     int
	From, To calendar.Date
}

// yearFrom is the year that begins in a month of a year.
func yearFrom(year int, begins time.Month) yearSpan {
	from := calendar.Date{Year: year, Month: max(begins, time.January), Day: 1}
	return yearSpan{year, from, from.AddMonths(12).AddDays(-1)}
}

func (y yearSpan) has(d calendar.Date) bool { return !d.Before(y.From) && !d.After(y.To) }

// name is the year as people say it: "2026", or "2026/27".
func (y yearSpan) name() string { return calendar.YearName(y.From, y.To) }

// angle is where a date stands: degrees clockwise from the year's first day. What lies
// outside the year stands at its edge.
func (y yearSpan) angle(d calendar.Date) float64 {
	days := float64(y.From.DaysUntil(y.To) + 1)
	return min(max(float64(y.From.DaysUntil(d)), 0), days) / days * 360
}

// at is a point of the wheel, to a tenth.
func at(angle, radius float64) (x, y float64) {
	sin, cos := math.Sincos(angle * math.Pi / 180)
	return tenth(wheelMiddle + radius*sin), tenth(wheelMiddle - radius*cos)
}

func tenth(n float64) float64 { return math.Round(n*10) / 10 }

// between is a line outwards from one radius to another.
func between(angle, from, to float64) wheelLine {
	var line wheelLine
	line.X1, line.Y1 = at(angle, from)
	line.X2, line.Y2 = at(angle, to)
	return line
}
