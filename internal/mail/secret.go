package mail

import (
	"beredd/internal/wording"
)

// veil takes out of the facts what no letter carries of a proposal that is
// confidential, whoever it goes to: anybody may come to read it.
func (t *telling) veil() {
	if t.Proposal.Secret == nil {
		return
	}
	t.Proposal = t.Proposal.Veiled(t.language)
	t.Event = t.Event.Veiled()
	t.LetterFacts.Title = t.Proposal.Title
}

// secret says why a letter tells so little, and where the rest is read; "" of what
// is not confidential.
func (t *telling) secret() string {
	s := t.Proposal.Secret
	if s == nil {
		return ""
	}
	return t.say("mail.secret", wording.Args{"Because": s.Because})
}
