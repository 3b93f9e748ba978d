package engine

import (
	"strings"

	"beredd/internal/calendar"
)

// A ward tells who is counted among those whom a round asks: all, or those of a part.
type ward func(Respondent) bool

// counting is the answer that a word of a condition names, and of whom it is counted:
// "yes" of all, "municipalities.yes" of a part of the round.
func (d *deciding) counting(round *Round, word string) (answer string, of ward) {
	part, answer, dotted := strings.Cut(word, ".")
	if !dotted {
		return word, func(Respondent) bool { return true }
	}
	return answer, d.part(round, part)
}

// part are those of whom a round says that they are a part of it, as they were when it
// opened, or today where those whom it asks live.
func (d *deciding) part(round *Round, name string) ward {
	keys := map[string]bool{}
	if line := d.flow.Round(round.Name); line != nil {
		today := d.today
		if !line.Living {
			d.today = d.opened(round)
		}
		for _, party := range d.oneByOne(line.Part(name)) {
			for _, r := range d.asks(d.resolve(party)) {
				keys[r.Key()] = true
			}
		}
		d.today = today
	}
	return func(r Respondent) bool { return keys[r.Key()] }
}

// opened is the day on which a round opened, today of one that has not.
func (d *deciding) opened(round *Round) calendar.Date {
	if round.OpenedAt.IsZero() {
		return d.today
	}
	return d.pack.Calendar.Today(round.OpenedAt)
}

// ofPart adds up over a part of the round at hand, or of one by name, what somebody
// counts for.
func (d *deciding) ofPart(round *Round, words []string, counts func(*Round, Respondent) float64) (sum float64) {
	rounds := d.counted(round)
	if len(words) == 2 {
		rounds = d.together(words[0])
	}
	for _, round := range rounds {
		in := d.part(round, words[len(words)-1])
		for _, r := range round.Respondents {
			if r.Counts() && in(r) {
				sum += counts(round, r)
			}
		}
	}
	return tidy(sum)
}

// parts adds to an env what a condition may ask of a part of a round.
func (d *deciding) parts(env map[string]any, round *Round) {
	env["asked_of"] = func(words ...string) int {
		return int(d.ofPart(round, words, func(*Round, Respondent) float64 { return 1 }))
	}
	env["answered_of"] = func(words ...string) int {
		return int(d.ofPart(round, words, func(_ *Round, r Respondent) float64 {
			if r.Final {
				return 1
			}
			return 0
		}))
	}
	env["weight_of"] = func(words ...string) float64 { return d.ofPart(round, words, d.weighs) }
}
