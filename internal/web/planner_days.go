package web

import (
	"errors"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/definition/rewrite"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// daysPath is where a coordinator says which days the office is closed.
const daysPath = planPath + "/dagar"

// directoryFile is where a pack says its closed days and quiet weeks.
const directoryFile = "collaboration.yaml"

// A planDaysPage is the collaboration's own closed days and quiet weeks as a form.
type planDaysPage struct {
	Fields []input
	Errors []formError
}

// A closedDay is one line of the form: a day, several on end or a rule, and what it is.
type closedDay struct {
	days   string   // as a pack writes them
	titles []string // Swedish, English
}

func (s *Server) planDays(w http.ResponseWriter, r *http.Request, editions []engine.Published) error {
	work, err := s.working(r, editions)
	if err != nil {
		return err
	}
	if work.pack == nil {
		return fault.New(fault.Conflict, "web_plan_broken", nil)
	}
	return s.show(w, r, "year_plan_days", daysPage(visitOf(r), daysForm(visitOf(r).lang, work.pack), nil))
}

// daysForm is the form as the pack has it.
func daysForm(l wording.Language, pack *definition.Pack) lineForm {
	var lines, weeks []string
	for _, day := range pack.ClosedDays {
		line := closedText(l, day) + ": " + day.Title[wording.Swedish]
		if en := day.Title[wording.English]; en != "" && en != day.Title[wording.Swedish] {
			line += " / " + en
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	for _, one := range pack.QuietTimes {
		weeks = append(weeks, ruleText(l, one.Said, one.Rule))
	}
	return lineForm{"closed": strings.Join(lines, "\n"), "weeks": strings.Join(weeks, "\n")}
}

// dayExamples are what may be written in each field, by the catalogue's name.
var dayExamples = map[string][]string{"closed": {"day", "span", "weeks", "rule"}, "weeks": {"weeks", "span", "rule"}}

func daysPage(v *visit, f lineForm, errors []formError) planDaysPage {
	page := planDaysPage{Errors: errors}
	for _, key := range []string{"closed", "weeks"} {
		in := input{ID: inputID(key), Name: key, Kind: "line", Label: v.say("web.plan.field."+key, nil), Hint: v.say("web.plan.hint."+key, nil), Value: f[key], Optional: true}
		if key == "closed" {
			in.Kind = "tall"
		} else {
			in.Kind = "lines"
		}
		for _, example := range dayExamples[key] {
			in.Examples = append(in.Examples, v.say("web.plan.example."+key+"."+example, nil))
		}
		for _, e := range errors {
			if e.Anchor == in.ID {
				in.Fault = e.Said
			}
		}
		page.Fields = append(page.Fields, in)
	}
	return page
}

// planDaysPost puts the closed days and quiet weeks into the draft.
func (s *Server) planDaysPost(w http.ResponseWriter, r *http.Request, editions []engine.Published) error {
	if err := r.ParseForm(); err != nil {
		return unreadable{err}
	}
	work, err := s.working(r, editions)
	if err != nil {
		return err
	}
	if work.pack == nil {
		return fault.New(fault.Conflict, "web_plan_broken", nil)
	}
	v, sent := visitOf(r), lineForm{"closed": r.PostFormValue("closed"), "weeks": tidy(r.PostFormValue("weeks"))}
	days, wrong := closedDays(v, sent["closed"])
	if wrong == nil {
		text, err := withDays(work.files[directoryFile], daysForm(v.lang, work.pack), days, sent["weeks"])
		if errors.Is(err, rewrite.ErrByHand) {
			wrong = []formError{{"form", fault.New(fault.Conflict, "web_plan_by_hand", nil).In(v.lang)}}
		} else if err != nil {
			return err
		}
		if wrong == nil {
			work.draft.write(work.base, directoryFile, text)
			if err := s.check(work); err != nil {
				return err
			}
			for _, problem := range work.problems.Errors() {
				anchor := "form"
				if problem.Pos.File == directoryFile {
					anchor = inputID("weeks")
				}
				wrong = append(wrong, formError{anchor, problemSaid(v, problem)})
			}
		}
	}
	if wrong != nil {
		return s.showAs(w, r, http.StatusUnprocessableEntity, "year_plan_days", daysPage(v, sent, wrong))
	}
	if err := s.keepProcess(r.Context(), v, work.draft, work.base); err != nil {
		return err
	}
	return see(w, r, planPath+"?gjort=draft")
}

// closedText is the days as the form's reader writes them: a rule in Swedish in words,
// and else as the pack has it.
func closedText(l wording.Language, day definition.ClosedDay) string {
	return ruleText(l, day.Said, day.Rule)
}

// ruleText is what a pack says of days; a rule in Swedish in words, where the form's reader
// reads them so.
func ruleText(l wording.Language, said string, rule *calendar.Rule) string {
	if l == wording.Swedish && rule != nil {
		if again, ok := definition.ReadClosedDay(rule.Text().In(l)); ok && again == said {
			return rule.Text().In(l)
		}
	}
	return said
}

// closedLine is a line of the form: the days, then what they are. A date needs no colon.
var closedLine = regexp.MustCompile(`^(?:(\d{4}-\d{2}-\d{2})(?: |$)|([^:]+)(?:: *|$))(.*)$`)

// closedDays reads the lines of the form, or says which of them names no days.
func closedDays(v *visit, text string) (days []closedDay, wrong []formError) {
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.Join(strings.Fields(line), " ")
		if line == "" {
			continue
		}
		said, ok := "", false
		found := closedLine.FindStringSubmatch(line)
		if found != nil {
			said, ok = definition.ReadClosedDay(found[1] + found[2])
		}
		if !ok {
			wrong = append(wrong, formError{inputID("closed"), v.say("web.plan.no_date", wording.Args{"Line": n, "Said": line})})
			continue
		}
		sv, en, _ := strings.Cut(strings.TrimSpace(found[3]), " / ")
		days = append(days, closedDay{said, []string{sv, en}})
	}
	return days, wrong
}

// withDays is collaboration.yaml with other closed days and quiet weeks: each line that
// stands as it was is left alone.
func withDays(text string, now lineForm, days []closedDay, weeks string) (string, error) {
	var err error
	before, _ := closedDays(nil, now["closed"])
	same := func(a closedDay) func(closedDay) bool {
		return func(b closedDay) bool { return a.days == b.days && slices.Equal(a.titles, b.titles) }
	}
	for _, was := range before {
		if err == nil && !slices.ContainsFunc(days, same(was)) {
			text, err = rewrite.Entry(text, []string{"closed_days", was.days}, nil)
		}
	}
	for _, day := range days {
		if err == nil && !slices.ContainsFunc(before, same(day)) {
			text, err = rewrite.Entry(text, []string{"closed_days", day.days}, day.title())
		}
	}
	if err == nil && weeks != now["weeks"] {
		var list any
		if times := quietTimes(weeks); len(times) > 0 {
			list = times
		}
		text, err = rewrite.Entry(text, []string{"quiet_weeks"}, list)
	}
	return text, err
}

// weeksAlone are numbers of weeks, parted by commas or spaces.
var weeksAlone = regexp.MustCompile(`^[\d\s,–-]+$`)

// quietTimes are what the field for them holds, one a line, as a pack writes them; weeks may
// stand on one line. What nobody can read stands as it was written, for the pack's reader to
// tell of.
func quietTimes(written string) (times []string) {
	for line := range strings.Lines(written) {
		line = strings.TrimSpace(line)
		said, ok := definition.ReadQuietTime(line)
		switch {
		case line == "":
		case ok:
			times = append(times, said)
		case weeksAlone.MatchString(line):
			times = append(times, strings.FieldsFunc(strings.ReplaceAll(line, "–", "-"), func(r rune) bool { return r == ',' || r == ' ' })...)
		default:
			times = append(times, line)
		}
	}
	return times
}

// title is what a closed day is called, in a pack's words.
func (d closedDay) title() []rewrite.Pair {
	sv, en := d.titles[0], d.titles[1]
	if sv == "" {
		sv, en = wording.Say(wording.Swedish, "check.closed_day", nil), wording.Say(wording.English, "check.closed_day", nil)
	}
	if en == "" {
		en = sv
	}
	return []rewrite.Pair{{Key: "sv", Value: sv}, {Key: "en", Value: en}}
}
