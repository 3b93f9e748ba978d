package app

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/inbox"
)

// answers remembers whom programs have answered.
type answers []string

func (a *answers) SendAutoReply(_ context.Context, r engine.AutoReply, _ time.Time) engine.Handover {
	*a = append(*a, r.Mail)
	return engine.Handover{Fate: engine.HandedOver}
}

// What is written to us is filed and answered by nobody twice; it answers no question,
// and two programs do not talk to each other.
func TestRepliesOthersGotWrong(t *testing.T) {
	t.Parallel()
	w := office(t)
	sent := &answers{}
	in := inbox.New(inbox.Config{
		Pack: func() *definition.Pack { return w.system.pack() }, Keys: w.system.keys, Store: w.system.store, Replier: sent,
		Own: []string{"svar@post.example"}, Limits: inbox.Limits{Hour: 50}, Now: w.Now, Log: slog.New(slog.DiscardHandler),
	})
	p := w.matter("Jour")
	w.steps("anna", p, "submit", map[string]any{"due": "2026-05-29"})
	w.steps("bo", p, "decide", map[string]any{"decision": "Ja"})
	w.until("2026-03-02 10:00")
	link := ""
	for _, word := range strings.Fields(w.Of("cia@nybro.example")[0].Text) {
		if strings.Contains(word, "/s/") {
			link = word
		}
	}
	d, _ := w.returns("cia@nybro.example")
	about := "In-Reply-To: <u." + d.ID + "@post.example>\n"
	version := w.reread(p).Version
	write := func(id, from, subject, more, body string, want engine.IncomingKind) {
		t.Helper()
		w.Move(w.Now().Add(time.Second))
		if m := w.takes(in, written(id+"@x.example", from, subject, about+more, body)); m.Kind != want || want != engine.CameIgnored && m.Proposal != p.ID {
			t.Errorf("“%s” with %q is taken as %s %q, about %q", subject, more, m.Kind, m.Reason, m.Number)
		}
	}
	write("1", "cia@nybro.example", "Sv: Jour", "", "Ja, vi sprider det.\n\n> Svara här: "+link, engine.CameReply)
	if now := w.reread(p); link == "" || now.Version != version || now.Rounds[0].Respondents[0].Answer != "" {
		t.Errorf("a reply that quotes the link %q has answered: %+v", link, now.Rounds[0].Respondents[0])
	}
	for i, c := range []struct{ subject, header string }{
		{"Sv: Jour", "X-Autoreply: yes\n"}, {"Sv: Jour", "X-Autorespond: yes\n"}, {"Sv: Jour", "Precedence: auto_reply\n"}, {"Sv: Jour", "Auto-Submitted: auto-replied (vacation)\n"},
		{"Autosvar: Jour", ""}, {"Automatic reply: Jour", ""}, {"Automatiskt svar: Jour", ""}, {"Frånvarande: Jour", ""}, {"Out of Office: Jour", ""},
	} {
		write(fmt.Sprint("auto", i), fmt.Sprintf("borta%d@nybro.example", i), c.subject, c.header, "Åter på måndag.", engine.CameAbsence)
	}
	for i := range 6 { // one that says nowhere that it is a program, and words each answer anew
		write(fmt.Sprint("robot", i), "robot@other.example", fmt.Sprint("Ärende nr ", 4711+i, " är registrerat"), "", fmt.Sprint("Tack! ", i), engine.CameReply)
	}
	if got := strings.Join(*sent, " "); got != "cia@nybro.example robot@other.example" {
		t.Errorf("answered were %s", got)
	}
	w.until("2026-03-03 10:00")
	w.steps("anna", p, "close", nil)
	version = w.reread(p).Version
	write("late", "bo@nybro.example", "Sv: Jour", "", "Är det klart?", engine.CameReply)
	if w.reread(p).Version != version {
		t.Error("a reply to what is closed has changed it")
	}
}

// What is answered is acknowledged to who did and to the function mailbox, once each, also
// where it is changed.
func TestReceiptsReachThePersonAndTheMailbox(t *testing.T) {
	t.Parallel()
	w := office(t)
	p := w.matter("Jour")
	w.steps("anna", p, "submit", map[string]any{"due": "2026-05-29"})
	w.steps("bo", p, "decide", map[string]any{"decision": "Ja"})
	w.until("2026-03-02 10:00")
	receipts := func(address, letter string) (all []engine.CaughtLetter) {
		for _, l := range w.Of(address) {
			if l.Letter == letter {
				all = append(all, l)
			}
		}
		return all
	}
	for i, c := range []struct{ answer, letter, says string }{{"later", "receipt", "Senare"}, {"yes_all", "answer_changed", "Ja"}} {
		w.until(fmt.Sprintf("2026-03-02 1%d:00", i+1))
		w.by("cia", engine.Act{Kind: engine.AnswerAsk, Proposal: p.ID, Round: w.reread(p).Rounds[0].ID, Respondent: "nybro", Answer: c.answer})
		w.until(fmt.Sprintf("2026-03-02 1%d:30", i+1))
		for _, address := range []string{"cia@nybro.example", "registrator@nybro.example"} {
			if got := receipts(address, c.letter); len(got) != 1 || !strings.Contains(got[0].Text, c.says) || !strings.Contains(got[0].Text, "Nybro kommun") {
				t.Errorf("%s has %d letters %s: %+v", address, len(got), c.letter, got)
			}
		}
	}
	for _, address := range []string{"gemensam@soder.example", "bo@nybro.example"} {
		if n := len(receipts(address, "receipt")) + len(receipts(address, "answer_changed")); n != 0 {
			t.Errorf("%s has %d receipts of another's answer", address, n)
		}
	}
}
