package web_test

import (
	"net/http"
	"strings"
	"testing"

	"beredd/internal/web/browsertest"
)

const newSeries, newYearly = "/aret/planera/rad/serie", "/aret/planera/rad/slutdatum"

// A coordinator sets up a year for a group that has had none, without writing a file:
// its meetings, what is done before them, and a deadline. It is a draft until it is
// published, and the file's other lines stand as they were.
func TestACoordinatorPlansTheYearInForms(t *testing.T) {
	w := publishing(t)
	b := w.as("county_coordinator")
	b.get("/aret/2027").leadsTo("/aret/planera?ar=2027")
	b.get("/aret/planera?ar=2027").says("Länsgemensam ledning", "fredag 5 februari 2027", "Stoppdatum för handlingar", "15 arbetsdagar före").lacks("Du har ett utkast")

	form := b.get(newSeries).form(newSeries)
	form.Set("title_sv", "SIP-gruppens möte")
	b.post(newSeries, form, http.StatusUnprocessableEntity).says("Fyll i: Grupp som möts", "Fyll i: När mötena hålls")
	form.Set("title_en", "Meeting of the SIP group")
	form.Set("body", "sip")
	form.Set("often", "monthly")
	form.Set("ordinal", "third")
	form.Set("weekday", "Tuesday")
	form["months"] = []string{"March", "October"}
	form.Set("time", "09.00-11.00")
	b.post(newSeries, form, http.StatusOK).says("Utkastet är sparat", "Du har ett utkast", "SIP-gruppens möte")
	b.get("/aret/planera?ar=2027").says("2 möten 2027: tisdag 16 mars 2027 (v. 11) och tisdag 19 oktober 2027")

	before := "/aret/planera/rad/fore?namn=sip_gruppens_mote"
	duty := b.get(before).form(before)
	if duty.Get("else") != "previous workday" {
		t.Errorf("what is new before a meeting would stay on a closed day: %q", duty.Get("else"))
	}
	duty.Set("title_sv", "Kallelse")
	duty.Set("count", "7")
	duty.Set("unit", "workdays")
	duty.Set("who", "sip.secretary")
	b.post(before, duty, http.StatusOK).says("7 arbetsdagar före")

	yearly := b.get(newYearly).form(newYearly)
	yearly.Set("title_sv", "Statistik till länet")
	yearly.Set("days", "15 mars\n2027-09-01")
	yearly.Set("who", "organizations")
	yearly.Set("phase", "+")
	b.post(newYearly, yearly, http.StatusUnprocessableEntity).says("Fyll i: Den nya fasen på svenska")
	yearly.Set("new_phase_sv", "Uppföljning")
	b.post(newYearly, yearly, http.StatusOK).says("Statistik till länet")

	b.get("/aret/2027?utkast=ja").says("Så blir året med ditt utkast", "SIP-gruppens möte", "2027-03-16", "Statistik till länet")
	b.get("/aret/2027").lacks("SIP-gruppens möte")
	b.get("/aret/planera?ar=2027").lacks("saknas på språket") // of the deadline that has no English title
	b.get("/aret/2027/belastning?utkast=ja").says("Så blir året med ditt utkast")
	file := b.get("/processen/andra?fil=cycle.yaml").form("/processen/andra").Get("text")
	for _, kept := range []string{"# Good Friday 2026 becomes Tuesday 7 April", "# Chapter 4.3.1: the SIP group reports", "sip_gruppens_mote:", "uppfoljning: {sv: Uppföljning}", "phase: uppfoljning", "on: \"third Tuesday of March, October\""} {
		if !strings.Contains(file, kept) {
			t.Errorf("the file lacks %q", kept)
		}
	}
}

