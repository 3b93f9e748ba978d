package web

import (
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// How much a form, a file, and all the files of a proposal may hold; and how much
// of a form is read, so that whoever sends too large a file hears so.
const (
	formLimit     = 1 << 20
	uploadLimit   = 25 << 20
	proposalLimit = 200 << 20
	readLimit     = 300 << 20
)

// megabytes is a limit as people are told it.
func megabytes(bytes int64) int64 { return bytes >> 20 }

// limitArgs are the limits by name, for the sentences that tell them.
func limitArgs() wording.Args {
	return wording.Args{"Most": megabytes(uploadLimit), "All": megabytes(proposalLimit)}
}

// roomFault refuses a document for which a proposal has no room left beside those
// that it has. Every version counts.
func roomFault(l wording.Language, has []engine.Document, more engine.Document) *fault.Error {
	var used int64
	for _, d := range has {
		used += d.Size
	}
	if used+more.Size <= proposalLimit {
		return nil
	}
	return said("no_room", "documents", wording.Args{
		"Name": more.Name, "Size": size(l, more.Size), "Used": size(l, used), "All": megabytes(proposalLimit)})
}
