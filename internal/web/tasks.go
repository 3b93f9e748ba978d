package web

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// A taskReader finds what waits for somebody.
type taskReader interface {
	// Held lists the open proposals whose turn it is for one of the bodies.
	Held(ctx context.Context, collaboration string, bodies []string) ([]engine.Listing, error)
	// Asked lists what rounds ask of the respondents, by due date.
	Asked(ctx context.Context, collaboration string, respondents []string, openOnly bool) ([]engine.Asked, error)
	// Late lists the deadlines that have passed and that somebody still must meet.
	Late(ctx context.Context, collaboration string, now time.Time) ([]engine.DueDate, error)
}

// A tasksPage is what waits for the person, by date.
type tasksPage struct {
	Today    calendar.Date
	Counts   []taskCount
	Groups   []taskGroup
	Others   []task        // with the person's bodies, for somebody else there
	Watch    []task        // late elsewhere; only the coordinators see them
	Failed   int           // letters that never came through; for the coordinators
	Dead     int           // addresses that letters never arrive at
	Unplaced int           // messages that could not be placed
	Meeting  *meetingPoint // the next one, where nothing waits
	Drafts   []draftLink

	MayDraft bool
}

// A taskCount is how many tasks a group has; its Key names the group too.
type taskCount struct {
	Key   string
	Count int
}

type taskGroup struct {
	Key   string
	Tasks []task
}

// A task is one thing that somebody is to do.
type task struct {
	Verb   string // what to do, in the pack's words
	Title  string
	Number string
	Path   string
	For    wording.Text // the body or organization it is done for
	State  wording.Text // where the proposal stands
	Round  wording.Text // the question to answer
	Due    calendar.Date
	Left   string // "om 3 dagar"
	Late   bool
	Secret bool // it is confidential, and the reader may read it
}

func (s *Server) tasks(w http.ResponseWriter, r *http.Request) error {
	v, ctx := visitOf(r), r.Context()
	page := tasksPage{Today: s.today(), MayDraft: s.mayDraft(v)}
	mine, others, err := s.heldTasks(ctx, v)
	if err != nil {
		return err
	}
	asked, err := s.askedTasks(ctx, v)
	if err != nil {
		return err
	}
	held, err := s.meetingTasks(ctx, v)
	if err != nil {
		return err
	}
	joint, err := s.jointTasks(ctx, v)
	if err != nil {
		return err
	}
	mine = slices.Concat(mine, joint, held, asked)
	page.Others = others
	page.Groups = s.grouped(mine)
	for _, group := range page.Groups {
		page.Counts = append(page.Counts, taskCount{group.Key, len(group.Tasks)})
	}
	page.Groups = slices.DeleteFunc(page.Groups, func(g taskGroup) bool { return len(g.Tasks) == 0 })
	if next := s.nextMeetings(v, 1, v.member.Bodies...); len(next) > 0 {
		page.Meeting = &next[0]
	}
	if page.Drafts, err = s.draftLinks(ctx, v); err != nil {
		return err
	}
	if v.member.Coordinates {
		if err := errors.Join(s.watch(ctx, v, &page), s.mailTasks(r, v, &page)); err != nil {
			return err
		}
	}
	return s.show(w, r, "tasks", page)
}

// heldTasks are the proposals that the person can take further, and those that
// wait for somebody else with the same turn, as in the person's bodies.
func (s *Server) heldTasks(ctx context.Context, v *visit) (mine, others []task, err error) {
	held, err := s.Store.Held(ctx, s.Pack.Key, v.member.Turns)
	if err != nil {
		return nil, nil, fmt.Errorf("reading what the bodies hold: %w", err)
	}
	for _, row := range held {
		p, _, err := s.Store.Proposal(ctx, row.ID, "")
		if err != nil {
			return nil, nil, fmt.Errorf("reading %s: %w", row.Number, err)
		}
		t := s.taskOf(v, row)
		if verb := s.verb(v, p); verb != "" {
			t.Verb, t.State = verb, s.of(row.Workflow, row.Edition).stateTitle(row.Workflow, row.State)
			mine = append(mine, t)
			continue
		}
		others = append(others, t)
	}
	return mine, others, nil
}

func (s *Server) taskOf(v *visit, row engine.Listing) task {
	t := task{
		Verb: s.of(row.Workflow, row.Edition).stateTitle(row.Workflow, row.State).In(v.lang), Title: row.Title, Number: row.Number,
		Path: proposalPath(row.Number), For: s.holderTitle(row.Holder), Due: row.Due, Secret: v.tagged(row.Confidential, row.Title),
	}
	s.dated(v, &t, row.DueAt)
	return t
}

// dated says how long there is left of a task.
func (s *Server) dated(v *visit, t *task, at time.Time) {
	t.Left = s.left(v.lang, t.Due)
	t.Late = !t.Due.IsZero() && !at.After(s.Now())
}

// verb is what the person is to do with p: the pack's own words for it, the one
// step there is, or to choose one; "" where the person may take none, or none that
// leads on though others may.
func (s *Server) verb(v *visit, p engine.Proposal) string {
	s = s.seenBy(p)
	open := s.openSteps(v, p)
	if len(open) == 0 || s.leadsOnElsewhere(v, p) {
		return ""
	}
	if task := s.stateTask(p.Workflow, p.State); len(task) > 0 {
		return task.In(v.lang)
	}
	if len(open) == 1 {
		return open[0].Title.In(v.lang)
	}
	return v.say("web.tasks.next_step", nil)
}

