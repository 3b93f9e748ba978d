package mail_test

import (
	"strings"
	"testing"

	"beredd/internal/engine"
	"beredd/internal/wording"
)

// The letter that a program sends says so, as text and as HTML.
func TestALetterThatAProgramSendsSaysWhyItCame(t *testing.T) {
	for _, l := range wording.Languages() {
		reply := engine.AutoReply{ID: "a1", Collaboration: "kalmar-lgl", Number: "LGL 2026-014", Mail: "chef@borgholm.example", Name: "Chef", Language: l}
		written, err := writer(t).AutoReply(reply, now)
		if err != nil {
			t.Fatal(err)
		}
		why := wording.Say(l, "mail.auto_reply.why", nil)
		visible, links := shown(t, written.HTML)
		if !strings.Contains(oneLine(written.Text), why) || !strings.Contains(visible, why) {
			t.Errorf("%s: %q is missing in\n%s\n%s", l, why, written.Text, visible)
		}
		alike(t, written.Text, visible, links)
	}
}