// A line is changed and taken away; what would leave the pack in error is said at its
// field, and not kept.
func TestALineOfTheYearIsChangedAndTakenAway(t *testing.T) {
	w := publishing(t)
	b := w.as("county_coordinator")
	path := "/aret/planera/rad/serie?namn=lgl"
	form := b.get(path).form(path)
	if form.Get("ordinal") != "first" || form.Get("weekday") != "Friday" || len(form["months"]) != 5 || form.Get("time") != "09:00-12:00" {
		t.Fatalf("the form holds %v", form)
	}
	form.Set("time", "25:00")
	b.post(path, form, http.StatusUnprocessableEntity).says("25:00")
	b.get("/aret/planera").lacks("Du har ett utkast")
	form.Set("time", "13:00-15:00")
	b.post(path, form, http.StatusOK)
	text := b.get("/processen/andra?fil=cycle.yaml").form("/processen/andra").Get("text")
	if !strings.Contains(text, `time: "13:00-15:00"`) || !strings.Contains(text, "on: first Friday of February, April, June, September, November") {
		t.Errorf("the file says\n%s", text)
	}
	gone := "/aret/planera/rad/slutdatum?namn=sip_report"
	form = b.get(gone).form(gone)
	form.Set("gor", "ta-bort")
	b.post(gone, form, http.StatusOK).lacks("Återrapportering om SIP").says("Rapport om informationsöverföringen")
	w.as("preparation_secretary").get("/aret/planera").says("samordnare")
}

// The planner's pages can be read, and reached by keyboard, by everybody.
func TestEverybodyCanPlanTheYear(t *testing.T) {
	w := publishing(t)
	for _, look := range []browsertest.Look{browsertest.Light, browsertest.Dark, browsertest.Narrow} {
		tab := browsertest.Open(t, look)
		signInAs(t, tab, w, "county_coordinator")
		paths := []string{"/aret/planera", "/aret/planera/tabell", "/aret/planera/dagar", "/aret/planera/brev?ar=2027", publishForm, newSeries, "/aret/planera/rad/fore?namn=lgl&rad=stop_date", "/aret/planera/rad/slutdatum?namn=sip_report"}
		if look == browsertest.Narrow {
			paths = []string{planPeople, planPeople + "/grupp?namn=sip", "/aret/planera", newSeries, "/installningar/kalendrar", "/moten/lagg-ut?ar=2027"}
		}
		for _, path := range paths {
			tab.Visit(t, w.http.URL+path)
			tab.Axe(t, allowed...)
			tab.Keyboard(t)
		}
	}
}

