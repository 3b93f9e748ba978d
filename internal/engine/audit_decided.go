package engine

import "strings"

// resolved is what a history says was decided and recommended.
type resolved struct {
	text, day   string   // of the decision in force, "" for none
	reopened    bool     // the decision was put aside, and nothing is decided anew
	decided     []string // every decision, oldest first
	recommended []string
}

// hear takes in one event.
func (r *resolved) hear(e Event) {
	if e.Kind != Transited {
		return
	}
	if e.Data.Reopens {
		r.text, r.day, r.reopened = "", "", true
	}
	if text, ok := e.Data.Inputs["decision"].(string); ok {
		r.text, r.reopened = text, false
		r.day, _ = e.Data.Inputs[decisionDay].(string)
		r.decided = append(r.decided, text)
	}
	if text, ok := e.Data.Inputs["recommendation"].(string); ok {
		r.recommended = append(r.recommended, text)
	}
}

// compare holds a proposal against it. Proposals from before decisions and
// recommendations were kept have none to compare.
func (r *resolved) compare(p Proposal, differ func(what string, has, made any)) {
	if p.Decision != nil {
		differ("decision", p.Decision.Text, r.text)
		if r.day != "" { // older histories do not say
			differ("day of decision", p.Decision.On.String(), r.day)
		}
	}
	if p.Decision == nil && !r.reopened {
		differ("decision", "", r.text)
	}
	if len(p.Earlier) > 0 {
		differ("decisions", texts(p.Decided()), strings.Join(r.decided, "; "))
	}
	if len(p.Recommendations) > 0 {
		differ("recommendations", texts(p.Recommendations), strings.Join(r.recommended, "; "))
	}
}

// texts are what some decisions say.
func texts(decisions []Decision) string {
	said := make([]string, len(decisions))
	for i, d := range decisions {
		said[i] = d.Text
	}
	return strings.Join(said, "; ")
}
