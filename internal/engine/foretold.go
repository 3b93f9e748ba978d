package engine

import (
	"time"

	"beredd/internal/calendar"
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
}
