package app

import (
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/inbox"
	"beredd/internal/link"
)

// incoming takes what comes by mail to the post office.
func (w postOffice) incoming() *inbox.Inbox {
	return inbox.New(inbox.Config{
		Pack: func() *definition.Pack { return w.system.pack() }, Keys: w.system.keys, Store: w.system.store, Own: []string{"svar@post.example"},
		Limits: inbox.Limits{Size: 20000, Files: 2, Hour: 3}, Now: w.Now, Log: slog.New(slog.DiscardHandler),
	})
}

// returns is where the latest letter to an address returns to.
func (w postOffice) returns(address string) (engine.Delivery, string) {
	w.t.Helper()
	page, err := w.system.store.Deliveries(w.t.Context(), engine.DeliveryFilter{Collaboration: "post", Status: engine.Accepted, Limit: 99})
	w.must(err)
	for _, d := range page.Rows {
		if d.Mail == address {
			return d, link.NewSite("https://beredd.example", w.system.keys).ReturnTo("studs@post.example", d.Notice.Claim(link.Bounce))
		}
	}
	w.t.Fatalf("no letter has gone to %s", address)
	return engine.Delivery{}, ""
}

func (w postOffice) takes(in *inbox.Inbox, raw string, to ...string) engine.Incoming {
	w.t.Helper()
	w.must(in.Take(w.t.Context(), inbox.Arrived{Raw: []byte(strings.ReplaceAll(raw, "\n", "\r\n")), Size: int64(len(raw)), To: to}))
	w.counted.Store(false) // letters may be owed
	page, err := w.system.store.Incoming(w.t.Context(), engine.IncomingFilter{Collaboration: "post", Limit: 1})
	w.must(err)
	return page.Rows[0]
}

// What went in one letter shares its fate: where that comes back, each of those in it is
// said not to have arrived, and each goes to the function mailbox.
func TestAGatheredLetterThatComesBackMarksAllInIt(t *testing.T) {
	t.Parallel()
	postOffices(t, func(t *testing.T, w postOffice) {
		w.until("2026-03-02 09:00")
		w.choose("bo", engine.Daily)
		first, second := w.open("Jour"), w.open("Läkemedel")
		w.do(first, "look")
		w.do(second, "look")
		w.until("2026-03-03 08:01")
		w.wants(1, "bo@nybro.example", "in the morning")
		carrier, back := w.returns("bo@nybro.example")
		subject, _, err := sentLetters{w.system}.Letter(t.Context(), carrier.ID)
		if err != nil || subject != w.Of("bo@nybro.example")[0].Subject {
			t.Errorf("the delivery log shows the letter as “%s” (%v), and “%s” went", subject, err, w.Of("bo@nybro.example")[0].Subject)
		}
		inside, err := w.system.store.Deliveries(t.Context(), engine.DeliveryFilter{Collaboration: "post", Carrier: carrier.ID})
		w.must(err)
		if len(inside.Rows) != 1 || inside.Rows[0].Notice.Proposal == carrier.Notice.Proposal || inside.Rows[0].Status != engine.Merged {
			t.Fatalf("in the letter went %+v", inside.Rows)
		}
		if m := w.takes(w.incoming(), bounce("a", back, "bo@nybro.example", "5.1.1"), back); m.Kind != engine.CameUndelivered {
			t.Fatalf("the report is taken as %s %s", m.Kind, m.Reason)
		}
		for _, p := range []engine.Proposal{first, second} {
			got := w.became(p, "information")
			slices.Sort(got)
			if len(got) != 2 || got[0] != "queued" || !strings.HasPrefix(got[1], "returned 5.1.1") {
				t.Errorf("of “%s” became %q", p.Title, got)
			}
		}
		w.until("2026-03-03 08:30")
		home := w.Of("registrator@nybro.example")
		text := ""
		for _, l := range home {
			text += l.Text
		}
		if !strings.Contains(text, "Jour") || !strings.Contains(text, "Läkemedel") {
			t.Errorf("the function mailbox has %d letters:\n%s", len(home), text)
		}
	})
}

// written is a message that somebody wrote.
func written(id, from, subject, more, body string) string {
	return fmt.Sprintf("From: %s\nTo: svar@post.example\nSubject: %s\nMessage-ID: <%s>\n%sMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n%s\n", from, subject, id, more, body)
}

