package web_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// Foretell stands in for the year that is played: a letter to two, of which only who is
// silent has the second.
func (w *world) Foretell(_ context.Context, pack *definition.Pack, from, to calendar.Date, inTime bool, _ wording.Language) ([]engine.Foretold, error) {
	letters := []engine.Foretold{
		{At: from.At(calendar.Clock{Hour: 9}, time.UTC), Name: "Registrator", Organization: "torsas", Mail: "registrator@torsas.example", Letter: "Fråga att besvara", Subject: "Svara på: Rapport", Why: "Torsås kommuns funktionsbrevlåda", Due: to},
		{At: to.At(calendar.Clock{Hour: 9}, time.UTC), Name: "Sekreterare i LGL", Mail: "sekreterare@lgl.example", Letter: "Påminnelse", Subject: "=Påminnelse: Kallelse", Why: "sekreterare"},
	}
	if inTime {
		return letters[:1], nil
	}
	return letters, nil
}

// Before the plan is published every letter of the year can be read, by who has it, and
// taken home; nothing is sent.
func TestTheLettersOfTheYearAreForetold(t *testing.T) {
	w := publishingIn(newWorld(t, false))
	b := w.as("county_coordinator")
	b.get("/aret/planera?ar=2027").leadsTo("/aret/planera/brev?ar=2027")
	page := b.get("/aret/planera/brev?ar=2027")
	page.says("planen gäller som den är", "2027-01-01", "Svara på: Rapport", "Torsås kommun", "2027-12-31", "2 brev", "Sekreterare i LGL (1)").leadsTo("/aret/planera/brev.csv?ar=2027")
	b.get("/aret/planera/brev?ar=2027&svar=direkt").says("1 brev").lacks("Påminnelse")
	b.get("/aret/planera/brev?ar=2027&till=Sekreterare+i+LGL").says("1 brev").lacks("Svara på: Rapport")
	csv := b.get("/aret/planera/brev.csv?ar=2027")
	if !strings.Contains(csv.body, "registrator@torsas.example;Fråga att besvara;Svara på: Rapport") || !strings.Contains(csv.body, "'=Påminnelse") {
		t.Errorf("the file says\n%s", csv.body)
	}
	if page := w.as("preparation_secretary").get("/aret/planera/brev"); page.status != http.StatusForbidden {
		t.Errorf("who does not coordinate is answered %d", page.status)
	}
}
