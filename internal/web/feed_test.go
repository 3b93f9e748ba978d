package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"beredd/internal/engine"
	"beredd/internal/people"
)

// addressOn is the first calendar's address that a page shows.
func addressOn(t testing.TB, page opened) string {
	t.Helper()
	found := regexp.MustCompile(`value="(http[^"]*/kalender/[^"]*)"`).FindStringSubmatch(page.body)
	if found == nil {
		t.Fatalf("%s shows no calendar's address:\n%s", page.url.Path, page.text())
	}
	return found[1]
}

// subscribes makes a calendar an address as somebody does on a page.
func (b *browser) subscribes(whose string) string {
	b.t.Helper()
	from := "/installningar/kalendrar"
	if strings.HasPrefix(whose, "person:") {
		from = ""
	}
	b.post("/installningar/kalendrar", url.Values{"vems": {whose}, "gor": {"skapa"}, "fran": {from}}, http.StatusOK).says("Kalendern har fått en adress.")
	page := b.get("/installningar" + strings.TrimPrefix(from, "/installningar"))
	_, page.body, _ = strings.Cut(page.body, `id="kalender-`+strings.ReplaceAll(whose, ":", "-")+`"`)
	return addressOn(b.t, page)
}

// events are what a calendar program that nobody has signed in reads at an address.
func (w *world) events(address string) map[string]*ics.VEvent {
	w.t.Helper()
	page := w.as("").get(address)
	if page.status != http.StatusOK || !strings.HasPrefix(page.header.Get("Content-Type"), "text/calendar") {
		w.t.Fatalf("the calendar is %d %s: %s", page.status, page.header.Get("Content-Type"), page.text())
	}
	read, err := ics.ParseCalendar(strings.NewReader(page.body))
	must(w.t, err)
	events := map[string]*ics.VEvent{}
	for _, e := range read.Events() {
		if events[e.Id()] != nil {
			w.t.Errorf("two events are called %s", e.Id())
		}
		events[e.Id()] = e
	}
	return events
}

// titled is the first event whose title has the words, or nil.
func titled(events map[string]*ics.VEvent, words string) *ics.VEvent {
	for _, e := range events {
		if strings.Contains(e.GetProperty(ics.ComponentPropertySummary).Value, words) {
			return e
		}
	}
	return nil
}

func TestACalendarShowsTheMeetingsAndLastDaysOfWhoItIs(t *testing.T) {
	w := newWorld(t, true)
	chair := w.events(w.as("kalmar_social").subscribes("person:kalmar_social"))
	meeting := titled(chair, "Länsgemensam ledning")
	if meeting == nil {
		t.Fatalf("there is no meeting among %d events", len(chair))
	}
	if start, err := meeting.GetStartAt(); err != nil || start.In(w.pack.Calendar.Zone()).Format("15:04") != "09:00" {
		t.Errorf("it begins %v (%v)", start, err)
	}
	duty := titled(w.events(w.as("preparation_secretary").subscribes("person:preparation_secretary")), "Årets uppföljning och förslag till inriktning (Presidiekonferens 23 oktober)")
	if duty == nil || duty.GetProperty("TRANSP").Value != "TRANSPARENT" || duty.GetProperty("DTSTART").Value != "20261002" ||
		!strings.HasPrefix(duty.GetProperty("DESCRIPTION").Value, "15 arbetsdagar före 23 oktober 2026") {
		t.Errorf("what the group is to do before the conference is %v", duty)
	}
	body := w.events(w.as("county_coordinator").subscribes("body:lgl"))
	if titled(body, "Länsgemensam ledning") == nil || titled(body, "Kallelse") != nil {
		t.Error("the body's calendar lacks its meeting, or has what one of its seats is to do")
	}
	if task := titled(w.events(w.as("county_coordinator").subscribes("body:beredning")), "Handlingsplan för det generella"); task == nil {
		t.Error("the day of what waits for a body is not in its calendar")
	}
	organization := w.events(w.as("county_coordinator").subscribes("organization:torsas"))
	question := titled(organization, "Svara: ")
	if question == nil || !strings.Contains(question.GetProperty("URL").Value, w.http.URL+"/arenden/LGL-2026-") {
		t.Errorf("the organization's question is %v", question)
	}
	children := w.events(w.as("county_coordinator").subscribes("body:children"))
	if titled(children, "Möte med skolcheferna") != nil || titled(children, "Stoppdatum för handlingar (Länsgemensam ledning") == nil {
		t.Error("a body has the meeting of another in its calendar, or lacks what it is to do before one")
	}
}

