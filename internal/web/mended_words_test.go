package web_test

import (
	"net/http"
	"strings"
	"testing"

	"beredd/internal/engine"
	"beredd/internal/scenario"
)

// What is said after a step fits where it took the proposal.
func TestAfterAStepItIsSaidWhereItWent(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Handlingsplan för det generella")
	b := w.as("preparation_secretary")
	step := at(p.Number) + "/steg/refer_back"
	b.post(step, b.get(step).form(step, "reason", "Underlaget saknar kostnader"), http.StatusOK).
		says("Ärendet har gått tillbaka").lacks("gått vidare")
	// Left alone, it lapses, and says at the top that time did that.
	must(t, scenario.Advance(t.Context(), w, w.Now().AddDate(0, 9, 0)))
	b.get(at(p.Number)).says("för att tiden gick ut (Förfaller)")
}

// A no has no tick.
func TestANoHasNoTick(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Överenskommelse kring personer")
	_, err := w.Act(t.Context(), engine.Act{
		Key: "no", ID: "0190a0a0-0000-7000-8000-000000000001", Salt: "x", Kind: engine.AnswerAsk, Proposal: p.ID, Round: "dissemination", Respondent: "torsas",
		Answer: "declined", Inputs: map[string]any{"reason": "Vi berörs inte"}, Actor: engine.Actor{Organization: "torsas", Mailbox: true, Assurance: "code"},
	})
	must(t, err)
	page := w.as("county_coordinator").get(at(p.Number)).says("Har svarat nej, med skäl", "efter sista dag")
	cell, _, _ := strings.Cut(page.body[strings.Index(page.body, `<li class="declined">`):], "</li>")
	if !strings.Contains(cell, "Torsås") || !strings.Contains(cell, "M4.500 8h7") {
		t.Errorf("the cell is %s", cell)
	}
}

func TestAPageBeyondTheLastIsTheLast(t *testing.T) {
	w := newWorld(t, true)
	page := w.as("county_coordinator").get("/arenden?flik=all&sida=99").says("LGL 2026-")
	if got := page.url.Query().Get("sida"); got != "1" || page.url.Query().Get("flik") != "all" {
		t.Errorf("the page is %s", page.url)
	}
}

// What a decision shows stands once, and a date that is its meeting's says so.
func TestWhatADecisionSaysStandsOnce(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Strategi- och handlingsplan")
	b := w.as("kalmar_social")
	b.get(at(p.Number)).says("Sista dagen är mötets dag")
	step := at(p.Number) + "/steg/decide"
	const plan = "Ett webbinarium för alla chefer"
	form := b.get(step).form(step, "decision", "att anta planen", "spreading", "joint", "communication_plan", plan, "anda", "fore_motet")
	page := b.post(step, form, http.StatusOK)
	aside := page.body[strings.Index(page.body, `<aside aria-labelledby="facts"`):]
	if strings.Contains(aside, plan) || !strings.Contains(page.body, plan) {
		t.Error("the plan stands beside the decision too")
	}
}

// A step that waits for a paper says what else it wants of the text.
func TestADraftWithoutPaperNamesTheTextToo(t *testing.T) {
	w := newWorld(t, false)
	b := w.as("kalmar_social")
	for _, persona := range w.pack.Demo.Personas {
		b = w.as(persona.Person)
		if strings.Contains(b.get("/").body, `href="/arenden/nytt"`) {
			break
		}
	}
	form := b.get("/arenden/nytt").form("/arenden/nytt", "title", "Rutin", "gor", "skapa")
	b.send("/arenden/nytt", form, "", nil, http.StatusOK).says("Det behövs också: ")
}

// A proposal that goes on to where those who began it have the turn still has not gone back.
func TestAProposalThatStaysWithThoseWhoBeganItGoesOn(t *testing.T) {
	w := worldOf(t, wordPack(t, "more_time"), false)
	p := w.done(engine.Act{Kind: engine.Propose, Actor: engine.Actor{Person: "anna", Assurance: "login"}, Inputs: map[string]any{"title": "The harbour"}})
	anna, step := w.as("anna"), at(p.Number)+"/steg/send"
	anna.post(step, anna.get(step).form(step), http.StatusOK).says("Ärendet har gått vidare").lacks("gått tillbaka")
}
