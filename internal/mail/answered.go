package mail

import (
	"slices"
	"time"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// answered words an entry of a gathered letter anew whose question needs no answer any
// more: who has answered and when, and where that is read. Nothing asks for what is done.
func (w *Writer) answered(l engine.LetterFacts, entry *Entry, now time.Time) {
	t := tell(l, w.packOf(l.Proposal), spoken(l.Language), now)
	if !t.asks() || t.round == nil || t.line == nil || definition.KindOfLetter(l.Letter) == definition.ReceiptLetter {
		return
	}
	at := slices.IndexFunc(t.round.Respondents, func(r engine.Respondent) bool { return r.Key() == t.Respondent })
	if at < 0 {
		return
	}
	r := t.round.Respondents[at]
	switch {
	case r.Final && r.Answer != "" && !t.line.Secret:
		args := wording.Args{"Who": t.name(r.Key()), "Answer": t.answer(r.Answer), "By": "", "Day": t.pack.Calendar.Today(r.At).Prose(t.language)}
		if by := t.pack.People.Person(r.By); by != nil {
			args["By"] = by.Name
		}
		entry.Ask = t.say("mail.answered_since", args)
		entry.Action = t.say("mail.see_answer", nil)
	case !t.round.ClosedAt.IsZero():
		entry.Ask, entry.Action = t.say("mail.closed_since", nil), t.say("mail.see_question", nil)
	default:
		return
	}
	entry.Paragraphs = nil
}