func TestACalendarIsEndedAndMadeAnew(t *testing.T) {
	w := newWorld(t, true)
	b := w.as("preparation_secretary")
	first := b.subscribes("person:preparation_secretary")
	form := url.Values{"vems": {"person:preparation_secretary"}, "gor": {"byt"}}
	second := addressOn(t, b.post("/installningar/kalendrar", form, http.StatusOK).says("Kalendern har fått en adress."))
	if first == second {
		t.Fatal("the new address is the old one")
	}
	nowhere := w.as("").get(w.http.URL + "/kalender/" + strings.Repeat("a", 32) + ".ics")
	gone := w.as("").get(first)
	if gone.status != http.StatusNotFound || nowhere.status != http.StatusNotFound {
		t.Errorf("the old address gives %d, and one that never was %d", gone.status, nowhere.status)
	}
	reference := regexp.MustCompile(`[a-z0-9]{12}`)
	if a, b := reference.ReplaceAllString(gone.text(), ""), reference.ReplaceAllString(nowhere.text(), ""); a != b {
		t.Errorf("an address that was tells more than one that never was:\n%s\n%s", a, b)
	}
	w.as("").get(first + "?sprak=en").says("There is no such page")
	w.events(second)
	form.Set("gor", "avsluta")
	b.post("/installningar/kalendrar", form, http.StatusOK).says("fungerar inte längre", "Kalendern har ingen adress än")
	if page := w.as("").get(second); page.status != http.StatusNotFound {
		t.Errorf("the address that was ended gives %d", page.status)
	}
}

func TestOnlyACoordinatorMakesOthersCalendars(t *testing.T) {
	w := newWorld(t, true)
	b := w.as("preparation_secretary")
	for _, whose := range []string{"person:county_coordinator", "body:lgl", "organization:torsas"} {
		b.post("/installningar/kalendrar", url.Values{"vems": {whose}, "gor": {"skapa"}}, http.StatusForbidden).says("Bara samordnaren")
	}
	b.get("/installningar/kalendrar").says("Bara samordnaren")
	for _, whose := range []string{"person:nobody", "body:", "coordinator:lgl", ""} {
		b.post("/installningar/kalendrar", url.Values{"vems": {whose}, "gor": {"skapa"}}, http.StatusNotFound)
	}
	if made, err := w.store.Feeds(t.Context(), w.pack.Key); err != nil || len(made) != 0 {
		t.Errorf("calendars were made: %v (%v)", made, err)
	}
	w.as("county_coordinator").subscribes("body:beredning")
	b.get("/installningar").says("Beredningsgruppen", "Adressen skapades").lacks("Kalendrar för grupper och organisationer")
}

func TestTheDatabaseHoldsNoCalendarsAddress(t *testing.T) {
	w := newWorld(t, false)
	address := w.as("county_coordinator").subscribes("body:lgl")
	made, err := w.store.Feeds(t.Context(), w.pack.Key)
	must(t, err)
	secret := strings.TrimSuffix(address[strings.LastIndex(address, "/")+1:], ".ics")
	for _, kept := range []string{made[0].ID, made[0].Hash, made[0].Of.Key} {
		if strings.Contains(strings.ToLower(kept), secret) || strings.Contains(secret, strings.ToLower(kept)) {
			t.Errorf("the database has %q, and the address %q", kept, secret)
		}
	}
	if len(secret) != 32 {
		t.Errorf("the secret has %d letters", len(secret))
	}
}

func TestAProgramIsToldWhenNothingIsNew(t *testing.T) {
	w := newWorld(t, true)
	address := w.as("county_coordinator").subscribes("body:lgl")
	first := w.as("").get(address)
	ask := func(tag string) *http.Response {
		t.Helper()
		request, err := http.NewRequest(http.MethodGet, address, nil)
		must(t, err)
		request.Header.Set("If-None-Match", tag)
		response, err := http.DefaultClient.Do(request)
		must(t, err)
		must(t, response.Body.Close())
		return response
	}
	tag := first.header.Get("ETag")
	for _, same := range []string{tag, "W/" + tag, `"other", ` + tag} {
		if got := ask(same); got.StatusCode != http.StatusNotModified || got.Header.Get("ETag") != tag {
			t.Errorf("to who has %s it says %d", same, got.StatusCode)
		}
	}
	w.Move(w.Now().Add(time.Hour))
	if got := ask(tag); got.StatusCode != http.StatusNotModified {
		t.Error("an hour later the same calendar is another")
	}
	if got := ask(`"other"`); got.StatusCode != http.StatusOK {
		t.Errorf("to who has another it says %d", got.StatusCode)
	}
	if !strings.Contains(first.body, "REFRESH-INTERVAL;VALUE=DURATION:PT4H") {
		t.Error("the calendar does not say how often to ask")
	}
	w.Move(w.Now().AddDate(0, 2, 0))
	if got := ask(tag); got.StatusCode != http.StatusOK {
		t.Error("two months later the calendar is the same")
	}
}

