package app

import (
	"io"
	"testing"
	"time"

	"beredd/internal/fault"
)

// A server whose letters would have no sender says so at once, not at the first
// letter.
func TestAServerThatSendsLettersHasASender(t *testing.T) {
	config := Config{SMTP: SMTP{Host: "127.0.0.1", Port: 25}}
	if _, err := Start(t.Context(), config, NewLog(io.Discard, "error"), time.Now); !fault.Is(err, "no_sender") {
		t.Errorf("it starts: %v", err)
	}
	config.SMTP.From = "arende@samverkan.example"
	if err := config.SMTP.whole(); err != nil {
		t.Errorf("with a sender: %v", err)
	}
}
