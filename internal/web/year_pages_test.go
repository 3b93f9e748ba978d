package web_test

import (
	"io/fs"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"beredd/templates"
)

// The stylesheet shows and hides fields of the planner's forms by their names: a name
// that no form has would leave a field standing that its choice does not use.
func TestTheStylesheetNamesFieldsThatAreThere(t *testing.T) {
	w := publishingIn(newWorld(t, false))
	b := w.as("county_coordinator")
	pages := b.get(newSeries).body + b.get(newYearly).body + b.get("/aret/planera/deltagare/organisation").body
	css, err := fs.ReadFile(templates.FS, "page/static/beredd.css")
	must(t, err)
	named := regexp.MustCompile(`#(f-[a-z_-]+)`).FindAllStringSubmatch(string(css), -1)
	if len(named) < 10 {
		t.Fatalf("the stylesheet names %d fields", len(named))
	}
	for _, name := range named {
		if !strings.Contains(pages, `id="`+name[1]+`"`) {
			t.Errorf("no form has #%s", name[1])
		}
	}
}

// Whoever may be given a task stands under what they are: groups, roles, organizations.
func TestThePlannerSortsThoseThatATaskMayBeGivenTo(t *testing.T) {
	w := publishingIn(newWorld(t, false))
	page := w.as("county_coordinator").get("/aret/planera/rad/fore?namn=lgl&rad=notice")
	page.says("Vem som ska göra det Grupper Länsgemensam ledning", "Sekreterare, ordförande och samordnare sekreterare i Länsgemensam ledning ordförande i Länsgemensam ledning", "Organisationer medlemsorganisationerna")
	ticked := regexp.MustCompile(`name="who" value="([^"]*)" checked`).FindAllStringSubmatch(page.body, -1)
	if len(ticked) != 1 || ticked[0][1] != "lgl.secretary" {
		t.Errorf("ticked are %v", ticked)
	}
}

func TestThePlannerSaysWhatHasNoDayThisYearAndShowsDutiesInOrder(t *testing.T) {
	w := publishingIn(newWorld(t, false))
	b := w.as("county_coordinator")
	page := b.get("/aret/planera?ar=2026").says("Uppföljning av utskrivningslagen – Beredningsgruppen: ingen dag 2026")
	b.get("/aret/planera?ar=2018").says("Uppföljning av utskrivningslagen – Beredningsgruppen: fredag 31 augusti 2018")
	at := -1
	for _, title := range []string{"rad=stop_date", "rad=preparation", "rad=notice", "rad=minutes"} { // 15 workdays, 2 weeks, 7 days before, 10 days after
		next := strings.Index(page.body, "namn=lgl&amp;"+title)
		if next < at {
			t.Errorf("%s stands before what comes before it", title)
		}
		at = next
	}
	// One that is added later, and comes before all others, stands first.
	add := "/aret/planera/rad/fore?namn=lgl"
	b.post(add, b.get(add).form(add, "title_sv", "Anmälan", "title_en", "Notification", "count", "40", "unit", "workdays", "who", "lgl.secretary"), http.StatusOK)
	page = b.get("/aret/planera?ar=2026")
	if first, stop := strings.Index(page.body, ">Anmälan<"), strings.Index(page.body, "rad=stop_date"); first < 0 || first > stop {
		t.Errorf("what is 40 workdays before stands at %d, the 15 workdays at %d", first, stop)
	}
}

func TestThePlannerSaysAllDaysOfAMeeting(t *testing.T) {
	w := publishingIn(newWorld(t, false))
	b := w.as("county_coordinator")
	form := b.get(newSeries).form(newSeries, "title_sv", "Internat", "title_en", "Retreat", "body", "lgl", "often", "monthly", "ordinal", "second", "weekday", "Thursday", "until_weekday", "Friday", "months", "March", "else", "next workday")
	b.post(newSeries, form, http.StatusOK)
	b.get("/aret/planera?ar=2026").says("Ett möte 2026: torsdag 12 mars 2026 (v. 11)–fredag 13 mars 2026 (v. 11).")
}

