package app

import (
	"log/slog"
	"strings"
	"testing"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/inbox"
)

// What people's programs make of a reply is read as they read it, and nothing that was
// written is lost.
func TestMessagesOthersCouldNotRead(t *testing.T) {
	t.Parallel()
	w := office(t)
	sent := &answers{}
	in := inbox.New(inbox.Config{
		Pack: func() *definition.Pack { return w.system.pack() }, Keys: w.system.keys, Store: w.system.store, Replier: sent,
		Own: []string{"svar@post.example"}, Now: w.Now, Log: slog.New(slog.DiscardHandler),
	})
	p := w.matter("Jour")
	head := func(id, from, subject, more string) string {
		return "From: " + from + "\nTo: svar@post.example\nSubject: " + subject + "\nMessage-ID: <" + id + "@x.example>\nIn-Reply-To: <arende." + p.ID + "@post.example>\nMIME-Version: 1.0\n" + more + "\n"
	}
	part := func(kind, body string) string { return "--b\nContent-Type: " + kind + "\n\n" + body + "\n" }
	for _, c := range []struct {
		name, raw string
		says      []string
		files     []string
	}{
		{"a file and not a word", head("1", "bo@nybro.example", "Sv: Jour", `Content-Type: multipart/mixed; boundary="b"`+"\n") +
			"--b\nContent-Type: application/pdf; name=\"yttrande.pdf\"\nContent-Disposition: attachment; filename=\"yttrande.pdf\"\n\n%PDF\n--b--\n", nil, []string{"yttrande.pdf"}},
		{"nothing but HTML", head("2", "bo@nybro.example", "Sv: Jour", "Content-Type: text/html; charset=utf-8\n") +
			"<html><head><style>p{color:red}</style></head><body><p>Vi säger <b>ja</b>.</p><p>Bo</p></body></html>", []string{"Vi säger ja."}, nil},
		{"signed", head("3", "bo@nybro.example", "Sv: Jour", `Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary="b"`+"\n") +
			part("text/plain; charset=utf-8", "Vi säger ja, signerat.") + "--b\nContent-Type: application/pkcs7-signature; name=\"smime.p7s\"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=\"smime.p7s\"\n\nTUlJ\n--b--\n",
			[]string{"Vi säger ja, signerat."}, []string{"smime.p7s"}},
		{"Outlook's own wrapping", head("4", "bo@nybro.example", "Sv: Jour", `Content-Type: multipart/mixed; boundary="b"`+"\n") +
			part("text/plain; charset=utf-8", "Se bilagan.") + "--b\nContent-Type: application/ms-tnef; name=\"winmail.dat\"\nContent-Disposition: attachment; filename=\"winmail.dat\"\n\nx\n--b--\n",
			[]string{"Se bilagan."}, []string{"winmail.dat"}},
		{"an old alphabet that says so", head("5", "bo@nybro.example", "=?iso-8859-1?Q?Sv=3A_J=F6ur?=", "Content-Type: text/plain; charset=iso-8859-1\n") + "H\xe4lsningar fr\xe5n L\xf6ttorp", []string{"Hälsningar från Löttorp"}, nil},
		{"an old alphabet that says nothing", head("6", "bo@nybro.example", "Sv: J\xf6ur p\xe5 \xd6land", "Content-Type: text/plain\n") + "H\xe4lsningar fr\xe5n L\xf6ttorp", []string{"Hälsningar från Löttorp"}, nil},
		{"written below what it answers", head("7", "bo@nybro.example", "Sv: Jour", "Content-Type: text/plain; charset=utf-8\n") + "> Läs vad som gäller.\n> Svara på brevet.\n\nVi säger ja, se ovan.\n", []string{"Vi säger ja, se ovan."}, nil},
		{"sent on, and answered by somebody else", head("8", "granne@other.example", "Sv: VB: Jour", "Content-Type: text/plain; charset=utf-8\n") + "Jag fick det här av Bo.", []string{"Jag fick det här av Bo."}, nil},
	} {
		m := w.takes(in, c.raw)
		if m.Kind != engine.CameReply || m.Proposal != p.ID {
			t.Errorf("%s: it is taken as %s %q about %q", c.name, m.Kind, m.Reason, m.Number)
		}
		for _, want := range c.says {
			if !strings.Contains(m.Text, want) {
				t.Errorf("%s: it reads %q, and lacks %q", c.name, m.Text, want)
			}
		}
		var files []string
		for _, f := range m.Files {
			files = append(files, f.Name)
		}
		if strings.Join(files, " ") != strings.Join(c.files, " ") {
			t.Errorf("%s: the files are %q", c.name, files)
		}
		if strings.Contains(c.raw, "p\xe5 ") && m.Subject != "Sv: Jöur på Öland" {
			t.Errorf("%s: the subject is %q", c.name, m.Subject)
		}
		if m.From == "granne@other.example" && m.Person != "" {
			t.Errorf("%s: it is filed as written by %s", c.name, m.Person)
		}
	}
	without := func(body string) string {
		return "From: bo@nybro.example\nTo: svar@post.example\nSubject: Jour\nDate: Mon, 2 Mar 2026 09:00:00 +0100\n\n" + body + "\n"
	}
	one, two := w.takes(in, without("Ett")), w.takes(in, without("Två"))
	if one.ID == two.ID || one.Text == two.Text {
		t.Errorf("of two messages of one second without an id one is lost: %q %q", one.Text, two.Text)
	}
}

// A calendar program's yes or no to a meeting is shown as that to who holds it; it calls
// nothing off, and no program is answered.
func TestACalendarsAnswerCallsNothingOff(t *testing.T) {
	t.Parallel()
	w, m := councilOf(t)
	sent := &answers{}
	in := inbox.New(inbox.Config{
		Pack: func() *definition.Pack { return w.system.pack() }, Keys: w.system.keys, Store: w.system.store, Replier: sent,
		Own: []string{"svar@post.example"}, Now: w.Now, Log: slog.New(slog.DiscardHandler),
	})
	had, version := len(w.Of("anna@nybro.example")), w.reread(m).Version
	for i, c := range []struct{ subject, partstat string }{{"Accepterat: Kallelse 7 april: Rådets möte", "ACCEPTED"}, {"Avböjt: Kallelse 7 april: Rådets möte", "DECLINED"}} {
		got := w.takes(in, "From: anna@nybro.example\nTo: svar@post.example\nSubject: "+c.subject+"\nMessage-ID: <"+c.partstat+"@nybro.example>\nIn-Reply-To: <arende."+m.ID+
			"@post.example>\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=\"b\"\n\n--b\nContent-Type: text/plain\n\n\n--b\nContent-Type: text/calendar; method=REPLY; charset=utf-8\n\n"+
			"BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:"+m.ID+"@post.example\nATTENDEE;PARTSTAT="+c.partstat+":mailto:anna@nybro.example\nEND:VEVENT\nEND:VCALENDAR\n--b--\n")
		if got.Proposal != m.ID || got.Kind == engine.CameQuarantined || got.Kind == engine.CameUnplaced {
			t.Errorf("%d: “%s” is taken as %s %q about %q", i, c.subject, got.Kind, got.Reason, got.Number)
		}
	}
	w.until("2026-03-02 12:00")
	if now := w.reread(m); now.Version != version || len(w.Of("anna@nybro.example")) != had || len(*sent) > 0 {
		t.Errorf("a calendar's answer has changed the meeting (%d events), mailed %d letters and been answered: %q", now.Version-version, len(w.Of("anna@nybro.example"))-had, *sent)
	}
}
