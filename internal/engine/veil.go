package engine

import (
	"slices"

	"beredd/internal/wording"
)

// Veil is what stands in place of a proposal's title where that is withheld.
func Veil(l wording.Language) string { return wording.Say(l, "engine.veil", nil) }

// Behind is a veil. Nobody but the engine reads what is there.
type Behind interface{ proposal() Proposal }

type unveiled struct{ whole Proposal }

func (u unveiled) proposal() Proposal { return u.whole }

// VeiledFrom is p as reader may see it: p itself, or with all that is confidential
// emptied. What is left is its number, kind and state, whose turn it is, dates, and
// who has answered what in a word. The engine still decides on the proposal whole.
func (p Proposal) VeiledFrom(reader Reader, l wording.Language) Proposal {
	if p.Behind != nil || reader.Reads(p.Secret.String()) {
		return p
	}
	return p.Veiled(l)
}

// Veiled is p with all that is confidential emptied, for whom it is that nobody
// knows: a letter, or a link.
func (p Proposal) Veiled(l wording.Language) Proposal {
	whole := p
	p = p.Clone()
	p.Behind = unveiled{whole}
	p.Title, p.Summary, p.Proposed, p.Submitter = Veil(l), "", "", ""
	p.Holder = VeiledHolder(p.Holder)
	p.Fields, p.Documents, p.Conflicts, p.Moved.Person = nil, nil, nil, ""
	p.Decision = p.Decision.veiled()
	p.Earlier, p.Recommendations = veiledAll(p.Earlier), veiledAll(p.Recommendations)
	p.Agreements, p.Hands = nil, nil
	veilRounds(p.Rounds)
	return p
}

// IsVeiled says whether anything of p has been emptied.
func (p Proposal) IsVeiled() bool { return p.Behind != nil }

// whole is p as it is kept.
func (p Proposal) whole() Proposal {
	if p.Behind != nil {
		return p.Behind.proposal()
	}
	return p
}

// veiled leaves of a decision who made it, and when.
func (d *Decision) veiled() *Decision {
	if d == nil {
		return nil
	}
	return &Decision{Body: d.Body, On: d.On, Meeting: d.Meeting, FollowUpOn: d.FollowUpOn, Transition: d.Transition, Void: d.Void}
}

func veiledAll(decisions []Decision) []Decision {
	var all []Decision
	for i := range decisions {
		all = append(all, *decisions[i].veiled())
	}
	return all
}

// veilRounds empties rounds that are a copy's own.
func veilRounds(rounds []Round) {
	for i := range rounds {
		rounds[i].Reason = ""
		rounds[i].Respondents = slices.Clone(rounds[i].Respondents)
		for j := range rounds[i].Respondents {
			r := &rounds[i].Respondents[j]
			r.Inputs, r.Papers, r.By = nil, nil, ""
			r.Fell = slices.Clone(r.Fell)
			for k := range r.Fell {
				r.Fell[k].Inputs = nil
			}
		}
		rounds[i].Others = slices.Clone(rounds[i].Others)
		for j := range rounds[i].Others {
			r := &rounds[i].Others[j]
			r.Inputs, r.Papers, r.By = nil, nil, ""
		}
	}
}

// Veiled is the event without its private part and whatever was given with the act.
// Its hash is the whole event's, which it no longer bears out.
func (e Event) Veiled() Event {
	e.Private, e.Salt = Private{}, ""
	e.Data.Inputs, e.Data.Documents, e.Data.Assigned, e.Data.Sets = nil, nil, nil, nil
	if e.Kind == TurnPassed {
		e.Data.Came, e.Data.Gone = veiledHolders(e.Data.Came), veiledHolders(e.Data.Gone)
	}
	return e
}

// veiled is a preview as it shows to who may not read what it is about.
func (v Preview) veiled() Preview {
	v.Rounds = slices.Clone(v.Rounds)
	veilRounds(v.Rounds)
	v.Sets, v.Heir, v.Errands = nil, "", slices.Clone(v.Errands)
	for i := range v.Errands {
		v.Errands[i].Inputs = nil
	}
	return v
}
