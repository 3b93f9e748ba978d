package definition

import (
	"slices"

	"beredd/internal/people"
)

// mostTallies is how many ways a round may end that are all looked at; of more,
// those at the borders are: none, few, half, nearly all and all.
const mostTallies = 20_000

// electorate is how many a round asks: at least and at most, as the pack's people
// and organizations are from day to day. It is not known of parties that only a
// running proposal can count.
func (s *scope) electorate(r *Round) (least, most int, known bool) {
	if r.Again == Adds {
		return 0, 0, false // it is counted over all that have opened
	}
	asked := map[string]bool{} // whether always
	vague := 0
	for _, p := range r.Asks {
		switch bodies := s.bodiesOf(p); {
		case p.Each && len(bodies) == 1:
			s.seatsOf(bodies[0], p.Seat, asked)
		case p.Each, p.Kind == people.Role, p.Kind == people.Submitter: // may be one of the others
			vague += s.size(p)
		case p.Kind == people.Chosen: // any of them, and none
			vague += s.size(p)
		case p.Kind == people.Organizations:
			for _, o := range s.people.Organizations {
				if p.OfKind == "" || o.Kind == p.OfKind {
					asked["of "+o.Key] = asked["of "+o.Key] || o.From.IsZero() && o.To.IsZero()
				}
			}
		case p.Kind == people.AnOrg:
			asked["of "+p.Name] = true
		case p.Kind == people.ABody, p.Kind == people.Bodies:
			for _, key := range bodies {
				asked["in "+key] = true
			}
		case p.Kind == people.APerson:
			asked[p.Name] = true
		case p.Kind == people.Coordinator:
			for _, key := range s.people.Coordinators {
				asked[key] = true
			}
		default:
			return 0, 0, false
		}
	}
	for key, always := range asked {
		if always && (s.flow.Conflict == nil || s.people.Person(key) == nil) { // a person may have a conflict of interest
			least++
		}
	}
	most = len(asked) + vague
	if r.MayAskNobody() { // any of them may be left out, and all
		least = 0
	}
	if r.Living && least == 0 { // all may leave
		return 0, 0, false
	}
	if r.MayAskNobody() {
		return 0, max(most, 1), len(r.Asks) > 0
	}
	return max(least, 1), max(most, 1), len(r.Asks) > 0
}

// seatsOf adds those who have a seat in a body, and whether always.
func (s *scope) seatsOf(body, seat string, asked map[string]bool) {
	if b := s.people.Body(body); b != nil {
		for _, at := range b.Seats {
			if at.Is(seat) {
				asked[at.Person] = asked[at.Person] || at.From.IsZero() && at.To.IsZero()
			}
		}
	}
}

// tallies are the ways in which a round that asks so many may stand, from nobody
// having answered to all; sampled where there are too many to list.
func tallies(r *Round, least, most int, near []int) (all []tally, sampled bool) {
	total := 0
	for n := least; n <= most && total <= mostTallies; n++ {
		total += ways(n, len(r.Answers))
	}
	if total <= mostTallies {
		for n := least; n <= most; n++ {
			all = append(all, every(r, n, upTo(n))...)
		}
		return all, false
	}
	for _, n := range slices.Compact([]int{least, most}) {
		all = append(all, every(r, n, borders(n, len(r.Answers), near))...)
	}
	return all, true
}

// ways is how many tallies there are of n asked and k answers, beside silence; no
// more than is worth counting.
func ways(n, k int) int {
	total := 1
	for i := 1; i <= k; i++ {
		total = total * (n + i) / i
		if total > mostTallies {
			return mostTallies + 1
		}
	}
	return total
}

func upTo(n int) []int {
	counts := make([]int, n+1)
	for i := range counts {
		counts[i] = i
	}
	return counts
}

// borders are the counts at which conditions turn: about none, half, a third and
// all, and what the conditions themselves say. The more answers, the fewer.
func borders(n, answers int, near []int) []int {
	counts := []int{0, 1, n - 1, n}
	for _, at := range near {
		counts = append(counts, at-1, at, at+1)
	}
	if answers < 4 {
		counts = append(counts, 2, n/3, n/3+1, n/2-1, n/2, n/2+1, n*2/3, n*2/3+1, n-2)
	}
	slices.Sort(counts)
	counts = slices.DeleteFunc(slices.Compact(counts), func(c int) bool { return c < 0 || c > n })
	for answers > 0 && len(counts) > 3 && power(len(counts), answers) > mostTallies {
		counts = slices.Delete(counts, len(counts)/2, len(counts)/2+1)
	}
	return counts
}

func power(base, exponent int) int {
	total := 1
	for range exponent {
		total = min(total*base, mostTallies*1000)
	}
	return total
}

// every is each tally whose counts are among those, the fewest first.
func every(r *Round, asked int, counts []int) []tally {
	var all []tally
	given := make([]int, len(r.Answers))
	var fill func(at, left int)
	fill = func(at, left int) {
		if at == len(given) {
			all = append(all, tally{r, asked, slices.Clone(given)})
			return
		}
		for _, n := range counts {
			if n > left {
				break
			}
			given[at] = n
			fill(at+1, left-n)
		}
		given[at] = 0
	}
	fill(0, asked)
	return all
}

// before are the tallies from which one respondent's word leads to this one.
func (t tally) before() []tally {
	var all []tally
	for i := range t.given {
		if t.given[i] == 0 {
			continue
		}
		earlier := tally{t.round, t.asked, slices.Clone(t.given)}
		earlier.given[i]--
		all = append(all, earlier)
		for j := range t.given {
			if i != j {
				other := tally{t.round, t.asked, slices.Clone(earlier.given)}
				other.given[j]++
				all = append(all, other)
			}
		}
	}
	return all
}

// nobody says whether nobody has answered.
func (t tally) nobody() bool {
	return !slices.ContainsFunc(t.given, func(n int) bool { return n > 0 })
}
