package web

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// A roundView is one question with its strip: a cell for each respondent, as
// word and shape.
type roundView struct {
	ID, Name        string
	Title, Question wording.Text
	Opens           calendar.Date // zero where it has opened, or never will
	OpensHow        string        // how that day was counted, where it had to move
	By              *dateView     // when a meeting's duty is to be done, before anybody is asked
	Fell            bool          // it was closed before anybody was asked
	Open, Complete  bool
	Expired         bool
	Closed          string
	Reason          string
	How             string // it ended: early, deadline, or "" where it had its answers
	Withdrawn, Anew bool   // the question fell, or was put anew
	Outcome         string // what it came to, as people call it
	Numbers         string // how many answered what in each of its parts; "" where it has none
	When            *dateView
	Answered, Asked int
	Begun           bool // some have answered, and not yet for good
	Counts          []answerCount
	Cells           []cell
	Others          []cell      // who has answered without being asked
	Unasked         []replyLink // for whom the reader may answer so
	OutsidePath     string      // where the reader records an answer from outside, or ""
	TakesOthers     bool
	Legend          []legendLine
	Replies         []replyLink
	ClosePath       string // where the reader may close it, or ""
	MoreTimePath    string // where the reader may give somebody more time to answer, or ""
	HasTexts        bool
	Same            bool // it asks nobody, so that its question is its title
}

// An answerCount is how many gave an answer.
type answerCount struct {
	Title string
	Count int
}

// A cell is one respondent of a round.
type cell struct {
	Name    string
	Shape   string // asked, received, answered, declined, answered_late, late, failed, out
	Word    string
	Day     string
	Changes int
	Failed  bool // a letter to it did not come through
	Lines   []fact
	Papers  []linkedPaper // that came with the answer
	Path    string        // of a proposal that the round has opened
	Fell    []fact        // what it had answered before the text changed
	Receipt string
	By      string
	At      time.Time
}

// A legendLine explains one shape.
type legendLine struct{ Shape, Word string }

// shapes are the states of a cell, in the order of a legend.
var shapes = []string{"asked", "received", "answered", "declined", "answered_late", "late", "failed", "out"}

// roundViews are the rounds of a proposal in their order, those that are open
// before those that are not.
func (s *Server) roundViews(v *visit, p engine.Proposal, letters []engine.Delivery) []roundView {
	failed := failedLetters(letters)
	var open, others []roundView
	for _, round := range p.Rounds {
		view := s.roundView(v, p, round, failed)
		if view.Open {
			open = append(open, view)
			continue
		}
		others = append(others, view)
	}
	return append(open, others...)
}

// opens is the day on which a round that waits will ask, and how it was counted where it
// has moved from a closed day; fell is whether it will ask nobody, closed before its day.
func (s *Server) opens(v *visit, p engine.Proposal, round engine.Round) (on calendar.Date, how string, fell bool) {
	if !round.ClosedAt.IsZero() {
		return on, "", true
	}
	for _, d := range p.Deadlines {
		if d.Round == round.ID && d.Moment.Date == round.OpensOn {
			how = d.Moment.How(v.lang)
		}
	}
	return round.OpensOn, how, false
}

// dutyBy is when what is done before or after a meeting is due, by the meeting's day; nil
// of another round.
func (s *Server) dutyBy(v *visit, p engine.Proposal, round engine.Round) *dateView {
	if p.Meeting == nil || s.Pack.Cycle == nil {
		return nil
	}
	series := s.Pack.Cycle.Series(strings.TrimPrefix(p.Workflow, definition.MeetingFlow))
	if series == nil || p.Workflow != definition.MeetingFlow+series.Name {
		return nil
	}
	for _, duty := range s.Pack.DutiesOf(series, p.Meeting.Date) {
		if duty.Name == round.Name {
			return s.dateView(v, engine.Deadline{Moment: duty.Moment})
		}
	}
	return nil
}

