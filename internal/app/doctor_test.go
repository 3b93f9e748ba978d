package app

import (
	"context"
	"net"
	"strings"
	"testing"
	"time"

	"beredd/internal/inbox/dovecottest"
	"beredd/internal/mail"
	"beredd/internal/mail/postfixtest"
	"beredd/internal/wording"
)

// told is what name servers tell of samverkan.example, and "" is that they know nothing.
type told map[string]string

func (n told) look(name string) (string, error) {
	if n[name] == "" {
		return "", &net.DNSError{Name: name, Err: "no such host", IsNotFound: true}
	}
	return n[name], nil
}

func (n told) LookupTXT(_ context.Context, name string) ([]string, error) {
	text, err := n.look("TXT " + name)
	return []string{text}, err
}

func (n told) LookupMX(_ context.Context, name string) ([]*net.MX, error) {
	host, err := n.look("MX " + name)
	return []*net.MX{{Host: host, Pref: 10}}, err
}

func (n told) LookupIPAddr(context.Context, string) ([]net.IPAddr, error) {
	return []net.IPAddr{{IP: net.IPv4(127, 0, 0, 1)}}, nil
}

func (n told) LookupAddr(context.Context, string) ([]string, error) { return nil, nil }

// All that letters need is examined in one go, on real servers for letters out and in:
// what is wrong is said with what to do, in both languages, and a test letter goes.
func TestMailIsExaminedWhole(t *testing.T) {
	t.Parallel()
	vouched, certificate := postfixtest.Certify(t, "")
	stranger, _ := postfixtest.Certify(t, "")
	secure, plain := dovecottest.StartSecure(t, certificate), dovecottest.Start(t)
	_, others := postfixtest.Certify(t, "post.other.example")
	renamed := dovecottest.StartSecure(t, others)
	relay := newRelay(t)
	well := told{"TXT samverkan.example": "v=spf1 ip4:127.0.0.1 -all", "TXT _dmarc.samverkan.example": "v=DMARC1; p=quarantine", "MX samverkan.example": "mx.samverkan.example."}
	smtp := SMTP{Host: "127.0.0.1", Port: relay.port, TLS: "none", From: "arende@samverkan.example", Bounce: "studs@samverkan.example", Timeout: 5 * time.Second, Connections: 1}
	imap := IMAP{Host: "127.0.0.1", Port: secure.IMAPS, TLS: "implicit", Username: "studs", Password: dovecottest.Password, Folder: "INBOX", Roots: vouched.Roots}
	rows := []struct {
		name   string
		change func(*SMTP, *IMAP, told)
		what   string // is wrong
		says   [2]string
		do     string
	}{
		{"all is well", func(*SMTP, *IMAP, told) {}, "", [2]string{}, ""},
		{"STARTTLS", func(_ *SMTP, i *IMAP, _ told) { i.TLS, i.Port = "required", secure.IMAP }, "", [2]string{}, ""},
		{"nobody vouches for the mailbox", func(_ *SMTP, i *IMAP, _ told) { i.Roots = stranger.Roots }, "inbox", [2]string{"går i god", "vouches"}, "utfärdarens certifikat"},
		{"nor over STARTTLS", func(_ *SMTP, i *IMAP, _ told) {
			i.TLS, i.Port, i.Roots = "required", secure.IMAP, stranger.Roots
		}, "inbox", [2]string{"går i god", "vouches"}, "Lösenordet har inte skickats"},
		{"the mailbox is another's", func(_ *SMTP, i *IMAP, _ told) { i.Port = renamed.IMAPS }, "inbox", [2]string{"ett annat namn", "another name"}, "BEREDD_IMAP_HOST"},
		{"the mailbox has no TLS", func(_ *SMTP, i *IMAP, _ told) { i.TLS, i.Port = "required", plain.IMAP }, "inbox", [2]string{"krypterar inte", "does not encrypt"}, "993"},
		{"no TLS where it is spoken at once", func(_ *SMTP, i *IMAP, _ told) { i.Port = plain.IMAP }, "inbox", [2]string{"krypterar inte", "does not encrypt"}, "993"},
		{"the password is wrong", func(_ *SMTP, i *IMAP, _ told) { i.Password = "x" }, "inbox", [2]string{"namnet och lösenordet", "name and password"}, "BEREDD_IMAP_PASSWORD_FILE"},
		{"there is no such folder", func(_ *SMTP, i *IMAP, _ told) { i.Folder = "Studsar" }, "inbox", [2]string{"ingen sådan mapp", "no such folder"}, "BEREDD_IMAP_FOLDER"},
		{"nobody answers at the mailbox", func(_ *SMTP, i *IMAP, _ told) { i.Port = 1 }, "inbox", [2]string{"inte att öppna", "cannot be opened"}, "BEREDD_IMAP"},
		{"nobody may send", func(_ *SMTP, _ *IMAP, n told) { n["TXT samverkan.example"] = "v=spf1 -all" }, "spf", [2]string{"samverkan.example", "samverkan.example"}, "Lägg till servern"},
		{"nothing is said of forgeries", func(_ *SMTP, _ *IMAP, n told) { n["TXT _dmarc.samverkan.example"] = "" }, "dmarc", [2]string{"_dmarc.samverkan.example", "_dmarc.samverkan.example"}, "v=DMARC1"},
		{"nobody answers at the relay", func(s *SMTP, _ *IMAP, _ told) { s.Port = 1 }, "server", [2]string{"Servern", "server"}, "BEREDD_SMTP"},
	}
	for _, row := range rows {
		s, i, names := smtp, imap, told{}
		for name, value := range well {
			names[name] = value
		}
		row.change(&s, &i, names)
		to := strings.ReplaceAll(strings.ToLower(row.name), " ", ".") + "@nybro.example"
		found, err := ExamineMail(t.Context(), s, i, "", Examination{Names: names, Send: to, Language: wording.English, Now: time.Now()})
		if err != nil {
			t.Fatalf("%s: %v", row.name, err)
		}
		if found.Wrong() != (row.what != "") {
			t.Errorf("%s: something is wrong: %v", row.name, found.Wrong())
		}
		sent := false
		for _, f := range found {
			sv, en, do := f.Says.In(wording.Swedish), f.Says.In(wording.English), f.Do.In(wording.Swedish)
			sent = sent || f.What == "sent" && f.State == mail.Well
			switch {
			case strings.Contains(sv+en+do, "{{") || strings.Contains(sv+en+do, "no value") || strings.Contains(sv+en, dovecottest.Password):
				t.Errorf("%s: %s says %q, %q, %q", row.name, f.What, sv, en, do)
			case f.State == mail.Wrong && f.What != row.what:
				t.Errorf("%s: %s is wrong too: %s", row.name, f.What, sv)
			case f.What == row.what && (!strings.Contains(sv, row.says[0]) || !strings.Contains(en, row.says[1]) || !strings.Contains(do, row.do)):
				t.Errorf("%s: it says %q, %q and %q", row.name, sv, en, do)
			}
		}
		if want := row.what != "server"; sent != want {
			t.Errorf("%s: a test letter went: %v", row.name, sent)
		}
	}
	for _, l := range relay.letters("") {
		if l.to == "all.is.well@nybro.example" && !strings.Contains(l.subject, "Beredd") {
			t.Errorf("the test letter is “%s”", l.subject)
		}
	}
}
