package web_test

import (
	"net/http"
	"strings"
	"testing"

	"beredd/internal/calendar"
)

func TestADecisionIsDatedByWhoRecordsIt(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Strategi- och handlingsplan")
	day := p.Meeting.Date.String()
	step := at(p.Number) + "/steg/decide"
	b := w.as("kalmar_social")
	w.Move(p.Meeting.Date.AddDays(-1).At(calendar.Clock{Hour: 9}, w.pack.Calendar.Zone()))
	early := b.get(step).says("Ett beslut nu skulle bli daterat i dag", "Beslutsdag")
	if got := early.form(step).Get("decided_on"); got != p.Meeting.Date.AddDays(-1).String() {
		t.Errorf("the day before the meeting %q is ready", got)
	}
	w.Move(p.Meeting.Date.AddDays(3).At(calendar.Clock{Hour: 9}, w.pack.Calendar.Zone()))
	page := b.get(step).lacks("daterat i dag")
	form := page.form(step, "decision", "att anta planen")
	if got := form.Get("decided_on"); got != day {
		t.Fatalf("%q is ready, and the meeting was on %s", got, day)
	}
	form.Set("decided_on", p.Meeting.Date.AddDays(4).String())
	wrong := b.post(step, form, http.StatusUnprocessableEntity).says("har inte varit än")
	if !strings.Contains(wrong.body, `href="#f-decided-on"`) {
		t.Error("the error leads to no field")
	}
	form.Set("decided_on", p.Meeting.Date.AddDays(1).String())
	b.post(step, form, http.StatusOK).says("Beslutat", p.Meeting.Date.AddDays(1).Prose("sv"))
}
