package web_test

import (
	"strings"
	"testing"

	"beredd/internal/scenario"
)

// A follow-up that waits for its day stands in the year with a way to its
// proposal: while the decision is still being spread, and after that, once.
func TestTheYearShowsFollowUpsToCome(t *testing.T) {
	w := newWorld(t, true)
	const number, title = "LGL 2026-007", "Uppföljning börjar"
	for _, stands := range []string{"decided", "disseminated"} {
		p := w.number("Praktiska anvisningar för habilitering")
		if p.Number != number || p.State != stands {
			t.Fatalf("%s stands in %s, expected %s", p.Number, p.State, stands)
		}
		page := w.as("preparation_secretary").get("/aret/2026")
		found := 0
		for _, row := range strings.Split(page.body, "<tr")[1:] {
			row, _, _ = strings.Cut(row, "</tr>")
			if strings.Contains(row, `class="running"`) && strings.Contains(row, number) && strings.Contains(row, title) {
				found++
				if !strings.Contains(row, `<a href="`+at(number)+`">`+title) || !strings.Contains(row, "2026-11-16") {
					t.Errorf("the follow-up's row is %s", row)
				}
			}
		}
		if found != 1 || !strings.Contains(page.body, `<g class="mark running"`) {
			t.Errorf("%s: the follow-up stands in the year %d times, and in the wheel", stands, found)
		}
		must(t, scenario.Advance(t.Context(), w, w.Now().AddDate(0, 2, 0)))
	}
}
