package mail_test

import (
	"strings"
	"testing"

	"github.com/emersion/go-smtp"

	"beredd/internal/engine"
	"beredd/internal/mail"
)

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
