package engine

// calledOff is the state of a meeting that is not held.
const calledOff = "cancelled"

// CalledOff says whether a meeting is not held.
func (p Proposal) CalledOff() bool { return p.Gathering != nil && p.State == calledOff }

// Revision is how often the time or place of a meeting has changed, or whether it is
// held at all: what calendar programs tell a newer invitation from an older one by.
func (p Proposal) Revision() int {
	n := 0
	for _, m := range p.Past {
		switch m.What {
		case calledOff:
			n += 2 * m.Times // each time it was called off, and taken up again
		case "rescheduled":
			n += m.Times
		}
	}
	if p.CalledOff() {
		n--
	}
	return n
}
