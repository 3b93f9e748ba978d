package definition_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"beredd/internal/definition"
)

// decisive are pairs of conditions of which the first that holds decides.
var decisive = []string{
	`count("yes") * 2 > asked`,
	`weight("yes") * 2 > weight()`,
	`count("yes") * 2 > asked && weight("yes") * 100 >= weight() * 65`,
	`count("some.yes") * 3 >= asked_of("some") * 2 && none("rest.no")`,
	`weight("yes") - weight("no") > 2.5 || !(count("no") <= answered / 2)`,
	`weight("some.yes") > weight_of("rest") && answered_of("some") == asked_of("some")`,
	`count("yes") + 1 >= count("no") && 2 != count("blank")`,
}

// What a round is said to come to for certain it comes to, whatever those who wait may
// still answer.
func TestWhatIsCertainComesAboutWhateverIsAnswered(t *testing.T) {
	t.Parallel()
	rounds := make([]*definition.Round, len(decisive))
	for i, when := range decisive {
		rounds[i] = decided(t, when)
	}
	found := 0
	rapid.Check(t, func(rt *rapid.T) {
		r := rounds[rapid.IntRange(0, len(rounds)-1).Draw(rt, "conditions")]
		voters := make([]definition.Voter, rapid.IntRange(1, 6).Draw(rt, "voters"))
		for i := range voters {
			voters[i] = definition.Voter{
				Answer: rapid.SampledFrom([]string{"yes", "no", "blank"}).Draw(rt, "answer"), Waits: rapid.IntRange(0, 2).Draw(rt, "waits") == 0,
				Weight: rapid.SampledFrom([]float64{0.1, 0.2, 1, 2.5, 10}).Draw(rt, "weight"), Parts: rapid.SampledFrom([][]string{nil, {"some"}, {"rest"}, {"some", "rest"}}).Draw(rt, "parts"),
			}
			if voters[i].Waits {
				voters[i].Answer = ""
			}
		}
		outcome, certain := r.Certain(voters)
		if certain {
			found++
		}
		comes := map[string]bool{}
		every(voters, 0, func() {
			comes[came(t, r, voters)] = true
		})
		if certain && (len(comes) != 1 || !comes[outcome]) {
			rt.Fatalf("it is said to come to %s, and may come to %v: %+v", outcome, comes, voters)
		}
	})
	if found == 0 {
		t.Error("nothing was ever certain")
	}
}

// One comparison alone is seen through: it is certain as soon as it is.
func TestOneComparisonIsCertainAsSoonAsItCanBe(t *testing.T) {
	t.Parallel()
	r := decided(t, `weight("yes") * 2 > weight()`)
	rapid.Check(t, func(rt *rapid.T) {
		voters := make([]definition.Voter, rapid.IntRange(1, 6).Draw(rt, "voters"))
		for i := range voters {
			voters[i] = definition.Voter{Weight: float64(rapid.IntRange(1, 9).Draw(rt, "weight")), Waits: true}
			if rapid.Bool().Draw(rt, "answered") {
				voters[i].Waits, voters[i].Answer = false, rapid.SampledFrom([]string{"yes", "no", "out"}).Draw(rt, "answer")
			}
		}
		_, certain := r.Certain(voters)
		comes := map[string]bool{}
		every(voters, 0, func() { comes[came(t, r, voters)] = true })
		if certain != (len(comes) == 1) {
			rt.Fatalf("certain: %v, and it may come to %v: %+v", certain, comes, voters)
		}
	})
}

// every lets those who wait answer in every way, and be silent.
func every(voters []definition.Voter, at int, then func()) {
	switch {
	case at == len(voters):
		then()
	case !voters[at].Waits:
		every(voters, at+1, then)
	default:
		before := voters[at]
		for _, answer := range []string{"", "yes", "no", "blank", "out"} {
			voters[at].Answer, voters[at].Waits = answer, false
			every(voters, at+1, then)
		}
		voters[at] = before
	}
}

// decided is a round that is carried where a condition holds, and falls else.
func decided(t *testing.T, when string) *definition.Round {
	t.Helper()
	text := strings.ReplaceAll(asked("lose: {title: Lose, from: b, to: a, on: ask.lost}", fmt.Sprintf(`parts: {some: a, rest: b}
    closes: early
    outcomes: {carried: {title: C, when: '%s'}, lost: {title: L}}`, when)), "no: {title: N, needs: reason}", "no: {title: N}, blank: {title: B}, out: {title: O, counts: false}")
	files, _ := flow(text)
	pack, problems := definition.Read(files, nil)
	if pack == nil {
		t.Fatal(when, problems)
	}
	return &pack.Workflows[0].Rounds[0]
}

// came is what a round comes to when all have answered that will, by its conditions.
func came(t *testing.T, r *definition.Round, voters []definition.Voter) string {
	tally := func(of string, counts func(definition.Voter) float64) (sum float64) {
		part, word, dotted := strings.Cut(of, ".")
		for _, v := range voters {
			if dotted && !slices.Contains(v.Parts, part) || dotted && v.Answer != word || !dotted && of != "" && v.Answer != of {
				continue
			}
			sum += counts(v)
		}
		return sum
	}
	one := func(definition.Voter) float64 { return 1 }
	weight := func(v definition.Voter) float64 { return v.Weight }
	inPart := func(part string, counts func(definition.Voter) float64) (sum float64) {
		for _, v := range voters {
			if v.Answer != "out" && (part == "" || slices.Contains(v.Parts, part)) {
				sum += counts(v)
			}
		}
		return sum
	}
	answered := func(v definition.Voter) float64 { return map[bool]float64{true: 1}[v.Answer != ""] }
	env := definition.Env{
		Asked: int(inPart("", one)), Answered: int(inPart("", answered)),
		Count: func(w ...string) int { return int(tally(w[0], one)) },
		None:  func(w ...string) bool { return tally(w[0], one) == 0 },
		Calls: map[string]any{
			"weight": func(w ...string) float64 {
				if len(w) == 0 {
					return tidied(inPart("", weight))
				}
				return tidied(tally(w[0], weight))
			},
			"asked_of":    func(w ...string) int { return int(inPart(w[0], one)) },
			"answered_of": func(w ...string) int { return int(inPart(w[0], answered)) },
			"weight_of":   func(w ...string) float64 { return tidied(inPart(w[0], weight)) },
		},
	}
	for _, o := range r.Outcomes {
		holds, err := o.When.Holds(env.Map())
		if err != nil {
			t.Fatal(err)
		}
		if holds {
			return o.Name
		}
	}
	return ""
}

func tidied(n float64) float64 { return math.Round(n*1e9) / 1e9 }
