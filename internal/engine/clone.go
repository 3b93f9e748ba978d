package engine

import (
	"maps"
	"slices"
)

// Clone copies a proposal so deep that changing either leaves the other as it
// was. What is empty is nil in the copy, as JSON leaves it out. Every act copies a
// proposal a few times, so that what is many is copied into one piece of memory.
func (p Proposal) Clone() Proposal {
	p.Fields, p.Bodies = cloneMap(p.Fields), cloneMap(p.Bodies)
	p.Meeting = clonePointer(p.Meeting)
	if p.Decision = clonePointer(p.Decision); p.Decision != nil {
		p.Decision.Meeting, p.Decision.Inputs = clonePointer(p.Decision.Meeting), cloneMap(p.Decision.Inputs)
	}
	p.Deadlines = cloneSlice(p.Deadlines)
	timers := 0
	for _, deadline := range p.Deadlines {
		timers += len(deadline.Timers)
	}
	all := make([]Timer, 0, timers)
	for i := range p.Deadlines {
		p.Deadlines[i].Timers, all = cloneInto(all, p.Deadlines[i].Timers)
	}
	p.Rounds = cloneSlice(p.Rounds)
	for i := range p.Rounds {
		p.Rounds[i].Respondents = cloneSlice(p.Rounds[i].Respondents)
		for j := range p.Rounds[i].Respondents {
			respondent := &p.Rounds[i].Respondents[j]
			respondent.Inputs = cloneMap(respondent.Inputs)
		}
	}
	p.Documents, p.Past = cloneSlice(p.Documents), cloneSlice(p.Past)
	p.Parent = clonePointer(p.Parent)
	p.Conflicts = cloneSlice(p.Conflicts)
	return p
}

func clonePointer[T any](p *T) *T {
	if p == nil {
		return nil
	}
	copied := *p
	return &copied
}

func cloneMap[M ~map[K]V, K comparable, V any](m M) M {
	if len(m) == 0 {
		return nil
	}
	return maps.Clone(m)
}

func cloneSlice[T any](s []T) []T {
	if len(s) == 0 {
		return nil
	}
	return slices.Clone(s)
}

// cloneInto copies s to the end of all, which has room for it. The copy has no
// room of its own, so that what is added to it goes elsewhere.
func cloneInto[T any](all, s []T) (copied, grown []T) {
	if len(s) == 0 {
		return nil, all
	}
	from := len(all)
	all = append(all, s...)
	return all[from:len(all):len(all)], all
}
