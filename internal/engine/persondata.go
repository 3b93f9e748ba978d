package engine

import (
	"time"
)

// A PersonData is all that is kept of one person, of whoever has an address, or of
// somebody outside the collaboration by name. It is what the person has a right to read.
type PersonData struct {
	Key       string           `json:"key,omitempty"`
	Addresses []string         `json:"addresses"`
	Named     []PersonNamed    `json:"named"`    // as editions of the process name the person
	Acts      []PersonAct      `json:"acts"`     // in history
	Outside   []PersonOutside  `json:"outside"`  // of somebody outside the collaboration: the proposals that name them
	Letters   []PersonLetter   `json:"letters"`  // that went to the person
	Messages  []PersonMessage  `json:"messages"` // that came by mail
	Drafts    []PersonDraft    `json:"drafts"`
	Calendars []PersonCalendar `json:"calendars"`
	Marks     []PersonAddress  `json:"address_marks"`
}

// A PersonNamed is what an edition says of a person.
type PersonNamed struct {
	Edition string `json:"edition"`
	InForce bool   `json:"in_force"`
	Name    string `json:"name"`
	Mail    string `json:"mail"`
}

// A PersonAct is one thing that a person did, with what was written.
type PersonAct struct {
	Number string            `json:"number"`
	Seq    int               `json:"event"`
	At     time.Time         `json:"at"`
	Kind   EventKind         `json:"kind"`
	Texts  map[string]string `json:"texts,omitempty"`
}

// A PersonOutside is one proposal that names somebody outside the collaboration, with
// the answer that is theirs, where it is by an answer that it names them.
type PersonOutside struct {
	Number string         `json:"number"`
	Name   string         `json:"name"`
	Mail   string         `json:"mail,omitempty"`
	Round  string         `json:"round,omitempty"`
	Answer string         `json:"answer,omitempty"`
	At     time.Time      `json:"at,omitzero"`
	Inputs map[string]any `json:"inputs,omitempty"`
}

// A PersonLetter is one letter that went to a person.
type PersonLetter struct {
	Number string         `json:"number"`
	Letter string         `json:"letter"`
	Name   string         `json:"name"`
	Mail   string         `json:"mail"`
	At     time.Time      `json:"at"`
	Status DeliveryStatus `json:"status"`
}

// A PersonMessage is one message that a person sent.
type PersonMessage struct {
	At      time.Time    `json:"at"`
	Kind    IncomingKind `json:"kind"`
	From    string       `json:"from"`
	Name    string       `json:"name,omitempty"`
	Subject string       `json:"subject"`
	Text    string       `json:"text"`
}

// A PersonDraft is what a person has written and not sent.
type PersonDraft struct {
	Form  string    `json:"form"`
	Text  string    `json:"text"`
	Saved time.Time `json:"saved"`
}

// A PersonCalendar is a calendar that a person subscribes to.
type PersonCalendar struct {
	Language string    `json:"language"`
	At       time.Time `json:"at"`
}

// A PersonAddress is what is known of an address.
type PersonAddress struct {
	Mail   string    `json:"mail"`
	Status string    `json:"status"`
	Since  time.Time `json:"since"`
}

// An Erasing says whose data is to go: that of a person by key, of some addresses, or of
// people outside the collaboration by name. History says that who acted and what was written with it goes too: then the
// texts are gone from history, which stays whole.
type Erasing struct {
	Collaboration string
	Person        string
	Addresses     []string
	Names         []string
	History       bool
}

// Erased counts what went, and what could not.
type Erased struct {
	Letters  int // that no longer say who had them
	Unsent   int // of them, those that had not gone and never will
	Active   int // that are being sent just now, and were left
	Messages int // that no longer say who wrote them
	Drafts   int
	Other    int // calendars, marks of addresses
	Acts     int // of history
}