// What a coordinator sets up whole: two groups that meet together at a place, but not on
// one of the days, prepared by another meeting on the Friday two weeks before, with a
// report that is reminded of and told of when it is late.
func TestAWholeSeriesIsSetUpInForms(t *testing.T) {
	w := publishingIn(newWorld(t, false))
	b := w.as("county_coordinator")
	form := b.get(newSeries).form(newSeries, "title_sv", "Två grupper", "often", "monthly", "ordinal", "first", "weekday", "Monday", "time", "13.00-15.00", "place", "Länets hus", "except", "2027-03-01",
		"late", "next meeting", "standing_first", "Mötet öppnas / Opening\nLaget runt (rapporter)", "standing_last", "Nästa möte (Information)")
	form["body"], form["months"], form["quiet"] = []string{"sip", "children"}, []string{"March", "May"}, []string{"yes"}
	b.post(newSeries, form, http.StatusOK)
	b.get("/aret/planera?ar=2027").says("Ett möte 2027: måndag 3 maj 2027")
	before := "/aret/planera/rad/fore?namn=tva_grupper"
	meets := b.get(before).form(before, "title_sv", "Förmöte", "off_weekday", "Friday", "count", "2")
	meets["who"], meets["meeting"] = []string{"beredning"}, []string{"yes"}
	b.post(before, meets, http.StatusOK).says("Förmöte", "fredagen 2 veckor före")
	report := b.get(before).form(before, "title_sv", "Rapport", "count", "10", "unit", "workdays", "remind", "5 arbetsdagar före\n1 vecka", "escalate_after", "3")
	report["who"] = []string{"sip", "children"}
	b.post(before, report, http.StatusUnprocessableEntity).says("Fyll i: Vem som får veta att det är försenat")
	report.Set("escalate_to", "coordinator")
	b.post(before, report, http.StatusOK)
	b.get("/aret/2027?utkast=ja").says("Förmöte", "2027-04-23", "Rapport")
	again := b.get(before + "&rad=rapport").form(before + "&rad=rapport")
	if again.Get("remind") != "5 arbetsdagar före\n1 vecka före" || again.Get("escalate_after") != "3" || len(again["who"]) != 2 {
		t.Errorf("the form has lost something: %v", again)
	}
	text := b.get("/processen/andra?fil=cycle.yaml").form("/processen/andra").Get("text")
	for _, line := range []string{"body: [sip, children]", "place: Länets hus", "except: [2027-03-01]", "avoid: quiet weeks", "when: the Friday 2 weeks before", "meeting: true", "remind: [5 workdays before, 1 week before]", "escalate: {after: 3 workdays, to: coordinator}",
		"late_items: next meeting", "- {title: {sv: Mötet öppnas, en: Opening}}", "- {title: {sv: Laget runt}, kind: round}", "- {title: {sv: Nästa möte}, kind: information, last: true}"} {
		if !strings.Contains(text, line) {
			t.Errorf("the file lacks %q:\n%s", line, text)
		}
	}
	series := newSeries + "?namn=tva_grupper"
	if again := b.get(series).form(series); again.Get("standing_first") != "Mötet öppnas / Opening\nLaget runt (rapporter)" || again.Get("standing_last") != "Nästa möte (information)" || again.Get("late") != "next meeting" {
		t.Errorf("the series' form has lost something: %v", again)
	}
	path := before + "&rad=rapport"
	b.post(path, b.get(path).form(path, "escalate2_after", "10", "escalate2_to", "beredning.chair"), http.StatusOK)
	if again := b.get(path).form(path); again.Get("escalate_after")+again.Get("escalate2_after")+again.Get("escalate2_to") != "310beredning.chair" {
		t.Errorf("the second who is told is lost: %v", again)
	}
	// What is done by a step of the meeting ends with that step, and is offered once.
	page := b.get(before).says("Blir klart av sig självt när", "Skicka kallelse")
	notice := page.form(before, "title_sv", "Inbjudan", "count", "7", "unit", "days", "ends", "notice")
	notice["who"] = []string{"sip.secretary"}
	b.post(before, notice, http.StatusOK)
	b.get(before).says("Skicka dagordning").lacks("Skicka kallelse")
	if text := b.get("/processen/andra?fil=cycle.yaml").form("/processen/andra").Get("text"); !strings.Contains(text, "name: notice, title: {sv: Inbjudan}") {
		t.Errorf("the file lacks the invitation:\n%s", text)
	}
	// What is changed of one line is not changed of the meeting that stands between.
	standing := "/aret/planera/rad/fore?namn=lgl&rad=notice"
	b.post(standing, b.get(standing).lacks("Blir klart av sig självt").form(standing, "count", "9"), http.StatusOK).says("9 dagar före", "fredagen 2 veckor före")
}

// The office's own closed days and the quiet weeks are changed in a form; what is no day
// is said with its line, and what was typed stands.
func TestClosedDaysAreChangedInAForm(t *testing.T) {
	w := publishingIn(newWorld(t, false))
	b := w.as("county_coordinator")
	const at = "/aret/planera/dagar"
	form := b.get(at).form(at)
	was := form.Get("closed")
	if !strings.Contains(was, "2027-05-07: Klämdag efter Kristi himmelsfärdsdag / Day after Ascension Day") || form.Get("weeks") != "28-31" {
		t.Fatalf("the form holds %v", form)
	}
	form.Set("closed", was+"\nfredag 7 juni Planering")
	b.post(at, form, http.StatusUnprocessableEntity).says("Rad 3, ”fredag 7 juni Planering”, säger inte när det är stängt")
	form.Set("closed", strings.Replace(was, "2026-05-15", "2027-06-04", 1))
	form.Set("weeks", "27–31, 52")
	b.post(at, form, http.StatusOK).says("Utkastet är sparat")
	text := b.get("/processen/andra?fil=collaboration.yaml").form("/processen/andra").Get("text")
	if strings.Contains(text, "2026-05-15") || !strings.Contains(text, "2027-06-04: {sv: Klämdag") || !strings.Contains(text, `quiet_weeks: ["27-31", "52"]`) || !strings.Contains(text, "# reminders wait; nothing is lost") {
		t.Errorf("the file says\n%s", text[:800])
	}
	b.get("/aret/planera?ar=2027").says("måndag 7 juni 2027")
	form.Set("weeks", "60")
	b.post(at, form, http.StatusUnprocessableEntity).says("60")
}

