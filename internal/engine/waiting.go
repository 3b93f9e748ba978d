package engine

import (
	"slices"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
)

// waitFor lets a step that follows by itself wait for the window that keeps it from
// being taken: it is tried again when the window lets it. What nobody knows the day
// of is tried whenever something happens.
func (d *deciding) waitFor(t *definition.Transition) {
	s, _ := d.shut(t)
	if s == nil || s.opens.IsZero() {
		return
	}
	for i := range d.p.Deadlines {
		waiting := &d.p.Deadlines[i]
		if waiting.About != aboutWaiting || waiting.Name != t.Name || waiting.Status != Running {
			continue
		}
		if !waiting.Moment.At.Equal(s.opens) {
			d.moveTo(waiting, d.momentAt(s.opens), []Timer{d.timer(Shut, 0, t.Name, s.opens)})
		}
		return
	}
	d.startWaiting(aboutWaiting, t.Name, d.momentAt(s.opens))
	d.happened(NotTaken, Data{Transition: t.Name, Due: d.pack.Calendar.Today(s.opens).String(), About: aboutWindow, Name: s.window.Name}, Private{})
}

// startWaiting adds what waits for a window's end.
func (d *deciding) startWaiting(about, name string, m calendar.Moment) {
	deadline := Deadline{
		ID: d.ids.next(), About: about, Name: name, Moment: m, Status: Running, StartedAt: d.now,
		Timers: []Timer{d.timer(Shut, 0, name, m.At)},
	}
	d.p.Deadlines = append(d.p.Deadlines, deadline)
	d.touched.deadlines[deadline.ID] = true
}

// momentAt is the moment of an instant at which something happens by itself.
func (d *deciding) momentAt(at time.Time) calendar.Moment {
	m := d.pack.Calendar.On(d.pack.Calendar.Today(at), "", "")
	m.At = at
	return m
}

// tryAgain is when a window has ended that a step waits for, or that something
// hears of.
func (d *deciding) tryAgain(i int, deadline Deadline) {
	d.p.Deadlines[i].Status, d.p.Deadlines[i].EndedAt = Stopped, d.now
	if deadline.About == aboutWindow {
		d.happened(WindowEnded, Data{About: aboutWindow, Name: deadline.Name, Due: deadline.Moment.Date.String()}, Private{})
		d.triggered(nil, cause{definition.OnWindow, deadline.Name})
	}
	version := d.p.Version
	d.settle()
	if deadline.About == aboutWaiting && d.p.Version == version {
		d.happened(NotTaken, Data{Transition: deadline.Name, Due: deadline.Moment.Date.String()}, Private{})
	}
}

// came says whether a step's time has come and a window then kept it from being
// taken, so that it is still to be.
func (d *deciding) came(t *definition.Transition) bool {
	return !t.Windows.IsZero() && slices.ContainsFunc(d.p.Deadlines, func(x Deadline) bool {
		return x.About == aboutTransition && x.Name == t.Name && x.Status == Running && !slices.ContainsFunc(x.Timers, func(timer Timer) bool {
			return timer.Done.IsZero() && !timer.Void
		})
	})
}

// tendWindows keeps a timer for the end of every window that something hears of.
func (d *deciding) tendWindows() {
	for i := range d.flow.Windows {
		line := &d.flow.Windows[i]
		if !d.flow.HeardEnd(line.Name) {
			continue
		}
		at := slices.IndexFunc(d.p.Deadlines, func(x Deadline) bool {
			return x.About == aboutWindow && x.Name == line.Name && x.Status == Running
		})
		s := d.span(line)
		comes := d.p.Closed.IsZero() && s.to.After(d.now)
		switch {
		case comes && at < 0:
			d.startWaiting(aboutWindow, line.Name, s.last)
		case comes && !d.p.Deadlines[at].Moment.At.Equal(s.to):
			d.moveTo(&d.p.Deadlines[at], s.last, []Timer{d.timer(Shut, 0, line.Name, s.to)})
		case !comes && at >= 0 && d.p.Deadlines[at].Moment.At.After(d.now):
			d.stop(&d.p.Deadlines[at])
		}
	}
}

// windowEnded says whether a window has been and has ended: one that comes every
// year since the proposal came to where it stands.
func (d *deciding) windowEnded(name string) bool {
	line := d.flow.Window(name)
	switch {
	case line == nil:
		return false
	case !line.Yearly():
		return d.span(line).over(d.now)
	}
	for year := d.today.Year; year >= d.today.Year-1; year-- {
		if ended := d.pack.Calendar.On(line.To.Yearly.In(year), "", "").At; !ended.After(d.now) {
			return ended.After(d.p.Entered)
		}
	}
	return false
}

// shutRound is the window that keeps a round from opening now, or nil.
func (d *deciding) shutRound(line *definition.Round) *shutter {
	for _, s := range d.shutters(definition.Windowed{NotDuring: line.NotDuring}) {
		return &s
	}
	return nil
}

// openWhenOver lets a round wait for the end of a window; where nobody knows the
// day, for having one.
func (d *deciding) openWhenOver(line *definition.Round, s *shutter) {
	if line.Again != definition.Adds {
		d.drop(line.Name)
	}
	if s.opens.IsZero() {
		d.p.Awaiting = append(slices.Clip(d.p.Awaiting), line.Name)
		return
	}
	d.openOn(line, d.pack.Calendar.Today(s.opens))
}

// openIn opens a round that waited for a window whose end nobody knew, or lets it
// wait for the day that is known now; it says whether it did.
func (d *deciding) openIn(line *definition.Round) bool {
	s := d.shutRound(line)
	switch {
	case s == nil && line.Starts != nil:
		d.notAwaiting(line.Name)
		d.addChild(line)
	case s == nil:
		before := d.settledBefore(line)
		d.notAwaiting(line.Name)
		d.open(line, d.newRound(line), before)
	case !s.opens.IsZero():
		d.notAwaiting(line.Name)
		d.openOn(line, d.pack.Calendar.Today(s.opens))
	default:
		return false
	}
	return true
}

func (d *deciding) notAwaiting(name string) {
	d.p.Awaiting = slices.DeleteFunc(slices.Clone(d.p.Awaiting), func(other string) bool { return other == name })
}

// waitLonger lets a round whose date came in a window wait for its end too.
func (d *deciding) waitLonger(i int, line *definition.Round, round *Round, s *shutter) {
	d.happened(NotOpened, Data{Round: line.Name, About: aboutWindow, Name: s.window.Name, Due: s.day.String()}, Private{})
	d.touched.rounds[round.ID] = true
	if s.opens.IsZero() {
		round.ClosedAt = d.now
		d.p.Awaiting = append(slices.Clip(d.p.Awaiting), line.Name)
		return
	}
	m := d.opening(d.pack.Calendar.Today(s.opens))
	round.OpensOn = m.Date
	d.p.Deadlines[i].Status, d.p.Deadlines[i].EndedAt = Running, time.Time{}
	d.moveTo(&d.p.Deadlines[i], m, []Timer{d.timer(OpenRound, 0, line.Name, m.At)})
}
