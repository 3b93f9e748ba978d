package web_test

import (
	"strings"
	"testing"

	"beredd/internal/web"
)

// What the law asks of the statement stands in it, and the operator's own address
// does, in both languages.
func TestTheAccessibilityStatementSaysWhatTheLawAsks(t *testing.T) {
	w := newWorld(t, false, func(c *web.Config) { c.Contact = "tillganglighet@drift.example" })
	b := w.as("")
	b.get("/").says("Tillgänglighetsredogörelse") // in the foot of every page
	page := b.get("/tillganglighet").says("Länsgemensam ledning i Kalmar län", "delvis förenlig", "Vad kan du göra om du inte kan använda",
		"Rapportera brister", "Digg", "Bristande förenlighet med lagkraven", "Oskäligt betungande", "Innehåll som inte omfattas", "självskattning",
		"Bedömningen gjordes söndag 22 november 2026")
	if strings.Count(page.body, "mailto:tillganglighet@drift.example") < 2 || !strings.Contains(page.body, "https://www.digg.se/tdosanmalan") {
		t.Error("the statement lacks an address to report to")
	}
	b.get("/tillganglighet?sprak=en").says("Accessibility statement", "partially compliant", "Disproportionate burden")
	b.get("/personuppgifter?sprak=sv").says("artikel 6.1 e", "tillganglighet@drift.example", "Integritetsskyddsmyndigheten")
}
