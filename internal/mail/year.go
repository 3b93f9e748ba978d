package mail

import (
	"cmp"
	"strconv"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// A Year is what a letter with somebody's year may mention.
type Year struct {
	Number   int    // the calendar year in which it begins
	Name     string // "2026", or "2026/27" of one that goes over the new year
	Again    bool   // something of it was laid out before
	Meetings int    // that are to come
	Duties   int
	Changes  int // what differs from before
	lines    []engine.YearLine
}

// addYear tells of the year what concerns the recipient and is to come, or has changed.
func (t *telling) addYear(m *Matter) {
	if t.Event.Kind != engine.Announced {
		return
	}
	today := t.pack.Calendar.Today(t.now)
	m.Year = &Year{Number: t.Event.Data.Year, Name: cmp.Or(t.Event.Data.Named, strconv.Itoa(t.Event.Data.Year)), Again: t.Event.Data.Again}
	for _, l := range t.Notice.YearOf(t.Event.Data.Plan) {
		if l.At.Date.Before(today) && l.Change == "" {
			continue
		}
		m.Year.lines = append(m.Year.lines, l)
		switch {
		case l.Change == engine.YearGone:
		case l.Duty:
			m.Year.Duties++
		default:
			m.Year.Meetings++
		}
		if l.Change != "" {
			m.Year.Changes++
		}
	}
}

// ofYear makes a letter that is about a year, and about no proposal.
func (w *Writer) ofYear(t *telling, m Matter, words map[string]string, l *Letter) {
	y := m.Year
	l.Title, l.Number, l.Facts, l.Papers, l.Attached, l.Checksum, l.Changes = t.pack.Title.In(t.language), "", nil, nil, nil, "", nil
	l.Subject = subject(words["subject"], "", "", "")
	l.Sections = nil
	list := func(heading string, keep func(engine.YearLine) bool, how func(engine.YearLine) string) {
		var b strings.Builder
		for _, line := range y.lines {
			if keep(line) {
				b.WriteString("- " + how(line) + "\n")
			}
		}
		l.Sections = append(l.Sections, section(t.say(heading, nil), b.String())...)
	}
	if y.Again {
		list("mail.year.changed", func(l engine.YearLine) bool { return l.Change != "" }, t.changedLine)
	}
	list("mail.year.meetings", func(l engine.YearLine) bool { return !l.Duty && l.Change != engine.YearGone }, t.yearLine)
	list("mail.year.duties", func(l engine.YearLine) bool { return l.Duty && l.Change != engine.YearGone }, t.yearLine)
	l.URL, l.PageURL, l.Words.Page = w.links.Year(y.Number), w.links.Calendars(), t.say("mail.year.calendars", nil)
}

// yearLine is a meeting or something to be done, with its day and how that was found.
func (t *telling) yearLine(l engine.YearLine) string {
	said := "**" + t.occasion(l.At).Day + "**: " + t.lineName(l)
	if how := l.Why.In(t.language); how != "" {
		said += " (" + unmarked(how) + ")"
	}
	return said
}

// changedLine is a line that differs, and how.
func (t *telling) changedLine(l engine.YearLine) string {
	args := wording.Args{"Day": t.occasion(l.At).Day, "Name": t.lineName(l), "Was": wasDay(l.Was, t.language)}
	return t.say("mail.year."+string(l.Change), args)
}

func wasDay(d calendar.Date, l wording.Language) string {
	if d.IsZero() {
		return ""
	}
	return d.Prose(l)
}

// lineName is what a line is called, with the meeting that it is done for.
func (t *telling) lineName(l engine.YearLine) string {
	name := unmarked(l.Title.In(t.language))
	if of := l.Of.In(t.language); of != "" {
		name += ", " + unmarked(of)
	}
	return name
}
