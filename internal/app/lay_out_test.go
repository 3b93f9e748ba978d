package app

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

func kalmarYear(t *testing.T) (from, to calendar.Date, stage *Stage) {
	t.Helper()
	found, err := FindPack("kalmar-lgl")
	if err != nil || found.Problems.Err() != nil {
		t.Fatal(err, found.Problems.Err())
	}
	if stage, err = NewStage(found.Pack); err != nil {
		t.Fatal(err)
	}
	return calendar.Date{Year: 2027, Month: time.January, Day: 1}, calendar.Date{Year: 2027, Month: time.December, Day: 31}, stage
}

// The coming year is laid out by itself from the day on that the setting names, once,
// and mails nobody that day.
func TestTheComingYearIsLaidOutByNight(t *testing.T) {
	from, to, stage := kalmarYear(t)
	w, err := stage.World(t.Context(), memory, "https://arende.example", slog.New(slog.DiscardHandler), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	laid := func() int {
		list, err := w.system.store.LaidOut(context.Background(), stage.pack.Key, from, to)
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	night := func(on string, month time.Month, day int) {
		w.Move(time.Date(2026, month, day, 3, 30, 0, 0, time.UTC))
		if err := w.system.layOutAhead(context.Background(), on); err != nil {
			t.Fatal(err)
		}
	}
	night("", time.October, 2)
	if night("10-01", time.September, 30); laid() > 0 {
		t.Errorf("before its day %d are laid out", laid())
	}
	night("10-01", time.October, 1)
	first := laid()
	if night("10-01", time.October, 2); first < 20 || laid() != first {
		t.Errorf("of 2027 %d are laid out the first night, and %d after the second", first, laid())
	}
	if n, err := w.system.store.Deliveries(context.Background(), engine.DeliveryFilter{Collaboration: stage.pack.Key, Limit: 10}); err != nil || len(n.Rows) > 0 {
		t.Errorf("laying out the year mails %v, %v", n.Rows, err)
	}
	if isDayOfYear("31/12") == nil || isDayOfYear("10-01") != nil || isDayOfYear("") != nil {
		t.Error("a setting that names no day is taken, or one that does is refused")
	}
}

// The letters that are foretold are those that the year sends: everybody silent has
// reminders and escalations, everybody in time has neither.
func TestTheLettersOfAYearAreForetold(t *testing.T) {
	from, to, stage := kalmarYear(t)
	silent, err := ForetellLetters(t.Context(), stage.pack, Forecast{From: from, To: to, Language: wording.English})
	if err != nil {
		t.Fatal(err)
	}
	inTime, err := ForetellLetters(t.Context(), stage.pack, Forecast{From: from, To: to, Language: wording.English, InTime: true})
	if err != nil {
		t.Fatal(err)
	}
	count := func(letters []Foretold, letter string) (n int) {
		for _, l := range letters {
			if l.Letter == engine.LetterTitle(letter).In(wording.English) {
				n++
			}
		}
		return n
	}
	t.Logf("silent %d letters, %d reminders, %d escalations; in time %d, %d reminders", len(silent), count(silent, "reminder"), count(silent, "escalation"), len(inTime), count(inTime, "reminder"))
	if count(silent, "reminder") == 0 || count(silent, "escalation") == 0 || count(inTime, "reminder") > 0 || count(inTime, "escalation") > 0 {
		t.Errorf("silent: %d reminders, %d escalations; in time: %d, %d", count(silent, "reminder"), count(silent, "escalation"), count(inTime, "reminder"), count(inTime, "escalation"))
	}
	// SIP's report is due on 15 May 2027, a Saturday that becomes Monday 17 May. Its group
	// is asked a month before, and reminded 10 workdays before (6 May is Ascension Day and
	// 7 May closed) and 2; the coordinator hears of it 5 workdays after.
	sip := func(letters []Foretold) (days []string) {
		for _, l := range letters {
			if l.About == "Report on individual plans" && l.Due.String() == "2027-05-17" {
				if day := calendar.DateOf(l.At).String() + " " + l.Letter; !slices.Contains(days, day) {
					days = append(days, day)
				}
			}
		}
		return days
	}
	want := []string{"2027-04-16 Question to answer", "2027-04-29 Reminder", "2027-05-13 Reminder", "2027-05-24 " + engine.LetterTitle("escalation").In(wording.English)}
	if got := sip(silent); !slices.Equal(got, want) {
		t.Errorf("of SIP's report the letters are %v, expected %v", got, want)
	}
	for i := 1; i < len(silent); i++ {
		if silent[i].At.Before(silent[i-1].At) {
			t.Fatal("letters are not in order of time")
		}
	}
	for _, l := range silent {
		if l.Mail == "" || l.Name == "" || l.Letter == "" || l.Title == "" || pastDay(l, to) {
			t.Errorf("a letter is %+v", l)
		}
	}
}

func pastDay(l Foretold, last calendar.Date) bool { return calendar.DateOf(l.At).After(last) }

// A person's reminders of a day are one letter, as when they are sent, and the row says
// what it gathers; the letter with the year itself is counted where it is to go.
func TestWhatGoesInOneLetterIsForetoldOnce(t *testing.T) {
	from, to, stage := kalmarYear(t)
	letters, err := ForetellLetters(t.Context(), stage.pack, Forecast{From: from, To: to, Language: wording.Swedish})
	if err != nil {
		t.Fatal(err)
	}
	reminded, gathers := map[string]int{}, 0
	for _, l := range letters {
		day := calendar.DateOf(l.At)
		if strings.HasPrefix(l.Letter, "Påminnelse") {
			reminded[day.String()+" "+l.Mail]++
		}
		if l.Letter == "Årsplan" {
			t.Errorf("the year is told of though nobody asked: %+v", l)
		}
		if len(l.Gathered) > 0 && strings.HasPrefix(l.Letter, "Påminnelse") {
			gathers++
			if !strings.Contains(l.Subject, "påminnelser") || !strings.Contains(l.Gathered[0], "Påminnelse") {
				t.Errorf("the letter %q gathers %q", l.Subject, l.Gathered)
			}
		}
		if _, closed := stage.pack.Calendar.Closed(day); closed {
			t.Errorf("%q goes on %s, which is closed", l.Subject, day)
		}
	}
	for what, count := range reminded {
		if count > 1 {
			t.Errorf("%s has %d letters with reminders", what, count)
		}
	}
	if gathers == 0 {
		t.Error("nothing is gathered in all of the year")
	}
	told, err := ForetellLetters(t.Context(), stage.pack, Forecast{From: from, To: to, Announced: true, Language: wording.Swedish})
	if err != nil || len(told) < len(letters)+40 {
		t.Errorf("with the year's own letter there are %d, and %d without, %v", len(told), len(letters), err)
	}
	years := map[string]int{}
	for _, l := range told {
		if strings.HasPrefix(l.Subject, "Årsplan 2027") {
			years[l.Mail]++
		}
	}
	if len(years) < 40 {
		t.Errorf("%d have the year by mail", len(years))
	}
}

// What is under way is foretold with the rest, none twice, and nothing is sent or kept.
func TestWhatIsUnderWayIsForetoldToo(t *testing.T) {
	from, to, stage := kalmarYear(t)
	w, err := stage.World(t.Context(), memory, "https://arende.example", slog.New(slog.DiscardHandler), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	w.Move(time.Date(2026, time.December, 30, 9, 0, 0, 0, time.UTC))
	if _, err := w.system.layOut(t.Context(), LayOut{From: from, To: to}); err != nil {
		t.Fatal(err)
	}
	laid, err := w.system.store.LaidOut(t.Context(), stage.pack.Key, from, to)
	if err != nil || len(laid) == 0 {
		t.Fatal(len(laid), err)
	}
	letters, err := years{w.system}.Foretell(t.Context(), stage.pack, engine.Foresight{From: from, To: to, Language: wording.Swedish})
	if err != nil {
		t.Fatal(err)
	}
	sip := map[string]int{}
	for _, l := range letters {
		if l.Subject == "" || l.Why == "" {
			t.Errorf("a letter has no subject or reason: %+v", l)
		}
		if l.About == "Återrapportering om SIP" && l.Due.String() == "2027-05-17" {
			sip[calendar.DateOf(l.At).String()+" "+l.Mail]++
		}
	}
	if len(sip) == 0 {
		t.Error("nothing is foretold of SIP's report, which is laid out")
	}
	for what, count := range sip {
		if count > 1 {
			t.Errorf("%s is foretold %d times", what, count)
		}
	}
	if after, err := w.system.store.LaidOut(t.Context(), stage.pack.Key, from, to); err != nil || len(after) != len(laid) || after[0].Version != laid[0].Version {
		t.Errorf("foretelling has changed what is laid out: %v", err)
	}
	if n, err := w.system.store.Deliveries(t.Context(), engine.DeliveryFilter{Collaboration: stage.pack.Key, Limit: 10}); err != nil || len(n.Rows) > 0 {
		t.Errorf("foretelling mails %v, %v", n.Rows, err)
	}
}
