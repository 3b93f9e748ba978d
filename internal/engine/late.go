package engine

import (
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// lateRule is what a series says of what comes late to its agenda.
func lateRule(pack *definition.Pack, series string) definition.LateRule {
	if pack.Cycle != nil {
		if s := pack.Cycle.Series(series); s != nil {
			return s.Late
		}
	}
	return definition.ChairDecides
}

// A Stop is when nothing more may be put on a meeting's agenda by itself, and what
// becomes of what comes later.
type Stop struct {
	At   time.Time // zero where only the sending of the agenda is the end
	Rule definition.LateRule
}

// StopOf is that of a meeting.
func StopOf(pack *definition.Pack, m Meeting) Stop {
	return Stop{At: stopOf(pack, m), Rule: lateRule(pack, m.Name)}
}

// Turns says whether what is put on the agenda now is turned away, to the next meeting
// or altogether.
func (s Stop) Turns(now time.Time) bool {
	return s.Rule != definition.ChairDecides && !s.At.IsZero() && now.After(s.At)
}

// turns says whether a meeting turns away what is put on its agenda now, also since
// the agenda is sent.
func (d *deciding) turns(m Meeting) bool {
	stop := StopOf(d.pack, m)
	if stop.Turns(d.now) {
		return true
	}
	sent := m.ID == d.p.ID && d.p.Gathering != nil && !d.p.Gathering.Fixed.IsZero()
	for _, l := range d.act.Laid {
		sent = sent || m.ID != "" && l.ID == m.ID && l.State == stateAgenda
	}
	return sent && stop.Rule != definition.ChairDecides
}

// inTime is the meeting that takes up what is put on the agenda of m now: m itself, or
// where the series says so of what is late the next one. What another meeting sends on
// is never late.
func (d *deciding) inTime(m *Meeting) (*Meeting, *fault.Error) {
	if d.sits(d.p.State) && d.p.Meeting != nil {
		return m, nil
	}
	for at := m; at != nil; at = d.meetingAfter(*at) {
		if !d.turns(*at) {
			return at, nil
		}
		if StopOf(d.pack, *at).Rule == definition.RefuseLate {
			return m, d.takesNoMore(*at, "meeting")
		}
	}
	return m, nil
}

// meetingAfter is the next meeting of the same series, as it is laid out, else as the
// cycle has it; nil where none is known.
func (d *deciding) meetingAfter(m Meeting) *Meeting {
	if next := d.laidNext(m.Name, "", m.Date); next != nil {
		return next.meeting()
	}
	for _, next := range MeetingsOf(d.pack, m.Body, m.Date.AddDays(1), m.Date.AddMonths(14)) {
		if next.Name == m.Name {
			return &next
		}
	}
	return nil
}

// takesNoMore refuses what is put on an agenda too late, where the series does, and
// says which meeting is the next; nil of what is in time.
func (d *deciding) takesNoMore(m Meeting, field string) *fault.Error {
	if !d.turns(m) {
		return nil
	}
	args := wording.Args{"Day": dayText(m.Date), "Stop": wording.Same(""), "Next": wording.Same("")}
	if stop := stopOf(d.pack, m); !stop.IsZero() && d.now.After(stop) {
		args["Stop"] = dayText(calendar.DateOf(stop.In(d.pack.Calendar.Zone())))
	}
	if next := d.meetingAfter(m); next != nil {
		args["Next"] = dayText(next.Date)
	}
	return fault.New(fault.Conflict, "meeting_takes_no_more", args).On(field)
}
