package definition

import (
	"embed"
	"io/fs"
	"math"
	"slices"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition/grammar"
	"beredd/internal/definition/source"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// What of the year is run as proposals: each series of meetings, and each deadline that
// the year has, is a workflow made of a machine and of the lines of cycle.yaml.

// MeetingFlow and DutyFlow begin the keys of the year's workflows: "meeting.lgl",
// "duty.sip_report". No workflow of a pack's own has a dot in its key.
const (
	MeetingFlow = "meeting."
	DutyFlow    = "duty."
)

// OfYear says whether a workflow is one of the year's, and no kind of proposal.
func (w *Workflow) OfYear() bool { return IsOfYear(w.Key) }

// IsOfYear says whether a workflow's key is one of the year's.
func IsOfYear(workflow string) bool { return strings.Contains(workflow, ".") }

// meets says whether a workflow is a meeting's, which has its own day from the start.
func (w *Workflow) meets() bool { return strings.HasPrefix(w.Key, MeetingFlow) }

// Adjusting is the round of a meeting that asks whether the minutes stand; Adjusters is
// what it says of whom it asks: those that the meeting has chosen.
const (
	Adjusting = "adjusting"
	Adjusters = "adjusters"
)

// machines are what a meeting and a duty go through where the pack says nothing else.
//
//go:embed year/*.yaml
var machines embed.FS

// machineFolder is where those stand: no pack has a file there, so that nothing is told
// to whoever cannot mend it.
const machineFolder = "year/"

// theDuty is the round of a machine that each duty is one of.
const theDuty = "duty"

// isMachine says whether a file is the pack's own machine of the year, and no kind of
// proposal: meeting.yaml or duty.yaml beside a cycle.yaml.
func isMachine(s source.File, files []source.File) bool {
	cyclic := slices.ContainsFunc(files, func(f source.File) bool { return f.Name == CycleFile })
	key, _ := s.Root.Get("workflow")
	return cyclic && slices.Contains([]string{"meeting", "duty"}, key.Text) && s.Name == key.Text+".yaml"
}

// year makes the workflows of the pack's cycle, and checks them.
func (r *reader) year(p *Pack, files []source.File) {
	if p.Cycle == nil || r.unread {
		return
	}
	meeting, notes, duty := r.machine("meeting", files), r.machine("meeting", files), r.machine("duty", files)
	if strings.HasPrefix(notes.Name, machineFolder) {
		notes = r.machine("notes", nil)
	}
	from := len(r.problems)
	var scopes []*scope
	for series := range p.Cycle.Every() {
		if len(series.Bodies) > 0 {
			machine := meeting
			if plainNotes(p, series) {
				machine = notes
			}
			scopes = append(scopes, r.meetingFlow(p, series, machine))
		}
	}
	for i := range p.Cycle.Yearly {
		scopes = append(scopes, r.dutyFlow(p, &p.Cycle.Yearly[i], duty))
	}
	if s := r.assignmentFlow(p); s != nil {
		scopes = append(scopes, s)
	}
	for _, s := range scopes {
		p.Year = append(p.Year, s.flow)
		s.check()
	}
	r.once(from)
}

// machine is what something of the year goes through: the pack's own file where it has
// one, else ours.
func (r *reader) machine(name string, files []source.File) source.File {
	at := slices.IndexFunc(files, func(f source.File) bool { return f.Name == name+".yaml" && isMachine(f, files) })
	if at >= 0 {
		return files[at]
	}
	s, _ := r.load(fs.FS(machines), machineFolder+name+".yaml")
	return s
}

// once leaves out, of the problems from one on, those in the machines that are no file
// of the pack, and what has been said already: a machine is read for every series.
func (r *reader) once(from int) {
	told := slices.Clone(r.problems[:from])
	for _, p := range r.problems[from:] {
		same := func(other source.Problem) bool {
			return other.Pos == p.Pos && other.Code == p.Code && other.Found == p.Found
		}
		if !strings.HasPrefix(p.Pos.File, machineFolder) && !slices.ContainsFunc(told, same) {
			told = append(told, p)
		}
	}
	r.problems = told
}

// meetingFlow makes the workflow of one series.
func (r *reader) meetingFlow(p *Pack, series *Series, m source.File) *scope {
	key := MeetingFlow + series.Name
	p.Binds[key] = map[string][]string{"gathered": series.Bodies}
	w := &Workflow{Key: key, Title: series.Title, Standing: series.Stands, Pos: series.Pos}
	s := r.ofMachine(p, w, m, series.said)
	if round := w.Round(Adjusting); round != nil {
		round.Named = Adjusters
	}
	var rounds []Round
	for _, duties := range [][]Duty{series.Before, series.After} {
		for _, d := range duties {
			if len(d.Who) > 0 && d.When.Side != "" {
				rounds = append(rounds, s.dutyRound(d))
			}
		}
	}
	s.asksDuties(rounds)
	return s
}

// dutyFlow makes the workflow of one deadline of the year.
func (r *reader) dutyFlow(p *Pack, y *Yearly, m source.File) *scope {
	w := &Workflow{Key: DutyFlow + y.Name, Title: y.Title, Pos: y.Pos}
	s := r.ofMachine(p, w, m, y.said)
	if round := w.Round(theDuty); round != nil && len(y.Who) > 0 {
		*round = y.round(*round, theDuty, DateRef{Of: "proposal", Name: "due"})
	}
	if st := w.State("done"); st != nil && len(y.To) > 0 {
		w.Notify = append(w.Notify, Notify{On: Trigger{Kind: OnState, Name: st.Name, Pos: y.Pos}, To: y.To, Letter: "information", Pos: y.Pos})
	}
	return s
}

// ofMachine reads a machine as a workflow of another name.
func (r *reader) ofMachine(p *Pack, w *Workflow, m source.File, said string) *scope {
	w.Edition = flowEdition(append(slices.Clone(m.Text), said...), p.Binds[w.Key])
	t := r.table(grammar.Workflow, m.Root, m.Root.Pos)
	t.opt("workflow")
	t.opt("title")
	return r.flow(t, w, p)
}

// dutyRound makes of a duty the round that asks it of whose it is.
func (s *scope) dutyRound(d Duty) Round {
	like := Round{}
	if duty := s.flow.Round(theDuty); duty != nil {
		like = *duty
	}
	return d.round(like, d.Name, DateRef{Of: "meeting", Offset: d.When})
}

// round is a round like one of the machine, with what the year says of this charge. It
// asks well before the day, and of what comes after a meeting on the meeting's day:
// nobody wants a letter about all of next year.
func (c Charge) round(like Round, name string, due DateRef) Round {
	like.Name, like.Title, like.Question, like.Asks, like.Pos = name, c.Title, c.Title, c.Who, c.Pos
	like.Deadline = &Deadline{At: &due, Time: c.Start, Else: c.Else, Remind: c.Remind, Escalate: c.Escalate, Pos: c.Pos}
	like.At = &DateRef{Of: due.Of, Name: due.Name}
	if due.Offset.Side != calendar.After {
		days := c.ahead() + daysOff(due.Offset)
		like.At.Offset = calendar.Offset{Period: calendar.Period{Count: days, Unit: calendar.Days}, Side: calendar.Before}
	}
	return like
}

// asksAhead is how many days before it is due a duty is asked, at least.
const asksAhead = 30

// ahead is how many days before a charge is due it is asked, so that no reminder is
// before that.
func (c Charge) ahead() int {
	days := asksAhead
	for _, remind := range c.Remind {
		if remind.Side == calendar.Before {
			days = max(days, daysOff(remind)+1)
		}
	}
	return days
}

// daysOff is how many days off an offset is at most.
func daysOff(o calendar.Offset) int {
	_, days := o.Period.Days()
	if o.Weekday != nil {
		days += 6
	}
	return int(math.Ceil(days))
}

// asksDuties puts a meeting's duties in the place of the machine's round that they are
// made of. One with the name of a step, or of the state that a step leads to, falls when
// that step is taken.
func (s *scope) asksDuties(rounds []Round) {
	s.flow.Rounds = slices.DeleteFunc(s.flow.Rounds, func(r Round) bool { return r.Name == theDuty })
	s.flow.Rounds = append(s.flow.Rounds, rounds...)
	s.rounds = nil
	like := s.answers[theDuty]
	for _, round := range s.flow.Rounds {
		s.rounds = append(s.rounds, round.Name)
		if s.answers[round.Name] == nil {
			s.answers[round.Name] = like
		}
	}
	for i := range s.flow.Transitions {
		t := &s.flow.Transitions[i]
		for _, round := range rounds {
			leads := func(to Target) bool { return to.State == round.Name }
			if t.Name == round.Name || slices.ContainsFunc(t.To, leads) {
				t.Closes = append(t.Closes, round.Name)
			}
		}
	}
}

// hang makes a series of a duty that is a meeting itself.
func (s *scope) hang(c *Cycle, on *Series, d Duty, item source.Node) {
	series := Series{
		Name: on.Name + "." + d.Name, Title: d.Title, Start: d.Start, End: d.End, Else: d.Else,
		Hangs: &Hanging{Series: on.Name, When: d.When, Days: d.Days}, Pos: d.Pos, said: item.Plainly(),
	}
	for _, p := range d.Who {
		if p.Kind == people.ABody {
			series.Bodies = append(series.Bodies, p.Name)
		}
	}
	if len(series.Bodies) == 0 && len(d.Who) > 0 {
		s.r.fail(d.Pos, "meets_nobody", wording.Args{"Found": d.Name})
	}
	c.Hung = append(c.Hung, series)
}
