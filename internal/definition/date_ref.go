package definition

import (
	"regexp"
	"slices"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition/grammar"
	"beredd/internal/definition/guess"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// A DateRef names a date by one that a proposal carries: "meeting",
// "decision.follow_up_on", "90 days before proposal.expires_on"; or by a day that
// every year has, the first of them to come: "15 October".
type DateRef struct {
	Of     string // meeting, decision, proposal; "" of a day of the year
	Name   string
	Yearly calendar.YearDay
	Offset calendar.Offset // how far from it; zero on the day itself
}

// Recurs says whether the reference is to a day of every year, which is found once
// and moves no more.
func (d *DateRef) Recurs() bool { return d != nil && !d.Yearly.IsZero() }

// begins is the name of the date that is a meeting's together with its hour, and
// meetingBegins how a pack writes it.
const (
	begins        = "begins"
	meetingBegins = "meeting " + begins
)

// Begins says whether the reference is to when the meeting begins, and not to its day.
func (d *DateRef) Begins() bool { return d != nil && d.Of == "meeting" && d.Name == begins }

// String is the reference as a pack writes it.
func (d *DateRef) String() string {
	name := d.Of
	if d.Begins() {
		return strings.TrimPrefix(d.Offset.String()+" "+meetingBegins, " ")
	}
	if d.Recurs() {
		name = d.Yearly.String()
	}
	if d.Name != "" {
		name += "." + d.Name
	}
	if d.Offset == (calendar.Offset{}) {
		return name
	}
	return d.Offset.String() + " " + name
}

// DateTitle is what people call the date that a reference names.
func (w *Workflow) DateTitle(ref *DateRef) wording.Text {
	var title wording.Text
	switch {
	case ref.Recurs():
		title = ref.Yearly.Text()
	case ref.Begins():
		title = wording.Both("check.draw.begins", nil)
	case ref.Of == "meeting":
		title = wording.Both("input.meeting", nil)
	case ref.Of == "decision" && ref.Name == "on":
		title = wording.Both("input.decided_on", nil)
	default:
		title = w.Needs(ref.Name).Title
	}
	if ref.Offset.Side == "" {
		return title
	}
	return wording.Both("check.draw.offset", wording.Args{"Offset": ref.Offset.Text(), "Date": title})
}

func sameDate(a, b *DateRef) bool {
	return a == nil && b == nil || a != nil && b != nil && a.String() == b.String()
}

// DateNamed is the reference to a date that a text looks like, or nil. "meeting"
// alone is the meeting's date.
func DateNamed(n source.Node) *DateRef {
	offset, date := splitDate(n)
	if day, counted, ok := ofEveryYear(n); ok {
		ref := &DateRef{Yearly: day}
		ref.Offset, _ = calendar.ParseOffset(counted)
		return ref
	}
	of, name, dotted := strings.Cut(date, ".")
	ref := &DateRef{Of: of, Name: name}
	switch {
	case date == meetingBegins:
		ref.Of, ref.Name = "meeting", begins
	case of == "meeting" && (!dotted || name == "date"):
		ref.Name = ""
	case offset == "" && (!dotted || of != "decision" && of != "proposal"):
		return nil
	}
	if offset != "" {
		ref.Offset, _ = calendar.ParseOffset(offset)
	}
	return ref
}

// splitDate splits "14 days after decision.on" into the offset and the date.
func splitDate(n source.Node) (offset, date string) {
	words := strings.Fields(n.Word())
	if last := len(words) - 1; last > 0 && words[last-1]+" "+words[last] == meetingBegins {
		words = append(words[:last-1:last-1], meetingBegins)
	}
	if len(words) < 2 {
		return "", strings.Join(words, "")
	}
	last := len(words) - 1
	if side := calendar.Side(words[last-1]); side != calendar.Before && side != calendar.After {
		return "", ""
	}
	return strings.Join(words[:last], " "), words[last]
}

// ofEveryYear reads "15 October", perhaps with an offset before it.
func ofEveryYear(n source.Node) (day calendar.YearDay, offset string, ok bool) {
	words := strings.Fields(n.Word())
	if len(words) < 2 {
		return day, "", false
	}
	day, err := calendar.ParseYearDay(strings.Join(words[len(words)-2:], " "))
	return day, strings.Join(words[:len(words)-2], " "), err == nil
}

// dateRef reads the name of a date that a proposal carries, or how far off it;
// nil where there is no such date.
func (s *scope) dateRef(n source.Node) *DateRef {
	word := s.r.word(n)
	if word == "" {
		return nil
	}
	known := append([]string{"meeting", meetingBegins}, s.dates()...)
	ref, date := DateNamed(n), word
	offset, counted := splitDate(n)
	if offset != "" {
		date = counted
	}
	if ref.Recurs() {
		if len(strings.Fields(word)) > 2 && !wholeDays(ref.Offset) {
			s.r.wrong(n, "offset_of")
			return nil
		}
		return ref
	}
	if when := s.whenHappened(date); when != "" {
		s.r.fail(s.r.inside(n, len([]rune(word))-len([]rune(date))), "date_of_event", wording.Args{"Found": date, "Instead": when})
		return nil
	}
	if ref == nil || ref.Of != "meeting" && !slices.Contains(known, date) {
		s.r.fail(s.r.inside(n, len([]rune(word))-len([]rune(date))), "unknown_date", wording.Args{
			"Found": date, "Expected": oneOf(append(known, "15 October")), "Suggestion": likelyDate(word, known)})
		return nil
	}
	if offset != "" && !wholeDays(ref.Offset) && (!ref.Begins() || ref.Offset.Side == "") {
		s.r.wrong(n, "offset_of")
		return nil
	}
	s.checkPast(n, ref)
	return ref
}

// dayRef is dateRef where whole days count, and no hour.
func (s *scope) dayRef(n source.Node) *DateRef {
	ref := s.dateRef(n)
	if ref.Begins() {
		s.r.fail(n.Pos, "hour_of_day", wording.Args{"Found": n.Word()})
	}
	return ref
}

// HasHour says whether a date has a time of day of its own: when a meeting begins, and a
// field that is given with one.
func (w *Workflow) HasHour(ref *DateRef) bool {
	if ref.Begins() {
		return true
	}
	if ref == nil || ref.Of == "meeting" {
		return false
	}
	f := w.Field(ref.Name)
	return f != nil && f.Timed
}

// whenHappened is how an expression asks when something happened that is written where a
// date stands; "" where nothing in the workflow happens by that name.
func (s *scope) whenHappened(word string) string {
	name, what, dotted := strings.Cut(word, ".")
	if called := calledLast.FindStringSubmatch(word); called != nil {
		name, dotted = called[1], false
	}
	switch {
	case dotted && slices.Contains(s.rounds, name) && (what == "complete" || what == "expired" || slices.Contains(s.outcomes[name], what)):
		return `ended("` + name + `")`
	case !dotted && (slices.Contains(s.states, name) || slices.Contains(s.transitions, name)):
		return `last("` + name + `")`
	}
	return ""
}

// calledLast is when something last happened, as expressions ask for it.
var calledLast = regexp.MustCompile(`^last\("?(\w+)"?\)$`)

// likelyDate is the date that was probably meant: one of the proposal's, or a day of
// the year whose month is misspelt.
func likelyDate(word string, known []string) string {
	parts := strings.Fields(word)
	if last := len(parts) - 1; last > 0 && parts[last-1][0] >= '0' && parts[last-1][0] <= '9' {
		if month := guess.Nearest(parts[last], grammar.Months); month != "" && month != parts[last] {
			return parts[last-1] + " " + month
		}
	}
	if day := guess.Translated(word); strings.Contains(day, " ") {
		return day
	}
	if field := "proposal." + parts[len(parts)-1]; slices.Contains(known, field) {
		return field
	}
	return guess.Nearest(parts[len(parts)-1], known)
}

// wholeDays says whether an offset could be read and counts dates.
func wholeDays(o calendar.Offset) bool {
	return o.Side != "" && o.Period.Unit != calendar.Hours && o.Period.Unit != calendar.Minutes
}

// dates lists the dates that a proposal may carry, beside its meeting's.
func (s *scope) dates() []string {
	known := []string{"decision.on", "decision.follow_up_on"}
	for _, word := range s.decided {
		if f, ok := s.flow.Input(word, nil); ok && f.Type == Date && !slices.Contains(known, "decision."+word) {
			known = append(known, "decision."+word)
		}
	}
	for _, f := range s.flow.Fields {
		if f.Type == Date {
			known = append(known, "proposal."+f.Name)
		}
	}
	return known
}
