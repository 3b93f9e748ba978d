package engine

// CalledOff says whether a meeting is not held.
func (p Proposal) CalledOff() bool { return p.Gathering != nil && p.State == stateCancelled }

// Revision is how often the time or place of a meeting has changed, or whether it is
// held at all: what calendar programs tell a newer invitation from an older one by.
func (p Proposal) Revision() int {
	n := 0
	for _, m := range p.Past {
		switch m.What {
		case stateCancelled:
			n += 2 * m.Times // each time it was called off, and taken up again
		case string(Rescheduled):
			n += m.Times
		}
	}
	if p.CalledOff() {
		n--
	}
	return n
}
