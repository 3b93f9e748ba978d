package app

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/scenario"
	"beredd/internal/store/storetest"
)

// postPack is a pack in which two questions a week are told of to those who follow them.
var postPack = map[string]string{
	"collaboration.yaml": `
collaboration: post
title: Posten
organizations: {nybro: {name: Nybro kommun, mailbox: registrator@nybro.example}}
persons:
  anna: {name: Anna roll, mail: anna@nybro.example}
  bo:   {name: Bo roll, mail: bo@nybro.example, substitute: {person: dan, from: 2026-04-06, to: 2026-04-10}}
  dan:  {name: Dan roll, mail: dan@nybro.example, substitute: {person: eva, from: 2026-04-08, to: 2026-04-08}}
  eva:  {name: Eva roll, mail: eva@nybro.example}
bodies:
  group: {title: Gruppen, seats: [{person: anna, role: chair}]}
  board: {title: Styrelsen, seats: [{person: bo, role: chair, of: nybro}]}
coordinators: [bo]
office_hours: "07:30-16:30"
quiet_weeks: [28-31]
binds: {question: {drafting: group, following: board}, visit: {visiting: group}}
`,
	"visit.yaml": `
workflow: visit
title: Besök
bodies: [visiting]
fields: {due: {type: date, title: Dag}}
states:
  planned: {title: Planerat, held_by: visiting, deadline: {at: proposal.due, remind: 2 days before, escalate: {after: 1 day, to: coordinator}}}
  paid: {title: Gjort, final: true}
transitions:
  pay: {title: Gör, from: planned, to: paid, by: visiting}
`,
	"question.yaml": `
workflow: question
title: Fråga
bodies: [drafting, following]
states:
  open: {title: Öppen, held_by: drafting, deadline: {within: 20 workdays, remind: 5 workdays before, every: 1 week after, escalate: {after: 10 workdays, to: coordinator}}}
  seen: {title: Sedd, held_by: drafting, deadline: {within: 20 workdays, remind: 5 workdays before}}
  done: {title: Klar, final: true}
transitions:
  look:   {title: Se, from: open, to: seen, by: drafting}
  reopen: {title: Öppna igen, from: seen, to: open, by: drafting}
  finish: {title: Avsluta, from: [open, seen], to: done, by: drafting, needs: decision}
notify:
  - {on: [look, reopen], to: following, template: information}
  - {on: done, to: every organization, template: decision}
`,
}

// A postOffice is a world of that pack, in which time is moved.
type postOffice struct {
	t *testing.T
	*World
}

// postOffices are such a world on each database.
func postOffices(t *testing.T, test func(t *testing.T, w postOffice)) {
	dir := t.TempDir()
	for name, text := range postPack {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	found, err := UsePack(dir)
	if err != nil {
		t.Fatal(err)
	}
	stage, err := NewStage(found)
	if err != nil {
		t.Fatal(err)
	}
	for name, address := range map[string]func(testing.TB) string{
		"SQLite":     func(testing.TB) string { return memory },
		"PostgreSQL": storetest.Postgres,
	} {
		t.Run(name, func(t *testing.T) {
			w, err := stage.World(t.Context(), address(t), "https://beredd.example", slog.New(slog.DiscardHandler), nil)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() {
				if err := w.Close(); err != nil {
					t.Error(err)
				}
			})
			test(t, postOffice{t, w})
		})
	}
}

// until lets time pass to "2026-03-02 09:00", with all that is due on the way.
func (w postOffice) until(at string) {
	w.t.Helper()
	zone := w.system.pack().Calendar.Zone()
	moment, err := time.ParseInLocation("2006-01-02 15:04", at, zone)
	if err != nil {
		w.t.Fatal(err)
	}
	if w.Now().After(moment) {
		w.Move(moment)
		return
	}
	if err := scenario.Advance(w.t.Context(), w.World, moment); err != nil {
		w.t.Fatal(err)
	}
}

