package app

import (
	"strings"
	"testing"

	"beredd/internal/engine"
)

// Who comes back has in one letter, the first morning, what went to stand-ins meanwhile:
// once, however often the night's work is done, and nothing of other days.
func TestWhoComesBackHasWhatWentToStandIns(t *testing.T) {
	t.Parallel()
	postOffices(t, func(t *testing.T, w postOffice) {
		w.until("2026-04-02 10:00")
		before := w.open("Före")
		w.do(before, "look")
		w.until("2026-04-07 10:00")
		own := len(w.Of("bo@nybro.example"))
		first := w.open("Jour")
		w.do(first, "look")
		w.until("2026-04-08 10:00") // the stand-in is away too
		second := w.open("Läkemedel")
		w.do(second, "look")
		w.wants(1, "dan@nybro.example", "while bo is away")
		w.wants(1, "eva@nybro.example", "while dan is away")
		for _, day := range []string{"2026-04-09", "2026-04-11", "2026-04-12", "2026-04-13", "2026-04-14"} {
			w.until(day + " 03:00")
			w.must(w.system.welcomeBack(t.Context()))
			w.counted.Store(false)
		}
		w.until("2026-04-20 12:00")
		letter := w.wants(own+1, "bo@nybro.example", "after the absence")
		says(t, letter, "Jour", "Läkemedel", "en ersättare hade dina brev")
		if zone := letter.At.In(calendarZone(w)); zone.Format("2006-01-02 15:04") != "2026-04-13 07:30" || strings.Contains(letter.Text, "Före") || letter.Subject != "Medan du var borta: 2 brev om 2 ärenden" {
			t.Errorf("the letter “%s” went at %s:\n%s", letter.Subject, zone, letter.Text)
		}
		w.wants(1, "dan@nybro.example", "whom it did not concern")
		if got := w.became(second, "information"); len(got) != 2 {
			t.Errorf("of the letters of “Läkemedel” became %q", got)
		}
	})
}

// Who wants no letters for information has none on coming back.
func TestWhoComesBackHasNoLettersThatAreTurnedOff(t *testing.T) {
	t.Parallel()
	postOffices(t, func(t *testing.T, w postOffice) {
		w.until("2026-04-07 10:00")
		w.do(w.open("Jour"), "look")
		w.choose("bo", engine.Never)
		w.until("2026-04-13 03:00")
		w.must(w.system.welcomeBack(t.Context()))
		w.counted.Store(false)
		w.until("2026-04-14 12:00")
		w.wants(0, "bo@nybro.example", "after the absence")
	})
}
