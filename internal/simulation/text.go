package simulation

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"beredd/internal/wording"
)

// JSON writes the report for programs.
func (r Report) JSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(r)
}

// Text writes the report for people, in the plan's language.
func (r Report) Text(w io.Writer) {
	p := page{w, r.language}
	p.say("simulation.heading", wording.Args{"Title": r.Title, "Year": fmt.Sprint(r.Year), "Seed": fmt.Sprint(r.Seed)})
	p.say("simulation.sum", wording.Args{"Proposals": p.number("proposals", r.Proposals), "Acts": p.number("acts", r.Acts), "Letters": p.number("letters", r.Letters)})
	for _, u := range r.Unopened {
		p.say("simulation.unopened", wording.Args{"Proposals": p.number("proposals", u.Count), "Why": u.Why})
	}
	for _, f := range r.Workflows {
		if f.Opened > 0 {
			p.flow(f)
		}
	}
	p.mail(r)
	p.broken(r.Broken, r.Untried)
	p.open(r)
	p.line("")
	p.say("simulation.journal", wording.Args{"Hash": r.Journal[:16]})
}

// page is where a report is written, and in which language.
type page struct {
	io.Writer
	language wording.Language
}

func (p page) line(text string)                  { fmt.Fprintln(p, strings.TrimRight(text, " ")) }
func (p page) word(key string) string            { return wording.Say(p.language, "simulation."+key, nil) }
func (p page) say(key string, args wording.Args) { p.line(wording.Say(p.language, key, args)) }
func (p page) number(what string, n int) string {
	return wording.Say(p.language, "simulation.count."+what, wording.Args{"Count": n})
}
func (p page) heading(text string) { p.line(""); p.line(text) }
func (p page) row(title string, cells ...any) {
	p.line("  " + padded(title, titleWidth) + columns(cells))
}
func (p page) rowOf(title string, words ...string) {
	p.line("  " + padded(title, titleWidth) + heads(p, words))
}

// titleWidth is how wide the column of titles is, and cellWidth each other.
const (
	titleWidth = 46
	cellWidth  = 10
)

// padded is a text cut or filled to a width.
func padded(text string, width int) string {
	n := utf8.RuneCountInString(text)
	if n > width-1 {
		text, n = string([]rune(text)[:width-2])+"…", width-1
	}
	return text + strings.Repeat(" ", width-n)
}

func columns(cells []any) string {
	var b strings.Builder
	for _, cell := range cells {
		text := fmt.Sprint(cell)
		b.WriteString(strings.Repeat(" ", max(1, cellWidth-utf8.RuneCountInString(text))) + text)
	}
	return b.String()
}

func heads(p page, words []string) string {
	cells := make([]any, len(words))
	for i, word := range words {
		cells[i] = p.word("column." + word)
	}
	return columns(cells)
}

// flow tells of one kind of proposal: its states, and how its rounds were answered.
func (p page) flow(f FlowReport) {
	p.line("")
	p.say("simulation.flow", wording.Args{
		"Title": f.Title, "Opened": f.Opened, "Ended": f.Ended, "Back": p.number("back", f.Back), "Reopened": p.number("reopened", f.Reopened)})
	p.rowOf(p.word("states"), "stays", "median", "p90", "longest", "late")
	for _, s := range f.States {
		p.row(s.Title, s.Stays, s.Median, s.P90, s.Longest, s.Late)
	}
	p.list("never", f.Never)
	p.steps(f)
	first := true
	for _, round := range f.Rounds {
		if round.Put == 0 {
			continue
		}
		if first {
			p.rowOf(p.word("rounds"), "put", "asked", "answered", "late", "silent", "changed")
			first = false
		}
		p.row(round.Title, round.Put, round.Asked, round.Answered, round.Late, round.Silent, round.Changed)
	}
}

// steps tells how often each step was taken, and of those that never were: whether anybody
// would have taken them, and why that was refused.
func (p page) steps(f FlowReport) {
	p.rowOf(p.word("steps"), "taken", "refused")
	var untried []string
	for _, s := range f.Steps {
		switch {
		case s.Taken > 0:
			p.row(s.Title, s.Taken, s.Refused)
		case s.Refused == 0:
			untried = append(untried, s.Title)
		}
	}
	p.list("untaken", untried)
	for _, s := range f.Steps {
		if s.Taken == 0 && s.Refused > 0 {
			p.say("simulation.in_vain", wording.Args{"Title": s.Title, "Times": p.number("times", s.Refused), "Why": s.Why})
		}
	}
}

// list tells of some things by their titles, if there are any.
func (p page) list(what string, titles []string) {
	if len(titles) > 0 {
		p.say("simulation."+what, wording.Args{"Titles": strings.Join(titles, ", ")})
	}
}

// mail tells of the letters that each organization would have.
func (p page) mail(r Report) {
	p.heading(p.word("letters"))
	p.rowOf(p.word("organizations"), "letters", "worst", "week")
	for _, bag := range r.Organizations {
		if bag.Letters > 0 {
			_, week, _ := strings.Cut(bag.WorstWeek, "-W")
			p.row(bag.Title, bag.Letters, bag.Worst, strings.TrimPrefix(week, "0"))
		}
	}
	most := 0
	for _, bag := range r.Organizations {
		most = max(most, bag.Worst)
	}
	p.line("")
	p.say("simulation.weeks", wording.Args{"Most": most})
	for _, bag := range r.Organizations {
		if bag.Letters > 0 {
			p.line("  " + padded(bag.Title, 26) + bars(bag.Weeks, most))
		}
	}
}

// bars are the letters of each week as a sign a week, of which the highest is most.
func bars(weeks []int, most int) string {
	heights := []rune("▁▂▃▄▅▆▇█")
	var b strings.Builder
	for _, n := range weeks {
		if n == 0 {
			b.WriteRune('·')
			continue
		}
		b.WriteRune(heights[(n*len(heights)-1)/max(1, most)])
	}
	return b.String()
}

// broken tells of every promise that was broken, with its story, and of those that
// nothing put to the test.
func (p page) broken(all []Broken, untried []Untried) {
	p.heading(p.word("promises"))
	if len(all) == 0 {
		p.line("  " + p.word("kept"))
	}
	for _, b := range all {
		p.say("simulation.broken", wording.Args{"Promise": b.Promise, "Title": b.Title, "Times": p.number("proposals", b.Times), "Number": b.Number})
		for _, line := range b.Story {
			p.line("      " + line)
		}
	}
	for _, u := range untried {
		p.say("simulation.untried", wording.Args{"Promise": u.Promise, "Title": u.Title})
	}
}

// open tells of what had not ended, where it stands, and what nobody can end.
func (p page) open(r Report) {
	p.heading(p.word("open"))
	if len(r.Open) == 0 {
		p.line("  " + p.word("none_open"))
		return
	}
	p.rowOf(p.word("stage"), "count", "longest")
	for _, s := range r.Open {
		p.row(s.Title, s.Count, s.Longest)
	}
	for _, s := range r.Open {
		for _, stuck := range s.Stuck {
			p.say("simulation.stuck", wording.Args{"Number": stuck.Number, "State": s.Title, "Why": stuck.Why})
		}
	}
}
