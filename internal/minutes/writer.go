package minutes

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/minutes/sheet"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A Writer writes the papers of meetings as the engine keeps them.
type Writer struct{ pages *Pages }

// NewWriter reads the template that pages are written by.
func NewWriter(templates fs.FS) (*Writer, error) {
	pages, err := NewPages(templates)
	if err != nil {
		return nil, err
	}
	return &Writer{pages}, nil
}

// Page is a paper as a page holds it, and what it is called.
func (w *Writer) Page(s engine.Sitting, paper engine.Paper, l wording.Language) (title string, page []byte, err error) {
	set, err := set(s, paper, l)
	if err != nil {
		return "", nil, err
	}
	page, err = w.pages.Article(set)
	return set.Title, page, err
}

// File is a paper as "pdf", "docx" or "txt", and what it is called.
func (w *Writer) File(s engine.Sitting, paper engine.Paper, format string, l wording.Language) (title string, file []byte, err error) {
	set, err := set(s, paper, l)
	if err != nil {
		return "", nil, err
	}
	switch format {
	case "pdf":
		file, err = PDF(set)
	case "docx":
		file, err = DOCX(set)
	case "txt":
		file = set.Plainly()
	default:
		return "", nil, fmt.Errorf("writing %q: there is no format %q", set.Title, format)
	}
	return set.Title, file, err
}

// set is the paper asked for. Of an item that is not there, or that the reader may
// not know, there is no extract.
func set(s engine.Sitting, paper engine.Paper, l wording.Language) (sheet.Sheet, error) {
	facts := FactsOf(s)
	if kind := Kind(paper.Kind); kind == Notice || kind == Agenda {
		facts.Gathering = facts.Gathering.AsSent()
	}
	d := Of(facts, l)
	if Kind(paper.Kind) != Extract {
		return d.Sheet(Kind(paper.Kind)), nil
	}
	item, found := d.Taking(paper.Item)
	organizations := s.Pack.People.Organizations
	at := slices.IndexFunc(organizations, func(o people.Organization) bool { return o.Key == paper.For })
	if !found || item.Withheld || at < 0 {
		return sheet.Sheet{}, fault.New(fault.NotFound, "unknown_item", nil)
	}
	return d.Extract(item, paper.For, organizations[at].Name.In(l)), nil
}

// FactsOf are a sitting's facts.
func FactsOf(s engine.Sitting) Facts {
	m := s.Meeting
	f := Facts{
		Collaboration: s.Pack.Title, People: s.Pack.People, Number: m.Number, Title: titleOf(s.Pack, m),
		Date: m.FallsOn(), State: stateOf(m.State), Cancelled: m.State == "cancelled",
		About: map[string]Proposal{}, Papers: map[string]string{},
	}
	if m.Meeting != nil {
		f.Start = m.Meeting.Time
	}
	if m.Gathering != nil {
		f.Gathering = *m.Gathering
	}
	if f.State == Approved && m.State == "minutes_approved" {
		f.Approved = s.Pack.Calendar.Today(m.Entered)
	}
	for _, d := range m.Documents {
		f.Papers[d.ID] = d.Name
	}
	for _, p := range s.About {
		f.About[p.ID] = aboutOf(s.Pack, p)
	}
	for _, n := range s.Next {
		o := occasionOf(n)
		if n.Workflow != m.Workflow {
			o.Title = titleOf(s.Pack, n)
		}
		f.Next = append(f.Next, o)
	}
	return f
}

// titleOf is what a meeting is called, in each language where it has its series' title.
func titleOf(pack *definition.Pack, m engine.Proposal) wording.Text {
	if flow := pack.Workflow(m.Workflow); flow != nil && flow.Title.In(wording.Swedish) == m.Title {
		return flow.Title
	}
	return wording.Same(m.Title)
}

// stateOf is how far the record has come, by the meeting's own state.
func stateOf(state string) State {
	switch state {
	case "minutes_approved", "published":
		return Approved
	case "minutes_drafted":
		return Checked
	}
	return Draft
}

func aboutOf(pack *definition.Pack, p engine.Proposal) Proposal {
	about := Proposal{Number: p.Number, Title: p.Title, Summary: p.Summary, Proposed: p.Proposed, Withheld: p.IsVeiled()}
	about.Views, _ = p.Fields[viewsField].(string)
	about.Reports = reportsOf(pack, p)
	for _, d := range p.Papers() {
		about.Papers = append(about.Papers, d.Name)
	}
	return about
}

// occasionOf is a meeting to come, as it is laid out.
func occasionOf(p engine.Proposal) Occasion {
	o := Occasion{Date: p.FallsOn()}
	if p.Meeting != nil {
		o.Start = p.Meeting.Time
	}
	if g := p.Gathering; g != nil {
		o.End, o.Place = g.End, g.Place
		o.Until, _ = calendar.ParseDate(g.Until) // "" is a meeting of one day
	}
	return o
}

// Name is what a file of the paper is called, fit for any disk.
func Name(title, format string) string {
	safe := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || r < ' ' {
			return -1
		}
		return r
	}, title)
	return strings.TrimSpace(safe) + "." + format
}
