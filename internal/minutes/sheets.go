package minutes

import (
	"cmp"
	"strings"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/minutes/sheet"
	"beredd/internal/prose"
	"beredd/internal/wording"
)

// A Kind is which of a meeting's papers.
type Kind string

// The papers.
const (
	Notice  Kind = "notice"  // kallelse
	Agenda  Kind = "agenda"  // föredragningslista
	Minutes Kind = "minutes" // protokoll, or anteckningar
	Extract Kind = "extract" // protokollsutdrag
)

// Sheet is the document as one of the meeting's papers. An extract is made by Extract.
func (d Document) Sheet(kind Kind) sheet.Sheet {
	s := d.begin(kind)
	switch kind {
	case Notice:
		d.notice(s)
	case Agenda:
		d.agenda(s)
	default:
		d.minutes(s)
	}
	return s.Sheet
}

// A setter adds blocks to a sheet.
type setter struct{ sheet.Sheet }

// named is what a paper is called: "Protokoll", or "Anteckningar".
func (d Document) named(kind Kind) string {
	if d.Notes && (kind == Minutes || kind == Extract) {
		return d.say("paper."+string(kind)+"_notes", nil)
	}
	return d.say("paper."+string(kind), nil)
}

// begin is a sheet with its heading, and what must not be missed about it.
func (d Document) begin(kind Kind) *setter {
	title := d.say("title", wording.Args{"Paper": d.named(kind), "Body": d.Body, "Date": d.Date.String()})
	s := &setter{sheet.Sheet{
		Language: d.Language, Title: title, Author: d.Body, Subject: d.Title,
		Header: strings.Join(some(d.Collaboration, d.Body, d.Number), " · "),
		State:  d.state(kind),
		PageOf: func(page, pages int) string { return d.say("page", wording.Args{"Page": page, "Pages": pages}) },
		Made:   d.Date.At(calendar.Clock{}, time.UTC),
	}}
	s.heading(1, "", d.named(kind)+" – "+d.Body, "")
	switch {
	case d.Cancelled:
		s.add(sheet.Block{Kind: sheet.Notice, Runs: sheet.Say(d.say("cancelled", nil))})
	case d.recorded(kind) && d.State != Approved && !d.Notes:
		s.add(sheet.Block{Kind: sheet.Notice, Runs: sheet.Say(d.say("not_approved", nil))})
	case d.recorded(kind) && d.State == Draft:
		s.add(sheet.Block{Kind: sheet.Notice, Runs: sheet.Say(d.say("not_ready", nil))})
	}
	return s
}

// recorded says whether the paper tells of a meeting that has been.
func (d Document) recorded(kind Kind) bool { return kind == Minutes || kind == Extract }

// state is what each page says of a record that is not final, or that it is.
func (d Document) state(kind Kind) string {
	switch {
	case d.Cancelled:
		return d.say("state.cancelled", nil)
	case !d.recorded(kind), d.Notes && d.State != Draft:
		return ""
	}
	return d.say("state."+string(cmp.Or(d.State, Draft)), nil)
}

func (s *setter) add(blocks ...sheet.Block) { s.Blocks = append(s.Blocks, blocks...) }

func (s *setter) heading(level int, mark, text, id string) {
	s.add(sheet.Block{Kind: sheet.Heading, Level: level, Mark: mark, Runs: sheet.Say(text), ID: id})
}

func (s *setter) say(text string) { s.add(sheet.Block{Kind: sheet.Text, Runs: sheet.Say(text)}) }

// written adds what somebody wrote. Its own headings stand out, and are not among
// the document's.
func (s *setter) written(text string) {
	for _, p := range prose.Passages(text) {
		b := sheet.Block{Kind: sheet.Text, Runs: p.Runs}
		switch {
		case p.Depth > 0:
			b = sheet.Block{Kind: sheet.Point, Level: p.Depth, Mark: p.Mark, Runs: p.Runs}
		case p.Heading:
			b.Runs = sheet.Strong(p.Words())
		}
		s.add(b)
	}
}

// points adds a list. What a point says may be written over several lines.
func (s *setter) points(mark string, all []string) {
	for _, text := range all {
		s.add(sheet.Block{Kind: sheet.Point, Level: 1, Mark: mark, Runs: sheet.Say(strings.TrimSpace(text))})
	}
}

// facts adds names and what they are, without those that are nothing.
func (s *setter) facts(pairs ...[2]string) {
	var t sheet.Table
	for _, p := range pairs {
		if p[1] != "" {
			t.Rows = append(t.Rows, [][]prose.Run{sheet.Say(p[0]), linked(p[1])})
		}
	}
	if len(t.Rows) > 0 {
		s.add(sheet.Block{Kind: sheet.Facts, Table: &t})
	}
}

// linked is a text, which is a link where it is an address of a page.
func linked(text string) []prose.Run {
	if strings.HasPrefix(text, "https://") && !strings.ContainsAny(text, " \n") {
		return []prose.Run{{Text: text, Link: text}}
	}
	return sheet.Say(text)
}

// some are the texts that are not empty.
func some(texts ...string) (all []string) {
	for _, t := range texts {
		if t != "" {
			all = append(all, t)
		}
	}
	return all
}

// apart are names on one line. Those that have commas of their own are parted by
// semicolons.
func apart(names []string) string {
	for _, n := range names {
		if strings.Contains(n, ",") {
			return strings.Join(names, "; ")
		}
	}
	return strings.Join(names, ", ")
}
