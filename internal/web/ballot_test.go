package web_test

import (
	"testing"

	"beredd/internal/engine"
)

// What somebody has answered in secret is on nobody's page, and how many have answered
// what is there when the question has closed.
func TestASecretAnswerIsOnNobodysPage(t *testing.T) {
	w := newWorld(t, true)
	for _, flow := range w.pack.Workflows {
		line := flow.Round("dissemination")
		line.Secret = true
		for i := range line.Answers {
			line.Answers[i].Needs, line.Answers[i].Takes = nil, nil
		}
	}
	p := w.number("Överenskommelse kring personer")
	_, err := w.Act(t.Context(), engine.Act{
		Key: "secret", ID: "0190a0a0-0000-7000-8000-000000000002", Salt: "x", Kind: engine.AnswerAsk, Proposal: p.ID, Round: "dissemination", Respondent: "torsas",
		Answer: "declined", Actor: engine.Actor{Organization: "torsas", Mailbox: true, Assurance: "code"},
	})
	must(t, err)
	title := w.pack.Workflow(p.Workflow).Round("dissemination").Answer("declined").Title.In("sv")
	w.as("county_coordinator").get(at(p.Number)).says("Torsås kommun svarade: Har svarat", "Har svarat 1").lacks("Torsås kommun svarade: "+title, title+" 2")
	w.as("county_coordinator").get(at(p.Number) + "/svar/dissemination/torsas").lacks(title)
}

// Who answers for herself is not told for whom she answers.
func TestWhoAnswersForHerselfAnswersForNobodyElse(t *testing.T) {
	w := worldOf(t, wordPack(t, "secret_ballot"), false)
	anna := engine.Actor{Person: "anna", Assurance: "login"}
	p := w.done(engine.Act{Kind: engine.Propose, Actor: anna, Inputs: map[string]any{"title": "The chair"}})
	p = w.done(engine.Act{Kind: engine.Do, Proposal: p.ID, Transition: "put", Actor: anna})
	b := w.as("anna")
	page := b.get(at(p.Number)).says("Svara").lacks("Svara för")
	page.leadsTo(at(p.Number) + "/svar/ballot/anna")
	b.get(at(p.Number)+"/svar/ballot/anna").says("Du svarar för egen del", "Svaren är hemliga").lacks("Svaret lämnas för")
}