// A meeting of several days and a day by a rule are written as people say them, and come
// back so.
func TestSeveralDaysAndRulesAreWrittenAsTheyAreSaid(t *testing.T) {
	w := publishingIn(newWorld(t, false))
	b := w.as("county_coordinator")
	form := b.get(newSeries).form(newSeries, "title_sv", "Internat", "often", "monthly", "ordinal", "second", "weekday", "Thursday", "until_weekday", "Friday", "time", "12.00-12.00", "else", "next workday")
	form["body"], form["months"] = []string{"sip"}, []string{"March"}
	b.post(newSeries, form, http.StatusOK)
	b.get("/aret/2027?utkast=ja").says("Internat", "2027-03-11 – 2027-03-12")
	series := newSeries + "?namn=internat"
	again := b.get(series).form(series)
	if again.Get("until_weekday") != "Friday" || again.Get("time") != "12:00-12:00" {
		t.Errorf("the form has lost something: %v", again)
	}
	again.Set("often", "own")
	again.Set("rule", "måndagen till onsdagen i vecka 40")
	b.post(series, again, http.StatusOK)
	yearly := b.get(newYearly).form(newYearly, "title_sv", "Rapport", "days", "första måndagen efter 15 augusti\nsista arbetsdagen i varje kvartal\nv. 44", "who", "organizations", "else", "next workday")
	b.post(newYearly, yearly, http.StatusOK)
	text := b.get("/processen/andra?fil=cycle.yaml").form("/processen/andra").Get("text")
	for _, line := range []string{"on: Monday to Wednesday of week 40", "by: [first Monday after 15 August, last workday of every quarter, week 44]"} {
		if !strings.Contains(text, line) {
			t.Errorf("the file lacks %q:\n%s", line, text)
		}
	}
	if said := b.get(series).form(series).Get("rule"); said != "måndagen i vecka 40 till och med onsdagen" {
		t.Errorf("the rule is shown as %q", said)
	}
	if said := b.get(newYearly + "?namn=rapport").form(newYearly + "?namn=rapport").Get("days"); said != "första måndagen efter 15 augusti\nsista arbetsdagen i varje kvartal\nvecka 44" {
		t.Errorf("the days are shown as %q", said)
	}
	again.Set("rule", "någon gång i oktober")
	b.post(series, again, http.StatusUnprocessableEntity).says("någon gång i oktober")
}

// What is closed every year is written as people say it, comes back so, and is a rule in
// the file; a line that nobody touched is left as it stands.
func TestWhatIsClosedEveryYearIsChangedInAForm(t *testing.T) {
	w := publishingIn(newWorld(t, false))
	b := w.as("county_coordinator")
	const at = "/aret/planera/dagar"
	form := b.get(at).form(at)
	was := form.Get("closed")
	form.Set("closed", was+"\n27–30 december: Mellandagarna / Between the holidays\nv. 26: Semester\nförsta måndagen efter 15 augusti: Planeringsdag\n28–29 oktober 2027: Flytt\nsista arbetsdagen i april: Städdag")
	b.post(at, form, http.StatusUnprocessableEntity).says("”sista arbetsdagen i april: Städdag”, säger inte när det är stängt")
	form.Set("closed", strings.Replace(form.Get("closed"), "\nsista arbetsdagen i april: Städdag", "", 1))
	b.post(at, form, http.StatusOK).says("Utkastet är sparat")
	text := b.get("/processen/andra?fil=collaboration.yaml").form("/processen/andra").Get("text")
	for _, line := range []string{"2027-05-07: {sv: Klämdag efter Kristi himmelsfärdsdag", "27 December to 30 December: {sv: Mellandagarna, en: Between the holidays}", "week 26:", "first Monday after 15 August:", "2027-10-28 to 2027-10-29: {sv: Flytt"} {
		if !strings.Contains(text, line) {
			t.Errorf("the file lacks %q:\n%s", line, text[:1200])
		}
	}
	again := b.get(at).form(at)
	for _, line := range []string{"27 december till och med 30 december: Mellandagarna / Between the holidays", "vecka 26: Semester", "första måndagen efter 15 augusti: Planeringsdag", "2027-10-28 to 2027-10-29: Flytt"} {
		if !strings.Contains(again.Get("closed"), line) {
			t.Errorf("the form lacks %q:\n%s", line, again.Get("closed"))
		}
	}
	again.Set("closed", strings.Replace(again.Get("closed"), "vecka 26: Semester", "vecka 26: Stängt", 1))
	b.post(at, again, http.StatusOK)
	text = b.get("/processen/andra?fil=collaboration.yaml").form("/processen/andra").Get("text")
	if !strings.Contains(text, "week 26: {sv: Stängt") || strings.Contains(text, "Semester") || !strings.Contains(text, "27 December to 30 December: {sv: Mellandagarna") {
		t.Errorf("the file says\n%s", text[:1200])
	}
	b.get("/aret/2027?utkast=ja").says("Så blir året med ditt utkast")
}

