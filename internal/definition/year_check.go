package definition

import (
	"slices"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// What hardly is meant of a year is found by looking at many: what a rule does in one
// alone, it does in some other.
const (
	firstWatched = 2026
	lastWatched  = 2036
)

// checkYear reports what is wrong with the cycle as a whole.
func (r *reader) checkYear(c *Cycle, days *calendar.Calendar) {
	for i := range c.Meetings {
		s := &c.Meetings[i]
		r.checkDuties(s.Before, calendar.After, "not_before")
		r.checkDuties(s.After, calendar.Before, "not_after")
		r.checkNames(c, s)
		r.checkExcept(s, days)
		r.checkTimes(s, days)
		r.checkLength(s, days)
		r.checkClosed(s, days)
		r.checkListed(s, days)
	}
	for i := range c.Hung {
		r.checkHung(c, &c.Hung[i], days)
	}
	for _, y := range c.Yearly {
		r.checkOften(y, days)
		r.checkClosedYearly(y, days)
	}
	r.checkSameDay(c, days)
}

// checkDuties reports duties on the wrong side of their meeting.
func (r *reader) checkDuties(duties []Duty, wrong calendar.Side, code string) {
	for _, d := range duties {
		if d.When.Side == wrong {
			r.fail(d.Pos, code, wording.Args{"Found": d.Name, "When": d.When.Text()})
		}
	}
}

// checkSide reports a meeting that hangs on the wrong side of the one it is counted from.
func (r *reader) checkSide(section string, d Duty) {
	if section == "before_each" {
		r.checkDuties([]Duty{d}, calendar.After, "not_before")
	} else {
		r.checkDuties([]Duty{d}, calendar.Before, "not_after")
	}
}

// checkHung warns of a meeting that hangs on another and comes to stand on closed days,
// where nothing says what then, or that is not over when the one it comes before begins.
func (r *reader) checkHung(c *Cycle, hung *Series, days *calendar.Calendar) {
	from, to := watched()
	var met []calendar.Date
	on := c.Series(hung.Hangs.Series)
	for _, one := range on.held(days, from, to, "") {
		sits := hung.sat(days, one.at.Date)
		if hung.Else == "" {
			met = append(met, sits.eachDay()...)
		}
		if side := hung.Hangs.When.Side; side == calendar.Before && !sits.last.Before(one.at.Date) {
			r.warn(hung.Pos, "goes_over", wording.Args{"Found": hung.Title, "Meeting": on.Title, "Day": wording.Each(sits.last.Prose), "Begins": wording.Each(one.at.Date.Prose)})
			return
		}
	}
	r.warnClosed(days, hung.Pos, hung.Name[len(on.Name)+1:], len(met), func(i int) calendar.Date { return met[i] })
}

// checkNames reports two duties of one meeting that are called the same.
func (r *reader) checkNames(c *Cycle, s *Series) {
	var names []string
	told := func(name string, at source.Pos) {
		if name != "" && slices.Contains(names, name) {
			r.fail(at, "named_twice", wording.Args{"Found": name})
		}
		names = append(names, name)
	}
	for _, duties := range [][]Duty{s.Before, s.After} {
		for _, d := range duties {
			told(d.Name, d.Pos)
		}
	}
	for _, hung := range c.Hung {
		if hung.Hangs.Series == s.Name {
			told(hung.Name[len(s.Name)+1:], hung.Pos)
		}
	}
}

// checkExcept warns of exceptions from what the rule never gives.
func (r *reader) checkExcept(s *Series, days *calendar.Calendar) {
	for _, date := range s.Except {
		given := func(last calendar.Date) bool {
			one := s.ruled(days, last, "")
			return one.named == date || one.at.Date == date
		}
		if date.IsZero() || s.Rule == nil && s.ruledAt != (source.Pos{}) || s.Rule != nil && slices.ContainsFunc(days.Named(s.Rule, date.AddDays(-strays), date.AddDays(strays)), given) {
			continue
		}
		r.warn(s.Pos, "excepts_nothing", wording.Args{"Found": date.String(), "Meeting": s.Title})
	}
}

// checkTimes warns of a series that meets another number of times than its rule, or its
// months, give days for.
func (r *reader) checkTimes(s *Series, days *calendar.Calendar) {
	count := s.Times
	if s.Rule != nil {
		from, to := watched()
		to.Year = from.Year
		count = len(days.Named(s.Rule, from, to))
	} else if len(s.In) > 0 {
		count = min(len(s.In), s.Times)
	}
	if s.Times > 0 && count != s.Times {
		r.warn(s.Pos, "not_so_many", wording.Args{"Found": s.Name, "Times": s.Times, "Count": count})
	}
}

// longestMeeting is how many days a meeting may last by its rule before it is asked
// whether a part of the year was meant.
const longestMeeting = 7

// checkLength warns of a rule by which one meeting goes on for weeks.
func (r *reader) checkLength(s *Series, days *calendar.Calendar) {
	if s.Rule == nil || !s.Rule.Spans() {
		return
	}
	from, to := watched()
	for _, last := range days.Named(s.Rule, from, to) {
		if count := s.Rule.Begins(last).DaysUntil(last) + 1; count > longestMeeting {
			r.warn(s.ruledAt, "meets_for_long", wording.Args{"Found": s.Title, "Count": count})
			return
		}
	}
}

// watched are the first and the last day of the years that are looked at.
func watched() (from, to calendar.Date) {
	return calendar.Date{Year: firstWatched, Month: 1, Day: 1}, calendar.Date{Year: lastWatched, Month: 12, Day: 31}
}

// checkClosed warns of a rule's meetings on closed days, and of duties that come to
// stand on one, where nothing says what then.
func (r *reader) checkClosed(s *Series, days *calendar.Calendar) {
	from, to := watched()
	for _, date := range s.Dates {
		if date.Before(from) {
			from = date
		}
	}
	meetings := s.held(days, from, to, "")
	if s.Rule != nil && s.Else == "" && !s.Quiet {
		var met []calendar.Date
		for _, one := range meetings {
			met = append(met, one.eachDay()...)
		}
		r.warnClosed(days, s.Pos, s.Name, len(met), func(i int) calendar.Date { return met[i] })
	}
	for _, duties := range [][]Duty{s.Before, s.After} {
		for _, d := range duties {
			if d.Else == "" && d.When.Side != "" {
				r.warnClosed(days, d.Pos, d.Name, len(meetings), func(i int) calendar.Date { return days.Counted(meetings[i].at.Date, d.When) })
			}
		}
	}
}

// checkListed warns of meetings that are listed on a day which is closed by name, and no
// weekend: who lists days has not looked at it, unless the series says what to avoid.
func (r *reader) checkListed(s *Series, days *calendar.Calendar) {
	for i, date := range s.Dates[:min(len(s.Dates), len(s.datedAt))] {
		why, closed := days.Closed(date)
		if weekend := date.Weekday() == time.Saturday || date.Weekday() == time.Sunday; closed && !weekend && s.Else == "" && !s.Quiet {
			r.warn(s.datedAt[i], "listed_closed", wording.Args{"Found": s.Title, "Day": date.String(), "Why": why})
		}
	}
}

// checkClosedYearly warns of a deadline that rules put on closed days.
func (r *reader) checkClosedYearly(y Yearly, days *calendar.Calendar) {
	from, to := watched()
	for _, rule := range y.By {
		if named := days.Named(rule, from, to); y.Else == "" {
			r.warnClosed(days, y.Pos, y.Name, len(named), func(i int) calendar.Date { return named[i] })
		}
	}
}

// warnClosed tells of the first closed day among some.
func (r *reader) warnClosed(days *calendar.Calendar, at source.Pos, name string, count int, day func(int) calendar.Date) {
	for i := range count {
		if why, closed := days.Closed(day(i)); closed {
			prose := wording.Text{}
			for _, l := range wording.Languages() {
				prose[l] = day(i).Prose(l)
			}
			r.warn(at, "falls_closed", wording.Args{"Found": name, "Day": prose, "Why": why})
			return
		}
	}
}

// timesOf is how many times a year each word of every: says.
var timesOf = map[string]int{"year": 1, "half-year": 2, "quarter": 4, "month": 12}

// checkOften warns of a deadline whose rules give another number of days a year than
// every: says.
func (r *reader) checkOften(y Yearly, days *calendar.Calendar) {
	if y.Every == "" || len(y.By) == 0 {
		return
	}
	count := 0
	for _, rule := range y.By {
		from, to := watched()
		to.Year = from.Year
		count += len(days.Named(rule, from, to))
	}
	if count != timesOf[y.Every] && timesOf[y.Every] > 0 {
		r.warn(y.byAt, "not_so_often", wording.Args{"Found": y.Name, "Every": y.Every, "Count": count})
	}
}

// checkSameDay warns of two meetings of one body on one day.
func (r *reader) checkSameDay(c *Cycle, days *calendar.Calendar) {
	type meets struct {
		body string
		day  calendar.Date
	}
	seen, told := map[meets]*Series{}, map[[2]*Series]bool{}
	see := func(s *Series, day calendar.Date) {
		for _, body := range s.Bodies {
			other := seen[meets{body, day}]
			if other != nil && other != s && !told[[2]*Series{other, s}] {
				told[[2]*Series{other, s}] = true
				r.warn(s.Pos, "meets_twice", wording.Args{"Found": s.Name, "Other": other.Title, "Date": day.String()})
			}
			seen[meets{body, day}] = s
		}
	}
	from, to := watched()
	for i := range c.Meetings {
		s := &c.Meetings[i]
		for _, one := range s.held(days, from, to, "") {
			for _, day := range one.eachDay() {
				see(s, day)
			}
			for j := range c.Hung {
				if hung := &c.Hung[j]; hung.Hangs.Series == s.Name {
					for _, day := range hung.sat(days, one.at.Date).eachDay() {
						see(hung, day)
					}
				}
			}
		}
	}
}
