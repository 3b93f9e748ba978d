package engine

import (
	"slices"

	"beredd/internal/definition"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// adds says whether each opening of a round is a question of its own beside the
// others.
func (d *deciding) adds(name string) bool {
	line := d.flow.Round(name)
	return line != nil && line.Again == definition.Adds
}

// together are the rounds of a name that are spoken of as one: the newest, or where
// they add, all that opened since the proposal came to the state in which the
// newest did.
func (d *deciding) together(name string) []*Round {
	newest := d.latest(name)
	if newest == nil || !d.adds(name) {
		return slices.DeleteFunc([]*Round{newest}, func(r *Round) bool { return r == nil })
	}
	var all []*Round
	for i := range d.p.Rounds {
		if r := &d.p.Rounds[i]; r.Name == name && r.Since.Equal(newest.Since) {
			all = append(all, r)
		}
	}
	return all
}

// counted are the rounds whose answers count as those of the one at hand: itself
// alone while it is weighed whether it ends, and how.
func (d *deciding) counted(round *Round) []*Round {
	switch {
	case round == nil:
		return nil
	case d.weighing == round.ID || !d.adds(round.Name):
		return []*Round{round}
	}
	return d.together(round.Name)
}

// alone weighs something of one round, whose answers alone count meanwhile.
func (d *deciding) alone(round *Round, weigh func()) {
	before := d.weighing
	d.weighing = round.ID
	weigh()
	d.weighing = before
}

// completed says whether the rounds of a name have ended: there has been one, and
// none is open.
func (d *deciding) completed(name string) bool {
	ended := false
	for _, r := range d.together(name) {
		if r.Open() {
			return false
		}
		ended = ended || d.counts(r)
	}
	return ended
}

// isOpen says whether any round of a name is.
func (d *deciding) isOpen(name string) bool {
	return slices.ContainsFunc(d.together(name), func(r *Round) bool { return r.Open() })
}

// roundAt is the round that an act names. Of several that are open together it is
// the first that waits for the respondent, else the first that asks it.
func (d *deciding) roundAt(name, respondent string) *Round {
	if !d.adds(name) {
		return d.latest(name)
	}
	var asks *Round
	for _, r := range d.together(name) {
		i := slices.IndexFunc(r.Respondents, func(x Respondent) bool { return respondent == "" || x.Key() == respondent })
		switch {
		case !r.Open() || i < 0:
		case !r.Respondents[i].Final:
			return r
		case asks == nil:
			asks = r
		}
	}
	if asks == nil {
		return d.latest(name)
	}
	return asks
}

// nth is which of the rounds of a name that add a new one is; 0 where they do not.
func (d *deciding) nth(name string) int {
	if !d.adds(name) {
		return 0
	}
	n := 1
	for _, r := range d.p.Rounds {
		if r.Name == name {
			n++
		}
	}
	return n
}

// settledBefore is the round whose settled answers a new one carries on, or nil.
func (d *deciding) settledBefore(line *definition.Round) *Round {
	if line.Again != definition.TheSilent {
		return nil
	}
	for i := len(d.p.Rounds) - 1; i >= 0; i-- {
		if r := d.p.Rounds[i]; r.Name == line.Name && !r.OpenedAt.IsZero() && !r.Withdrawn {
			return &r
		}
	}
	return nil
}

// carryOn puts the answers that were settled before where the same are asked again,
// and answers whose they are.
func (d *deciding) carryOn(round, before *Round) []string {
	if before == nil {
		return nil
	}
	var kept []string
	for i, r := range round.Respondents {
		for _, earlier := range before.Respondents {
			bound := d.flow.Round(round.Name).OnEdit == definition.AskAgain && earlier.Text != d.p.TextVersion()
			if earlier.Final && earlier.Key() == r.Key() && !bound {
				round.Respondents[i] = earlier
				kept = append(kept, r.Key())
			}
		}
	}
	return kept
}

// withdraw closes the questions that a step closes. Nothing follows from it but
// that whoever was still asked is told, once and in one letter with what the pack writes
// of the step; who hears that the meeting is cancelled has heard it.
func (d *deciding) withdraw(t *definition.Transition) {
	for _, line := range d.flow.Rounds {
		if !t.ClosesRound(line.Name) {
			continue
		}
		d.dropEach(line.Name, func(round *Round) {
			for _, r := range round.Respondents {
				if !round.owes(r) {
					continue
				}
				for _, recipient := range d.recipientsOf(&line, r) {
					d.needNot(line.Name, recipient)
				}
			}
		})
	}
}

// letterNotNeeded tells who was to do something of the year that it falls.
const letterNotNeeded = "not_needed"

// needNot tells somebody that a question need not be answered.
func (d *deciding) needNot(round string, to people.Recipient) {
	letter := letterInformation
	if ofYear(d.flow) {
		letter = letterNotNeeded
	}
	n := d.notice(letter, to)
	n.About = round
	if d.saysItToo(n) {
		return
	}
	if !slices.ContainsFunc(d.notices, func(o Notice) bool { return o.Letter == letterCancelled && o.Mail == n.Mail }) {
		d.owe(n)
	}
}

// ends are the letters that say that a proposal goes no further and that nothing more is
// to be done.
var ends = []string{"withdrawn", "lapsed", "rejected"}

// saysItToo lets the letter that the pack sends of the step say that a question is
// withdrawn, where the same address has one that can: one for information takes the line,
// and one that says the matter is over needs none.
func (d *deciding) saysItToo(n Notice) bool {
	for i := range d.notices {
		o := &d.notices[i]
		switch {
		case o.Mail != n.Mail || o.Organization != n.Organization || o.Round != "" || o.About != "":
		case !d.p.Closed.IsZero() && slices.Contains(ends, o.Letter):
			return true
		case n.Letter == letterInformation && o.Letter == letterInformation:
			o.About = n.About
			return true
		}
	}
	return false
}

// RoundTitle is what people call a round: of those that add, each by its number.
func RoundTitle(flow *definition.Workflow, name string, nth int) wording.Text {
	title := wording.Same(name)
	if flow != nil && flow.Round(name) != nil {
		title = flow.Round(name).Title
	}
	if nth < 2 {
		return title
	}
	return wording.Both("engine.nth_round", wording.Args{"Round": title, "Nth": nth})
}
