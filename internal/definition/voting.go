package definition

import (
	"slices"
)

// voting is what the bodies may answer that a round asks through their members. A
// body answers by what its members do: while the round is open when their part is
// complete, and as the round ends, answered or not, by what has come in. So answers
// may come many at once as it ends, of which one alone would have ended it before;
// and what no members' answers lead to, no body ever answers.
type voting struct {
	open, end []verdict      // for each of the round's answers whether a body may give it then
	groups    int            // how many bodies answer so, at most
	outright  int            // how many others are asked, and bodies in which nobody may sit
	known     map[string]int // what joined has found
	tried     map[int]bool   // of how many members it is known what they may come to
}

// voting is what is known of the bodies that a round asks through their members; nil
// where it asks nobody so.
func (s *scope) voting(r *Round) *voting {
	if r.Through == nil || len(r.Through.Answers) == 0 {
		return nil
	}
	v := &voting{open: make([]verdict, len(r.Answers)), end: make([]verdict, len(r.Answers)), known: map[string]int{}, tried: map[int]bool{}}
	for i := range r.Answers {
		v.open[i], v.end[i] = never, never
	}
	for _, p := range r.Asks {
		bodies := s.bodiesOf(p)
		if p.Each || p.Seat != "" || len(bodies) == 0 {
			v.outright += max(s.size(p), len(bodies), 1)
			continue
		}
		for _, body := range bodies {
			least, most := s.voices(body, r.Through.Seat)
			if least == 0 {
				v.outright++
			}
			v.groups++
			for members := max(least, 1); members <= most; members++ {
				v.of(r, members)
			}
		}
	}
	return v
}

// voices is how many members of a body a round asks, at least and at most.
func (s *scope) voices(body, seat string) (least, most int) {
	persons := map[string]bool{}
	s.seatsOf(body, seat, persons)
	for key, always := range persons {
		p := s.people.Person(key)
		if always && (p == nil || p.From.IsZero() && p.To.IsZero()) {
			least++
		}
	}
	if s.flow.Conflict != nil { // all but one may have a conflict of interest
		least = min(least, 1)
	}
	return least, len(persons)
}

// of tries every way in which so many members of a body may have answered.
func (v *voting) of(r *Round, members int) {
	if v.tried[members] {
		return
	}
	v.tried[members] = true
	part := *r
	part.Complete, part.Closes, part.Outcomes = r.Through.Complete, WhenComplete, nil
	ways, sampled := tallies(&part, members, members, []int{part.Complete.Count})
	for _, t := range ways {
		if t.nobody() {
			continue
		}
		complete, left := t.completes(), surely
		for _, a := range r.Through.Answers {
			holds := both(left, a.When.weigh(known{counted: t.weigh}))
			left = both(left, holds.not())
			if sampled {
				holds = both(holds, maybe)
			}
			if i := slices.IndexFunc(r.Answers, func(one Answer) bool { return one.Name == a.Name }); i >= 0 {
				v.open[i] = either(v.open[i], both(holds, complete))
				v.end[i] = either(v.end[i], both(holds, complete.not()))
			}
		}
	}
}

// may says whether a round can stand so while it is open, or as it ends: no more have
// an answer that no body gives than are asked outright.
func (v *voting) may(t tally, atEnd bool) bool {
	if v == nil {
		return true
	}
	others := 0
	for i, n := range t.given {
		if v.open[i] == never && (!atEnd || v.end[i] == never) {
			others += n
		}
	}
	return others <= v.outright
}

// ends says whether a round can stand so as it ends without its answers: it stood so
// while it was open, or did when bodies have answered that had not.
func (v *voting) ends(t tally) bool {
	if v == nil {
		return t.completes() != surely
	}
	return v.may(t, true) && v.joined(t) <= v.groups
}

// joined is how many bodies must have answered as the round ended for it to stand so.
func (v *voting) joined(t tally) int {
	key := string(append(counts([]int{t.asked}), counts(t.given)...))
	if n, known := v.known[key]; known {
		return n
	}
	least := v.groups + 1
	if t.completes() != surely && v.may(t, false) {
		least = 0
	}
	for i := range t.given {
		if least > 0 && t.given[i] > 0 && v.end[i] != never {
			earlier := tally{t.round, t.asked, slices.Clone(t.given)}
			earlier.given[i]--
			least = min(least, v.joined(earlier)+1)
		}
	}
	v.known[key] = least
	return least
}

// counts is a key that tells counts apart.
func counts(given []int) []byte {
	var key []byte
	for _, n := range given {
		key = append(key, byte(n), byte(n>>8))
	}
	return key
}

// doubted says whether it hangs on more than the counts what bodies answer as the
// round ends.
func (v *voting) doubted() bool {
	return v != nil && slices.Contains(append(slices.Clone(v.end), v.open...), maybe)
}
