package workflows_test

import (
	"cmp"
	"slices"
	"strings"
)

// ofMachines are mistakes that only the workflow as a whole shows.
var ofMachines = []mistake{
	{kind: "from and to swapped", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || !s.under("transitions", "*", "to") || s.sort != "text" || p.text(s) == "back" {
			return nil
		}
		from := p.find(s.file, "transitions", s.path[1], "from")
		if from == nil || from.sort != "text" || p.text(*from) == p.text(s) {
			return nil
		}
		torn := p.torn(*p.find(s.file, "transitions", s.path[1]))
		final := p.says(s.file, "states", p.text(s), "final") == "true"
		if len(torn) == 0 && !final {
			return nil // another way leads there: what is left may be meant
		}
		return &planted{edits: []edit{{s.file, s.value, p.text(*from)}, {s.file, from.value, p.text(s)}}, names: append(torn, `"`+s.path[1]+`"`, "—"+p.title(s.file, s.path[1])+"→")} // or a promise tells the story in which it is taken
	}},
	onTop("a state that nothing leads to", "states", "lost_state: {title: {sv: Borta, en: Lost}, final: true}", nil),
	onTop("a step from where nothing comes", "transitions", "lost_step: {title: {sv: Borta, en: Lost}, from: lost_state, to: lost_state, by: coordinator}", nil),
	{kind: "a state that nothing leads on from", plant: func(p *planting, s spot) *planted {
		first := p.begins(s)
		if first == "" || !s.under("transitions") || s.flow || p.find(s.file, "states").flow {
			return nil
		}
		last := p.all(s.file, "states", "*")
		if last[0].flow || len(p.all(s.file, "transitions", "*")) == 0 || p.all(s.file, "transitions", "*")[0].flow || p.leavesEvery(s.file) {
			return nil
		}
		return &planted{names: []string{`"swamp"`}, edits: []edit{
			{s.file, span{last[len(last)-1].whole.to, last[len(last)-1].whole.to}, "  swamp: {title: {sv: Träsk, en: Swamp}, deadline: forever}\n"},
			{s.file, span{p.all(s.file, "transitions", "*")[0].whole.from, p.all(s.file, "transitions", "*")[0].whole.from}, "  sink: {title: {sv: Sjunk, en: Sink}, from: " + first + ", to: swamp, by: submitter}\n"}}}
	}},
	onTop("a step that fires itself for ever", "transitions", "round_and_round: {title: {sv: Runt, en: Round}, from: STATE, to: STATE, on: ROUND.complete}", func(p *planting, file string) bool {
		return p.roundOnState(file) != ""
	}),
	{kind: "two steps that one thing fires", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || !s.under("transitions", "*") || p.find(s.file, "transitions", s.name(), "on") == nil || p.find(s.file, "transitions", s.name(), "when") != nil {
			return nil
		}
		text := s.whole.of(p.files[s.file])
		if s.flow || strings.Contains(text, "when:") || strings.Contains(p.says(s.file, "transitions", s.name(), "on"), "meeting") {
			return nil
		}
		m := changed(s, span{s.whole.to, s.whole.to}, strings.Replace(text, s.name()+":", "once_more:", 1))
		return m
	}},
	{kind: "a promise that is false", plant: func(p *planting, s spot) *planted {
		promise := p.text(s)
		parts := strings.Fields(promise)
		if !workflow(s.file) || !s.under("promises", "*") || len(parts) != 4 || parts[0] != "never" || parts[2] != "without" {
			return nil
		}
		if to := p.says(s.file, "transitions", parts[3], "to"); wordIn(to, parts[1]) {
			return nil // they come at once
		}
		return changed(s, s.value, "never "+parts[3]+" without "+parts[1])
	}},
	{kind: "a promise that its first state breaks", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || !s.under("promises", "*") {
			return nil
		}
		states := p.all(s.file, "states", "*")
		return changed(s, s.value, "never "+states[0].name()+" without "+states[len(states)-1].name())
	}},
	{kind: "a promise about what there is not", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || !s.under("promises", "*") {
			return nil
		}
		return changed(s, s.value, "never archived without stamped")
	}},
	{kind: "a step that is never possible", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || !s.under("transitions", "*", "by") || p.find(s.file, "transitions", s.path[1], "when") != nil {
			return nil
		}
		text := `when: 'proposal.documents > 3 && proposal.documents < 2'`
		if s.flow {
			return changed(s, span{s.value.to, s.value.to}, ", "+text)
		}
		return changed(s, span{s.whole.to, s.whole.to}, strings.Repeat(" ", s.column(p))+text+"\n")
	}},
	{kind: "a step for a state that it does not lead from", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || !s.under("transitions", "*", "by") || p.find(s.file, "transitions", s.path[1], "when") != nil {
			return nil
		}
		for _, st := range p.all(s.file, "states", "*") {
			if from := p.says(s.file, "transitions", s.path[1], "from"); !wordIn(from, st.name()) && !wordIn(from, "every") {
				text := `when: 'state == "` + st.name() + `"'`
				if s.flow {
					return changed(s, span{s.value.to, s.value.to}, ", "+text)
				}
				m := changed(s, span{s.whole.to, s.whole.to}, strings.Repeat(" ", s.column(p))+text+"\n")
				m.names = []string{`"` + s.path[1] + `"`}
				return m
			}
		}
		return nil
	}},
	{kind: "an expiry whose step leads from elsewhere", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || !s.under("rounds", "*", "on expiry") {
			return nil
		}
		opens := p.says(s.file, "rounds", s.path[1], "opens", "on")
		if p.find(s.file, "states", opens) == nil {
			return nil
		}
		first := p.all(s.file, "states", "*")[0].name()
		for _, t := range p.all(s.file, "transitions", "*") {
			from := p.says(s.file, "transitions", t.name(), "from")
			if from == first && from != opens && !slices.Contains(p.after(s.file, opens), first) {
				return changed(s, s.value, t.name())
			}
		}
		return nil
	}},
	{kind: "an outcome that an earlier one takes", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || !s.under("rounds", "*", "outcomes", "*", "when") || p.all(s.file, "rounds", s.path[1], "outcomes", "*")[0].name() == s.path[3] {
			return nil
		}
		first := p.all(s.file, "rounds", s.path[1], "outcomes", "*")[0].name()
		return changed(s, s.value, p.says(s.file, "rounds", s.path[1], "outcomes", first, "when"))
	}},
	{kind: "outcomes of which the last has a condition", plant: func(p *planting, s spot) *planted {
		all := p.all(s.file, "rounds", s.path[min(1, len(s.path)-1)], "outcomes", "*")
		if !workflow(s.file) || !s.under("rounds", "*", "outcomes", "*", "title") || len(all) == 0 || all[len(all)-1].name() != s.path[3] || !s.flow {
			return nil
		}
		return changed(s, span{s.value.to, s.value.to}, ", when: answered > 0")
	}},
	{kind: "an outcome that nothing follows from", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || !s.under("transitions", "*", "on") || s.sort != "text" {
			return nil
		}
		round, outcome, _ := strings.Cut(p.text(s), ".")
		if p.find(s.file, "rounds", round, "outcomes", outcome) == nil {
			return nil
		}
		return changed(s, s.value, round+".nothing")
	}},
	{kind: "a round that opens on itself", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || !s.under("rounds", "*", "opens", "on") {
			return nil
		}
		return changed(s, s.value, s.path[1]+".complete")
	}},
}

