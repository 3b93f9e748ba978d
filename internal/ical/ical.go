// Package ical writes calendars as calendar programs read them (RFC 5545): the
// invitation to a meeting, the word that it is cancelled (RFC 5546), and a feed
// that somebody subscribes to. It works out the time zone's rules from the zone,
// and folds, escapes and quotes.
//
// It is pure, and does not know what a meeting is, who may read of it, or where
// what it writes is sent.
package ical

import (
	"time"

	"beredd/internal/calendar"
)

// A Calendar is one file, or what a feed answers.
type Calendar struct {
	Method  Method
	Name    string        // what a program that subscribes calls it; "" in a letter
	Refresh time.Duration // how often such a program should ask; 0 in a letter
	Zone    *time.Location
	Events  []Event
}

// A Method is what a program is to do with what it is handed.
type Method string

// The methods.
const (
	Publish Method = "PUBLISH" // to be shown
	Request Method = "REQUEST" // an invitation, or a newer one of the same meeting
	Cancel  Method = "CANCEL"  // the meeting is not held
)

// An Event is one entry of a calendar: a meeting at its time, or a day.
type Event struct {
	UID      string // the same for ever, and no other event's
	Sequence int    // how often its time or place has changed, or whether it is held
	Stamp    time.Time
	Title    string
	Text     string
	Place    string
	URL      string
	Start    time.Time // of an event at a time; zero of one that is days
	End      time.Time // zero where nobody has said it: programs are told that it takes an hour
	Day      calendar.Date
	Last     calendar.Date // of several days; zero is Day

	Free      bool // it takes up nobody's time
	Cancelled bool
	Organizer Address
	Attendee  Address // the one whom an invitation goes to; the zero Address in a feed
	Kinds     []string
}

// An Address is a mailbox, with the name of whose it is.
type Address struct{ Name, Mail string }

// assumed is how long an event takes that nobody has said the end of: without one,
// programs show a line that can't be seen.
const assumed = time.Hour
