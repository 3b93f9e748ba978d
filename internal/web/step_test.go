package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func at(number string) string { return "/arenden/" + strings.ReplaceAll(number, " ", "-") }

func TestAStepTellsWhatWillHappenAndThenItDoes(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Handlingsplan för det generella")
	step := at(p.Number) + "/steg/put_on_agenda"
	b := w.as("preparation_secretary")
	b.get(at(p.Number)).says("Din tur", "Sätt upp på dagordningen", "Så räknades datumet")
	page := b.get(step).says("Ärendet går från Bereds till På dagordningen", "Länsgemensam ledning som har ärendet",
		"15 personer", "Socialchef Borgholm", "Sista dagen torsdag 11 juni 2026 (v. 24) för Bereds slutar gälla")
	done := b.post(step, page.form(step), http.StatusOK)
	if done.url.Path != at(p.Number) {
		t.Fatalf("after the step one stands at %s", done.url)
	}
	done.says("Klart", "På dagordningen", "Väntar på Länsgemensam ledning", "fredag 4 september 2026 (v. 36) kl. 09.00")
	if now, _ := w.Proposal(t.Context(), p.ID); now.State != "on_agenda" {
		t.Errorf("the proposal stands in %s", now.State)
	}
}

func TestAStepWithoutItsReasonIsAskedForIt(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Handlingsplan för det generella")
	step := at(p.Number) + "/steg/refer_back"
	b := w.as("preparation_secretary")
	form := b.get(step).form(step, "comment", "Det jag redan skrev")
	page := b.post(step, form, http.StatusUnprocessableEntity)
	page.says("Det här behöver rättas", "Fyll i")
	if !strings.Contains(page.body, `href="#f-reason"`) || !strings.Contains(page.body, "Det jag redan skrev") {
		t.Error("the summary leads to no field, or the text is lost")
	}
	if !strings.Contains(page.body, "<title>Fel:") {
		t.Error("the title does not say that something is wrong")
	}
}

func TestAPacksOwnConditionIsMendedInTheForm(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Strategi- och handlingsplan")
	step := at(p.Number) + "/steg/decide"
	b := w.as("kalmar_social")
	form := b.get(step).form(step, "decision", "att anta planen", "spreading", "joint")
	page := b.post(step, form, http.StatusUnprocessableEntity)
	page.says("gemensam spridning behöver en kommunikationsplan", "att anta planen")
	b.post(step, page.form(step, "communication_plan", "Ett webbinarium för alla chefer", "anda", "fore_motet"), http.StatusOK).
		says("Beslutat", "att anta planen", "Ett webbinarium för alla chefer")
}

func TestTwoActAtOnceAndOneIsToldWhoCameFirst(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Handlingsplan för det generella")
	step := at(p.Number) + "/steg/refer_back"
	slow, quick := w.as("preparation_secretary"), w.as("kalmar_social")
	form := slow.get(step).form(step, "reason", "Underlaget saknar kostnader")
	edit := at(p.Number) + "/andra"
	quick.post(edit, quick.get(edit).form(edit, "summary", "En helt ny bakgrund"), http.StatusOK)
	page := slow.post(step, form, http.StatusConflict)
	page.says("Ärendet har ändrats sedan du öppnade sidan", "Socialchef Kalmar", "Underlaget saknar kostnader")
	// Having read that, the same form is sent again, and holds.
	slow.post(step, page.form(step), http.StatusOK).says("Återremitterat")
	// Whoever comes third finds the step gone, and gets the text back.
	third := w.as("kalmar_social")
	third.post(step, form, http.StatusConflict).says("Underlaget saknar kostnader")
}

func TestAStepPressedTwiceIsTakenOnce(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Handlingsplan för det generella")
	step := at(p.Number) + "/steg/put_on_agenda"
	b := w.as("preparation_secretary")
	form := b.get(step).form(step)
	b.post(step, form, http.StatusOK)
	first, _ := w.Proposal(t.Context(), p.ID)
	b.post(step, form, http.StatusOK)
	if again, _ := w.Proposal(t.Context(), p.ID); again.Version != first.Version {
		t.Errorf("pressed twice, it has %d events instead of %d", again.Version, first.Version)
	}
}

func TestWhatOneMayNotDoSaysWhoMay(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Handlingsplan för det generella")
	b := w.as("borgholm_social")
	b.get(at(p.Number)).says("Väntar på Beredningsgruppen", "Steg som inte går att ta nu", "Beredningsgruppen").lacks("Din tur")
	step := at(p.Number) + "/steg/put_on_agenda"
	if page := b.get(step); page.status != http.StatusForbidden {
		t.Errorf("the check page answers %d", page.status)
	}
	page := b.post(step, url.Values{"nyckel": {"x"}, "meeting": {"2026-09-04"}}, http.StatusForbidden)
	page.says("Beredningsgruppen")
	if now, _ := w.Proposal(t.Context(), p.ID); now.Version != p.Version {
		t.Error("a forged step has changed the proposal")
	}
}

func TestACoordinatorClosesAQuestionWithAReason(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Överenskommelse kring personer")
	closing := at(p.Number) + "/stang/dissemination"
	b := w.as("county_coordinator")
	page := b.get(closing).says("Torsås kommun")
	b.post(closing, page.form(closing), http.StatusUnprocessableEntity).says("Fyll i")
	b.post(closing, page.form(closing, "reason", "De som saknas har svarat per telefon"), http.StatusOK).
		says("Frågan är stängd", "De som saknas har svarat per telefon")
	other := w.as("borgholm_social")
	if got := other.get(closing); got.status != http.StatusForbidden {
		t.Errorf("whoever does not coordinate gets %d", got.status)
	}
}

func TestALetterThatFailedIsSentAgain(t *testing.T) {
	w := newWorld(t, true)
	b := w.as("county_coordinator")
	page := b.get("/utskick?status=failed").says("misslyckad", "Högsby kommun", "Skicka igen")
	var action string
	for _, part := range strings.Split(page.body, `"`) {
		if strings.HasSuffix(part, "/igen") {
			action = part
		}
	}
	w.as("borgholm_social").post(action, page.form(action), http.StatusForbidden)
	b.post(action, page.form(action), http.StatusOK).says("Brevet skickas igen", "köad")
	letter := b.get(strings.TrimSuffix(action, "/igen") + "/brev")
	if strings.Contains(letter.body, "/s/0") {
		t.Error("the log shows a signed link")
	}
}
