package calendar

import (
	"fmt"
	"slices"
	"time"

	"beredd/internal/wording"
)

// Said is when something is, as somebody has written it for people to read.
type Said struct {
	Spans      []Span
	Start, End string // "09:00"; "" where no time is said
}

// longestSaid is how many bytes a text may have that says when something is.
const longestSaid = 300

// An Unread says why a text could not be read as days.
type Unread struct {
	Code string // no_days, word, too_long, no_year, no_month, no_date, weekday, backwards, no_period
	Args wording.Args
}

func (u *Unread) Error() string { return u.In(wording.English) }

// In is the reason in a language.
func (u *Unread) In(l wording.Language) string {
	args := wording.Args{}
	for name, value := range u.Args {
		if day, ok := value.(time.Weekday); ok {
			value = wording.Weekday(l, day)
		}
		args[name] = value
	}
	return wording.Say(l, "calendar.said."+u.Code, args)
}

func unread(code string, args wording.Args) *Unread { return &Unread{code, args} }

// ReadDays reads days as people write them, in Swedish or English: "2021-01-19/20",
// "15–17 mars", "3 maj och 7 juni 2021", "15/3", "v. 12", "första kvartalet 2022",
// "May 2026", "fredag 12 mars kl. 9–12". A day is written before its month, so that
// 4/3 is the fourth of March. A week is Monday to Friday; spring begins in March, as
// seasons do in almanacs.
//
// year is the year of what names none, 0 where that is refused. What is refused is
// answered with the word that could not be read, or with what does not exist: 30
// February, or a Friday that is a Thursday.
func ReadDays(text string, year int) (Said, *Unread) {
	if len(text) > longestSaid {
		return Said{}, unread("too_long", wording.Args{"Count": len(text)})
	}
	tokens, said, err := saidTokens(text)
	if err != nil {
		return said, err
	}
	r := saying{tokens: tokens, year: year}
	if said.Spans, err = r.spans(); err != nil {
		return Said{}, err
	}
	if len(said.Spans) == 0 {
		return said, unread("no_days", nil)
	}
	return said, nil
}

// A saying is days being read: points and whole periods, with what joins them.
type saying struct {
	tokens []saidToken
	year   int
}

// A saidPoint is a day whose month or year may be told by its neighbour, or a whole
// period that is known as it stands.
type saidPoint struct {
	day, month, year int
	weekday          *time.Weekday
	period           func(year int) Span // nil of a day
	through          bool                // it and the one after it are the ends of a span
	text             string
}

func (r *saying) spans() ([]Span, *Unread) {
	points, err := r.points()
	if err != nil {
		return nil, err
	}
	fill(points, r.year)
	var spans []Span
	for i := 0; i < len(points); i++ {
		from, err := points[i].span()
		if err != nil {
			return nil, err
		}
		if points[i].through && i+1 < len(points) {
			to, err := points[i+1].span()
			if err != nil {
				return nil, err
			}
			from.To = to.To
			i++
		}
		if from.To.Before(from.From) {
			return nil, unread("backwards", wording.Args{"From": from.From.String(), "To": from.To.String()})
		}
		spans = append(spans, from)
	}
	return spans, nil
}

// points gathers tokens into days and periods.
func (r *saying) points() ([]saidPoint, *Unread) {
	var points []saidPoint
	var now saidPoint
	open := false
	shut := func() {
		last := len(points) - 1
		switch {
		case !open:
		case now.yearAlone() && last >= 0 && points[last].year == 0 && !points[last].through: // "March 15, 2021"
			points[last].year = now.year
		default:
			points = append(points, now)
		}
		now, open = saidPoint{}, false
	}
	for _, t := range r.tokens {
		if t.kind == saidJoin || t.kind == saidThrough {
			shut()
			if t.kind == saidThrough && len(points) > 0 {
				points[len(points)-1].through = true
			}
			continue
		}
		if open && now.has(t) {
			shut()
		}
		now.take(t)
		open = true
	}
	shut()
	return slices.DeleteFunc(points, func(p saidPoint) bool { return p.empty() }), nil
}

