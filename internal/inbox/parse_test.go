package inbox

import (
	"strings"
	"testing"
)

// crlf makes a message as it stands on the wire.
func crlf(s string) []byte { return []byte(strings.ReplaceAll(s, "\n", "\r\n")) }

// Reports are written differently by those who write them, and say the same.
func TestAReportIsReadWhoeverWroteIt(t *testing.T) {
	for _, row := range []struct{ name, kind, part, action, code string }{
		{"several recipients, of which the worst counts", "multipart/report; report-type=delivery-status",
			"Reporting-MTA: dns; relay.example\nArrival-Date: Mon, 2 Feb 2026 10:00:00 +0100\n\nFinal-Recipient: rfc822; a@x.example\nAction: delayed\nStatus: 4.4.1\n\nFinal-Recipient: rfc822; b@x.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 <b@x.example>: Recipient address rejected\n", "failed", "5.1.1"},
		{"a comment beside the word, and a folded diagnosis", "multipart/report; report-type=\"delivery-status\"",
			"Reporting-MTA: dns;mail.example\n\nFinal-Recipient: rfc822;a@x.example\nAction: failed (mailbox unavailable)\nStatus: 5.7.1 (refused)\nDiagnostic-Code: smtp;550 5.7.1\n  not allowed\n", "failed", "5.7.1"},
		{"no enhanced code but in the diagnosis", "multipart/report; report-type=delivery-status",
			"Reporting-MTA: dns; x.example\n\nOriginal-Recipient: rfc822;a@x.example\nFinal-Recipient: rfc822;a@x.example\nAction: failed\nDiagnostic-Code: smtp; 550-5.2.1 The account is disabled\n", "failed", "5.2.1"},
		{"it has arrived", "multipart/report; report-type=delivery-status",
			"Reporting-MTA: dns; x.example\n\nFinal-Recipient: rfc822;a@x.example\nAction: delivered\nStatus: 2.1.5\n", "delivered", "2.1.5"},
		{"it is delayed", "multipart/report; report-type=delivery-status",
			"Reporting-MTA: dns; x.example\n\nFinal-Recipient: rfc822;a@x.example\nAction: delayed\nStatus: 4.4.7\nWill-Retry-Until: x\n", "delayed", "4.4.7"},
		{"no word that a report has", "multipart/report; report-type=delivery-status", "Reporting-MTA: dns; x.example\n\nFinal-Recipient: a@x.example\nAction: exploded\n", "", ""},
	} {
		t.Run(row.name, func(t *testing.T) {
			m, err := parse(crlf("From: MAILER-DAEMON@x.example\nContent-Type: " + row.kind + "; boundary=b\n\n--b\nContent-Type: text/plain\n\nfel: 5.9.9\n--b\nContent-Type: message/delivery-status\n\n" +
				row.part + "\n--b\nContent-Type: message/rfc822\n\nSubject: x\n\nhej\n--b--\n"))
			if err != nil {
				t.Fatal(err)
			}
			if row.action == "" {
				if m.report != nil {
					t.Errorf("it is read as %+v", m.report)
				}
				return
			}
			if m.report == nil || m.report.action != row.action || m.report.code != row.code || strings.Contains(m.report.said, "@") {
				t.Errorf("it is read as %+v, want %s %s and no address", m.report, row.action, row.code)
			}
		})
	}
}

// A program that answers is known by what programs write, and a person by none of it.
func TestAProgramThatAnswersIsKnown(t *testing.T) {
	for head, want := range map[string]bool{
		"Auto-Submitted: auto-replied":                      true,
		"Auto-Submitted: auto-generated; owner-email=x":     true,
		"Auto-Submitted: no":                                false,
		"X-Autoreply: yes":                                  true,
		"X-Autorespond: y":                                  true,
		"Precedence: auto_reply":                            true,
		"Precedence: bulk":                                  true,
		"Subject: Autosvar: Semester\nIn-Reply-To: <u.x@y>": true,
		"Subject: =?utf-8?q?Automatiskt_svar=3A_Borta?=\nIn-Reply-To: <u@y>": true,
		"Subject: Automatic reply: Away\nIn-Reply-To: <u@y>":                 true,
		"Subject: Out of Office\nX-MS-Exchange-Inbox-Rules-Loop: a@x":        true,
		"Subject: Automatiskt svar i telefonväxeln":                          false,
		"Subject: Sv: Rutin\nIn-Reply-To: <u@y>":                             false,
		"X-Auto-Response-Suppress: All":                                      false,
	} {
		m, err := parse(crlf("From: a@x.example\n" + head + "\n\nhej\n"))
		if err != nil || m.isAutomatic() != want {
			t.Errorf("%q is automatic: %v %v, want %v", head, m.isAutomatic(), err, want)
		}
	}
}

