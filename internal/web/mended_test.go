package web_test

import (
	"net/http"
	"strings"
	"testing"

	"beredd/internal/calendar"
)

// What would happen can't be told of a date that is none, and the form says which
// and why, as the step itself does.
func TestAPreviewOfAWrongDateSaysWhatIsWrong(t *testing.T) {
	w := newWorld(t, true)
	step := at(w.number("Strategi- och handlingsplan").Number) + "/steg/decide"
	b := w.as("kalmar_social")
	for typed, shown := range map[string]string{"31 februari 2026": "31 februari 2026", "2026-02-31": "2026-02-31"} {
		form := b.get(step).form(step, "decision", "att anta planen", "follow_up_on", typed, "visa", "ja")
		page := b.post(step, form, http.StatusUnprocessableEntity).says("Det här behöver rättas", "det stod ”"+shown+"”")
		if !strings.Contains(page.body, `href="#f-follow-up-on"`) || !strings.Contains(page.body, `id="f-follow-up-on-fault"`) {
			t.Errorf("%s: the field is not marked", typed)
		}
	}
}

// An answer whose last day has passed is offered to be seen, not to be changed.
func TestAnAnswerThatStandsIsSeenAndNotChanged(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Överenskommelse kring personer")
	b := w.as("borgholm_social")
	page := b.get(at(p.Number)).says("Se svaret för Borgholms kommun").lacks("Ändra svaret för")
	_, path, _ := strings.Cut(page.body, `href="`+at(p.Number)+"/svar/dissemination/borgholm")
	b.get(at(p.Number) + "/svar/dissemination/borgholm" + path[:strings.Index(path, `"`)]).says("kan inte ändras")
}

// Only who may create a proposal is offered to; who comes all the same is told
// who may, and the coordinator not to turn to the coordinator.
func TestANewProposalIsOfferedToWhoMayCreateIt(t *testing.T) {
	w := newWorld(t, true)
	offered := 0
	for _, persona := range w.pack.Demo.Personas {
		b := w.as(persona.Person)
		offers := strings.Contains(b.get("/").body, `href="/arenden/nytt"`)
		if offers != strings.Contains(b.get("/arenden").body, `href="/arenden/nytt"`) {
			t.Errorf("%s is offered a new proposal on one page of two", persona.Person)
		}
		page := b.get("/arenden/nytt")
		if offers {
			offered++
			page.lacks("Du sitter inte där")
			continue
		}
		page.says("Ärenden av det här slaget skapas av", "Du sitter inte där")
		if persona.Person == "county_coordinator" {
			page.lacks("Vänd dig till samordnaren")
		}
	}
	if offered == 0 || offered == len(w.pack.Demo.Personas) {
		t.Errorf("%d of %d are offered a new proposal", offered, len(w.pack.Demo.Personas))
	}
}

// A step that a condition holds back names the field that is empty, leads to it,
// and says its own name once.
func TestAStepHeldBackNamesTheFieldThatIsMissing(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Handlingsplan för det generella")
	b := w.as("preparation_secretary")
	page := b.get(at(p.Number)).says("Inte ifyllt: Enklare ärende")
	_, line, _ := strings.Cut(page.body, `<li><strong>Besluta i beredningsgruppen</strong>`)
	line, _, _ = strings.Cut(line, "</li>")
	if strings.Contains(line, "Besluta i beredningsgruppen") || !strings.Contains(line, `href="`+at(p.Number)+`/andra#f-simple"`) {
		t.Errorf("the line says %s", line)
	}
	if edit := b.get(at(p.Number) + "/andra"); !strings.Contains(edit.body, `id="f-simple"`) {
		t.Error("there is no such field")
	}
}

// A decision dated before its meeting is warned of with both days, and ticked.
func TestADecisionBeforeItsMeetingIsConfirmed(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Strategi- och handlingsplan")
	step := at(p.Number) + "/steg/decide"
	b := w.as("kalmar_social")
	w.Move(p.Meeting.Date.AddDays(2).At(calendar.Clock{Hour: 9}, w.pack.Calendar.Zone()))
	before := p.Meeting.Date.AddDays(-1)
	form := b.get(step).lacks("dateras före").form(step, "decision", "att anta planen", "decided_on", before.String())
	page := b.post(step, form, http.StatusUnprocessableEntity).
		says("Beslutet skulle bli daterat "+before.Prose("sv"), "Mötet är "+p.Meeting.Date.Prose("sv"), "Kryssa för").lacks("daterat i dag")
	if !strings.Contains(page.body, `href="#f-early"`) || !strings.Contains(page.body, `id="f-early"`) {
		t.Error("there is nothing to tick")
	}
	b.post(step, page.form(step, "anda", "fore_motet"), http.StatusOK).says("Beslutat", before.Prose("sv"))
}
