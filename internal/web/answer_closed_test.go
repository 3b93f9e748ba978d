package web_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"beredd/internal/definition"
	"beredd/internal/engine"
)

// done lets somebody do something at once, by the engine alone, and delivers the
// letters that it owes.
func (w *world) done(act engine.Act) engine.Proposal {
	w.t.Helper()
	outcome, err := w.Act(w.t.Context(), act)
	must(w.t, err)
	_, err = w.Deliver(w.t.Context())
	must(w.t, err)
	return outcome.Proposal
}

func coordinator() engine.Actor {
	return engine.Actor{Person: "county_coordinator", Assurance: "login"}
}

func TestTheLinkToAClosedQuestionIsAReceipt(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Rutin för samordnad individuell plan") // all have answered how they spread it
	w.Move(w.Now().AddDate(0, 3, 0))                      // and the last day has passed
	r := w.respondent(p, "dissemination", "kalmar")
	path := w.linkIn("decision", "registrator@kalmar.example", p.Number)
	b := w.as("")
	page := b.get(path).says("Frågan stängdes", "Sprids", r.Receipt, "Kom in", p.Decision.Text[:40], "Beslutat av", "kan inte längre ändras")
	if page.status != http.StatusOK || strings.Contains(page.body, "<form") {
		t.Errorf("the page of a closed question answers %d, with a form: %v", page.status, strings.Contains(page.body, "<form"))
	}
	promised := ""
	for _, m := range w.capture.Of("registrator@kalmar.example") {
		if m.Letter == "receipt" && strings.Contains(m.Text, r.Receipt) {
			promised = regexp.MustCompile(`/s/[0-9a-f-]+\.[a-z2-7]+`).FindString(m.Text)
		}
	}
	b.get(promised).says("Frågan stängdes", r.Receipt) // as the receipt promises
	asked := w.respondent(p, "follow_up", "kalmar")    // which others have yet to answer
	b.get(w.linkIn("receipt", "registrator@kalmar.example", p.Number)).says(asked.Receipt, "kan inte ändras").lacks("Försenat")
	if paper := b.get(path + "/handlingar/" + p.Documents[0].ID); paper.status != http.StatusOK {
		t.Errorf("its papers answer %d", paper.status)
	}
	form := map[string][]string{"nyckel": {"x"}, "gor": {"skicka"}, "svar": {"received"}}
	b.post(path, form, http.StatusGone).says("är stängd")
	if after := w.respondent(p, "dissemination", "kalmar"); after.Receipt != r.Receipt {
		t.Error("the answer was changed after the question was closed")
	}
}

func TestWhoeverNeverAnsweredAClosedQuestionIsToldWhomToAsk(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Praktiska anvisningar för habilitering")
	path := w.linkOf("registrator@torsas.example", p.Number)
	w.done(engine.Act{Kind: engine.CloseRound, Proposal: p.ID, Round: "dissemination", Actor: coordinator(),
		Inputs: map[string]any{"reason": "Vi frågar på mötet i stället."}})
	page := w.as("").get(path).says("Frågan stängdes 10 juni 2026", "utan svar från Torsås kommun", "Vi frågar på mötet i stället.",
		"samordnare@samverkan.example", p.Decision.Text[:40])
	if page.status != http.StatusOK || strings.Contains(page.body, "<form") {
		t.Errorf("status %d, with a form: %v", page.status, strings.Contains(page.body, "<form"))
	}
}

func TestALinkWhoseQuestionWasPutAnewSaysSoAndReadsNothing(t *testing.T) {
	w := newWorld(t, true)
	flow := w.pack.Workflows[0]
	flow.Transitions = append(flow.Transitions, definition.Transition{Name: "ask_again", From: []string{"decided"},
		To: []definition.Target{{State: "decided"}}, By: flow.Transition("refer_back").By})
	round := flow.Round("dissemination")
	round.Opens = append(round.Opens, definition.Trigger{Kind: definition.OnTransition, Name: "ask_again"})
	p := w.number("Praktiska anvisningar för habilitering")
	first := w.linkOf("registrator@torsas.example", p.Number)
	w.done(engine.Act{Kind: engine.Do, Transition: "ask_again", Proposal: p.ID, Actor: engine.Actor{Person: "preparation_secretary", Assurance: "login"}})
	second := w.linkOf("registrator@torsas.example", p.Number)
	b := w.as("")
	if page := b.get(second); first == second || page.status != http.StatusOK {
		t.Fatalf("the newer link %s answers %d", second, page.status)
	}
	page := b.get(first).says("Frågan ställdes på nytt 10 juni 2026", "det nyare brevet till Torsås kommun")
	if page.status != http.StatusGone {
		t.Errorf("the older link answers %d", page.status)
	}
	if paper := b.get(first + "/handlingar/" + p.Documents[0].ID); paper.status != http.StatusGone {
		t.Errorf("the older link reads a paper: %d", paper.status)
	}
}

func TestTheAnswerPageSaysWhoDecidedAndItsLastDayOnce(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Praktiska anvisningar för habilitering")
	deadline := p.RoundDeadline(p.Rounds[0].ID)
	last := deadline.Moment.Date.Prose("sv")
	for _, who := range []string{"torsas", "monsteras"} {
		path := w.linkOf("registrator@"+who+".example", p.Number)
		page := w.as("").get(path).says("Beslutat av", "Beslutsdag", p.Decision.On.Prose("sv"), p.Number, deadline.Moment.How("sv")+".")
		if n := strings.Count(page.text(), last); n != 1 {
			t.Errorf("the last day, %s, is said %d times:\n%s", last, n, page.text())
		}
		w.done(engine.Act{Kind: engine.AnswerAsk, Proposal: p.ID, Round: "dissemination", Respondent: "monsteras", Answer: "declined",
			Actor: engine.Actor{Organization: "monsteras", Mailbox: true, Assurance: "login"}, Inputs: map[string]any{"reason": "Vi berörs inte."}})
	}
}
