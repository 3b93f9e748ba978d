package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// A coordinator has the year in a spreadsheet: each row is shown with what it becomes or
// why it cannot be read, and what is ticked comes into the draft.
func TestAPlanIsTakenFromATable(t *testing.T) {
	w := publishingIn(newWorld(t, false))
	b := w.as("county_coordinator")
	const at = "/aret/planera/tabell"
	b.get("/aret/planera?ar=2027").leadsTo(at + "?ar=2027")
	b.post(at, url.Values{"ar": {"2027"}}, http.StatusUnprocessableEntity).says("Välj en fil, eller klistra in tabellen")
	table := "Datum\tAktivitet\tAnsvarig\n\n19 maj\tWorkshop om hälsa\tBeredningsgruppen\n1-30 juni\tDialog i kommunerna\tNågon Annan\nnär det passar\tFest\t\n"
	page := b.post(at, url.Values{"ar": {"2027"}, "tabell": {table}}, http.StatusOK)
	page.says("3 rader är lästa. 2 av dem är nya", "onsdag 19 maj 2027", "Workshop om hälsa", "Ingen i samverkan heter så: Någon Annan", "”när det passar”")
	b.get("/aret/planera").lacks("Du har ett utkast")
	form := page.form(at)
	if len(form["rad"]) != 2 || form["rad"][0] != "3" {
		t.Fatalf("ticked are %v", form["rad"])
	}
	none := page.form(at, "gor", "lagg-till")
	none.Del("rad")
	b.post(at, none, http.StatusUnprocessableEntity).says("Kryssa för minst en rad")
	form.Set("gor", "lagg-till")
	form["rad"] = []string{"3"}
	b.post(at, form, http.StatusOK).says("Utkastet är sparat", "Workshop om hälsa").lacks("Dialog i kommunerna")
	b.post(at, url.Values{"ar": {"2027"}, "tabell": {table}}, http.StatusOK).says("Finns redan i planen")
	text := b.get("/processen/andra?fil=cycle.yaml").form("/processen/andra").Get("text")
	if !strings.Contains(text, "# Good Friday 2026 becomes Tuesday 7 April") || !strings.Contains(text, "on: 2027-05-19") {
		t.Errorf("the file says\n%s", text)
	}
}

// A file in which nothing can be found is said to be so, and what it should have.
func TestATableWithoutDaysSaysWhatItShouldHave(t *testing.T) {
	w := publishingIn(newWorld(t, false))
	b := w.as("county_coordinator")
	const path = "/aret/planera/tabell"
	b.get(path).says("en kolumn med dagar och en med vad som görs")
	for text, says := range map[string]string{
		"hej\nhopp\n":         "Ingen rad i tabellen säger både en dag och vad som görs",
		"\n \n":               "Tabellen är tom.",
		"Vad;När\nRapport;\n": "Ingen rad i tabellen",
	} {
		b.post(path, url.Values{"ar": {"2026"}, "tabell": {text}}, http.StatusUnprocessableEntity).says(says)
	}
	b.chooses(path, "fil", "tom.csv", nil, url.Values{"ar": {"2026"}, "tabell": {""}}, http.StatusUnprocessableEntity).says("Tabellen är tom.")
}
