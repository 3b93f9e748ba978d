package web

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"

	"beredd/internal/engine"
	"beredd/internal/wording"
)

// A meetingsPage is the meetings that are laid out, those to come first.
type meetingsPage struct {
	Body    string
	Bodies  []option
	Coming  []meetingRow
	Earlier []meetingRow // the latest first
	Ahead   []meetingPoint
	LaysOut bool // the reader may lay out a year
}

// A meetingRow is one meeting in the list.
type meetingRow struct {
	Number, Title, Path string
	Day, Left           string
	State               wording.Text
	Items               int
	Next                string // what is to be done next, where the reader may
	Yours               bool
}

// How far the list looks: back and ahead.
const (
	monthsBack  = 12
	monthsAhead = 14
	tasksAhead  = 45 // days in which it says what is to be done next
)

func (s *Server) meetings(w http.ResponseWriter, r *http.Request) error {
	v, today := visitOf(r), s.today()
	page := meetingsPage{Body: r.URL.Query().Get("organ")}
	all, err := s.Store.LaidOut(r.Context(), s.Pack.Key, today.AddMonths(-monthsBack), today.AddMonths(monthsAhead))
	if err != nil {
		return fmt.Errorf("reading the meetings: %w", err)
	}
	bodies := map[string]bool{}
	for _, p := range all {
		if !p.IsMeeting() || p.Gathering == nil {
			continue
		}
		for _, body := range p.Gathering.Bodies {
			bodies[body] = true
		}
		if page.Body != "" && !slices.Contains(p.Gathering.Bodies, page.Body) {
			continue
		}
		row := s.meetingRow(v, p)
		if p.Closed.IsZero() && !p.Meeting.Date.Before(today) {
			page.Coming = append(page.Coming, row)
		} else {
			page.Earlier = append(page.Earlier, row)
		}
	}
	slices.Reverse(page.Earlier)
	for _, body := range s.Pack.People.Bodies {
		if bodies[body.Key] {
			page.Bodies = append(page.Bodies, option{body.Key, body.Title, body.Key == page.Body})
		}
	}
	if len(page.Coming) == 0 {
		page.Ahead = s.notLaidOut(v, page.Body)
	}
	page.LaysOut = s.mayLayOut(r) == nil
	return s.show(w, r, "meetings", page)
}

func (s *Server) meetingRow(v *visit, p engine.Proposal) meetingRow {
	row := meetingRow{
		Number: p.Number, Title: p.Title, Path: meetingPath(p.Number), Day: p.Meeting.Date.Prose(v.lang), Left: s.left(v.lang, p.Meeting.Date),
		State: s.seenBy(p).stateTitle(p.Workflow, p.State),
	}
	switch o := engine.OccasionOf(p); {
	case o.Until != "":
		row.Day = occasionSpan(v, o)
	case o.Time != "":
		row.Day = v.say("web.at_hour", wording.Args{"Day": row.Day, "Hour": clockWords(v.lang, o.Time)})
	}
	for _, item := range p.Gathering.Items {
		if item.Standing() {
			row.Items++
		}
	}
	if !p.Closed.IsZero() || s.today().AddDays(tasksAhead).Before(p.Meeting.Date) {
		return row
	}
	steps := s.steps(v, p)
	if steps.Primary != nil {
		row.Next, row.Yours = steps.Primary.Title, true
	}
	return row
}

// notLaidOut are the meetings that the cycle has and nobody has laid out.
func (s *Server) notLaidOut(v *visit, body string) []meetingPoint {
	var ahead []meetingPoint
	for _, m := range engine.MeetingsOf(s.Pack, body, s.today(), s.today().AddMonths(monthsAhead)) {
		ahead = append(ahead, meetingPoint{s.seriesTitle(m).In(v.lang), m.Date})
	}
	slices.SortFunc(ahead, func(a, b meetingPoint) int { return cmp.Compare(a.Date.String(), b.Date.String()) })
	return ahead[:min(6, len(ahead))]
}

// meetingRoutes are the addresses of what is done with meetings.
func (s *Server) meetingRoutes() []route {
	return []route{
		{"GET /moten", member, s.meetings},
		{"GET /moten/{ref}", member, s.meeting},
		{"POST /moten/{ref}/dagordning", member, s.arrangePost},
		{"GET /moten/{ref}/pagar", member, s.live},
		{"POST /moten/{ref}/anteckna", member, s.recordPost},
		{"GET /moten/lagg-ut", member, s.layOut},
		{"POST /moten/lagg-ut", member, s.layOutPost},
		{"GET /moten/{ref}/flytta", member, s.moveMeeting},
		{"POST /moten/{ref}/flytta", member, s.moveMeetingPost},
		{"GET /moten/{ref}/{paper}", member, s.meetingPaper},
	}
}