func (s *Server) roundView(v *visit, p engine.Proposal, round engine.Round, failed map[string]bool) roundView {
	s = s.seenBy(p)
	line := s.roundLine(p, round.Name)
	view := roundView{
		ID: round.ID, Name: round.Name, Title: engine.RoundTitle(s.Pack.Workflow(p.Workflow), round.Name, round.Nth), Open: round.Open(),
		Complete: round.Complete, Expired: round.Expired, Reason: s.closedWhy(v, p, round),
	}
	if line != nil {
		view.Question, view.Same = line.Question, line.Starts != nil
	}
	if round.OpenedAt.IsZero() {
		view.Opens, view.OpensHow, view.Fell = s.opens(v, p, round)
		view.By = s.dutyBy(v, p, round)
		return view
	}
	view.Closed = s.when(v.lang, round.ClosedAt)
	view.Answered, view.Asked = round.Count()
	view.Anew = round.Withdrawn && slices.ContainsFunc(p.Rounds, func(r engine.Round) bool {
		return r.Name == round.Name && r.OpenedAt.Equal(round.ClosedAt)
	})
	view.How = round.How
	view.Withdrawn = round.Withdrawn && !view.Anew
	if round.Outcome != "" {
		view.Outcome = engine.OutcomeTitle(s.Pack.Workflow(p.Workflow), round.Name, round.Outcome).In(v.lang)
		if line != nil && len(line.Parts) > 0 {
			view.Numbers = engine.VotesIn(s.Pack, p, round).In(v.lang)
		}
	}
	view.Begun = unsettled(round) > 0
	if d := p.NextAnswerBy(round); d != nil {
		view.When = s.dueView(v, p, *d)
	}
	for _, r := range round.Respondents {
		c := s.cell(v, p, round, r, failed)
		view.HasTexts = view.HasTexts || r.Answer != "" && r.Proposal == "" || len(r.Fell) > 0
		view.Cells = append(view.Cells, c)
	}
	for _, r := range round.Others {
		view.Others = append(view.Others, s.cell(v, p, round, r, failed))
		view.HasTexts = true
	}
	view.Counts = s.answerCounts(v, p, round)
	view.Legend = legendOf(v, slices.Concat(view.Cells, view.Others))
	if round.Open() {
		view.MoreTimePath = s.moreTimePath(v, p, round)
		view.Replies = s.replyLinks(v, p, round)
		s.addUnasked(v, p, round, &view)
		if v.member.Coordinates && p.MayBeClosed(s.Pack.Workflow(p.Workflow), round) {
			view.ClosePath = proposalPath(p.Number) + "/stang/" + roundRef(round)
		}
	}
	return view
}

// cell is where one respondent stands.
func (s *Server) cell(v *visit, p engine.Proposal, round engine.Round, r engine.Respondent, failed map[string]bool) cell {
	s = s.seenBy(p)
	by := p.AnswerBy(round.ID, r.Key())
	late := by != nil && by.IsOut(s.Now())
	line := s.roundLine(p, round.Name)
	c := cell{Name: s.respondentName(v, line, r), Changes: r.Changes, Receipt: r.Receipt, At: r.At,
		Failed: failed[round.ID+" "+r.Key()] || failed[round.Name+" "+r.Key()]}
	if r.Proposal != "" {
		c.Path = proposalPath(r.Number)
	}
	for _, fallen := range r.Fell {
		c.Fell = append(c.Fell, fact{v.say("web.strip.fell", nil), answerTitle(line, fallen.Answer).In(v.lang)})
		c.Fell = append(c.Fell, s.inputFacts(v, p.Workflow, line, fallen.Inputs)...)
	}
	switch {
	case r.Gone:
		c.Shape, c.Word = "out", v.say("web.strip.gone", nil)
	case r.Out && !r.IsTallied(line):
		c.Shape, c.Word = "out", v.say("web.strip.out", nil)
	case r.Answer != "":
		c.Shape = "received"
		if r.Final {
			c.Shape = "answered"
		}
		if r.Final && r.Late {
			c.Shape = "answered_late"
		}
		c.Word = answerTitle(line, r.Answer).In(v.lang)
		c.Day = wording.ShortDay(v.lang, r.At.In(s.Pack.Calendar.Zone()))
		if r.Out {
			c.Shape = "out"
		} else if r.Final && declines(line, r.Answer) {
			c.Shape = "declined"
			if r.Late {
				c.Day = v.say("web.strip.after", wording.Args{"Day": c.Day})
			}
		}
		c.Lines = s.inputFacts(v, p.Workflow, line, r.Inputs)
		c.Papers = s.answerPapers(proposalPath(p.Number), p, r)
		c.By = s.answeredBy(v, r)
		if r.Text > 0 && r.Text < p.TextVersion() && round.Open() {
			c.Lines = append(c.Lines, fact{v.say("web.strip.note", nil), v.say("web.strip.older_text", nil)})
		}
	case r.Proposal != "" && round.Open() && !late:
		c.Shape, c.Word = "asked", v.say("web.strip.under_way", nil)
	case c.Failed:
		c.Shape, c.Word = "failed", v.say("web.strip.failed", nil)
	case !round.Open():
		c.Shape, c.Word = "asked", v.say("web.strip.silent", nil)
	case late:
		c.Shape, c.Word = "late", v.say("web.strip.late", nil)
	default:
		c.Shape, c.Word = "asked", v.say("web.strip.asked", nil)
	}
	if by != nil && by.About == "extension" && round.Open() && round.Owes(r) {
		key := map[bool]string{false: "web.strip.until", true: "web.strip.late_until"}[late]
		c.Day = v.say(key, wording.Args{"Day": by.Moment.Date.Short(v.lang)})
	}
	return c
}

