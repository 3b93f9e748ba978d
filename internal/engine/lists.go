package engine

import (
	"errors"
	"time"
)

// ErrFenced says that a lease has passed to another holder since the change's
// fence was given.
var ErrFenced = errors.New("another node has the lease now")

// A Due is a proposal with something that time shall do, the first of it.
type Due struct {
	Proposal string
	Timer    string // the id of the timer that is due first
	At       time.Time
}

// A DeliveryFilter says which deliveries a log shows, the latest first.
type DeliveryFilter struct {
	Collaboration string
	Proposal      string         // one proposal's, else all
	Status        DeliveryStatus // one status, else all
	Carrier       string         // those that went in one letter, else all
	Limit         int            // rows a page; 0 is 50
	Offset        int
}

// A Deliveries is one page of a delivery log.
type Deliveries struct {
	Rows   []Delivery
	More   bool                   // there are rows after these
	Counts map[DeliveryStatus]int // of all letters that are not accepted, by status
}
