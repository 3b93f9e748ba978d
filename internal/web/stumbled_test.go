package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/web"
)

func TestATextThatIsSavedAsItStoodIsNoChange(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Handlingsplan för det generella")
	edit := at(p.Number) + "/andra"
	b := w.as("preparation_secretary")
	page := b.post(edit, b.get(edit).form(edit), http.StatusOK)
	if page.url.RawQuery != "" {
		t.Errorf("the page says that something was done: %s", page.url)
	}
	if now, _ := w.Proposal(t.Context(), p.ID); now.Version != p.Version {
		t.Error("history has an edit that changed nothing")
	}
}

func TestWhoAnswersFromALetterReadsTheWholeMatter(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Handlingsprogram för självmordsförebyggande")
	w.as("").get(w.linkIn("joint_plan", "registrator@torsas.example", p.Number)).says("Regionförbundet bjuder in alla chefer till ett webbinarium")
}

func TestASilentRespondentOfAClosedQuestionIsNotLate(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Överenskommelse kring personer")
	b := w.as("county_coordinator")
	closing := at(p.Number) + "/stang/dissemination"
	b.get(at(p.Number)).says("Torsås kommun Inte svarat, försenat")
	b.post(closing, b.get(closing).form(closing, "reason", "Den som saknas har lagts ned"), http.StatusOK)
	b.get(at(p.Number)).says("Torsås kommun Inte svarat").lacks("försenat")
}

func TestATaskToAnswerNamesItsQuestion(t *testing.T) {
	w := newWorld(t, true)
	w.as("borgholm_social").get("/").says("Praktiska anvisningar för habilitering", "Borgholms kommun · Spridning i organisationerna")
}

func TestARefusalLeadsBackToItsMatter(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Handlingsplan för det generella")
	page := w.as("borgholm_social").get(at(p.Number) + "/steg/put_on_agenda")
	if page.status != http.StatusForbidden || !strings.Contains(page.body, `href="`+at(p.Number)+`"`) {
		t.Errorf("the page of a %d leads nowhere", page.status)
	}
}

// What was given with a step stands in one list, by name, whatever sort it is.
func TestHistoryTellsTextsAndValuesInOneOrder(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Handlingsplan för det generella")
	w.Move(w.Now())
	_, err := w.Act(t.Context(), engine.Act{Kind: engine.Do, Proposal: p.ID, Transition: "decide_simple",
		Actor:  engine.Actor{Person: "preparation_secretary", Assurance: "login"},
		Inputs: map[string]any{"simple": "ja", "decision": "att anta planen", "comment": "Enligt delegation", "follow_up_on": "2026-12-01"}})
	must(t, err)
	page := w.as("preparation_secretary").get(at(p.Number))
	_, history, _ := strings.Cut(page.body, `id="history"`)
	var places []int
	for _, word := range []string{"Enligt delegation", "att anta planen", "1 december 2026"} {
		places = append(places, strings.Index(history, word))
	}
	if places[0] < 0 || !slices.IsSorted(places) {
		t.Errorf("the comment, the decision and the follow-up stand at %v", places)
	}
}

func TestInADemoWithoutPersonasOneMayBeAnybody(t *testing.T) {
	w := newWorld(t, false, func(c *web.Config) {
		pack := *c.Pack
		pack.Demo = definition.Demo{}
		c.Pack = &pack
	})
	b := w.as("")
	page := b.get("/logga-in").says("Socialchef Torsås")
	if !strings.Contains(page.body, `value="torsas_social"`) {
		t.Fatal("nobody to be")
	}
	b.post("/demo/persona", url.Values{"persona": {"torsas_social"}, "next": {"/"}}, http.StatusOK).says("Socialchef Torsås")
}

// A table whose columns have widths names them, so that its hidden head does not
// set them.
func TestTheYearsTablesNameTheirColumns(t *testing.T) {
	w := newWorld(t, true)
	page := w.as("borgholm_social").get("/aret")
	tables := strings.Split(page.body, "<table")[1:]
	if len(tables) == 0 {
		t.Fatal("the year has no tables")
	}
	for _, table := range tables {
		if head := strings.Count(table, `<th scope="col"`); head != strings.Count(table, "<col>") {
			t.Errorf("a table with %d columns names %d", head, strings.Count(table, "<col>"))
		}
	}
}