// declines says whether an answer is a no: one that must give its reason, where
// another need not.
func declines(line *definition.Round, name string) bool {
	if line == nil || line.Answer(name) == nil {
		return false
	}
	without := func(a definition.Answer) bool { return !slices.Contains(a.Needs, "reason") }
	return !without(*line.Answer(name)) && slices.ContainsFunc(line.Answers, without)
}

// answeredBy names who answered, and how sure that is.
func (s *Server) answeredBy(v *visit, r engine.Respondent) string {
	how := v.say("web.assurance."+cmp.Or(r.Assurance, assuredLink), nil)
	if s.Pack.People.Person(r.By) == nil {
		return how
	}
	return s.personName(r.By) + ", " + how
}

// answerCounts is how many gave each answer, in the pack's order, and how many
// none.
func (s *Server) answerCounts(v *visit, p engine.Proposal, round engine.Round) []answerCount {
	given := round.Tally(s.roundLine(p, round.Name))
	var counts []answerCount
	if line := s.roundLine(p, round.Name); line != nil {
		for _, a := range line.Answers {
			if given[a.Name] > 0 {
				counts = append(counts, answerCount{a.Title.In(v.lang), given[a.Name]})
			}
		}
		if n := given[definition.Cast]; n > 0 {
			counts = append(counts, answerCount{line.Answer(definition.Cast).Title.In(v.lang), n})
		}
	}
	if given[""] > 0 {
		missing := "web.strip.missing"
		if len(round.Children) > 0 {
			missing = "web.strip.under_way"
		}
		counts = append(counts, answerCount{v.say(missing, nil), given[""]})
	}
	return counts
}

// speaking are the shapes whose cells say in words all that a legend could.
var speaking = []string{"asked", "late", "failed"}

// legendOf explains the shapes that a strip shows and that its cells don't.
func legendOf(v *visit, cells []cell) []legendLine {
	used := map[string]bool{}
	for _, c := range cells {
		used[c.Shape] = true
	}
	var lines []legendLine
	for _, shape := range shapes {
		if used[shape] && !slices.Contains(speaking, shape) {
			lines = append(lines, legendLine{shape, v.say("web.legend."+shape, nil)})
		}
	}
	return lines
}

// failedLetters are the respondents, by round and key, whom a letter of the
// round did not reach.
func failedLetters(letters []engine.Delivery) map[string]bool {
	failed := map[string]bool{}
	for _, l := range letters {
		if l.Status == engine.Failed && l.Respondent != "" {
			failed[l.Round+" "+l.Respondent] = true
		}
	}
	return failed
}
