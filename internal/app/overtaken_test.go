package app

import (
	"strings"
	"testing"

	"beredd/internal/engine"
)

// became lists what became of letters of a kind about a proposal, the first first.
func (w postOffice) became(p engine.Proposal, letter string) (all []string) {
	w.t.Helper()
	page, err := w.system.store.Deliveries(w.t.Context(), engine.DeliveryFilter{Collaboration: "post", Proposal: p.ID, Limit: 99})
	if err != nil {
		w.t.Fatal(err)
	}
	for i := range page.Rows {
		if d := page.Rows[len(page.Rows)-1-i]; d.Letter == letter {
			all = append(all, strings.TrimSpace(string(d.Status)+" "+d.Response))
		}
	}
	return all
}

func (w postOffice) became1(p engine.Proposal, letter, want, when string) {
	w.t.Helper()
	if got := strings.Join(w.became(p, letter), ", "); got != want {
		w.t.Errorf("%s: of the %ss of “%s” became %q, want %q", when, letter, p.Title, got, want)
	}
}

func (w postOffice) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w postOffice) due(p engine.Proposal, day string) {
	w.t.Helper()
	w.act(engine.Act{Kind: engine.Edit, Proposal: p.ID, Inputs: map[string]any{"due": day}})
}

func (w postOffice) visit(title, due string) engine.Proposal {
	w.t.Helper()
	return w.act(engine.Act{Kind: engine.Propose, Workflow: "visit", Inputs: map[string]any{"title": title, "due": due}})
}

// A reminder that is held over a weekend is withdrawn where its day is moved
// meanwhile, and so is what tells others that somebody is late.
func TestLettersOfTimeFollowTheirDeadline(t *testing.T) {
	t.Parallel()
	postOffices(t, func(t *testing.T, w postOffice) {
		w.until("2026-03-02 09:00")
		later, sooner, gone := w.visit("Senare", "2026-03-10"), w.visit("Tidigare", "2026-03-10"), w.visit("Utan dag", "2026-03-10")
		late, done := w.visit("Sen", "2026-03-04"), w.visit("Gjord", "2026-03-04")
		anna, bo := len(w.Of("anna@nybro.example")), len(w.Of("bo@nybro.example"))
		w.must(w.system.store.Hold(w.t.Context(), engine.Hold{Since: w.Now(), Why: engine.ByHand}))
		w.until("2026-03-08 12:00") // a Sunday: the reminders and the escalations are owed
		_, err := w.system.store.Release(w.t.Context(), engine.Release{At: w.Now()})
		w.must(err)
		w.due(later, "2026-03-24")
		w.due(sooner, "2026-03-09")
		w.due(gone, "")
		w.due(late, "2026-04-24")
		w.do(done, "pay")
		w.until("2026-03-09 07:45")
		letter := w.wants(anna+1, "anna@nybro.example", "on Monday")
		if says(t, letter, "Tidigare", "9 mars 2026"); strings.Contains(letter.Text, "Senare") || strings.Contains(letter.Text, "10 mars") {
			t.Errorf("the reminder is\n%s", letter.Text)
		}
		w.wants(bo, "bo@nybro.example", "on Monday: nobody is late any more")
		w.became1(later, "reminder", "needless moved 2026-03-24", "moved to later")
		w.became1(sooner, "reminder", "accepted 250 caught in the mailbox", "brought forward, by who knows of it: reminded of with the new day")
		w.became1(gone, "reminder", "needless undated", "without its day")
		w.became1(late, "escalation", "needless moved 2026-04-24", "moved when it was late")
		w.became1(done, "escalation", "needless", "done when it was late")
		w.until("2026-03-23 07:31")
		says(t, w.wants(anna+2, "anna@nybro.example", "before the new day"), "Senare", "24 mars 2026")
	})
}
