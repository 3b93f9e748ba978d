package ical

import (
	"fmt"
	"time"
)

// at writes an instant by the zone's clock. An hour that the clock shows twice is
// the first of them to whoever reads it, so an instant in the second is written in
// UTC, as is all where the zone has no name.
func (w *writer) at(name string, t time.Time) {
	if !w.named() || shownBefore(t.In(w.zone)) {
		w.line(name, utc(t))
		return
	}
	w.line(name+";TZID="+w.zone.String(), t.In(w.zone).Format("20060102T150405"))
}

// named says whether the zone is one that a program may know by its name.
func (w *writer) named() bool {
	return w.zone != nil && w.zone != time.UTC && w.zone != time.Local && w.zone.String() != "UTC" && w.zone.String() != ""
}

// shownBefore says whether the clock has shown the same hour already.
func shownBefore(t time.Time) bool {
	before := offset(t.Add(-fold))
	back := before - offset(t)
	return back > 0 && offset(t.Add(-back)) == before
}

// fold is more than any clock is put back.
const fold = 4 * time.Hour

// An onset is when the zone's clock changes.
type onset struct {
	wall     time.Time // by the clock as it stood, in no zone
	at       time.Time
	from, to time.Duration // from UTC, before and after
	name     string
	summer   bool
}

// sampled is how many years a rule must hold to be one: after 28, every date has
// fallen on every weekday.
const sampled = 30

// rules writes the zone's VTIMEZONE, for all that lies between two instants: a rule
// for summer time and one for standard time where the zone keeps them, else each
// change by itself.
func (w *writer) rules(from, to time.Time) {
	if !w.named() || from.IsZero() {
		return
	}
	w.line("BEGIN", "VTIMEZONE")
	w.line("TZID", w.zone.String())
	for _, same := range grouped(onsets(from.In(w.zone), sampled)) {
		if rule, ok := rule(same); ok {
			w.observance(same[0], rule)
			continue
		}
		for _, o := range same {
			if !o.at.After(to) {
				w.observance(o, "")
			}
		}
	}
	w.line("END", "VTIMEZONE")
}

// observance writes one change of the clock, and when it comes again.
func (w *writer) observance(o onset, rule string) {
	kind := "STANDARD"
	if o.summer {
		kind = "DAYLIGHT"
	}
	w.line("BEGIN", kind)
	w.line("DTSTART", o.wall.Format("20060102T150405"))
	w.line("TZOFFSETFROM", offsetText(o.from))
	w.line("TZOFFSETTO", offsetText(o.to))
	w.line("TZNAME", o.name)
	if rule != "" {
		w.line("RRULE", rule)
	}
	w.line("END", kind)
}

// onsets are the changes of the clock from the one before t, for so many years. It
// asks the clock itself, week by week: what the zone says of its own bounds is wrong
// on the last day of leap years.
func onsets(t time.Time, years int) []onset {
	begun := t.AddDate(-2, 0, 0)
	all := []onset{constant(begun)}
	for end := t.AddDate(years, 0, 0); begun.Before(end); begun = begun.Add(look) {
		if alike(begun, begun.Add(look)) {
			continue
		}
		o := changeIn(begun, begun.Add(look))
		if !o.at.After(t) {
			all = nil // how the clock stood before is nothing to t
		}
		all = append(all, o)
	}
	return all
}

// look is how far apart the clock is looked at: less than two changes ever are.
const look = 7 * 24 * time.Hour

// constant is the clock of a zone that has not been changed before t: programs are
// told that it was, in 1970.
func constant(t time.Time) onset {
	name, _ := t.Zone()
	epoch := time.Unix(0, 0).UTC()
	return onset{at: epoch, wall: epoch, from: offset(t), to: offset(t), name: name, summer: t.IsDST()}
}

// changeIn is the change of the clock between two instants, to the second.
func changeIn(from, to time.Time) onset {
	before := from
	for to.Sub(from) > time.Second {
		middle := from.Add(to.Sub(from) / 2).Truncate(time.Second)
		if alike(before, middle) {
			from = middle
		} else {
			to = middle
		}
	}
	to = to.Truncate(time.Second)
	name, _ := to.Zone()
	return onset{at: to, wall: to.UTC().Add(offset(before)), from: offset(before), to: offset(to), name: name, summer: to.IsDST()}
}

// alike says whether the clock shows the same at two instants.
func alike(a, b time.Time) bool {
	nameA, offsetA := a.Zone()
	nameB, offsetB := b.Zone()
	return nameA == nameB && offsetA == offsetB && a.IsDST() == b.IsDST()
}

// grouped puts together what changes the clock alike, in the order of the first.
func grouped(all []onset) [][]onset {
	type change struct {
		from, to time.Duration
		name     string
		summer   bool
	}
	index := map[change]int{}
	var groups [][]onset
	for _, o := range all {
		key := change{o.from, o.to, o.name, o.summer}
		at, known := index[key]
		if !known {
			at = len(groups)
			index[key] = at
			groups = append(groups, nil)
		}
		groups[at] = append(groups[at], o)
	}
	return groups
}

func offset(t time.Time) time.Duration {
	_, seconds := t.Zone()
	return time.Duration(seconds) * time.Second
}

// offsetText is a distance from UTC, "+0100".
func offsetText(d time.Duration) string {
	sign := '+'
	if d < 0 {
		sign, d = '-', -d
	}
	text := fmt.Sprintf("%c%02d%02d", sign, int(d.Hours()), int(d.Minutes())%60)
	if seconds := int(d.Seconds()) % 60; seconds != 0 {
		text += fmt.Sprintf("%02d", seconds)
	}
	return text
}
