package minutes

import (
	"beredd/internal/agenda"
	"beredd/internal/calendar"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// Facts are what a Document is made of: the meeting, and what whoever reads may
// know of the proposals that it takes up.
type Facts struct {
	Collaboration wording.Text
	People        *people.Directory
	Number        string
	Title         wording.Text // of the series
	Date          calendar.Date
	Start         string // "09:00"
	Gathering     agenda.Gathering
	State         State
	Approved      calendar.Date // when its minutes were
	Cancelled     bool
	About         map[string]Proposal // by id
	Papers        map[string]string   // the names of the meeting's own, by id
	Next          []Occasion          // the body's meetings to come, in order
}

// A Proposal is what an agenda tells of one.
type Proposal struct {
	Number   string
	Title    string
	Summary  string
	Proposed string
	Views    string        // that a step of its own noted
	Reports  []agenda.Part // of those who were asked to report
	Papers   []string      // by name
	Withheld bool          // the reader may not know of it
}

// An Occasion is a meeting to come.
type Occasion struct {
	Title       wording.Text  // of its series, where that is another than the meeting's own
	Date, Until calendar.Date // Until is zero of a meeting of one day
	Start, End  string
	Place       string
	Note        string
}

// body is the first of those who meet: the minutes are its.
func (f Facts) body() people.Body {
	for _, key := range f.Gathering.Bodies {
		for _, b := range f.People.Bodies {
			if b.Key == key {
				return b
			}
		}
	}
	return people.Body{Title: f.Title}
}

// bodies are all who meet, said.
func (f Facts) bodies(l wording.Language) string {
	var names []wording.Text
	for _, key := range f.Gathering.Bodies {
		for _, b := range f.People.Bodies {
			if b.Key == key {
				names = append(names, b.Title)
			}
		}
	}
	if len(names) == 0 {
		return f.Title.In(l)
	}
	return wording.Join(l, names)
}

// name is what a body, an organization or a person is called.
func (f Facts) name(l wording.Language, key string) string {
	for _, o := range f.People.Organizations {
		if o.Key == key {
			return o.Name.In(l)
		}
	}
	for _, b := range f.People.Bodies {
		if b.Key == key {
			return b.Title.In(l)
		}
	}
	for _, p := range f.People.Persons {
		if p.Key == key {
			return p.Name
		}
	}
	return key
}
