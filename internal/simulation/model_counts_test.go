package simulation_test

import (
	"maps"
	"slices"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/people"
)

// A counting is what a condition asks of rounds: their answers, those of a part of them,
// and what each weighs.
type counting struct {
	*model
	town
	hand *asking // nil where no round is at hand
}

// round is the round that the words of a call are about, and the last of them: the one at
// hand, or where there are more words than that one by name.
func (c counting) round(words []string, alone int) (a *asking, word string) {
	a = c.hand
	if len(words) > alone {
		a = c.latest(words[0])
	}
	if len(words) > 0 {
		word = words[len(words)-1]
	}
	return a, word
}

// tallies says whether what somebody said is among what a round counts by name.
func (a *asking) tallies(who string) bool {
	line := a.line.Answer(a.said[who])
	return !a.aside[who] || line != nil && line.Out
}

// counts says whether somebody is counted among those asked.
func (a *asking) counts(who string) bool {
	line := a.line.Answer(a.said[who])
	return !a.aside[who] && (line == nil || !line.Out)
}

// among are those whom a round asks of a part of it, or all of "".
func (c counting) among(a *asking, part string) (all []string) {
	in := slices.Sorted(maps.Keys(a.said))
	if part == "" {
		return in
	}
	then := c.town
	then.today = a.began
	of := then.asked(c.model, a.line.Part(part))
	return slices.DeleteFunc(in, func(who string) bool { return !slices.Contains(of, who) })
}

// saying are those who gave an answer: "yes" of all, "senate.yes" of a part.
func (c counting) saying(a *asking, word string) (all []string) {
	part, answer, dotted := strings.Cut(word, ".")
	if !dotted {
		part, answer = "", word
	}
	for _, who := range c.among(a, part) {
		if a.said[who] == answer && a.tallies(who) {
			all = append(all, who)
		}
	}
	return all
}

func (c counting) count(words ...string) int {
	a, word := c.round(words, 1)
	if a == nil {
		return 0
	}
	return len(c.saying(a, word)) + a.urn[word]
}

func (c counting) weight(words ...string) (sum float64) {
	a, word := c.round(words, 1)
	if a == nil {
		return 0
	}
	who := c.saying(a, word)
	if len(words) == 0 {
		who = slices.DeleteFunc(c.among(a, ""), func(who string) bool { return !a.counts(who) })
	}
	return c.weighing(a, who)
}

// weighing is what some of those whom a round asks weigh together.
func (c counting) weighing(a *asking, who []string) (sum float64) {
	for _, key := range who {
		sum += c.weighs(a, key)
	}
	return sum
}

// weighs is what an organization weighs, or a seat by which somebody is asked.
func (c counting) weighs(a *asking, key string) float64 {
	if o := c.pack.People.Organization(key); o != nil {
		return o.Weight
	}
	for _, party := range a.line.Askable() {
		name := party.Name
		if party.Kind == people.Role {
			name = c.bodies[party.Name]
		}
		b := c.pack.People.Body(name)
		if !party.Each || b == nil {
			continue
		}
		for _, s := range b.Seats {
			voice := s.Role == party.Seat || party.Seat == people.EveryMember && slices.Contains([]string{people.Chair, people.ViceChair, people.Member}, s.Role)
			if s.Person == key && voice && s.Weight != nil && !a.began.Before(s.From) && (s.To.IsZero() || !s.To.Before(a.began)) {
				return *s.Weight
			}
		}
	}
	return 1
}

// ofPart are those of a part of a round who are counted.
func (c counting) ofPart(words []string) (a *asking, who []string) {
	a, part := c.round(words, 1)
	if a == nil {
		return nil, nil
	}
	return a, slices.DeleteFunc(c.among(a, part), func(who string) bool { return !a.counts(who) })
}

// answer is what one respondent has said.
func (c counting) answer(words ...string) string {
	a, who := c.round(words, 1)
	if a == nil {
		return ""
	}
	if body := c.bodies[who]; body != "" {
		who = body
	}
	if who == string(people.Submitter) {
		who = c.submitter
	}
	if said, asked := a.said[who]; asked && a.tallies(who) {
		return said
	}
	return ""
}

// seatsOf is how many have a voice today in the body of a role.
func (c counting) seatsOf(words ...string) int {
	voices := c.seats(c.bodies[words[0]], people.EveryMember, true)
	slices.Sort(voices)
	return len(slices.Compact(voices))
}

