package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// A yearReader lists deadlines by date.
type yearReader interface {
	// DueDates lists the deadlines of a collaboration from a date to a date.
	DueDates(ctx context.Context, collaboration string, from, to calendar.Date) ([]engine.DueDate, error)
	// DecidedOpen reads the proposals that have a decision and are not closed.
	DecidedOpen(ctx context.Context, collaboration string, limit int) ([]engine.Proposal, error)
}

// A yearPage is a year of meetings and dates: what comes next, then every month,
// and the wheel as their map.
type yearPage struct {
	Year         int
	Before       int
	After        int
	Next         []yearEvent
	Months       []yearMonth
	Wheel        wheel
	Mine         bool // only what concerns the reader
	All, OnlyOwn string
	Unshown      string // what the pack's year asks for besides, and that stands nowhere here
}

// A yearMonth is one month's events.
type yearMonth struct {
	Name   string
	Events []yearEvent
}

// A yearEvent is a meeting or a deadline. Its number stands in the wheel too.
type yearEvent struct {
	Number      int
	Kind        string // meeting, state, round or opening
	Date        calendar.Date
	Clock       string
	What        string
	About       string // the proposal, or the body that meets
	Path        string
	Explanation string
	Past, Late  bool
	Left        string
}

// A meetingPoint is a coming meeting.
type meetingPoint struct {
	Title string
	Date  calendar.Date
}

func (s *Server) thisYear(w http.ResponseWriter, r *http.Request) error {
	return s.showYear(w, r, s.today().Year)
}

func (s *Server) year(w http.ResponseWriter, r *http.Request) error {
	year, err := strconv.Atoi(r.PathValue("year"))
	if err != nil || year < 2000 || year > 2200 {
		return errNowhere
	}
	return s.showYear(w, r, year)
}

func (s *Server) showYear(w http.ResponseWriter, r *http.Request, year int) error {
	v := visitOf(r)
	from, to := calendar.Date{Year: year, Month: time.January, Day: 1}, calendar.Date{Year: year, Month: time.December, Day: 31}
	dues, err := s.duesOf(r.Context(), from, to)
	if err != nil {
		return fmt.Errorf("reading the dates of %d: %w", year, err)
	}
	page := yearPage{Year: year, Before: year - 1, After: year + 1, Mine: r.URL.Query().Get("mina") != ""}
	page.All, page.OnlyOwn = fmt.Sprintf("/aret/%d", year), fmt.Sprintf("/aret/%d?mina=ja", year)
	events := append(s.meetingEvents(v, year, page.Mine), s.dueEvents(v, dues, page.Mine)...)
	slices.SortStableFunc(events, func(a, b yearEvent) int {
		return cmp.Or(cmp.Compare(a.Date.String(), b.Date.String()), cmp.Compare(a.Clock, b.Clock))
	})
	for i := range events {
		events[i].Number = i + 1
		if !events[i].Past && len(page.Next) < 3 {
			page.Next = append(page.Next, events[i])
		}
	}
	page.Months = monthsOf(v.lang, events)
	page.Unshown = s.unshown(v)
	page.Wheel = s.wheel(v, year, events)
	return s.show(w, r, "year", page)
}

// unshown are the year's dates of the pack that are not counted out yet, as prose.
func (s *Server) unshown(v *visit) string {
	if s.Pack.Cycle == nil {
		return ""
	}
	var titles []string
	for charge := range s.Pack.Cycle.Charges() {
		if said := charge.Title.In(v.lang); said != "" && !slices.Contains(titles, said) {
			titles = append(titles, said)
		}
	}
	return wording.List(v.lang, titles)
}

// mostDecided is how many proposals on their way out the year looks through for
// what they plan.
const mostDecided = 500

// duesOf are the deadlines from a day to another, and what is planned.
func (s *Server) duesOf(ctx context.Context, from, to calendar.Date) ([]engine.DueDate, error) {
	dues, err := s.Store.DueDates(ctx, s.Pack.Key, from, to)
	if err != nil {
		return nil, err
	}
	decided, err := s.Store.DecidedOpen(ctx, s.Pack.Key, mostDecided)
	for _, p := range decided {
		for _, d := range engine.Planned(s.Pack, p) {
			if on := d.Moment.Date; !on.Before(from) && !to.Before(on) && !on.Before(s.today()) {
				dues = append(dues, d)
			}
		}
	}
	return dues, err
}

// meetingEvents are a year's meetings, of the reader's bodies where only those
// are asked for.
func (s *Server) meetingEvents(v *visit, year int, mine bool) []yearEvent {
	if s.Pack.Cycle == nil {
		return nil
	}
	var events []yearEvent
	for _, o := range s.Pack.Cycle.Occasions(s.Pack.Calendar, year) {
		if mine && !slices.ContainsFunc(o.Series.Bodies, func(body string) bool { return s.sits(v, body) }) {
			continue
		}
		e := yearEvent{
			Kind: "meeting", Date: o.Date, What: o.Series.Title.In(v.lang), Explanation: o.Moment.Explanation.In(v.lang),
			Past: o.Date.Before(s.today()), Left: s.left(v.lang, o.Date),
		}
		if o.Series.Start != "" {
			e.Clock = clockWords(v.lang, o.Series.Start)
		}
		if o.Series.End != "" {
			e.Clock += "–" + clockWords(v.lang, o.Series.End)
		}
		events = append(events, e)
	}
	return events
}

// dueEvents are the deadlines that still run.
func (s *Server) dueEvents(v *visit, dues []engine.DueDate, mine bool) []yearEvent {
	var events []yearEvent
	for _, d := range dues {
		if d.Status != engine.Running || mine && !s.sits(v, d.Holder) {
			continue
		}
		e := yearEvent{
			Kind: d.About, Date: d.Moment.Date, What: s.aboutTitle(v, d), About: d.Number + " " + d.Title, Path: proposalPath(d.Number),
			Explanation: d.Moment.Explanation.In(v.lang), Late: !s.Now().Before(d.Moment.At), Left: s.left(v.lang, d.Moment.Date),
		}
		e.Past = d.Moment.Date.Before(s.today())
		if d.About == "opening" {
			e.What, e.Late = v.say("web.year.begins", wording.Args{"What": e.What}), false
		}
		if d.Planned {
			e.Explanation = v.say("web.year.planned", nil)
		}
		if d.Moment.Time != "" {
			e.Clock = clockWords(v.lang, d.Moment.Time)
		}
		events = append(events, e)
	}
	return events
}

func monthsOf(l wording.Language, events []yearEvent) []yearMonth {
	var months []yearMonth
	for _, e := range events {
		name := wording.Month(l, e.Date.Month)
		if len(months) == 0 || months[len(months)-1].Name != name {
			months = append(months, yearMonth{Name: name})
		}
		months[len(months)-1].Events = append(months[len(months)-1].Events, e)
	}
	return months
}

// nextMeetings are the coming meetings of some bodies, the first first.
func (s *Server) nextMeetings(v *visit, most int, bodies ...string) []meetingPoint {
	today := s.today()
	var next []meetingPoint
	for _, body := range bodies {
		for _, m := range engine.MeetingsOf(s.Pack, body, today, today.AddMonths(14)) {
			next = append(next, meetingPoint{s.seriesTitle(m).In(v.lang), m.Date})
		}
	}
	slices.SortFunc(next, func(a, b meetingPoint) int { return cmp.Compare(a.Date.String(), b.Date.String()) })
	return next[:min(most, len(next))]
}