// has says whether the point has already what a token would tell.
func (p saidPoint) has(t saidToken) bool {
	switch t.kind {
	case saidDate:
		return p.day != 0 || p.month != 0 || p.period != nil
	case saidDay:
		return p.day != 0
	case saidMonth:
		return p.month != 0
	case saidYear:
		return p.year != 0
	case saidPeriod:
		return p.period != nil || p.day != 0
	case saidWeekday:
		return p.weekday != nil || p.day != 0
	}
	return false
}

func (p *saidPoint) take(t saidToken) {
	p.text = join(p.text, t.text)
	switch t.kind {
	case saidDate:
		p.day, p.month, p.year = t.day, t.month, t.year
	case saidDay:
		p.day = t.day
	case saidMonth:
		p.month = t.month
		if t.year != 0 {
			p.year = t.year
		}
	case saidYear:
		p.year = t.year
	case saidPeriod:
		p.period = t.period
		if t.year != 0 {
			p.year = t.year
		}
	case saidWeekday:
		p.weekday = &t.weekday
	}
}

func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + " " + b
}

// fill lends month and year between neighbours: "15–17 mars 2021" names them last,
// "2021-02-10/17" first. What is told after a day is its own before what is told
// before it.
func fill(points []saidPoint, year int) {
	for i := len(points) - 2; i >= 0; i-- {
		p, next := &points[i], points[i+1]
		if p.day != 0 && p.month == 0 && next.day != 0 {
			p.month = next.month
		}
		if p.year == 0 && (p.month != 0 || p.period != nil) {
			p.year = lentBack(*p, next)
		}
	}
	for i := range points {
		p := &points[i]
		if i > 0 {
			before := points[i-1]
			if p.day != 0 && p.month == 0 {
				p.month = before.month
			}
			if p.year == 0 {
				p.year = lentOn(before, *p)
			}
		}
		if p.year == 0 {
			p.year = year
		}
	}
}

// lentBack is the year of a day before another that tells its own: "30 November – 2
// January 2027" begins in 2026.
func lentBack(p, next saidPoint) int {
	if next.year != 0 && p.month > next.month && next.month != 0 {
		return next.year - 1
	}
	return next.year
}

// lentOn is the year of a day after another that tells its own: "2026-12-28 – 8
// January" ends in 2027.
func lentOn(before, p saidPoint) int {
	if before.year != 0 && before.through && p.month != 0 && p.month < before.month {
		return before.year + 1
	}
	return before.year
}

// span is the day, or the period, that the point is.
func (p saidPoint) span() (Span, *Unread) {
	switch {
	case p.year == 0:
		return Span{}, unread("no_year", wording.Args{"Found": p.text})
	case p.period != nil && p.day == 0:
		s := p.period(p.year)
		if s.From.IsZero() {
			return s, unread("no_period", wording.Args{"Year": p.year, "Found": p.text})
		}
		return s, nil
	case p.day == 0 && p.month != 0:
		return months(p.year, p.month, 1), nil
	case p.month == 0:
		return Span{}, unread("no_month", wording.Args{"Found": p.text})
	}
	name := fmt.Sprintf("%04d-%02d-%02d", p.year, p.month, p.day)
	date, err := ParseDate(name)
	if err != nil {
		return Span{}, unread("no_date", wording.Args{"Date": name})
	}
	if p.weekday != nil && *p.weekday != date.Weekday() {
		return Span{}, unread("weekday", wording.Args{"Date": date.String(), "Is": date.Weekday(), "Said": *p.weekday})
	}
	return OneDay(date), nil
}

func (p saidPoint) yearAlone() bool {
	return p.year != 0 && p.day == 0 && p.month == 0 && p.period == nil
}

// empty says whether nothing but a day of the week, if that, has been told.
func (p saidPoint) empty() bool { return p.day == 0 && p.month == 0 && p.year == 0 && p.period == nil }
