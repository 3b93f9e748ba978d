package app

import "testing"

// Who is given a seat while a question whose electorate lives is open has it the next
// morning, once, and who is taken from one is not counted; a question that is frozen asks
// nobody anew.
func TestWhoIsGivenASeatIsAskedTheNextMorning(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		electorate string
		asked      int
		letters    int
	}{{"living", 2, 1}, {"frozen", 3, 0}} {
		living := []string{"opens: {on: decide}", "opens: {on: look}", "asks: organizations.care", "asks: every member of deciding\n    electorate: " + row.electorate}
		w := officeOf(t, readOffice(t, living...))
		p := w.matter("Hamnen")
		p = w.steps("anna", p, "look", nil)
		// reg and anna leave, cia comes
		w.becomes(append(living, "{person: anna, of: nybro}, {person: reg, of: nybro}]", "{person: cia, of: nybro}]")...)
		for range 2 {
			w.must(w.system.rollCall(t.Context()))
			_, err := w.Deliver(t.Context())
			w.must(err)
		}
		now, _, err := w.system.store.Proposal(t.Context(), p.ID, "")
		w.must(err)
		if _, asked := now.Rounds[0].Count(); asked != row.asked {
			t.Errorf("%s: %d are asked, want %d", row.electorate, asked, row.asked)
		}
		letters := 0
		for _, l := range w.Of("cia@nybro.example") {
			if l.Letter == "asked" {
				letters++
			}
		}
		if letters != row.letters {
			t.Errorf("%s: who came has had %d letters, want %d", row.electorate, letters, row.letters)
		}
	}
}
