package workflows_test

import (
	"slices"
	"strings"
)

// ofLack are things left out.
var ofLack = []mistake{
	{kind: "a title that lacks a language", plant: func(p *planting, s spot) *planted {
		parent := p.parent(s)
		if parent == nil || s.name() != "en" && s.name() != "sv" || s.sort != "text" || scenic(s.file) || !p.speaks(s.name()) || p.find(s.file, append(slices.Clone(parent.path), "sv")...) == nil || p.find(s.file, append(slices.Clone(parent.path), "en")...) == nil {
			return nil
		}
		return p.without(s)
	}, warns: true},
	lacking("what a step leads to", []string{"transitions", "*", "to"}),
	lacking("where a step leads from", []string{"transitions", "*", "from"}),
	lacking("whom a round asks", []string{"rounds", "*", "asks"}),
	lacking("a round's answers", []string{"rounds", "*", "answers"}),
	lacking("what opens a round", []string{"rounds", "*", "opens"}),
	lacking("an answer's title", []string{"rounds", "*", "answers", "*", "title"}),
	lacking("an outcome's title", []string{"rounds", "*", "outcomes", "*", "title"}),
	lacking("a state's title", []string{"states", "*", "title"}),
	lacking("a step's title", []string{"transitions", "*", "title"}),
	lacking("a round's question", []string{"rounds", "*", "question"}),
	lacking("a letter's template", []string{"notify", "*", "template"}),
	lacking("whom a letter goes to", []string{"notify", "*", "to"}),
	lacking("what a letter goes on", []string{"notify", "*", "on"}),
	lacking("whom an escalation tells", []string{"rounds", "*", "deadline", "escalate", "to"}, []string{"states", "*", "deadline", "escalate", "to"}),
	lacking("how long a deadline is", []string{"states", "*", "deadline", "within"}, []string{"rounds", "*", "deadline", "within"}),
	lacking("the workflow's name", []string{"workflow"}),
	lacking("a workflow's roles", []string{"bodies"}),
	lacking("how long a clock runs", []string{"clocks", "*", "within"}),
	lacking("when a clock runs", []string{"clocks", "*", "runs"}),
	lacking("an organization's name", []string{"organizations", "*", "name"}),
	lacking("an organization's mailbox", []string{"organizations", "*", "mailbox"}),
	lacking("a person's address", []string{"persons", "*", "mail"}),
	lacking("a body's title", []string{"bodies", "*", "title"}),
	lacking("who sits in a seat", []string{"bodies", "*", "seats", "*", "person"}),
	lacking("the bodies of the collaboration", []string{"bodies"}),
	lacking("the role of a body", []string{"binds", "*", "*"}),
	lacking("the bodies of a workflow", []string{"binds", "*"}),
	lacking("who coordinates", []string{"coordinators"}),
	lacking("a body's seats", []string{"bodies", "*", "seats"}),
	lacking("who meets", []string{"meetings", "*", "body"}),
	lacking("when a meeting is", []string{"meetings", "*", "on"}),
	lacking("who acts in a scenario", []string{"steps", "*", "as"}),
	lacking("a scenario's name", []string{"scenario"}),
	{kind: "a step that nobody takes", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || !s.under("transitions", "*", "by") {
			return nil
		}
		if step := s.path[1]; p.find(s.file, "transitions", step, "on") != nil || p.expires(s.file, step) || strings.Contains(p.text(s), "system") {
			return nil
		}
		return p.without(s)
	}},
	{kind: "a state that is final no more", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || !s.under("states", "*", "final") || p.text(s) != "true" {
			return nil
		}
		if len(p.all(s.file, "transitions", "*", "reopens")) > 0 || p.leavesEvery(s.file) {
			return nil // it may lead on, and be right
		}
		return p.without(s)
	}},
	{kind: "a final state that waits for nobody", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || !s.under("states", "*", "final") || p.text(s) != "true" || !s.flow {
			return nil
		}
		if len(p.all(s.file, "transitions", "*", "reopens")) > 0 || p.leavesEvery(s.file) {
			return nil // it may lead on, and be right
		}
		return changed(s, span{s.key.from, s.value.to}, "deadline: forever")
	}},
	{kind: "a state without a deadline", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || !s.under("states", "*", "deadline") || p.timed(s.file, s.path[1]) {
			return nil
		}
		return p.without(s)
	}, warns: true},
	{kind: "a round without a deadline", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || !s.under("rounds", "*", "deadline") {
			return nil
		}
		return p.without(s)
	}, warns: true},
	{kind: "a state that is gone", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || !s.under("states", "*") {
			return nil
		}
		m := p.without(s)
		if m != nil {
			m.names = []string{`"` + s.name() + `"`}
		}
		return m
	}},
	{kind: "a round that is gone and waited for", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || !s.under("rounds", "*") || !p.awaited(s) {
			return nil
		}
		m := p.without(s)
		if m != nil {
			m.names = []string{s.name()}
		}
		return m
	}},
	{kind: "the only step to a state, or from one", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || !s.under("transitions", "*") {
			return nil
		}
		m := p.without(s)
		if m == nil {
			return nil
		}
		m.names = p.torn(s)
		if len(m.names) == 0 {
			return nil
		}
		m.names = append(m.names, `"`+s.name()+`"`)
		m.names = append(m.names, p.left(s)...)
		return m
	}},
	named("an organization that is gone and named", []string{"organizations", "*"}, []string{"bodies", "*", "seats", "*", "of"}),
	named("a person who is gone and sits", []string{"persons", "*"}, []string{"bodies", "*", "seats", "*", "person"}),
	named("a body that is gone and bound", []string{"bodies", "*"}, []string{"binds", "*", "*"}),
}

