package storetest

import (
	"slices"
	"testing"

	"beredd/internal/engine"
)

// secretsAreKept says that a confidential proposal stands in every list, marked with
// who may read it, and that nobody else finds it by its words: by its number alone.
func secretsAreKept(t *testing.T, w *world) {
	w.opened("Öppen upphandling")
	c := Opening("Hemlig upphandling", Start)
	c.Proposal.Secret = &engine.Secrecy{Since: Start, To: []string{"body:board", "coordinator"}, Not: []string{"bo"}}
	secret := w.save(c)
	asked := w.save(Asking(secret, Start))

	board, office := []string{"body:board"}, []string{"body:office", "person:eva"}
	for _, row := range []struct {
		sentence, words string
		reader          *engine.Reader
		want            []string
	}{
		{"who may read finds it by its words", "upphandling", &engine.Reader{Person: "anna", Keys: board}, []string{"Hemlig upphandling", "Öppen upphandling"}},
		{"who may not does not", "upphandling", &engine.Reader{Person: "eva", Keys: office}, []string{"Öppen upphandling"}},
		{"nor does who is nobody", "hemlig", &engine.Reader{}, nil},
		{"nor who takes no part", "hemlig", &engine.Reader{Person: "bo", Keys: board}, nil},
		{"everybody finds it by its number", "LGL 2026-002", &engine.Reader{Person: "eva", Keys: office}, []string{"Hemlig upphandling"}},
		{"but not by its number and a word", "2026-002 hemlig", &engine.Reader{Person: "eva", Keys: office}, nil},
		{"a key is not the beginning of another", "hemlig", &engine.Reader{Person: "eva", Keys: []string{"body:boar"}}, nil},
		{"the service finds all", "hemlig", nil, []string{"Hemlig upphandling"}},
	} {
		page, err := w.Proposals(w.ctx, engine.Filter{Collaboration: Collaboration, Words: row.words, Reader: row.reader})
		w.must(err)
		var found []string
		for _, r := range page.Rows {
			found = append(found, r.Title)
		}
		slices.Sort(found)
		if !slices.Equal(found, row.want) || page.Total != len(row.want) {
			t.Errorf("%s: %q finds %q (%d), expected %q", row.sentence, row.words, found, page.Total, row.want)
		}
	}

	marked := map[string]string{}
	page, err := w.Proposals(w.ctx, engine.Filter{Collaboration: Collaboration, Reader: &engine.Reader{}})
	w.must(err)
	for _, r := range page.Rows {
		marked["the list"+r.Number] = r.Confidential
	}
	late, err := w.Late(w.ctx, Collaboration, Start.AddDate(1, 0, 0))
	w.must(err)
	for _, d := range late {
		marked["late"+d.Number] = d.Confidential
	}
	waiting, err := w.Asked(w.ctx, Collaboration, []string{asked.Rounds[0].Respondents[0].Key()}, true)
	w.must(err)
	for _, a := range waiting {
		marked["asked"+a.Number] = a.Confidential
	}
	letters, err := w.Deliveries(w.ctx, engine.DeliveryFilter{Collaboration: Collaboration})
	w.must(err)
	for _, l := range letters.Rows {
		marked["letters"+l.Number] = l.Confidential
	}
	want := " body:board coordinator -bo "
	for _, list := range []string{"the list", "late", "asked", "letters"} {
		if got, listed := marked[list+secret.Number]; !listed || got != want {
			t.Errorf("in %s the confidential proposal is marked %q (%v), expected %q", list, got, listed, want)
		}
	}
	if got := marked["the list"+page.Rows[len(page.Rows)-1].Number]; len(page.Rows) != 2 || got != "" && page.Rows[len(page.Rows)-1].ID != secret.ID {
		t.Errorf("an open proposal is marked %q", got)
	}

	ceased := Moving(asked, "prepared", Start)
	ceased.Proposal.Secret = nil
	w.save(ceased)
	page, err = w.Proposals(w.ctx, engine.Filter{Collaboration: Collaboration, Words: "hemlig", Reader: &engine.Reader{}})
	if err != nil || page.Total != 1 {
		t.Errorf("once it is confidential no longer anybody finds it: %d, %v", page.Total, err)
	}
}
