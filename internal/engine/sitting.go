package engine

import "beredd/internal/definition"

// A Sitting is a meeting as its papers tell of it, with what their reader may know of
// the proposals that it takes up: those that are confidential come veiled.
type Sitting struct {
	Pack    *definition.Pack
	Meeting Proposal
	About   []Proposal // that its items take up or report
	Next    []Proposal // the meetings to come, in order of their day
}

// A Paper is one of a meeting's papers.
type Paper struct {
	Kind string // notice, agenda, minutes or extract
	Item string // of an extract: the item's id
	For  string // of an extract: the organization's key
}
