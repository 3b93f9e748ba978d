package definition

import "strings"

// A PromiseForm is what sort of sentence a promise is.
type PromiseForm string

// The forms of promises.
const (
	NeverWithout  PromiseForm = "never without"  // First never before any of Names has passed
	NeverAfter    PromiseForm = "never after"    // First never once Names has passed
	AtMostOnce    PromiseForm = "at most once"   // First never a second time
	AfterAlways   PromiseForm = "after always"   // First is followed by any of Names before the end
	OnlyBy        PromiseForm = "only by"        // First is taken by Names alone
	EveryEnd      PromiseForm = "every end"      // nothing comes to where no final state can be reached
	EveryDeadline PromiseForm = "every deadline" // nothing waits without one
	EveryFollowed PromiseForm = "every followed" // what is decided is asked about afterwards
	NobodyTwice   PromiseForm = "nobody twice"   // nobody has two questions about one matter at once
)

// A Promised is a promise taken apart: what check proves of every run, whoever
// sees one run can hold that to.
type Promised struct {
	Form  PromiseForm
	First string   // a state or a transition
	Names []string // states, transitions, "ROUND.outcome", or parties
}

// Means takes the promise apart, false where it is written in no form there is.
func (p Promise) Means() (Promised, bool) {
	said := p.said()
	for whole, form := range map[string]PromiseForm{
		everyEnd: EveryEnd, everyDeadline: EveryDeadline, everyFollowed: EveryFollowed, nobodyTwice: NobodyTwice,
	} {
		if said == whole {
			return Promised{Form: form}, true
		}
	}
	parts := func(found []string, form PromiseForm) (Promised, bool) {
		m := Promised{Form: form, First: found[1]}
		if len(found) > 2 {
			m.Names = strings.Split(found[2], " or ")
		}
		return m, true
	}
	if found := neverWithout.FindStringSubmatch(said); found != nil {
		return parts(found, NeverWithout)
	}
	if found := neverAfter.FindStringSubmatch(said); found != nil {
		return parts(found, NeverAfter)
	}
	if found := atMostOnce.FindStringSubmatch(said); found != nil {
		return parts(found, AtMostOnce)
	}
	if found := afterAlways.FindStringSubmatch(said); found != nil {
		return parts(found, AfterAlways)
	}
	if found := onlyBy.FindStringSubmatch(said); found != nil {
		return parts(found, OnlyBy)
	}
	return Promised{}, false
}
