package difference_test

import (
	"testing"

	"beredd/internal/definition/difference"
)

// Where proposals stand in a state that the new edition lacks, it is named with
// how many, and what it may be called now.
func TestStrandsNameWhatHasNoPlace(t *testing.T) {
	before := kalmarWith(t, "").Workflow("agreement")
	standing := difference.Standing{States: map[string]int{"referred_back": 4, "prepared": 2}, Rounds: map[string]int{"dissemination": 3}}
	for _, row := range []struct {
		name  string
		swaps []string
		moves map[string]string
		want  []difference.Strand
	}{
		{"nothing has changed its name", nil, nil, nil},
		{"a state with the same title", []string{"referred_back", "komplettering"}, nil,
			[]difference.Strand{{Name: "referred_back", Count: 4, Suggested: "komplettering"}}},
		{"a state with the same steps", []string{"referred_back:\n    title: {sv: Återremitterat, en: Referred back}", "hem:\n    title: {sv: Hemma, en: Home}", "referred_back", "hem"}, nil,
			[]difference.Strand{{Name: "referred_back", Count: 4, Suggested: "hem"}}},
		{"a mapping gives it a place", []string{"referred_back", "komplettering"}, map[string]string{"referred_back": "komplettering"}, nil},
		{"a mapping to nowhere gives it none", []string{"referred_back", "komplettering"}, map[string]string{"referred_back": "borta"},
			[]difference.Strand{{Name: "referred_back", Count: 4, Suggested: "komplettering"}}},
		{"an open round", []string{"dissemination", "spreading_round"}, nil,
			[]difference.Strand{{Round: true, Name: "dissemination", Count: 3, Suggested: "spreading_round"}}},
		{"a state where nobody is", []string{"withdrawn", "gone_away"}, nil, nil},
	} {
		t.Run(row.name, func(t *testing.T) {
			file := ""
			if row.swaps != nil {
				file = "*"
			}
			got := difference.Strands(before, kalmarWith(t, file, row.swaps...).Workflow("agreement"), standing, row.moves)
			if len(got) != len(row.want) {
				t.Fatalf("%+v, want %+v", got, row.want)
			}
			for i, s := range got {
				s.Title = nil
				if s.Name != row.want[i].Name || s.Count != row.want[i].Count || s.Suggested != row.want[i].Suggested || s.Round != row.want[i].Round {
					t.Errorf("%+v, want %+v", s, row.want[i])
				}
			}
		})
	}
}
