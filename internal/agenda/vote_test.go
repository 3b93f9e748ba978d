package agenda

import (
	"strings"
	"testing"
)

// A vote is by name or counted; what nobody can have said is refused, at the field that
// says so.
func TestAVoteIsByNameOrCounted(t *testing.T) {
	here := []Spell{{}}
	g := Gathering{
		Items:   []Item{{ID: "i1", Kind: Decision, Title: "Plan", Recused: []string{"Cia"}}},
		Present: []Presence{{Name: "Ann", Spells: here}, {Name: "Bo", Spells: here}, {Name: "Cia", Spells: here}, {Name: "Dan", Spells: here}},
	}
	by := func(said ...string) (v Vote) {
		for i := 0; i < len(said); i += 2 {
			v.Voices = append(v.Voices, Voice{said[i], Say(said[i+1])})
		}
		return v
	}
	for _, test := range []struct {
		name     string
		vote     Vote
		code, on string
		counts   [3]int
	}{
		{"by name", by("Ann", "yes", "Bo", "no", "Dan", "abstains"), "", "", [3]int{1, 1, 1}},
		{"counted", Vote{For: 2, Against: 1}, "", "", [3]int{2, 1, 0}},
		{"a tie that the chair broke", Vote{For: 1, Against: 1, Casting: Yes}, "", "", [3]int{1, 1, 0}},
		{"nobody", Vote{On: "bifall"}, "vote_empty", "ja", [3]int{}},
		{"more than were there", Vote{For: 3, Against: 1}, "vote_many", "ja", [3]int{}},
		{"less than none", Vote{For: 3, Against: -1}, "vote_number", "ja", [3]int{}},
		{"both", Vote{For: 1, Voices: by("Ann", "yes").Voices}, "vote_both", "ja", [3]int{}},
		{"one with a conflict of interest", by("Cia", "yes"), "vote_recused", "roster", [3]int{}},
		{"one who was not there", by("Eva", "yes"), "vote_absent", "roster", [3]int{}},
		{"one twice", by("Ann", "yes", "Ann", "no"), "vote_voice", "roster", [3]int{}},
		{"perhaps", by("Ann", "perhaps"), "vote_voice", "roster", [3]int{}},
		{"a casting vote without a tie", Vote{For: 2, Against: 1, Casting: Yes}, "vote_casting", "utslag", [3]int{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, f := g.Record(Entry{What: Voted, Item: "i1", Vote: test.vote})
			switch {
			case test.code == "" && f != nil, test.code != "" && (f == nil || f.Code != test.code || f.Field != test.on):
				t.Fatalf("it came to %v, want %q on %q", f, test.code, test.on)
			case f == nil && (len(got.Items[0].Votes) != 1 || [3]int{got.Items[0].Votes[0].For, got.Items[0].Votes[0].Against, got.Items[0].Votes[0].Abstaining} != test.counts):
				t.Errorf("recorded %+v", got.Items[0].Votes)
			}
		})
	}
	first, f := g.Record(Entry{What: Voted, Item: "i1", Vote: by("Ann", "yes", "Dan", "yes")})
	if f != nil || strings.Join(first.Items[0].Votes[0].Saying(Yes), " ") != "Ann Dan" {
		t.Fatal(first.Items, f)
	}
	if gone, f := first.Record(Entry{What: Voted, Item: "i1", Nth: 1}); f != nil || len(gone.Items[0].Votes) != 0 || len(first.Items[0].Votes) != 1 {
		t.Errorf("taken back: %v, %v", gone.Items[0].Votes, f)
	}
}