// A meeting before another may be of several days; nothing else may.
func TestAMeetingOfSeveralDaysBeforeAnotherIsSetUpInTheForm(t *testing.T) {
	w := publishingIn(newWorld(t, false))
	b := w.as("county_coordinator")
	const before = "/aret/planera/rad/fore?namn=lgl"
	form := b.get(before).form(before, "title_sv", "Internat", "off_weekday", "Wednesday", "count", "3", "lasts", "2 days", "time", "12.00-12.00", "who", "beredning")
	b.post(before, form, http.StatusUnprocessableEntity).says("är inget möte och kan inte vara i flera dagar")
	form.Set("meeting", "yes")
	b.post(before, form, http.StatusOK).says("Internat : onsdagen 3 veckor före, 2 dagar – Beredningsgruppen")
	again := b.get(before + "&rad=internat").form(before + "&rad=internat")
	if again.Get("lasts") != "2 days" || again.Get("time") != "12:00-12:00" || again.Get("meeting") != "yes" {
		t.Errorf("the form has lost something: %v", again)
	}
	b.get("/aret/2027?utkast=ja").says("2027-01-13 – 2027-01-14") // LGL meets on 5 February
	again.Del("lasts")
	again.Set("time", "12.00")
	b.post(before+"&rad=internat", again, http.StatusOK).says("onsdagen 3 veckor före – Beredningsgruppen").lacks("2 dagar")
}

// School holidays are quiet on other days each year, and are written as people write them.
func TestQuietDaysAreWrittenAsPeopleWriteThem(t *testing.T) {
	w := publishingIn(newWorld(t, false))
	b := w.as("county_coordinator")
	const days = "/aret/planera/dagar"
	page := b.get(days)
	for _, example := range []string{"v. 28–31", "26–30 oktober 2026", "22 december–6 januari"} {
		page.says(example)
	}
	b.post(days, page.form(days, "weeks", "v. 28–31\n26–30 oktober 2026\n22 december–6 januari"), http.StatusOK)
	text := b.get("/processen/andra?fil=collaboration.yaml").form("/processen/andra").Get("text")
	if want := `quiet_weeks: ["28-31", "2026-10-26 to 2026-10-30", "22 December to 6 January"]`; !strings.Contains(text, want) {
		t.Errorf("the file lacks %s:\n%s", want, text[strings.Index(text, "quiet_weeks"):][:100])
	}
	again := b.get(days).form(days)
	if again.Get("weeks") != "28-31\n2026-10-26 to 2026-10-30\n22 december till och med 6 januari" {
		t.Errorf("the form has %q", again.Get("weeks"))
	}
	b.post(days, again, http.StatusOK)
	b.post(days, b.get(days).form(days, "weeks", "höstlovet"), http.StatusUnprocessableEntity).says("höstlovet", "dagar i följd")
}
