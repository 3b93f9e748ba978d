package mail_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"os"
	"os/exec"
	"strings"
	"testing"

	"beredd/internal/engine"
	"beredd/internal/mail"
	"beredd/internal/wording"
)

// pemOf writes a new private key as openssl does.
func pemOf(t testing.TB, key any, err error) []byte {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})
}

// verifier says for each signature of a message, in dkimpy's opinion, whether it is
// right. It reads the records of the domain from its arguments.
const verifier = `
import sys, dkim
records = dict(zip(sys.argv[1::2], sys.argv[2::2]))
def look(name, timeout=5):
    return records.get((name.decode() if isinstance(name, bytes) else name).rstrip('.'), '').encode()
raw = sys.stdin.buffer.read()
message = dkim.DKIM(raw, minkey=2048)
signatures = [h for h in message.headers if h[0].lower() == b'dkim-signature']
print(' '.join(str(dkim.DKIM(raw, minkey=2048).verify(idx=i, dnsfunc=look)) for i in range(len(signatures))))
`

// verify asks an implementation of DKIM that is not the signer's.
func verify(t *testing.T, raw []byte, records ...string) string {
	t.Helper()
	cmd := exec.Command("/usr/bin/python3", append([]string{"-c", verifier}, records...)...)
	cmd.Stdin = bytes.NewReader(raw)
	said, err := cmd.CombinedOutput()
	if err != nil && !strings.Contains(string(said), "dkim.") {
		if os.Getenv("CI") == "true" {
			t.Fatalf("python3-dkim: %v: %s", err, said)
		}
		t.Skipf("python3-dkim is missing (make setup installs it): %v", err)
	}
	return strings.TrimSpace(string(said))
}

// A letter is signed with both kinds of key, and what arrives at a real server
// verifies; one letter changed in the body, the subject or the sender does not.
func TestLettersAreSignedSoThatOthersCanVerify(t *testing.T) {
	t.Parallel()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	rsaSeal, rsaErr := mail.ReadSeal("beredd2026", pemOf(t, key, err))
	_, small, err := ed25519.GenerateKey(rand.Reader)
	edSeal, edErr := mail.ReadSeal("ed2026", pemOf(t, small, err))
	if rsaErr != nil || edErr != nil {
		t.Fatal(rsaErr, edErr)
	}
	records := []string{"beredd2026._domainkey.samverkan.example", rsaSeal.Record(), "ed2026._domainkey.samverkan.example", edSeal.Record()}
	s := serve(t, kind{tls: "starttls"})
	mailer := sender(t, s, mail.Config{Seals: []mail.Seal{rsaSeal, edSeal}})
	for i, name := range []string{"decision", "asked", "meeting_notice"} {
		facts := filled(t, name)
		facts.Notice.Mail = recipient(i)
		if got := mailer.Send(t.Context(), facts, now); got.Fate != engine.HandedOver {
			t.Fatal(got)
		}
		raw := s.letters(recipient(i))[0].raw
		if said := verify(t, raw, records...); said != "True True" {
			t.Errorf("%s: its signatures are %s", name, said)
		}
		if i > 0 {
			continue
		}
		for what, changed := range map[string][]byte{
			"the subject":     bytes.Replace(raw, []byte("\r\nSubject: "), []byte("\r\nSubject: x"), 1),
			"a second sender": append([]byte("From: other@samverkan.example\r\n"), raw...),
			"the body":        append(bytes.Clone(raw), "x\r\n"...),
		} {
			if said := verify(t, changed, records...); strings.Contains(said, "True") {
				t.Errorf("with %s changed its signatures are %s", what, said)
			}
		}
	}
}

// So is what answers somebody who wrote, and the letter that tries the way out: a domain
// that asks others to refuse what is unsigned would have them refused.
func TestLettersThatWaitForNoLineAreSignedToo(t *testing.T) {
	t.Parallel()
	_, key, err := ed25519.GenerateKey(rand.Reader)
	seal, sealErr := mail.ReadSeal("ed2026", pemOf(t, key, err))
	if sealErr != nil {
		t.Fatal(sealErr)
	}
	s := serve(t, kind{tls: "starttls"})
	mailer := sender(t, s, mail.Config{Seals: []mail.Seal{seal}})
	mailer.SendAutoReply(t.Context(), engine.AutoReply{ID: "r1", Mail: recipient(0), Collaboration: "kalmar-lgl", Language: wording.Swedish}, now)
	mailer.SendTest(t.Context(), "t1", recipient(1), wording.Swedish, now)
	for i, what := range []string{"the automatic reply", "the test letter"} {
		came := s.letters(recipient(i))
		if len(came) != 1 {
			t.Fatalf("%s: %d letters came", what, len(came))
		}
		if said := verify(t, came[0].raw, "ed2026._domainkey.samverkan.example", seal.Record()); said != "True" {
			t.Errorf("%s: its signatures are %q", what, said)
		}
	}
}

func TestAKeyThatOthersWouldNotAcceptIsRefused(t *testing.T) {
	t.Parallel()
	weak, err := rsa.GenerateKey(rand.Reader, 1024)
	for says, text := range map[string][]byte{
		"1024 bits": pemOf(t, weak, err), "PEM": []byte("no key"), "private key": pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: []byte{1}}),
	} {
		if _, err := mail.ReadSeal("beredd", text); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("it says %v, want %q", err, says)
		}
	}
	if _, err := mail.ReadSeal("be redd", nil); err == nil {
		t.Error("a selector with a space is taken")
	}
}
