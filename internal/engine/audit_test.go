package engine_test

import (
	"testing"

	"beredd/internal/engine"
)

func TestAProposalThatIsNotWhatItsHistoryMadeItIsFound(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stage(w, "decided")
	if _, err := w.answer("torsas", "spread", spread); err != nil {
		t.Fatal(err)
	}
	told := w.store.proposals[w.id]
	if found := engine.Contradictions(told, w.store.history); len(found) != 0 {
		t.Fatalf("a sound proposal: %q", found)
	}
	forge := map[string]func(*engine.Proposal){
		"the state":    func(p *engine.Proposal) { p.State = "disseminated" },
		"the decision": func(p *engine.Proposal) { d := *p.Decision; d.Text = "att avslå"; p.Decision = &d },
		"the past":     func(p *engine.Proposal) { p.Past = append([]engine.Mark(nil), p.Past[1:]...) },
		"the title":    func(p *engine.Proposal) { p.Title = "En annan rutin" },
		"an answer": func(p *engine.Proposal) {
			p.Rounds = append([]engine.Round(nil), p.Rounds...)
			p.Rounds[0].Respondents = append([]engine.Respondent(nil), p.Rounds[0].Respondents...)
			p.Rounds[0].Respondents[2].Answer = "declined"
		},
	}
	for what, change := range forge {
		p := told
		change(&p)
		if found := engine.Contradictions(p, w.store.history); len(found) != 1 {
			t.Errorf("%s was changed: found %q", what, found)
		}
	}
}
