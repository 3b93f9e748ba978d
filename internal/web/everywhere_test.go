package web_test

import (
	"strings"
	"testing"
)

// The page of a workflow says once what may be done wherever a proposal stands, and not
// beside each state.
func TestAWorkflowTellsOnceWhatLeadsFromEveryOpenState(t *testing.T) {
	w := worldOf(t, wordPack(t, "every_open_state"), false)
	page := w.as("anna").get("/arbetsflode/matter").says("Varje öppet läge", "Varje öppet läge utom Utarbetas")
	_, list, _ := strings.Cut(page.body, `id="states"`)
	if told := strings.Count(list, "<strong>Återta</strong>"); told != 1 {
		t.Errorf("the step stands %d times among the states, not once", told)
	}
}
