package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
	"beredd/internal/engine"
)

const pair = `collaboration: pair
title: {sv: Två kommuner, en: Two municipalities}
organizations: {nybro: {name: Nybro kommun, mailbox: registrator@nybro.example}}
persons: {anna: {name: Utvecklingsledare, mail: utvecklare@nybro.example}, bo: {name: Handläggare, mail: bo@nybro.example}}
bodies: {group: {title: {sv: Gruppen, en: The group}, seats: [{person: anna, role: member}, {person: bo, role: member}]}}
coordinators: [anna]
binds: {question: {drafting: group}}
`

const pausing = `workflow: question
title: {sv: Fråga, en: Question}
bodies: [drafting]
fields: {ask_on: {title: {sv: Frågas den, en: Asked on}, type: date}}
states:
  open: {title: {sv: Öppen, en: Open}, held_by: drafting, deadline: {within: 20 workdays, remind: 5 workdays before}}
  paused: {title: {sv: Vilande, en: Paused}, held_by: drafting, deadline: forever}
  kept: {title: {sv: Sparad, en: Kept}, held_by: drafting, deadline: forever}
  done: {title: {sv: Klar, en: Done}, final: true}
transitions:
  pause: {title: {sv: Vila, en: Pause}, from: open, to: paused, by: drafting}
  keep: {title: {sv: Spara, en: Keep}, from: open, to: kept, by: drafting}
  resume: {title: {sv: Återuppta, en: Resume}, from: paused, to: back, by: drafting}
  finish: {title: {sv: Avsluta, en: Finish}, from: [open, kept], to: done, by: drafting, needs: decision}
rounds:
  later:
    title: {sv: Frågan, en: The question}
    opens: {on: paused}
    at: proposal.ask_on
    asks: organizations
    question: {sv: "Går det bra?", en: "Is it well?"}
    answers: {good: {title: {sv: Ja, en: "Yes"}}}
    deadline: {within: 30 days, remind: 7 days before}
`

// paired is a world in which the pair's pack is published.
func paired(t *testing.T) *world {
	t.Helper()
	pack := readPack(t, pairFiles())
	pack.Demo.Personas = []definition.Persona{{Person: "anna"}}
	w := worldOf(t, pack, false)
	p := &press{Store: w.store, w: w}
	must(t, p.Publish(t.Context(), pairFiles(), engine.Published{Seq: 1, At: w.Now()}))
	w.server.Process = p
	return w
}

func pairFiles(replace ...string) fstest.MapFS {
	return fstest.MapFS{"collaboration.yaml": {Data: []byte(pair)}, "question.yaml": {Data: []byte(strings.NewReplacer(replace...).Replace(pausing))}}
}

// anna proposes, and goes on with a step.
func (w *world) anna(title, step string) {
	w.t.Helper()
	by := engine.Actor{Person: "anna", Assurance: engine.AssuredLogin}
	outcome, err := w.Act(w.t.Context(), engine.Act{Kind: engine.Propose, Actor: by, Inputs: map[string]any{"title": title}})
	must(w.t, err)
	if step != "" {
		_, err = w.Act(w.t.Context(), engine.Act{Kind: engine.Do, Proposal: outcome.Proposal.ID, Transition: step, Actor: by})
		must(w.t, err)
	}
}

// follow publishes the pair's pack with words exchanged.
func (w *world) follow(replace ...string) {
	w.t.Helper()
	must(w.t, w.server.Process.Publish(w.t.Context(), pairFiles(replace...), engine.Published{Seq: 2, At: w.Now()}))
	w.server.InForce = func() *definition.Pack { return w.pack }
}

const moveForm = "/processen/flytta/question"

// What a proposal may be sent back to, and the question that waits for its day, can be
// called otherwise too.
func TestTheWayBackAndAQuestionThatWaitsAreMappedToo(t *testing.T) {
	w := paired(t)
	w.anna("Gemensam jour", "pause")
	w.follow("open:", "ongoing:", "from: open,", "from: ongoing,", "[open, kept]", "[ongoing, kept]", "later:", "afterwards:")
	b := w.as("anna")
	b.get(moveForm).says("1 ärende kan inte flyttas", "Ärenden som kom från läget ”Öppen” kan skickas tillbaka till", "Den öppna frågan ”Frågan” fortsätter som")
	page := b.get(moveForm + "?lage.open=ongoing&fraga.later=afterwards").says("1 ärende kan flyttas").lacks("kan inte flyttas")
	b.post(moveForm, page.form(moveForm, "reason", "Nya namn"), http.StatusOK).says("1 ärende är flyttat")
	p := w.number("Gemensam jour")
	if p.CameFrom != "ongoing" || len(p.Awaiting) != 1 || p.Awaiting[0] != "afterwards" {
		t.Errorf("it came from %s, and waits for %v", p.CameFrom, p.Awaiting)
	}
}

// However many cannot be moved, those that can come up; and the many are told of by
// their reason.
func TestThoseThatCannotBeMovedHideNone(t *testing.T) {
	w := paired(t)
	for i := range 203 {
		w.anna(fmt.Sprintf("Stannar %d", i), "")
	}
	for i := range 202 {
		w.anna(fmt.Sprintf("Flyttas %d", i), "keep")
	}
	w.follow("open:", "ongoing:", "from: open,", "from: ongoing,", "[open, kept]", "[ongoing, kept]", "Sparad", "Undanlagd")
	b := w.as("anna")
	page := b.get(moveForm).says("200 ärenden kan flyttas", "ärenden till visas när de här är flyttade")
	page = b.post(moveForm, page.form(moveForm, "reason", "Nya namn"), http.StatusOK).says("200 ärenden är flyttade", "2 ärenden kan flyttas").lacks("till visas när")
	b.post(moveForm, page.form(moveForm, "reason", "Nya namn"), http.StatusOK).says("2 ärenden är flyttade", "203 ärenden kan inte flyttas", "och 183 ärenden till")
}

// Who has left since they published or acted is called by name still.
func TestWhoHasLeftIsCalledByName(t *testing.T) {
	w := paired(t)
	must(t, w.server.Process.Publish(t.Context(), pairFiles("Öppen", "Pågår"), engine.Published{Seq: 2, At: w.Now(), Person: "bo"}))
	w.server.InForce = func() *definition.Pack { return w.pack }
	w.pack = readPack(t, fstest.MapFS{"collaboration.yaml": {Data: []byte(strings.NewReplacer(", bo: {name: Handläggare, mail: bo@nybro.example}", "", ", {person: bo, role: member}", "").Replace(pair))}, "question.yaml": {Data: []byte(pausing)}}).Since(w.pack)
	w.as("anna").get("/processen").says("av Handläggare").lacks("av bo")
}
