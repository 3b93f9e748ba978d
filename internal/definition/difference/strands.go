package difference

import (
	"slices"
	"strings"

	"beredd/internal/definition"
	"beredd/internal/definition/guess"
	"beredd/internal/wording"
)

// Standing is how many proposals of one workflow and edition stand where: those
// that are not closed.
type Standing struct {
	States map[string]int // by state
	Rounds map[string]int // that have this round open
}

// A Strand is a state with proposals, or an open round, that another edition of the
// workflow has no namesake for.
type Strand struct {
	Round     bool
	Name      string
	Title     wording.Text
	Count     int
	Suggested string // what it may be called in the other edition, or ""
}

// Strands says what would be left without a place if proposals of one edition were
// moved to another, in the order of the old one. moves are the mappings that are
// given: old name -> new.
func Strands(before, after *definition.Workflow, standing Standing, moves map[string]string) []Strand {
	var all []Strand
	for _, s := range before.States {
		if standing.States[s.Name] > 0 && after.State(movedName(moves, s.Name)) == nil {
			all = append(all, Strand{Name: s.Name, Title: s.Title, Count: standing.States[s.Name], Suggested: nearestState(before, after, &s)})
		}
	}
	for _, r := range before.Rounds {
		if standing.Rounds[r.Name] > 0 && after.Round(movedName(moves, r.Name)) == nil {
			all = append(all, Strand{Round: true, Name: r.Name, Title: r.Title, Count: standing.Rounds[r.Name], Suggested: nearestRound(after, &r)})
		}
	}
	return all
}

func movedName(moves map[string]string, name string) string {
	if to, ok := moves[name]; ok {
		return to
	}
	return name
}

// nearestState is the state that most likely is what another was: of the same title, with
// the same steps, or with nearly its name.
func nearestState(before, after *definition.Workflow, old *definition.State) string {
	ways := arrows(before, old.Name)
	for _, same := range []func(*definition.State) bool{
		func(s *definition.State) bool { return sameTitle(old.Title, s.Title) },
		func(s *definition.State) bool { return len(ways) > 1 && slices.Equal(ways, arrows(after, s.Name)) },
	} {
		for i := range after.States {
			if same(&after.States[i]) {
				return after.States[i].Name
			}
		}
	}
	var names []string
	for _, s := range after.States {
		if s.Final == old.Final {
			names = append(names, s.Name)
		}
	}
	return guess.Nearest(old.Name, names)
}

func nearestRound(after *definition.Workflow, old *definition.Round) string {
	var names []string
	for _, r := range after.Rounds {
		if sameTitle(old.Title, r.Title) {
			return r.Name
		}
		names = append(names, r.Name)
	}
	return guess.Nearest(old.Name, names)
}

// sameTitle says whether two things read alike in any language.
func sameTitle(a, b wording.Text) bool {
	for l, s := range a {
		if s != "" && strings.EqualFold(s, b[l]) {
			return true
		}
	}
	return false
}
