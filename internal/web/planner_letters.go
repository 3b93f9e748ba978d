package web

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
)

// lettersPath is where the letters of a year are foretold.
const lettersPath = planPath + "/brev"

// A foretoldPage is every letter that a year would send if the draft were in force.
type foretoldPage struct {
	Year      int
	Name      string // of the year
	Draft     bool
	InTime    bool
	Announced bool   // the letter with the year, which goes when it is laid out, is counted
	Silent    string // the address of the same, if nobody answers
	Prompt    string // if everybody answers at once
	CSV       string
	Who       string
	Parties   []inputOption // those who have letters, with how many
	Rows      []foretoldRow
	All       int
	Cut       bool // there are more than are shown
}

// A foretoldRow is one letter.
type foretoldRow struct {
	Day, To, Of, Letter, Subject, Why, Due string
	Gathered                               []string // the subjects of those that go in it
}

// foretoldShown is how many letters a page shows.
const foretoldShown = 300

// foretellWithin is how long the letters of a year may take to work out.
const foretellWithin = 45 * time.Second

// foretold works out the letters of a year, as the reader's draft has it.
func (s *Server) foretold(r *http.Request, editions []engine.Published) (foretoldPage, []engine.Foretold, error) {
	v := visitOf(r)
	page := foretoldPage{Year: s.foretoldYear(r), InTime: r.URL.Query().Get("svar") == "direkt", Who: r.URL.Query().Get("till"), Announced: r.URL.Query().Get("brev") == "ja"}
	if s.Years == nil {
		return page, nil, errNowhere
	}
	work, err := s.working(r, editions)
	if err != nil {
		return page, nil, err
	}
	if work.pack == nil {
		return page, nil, fault.New(fault.Conflict, "web_plan_broken", nil)
	}
	page.Draft, page.Name = !work.draft.Saved.IsZero(), yearName(work.pack, page.Year)
	from, to := s.foretoldDays(work.pack, page.Year)
	ctx, done := context.WithTimeout(r.Context(), foretellWithin)
	defer done()
	letters, err := s.Years.Foretell(ctx, work.pack, engine.Foresight{From: from, To: to, InTime: page.InTime, Announced: page.Announced, Language: v.lang})
	if errors.Is(err, context.DeadlineExceeded) {
		return page, nil, fault.New(fault.Conflict, "web_foretold_slow", nil)
	}
	if err != nil {
		return page, nil, err
	}
	page.address()
	page.parties(letters)
	if page.Who != "" {
		letters = slices.DeleteFunc(letters, func(l engine.Foretold) bool { return foretoldTo(l) != page.Who })
	}
	page.All = len(letters)
	return page, letters, nil
}

// foretoldYear is the year asked for, else this one.
func (s *Server) foretoldYear(r *http.Request) int {
	if year, err := strconv.Atoi(r.URL.Query().Get("ar")); err == nil && year >= 2000 && year < 2200 {
		return year
	}
	return s.today().Year
}

// foretoldDays are the days of a year that are not over.
func (s *Server) foretoldDays(pack *definition.Pack, year int) (from, to calendar.Date) {
	from, to = pack.Cycle.DaysOf(year)
	if today := s.today(); today.After(from) {
		from = today
	}
	return from, to
}

func (p *foretoldPage) address() {
	query := url.Values{"ar": {strconv.Itoa(p.Year)}}
	if p.Announced {
		query.Set("brev", "ja")
	}
	p.Silent = lettersPath + "?" + query.Encode()
	query.Set("svar", "direkt")
	p.Prompt = lettersPath + "?" + query.Encode()
	if !p.InTime {
		query.Del("svar")
	}
	if p.Who != "" {
		query.Set("till", p.Who)
	}
	p.CSV = lettersPath + ".csv?" + query.Encode()
}

// foretoldTo names whom a letter goes to, for a choice among them.
func foretoldTo(l engine.Foretold) string { return l.Name }

// parties are those who have letters, the most first.
func (p *foretoldPage) parties(letters []engine.Foretold) {
	counts := map[string]int{}
	for _, l := range letters {
		counts[foretoldTo(l)]++
	}
	for name, count := range counts {
		p.Parties = append(p.Parties, inputOption{Value: name, Title: fmt.Sprintf("%s (%d)", name, count), Chosen: name == p.Who})
	}
	slices.SortFunc(p.Parties, func(a, b inputOption) int {
		return cmp.Or(counts[b.Value]-counts[a.Value], cmp.Compare(a.Value, b.Value))
	})
}

func (s *Server) planLetters(w http.ResponseWriter, r *http.Request, editions []engine.Published) error {
	page, letters, err := s.foretold(r, editions)
	if err != nil {
		return err
	}
	v := visitOf(r)
	for _, l := range letters[:min(foretoldShown, len(letters))] {
		row := foretoldRow{Day: s.Pack.Calendar.Today(l.At).String(), To: l.Name, Of: s.orgName(v, l.Organization), Letter: l.Letter, Subject: l.Subject, Why: l.Why, Gathered: l.Gathered}
		if !l.Due.IsZero() {
			row.Due = l.Due.String()
		}
		page.Rows = append(page.Rows, row)
	}
	page.Cut = len(letters) > foretoldShown
	return s.show(w, r, "year_plan_letters", page)
}

// orgName is what an organization is called; "" of none.
func (s *Server) orgName(v *visit, key string) string {
	if o := s.Pack.People.Organization(key); o != nil {
		return o.Name.In(v.lang)
	}
	return ""
}

// planLettersCSV is the same for a spreadsheet.
func (s *Server) planLettersCSV(w http.ResponseWriter, r *http.Request, editions []engine.Published) error {
	page, letters, err := s.foretold(r, editions)
	if err != nil {
		return err
	}
	v := visitOf(r)
	rows := [][]string{{}}
	for _, column := range []string{"date", "to", "organization", "address", "letter", "subject", "number", "about", "due", "why", "gathered"} {
		rows[0] = append(rows[0], v.say("web.foretold.column."+column, nil))
	}
	for _, l := range letters {
		due := ""
		if !l.Due.IsZero() {
			due = l.Due.String()
		}
		rows = append(rows, []string{s.Pack.Calendar.Today(l.At).String(), l.Name, s.orgName(v, l.Organization), l.Mail, l.Letter, l.Subject, l.Number, l.About, due, l.Why, strings.Join(l.Gathered, "; ")})
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s-%d.csv"`, v.say("web.foretold.file", nil), page.Year))
	return sheet(w, rows)
}
