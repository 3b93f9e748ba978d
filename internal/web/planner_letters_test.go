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
)

// Foretell stands in for the year that is played: a letter to two, of which only who is
// silent has the second.
func (w *world) Foretell(_ context.Context, pack *definition.Pack, f engine.Foresight) ([]engine.Foretold, error) {
	from, to, inTime := f.From, f.To, f.InTime
	letters := []engine.Foretold{
		{At: from.At(calendar.Clock{Hour: 9}, time.UTC), Name: "Registrator", Organization: "torsas", Mail: "registrator@torsas.example", Letter: "Fråga att besvara", Subject: "Svara på: Rapport", Why: "Torsås kommuns funktionsbrevlåda", Due: to},
		{At: to.At(calendar.Clock{Hour: 9}, time.UTC), Name: "Sekreterare i LGL", Mail: "sekreterare@lgl.example", Letter: "Påminnelse", Subject: "=Påminnelse: Kallelse", Why: "sekreterare"},
	}
	if inTime {
		return letters[:1], nil
	}
	if f.Announced {
		letters = append(letters, engine.Foretold{At: to.At(calendar.Clock{Hour: 10}, time.UTC), Name: "Registrator", Mail: "registrator@torsas.example", Letter: "Årsplan", Subject: "Årsplan 2027", Gathered: []string{"2 × Svara på: Rapport", "Kallelse"}})
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
	b.get("/aret/planera/brev?ar=2027&brev=ja").says("3 brev", "Årsplan 2027", "Det här samlar brevet", "2 × Svara på: Rapport").leadsTo("/aret/planera/brev.csv?ar=2027&amp;brev=ja")
	csv := b.get("/aret/planera/brev.csv?ar=2027")
	if !strings.Contains(csv.body, "registrator@torsas.example;Fråga att besvara;Svara på: Rapport") || !strings.Contains(csv.body, "'=Påminnelse") {
		t.Errorf("the file says\n%s", csv.body)
	}
	if page := w.as("preparation_secretary").get("/aret/planera/brev"); page.status != http.StatusForbidden {
		t.Errorf("who does not coordinate is answered %d", page.status)
	}
}
