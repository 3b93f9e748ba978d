package web_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestATextThatIsEmptiedIsGone(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Handlingsplan för det generella")
	edit := at(p.Number) + "/andra"
	b := w.as("preparation_secretary")
	b.post(edit, b.get(edit).form(edit, "summary", "En bakgrund som inte behövs"), http.StatusOK).says("En bakgrund som inte behövs")
	b.post(edit, b.get(edit).form(edit, "summary", ""), http.StatusOK).says("Bakgrund")
	if now, _ := w.Proposal(t.Context(), p.ID); now.Summary != "" {
		t.Errorf("the background is still %q", now.Summary)
	}
}

func TestATextThatMustBeThereIsNotEmptied(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Handlingsplan för det generella")
	edit := at(p.Number) + "/andra"
	b := w.as("preparation_secretary")
	page := b.post(edit, b.get(edit).form(edit, "proposed_decision", ""), http.StatusUnprocessableEntity).says("Fyll i")
	if !strings.Contains(page.body, `href="#f-proposed-decision"`) {
		t.Error("the error leads to no field")
	}
	if now, _ := w.Proposal(t.Context(), p.ID); now.Proposed == "" {
		t.Error("the proposed decision is gone")
	}
}