// met is how many were at the proposal's meeting of those with a voice where it stands, and
// how many these are: each by itself or by who stands in for it, and for one that is absent
// a substitute.
func (c counting) met(act engine.Act) (present, voices int) {
	then := c.town
	var err error
	if then.today, err = calendar.ParseDate(c.meeting); err != nil {
		return 0, 0
	}
	body, taken := c.bodies[c.flow.State(c.state).HeldBy], map[string]bool{}
	came := c.rolls[c.meeting]
	if len(came) == 0 && act.Roll != nil { // of a day on which nobody has laid a meeting out
		came = act.Roll.Persons
	}
	sits := func(chain []string) bool {
		for _, person := range chain {
			if slices.Contains(came, person) && !taken[person] && !then.leaves(person) {
				taken[person] = true
				return true
			}
		}
		return false
	}
	all := then.seats(body, people.EveryMember, true)
	slices.Sort(all)
	all = slices.Compact(all)
	for _, voice := range all {
		present += truth(sits(then.chain(voice)))
	}
	for _, person := range then.seats(body, people.SubstituteMember, true) {
		present += truth(present < len(all) && sits([]string{person}))
	}
	return present, len(all)
}

// calls are the functions of conditions that the model knows.
func (c counting) calls() map[string]any {
	return map[string]any{
		"weight": c.weight, "answer": c.answer, "seats": c.seatsOf, "others": c.others,
		"asked_of": func(words ...string) int { _, who := c.ofPart(words); return len(who) },
		"answered_of": func(words ...string) (n int) {
			a, who := c.ofPart(words)
			for _, key := range who {
				n += truth(a.said[key] != "" && settles(a.line, a.said[key]))
			}
			return n
		},
		"weight_of": func(words ...string) float64 { a, who := c.ofPart(words); return c.weighing(a, who) },
		"outcome": func(round string) string {
			if a := c.latest(round); a != nil && !a.open {
				return a.outcome
			}
			return ""
		},
		"times": func(words ...string) int { return c.been[words[0]] },
		"days": func(from, to string) int {
			first, err := calendar.ParseDate(from)
			last, also := calendar.ParseDate(to)
			if err != nil || also != nil {
				return 0
			}
			n := 0
			for ; first.Before(last); n++ {
				first = first.AddDays(1)
			}
			for ; last.Before(first); n-- {
				last = last.AddDays(1)
			}
			return n
		},
	}
}

// comesTo is what a round would have come to as it stands: the first outcome that holds.
func (a *asking) comesTo(h *hearing) (outcome string, known bool) {
	for _, o := range a.line.Outcomes {
		holds, known := h.holds(h.town, o.When, engine.Act{}, a)
		if !known {
			return "", false
		}
		if holds {
			return o.Name, true
		}
	}
	return "", len(a.line.Outcomes) > 0
}

// mostEnds is how many ends of a round are tried.
const mostEnds = 300

// certain says whether a round comes to the same whatever those who have not settled say or
// don't: every end is tried, and where they are too many nothing is known.
func (a *asking) certain(h *hearing) (certain, known bool) {
	var left []string
	ends := 1
	for _, who := range slices.Sorted(maps.Keys(a.said)) {
		if a.counts(who) && !settles(a.line, a.said[who]) {
			left = append(left, who)
			if ends *= len(a.line.Answers) + 1; ends > mostEnds {
				return false, false
			}
		}
	}
	if special(a.line) || len(a.line.Outcomes) == 0 {
		return false, false
	}
	before, first := a.said, ""
	defer func() { a.said = before }()
	for end := range ends {
		a.said = maps.Clone(before)
		for _, who := range left {
			answer := end % (len(a.line.Answers) + 1)
			end /= len(a.line.Answers) + 1
			if a.said[who] = ""; answer < len(a.line.Answers) {
				a.said[who] = a.line.Answers[answer].Name
			}
		}
		came, known := a.comesTo(h)
		if !known {
			return false, false
		}
		if first == "" {
			first = came
		}
		if came != first {
			return false, true
		}
	}
	return true, true
}

// unknown are the words of a condition that ask for more than the model knows.
func (m *model) unknown(g *definition.Guard) bool {
	known := []string{"count", "none", "complete", "open", "weight", "answer", "seats", "others", "asked_of", "answered_of", "weight_of", "outcome", "times", "days"}
	for _, call := range calls.FindAllStringSubmatch(g.Source, -1) {
		if !slices.Contains(known, call[1]) {
			return true
		}
	}
	for _, word := range []string{"decisions", "recommendation", "votes.", "now", "parent", "." + people.Chair, `.opened"`, `.expired"`, `"edited"`} {
		if strings.Contains(g.Source, word) {
			return true
		}
	}
	return strings.Contains(g.Source, "times(") && slices.ContainsFunc(m.flow.Rounds, func(r definition.Round) bool { return strings.Contains(g.Source, `times("`+r.Name) })
}