// Whoever has the address need not be who it is of.
func TestACalendarTellsNothingConfidential(t *testing.T) {
	w := secretWorld(t)
	seen := 0
	for _, person := range w.pack.People.Persons {
		address := w.as(person.Key).subscribes("person:" + person.Key)
		page := w.as("").get(address)
		if found := secretMark.FindString(page.body); found != "" {
			t.Errorf("the calendar of %s says %q", person.Key, found)
		}
		seen += strings.Count(page.body, "Ärende med sekretess")
	}
	if seen == 0 {
		t.Error("no calendar has a day of a confidential proposal")
	}
}

func TestACalendarOfWhoHasLeftIsNoMore(t *testing.T) {
	w := newWorld(t, false)
	address := w.as("county_coordinator").subscribes("body:lgl")
	made, err := w.store.Feeds(t.Context(), w.pack.Key)
	must(t, err)
	for _, f := range made {
		if f.Of.Key == "lgl" {
			f.Of.Key = "dissolved"
			must(t, w.store.DropFeed(t.Context(), w.pack.Key, engine.FeedOf{Kind: people.ABody, Key: "lgl"}))
			must(t, w.store.PutFeed(t.Context(), f))
		}
	}
	if page := w.as("").get(address); page.status != http.StatusNotFound {
		t.Errorf("it gives %d", page.status)
	}
}

// A meeting that moves stands on its new day in every calendar that has it, of a person,
// a body and an organization, as the same meeting in a newer version; one that is
// cancelled says so, and keeps its place until programs have read it.
func TestCalendarsFollowAMeetingThatMovesAndIsCancelled(t *testing.T) {
	w := publishingIn(newWorld(t, false))
	b := w.as("county_coordinator")
	b.laysOut("2026")
	addresses := map[string]string{
		"person": w.as("kalmar_social").subscribes("person:kalmar_social"), "body": b.subscribes("body:lgl"), "organization": b.subscribes("organization:kalmar"),
	}
	april, november := w.laid("meeting.lgl/2026-04-03"), w.laid("meeting.lgl/2026-11-06")
	find := func(at string, p engine.Proposal) *ics.VEvent {
		for id, e := range w.events(at) {
			if strings.HasPrefix(id, p.ID) {
				return e
			}
		}
		return nil
	}
	says := func(e *ics.VEvent, name string) string {
		if p := e.GetProperty(ics.ComponentProperty(name)); p != nil {
			return p.Value
		}
		return ""
	}
	was := map[string]string{}
	for whose, at := range addresses {
		if e := find(at, april); e != nil {
			was[whose] = says(e, "SEQUENCE")
		}
	}
	there := meetingAt(april.Number) + "/flytta"
	form := meets("show", "date", "2026-04-14", "time", "09:00", "end", "12:00")
	page := b.post(there, form, http.StatusOK)
	b.post(there, meets("do", "date", "2026-04-14", "time", "09:00", "end", "12:00", "sett", page.form(there).Get("sett")), http.StatusOK)
	step := "/arenden/" + strings.ReplaceAll(november.Number, " ", "-") + "/steg/cancel"
	b.post(step, b.get(step).form(step, "reason", "För få kan komma"), http.StatusOK)
	for _, whose := range []string{"person", "body", "organization"} {
		moved, off := find(addresses[whose], april), find(addresses[whose], november)
		if moved == nil || off == nil {
			t.Errorf("the calendar of a %s lacks a meeting", whose)
			continue
		}
		if start, err := moved.GetStartAt(); err != nil || start.In(w.pack.Calendar.Zone()).Format("2006-01-02 15:04") != "2026-04-14 09:00" || says(moved, "SEQUENCE") <= was[whose] {
			t.Errorf("%s: the meeting that moved begins %v (%v), version %s after %s", whose, start, err, says(moved, "SEQUENCE"), was[whose])
		}
		if says(off, "STATUS") != "CANCELLED" || !strings.Contains(says(off, "SUMMARY"), "nställ") {
			t.Errorf("%s: the meeting that is off is %s, %q", whose, says(off, "STATUS"), says(off, "SUMMARY"))
		}
	}
}