// lacking is a mapping without one of its keys, where the whole stands.
func lacking(what string, places ...[]string) mistake {
	return mistake{kind: "without " + what, warns: true, plant: func(p *planting, s spot) *planted {
		if s.key == (span{}) || !slices.ContainsFunc(places, func(place []string) bool { return s.under(place...) }) {
			return nil
		}
		if s.name() == "title" && workflow(s.file) && p.find(s.file, "rounds", s.path[1], "question") != nil && len(s.path) == 3 {
			return nil
		}
		if len(s.path) == 1 && (s.name() == "workflow" || s.name() == "bodies") && scenic(s.file) {
			return nil
		}
		m := p.without(s)
		if m != nil && len(s.path) == 1 {
			m.names = []string{`"` + s.name() + `" is missing`} // where what is left of the file begins
		}
		return m
	}}
}

// named is something taken out that something else names.
func named(what string, place, by []string) mistake {
	return mistake{kind: what, plant: func(p *planting, s spot) *planted {
		if s.file != "collaboration.yaml" || !s.under(place...) {
			return nil
		}
		if !slices.ContainsFunc(p.spots, func(o spot) bool { return o.file == s.file && o.under(by...) && p.text(o) == s.name() }) {
			return nil
		}
		m := p.without(s)
		if m != nil {
			m.names = []string{`"` + s.name() + `"`}
		}
		return m
	}}
}

// without takes a spot out; what is wrong then may be told where that stood which it
// was taken from.
func (p *planting) without(s spot) *planted {
	text := p.files[s.file]
	if !s.flow && s.first && strings.Contains(text[s.whole.from:s.key.from], "-") {
		return nil
	}
	m := &planted{edits: []edit{{s.file, s.whole, ""}}}
	if parent := p.parent(s); parent != nil {
		m.lines = []span{{parent.begins(), parent.begins()}}
	} else {
		top := p.all(s.file, "*")[0].begins()
		m.lines = []span{{top, top}}
		if next := p.all(s.file, "*"); len(next) > 1 && next[0].begins() == s.begins() { // blank lines may stand between
			m.lines = append(m.lines, span{next[1].begins(), next[1].begins()})
		}
	}
	if siblings := p.all(s.file, append(slices.Clone(s.path[:len(s.path)-1]), "*")...); len(siblings) == 1 {
		return nil // what is left is not what was meant
	}
	return m
}