// leadsOnElsewhere says whether others take p forwards, and the person could only
// send it back.
func (s *Server) leadsOnElsewhere(v *visit, p engine.Proposal) bool {
	s = s.seenBy(p)
	elsewhere := false
	for _, c := range engine.Choices(s.Pack, p, v.member.actor(), s.Now()) {
		forbidden := !c.Allowed && c.Refusal.Kind == fault.Forbidden
		if c.Forward && !forbidden {
			return false
		}
		elsewhere = elsewhere || c.Forward
	}
	return elsewhere
}

// openSteps are the steps that the person may take with p, though something may
// still be missing.
func (s *Server) openSteps(v *visit, p engine.Proposal) []engine.Choice {
	s = s.seenBy(p)
	return slices.DeleteFunc(engine.Choices(s.Pack, p, v.member.actor(), s.Now()), func(c engine.Choice) bool {
		return !c.Allowed && c.Refusal.Kind == fault.Forbidden
	})
}

// askedTasks are the questions that the person is to answer for somebody.
func (s *Server) askedTasks(ctx context.Context, v *visit) ([]task, error) {
	asked, err := s.Store.Asked(ctx, s.Pack.Key, v.member.respondents(), true)
	if err != nil {
		return nil, fmt.Errorf("reading what is asked: %w", err)
	}
	var tasks []task
	for _, a := range asked {
		if s.settled(a) || !s.asksOf(v.member, a) {
			continue
		}
		t := task{
			Verb: v.say("web.tasks.answer", nil), Title: a.Title, Number: a.Number,
			Path: replyPath(a.Number, s.askedRef(a), a.Respondent),
			For:  engine.RespondentName(s.Pack, a.Respondent), Round: s.askedRound(a), Due: a.Due, Secret: v.tagged(a.Confidential, a.Title),
		}
		s.dated(v, &t, a.DueAt)
		tasks = append(tasks, t)
	}
	return tasks, nil
}

// asksOf says whether what is asked is the member's to answer: for an organization
// it is its contact's whom the round asks for.
func (s *Server) asksOf(m *signed, a engine.Asked) bool {
	flow := s.Pack.WorkflowOf(a.Workflow, a.Edition)
	switch {
	case slices.Contains(m.StandsFor, a.Respondent):
		return true
	case slices.Contains(m.Bodies, a.Respondent):
		return flow == nil || s.holdsSeat(m, flow.Round(a.RoundName), a.Respondent, a.Workflow)
	}
	return flow != nil && s.answersFor(m, flow.Round(a.RoundName), engine.Respondent{Organization: a.Respondent})
}

// askedRef is a round in an address, as roundRef says.
func (s *Server) askedRef(a engine.Asked) string {
	if flow := s.Pack.WorkflowOf(a.Workflow, a.Edition); flow != nil {
		if line := flow.Round(a.RoundName); line != nil && line.Again == definition.Adds {
			return a.Round
		}
	}
	return a.RoundName
}

// grouped sorts tasks by date into what is late, what this week brings, and the
// rest.
func (s *Server) grouped(tasks []task) []taskGroup {
	groups := []taskGroup{{Key: "late"}, {Key: "week"}, {Key: "later"}}
	today := s.today()
	sunday := today.AddDays((7 - int(today.Weekday())) % 7)
	slices.SortStableFunc(tasks, byDue)
	for _, t := range tasks {
		at := 2
		switch {
		case t.Late:
			at = 0
		case !t.Due.IsZero() && !t.Due.After(sunday):
			at = 1
		}
		groups[at].Tasks = append(groups[at].Tasks, t)
	}
	return groups
}

// byDue puts what has no date last.
func byDue(a, b task) int {
	if a.Due.IsZero() != b.Due.IsZero() {
		return cmp.Compare(b.Due.Year, a.Due.Year)
	}
	return cmp.Compare(a.Due.String(), b.Due.String())
}

// watch adds what the coordinators keep an eye on.
func (s *Server) watch(ctx context.Context, v *visit, page *tasksPage) error {
	late, err := s.Store.Late(ctx, s.Pack.Key, s.Now())
	if err != nil {
		return fmt.Errorf("reading what is late: %w", err)
	}
	for _, d := range late {
		t := task{
			Verb: s.aboutTitle(v, d), Title: d.Title, Number: d.Number, Path: proposalPath(d.Number),
			Due: d.Moment.Date, Secret: v.tagged(d.Confidential, d.Title),
		}
		if d.About != "round" { // a question waits for those asked, whoever holds the proposal
			t.For = s.holderTitle(d.Holder)
		}
		s.dated(v, &t, d.Moment.At)
		page.Watch = append(page.Watch, t)
	}
	failed, err := s.Store.Deliveries(ctx, engine.DeliveryFilter{Collaboration: s.Pack.Key, Status: engine.Failed, Limit: 1})
	if err != nil {
		return fmt.Errorf("counting failed letters: %w", err)
	}
	page.Failed = failed.Counts[engine.Failed]
	return nil
}

// askedRound is what people call the round of a question.
func (s *Server) askedRound(a engine.Asked) wording.Text {
	if flow := s.Pack.WorkflowOf(a.Workflow, a.Edition); flow != nil {
		if line := flow.Round(a.RoundName); line != nil {
			return line.Title
		}
	}
	return wording.Text{}
}

// settled says whether what was answered needs nothing more.
func (s *Server) settled(a engine.Asked) bool {
	if flow := s.Pack.WorkflowOf(a.Workflow, a.Edition); flow != nil {
		if line := flow.Round(a.RoundName); line != nil && a.Answer != "" {
			return settles(line, a.Answer)
		}
	}
	return a.Answer != ""
}
