package web

import (
	"beredd/internal/engine"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// An effect is what will happen, in words.
type effect struct {
	From, To string
	OfYear   bool // it is of a meeting or a duty, and no proposal
	Holder   string
	Yours    bool
	Letters  []effectLetter
	Starts   []effectDate
	Stops    []effectDate
	Rounds   []effectRound
	Others   []string // what is done in other proposals
	Heir     string   // who is to be the submitter, where that is another
	Sets     []fact   // what of the proposal is set by itself, and to what
	Warnings []string // what is worth a second look first
}

// An effectLetter is one kind of letter, and whom it goes to.
type effectLetter struct {
	Title         string
	Organizations int
	People        int
	To            []effectRecipient
}

// An effectRecipient is somebody whom a letter goes to, and why.
type effectRecipient struct{ Name, Why string }

// An effectDate is a date that starts to count, or stops.
type effectDate struct {
	About  string
	When   *dateView
	Itself bool         // it is no deadline: something then happens by itself
	Asks   bool         // what happens is that a question opens
	Left   wording.Text // of one that stops to go on later: what is left then
}

// An effectRound is a question that opens.
type effectRound struct {
	Title string
	Asked int
	Opens string // the date, where it opens later
}

// effect puts a preview in words.
func (s *Server) effect(v *visit, p engine.Proposal, preview engine.Preview) effect {
	s = s.seenBy(p)
	e := effect{
		From: s.stateTitle(p.Workflow, preview.From).In(v.lang), To: s.stateTitle(p.Workflow, preview.To).In(v.lang),
		OfYear: engine.IsOfYear(p.Workflow), Holder: s.holderTitle(preview.Holder).In(v.lang), Yours: s.hasTurn(v, preview.Holder),
	}
	for _, warning := range preview.Warnings {
		e.Warnings = append(e.Warnings, warning.In(v.lang))
	}
	e.Sets = s.setFacts(v, p.Workflow, preview.Sets)
	if preview.Heir != "" {
		e.Heir = s.personName(preview.Heir)
	}
	for _, l := range preview.Letters {
		e.Letters = append(e.Letters, s.effectLetter(v, l))
	}
	for _, d := range preview.Starts {
		e.Starts = append(e.Starts, s.effectDate(v, p, d))
	}
	for _, d := range preview.Stops {
		e.Stops = append(e.Stops, s.effectDate(v, p, d))
	}
	e.Others = s.elsewhere(v, p, preview.Errands)
	for _, round := range preview.Rounds {
		if round.ClosedAt.IsZero() && len(round.Children) == 0 {
			e.Rounds = append(e.Rounds, effectRound{
				s.roundTitle(p.Workflow, round.Name).In(v.lang), asks(round), round.OpensOn.Prose(v.lang)})
		}
	}
	return e
}

func (s *Server) effectDate(v *visit, p engine.Proposal, d engine.Deadline) effectDate {
	e := effectDate{About: s.deadlineName(v, p, d), When: s.dateView(v, d), Asks: d.About == "opening"}
	e.Itself = d.About != "state" && d.About != "round" && d.About != "extension" && d.About != "clock"
	if d.Status == engine.Paused && d.Left.Count >= 0 {
		e.Left = d.Left.Text()
	}
	return e
}

func (s *Server) effectLetter(v *visit, l engine.PreviewLetter) effectLetter {
	e := effectLetter{Title: engine.LetterTitle(l.Letter).In(v.lang)}
	organizations := map[string]bool{}
	for i, recipient := range l.Recipients {
		if recipient.Organization != "" {
			organizations[recipient.Organization] = true
		}
		if recipient.Person != "" {
			e.People++
		}
		e.To = append(e.To, effectRecipient{s.recipientName(v, recipient), s.whyTold(v, l.Qualities[i], recipient.Person == "")})
	}
	e.Organizations = len(organizations)
	return e
}

// recipientName is a recipient as a list names it: the mailbox by whose it is.
func (s *Server) recipientName(v *visit, r people.Recipient) string {
	if r.Person == "" && r.Organization != "" {
		return engine.RespondentName(s.Pack, r.Organization).In(v.lang) + " (" + v.say("web.mailbox", nil) + ")"
	}
	return r.Name
}

// deadlineName is what a deadline is of: a state, a question, or a step that time
// takes.
func (s *Server) deadlineName(v *visit, p engine.Proposal, d engine.Deadline) string {
	s = s.seenBy(p)
	flow := s.Pack.Workflow(p.Workflow)
	switch {
	case d.About == "state":
		return s.stateTitle(p.Workflow, d.Name).In(v.lang)
	case d.About == "extension":
		return v.say("web.extension.of", wording.Args{"Round": s.roundTitle(p.Workflow, d.Of), "Who": engine.RespondentName(s.Pack, d.Name)})
	case d.About == "clock" && flow.Clock(d.Name) != nil:
		return flow.Clock(d.Name).Title.In(v.lang)
	case flow.Transition(d.Name) != nil && flow.Round(d.Name) == nil:
		return flow.Transition(d.Name).Title.In(v.lang)
	}
	return s.roundTitle(p.Workflow, d.Name).In(v.lang)
}

// asks is how many a round asks.
func asks(round engine.Round) int {
	_, asked := round.Count()
	return asked
}