// title is what people call a step.
func (p *planting) title(file, step string) string {
	return cmp.Or(p.says(file, "transitions", step, "title", "en"), p.says(file, "transitions", step, "title"))
}

// onTop is a line more among states or transitions, the first of them.
func onTop(kind, among, line string, can func(p *planting, file string) bool) mistake {
	return mistake{kind: kind, plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || !s.under(among) || can != nil && !can(p, s.file) {
			return nil
		}
		all := p.all(s.file, among, "*")
		if len(all) == 0 || all[0].flow {
			return nil
		}
		said := line
		if can != nil {
			state, round, _ := strings.Cut(p.roundOnState(s.file), " ")
			said = strings.NewReplacer("STATE", state, "ROUND", round).Replace(line)
		}
		last := all[len(all)-1].whole.to
		return changed(s, span{last, last}, strings.Repeat(" ", all[0].column(p))+said+"\n")
	}}
}

// roundOnState is a state and a round that opens as it is entered, if no step waits for
// that round there.
func (p *planting) roundOnState(file string) string {
	for _, r := range p.all(file, "rounds", "*") {
		on := p.says(file, "rounds", r.name(), "opens", "on")
		waited := slices.ContainsFunc(p.all(file, "transitions", "*", "on"), func(o spot) bool { return strings.Contains(p.text(o), r.name()+".") })
		if on != "" && p.find(file, "states", on) != nil && !waited && p.says(file, "states", on, "final") == "" && p.find(file, "rounds", r.name(), "starts") == nil {
			return on + " " + r.name()
		}
	}
	return ""
}

// begins is the state where a workflow begins, "" of any other file.
func (p *planting) begins(s spot) string {
	if all := p.all(s.file, "states", "*"); workflow(s.file) && len(all) > 0 {
		return all[0].name()
	}
	return ""
}

// after are the states that steps lead to from a state, and on from there.
func (p *planting) after(file, state string) []string {
	reached := []string{state}
	for i := 0; i < len(reached); i++ {
		for _, t := range p.all(file, "transitions", "*") {
			to := p.says(file, "transitions", t.name(), "to")
			if !wordIn(p.says(file, "transitions", t.name(), "from"), reached[i]) {
				continue
			}
			for _, st := range p.all(file, "states", "*") {
				if (wordIn(to, st.name()) || wordIn(to, "back")) && !slices.Contains(reached, st.name()) {
					reached = append(reached, st.name())
				}
			}
		}
	}
	return reached[1:]
}