// with is a message with files of these names.
func with(id string, names ...string) string {
	raw := "From: bo@nybro.example\nTo: svar@post.example\nSubject: Filer\nMessage-ID: <" + id + ">\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"b\"\n\n--b\nContent-Type: text/plain\n\nHej\n"
	for _, name := range names {
		raw += "--b\nContent-Type: application/octet-stream; name=\"" + name + "\"\nContent-Disposition: attachment; filename=\"" + name + "\"\n\nx\n"
	}
	return raw + "--b--\n"
}

// Each message that comes has its place: what a person wrote on the proposal that it is
// about, what a program sent as that, and what cannot be taken in quarantine, kept whole
// for a person to look at. None of it moves a proposal.
func TestWhatComesByMailIsSorted(t *testing.T) {
	t.Parallel()
	postOffices(t, func(t *testing.T, w postOffice) {
		w.until("2026-03-02 09:00")
		w.choose("bo", engine.AtOnce)
		p := w.open("Jour")
		w.do(p, "look")
		version := w.reread(p).Version
		in := w.incoming()
		d, back := w.returns("bo@nybro.example")
		about := "In-Reply-To: <u." + d.ID + "@post.example>\n"
		for _, c := range []struct {
			what, raw string
			kind      engine.IncomingKind
			reason    string
			placed    bool
		}{
			{"a reply to a letter", written("1@x.example", "bo@nybro.example", "Sv: Jour", about, "Vi tycker ja."), engine.CameReply, "", true},
			{"a message with the number, of somebody known", written("2@x.example", "bo@nybro.example", "Fråga ["+p.Number+"]", "", "Hur går det?"), engine.CameReply, "", true},
			{"the same of a stranger", written("3@x.example", "eve@other.example", "Fråga ["+p.Number+"]", "", "Hur går det?"), engine.CameUnplaced, "unknown", false},
			{"an absence reply", written("4@x.example", "bo@nybro.example", "Frånvarande", about+"Auto-Submitted: auto-replied\n", "Åter 9 mars."), engine.CameAbsence, "", true},
			{"Outlook's, in words alone", written("5@x.example", "bo@nybro.example", "Automatiskt svar: Jour", about, "Åter 9 mars."), engine.CameAbsence, "", true},
			{"an absence reply about nothing", written("6@x.example", "bo@nybro.example", "Borta", "X-Autoreply: yes\n", "Åter 9 mars."), engine.CameIgnored, "automatic", false},
			{"our own letter come back", written("7@x.example", "svar@post.example", "Sv: Jour", about, "Hej"), engine.CameIgnored, "loop", true},
			{"a mailing list", written("8@x.example", "lista@other.example", "Nyheter", "List-Id: <l.other.example>\n", "Hej"), engine.CameIgnored, "list", false},
			{"a mail system without a report", written("9@x.example", "MAILER-DAEMON@other.example", "Fel", "Return-Path: <>\n", "Hej"), engine.CameUnplaced, "system", false},
			{"a program", with("10@x.example", "faktura.pdf.exe"), engine.CameQuarantined, "program", false},
			{"many files", with("11@x.example", "a.pdf", "b.pdf", "c.pdf"), engine.CameQuarantined, "files", false},
			{"one too large", written("12@x.example", "cia@other.example", "Stort", "", strings.Repeat("x", 30000)), engine.CameQuarantined, "size", false},
			{"what cannot be read", "From: bo@nybro.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed\n\nno boundary\n", engine.CameQuarantined, "unreadable", false},
			{"a report without our mark", bounce("13", "studs+x.y@post.example", "bo@nybro.example", "5.1.1"), engine.CameIgnored, "forged", false},
		} {
			w.Move(w.Now().Add(21 * time.Minute)) // three of one sender in an hour
			m := w.takes(in, c.raw)
			if m.Kind != c.kind || m.Reason != c.reason || (m.Proposal == p.ID) != c.placed {
				t.Errorf("%s is taken as %s %q, about %q", c.what, m.Kind, m.Reason, m.Number)
			}
		}
		w.Move(w.Now().Add(2 * time.Hour))
		for i := range 4 {
			m := w.takes(in, written(fmt.Sprint("r", i, "@x.example"), "dan@other.example", "Hej", "", "Hej"))
			if want := map[bool]engine.IncomingKind{true: engine.CameUnplaced, false: engine.CameQuarantined}[i < 3]; m.Kind != want {
				t.Errorf("message %d in an hour is taken as %s %s", i+1, m.Kind, m.Reason)
			}
		}
		w.delayed(in, d, back)
		if got := w.reread(p).Version; got != version {
			t.Errorf("what came by mail has changed the proposal: %d events more", got-version)
		}
	})
}

