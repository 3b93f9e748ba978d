package engine

import (
	"slices"
	"strconv"
	"strings"

	"beredd/internal/definition"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// VotesIn is how many gave each answer in a round that came to an outcome, of all and of
// each of its parts, with what they weigh where its conditions weigh them: "2 yes, 1 no.
// The council: 2 yes, 0 no". Of a secret round it is all together alone, and nothing where
// that would tell what each has answered; it is empty where nobody answered.
func VotesIn(pack *definition.Pack, p Proposal, round Round) wording.Text {
	d := begin(pack, p, Act{}, round.ClosedAt)
	line := d.flow.Round(round.Name)
	if line == nil || round.Outcome == "" || line.Secret && alike(round) {
		return nil
	}
	all := d.numbersOf(line, &round, func(Respondent) bool { return true })
	if all == nil {
		return nil
	}
	said := []wording.Text{all}
	for _, part := range line.Parts {
		if !line.Secret {
			said = append(said, wording.Both("engine.numbers.part", wording.Args{"Part": d.partTitle(part), "Numbers": d.numbersOf(line, &round, d.part(&round, part.Name))}))
		}
	}
	return joined(said, ". ")
}

func joined(said []wording.Text, between string) wording.Text {
	return wording.Each(func(l wording.Language) string {
		var texts []string
		for _, one := range said {
			texts = append(texts, one.In(l))
		}
		return strings.Join(texts, between)
	})
}

// alike says whether all who have answered a secret round have answered the same, so that
// to tell how many they are is to tell what each of them said.
func alike(round Round) bool {
	given := 0
	for _, n := range round.Urn {
		if n > 0 {
			given++
		}
	}
	return given < 2
}

// numbersOf is how many gave each answer among some of those whom a round asks, nil where
// nobody in the whole round gave any.
func (d *deciding) numbersOf(line *definition.Round, round *Round, of ward) wording.Text {
	given, weighs := round.Tally(line), asksWeights(line) && !line.Secret
	var said []wording.Text
	for _, a := range line.Answers {
		if given[a.Name] == 0 {
			continue
		}
		n, weight := given[a.Name], 0.0
		if !line.Secret {
			n = 0
			for _, r := range round.Respondents {
				if r.Answer == a.Name && r.IsTallied(line) && of(r) {
					n++
					weight += d.weighs(round, r)
				}
			}
		}
		said = append(said, oneNumber(n, a.Title, weight, weighs && n > 0))
	}
	if len(said) == 0 {
		return nil
	}
	return joined(said, ", ")
}

// oneNumber is "2 yes", or "2 yes (weight 3.5)".
func oneNumber(n int, title wording.Text, weight float64, weighs bool) wording.Text {
	said := wording.Text{}
	for l, text := range title {
		said[l] = strconv.Itoa(n) + " " + strings.ToLower(text)
	}
	if !weighs {
		return said
	}
	weight = tidy(weight)
	return wording.Both("engine.numbers.weight", wording.Args{"Number": said, "Weight": shownNumber(&weight)})
}

// asksWeights says whether what a round comes to hangs on what its answers weigh.
func asksWeights(line *definition.Round) bool {
	weighs := func(g *definition.Guard) bool { return g != nil && strings.Contains(g.Source, "weight") }
	return weighs(line.Complete.When) || slices.ContainsFunc(line.Outcomes, func(o definition.Outcome) bool { return weighs(o.When) })
}

// partTitle is what people call a part of a round: the body, where it is the members of one.
func (d *deciding) partTitle(part definition.Part) wording.Text {
	var resolved []people.Party
	for _, party := range d.oneByOne(part.Of) {
		at := d.resolve(party)
		if at.Each && at.Seat == "" {
			at.Each = false
		}
		resolved = append(resolved, at)
	}
	return listed(d.pack.People.DescribeEach(resolved))
}