func (w postOffice) act(act engine.Act) engine.Proposal {
	w.t.Helper()
	act.Actor = engine.Actor{Person: "anna", Assurance: "login"}
	outcome, err := w.Act(w.t.Context(), act)
	if err != nil {
		w.t.Fatal(err)
	}
	if _, err := w.Deliver(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
	return outcome.Proposal
}

func (w postOffice) open(title string) engine.Proposal {
	w.t.Helper()
	return w.act(engine.Act{Kind: engine.Propose, Workflow: "question", Inputs: map[string]any{"title": title}})
}

func (w postOffice) do(p engine.Proposal, transition string) {
	w.t.Helper()
	inputs := map[string]any{}
	if transition == "finish" {
		inputs["decision"] = "Ja"
	}
	w.act(engine.Act{Kind: engine.Do, Proposal: p.ID, Transition: transition, Inputs: inputs})
}

// wants lets an address have so many letters, and answers the latest.
func (w postOffice) wants(n int, address, when string) engine.CaughtLetter {
	w.t.Helper()
	letters := w.Of(address)
	if len(letters) != n {
		var subjects []string
		for _, l := range letters {
			subjects = append(subjects, l.At.Format(time.DateTime)+" "+l.Subject)
		}
		w.t.Fatalf("%s: %s has %d letters, want %d:\n%s", when, address, len(letters), n, strings.Join(subjects, "\n"))
	}
	if n == 0 {
		return engine.CaughtLetter{}
	}
	return letters[0]
}

func (w postOffice) choose(person string, pace engine.Pace) {
	w.t.Helper()
	choice := engine.LetterChoice{Collaboration: "post", Recipient: person, Mail: person + "@nybro.example", Kind: engine.InformationLetter, Pace: pace}
	if err := w.system.store.ChooseLetters(w.t.Context(), choice, w.Now()); err != nil {
		w.t.Fatal(err)
	}
}

func says(t *testing.T, l engine.CaughtLetter, words ...string) {
	t.Helper()
	html := strings.ReplaceAll(l.HTML, "&nbsp;", " ") // of what stays on one line
	for _, word := range words {
		if !strings.Contains(l.Text, word) || !strings.Contains(html, word) && !strings.HasPrefix(word, "\n") {
			t.Errorf("the letter “%s” lacks %q:\n%s", l.Subject, word, l.Text)
		}
	}
}

// Three things are due on one day: one letter names them all, each with its link, and
// what is done in time is not among them.
func TestADaysRemindersAreOneLetter(t *testing.T) {
	t.Parallel()
	postOffices(t, func(t *testing.T, w postOffice) {
		w.until("2026-03-02 09:00")
		var all []engine.Proposal
		for _, title := range []string{"Jour", "Läkemedel", "Samtycke", "Vårdplan"} {
			all = append(all, w.open(title))
		}
		w.do(all[3], "finish")
		before := len(w.Of("anna@nybro.example"))
		w.until("2026-03-20 17:00")
		w.wants(before, "anna@nybro.example", "before the reminders")
		w.until("2026-03-24 09:00")
		letter := w.wants(before+1, "anna@nybro.example", "on the day of the reminders")
		says(t, letter, "Jour", "Läkemedel", "Samtycke", "/arenden/"+strings.ReplaceAll(all[0].Number, " ", "-"), "/arenden/"+strings.ReplaceAll(all[2].Number, " ", "-"))
		if strings.Contains(letter.Text, "Vårdplan") || letter.Subject != "3 påminnelser om det som väntar på dig" {
			t.Errorf("the letter “%s” says:\n%s", letter.Subject, letter.Text)
		}
		if zone := letter.At.In(calendarZone(w)); zone.Format("15:04") != "07:30" {
			t.Errorf("the reminders went at %s", zone)
		}
	})
}

func calendarZone(w postOffice) *time.Location { return w.system.pack().Calendar.Zone() }

// What is for information waits for the office, goes gathered where its recipient wants
// so, and never where it doesn't; what has been overtaken is said once.
func TestWhatIsForInformationGoesAsItsRecipientWants(t *testing.T) {
	t.Parallel()
	const bo = "bo@nybro.example"
	postOffices(t, func(t *testing.T, w postOffice) {
		w.until("2026-03-06 22:00") // a Friday night
		first, second := w.open("Jour"), w.open("Läkemedel")
		w.do(first, "look")
		w.wants(0, bo, "on Friday night")
		w.until("2026-03-09 07:29")
		w.wants(0, bo, "before the office opens")
		w.until("2026-03-09 07:30")
		says(t, w.wants(1, bo, "when the office opens"), "Jour")

		w.choose("bo", engine.Daily)
		w.until("2026-03-09 10:00")
		w.do(first, "reopen")
		w.do(second, "look")
		w.do(second, "reopen")
		w.do(second, "look")
		w.until("2026-03-10 07:59")
		w.wants(1, bo, "before the digest")
		w.until("2026-03-10 08:00")
		digest := w.wants(2, bo, "at the digest")
		says(t, digest, "Jour", "Läkemedel")
		if n := strings.Count(digest.Text, "”Se”"); n != 1 {
			t.Errorf("what was overtaken is said %d times:\n%s", n, digest.Text)
		}
		if !strings.Contains(string(digest.Raw), "List-Unsubscribe-Post: List-Unsubscribe=One-Click") || !strings.Contains(string(digest.Raw), "Precedence: bulk") {
			t.Errorf("the digest has the headers:\n%.1500s", digest.Raw)
		}
		w.until("2026-03-12 12:00")
		w.wants(2, bo, "when nothing has happened since: an empty digest never goes")

		w.choose("bo", engine.Weekly)
		w.do(first, "look")
		w.until("2026-03-16 07:59")
		w.wants(2, bo, "before Monday")
		w.until("2026-03-16 08:01")
		w.wants(3, bo, "on Monday")

		w.do(first, "reopen")
		w.choose("bo", engine.Never)
		w.do(second, "reopen")
		w.until("2026-03-20 08:01")
		w.wants(3, bo, "when bo wants none")
		w.choose("bo", engine.AtOnce)
		w.do(second, "look")
		w.wants(4, bo, "when bo wants them again")
	})
}

// A collaboration's machine was off for weeks: what waited comes as one letter, in
// office hours, and so do its reminders.
func TestAfterDowntimeOneLetterOfEachKindGoes(t *testing.T) {
	t.Parallel()
	postOffices(t, func(t *testing.T, w postOffice) {
		w.until("2026-03-02 09:00")
		w.choose("bo", engine.Daily)
		first := w.open("Jour")
		w.open("Läkemedel")
		w.do(first, "look")
		before := len(w.Of("anna@nybro.example"))
		off := calendar.DateOf(w.Now()).AddDays(60).At(calendar.Clock{Hour: 23}, calendarZone(w)) // a Friday
		w.Move(off)
		w.until(off.Add(time.Minute).Format("2006-01-02 15:04"))
		w.wants(before, "anna@nybro.example", "at night")
		w.until(off.AddDate(0, 0, 4).Format("2006-01-02 15:04"))
		says(t, w.wants(before+1, "anna@nybro.example", "the workday after"), "Jour", "Läkemedel")
		w.wants(1, "bo@nybro.example", "the workday after: the escalation, for bo coordinates; news of two months ago waits for a person")
		stale, err := w.system.store.Deliveries(w.t.Context(), engine.DeliveryFilter{Collaboration: "post", Status: engine.Held, Limit: 9})
		if err != nil || len(stale.Rows) != 1 || stale.Rows[0].Response != engine.Stale {
			t.Errorf("held are %+v %v", stale.Rows, err)
		}
	})
}
