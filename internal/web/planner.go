package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/definition/rewrite"
	"beredd/internal/definition/source"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// cycleFile is where a pack says its year.
const cycleFile = "cycle.yaml"

// A plannerPage is the year's lines, each with the days that it gives and a way to
// change it.
type plannerPage struct {
	Year          string
	Name          string // of the year
	Before, After yearLink
	Begun         bool // there is a draft
	Broken        []problemLine
	Warnings      []problemLine
	Series        []plannedLine
	Yearly        []plannedLine
	NewSeries     string
	NewYearly     string
	Shown         string // the year as the draft has it
	Load          string
}

// A plannedLine is one line of the cycle.
type plannedLine struct {
	Title, Who, Says string
	Days             []string
	Path             string
	Duties           []plannedLine
	On               string // of a duty the day it falls on, counted from some meeting: they stand in that order
	NewBefore        string
	NewAfter         string
}

func (s *Server) planner(w http.ResponseWriter, r *http.Request, editions []engine.Published) error {
	work, err := s.working(r, editions)
	if err != nil {
		return err
	}
	v := visitOf(r)
	year, err := strconv.Atoi(r.URL.Query().Get("ar"))
	if err != nil || year < 2000 || year > 2200 {
		year = s.today().Year
	}
	page := plannerPage{
		Year: strconv.Itoa(year), Begun: !work.draft.Saved.IsZero(), NewSeries: planPath + "/rad/serie", NewYearly: planPath + "/rad/slutdatum",
		Before: yearLink{Path: planPath + "?ar=" + strconv.Itoa(year-1), Title: strconv.Itoa(year - 1)},
		After:  yearLink{Path: planPath + "?ar=" + strconv.Itoa(year+1), Title: strconv.Itoa(year + 1)},
		Shown:  "/aret/" + strconv.Itoa(year) + "?utkast=ja", Load: "/aret/" + strconv.Itoa(year) + "/belastning?utkast=ja",
	}
	if page.Name = page.Year; work.pack != nil {
		page.Name = yearName(work.pack, year)
		page.Before.Title, page.After.Title = yearName(work.pack, year-1), yearName(work.pack, year+1)
	}
	if work.pack == nil {
		page.Broken = problemLines(v, work.problems)
		return s.show(w, r, "year_plan", page)
	}
	for _, line := range problemLines(v, slices.DeleteFunc(slices.Clone(work.problems), optionalTongue)) {
		if strings.HasPrefix(line.Place, cycleFile) {
			page.Warnings = append(page.Warnings, line)
		}
	}
	s.plannedLines(v, work.pack, year, &page)
	return s.show(w, r, "year_plan", page)
}

// optionalTongue says whether a problem is only that a text is in one of the languages,
// which is all that the planner's forms ask for.
func optionalTongue(p source.Problem) bool {
	return p.Code == "untranslated" && p.Severity == source.Warning
}

// plannedLines lists the cycle of a pack, with the days of a year.
func (s *Server) plannedLines(v *visit, pack *definition.Pack, year int, page *plannerPage) {
	if pack.Cycle == nil {
		return
	}
	days := map[string][]string{}
	for _, one := range pack.PlanOf(year) {
		said := one.Until.Prose(v.lang)
		if one.From != one.Until {
			said = one.From.Prose(v.lang) + "–" + said
		}
		days[one.Workflow] = append(days[one.Workflow], said)
	}
	some := calendar.Date{Year: year, Month: time.July, Day: 1}
	counted := func(o calendar.Offset) string { return pack.Calendar.Counted(some, o).String() }
	for i := range pack.Cycle.Meetings {
		m := &pack.Cycle.Meetings[i]
		line := plannedLine{Title: m.Title.In(v.lang), Days: days[definition.MeetingFlow+m.Name], Path: linePath("serie", m.Name)}
		line.NewBefore, line.NewAfter = linePath("fore", m.Name), linePath("efter", m.Name)
		for side, duties := range map[string][]definition.Duty{"fore": m.Before, "efter": m.After} {
			for _, d := range duties {
				line.Duties = append(line.Duties, plannedLine{Title: d.Title.In(v.lang), Says: d.When.Text().In(v.lang), Who: chargedTo(v, pack, d.Charge), Path: linePath(side, m.Name) + "&rad=" + url.QueryEscape(d.Name), On: counted(d.When)})
			}
		}
		for _, hung := range pack.Cycle.Hung {
			if hung.Hangs.Series != m.Name {
				continue
			}
			side := "fore"
			if hung.Hangs.When.Side == calendar.After {
				side = "efter"
			}
			var who []string
			for _, body := range hung.Bodies {
				who = append(who, pack.People.Body(body).Title.In(v.lang))
			}
			line.Duties = append(line.Duties, plannedLine{
				Title: hung.Title.In(v.lang), Says: hungWords(v, hung), Who: wording.List(v.lang, who),
				Path: linePath(side, m.Name) + "&rad=" + url.QueryEscape(strings.TrimPrefix(hung.Name, m.Name+".")), On: counted(hung.Hangs.When)})
		}
		slices.SortStableFunc(line.Duties, func(a, b plannedLine) int { return strings.Compare(a.On, b.On) })
		page.Series = append(page.Series, line)
	}
	for i := range pack.Cycle.Yearly {
		y := &pack.Cycle.Yearly[i]
		page.Yearly = append(page.Yearly, plannedLine{Title: y.Title.In(v.lang), Days: days[definition.DutyFlow+y.Name], Who: chargedTo(v, pack, y.Charge), Path: linePath("slutdatum", y.Name)})
	}
}

