package web_test

import (
	"strings"
	"testing"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A clock is on the page while it runs and while it stands still, in the letters,
// and in history; and what a window shuts says until when.
func TestAClockAndAWindowAreSaid(t *testing.T) {
	w := newWorld(t, false)
	flow := w.pack.Workflows[0]
	flow.Clocks = []definition.Clock{{
		Name: "handling", Title: wording.Text{"sv": "Handläggningstid", "en": "Handling time"}, Runs: []string{flow.States[0].Name},
		Deadline: &definition.Deadline{Within: calendar.Period{Count: 20, Unit: calendar.Workdays}},
	}}
	from, _ := calendar.ParseYearDay("1 January")
	to, _ := calendar.ParseYearDay("31 January")
	flow.Windows = []definition.Window{{Name: "winter", Title: wording.Text{"sv": "Vintervila", "en": "Winter rest"},
		From: definition.Edge{Yearly: from}, To: definition.Edge{Yearly: to}}}
	flow.Transition("withdraw").Windows.NotDuring = []string{"winter"}

	p := w.done(engine.Act{Kind: engine.Propose, Collaboration: w.pack.Key, Workflow: flow.Key, Actor: engine.Actor{Person: "borgholm_elderly", Assurance: "login"},
		Inputs: map[string]any{"title": "Rutin", "proposed_decision": "att anta rutinen"}})
	w.attach(p, "borgholm_elderly", "rutin.pdf", "%PDF-1.4 rutin")
	drafter := w.as("borgholm_elderly")
	drafter.get(at(p.Number)).says("Handläggningstid: till och med tisdag 3 februari 2026",
		"Vintervila till och med lördag 31 januari 2026")

	drafter.get("/arbetsflode/"+flow.Key).says("20 arbetsdagar i Utarbetas", "Vintervila 1 januari till och med 31 januari")

	w.now = w.now.Add(15 * 24 * time.Hour) // Tuesday 20 January
	w.done(engine.Act{Kind: engine.Do, Proposal: p.ID, Transition: "submit", Actor: engine.Actor{Person: "borgholm_elderly", Assurance: "login"}})
	drafter.get(at(p.Number)).says("Handläggningstid: 10 arbetsdagar kvar. Tiden står still",
		"Tiden står still: Handläggningstid, 10 arbetsdagar kvar")
	if _, err := w.Deliver(t.Context()); err != nil {
		t.Fatal(err)
	}
	told := false
	for _, letter := range w.capture.All() {
		told = told || letter.Letter == "to_prepare" && strings.Contains(letter.Text, "10 arbetsdagar kvar, men tiden står still just nu")
	}
	if !told {
		t.Error("no letter says what is left of the clock")
	}
}

// As long as a step may be taken the page says until when and by whom, also to who may
// not; then no more.
func TestAStepThatMayBeTakenForATimeSaysUntilWhen(t *testing.T) {
	w := worldOf(t, wordPack(t, "windows"), false)
	do := func(p, step, person string, inputs map[string]any) {
		w.done(engine.Act{Kind: engine.Do, Proposal: p, Transition: step, Actor: engine.Actor{Person: person, Assurance: "login"}, Inputs: inputs})
	}
	p := w.done(engine.Act{Kind: engine.Propose, Actor: engine.Actor{Person: "anna", Assurance: "login"}, Inputs: map[string]any{"title": "Boats"}})
	do(p.ID, "announce", "anna", map[string]any{"meeting": w.pack.Calendar.Today(w.now).AddDays(40).String(), "proposed_decision": "Slow boats"})
	page := func() opened { return w.as("dan").get(at(p.Number)) }
	page().lacks("Appeal: till och med")
	w.now = w.now.Add(30 * 24 * time.Hour)
	do(p.ID, "decide", "dan", map[string]any{"decision": "Yes"})
	until := w.pack.Calendar.Today(w.now).AddDays(21)
	page().says("Appeal: till och med "+until.Prose(wording.Swedish), "Kan göras av the group.")
	w.now = w.now.Add(22 * 24 * time.Hour)
	page().lacks("Appeal: till och med")
}

// Of a question whose time stands still the pages and letters say what is left and what
// it waits for, and no day; and when it goes on the new day.
func TestAQuestionThatWaitsSaysWhatIsLeft(t *testing.T) {
	w := newWorld(t, false)
	flow := w.pack.Workflows[0]
	round := flow.Round("dissemination")
	round.Opens = []definition.Trigger{{Kind: definition.OnTransition, Name: "submit"}}
	round.Deadline.Runs = []string{"referred_back"}

	p := w.done(engine.Act{Kind: engine.Propose, Collaboration: w.pack.Key, Workflow: flow.Key, Actor: engine.Actor{Person: "borgholm_elderly", Assurance: "login"},
		Inputs: map[string]any{"title": "Rutin", "proposed_decision": "att anta rutinen"}})
	w.attach(p, "borgholm_elderly", "rutin.pdf", "%PDF-1.4 rutin")
	drafter := w.as("borgholm_elderly")
	drafter.get(at(p.Number) + "/steg/submit").says("Tiden för " + round.Title.In("sv") + " står still, med 30 dagar kvar")
	w.done(engine.Act{Kind: engine.Do, Proposal: p.ID, Transition: "submit", Actor: engine.Actor{Person: "borgholm_elderly", Assurance: "login"}})
	page := drafter.get(at(p.Number))
	page.says("30 dagar kvar. Tiden står still så länge ärendet är här.")
	if _, err := w.Deliver(t.Context()); err != nil {
		t.Fatal(err)
	}
	asked := w.linkIn("asked", "registrator@borgholm.example", p.Number)
	w.as("").get(asked).says("30 dagar kvar. Tiden står still")
	letters := map[string]string{}
	for _, letter := range w.capture.All() {
		letters[letter.Letter] = letter.Text
	}
	if text := letters["asked"]; !strings.Contains(text, "30 dagar kvar, men tiden står still just nu") || strings.Contains(text, "senast") {
		t.Errorf("the letter that asks says\n%s", text)
	}

	w.done(engine.Act{Kind: engine.Do, Proposal: p.ID, Transition: "refer_back", Actor: engine.Actor{Person: "preparation_secretary", Assurance: "login"},
		Inputs: map[string]any{"reason": "Komplettera"}})
	drafter.get(at(p.Number)).says("Senast onsdag 4 februari 2026", "Tiden går igen: "+round.Title.In("sv"))
	w.as("").get(asked).says("onsdag 4 februari 2026")
	if _, err := w.Deliver(t.Context()); err != nil {
		t.Fatal(err)
	}
	moved := 0
	for _, letter := range w.capture.All() {
		if letter.Letter == "dates_moved" && strings.Contains(letter.Text, "onsdag 4 februari 2026") && strings.Contains(letter.Text, "Tiden har stått still och går nu vidare") {
			moved++
		}
	}
	if moved == 0 {
		t.Error("nobody is told the new day")
	}
}

// Of a proposal that is opened by an exception, while a window keeps others from it, its
// page says so; of any other it says nothing.
func TestAProposalOpenedByAnExceptionSaysSo(t *testing.T) {
	w := newWorld(t, false)
	flow := w.pack.Workflows[0]
	from, _ := calendar.ParseYearDay("1 January")
	to, _ := calendar.ParseYearDay("31 January")
	flow.Windows = []definition.Window{{Name: "winter", Title: wording.Text{"sv": "Vintervila", "en": "Winter rest"},
		From: definition.Edge{Yearly: from}, To: definition.Edge{Yearly: to}}}
	flow.OpenedIn.NotDuring = []string{"winter"}
	flow.OpenedAnyhow = []people.Party{{Kind: people.APerson, Name: "borgholm_elderly"}}
	const says = "Den som öppnade ärendet får göra det också under ”Vintervila”"
	opened := func(title string) engine.Proposal {
		return w.done(engine.Act{Kind: engine.Propose, Collaboration: w.pack.Key, Workflow: flow.Key, Actor: engine.Actor{Person: "borgholm_elderly", Assurance: "login"},
			Inputs: map[string]any{"title": title, "proposed_decision": "att anta rutinen"}})
	}
	w.as("borgholm_elderly").get(at(opened("Rutin").Number)).says("Med undantag", says)
	w.now = w.now.AddDate(0, 1, 0)
	w.as("borgholm_elderly").get(at(opened("En annan").Number)).lacks(says)
}