// What a person wrote is read in whatever alphabet and shape it came.
func TestWhatAPersonWroteIsRead(t *testing.T) {
	for name, row := range map[string]struct{ raw, text, file string }{
		"quoted Latin-1": {"Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nH=E4lsning fr=E5n K=F6ping", "Hälsning från Köping", ""},
		"HTML alone":     {"Content-Type: text/html; charset=utf-8\n\n<style>p{}</style><p>Vi <b>tycker</b></p><p>ja</p><script>x()</script>", "Vi tycker\n\nja", ""},
		"both, and a file": {"Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: multipart/alternative; boundary=a\n\n--a\nContent-Type: text/plain\n\nsom text\n--a\nContent-Type: text/html\n\n<p>som html\n--a--\n--m\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=\"plan.pdf\"\nContent-Transfer-Encoding: base64\n\nJVBERg==\n--m--\n",
			"som text", "plan.pdf"},
	} {
		m, err := parse(crlf("From: =?utf-8?q?=C3=85sa?= <asa@x.example>\nMessage-ID: <1@x>\nReferences: <a@x>\n <b@x>\nIn-Reply-To: <b@x>\nMIME-Version: 1.0\n" + row.raw))
		if err != nil || strings.TrimSpace(m.words()) != row.text || m.name != "Åsa" || m.from != "asa@x.example" {
			t.Errorf("%s: %q from %s %s (%v), want %q", name, m.words(), m.name, m.from, err, row.text)
		}
		if strings.Join(m.refs, " ") != "b@x b@x a@x" {
			t.Errorf("%s: it answers %v, want the nearest first", name, m.refs)
		}
		if row.file != "" && (len(m.files) != 1 || m.files[0].Name != row.file || m.files[0].Size != 4) {
			t.Errorf("%s: its files are %+v", name, m.files)
		}
	}
}

// A message that was put together to do harm is refused, and takes no time.
func TestAMessageOfTooManyPartsIsRefused(t *testing.T) {
	deep := "From: a@x.example\n"
	for range 50 {
		deep += "Content-Type: multipart/mixed; boundary=b\n\n--b\n"
	}
	wide := "From: a@x.example\nContent-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\nContent-Type: text/plain\n\nx\n", 1000) + "--b--\n"
	for name, raw := range map[string]string{"deep": deep, "wide": wide} {
		if m, err := parse(crlf(raw)); err == nil || m.from != "a@x.example" {
			t.Errorf("a message that is too %s is read: %v, from %q", name, err, m.from)
		}
	}
}

// A message is the same by whatever way it came, and another where anything that its
// writer made differs.
func TestAMessageIsKnownAgain(t *testing.T) {
	key := func(raw string) string {
		m, err := parse(crlf(raw))
		if err != nil {
			t.Fatal(err)
		}
		return keyOf(m, crlf(raw))
	}
	first := key("Received: by a\nFrom: a@x.example\nMessage-ID: <1@x>\nSubject: x\n\nhej\n")
	if first != key("Received: by b\nReceived: by c\nDelivered-To: y\nFrom: a@x.example\nMessage-ID: <1@x>\nSubject: x\n\nhej\n") {
		t.Error("the same message by another way is another")
	}
	if first == key("From: a@x.example\nMessage-ID: <1@x>\nSubject: x\n\nnej\n") {
		t.Error("another text under the same Message-ID is lost")
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("From: a@x.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nA: b\n\nAction: failed\n--b--"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, err := parse(raw)
		if err != nil && strings.Contains(err.Error(), "a defect") {
			t.Fatal(err)
		}
		_ = m.words()
		_ = m.isAutomatic()
	})
}
