package app

import (
	"strings"
	"testing"

	"beredd/internal/engine"
)

// A question that comes back goes to the function mailbox as long as it waits for its
// answer. Where that has been given meanwhile nobody else is asked it.
func TestReturnsOthersGotWrong(t *testing.T) {
	t.Parallel()
	const asked, home = "cia@nybro.example", "registrator@nybro.example"
	for _, c := range []struct {
		name, answer string
		asks         bool
	}{
		{"a question that comes back before it is answered is asked of the mailbox", "", true},
		{"so is one with an answer that is not the last", "later", true},
		{"a question that comes back when it is answered is asked of nobody else", "yes_all", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w, p := spreading(t)
			_, back := w.returns(asked)
			if c.answer != "" {
				w.by("cia", engine.Act{Kind: engine.AnswerAsk, Proposal: p.ID, Round: w.reread(p).Rounds[0].ID, Respondent: "nybro", Answer: c.answer})
			}
			w.until("2026-03-02 11:30")
			before := len(w.Of(home))
			if m := w.takes(w.incoming(), bounce("back", back, asked, "5.1.1"), back); m.Kind != engine.CameUndelivered {
				t.Fatalf("it is taken as %s %s", m.Kind, m.Reason)
			}
			w.until("2026-03-02 12:00")
			letters := w.Of(home)
			var asked []string
			for _, l := range letters[:len(letters)-before] {
				asked = append(asked, l.Subject)
			}
			if got := len(asked) > 0 && strings.Contains(letters[0].Text, "/s/"); got != c.asks || len(asked) > 1 {
				t.Errorf("the mailbox is asked: %v, by %q", got, asked)
			}
		})
	}
}

// What is gathered for an hour goes by the choice that its recipient makes meanwhile, and
// once.
func TestWhatIsGatheredOutlastsAChange(t *testing.T) {
	t.Parallel()
	const bo = "bo@nybro.example"
	for _, c := range []struct {
		name       string
		first, now engine.Pace
		went       string
	}{
		{"who wants it daily from Wednesday has it on Thursday, and not on Monday too", engine.Weekly, engine.Daily, "2026-03-05 08:00"},
		{"who wants it weekly from Wednesday has it on Monday, and not on Thursday too", engine.Daily, engine.Weekly, "2026-03-09 08:00"},
		{"who wants it at once from Wednesday has it then", engine.Weekly, engine.AtOnce, "2026-03-04 10:00"},
		{"who wants none from Wednesday has none", engine.Weekly, engine.Never, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := office(t)
			w.choose("bo", c.first)
			p := w.matter("Jour")
			w.looked(p, "2026-03-04 09:00")
			w.until("2026-03-04 10:00")
			w.choose("bo", c.now)
			w.counted.Store(false) // a letter may be due
			_, err := w.Deliver(t.Context())
			w.must(err)
			w.until("2026-03-17 12:00")
			var went []string
			for _, l := range w.Of(bo) {
				went = append(went, l.At.In(calendarZone(w)).Format("2006-01-02 15:04"))
			}
			if got := strings.Join(went, " "); got != c.went {
				t.Errorf("it went %q, and not %q", got, c.went)
			}
		})
	}
}