func TestTheExamplesOfClosedDaysAreAListThatCanBeWritten(t *testing.T) {
	w := publishingIn(newWorld(t, false))
	b := w.as("county_coordinator")
	page := b.get("/aret/planera/dagar")
	list := regexp.MustCompile(`(?s)<div class="hint" id="f-closed-hint">(.*?)</div>`).FindStringSubmatch(page.body)
	if list == nil || !strings.Contains(page.body, `aria-describedby="f-closed-hint"`) {
		t.Fatal("the field has no list of examples")
	}
	var lines []string
	for _, item := range regexp.MustCompile(`<li>(.*?)</li>`).FindAllStringSubmatch(list[1], -1) {
		lines = append(lines, item[1])
	}
	if len(lines) != 4 {
		t.Fatalf("the examples are %q", lines)
	}
	b.post("/aret/planera/dagar", page.form("/aret/planera/dagar", "closed", strings.Join(lines, "\n")), http.StatusOK)
	b.get("/aret/planera/dagar").says(lines[0], "Mellandagarna", "Semester", "Planeringsdag")
}

// A duty of a meeting says by when it is to be done also before anybody is asked.
func TestADutyOfAMeetingSaysItsDayBeforeItIsAsked(t *testing.T) {
	w := newWorld(t, true)
	p := w.gathers(60) // Sunday 9 August
	w.as("lgl_secretary").get(at(p.Number)).says("Stoppdatum för handlingar Frågan ställs", "Senast måndag 20 juli 2026 (v. 30) kl. 12.00")
}

func TestTheMeetingsPagesSayHowThingsStand(t *testing.T) {
	w := newWorld(t, true)
	p := w.gathers(0)
	there := "/moten" + strings.TrimPrefix(at(p.Number), "/arenden")
	b := w.as("lgl_secretary")
	b.get(there+"/flytta").says("Mötet är nu", "kl. 09.00–12.00.")
	b.post(there+"/dagordning", meets("a", "gor", "add", "rubrik", "Budget", "slag", "decision"), http.StatusOK)
	b.post(there+"/dagordning", meets("d", "gor", "add", "rubrik", "Anmälan av delegationsbeslut", "slag", "delegated"), http.StatusOK).lacks("Anmälan av delegationsbeslut Anmälan av delegationsbeslut")
	live := b.get(there + "/pagar").lacks("är här").says("Närvaro")
	if live.status != http.StatusOK {
		t.Fatal(live.status)
	}
	for i, who := range []string{"kalmar_social", "borgholm_social"} {
		b.post(there+"/anteckna", meets("c"+who, "vad", "came", "person", who, "namn", []string{"Socialchef Kalmar", "Socialchef Borgholm"}[i]), http.StatusOK)
	}
	b.get(there+"/pagar").says("Närvaro 2 är här", "Jäv (0)")
	item := w.items(p.ID)[0].ID
	b.post(there+"/anteckna", meets("j", "vad", "recused", "punkt", item, "namn", "Socialchef Borgholm"), http.StatusOK)
	b.get(there + "/pagar").says("Jäv (1)")
}

// The notice of a meeting says of which series the body's next meetings are, where that is
// another.
func TestTheNoticeSaysWhichMeetingsAreToCome(t *testing.T) {
	w := newWorld(t, true)
	p := w.gathers(20)
	w.laysOut("meeting.schools", "2026-08-20", coordinator())
	w.laysOut("meeting.lgl", "2026-09-04", coordinator())
	notice := w.as("lgl_secretary").get("/moten" + strings.TrimPrefix(at(p.Number), "/arenden") + "/kallelse")
	notice.says("Möte med skolcheferna", "fredag 4 september 2026 (v. 36)").lacks("fredag 4 september 2026 (v. 36), Länsgemensam")
}
