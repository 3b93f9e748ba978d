package inbox

import (
	"regexp"
	"strings"
)

// isAutomatic says whether a program wrote the message: by the headers of RFC 3834 and
// those that programs used before it, or as Outlook's rules and older servers word it.
func (m *message) isAutomatic() bool {
	if auto := firstWord(strings.ToLower(strings.ReplaceAll(m.header.Get("Auto-Submitted"), ";", " "))); auto != "" && auto != "no" {
		return true
	}
	for _, name := range []string{"X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Response", "X-Mail-Autoreply", "X-POST-MessageClass"} {
		if m.header.Has(name) && !strings.EqualFold(strings.TrimSpace(m.header.Get(name)), "no") {
			return true
		}
	}
	switch strings.ToLower(strings.TrimSpace(m.header.Get("Precedence"))) {
	case "auto_reply", "auto-reply", "bulk", "junk", "list":
		return true
	}
	// Outlook's own rules say it in the subject alone, beside what they answer.
	return outOfOffice.MatchString(m.subject) && (m.header.Has("X-MS-Exchange-Inbox-Rules-Loop") || len(m.refs) > 0)
}

// outOfOffice begins the subject of an absence reply, in the words that Outlook puts
// there.
var outOfOffice = regexp.MustCompile(`(?i)^\s*(autosvar|automatiskt svar|frånvarande|frånvaromeddelande|automatic reply|auto(matic)?[ -]?reply|autoreply|out of (the )?office)\b`)

// isOfList says whether a mailing list sent it.
func (m *message) isOfList() bool {
	for _, name := range []string{"List-Id", "List-Post", "List-Unsubscribe", "List-Help", "Mailing-List"} {
		if m.header.Has(name) {
			return true
		}
	}
	return false
}

// hasNullSender says whether nobody is to be answered: it came from no address, or
// from a mail system.
func (m *message) hasNullSender() bool {
	if m.header.Has("Return-Path") && strings.Trim(m.header.Get("Return-Path"), "<> \t") == "" {
		return true
	}
	local, _, _ := strings.Cut(strings.ToLower(m.from), "@")
	switch local {
	case "", "mailer-daemon", "postmaster", "noreply", "no-reply", "donotreply", "do-not-reply", "nobody":
		return true
	}
	return strings.HasPrefix(local, "noreply") || strings.HasPrefix(local, "no-reply") || strings.HasPrefix(local, "owner-") || strings.HasSuffix(local, "-request")
}
