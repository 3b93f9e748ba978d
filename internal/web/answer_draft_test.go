package web_test

import (
	"net/http"
	"strings"
	"testing"

	"beredd/internal/definition"
	"beredd/internal/engine"
)

// Those who answer for one organization see what one of them has written and not sent,
// and nobody else does. Of two who write at once nothing is lost: the later sees the
// earlier's. Nothing is chosen or sent of a draft before a person does.
func TestADraftOfAnAnswerIsSharedByThoseWhoAnswer(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Praktiska anvisningar för habilitering")
	link := w.linkOf("registrator@monsteras.example", p.Number)
	one, two := w.as(""), w.as("")
	first, second := one.get(link), two.get(link)
	written := func(page opened, reason string) map[string][]string {
		return page.form(link, "svar", "declined", "declined.reason", reason, "gor", "spara")
	}
	one.post(link, written(first, "Den enes skäl"), http.StatusOK).says("Utkast till svar", "Den enes skäl", "Funktionsbrevlådan i Mönsterås kommun", "inte skickat")
	clash := two.post(link, written(second, "Den andres skäl"), http.StatusConflict).says("medan du skrev", "Den enes skäl")
	if form := clash.form(link); form.Get("declined.reason") != "Den andres skäl" {
		t.Errorf("of the second's own is left %q", form.Get("declined.reason"))
	}
	two.post(link, clash.form(link, "gor", "spara"), http.StatusOK).says("Den andres skäl").lacks("Den enes skäl")
	page := one.get(link).says("Den andres skäl")
	if form := page.form(link); form.Has("svar") {
		t.Errorf("of a draft %q is chosen already", form.Get("svar"))
	}
	going := page.form(link, "gor", "fortsatt")
	form := one.post(link, going, http.StatusOK).form(link)
	if form.Get("svar") != "declined" || form.Get("declined.reason") != "Den andres skäl" {
		t.Errorf("who goes on has the form %v", form)
	}
	if r := w.respondent(p, "dissemination", "monsteras"); r.Answer != "" {
		t.Errorf("a draft counts as %q", r.Answer)
	}
	other := w.linkOf("registrator@borgholm.example", p.Number)
	if body := w.as("").get(other).text(); strings.Contains(body, "Den andres skäl") {
		t.Error("another organization reads the draft")
	}
	strict := w.pack.Workflows[0].Round("dissemination")
	strict.Assurance = "login" // then a letter that was passed on shows nobody what is not sent
	one.get(link).lacks("Den andres skäl")
	one.post(link, going, http.StatusOK).lacks("Den andres skäl")
	one.post(link, written(first, "Från en länk"), http.StatusNotFound)
	strict.Assurance = "link"
	form.Set("gor", "granska")
	one.post(link, form, http.StatusOK).says("Granska svaret", "Den andres skäl")
}

// Who had answered and is asked again, as the decision was corrected, sees what is new.
func TestACorrectedDecisionShowsWhatHasChanged(t *testing.T) {
	w := newWorld(t, true)
	flow := w.pack.Workflows[0]
	flow.Transitions = append(flow.Transitions, definition.Transition{Name: "correct", From: []string{"decided"}, Needs: []string{"decision"},
		To: []definition.Target{{State: "decided"}}, By: flow.Transition("refer_back").By})
	round := flow.Round("dissemination")
	round.Opens = append(round.Opens, definition.Trigger{Kind: definition.OnTransition, Name: "correct"})
	p := w.number("Praktiska anvisningar för habilitering")
	w.as("").get(w.linkOf("registrator@torsas.example", p.Number)).lacks("Ändrat sedan förra beslutet")
	w.done(engine.Act{Kind: engine.Do, Transition: "correct", Proposal: p.ID, Actor: engine.Actor{Person: "preparation_secretary", Assurance: "login"},
		Inputs: map[string]any{"decision": "Rättat: " + p.Decision.Text}})
	page := w.as("").get(w.linkOf("registrator@torsas.example", p.Number)).says("Ändrat sedan förra beslutet", "Tillagt: Rättat:")
	if !strings.Contains(page.body, "<ins>") || strings.Contains(page.body, "<del>") {
		t.Error("what is new does not stand out, or something is said to be gone")
	}
}