// speaks says whether a pack's texts are to be in a language.
func (p *planting) speaks(language string) bool {
	said := p.says("collaboration.yaml", "languages")
	return said == "" || wordIn(said, language)
}

// leavesEvery says whether a step leads from every open state.
func (p *planting) leavesEvery(file string) bool {
	return slices.ContainsFunc(p.all(file, "transitions", "*", "from"), func(s spot) bool { return wordIn(p.text(s), "every") })
}

// expires says whether a round's expiry, or another proposal, takes a step.
func (p *planting) expires(file, step string) bool {
	return slices.ContainsFunc(p.spots, func(o spot) bool {
		return o.sort == "text" && p.text(o) == step && (o.under("rounds", "*", "on expiry") || o.under("rounds", "*", "on_expiry") || o.under("follow_up", "on expiry") || o.under("elsewhere", "*", "do"))
	})
}

// timed says whether a state has a date but for its deadline: a step leads from it by
// itself, a round opens with it, or a clock runs in it.
func (p *planting) timed(file, state string) bool {
	text := p.files[file]
	if strings.Contains(text, "clocks:") {
		return true
	}
	for _, s := range p.all(file, "transitions", "*") {
		from := p.says(file, "transitions", s.name(), "from")
		to := p.says(file, "transitions", s.name(), "to")
		if wordIn(from, state) && p.find(file, "transitions", s.name(), "on") != nil {
			return true
		}
		if wordIn(to, state) && strings.Contains(text, "on: "+s.name()) {
			return true
		}
	}
	return slices.ContainsFunc(p.spots, func(o spot) bool {
		return o.file == file && (o.under("rounds", "*", "opens") || o.under("rounds", "*", "opens", "on") || o.under("follow_up", "opens")) && (wordIn(p.text(o), state))
	})
}

// awaited says whether a step waits for a round, or a promise names it.
func (p *planting) awaited(s spot) bool {
	return slices.ContainsFunc(p.spots, func(o spot) bool {
		return o.file == s.file && o.under("transitions", "*", "on") && strings.Contains(p.text(o), s.name()+".")
	})
}

// torn are the states to which nothing leads, or from which nothing does, when a step
// is taken out, as far as one can see without playing.
func (p *planting) torn(s spot) []string {
	var torn []string
	leads := func(key, state string) bool {
		for _, o := range p.all(s.file, "transitions", "*") {
			said := p.says(s.file, "transitions", o.name(), key)
			if o.name() != s.name() && (wordIn(said, state) || key == "to" && wordIn(said, "back") || key == "from" && wordIn(said, "every")) {
				return true
			}
		}
		return false
	}
	for i, st := range p.all(s.file, "states", "*") {
		to, from := p.says(s.file, "transitions", s.name(), "to"), p.says(s.file, "transitions", s.name(), "from")
		if wordIn(to, st.name()) && i > 0 && !leads("to", st.name()) || wordIn(from, st.name()) && !leads("from", st.name()) {
			torn = append(torn, `"`+st.name()+`"`)
		}
	}
	return torn
}

// left are the states that a step leads from, and the outcomes that it waits for: where
// it is gone the proposal is left there, and nothing else in the pack tells that it was.
func (p *planting) left(step spot) []string {
	var left []string
	for _, st := range p.all(step.file, "states", "*") {
		if wordIn(p.says(step.file, "transitions", step.name(), "from"), st.name()) {
			left = append(left, `the state "`+st.name()+`" no final`, `left in "`+st.name()+`"`)
		}
	}
	for _, o := range p.all(step.file, "rounds", "*", "outcomes", "*") {
		if strings.Contains(p.says(step.file, "transitions", step.name(), "on"), o.path[1]+"."+o.name()) {
			left = append(left, `ends with "`+o.name()+`"`)
		}
	}
	return left
}

// wordIn says whether a text has a word.
func wordIn(text, word string) bool {
	return slices.Contains(wordly.FindAllString(text, -1), word)
}
