package web_test

import (
	"net/http"
	"strings"
	"testing"

	"beredd/internal/engine"
)

// Every member's answer to every decision of the year stands in one table: who has
// answered what, who has not, and who was not asked. It is chosen among by question,
// organization and what is missing, and goes as a file into a spreadsheet.
func TestTheMatrixShowsEveryMembersAnswerToEveryDecision(t *testing.T) {
	w := newWorld(t, true)
	b := w.as("county_coordinator")
	b.get("/beslutat").leadsTo("/beslutat/svar")
	p := w.number("Praktiska anvisningar för habilitering")
	lacks := w.lacking(p.Title, "dissemination")
	page := b.get("/beslutat/svar")
	page.says(p.Number, p.Title, "Spridning i organisationerna", w.pack.People.Organization(lacks).Name.In("sv")).leadsTo(at(p.Number))

	missing := "/beslutat/svar?fraga=" + p.Workflow + ".dissemination&saknas=ja"
	b.get(missing + "&organisation=" + lacks).says(p.Number)
	b.get("/beslutat/svar?ar=2019").says("Ingen organisation har tillfrågats").lacks(p.Number)

	answered := 0
	for _, round := range p.Rounds {
		for _, r := range round.Respondents {
			if r.Organization != "" && r.Answer != "" {
				answered++
				file := b.get("/beslutat/svar.csv?organisation=" + r.Organization)
				if !strings.Contains(file.body, p.Number+";"+p.Title) || !strings.Contains(file.body, r.Receipt) {
					t.Errorf("the file of %s lacks its answer: %s", r.Organization, file.body)
				}
			}
		}
	}
	if answered == 0 {
		t.Fatal("nobody has answered, so that nothing is shown")
	}

	_, err := w.Act(t.Context(), engine.Act{Key: "matrix", Kind: engine.AnswerAsk, Proposal: p.ID, Round: "dissemination", Respondent: lacks, Answer: "declined",
		Actor: engine.Actor{Organization: lacks, Mailbox: true, Assurance: "code"}, Inputs: map[string]any{"reason": "Vi berörs inte."}})
	must(t, err)
	b.get(missing + "&organisation=" + lacks).lacks(p.Number)
	for _, wrong := range []string{"?ar=x", "?ar=99999999", "?sida=-3", "?sida=900", "?organisation=finns_inte", "?fraga=ingen"} {
		if got := b.get("/beslutat/svar" + wrong); got.status != http.StatusOK {
			t.Errorf("%s: %d", wrong, got.status)
		}
	}
}
