package web

import (
	"math"
	"strconv"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/wording"
)

// A wheel is a year drawn as a ring, a map of the table beside it: January at
// twelve, then clockwise. All that it shows is in the table too.
type wheel struct {
	Months  []wheelMonth
	Rings   []float64
	Markers []wheelMarker
	Today   *wheelDay
	Next    string // the coming event, for whoever can't see the wheel
	Count   int
}

// A wheelMonth is a month's name and the line where it begins.
type wheelMonth struct {
	Name           string
	X, Y           float64
	X1, Y1, X2, Y2 float64
}

// A wheelMarker stands for one event, or for several that lie too close to tell
// apart.
type wheelMarker struct {
	Kind    string
	Label   string
	X, Y    float64
	Angle   float64
	Numbers []int
	Past    bool
}

// A wheelDay is the line of a day.
type wheelDay struct{ X1, Y1, X2, Y2, LabelX, LabelY float64 }

// The wheel's measures, in its own units.
const (
	wheelMiddle = 260
	wheelOuter  = 222
	wheelNames  = 240
	wheelMarks  = 26 // how far apart two markers must be
)

// wheelRings are how far out each kind of event stands.
var wheelRings = map[string]float64{"meeting": 190, "state": 140, "round": 92, "opening": 52}

func (s *Server) wheel(v *visit, year int, events []yearEvent) wheel {
	w := wheel{Count: len(events), Rings: []float64{190, 140, 92, 52}}
	for m := time.January; m <= time.December; m++ {
		begins := angleOf(calendar.Date{Year: year, Month: m, Day: 1})
		middle := angleOf(calendar.Date{Year: year, Month: m, Day: 15})
		month := wheelMonth{Name: string([]rune(wording.Month(v.lang, m))[:3])}
		month.X, month.Y = at(middle, wheelNames)
		month.X1, month.Y1 = at(begins, 36)
		month.X2, month.Y2 = at(begins, wheelOuter)
		w.Months = append(w.Months, month)
	}
	for _, e := range events {
		w.mark(e)
		if w.Next == "" && !e.Past {
			w.Next = e.What + ", " + e.Date.Prose(v.lang)
		}
	}
	if today := s.today(); today.Year == year {
		a := angleOf(today)
		day := wheelDay{}
		day.X1, day.Y1 = at(a, 30)
		day.X2, day.Y2 = at(a, wheelOuter)
		day.LabelX, day.LabelY = at(a, 16)
		w.Today = &day
	}
	return w
}

// mark adds an event, to the marker before it in its ring where there is no room
// for one of its own.
func (w *wheel) mark(e yearEvent) {
	radius, known := wheelRings[e.Kind]
	if !known {
		radius = wheelRings["state"]
	}
	angle := angleOf(e.Date)
	for i := len(w.Markers) - 1; i >= 0; i-- {
		m := &w.Markers[i]
		if m.Kind != e.Kind {
			continue
		}
		if (angle-m.Angle)*math.Pi/180*radius < wheelMarks {
			m.Numbers = append(m.Numbers, e.Number)
			m.Label = strconv.Itoa(m.Numbers[0]) + "+"
			m.Past = m.Past && e.Past
			return
		}
		break
	}
	m := wheelMarker{Kind: e.Kind, Label: strconv.Itoa(e.Number), Angle: angle, Numbers: []int{e.Number}, Past: e.Past}
	m.X, m.Y = at(angle, radius)
	w.Markers = append(w.Markers, m)
}

// angleOf is where a date stands: degrees clockwise from January the first.
func angleOf(d calendar.Date) float64 {
	first := calendar.Date{Year: d.Year, Month: time.January, Day: 1}
	days := first.DaysUntil(calendar.Date{Year: d.Year + 1, Month: time.January, Day: 1})
	return float64(first.DaysUntil(d)) / float64(days) * 360
}

// at is a point of the wheel, to a tenth.
func at(angle, radius float64) (x, y float64) {
	sin, cos := math.Sincos(angle * math.Pi / 180)
	return math.Round((wheelMiddle+radius*sin)*10) / 10, math.Round((wheelMiddle-radius*cos)*10) / 10
}
