package web_test

import (
	"net/http"
	"net/url"
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

// A step that stays where it is on a condition says so once, and names none of the states
// that it leads from as where it leads.
func TestAWorkflowSaysOnceThatAStepMayStayWhereItIs(t *testing.T) {
	w := worldOf(t, wordPack(t, "stays_where_it_stands"), false)
	who := w.pack.People.Coordinators[0]
	b := w.as(who)
	for language, want := range map[string]string{"sv": "ärendet står kvar eller Tryckt", "en": "stays where it stands or Printed"} {
		b.post("/sprak", url.Values{"sprak": {language}, "next": {"/"}}, http.StatusOK)
		_, list, _ := strings.Cut(b.get("/arbetsflode/article").body, `id="states"`)
		if !strings.Contains(list, want) || strings.Contains(list, "omarbetning eller Tryckt") || strings.Contains(list, "revision or Printed") {
			t.Errorf("in %s the states do not say %q", language, want)
		}
	}
}
