package app

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"beredd/internal/engine"
)

// Whoever is told is told once, with every reason, and of each that they answer for.
func TestRecipientsOthersGotWrong(t *testing.T) {
	t.Parallel()
	const registrar, shared = "registrator@nybro.example", "gemensam@soder.example"
	w := office(t)
	follow := func(person string, p engine.Proposal) {
		w.by(person, engine.Act{Kind: engine.Follow, Proposal: p.ID})
	}
	p := w.matter("Jour")
	follow("bo", p)
	w.steps("bo", p, "look", nil)
	w.until("2026-03-02 09:10")
	w.hasHad(0, "bo@nybro.example", "Jour", "of what bo did himself")
	w.hasHad(1, registrar, "Jour", "bo's organization, and a member whose address is the same")
	w.hasHad(2, shared, "Jour", "two members with one mailbox")
	follow("anna", p)
	w.steps("bo", p, "look", nil)
	w.until("2026-03-02 09:20")
	said := 0
	for _, l := range w.Of("anna@nybro.example") {
		if strings.Contains(l.Text, "har en plats i Rådet") && strings.Contains(l.Text, "följer ärendet") {
			said++
		}
	}
	if said != 1 {
		t.Errorf("who is a member and follows has %d letters with both reasons", said)
	}
	w.steps("anna", p, "submit", map[string]any{"due": "2026-05-29"})
	w.until("2026-03-02 10:00")
	before := w.has(shared, "Jour")
	w.steps("bo", p, "decide", map[string]any{"decision": "Ja"})
	w.until("2026-03-02 11:00")
	links, names := map[string]bool{}, map[string]bool{}
	letters := w.Of(shared)
	for _, l := range letters[:len(letters)-before] {
		for _, line := range strings.Fields(l.Text) {
			if strings.Contains(line, "/s/") {
				links[line] = true
			}
		}
		names[l.Name] = true
	}
	if len(letters)-before != 2 || len(links) != 2 || !names["Torsås kommun"] || !names["Borgholms kommun"] {
		t.Errorf("two that share a mailbox are asked by %d letters to %v with %d links", len(letters)-before, names, len(links))
	}
}

// What happens in one second goes in one letter.
func TestTwoEventsInOneSecondAreOneLetter(t *testing.T) {
	t.Parallel()
	w := office(t)
	p := w.matter("Jour")
	w.hold()
	w.steps("anna", p, "look", nil)
	w.steps("anna", p, "look", nil)
	w.release()
	w.until("2026-03-02 09:30")
	w.hasHad(1, "bo@nybro.example", "Jour", "after two in one second")
}

