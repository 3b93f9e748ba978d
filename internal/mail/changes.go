package mail

import (
	"slices"
	"strings"

	"beredd/internal/engine"
	"beredd/internal/prose"
	"beredd/internal/wording"
)

const (
	mostChanges = 8 // more of them are read better in the whole text
	placeWords  = 5 // as many of the words before say where something changed
)

// changes say in words how a corrected decision differs from the one before, to who is
// asked again about it. What is confidential has no text to compare.
func (t *telling) changes(m Matter) []string {
	before := t.correctedFrom()
	if !m.Asks || t.isAnswer() || before == nil || !t.wasAsked() || t.Proposal.Secret != nil {
		return nil
	}
	pieces := prose.Differ(running(before.Text), running(t.Proposal.Decision.Text))
	var said []string
	kept := ""
	for i, p := range pieces {
		exchanged := p.Added && i > 0 && pieces[i-1].Removed
		switch {
		case !p.Added && !p.Removed:
			kept = p.Text
		case exchanged:
			said[len(said)-1] = t.change("exchanged", pieces[i-1].Text, p.Text, kept)
		case p.Added:
			said = append(said, t.change("added", "", p.Text, kept))
		default:
			said = append(said, t.change("removed", p.Text, "", kept))
		}
	}
	if len(said) > mostChanges {
		return []string{t.say("mail.change.much", nil)}
	}
	return said
}

// running is a text as its words are compared: where a line ends changes none of them.
func running(markdown string) string { return prose.Line(markdown) + " " }

// change is one change in words, and after which words it stands.
func (t *telling) change(kind, before, after, kept string) string {
	said := t.say("mail.change."+kind, wording.Args{"Before": oneLine(before), "After": oneLine(after)})
	words := strings.Fields(kept)
	if len(words) == 0 {
		return said
	}
	words = words[max(0, len(words)-placeWords):]
	return t.say("mail.change.place", wording.Args{"Said": said, "Place": strings.Join(words, " ")})
}

// correctedFrom is the decision that the one at hand takes the place of, or nil.
func (t *telling) correctedFrom() *engine.Decision {
	p := t.Proposal
	if p.Decision == nil {
		return nil
	}
	earlier := p.Earlier
	for i, d := range earlier {
		if d.Text == p.Decision.Text && d.On == p.Decision.On {
			earlier = earlier[:i]
			break
		}
	}
	if len(earlier) == 0 {
		return nil
	}
	return &earlier[len(earlier)-1]
}

// wasAsked says whether the respondent was asked the letter's question before.
func (t *telling) wasAsked() bool {
	is := func(r engine.Respondent) bool { return r.Key() == t.Respondent }
	return t.round != nil && slices.ContainsFunc(t.Proposal.Rounds, func(r engine.Round) bool {
		return r.Name == t.round.Name && r.ID != t.round.ID && slices.ContainsFunc(r.Respondents, is)
	})
}
