package mail_test

import (
	"bytes"
	"crypto/rand"
	"crypto/rsa"
	"maps"
	"mime"
	netmail "net/mail"
	"strings"
	"testing"
	"time"

	"beredd/internal/mail"
	"beredd/internal/wording"
)

// How it stands with what others look up is told from a real name server's answers:
// first with all well, then with one thing wrong at a time.
func TestWhatOthersLookUpIsExamined(t *testing.T) {
	t.Parallel()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	seal, sealErr := mail.ReadSeal("beredd2026", pemOf(t, key, err))
	if sealErr != nil {
		t.Fatal(sealErr)
	}
	dkim := "TXT beredd2026._domainkey.samverkan.example"
	well := zone{
		"TXT samverkan.example": {"google-site-verification=x", "v=spf1 a:relay.example -all"}, dkim: {seal.Record()},
		"TXT _dmarc.samverkan.example": {"v=DMARC1; p=quarantine"}, "MX samverkan.example": {"mx.samverkan.example."},
		"A relay.example": {"192.0.2.7"}, "PTR 7.2.0.192.in-addr.arpa": {"relay.example."},
	}
	rows := []struct {
		name, changed string
		to            []string
		what          string
		state         mail.State
		says, do      string
	}{
		{name: "all is well"},
		{"no SPF", "TXT samverkan.example", []string{"hej"}, "spf", mail.Wrong, "vilka servrar som får skicka", "v=spf1 a:relay.example -all"},
		{"two SPF", "TXT samverkan.example", []string{"v=spf1 -all", "v=spf1 a -all"}, "spf", mail.Wrong, "flera SPF-poster", "Slå ihop"},
		{"SPF for all", "TXT samverkan.example", []string{"v=spf1 +all"}, "spf", mail.Wrong, "vem som helst", "-all"},
		{"SPF for nobody", "TXT samverkan.example", []string{"v=spf1 -all"}, "spf", mail.Wrong, "ingen får skicka", "relay.example"},
		{"no key", dkim, nil, "dkim", mail.Wrong, "ingen nyckel", seal.Record()},
		{"another key", dkim, []string{"v=DKIM1; k=rsa; p=MIIB"}, "dkim", mail.Wrong, "förfalskade", seal.Record()},
		{"no DMARC", "TXT _dmarc.samverkan.example", nil, "dmarc", mail.Wrong, "_dmarc.samverkan.example", "v=DMARC1"},
		{"DMARC that only watches", "TXT _dmarc.samverkan.example", []string{"v=DMARC1; p=none"}, "dmarc", mail.Doubt, "skyddar inte", "quarantine"},
		{"nothing is taken", "MX samverkan.example", nil, "mx", mail.Wrong, "ingen server", "MX-post"},
		{"nothing is taken, by word", "MX samverkan.example", []string{"."}, "mx", mail.Wrong, "inte tar emot", "BEREDD_SMTP"},
		{"no name", "PTR 7.2.0.192.in-addr.arpa", nil, "ptr", mail.Doubt, "192.0.2.7", "PTR-post"},
		{"another's name", "PTR 7.2.0.192.in-addr.arpa", []string{"other.example."}, "ptr", mail.Doubt, "misstror", "PTR-post"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			z := maps.Clone(well)
			if z[row.changed] = row.to; row.to == nil {
				delete(z, row.changed)
			}
			for _, f := range (mail.Standing{Names: resolver(t, z), Head: letterhead, Host: "relay.example", Seals: []mail.Seal{seal}}).Examine(t.Context()) {
				want := mail.Well
				if f.What == row.what {
					want = row.state
				}
				says, do := f.Says.In(wording.Swedish), f.Do.In(wording.Swedish)
				if f.State != want || strings.Contains(says+do, "{{") || strings.Contains(says+f.Says.In(wording.English), "<no value>") {
					t.Errorf("%s at %s is %s, want %s: %s %s", f.What, f.Where, f.State, want, says, do)
				}
				if f.What == row.what && (!strings.Contains(says, row.says) || !strings.Contains(do, row.do)) {
					t.Errorf("%s says %q and %q, want %q and %q", f.What, says, do, row.says, row.do)
				}
			}
		})
	}
}

// The way to a real server is examined as a letter goes it, and a test letter is sent.
func TestTheWayToTheServerIsExamined(t *testing.T) {
	t.Parallel()
	rows := []struct {
		name   string
		kind   kind
		config mail.Config
		later  time.Duration // when it is looked at
		lost   bool
		want   string // what is not well, and how
	}{
		{name: "all is well", kind: kind{tls: "starttls", user: "beredd"}, config: mail.Config{Username: "beredd", Password: "secret"}, later: -40 * 24 * time.Hour},
		{name: "the certificate ends soon", kind: kind{tls: "implicit"}, config: mail.Config{TLS: mail.Implicit}, want: "tls doubt: Certifikatet"},
		{name: "the certificate is another's", kind: kind{tls: "starttls", hostname: "other.example"}, want: "tls wrong: Certifikatet hos"},
		{name: "nobody vouches for it", kind: kind{tls: "starttls"}, lost: true, want: "tls wrong: Ingen som maskinen litar på"},
		{name: "no TLS is offered", kind: kind{tls: "none"}, want: "tls wrong: Servern"},
		{name: "the password is wrong", kind: kind{tls: "starttls", user: "beredd"}, config: mail.Config{Username: "beredd", Password: "x"}, want: "sign_in wrong: Servern"},
		{name: "nobody listens", kind: kind{tls: "starttls"}, config: mail.Config{Port: 1}, want: "server wrong: Servern"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			s := serve(t, row.kind)
			if row.lost {
				s.Roots = nil
			}
			if row.config.Port != 0 {
				s.Port = row.config.Port
			}
			mailer := sender(t, s, row.config)
			var not []string
			for _, f := range mailer.Examine(t.Context(), time.Now().Add(row.later)) {
				if f.State != mail.Well {
					not = append(not, f.What+" "+string(f.State)+": "+f.Says.In(wording.Swedish))
				}
			}
			if row.want == "" && len(not) > 0 || row.want != "" && (len(not) != 1 || !strings.HasPrefix(not[0], row.want)) {
				t.Errorf("not well is %q, want %q", not, row.want)
			}
			if row.want != "" {
				return
			}
			f := mailer.SendTest(t.Context(), "01936f2e-7c1a-7b3d-9a51-0c6f3a2b1d4e", recipient(1), wording.Swedish, now)
			if got := s.letters(recipient(1)); f.State != mail.Well || len(got) != 1 || subjectOf(got[0].raw) != "Provbrev från Beredd" {
				t.Errorf("the test letter is %s with %d copies: %s", f.State, len(got), f.Says.In(wording.Swedish))
			}
		})
	}
}

// subjectOf is the subject of a message of one part.
func subjectOf(raw []byte) string {
	m, err := netmail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return err.Error()
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil {
		return err.Error()
	}
	return subject
}