// Reminders follow the day, the answer and the clock.
func TestRemindersOthersGotWrong(t *testing.T) {
	t.Parallel()
	const bo = "bo@nybro.example"
	due := func(t *testing.T, day string) (postOffice, engine.Proposal) {
		w := office(t)
		p := w.matter("Jour")
		w.steps("anna", p, "submit", map[string]any{"due": day})
		w.until("2026-03-02 10:00")
		return w, p
	}
	reminders := func(w postOffice, address string) (all []string) {
		for _, l := range w.Of(address) {
			if l.Letter == "reminder" {
				all = append([]string{l.At.In(calendarZone(w)).Format("2006-01-02")}, all...)
			}
		}
		return all
	}
	is := func(t *testing.T, w postOffice, address, want string) {
		t.Helper()
		if got := strings.Join(reminders(w, address), " "); got != want {
			t.Errorf("reminders went to %s on %s, want %s", address, got, want)
		}
	}
	t.Run("a day that moves later is reminded of anew, and not on the old days", func(t *testing.T) {
		t.Parallel()
		w, p := due(t, "2026-03-20")
		w.due(p, "2026-04-24")
		w.until("2026-04-27 12:00")
		is(t, w, bo, "2026-04-14 2026-04-22")
	})
	t.Run("a day that moves so near that the reminder's has been is reminded of once, at once", func(t *testing.T) {
		t.Parallel()
		w, p := due(t, "2026-05-29")
		w.until("2026-03-03 10:00")
		w.due(p, "2026-03-04")
		w.until("2026-03-06 12:00")
		is(t, w, bo, "2026-03-03")
	})
	t.Run("a day that moves a little nearer is reminded of as always", func(t *testing.T) {
		t.Parallel()
		w, p := due(t, "2026-05-29")
		w.due(p, "2026-05-22")
		w.until("2026-05-25 12:00")
		is(t, w, bo, "2026-05-12 2026-05-20")
	})
	t.Run("of what had been reminded of nobody is reminded again because the day moves nearer", func(t *testing.T) {
		t.Parallel()
		w, p := due(t, "2026-03-20")
		w.until("2026-03-11 10:00")
		is(t, w, bo, "2026-03-10")
		w.due(p, "2026-03-19")
		w.until("2026-03-23 12:00")
		is(t, w, bo, "2026-03-10 2026-03-17")
	})
	t.Run("a clock that steps back an hour sends nothing twice", func(t *testing.T) {
		t.Parallel()
		w, _ := due(t, "2026-03-20")
		w.until("2026-03-10 10:00")
		n := len(w.Of(bo))
		w.Move(w.Now().Add(-time.Hour))
		w.until("2026-03-10 12:00")
		w.wants(n, bo, "after the step")
	})
	t.Run("who answers later is reminded until it is final, and not after", func(t *testing.T) {
		t.Parallel()
		w, p := due(t, "2026-05-29")
		w.steps("bo", p, "decide", map[string]any{"decision": "Ja"})
		w.until("2026-03-03 09:00")
		answer := func(answer string) {
			round := w.reread(p).Rounds[0]
			w.by("cia", engine.Act{Kind: engine.AnswerAsk, Proposal: p.ID, Round: round.ID, Respondent: "nybro", Answer: answer})
		}
		answer("yes_all")
		w.until("2026-03-13 09:00") // the first step of the ladder, the 12th, has been
		is(t, w, "cia@nybro.example", "")
		is(t, w, "gemensam@soder.example", "2026-03-12")
		answer("later")
		w.until("2026-03-18 09:00")
		is(t, w, "cia@nybro.example", "2026-03-17")
		is(t, w, "gemensam@soder.example", "2026-03-12 2026-03-17")
		answer("yes_all")
		w.until("2026-04-10 09:00")
		is(t, w, "cia@nybro.example", "2026-03-17")
	})
	t.Run("three weeks asleep: one reminder, each escalation once, and nothing of what is over", func(t *testing.T) {
		t.Parallel()
		w, p := due(t, "2026-05-29")
		over := w.matter("Över")
		w.steps("anna", over, "submit", map[string]any{"due": "2026-03-20"})
		w.steps("bo", p, "decide", map[string]any{"decision": "Ja"})
		w.until("2026-03-09 17:00")
		w.Move(w.second("2026-03-30 07:45:00"))
		w.until("2026-03-30 16:00")
		escalated := 0
		for _, l := range w.Of("dan@nybro.example") {
			if l.Letter == "escalation" {
				escalated++
			}
		}
		is(t, w, bo, "2026-03-30")
		is(t, w, "cia@nybro.example", "2026-03-30")
		if escalated != 1 {
			t.Errorf("others were told %d times", escalated)
		}
		w.until("2026-04-02 16:00")
		is(t, w, "cia@nybro.example", "2026-03-30")
	})
}

// A title cannot break a letter, whatever it holds, and its number is always read.
func TestTitlesOthersGotWrong(t *testing.T) {
	t.Parallel()
	w := office(t)
	for i, title := range []string{strings.Repeat("Långt namn ", 18), "Rad\r\nBcc: eve@other.example", "Jour 👩🏽‍⚕️ natt", "مرحبا \u202etitel", "Noll\x00byte", "\u200b\u200bosynligt"} {
		p := w.matter(fmt.Sprint(title, i))
		w.steps("bo", p, "look", nil)
		w.until(fmt.Sprintf("2026-03-02 1%d:00", i))
		l := w.Of("anna@nybro.example")[0]
		head, _, _ := strings.Cut(string(l.Raw), "\r\n\r\n")
		if len([]rune(l.Subject)) > 90 || !strings.Contains(l.Subject, p.Number) || strings.ContainsAny(l.Subject, "\r\n\x00\u202e") || strings.Contains(head, "\r\nBcc") || strings.Contains(head, "\x00") {
			t.Errorf("“%q” gives the subject %q in\n%s", title, l.Subject, head)
		}
		for line := range strings.SplitSeq(head, "\r\n") {
			if len(line) > 998 || strings.ContainsFunc(line, func(r rune) bool { return r > 126 }) {
				t.Errorf("a header's line is %q", line)
			}
		}
	}
}
