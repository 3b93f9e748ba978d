package web

import (
	"maps"
	"slices"
	"strings"

	"beredd/internal/definition"
	"beredd/internal/definition/difference"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// The strands are what proposals of earlier editions have that the newest has not by the
// same name, each by the name of its field.
type strands map[string]strand

// A strand is a state or a round that the newest edition lacks.
type strand struct {
	difference.Strand
	way bool // proposals only came from the state, and may have to go back there
}

// Of the fields: what becomes of a state, and of a question.
const stateField, roundField = "lage.", "fraga."

// add notes what one proposal has: the state that it stands in and the one that it may be
// sent back to, the rounds that are open and those that wait for their day.
func (all strands) add(old, now *definition.Workflow, p engine.Proposal) {
	if old == nil {
		return
	}
	standing := difference.Standing{States: map[string]int{p.State: 1}, Rounds: map[string]int{}}
	if p.CameFrom != "" && sendsBack(now) {
		standing.States[p.CameFrom]++
	}
	for _, round := range p.Rounds {
		if round.ClosedAt.IsZero() {
			standing.Rounds[round.Name] = 1
		}
	}
	for _, name := range p.Awaiting {
		standing.Rounds[name] = 1
	}
	for _, one := range difference.Strands(old, now, standing, nil) {
		field := stateField + one.Name
		if one.Round {
			field = roundField + one.Name
		}
		before, seen := all[field]
		way := !one.Round && one.Name != p.State
		all[field] = strand{one, way && (!seen || before.way)}
	}
}

// sendsBack says whether some step leads back to where a proposal came from.
func sendsBack(flow *definition.Workflow) bool {
	return slices.ContainsFunc(flow.Transitions, func(t definition.Transition) bool {
		return slices.ContainsFunc(t.To, func(to definition.Target) bool { return to.State == definition.Back })
	})
}

// moveMaps are the fields that ask what becomes of what has no namesake.
func moveMaps(v *visit, move removal) []input {
	var list []input
	for _, field := range slices.Sorted(maps.Keys(move.strands)) {
		list = append(list, moveMap(v, move, field, move.strands[field]))
	}
	return list
}

func moveMap(v *visit, move removal, field string, one strand) input {
	label := "web.process.map_state"
	if one.way {
		label = "web.process.map_way"
	}
	in := input{Kind: "choice", Name: field, ID: "f-" + strings.ReplaceAll(field, ".", "-"), Label: v.say(label, wording.Args{"Title": one.Title})}
	chosen := move.mapping.States[one.Name]
	if one.Round {
		in.Label = v.say("web.process.map_round", wording.Args{"Title": one.Title})
		to, given := move.mapping.Rounds[one.Name]
		if chosen = to; given && to == "" {
			chosen = fallsWord
		}
	}
	in.Options = mapOptions(v, move.flow, one.Round)
	if title := suggestedTitle(in.Options, one.Suggested); title != "" {
		in.Hint = v.say("web.process.map_hint", wording.Args{"Title": title})
	}
	for i := range in.Options {
		in.Options[i].Chosen = in.Options[i].Value == chosen
	}
	return in
}

// mapOptions are what a state, or a question, can become.
func mapOptions(v *visit, flow *definition.Workflow, rounds bool) (options []inputOption) {
	if !rounds {
		for _, state := range flow.States {
			if !state.Final {
				options = append(options, inputOption{Value: state.Name, Title: state.Title.In(v.lang)})
			}
		}
		return options
	}
	options = []inputOption{{Value: fallsWord, Title: v.say("web.process.map_falls", nil)}}
	for _, round := range flow.Rounds {
		options = append(options, inputOption{Value: round.Name, Title: round.Title.In(v.lang)})
	}
	return options
}

func suggestedTitle(options []inputOption, value string) string {
	for _, o := range options {
		if o.Value == value {
			return o.Title
		}
	}
	return ""
}
