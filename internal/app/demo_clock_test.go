package app

import (
	"slices"
	"testing"
	"time"
)

// "To the next event" passes no meeting and no last day, and stops at nothing
// that nobody could notice.
func TestTheNextEventIsOneThatSomebodyNotices(t *testing.T) {
	d := staged(t)
	zone := d.world.system.pack().Calendar.Zone()
	end := time.Date(2026, 9, 5, 0, 0, 0, 0, zone)
	var stops []string
	for d.world.Now().Before(end) && len(stops) < 200 {
		before, seen := d.world.Now(), d.seen()
		if err := d.Next(t.Context()); err != nil {
			t.Fatal(err)
		}
		now := d.world.Now().In(zone)
		if !now.After(before) {
			t.Fatalf("at %v the clock stays, though meetings are to come", now)
		}
		stop := now.Format("2006-01-02 15:04")
		if day, err := d.nextDay(t.Context(), now.Truncate(time.Minute).Add(-time.Second)); err != nil || d.seen() == seen && day.In(zone).Format("2006-01-02 15:04") != stop {
			t.Errorf("the clock stopped at %s, where nothing happens (the next day with something is %v): %v", stop, day, err)
		}
		stops = append(stops, stop)
	}
	for _, want := range []string{
		"2026-06-11 07:30", // the last day of a preparation, and its reminder
		"2026-07-06 07:30", // the last day to answer about the joint plan; its reminder waits for August
		"2026-08-03 07:30", // the quiet weeks are over
		"2026-09-04 09:00", // LGL meets
	} {
		if !slices.Contains(stops, want) {
			t.Errorf("the clock went past %s; it stopped at %v", want, stops)
		}
	}
}
