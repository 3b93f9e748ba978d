package mail_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/emersion/go-smtp"

	"beredd/internal/engine"
	"beredd/internal/mail"
)

// A server that reads ahead hears all that comes before the letter at once; another is
// waited for at each line.
func TestAServerThatReadsAheadIsToldAllAtOnce(t *testing.T) {
	t.Parallel()
	for _, ahead := range []bool{true, false} {
		t.Run(fmt.Sprint(ahead), func(t *testing.T) {
			t.Parallel()
			s := tearAs(t, &torn{ahead: ahead})
			mailer := sender(t, &s.server, mail.Config{TLS: mail.None})
			for i := range 3 {
				if got := mailer.Send(t.Context(), letterTo(t, i), now); got.Fate != engine.HandedOver || got.Response != "250 2.0.0 queued" {
					t.Fatalf("the fate is %s: %s %v", got.Fate, got.Response, got.Err)
				}
			}
			s.Lock()
			defer s.Unlock()
			if want := []bool{ahead, ahead, ahead}; !slices.Equal(s.told, want) {
				t.Errorf("more came with the first line: %v, want %v", s.told, want)
			}
		})
	}
}

// A server may refuse the only recipient and wait for the letter all the same. It has
// nothing of it, and the next letter goes on another line.
func TestAServerThatWaitsForALetterToNobodyGetsNone(t *testing.T) {
	t.Parallel()
	s := tearAs(t, &torn{ahead: true, how: map[string]string{recipient(0): "unknown"}})
	mailer := sender(t, &s.server, mail.Config{TLS: mail.None})
	if got := mailer.Send(t.Context(), letterTo(t, 0), now); got.Fate != engine.Refused || got.Address != "5.1.1" || !strings.HasPrefix(got.Response, "550 5.1.1") {
		t.Errorf("the fate is %s (%s): %s %v", got.Fate, got.Address, got.Response, got.Err)
	}
	if got := mailer.Send(t.Context(), letterTo(t, 1), now); got.Fate != engine.HandedOver {
		t.Errorf("the next letter's fate is %s: %s %v", got.Fate, got.Response, got.Err)
	}
	came := s.letters("")
	s.Lock()
	defer s.Unlock()
	if len(came) != 1 || came[0].to != recipient(1) || s.unended != "" {
		t.Errorf("%d letters came, want the next alone; and of another %q", len(came), s.unended)
	}
}

// Whoever the server refuses by name costs nobody else the line.
func TestALineOutlivesARecipientWhoIsRefused(t *testing.T) {
	t.Parallel()
	s := serve(t, kind{tls: "starttls"})
	s.rcpt[recipient(1)] = []*smtp.SMTPError{refusal(550, "no such mailbox")}
	s.rcpt[recipient(2)] = []*smtp.SMTPError{refusal(450, "greylisted")}
	mailer := sender(t, s, mail.Config{})
	for i, want := range []engine.Fate{engine.HandedOver, engine.Refused, engine.TryAgain, engine.HandedOver} {
		if got := mailer.Send(t.Context(), letterTo(t, i), now); got.Fate != want {
			t.Errorf("letter %d is %s, want %s: %s %v", i, got.Fate, want, got.Response, got.Err)
		}
	}
	if s.dialled != 1 {
		t.Errorf("the server was dialled %d times, want once", s.dialled)
	}
}

// A line that begins with a dot, or is one, arrives as it was written: in SMTP it would
// end the letter.
func TestALineThatBeginsWithADotArrives(t *testing.T) {
	t.Parallel()
	s := serve(t, kind{tls: "starttls"})
	facts := letterTo(t, 0)
	facts.Proposal.Decision.Text = "Regler\n\n```\n.\n.env\n..\nslut\n```"
	if got := sender(t, s, mail.Config{}).Send(t.Context(), facts, now); got.Fate != engine.HandedOver {
		t.Fatalf("the fate is %s: %s %v", got.Fate, got.Response, got.Err)
	}
	came := s.letters(recipient(0))
	if len(came) != 1 {
		t.Fatalf("%d letters came", len(came))
	}
	if read := parse(t, came[0].raw); !strings.Contains(read.Text, "\n.\n.env\n..\nslut\n") || !strings.Contains(read.HTML, "</html>") {
		t.Errorf("it reads\n%s", read.Text)
	}
}
