package mail_test

import (
	"strings"
	"testing"

	"beredd/internal/fault"
	"beredd/internal/link"
	"beredd/internal/mail"
)

// Where no mark fits, what comes back could not be placed: that is told at start.
func TestAReturnMailboxThatTakesNoMarkIsRefused(t *testing.T) {
	for address, refused := range map[string]bool{
		"bounces@samverkan.example":                                     false,
		strings.Repeat("x", link.LongestMailbox) + "@samverkan.example": false,
		"letters-that-came-back@samverkan.example":                      true,
	} {
		_, err := mail.NewWriterOf(nil, mail.Letterhead{From: "arende@samverkan.example", Bounce: address}, link.Site{}, nil)
		if fault.Is(err, "long_bounce") != refused {
			t.Errorf("%s: it says %v", address, err)
		}
	}
}