// hungWords is when a meeting that hangs on another is, and for how long if for several days.
func hungWords(v *visit, s definition.Series) string {
	said := s.Hangs.When.Text().In(v.lang)
	if s.Hangs.Days > 1 {
		said += ", " + daysOnEnd(s.Hangs.Days).Text().In(v.lang)
	}
	return said
}

func linePath(kind, name string) string {
	return planPath + "/rad/" + kind + "?namn=" + url.QueryEscape(name)
}

func chargedTo(v *visit, pack *definition.Pack, c definition.Charge) string {
	var who []string
	for _, text := range pack.People.DescribeEach(c.Who) {
		who = append(who, text.In(v.lang))
	}
	return wording.List(v.lang, who)
}

// A planFormPage is one line of the cycle as a form.
type planFormPage struct {
	Title, Action string
	New           bool
	Base          int
	Fields        []input
	Errors        []formError
}

// planForm shows a line of the cycle to change, or an empty one to add.
func (s *Server) planForm(w http.ResponseWriter, r *http.Request, editions []engine.Published) error {
	l, err := s.cycleLine(r, editions)
	if err != nil {
		return err
	}
	return s.show(w, r, "year_plan_form", l.page(visitOf(r), l.now, nil))
}

// planFormPost changes, adds or takes away a line of the cycle in the coordinator's
// draft. What would leave the pack with an error is refused, and said at the field.
func (s *Server) planFormPost(w http.ResponseWriter, r *http.Request, editions []engine.Published) error {
	if err := r.ParseForm(); err != nil {
		return unreadable{err}
	}
	v := visitOf(r)
	l, err := s.cycleLine(r, editions)
	if err != nil {
		return err
	}
	sent := l.now
	var errors []formError
	text := l.text
	if r.PostFormValue("gor") == "ta-bort" {
		text, err = l.removed()
	} else {
		sent = sentLine(r)
		if errors = l.lacks(v, sent); len(errors) == 0 {
			text, err = l.rewritten(sent)
		}
	}
	if err == rewrite.ErrByHand {
		err, errors = nil, []formError{{"form", fault.New(fault.Conflict, "web_plan_by_hand", nil).In(v.lang)}}
	}
	if err != nil {
		return err
	}
	if len(errors) == 0 {
		l.work.draft.write(l.work.base, cycleFile, text)
		if err := s.check(l.work); err != nil {
			return err
		}
		for _, problem := range l.work.problems.Errors() {
			errors = append(errors, formError{l.anchor(text, problem), problemSaid(v, problem)})
		}
	}
	if len(errors) > 0 {
		return s.showAs(w, r, http.StatusUnprocessableEntity, "year_plan_form", l.page(v, sent, errors))
	}
	if err := s.keepProcess(r.Context(), v, l.work.draft, l.work.base); err != nil {
		return err
	}
	return see(w, r, planPath+"?gjort=draft")
}
