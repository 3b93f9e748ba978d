package web_test

import (
	"net/http"
	"strings"
	"testing"

	"beredd/internal/engine"
)

// Who is to take a step sees what it will set, and history tells what was and what is.
func TestWhatAStepSetsIsShownBeforeAndAfter(t *testing.T) {
	w := worldOf(t, wordPack(t, "set_by_steps"), false)
	p := w.done(engine.Act{Kind: engine.Propose, Actor: engine.Actor{Person: "anna", Assurance: "login"}, Inputs: map[string]any{
		"title": "Paper", "contract_to": "2031-12-31"}})
	for _, who := range []string{"north", "south"} {
		p = w.done(engine.Act{Kind: engine.AnswerAsk, Proposal: p.ID, Round: p.Rounds[0].ID, Respondent: who, Answer: "joins", Actor: engine.Actor{Organization: who, Assurance: "code"}})
	}
	b := w.as("anna")
	renew := at(p.Number) + "/steg/renew"
	page := b.get(renew).says("Avtalet gäller till sätts: från onsdag 31 december 2031 (v. 1) till fredag 31 december 2032 (v. 53)", "Utnyttjade förlängningar sätts: 1", "Tid sätts: från Första tiden till Förlängning")
	if strings.Contains(page.body, `name="contract_to"`) || strings.Contains(page.body, `name="options_used"`) {
		t.Error("the step asks for what it sets")
	}
	b.post(renew, page.form(renew), http.StatusOK)
	b.get(at(p.Number)).says("Avtalet gäller till: från onsdag 31 december 2031 (v. 1) till fredag 31 december 2032 (v. 53)", "Utnyttjade förlängningar: 1", "Antal deltagare: 2")
	b.get(at(p.Number)+"/steg/renew").lacks("Tid sätts").says("till lördag 31 december 2033", "Utnyttjade förlängningar sätts: från 1 till 2")
	b.get("/arbetsflode/contract").says("sätter Avtalet gäller till, Utnyttjade förlängningar och Tid")
}
