package engine

import (
	"time"

	"beredd/internal/calendar"
	"beredd/internal/wording"
)

// A Foretold is one letter that would go out.
type Foretold struct {
	At           time.Time
	Mail         string
	Name         string // of who has it
	Person       string // key, or ""
	Organization string // key, or ""
	Body         string // key, or ""
	Letter       string // what people call the letter
	Subject      string // as it will be written
	Number       string // of the proposal; of one that is not laid out yet the series alone
	Title        string
	About        string        // the question, or where the proposal stands
	Due          calendar.Date // by when something is asked, zero where nothing is
	Why          string        // in which quality it is had
	Gathered     []string      // the subjects of those that go in it, where it is several in one
}

// A Foresight is which days' letters are to be foretold, and how.
type Foresight struct {
	From, To  calendar.Date
	InTime    bool // whoever is asked answers as soon as that may be; else everybody is silent
	Announced bool // those whom the year concerns have it by letter when it is laid out
	Language  wording.Language
}
