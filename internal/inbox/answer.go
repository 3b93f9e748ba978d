package inbox

import (
	"context"
	"strings"
	"time"

	"beredd/internal/engine"
	"beredd/internal/wording"
)

// mayAnswer says whether who wrote is to be told that answers are given by the link:
// a person, once a day, and never a list, a program or a mail system.
func (in *Inbox) mayAnswer(ctx context.Context, i *engine.Incoming, m message) (bool, error) {
	if in.Replier == nil || i.Kind != engine.CameReply || m.from == "" || m.isOfList() || m.hasNullSender() || m.isAutomatic() || m.answers {
		return false, nil
	}
	may, err := in.Store.MayReply(ctx, i.Collaboration, m.from, in.day(in.Now()))
	i.Answered = may
	return may, err
}

// answer sends the letter. That it does not go is no reason to file the message anew:
// what was written is kept, and its writer may be told the next day.
func (in *Inbox) answer(ctx context.Context, i engine.Incoming, m message) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	done := in.Replier.SendAutoReply(ctx, engine.AutoReply{
		ID: i.ID, Collaboration: i.Collaboration, Mail: m.from, Name: m.name, Language: in.language(i, m),
		Answers: m.id, Number: i.Number, Proposal: i.Proposal,
	}, in.Now())
	if done.Fate != engine.HandedOver {
		in.Log.WarnContext(ctx, "who wrote was not answered", "message", i.ID, "fate", done.Fate, "error", done.Err)
	}
}

// language is that of the person whose address it is, or of the letter's own words.
func (in *Inbox) language(i engine.Incoming, m message) wording.Language {
	if p := in.Pack().People.Person(i.Person); p != nil && p.Language != "" {
		return p.Language
	}
	if strings.HasPrefix(strings.ToLower(m.header.Get("Content-Language")), string(wording.English)) {
		return wording.English
	}
	if l := in.Pack().People.Language; l != "" {
		return l
	}
	return wording.Swedish
}
