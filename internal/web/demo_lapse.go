package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// A lapse is what happened of itself while the demo's clock was moved.
type lapse struct {
	Clock   string
	Letters int
	Lines   []lapseLine
	More    int // lines that are left out
	Stayed  bool
}

// A lapseLine is one thing that happened.
type lapseLine struct {
	at    time.Time
	Said  string
	Path  string
	Title string
}

// mostLines is how many things are told before the rest is only counted.
const mostLines = 6

// lapseFrom names the instant from which the clock was moved, in milliseconds, in
// the address of the page that follows: so the page changes nothing, and may be
// loaded again.
const lapseFrom = "klockan"

// lapsing is where to go after the clock was moved.
func lapsing(next string, from time.Time) string {
	u, err := url.Parse(next)
	if err != nil {
		return "/"
	}
	return with(u.Query(), u.EscapedPath(), lapseFrom, strconv.FormatInt(from.UnixMilli(), 10))
}

// lapse is what happened since the clock was moved, or nil where it was not.
func (s *Server) lapse(r *http.Request) *lapse {
	at, err := strconv.ParseInt(r.URL.Query().Get(lapseFrom), 10, 64)
	if err != nil || r.Method != http.MethodGet {
		return nil
	}
	v, from, now := visitOf(r), time.UnixMilli(at), s.Now()
	told := lapse{Clock: s.at(v.lang, now), Stayed: now.Sub(from) < time.Minute}
	mails, err := s.Demo.Mails(r.Context())
	if err != nil {
		return nil
	}
	for _, m := range mails {
		if m.At.After(from) {
			told.Letters++
		}
	}
	for _, find := range []func(*http.Request, time.Time, time.Time) ([]lapseLine, error){s.lapsedDates, s.lapsedEvents} {
		lines, err := find(r, from, now)
		if err != nil {
			return nil
		}
		told.Lines = append(told.Lines, lines...)
	}
	slices.SortStableFunc(told.Lines, func(a, b lapseLine) int { return cmp.Compare(a.at.UnixNano(), b.at.UnixNano()) })
	if told.More = len(told.Lines) - mostLines; told.More > 0 {
		told.Lines = told.Lines[:mostLines]
	}
	return &told
}

// at is an instant with its weekday: "torsdag 11 juni 2026 (v. 24) kl. 07.30".
func (s *Server) at(l wording.Language, at time.Time) string {
	at = at.In(s.Pack.Calendar.Zone())
	return wording.Say(l, "web.at_hour", wording.Args{"Day": calendar.DateOf(at).Prose(l), "Hour": wording.Hour(l, at)})
}

// lapsedEvents are what time, and nobody else, did with the proposals.
func (s *Server) lapsedEvents(r *http.Request, from, now time.Time) ([]lapseLine, error) {
	page, err := s.Store.Proposals(r.Context(), engine.Filter{Collaboration: s.Pack.Key, Tab: engine.TabAll, Now: now, Limit: 500})
	if err != nil {
		return nil, err
	}
	var lines []lapseLine
	for _, row := range page.Rows {
		if row.Changed.Before(from) {
			continue
		}
		p, _, err := s.Store.Proposal(r.Context(), row.ID, "")
		if err != nil {
			return nil, err
		}
		events, err := s.Store.History(r.Context(), row.ID)
		if err != nil {
			return nil, err
		}
		for _, e := range events {
			if e.At.After(from) && e.Private.Person == "" && e.Organization == "" {
				lines = append(lines, lapseLine{e.At, s.seenBy(p).happening(visitOf(r), p, e).Said, proposalPath(p.Number), p.Number + " " + p.Title})
			}
		}
	}
	return lines, nil
}

// lapsedDates are the meetings that began, and the last days that came or went.
func (s *Server) lapsedDates(r *http.Request, from, now time.Time) ([]lapseLine, error) {
	v, days := visitOf(r), s.Pack.Calendar
	passed := func(at time.Time) bool { return at.After(from) && !at.After(now) }
	var lines []lapseLine
	for _, m := range engine.MeetingsOf(s.Pack, "", days.Today(from), days.Today(now)) {
		begins := m.Begins(days)
		if passed(begins) {
			lines = append(lines, lapseLine{begins, v.say("web.lapse.meeting", wording.Args{"What": s.meetingWords(v, m)}), "/aret", v.say("web.nav.year", nil)})
		}
	}
	dues, err := s.Store.DueDates(r.Context(), s.Pack.Key, days.Today(from), days.Today(now))
	for _, d := range dues {
		said, at := "", time.Time{}
		switch opens := days.Opening(d.Moment.Date); {
		case d.Status != engine.Running, d.About == "opening":
			continue
		case passed(d.Moment.At):
			said, at = "web.lapse.passed", d.Moment.At
		case passed(opens):
			said, at = "web.lapse.last_day", opens
		default:
			continue
		}
		lines = append(lines, lapseLine{at, v.say(said, wording.Args{"What": s.aboutTitle(v, d)}), proposalPath(d.Number), d.Number + " " + d.Title})
	}
	return lines, err
}