func (w postOffice) reread(p engine.Proposal) engine.Proposal {
	w.t.Helper()
	now, err := w.Proposal(w.t.Context(), p.ID)
	w.must(err)
	return now
}

// delayed has a server say that a letter waits, and later that it was given up.
func (w postOffice) delayed(in *inbox.Inbox, d engine.Delivery, back string) {
	w.t.Helper()
	report := bounce("late", back, d.Mail, "4.4.1")
	if m := w.takes(in, strings.Replace(report, "Action: failed", "Action: delayed", 1), back); m.Kind != engine.CameDelayed {
		w.t.Errorf("a delay is taken as %s %s", m.Kind, m.Reason)
	}
	now, err := w.system.store.Delivery(w.t.Context(), d.ID)
	w.must(err)
	if now.Status != engine.Accepted || now.IsDelayed(now.SettledAt.Add(23*time.Hour)) || !now.IsDelayed(now.SettledAt.Add(25*time.Hour)) {
		w.t.Errorf("after the report the letter is %s, %q", now.Status, now.Response)
	}
	w.takes(in, strings.ReplaceAll(report, "late@", "given-up@"), back)
	marks, err := w.system.store.AddressMarks(w.t.Context(), "post")
	w.must(err)
	if len(marks) != 1 || marks[0].Status != engine.AddressSlow || marks[0].Mail != d.Mail {
		w.t.Errorf("a letter that was given up leaves %+v", marks)
	}
}

// A server that puts a letter off for three days marks the address slow: the letter goes to
// the function mailbox, and the next is tried.
func TestAnAddressThatPutsOffForDaysIsSlow(t *testing.T) {
	t.Parallel()
	postOffices(t, func(t *testing.T, w postOffice) {
		w.until("2026-03-02 09:00")
		w.Fail("bo@nybro.example", "451 4.7.1 try later")
		p := w.open("Jour")
		w.do(p, "look")
		w.until("2026-03-05 08:00")
		if marks, err := w.system.store.AddressMarks(t.Context(), "post"); err != nil || len(marks) != 0 {
			t.Errorf("before three days the marks are %+v %v", marks, err)
		}
		w.until("2026-03-06 08:00")
		marks, err := w.system.store.AddressMarks(t.Context(), "post")
		w.must(err)
		if len(marks) != 1 || marks[0].Status != engine.AddressSlow || marks[0].Code != "451" {
			t.Fatalf("after three days the marks are %+v", marks)
		}
		w.until("2026-03-06 09:00")
		says(t, w.wants(1, "registrator@nybro.example", "when the letter has been put off for days"), "Jour")
		w.Fail("bo@nybro.example", "")
		w.do(p, "reopen")
		w.until("2026-03-06 16:00")
		w.wants(2, "bo@nybro.example", "when the address takes letters again")
	})
}

// An address that is refused in the demo or a scenario is marked as by a mail server: the
// letter goes to the function mailbox, the next is not tried, and one that was refused for
// its content marks nothing.
func TestARefusedAddressIsMarkedInTheDemoToo(t *testing.T) {
	t.Parallel()
	postOffices(t, func(t *testing.T, w postOffice) {
		w.until("2026-03-02 09:00")
		w.Fail("bo@nybro.example", "552 5.3.4 too large")
		p := w.open("Jour")
		w.do(p, "look")
		marks, err := w.system.store.AddressMarks(t.Context(), "post")
		if w.must(err); len(marks) != 0 {
			t.Errorf("a letter that is too large leaves %+v", marks)
		}
		w.Fail("bo@nybro.example", "550 5.1.1 no such user")
		w.until("2026-03-02 10:00")
		w.do(p, "reopen")
		w.until("2026-03-02 11:00")
		marks, err = w.system.store.AddressMarks(t.Context(), "post")
		if w.must(err); len(marks) != 1 || marks[0].Status != engine.AddressDead || marks[0].Code != "5.1.1" {
			t.Fatalf("a refused address leaves %+v", marks)
		}
		says(t, w.wants(1, "registrator@nybro.example", "when the address was refused"), "Jour")
	})
}
