package web

import (
	"slices"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// A turn says who is to act, and by when. A proposal may wait for several: its
// holder, and those whom its open rounds ask.
type turn struct {
	Yours           bool
	Who             string
	Task            string // what the reader is to do, where it is the reader's turn
	Asks            string // what is asked, where it is a round
	When            *dateView
	Answers         []replyLink // the questions that the reader may answer
	Answered, Asked int
}

// A dateView is a deadline with all that explains it.
type dateView struct {
	Day         string
	Clock       string
	Left        string
	Late        bool
	Explanation string
	How         string // the explanation without the day
	Still       string // what is left of one whose time stands still; it has no day then
	Zone        string
}

// A replyLink leads to where somebody is answered for.
type replyLink struct {
	Path     string
	For      string
	Answered bool
	Stands   bool // its last day has passed: it can be seen, and not changed
	Own      bool // the reader's own answer, given for nobody else
}

// Does is the word for what the link leads to.
func (l replyLink) Does() string {
	switch {
	case l.Stands:
		return "see"
	case l.Answered:
		return "change"
	}
	return "answer"
}

// steps are what the reader may do with a proposal, and may not.
type steps struct {
	Primary *stepLink
	Allowed []stepLink
	Blocked []stepLink // the reader's own, once something has been mended
	Refused []stepLink
}

// A stepLink leads to a step's check page, or says why there is none.
type stepLink struct {
	Title, Path, Why string
}

// turns says whom a proposal waits for, the reader first.
func (s *Server) turns(v *visit, p engine.Proposal) []turn {
	var turns []turn
	if s.waitsForHolder(p) {
		t := turn{Who: s.holderTitle(p.Holder).In(v.lang)}
		if s.hasTurn(v, p.Holder) {
			t.Task = s.verb(v, p)
			t.Yours = t.Task != ""
		}
		if d := s.dutyOfState(p); d != nil {
			t.When = s.dateView(v, *d)
		} else if d := p.StateDeadline(); d != nil {
			t.When = s.dueView(v, p, *d)
			if m := p.Meeting; t.When.Explanation == "" && m != nil && m.Date == d.Moment.Date {
				t.When.Explanation = v.say("web.turn.of_meeting", wording.Args{"Meeting": s.meetingWords(v, *m)})
			}
		} else if d := nextClock(p); d != nil {
			t.When = s.dateView(v, *d)
		}
		turns = append(turns, t)
	}
	for _, round := range p.Rounds {
		if answered, asked := round.Count(); round.Open() && answered < asked {
			turns = append(turns, s.roundTurn(v, p, round, answered, asked))
		}
	}
	slices.SortStableFunc(turns, func(a, b turn) int {
		switch {
		case a.Yours == b.Yours:
			return 0
		case a.Yours:
			return -1
		}
		return 1
	})
	return turns
}

func (s *Server) roundTurn(v *visit, p engine.Proposal, round engine.Round, answered, asked int) turn {
	s = s.seenBy(p)
	t := turn{Asks: engine.RoundTitle(s.Pack.Workflow(p.Workflow), round.Name, round.Nth).In(v.lang), Answered: answered, Asked: asked,
		Answers: s.replyLinks(v, p, round)}
	for _, link := range t.Answers {
		t.Yours = t.Yours || !link.Answered
	}
	t.Who = missingWords(v, round)
	if len(round.Children) > 0 {
		t.Who = v.say("web.turn.children", wording.Args{"Count": asked - answered})
	}
	if asked-answered == 1 {
		t.Who = s.lastSilent(v, s.roundLine(p, round.Name), round)
	}
	if d := p.NextAnswerBy(round); d != nil {
		t.When = s.dueView(v, p, *d)
	}
	return t
}

// missingWords counts the answers that a round waits for, and says how many of
// them have been given in part.
func missingWords(v *visit, round engine.Round) string {
	answered, asked := round.Count()
	missing, begun := asked-answered, unsettled(round)
	if begun == 0 {
		return v.say("web.turn.respondents", wording.Args{"Count": missing})
	}
	return v.say("web.turn.final_answers", wording.Args{"Count": missing}) + " " + v.say("web.turn.begun", wording.Args{"Count": begun})
}

// unsettled counts the respondents that have answered, and not yet for good.
func unsettled(round engine.Round) int {
	n := 0
	for _, r := range round.Respondents {
		if r.Answer != "" && r.Waits() {
			n++
		}
	}
	return n
}

// lastSilent names the only respondent that has not settled its answer.
func (s *Server) lastSilent(v *visit, line *definition.Round, round engine.Round) string {
	for _, r := range round.Respondents {
		if r.Waits() {
			return s.respondentName(v, line, r)
		}
	}
	return ""
}

// replyLinks are the respondents of a round that the reader may answer for.
func (s *Server) replyLinks(v *visit, p engine.Proposal, round engine.Round) []replyLink {
	s = s.seenBy(p)
	var links []replyLink
	line := s.Pack.Workflow(p.Workflow).Round(round.Name)
	for _, r := range round.Respondents {
		d := p.AnswerBy(round.ID, r.Key())
		late := d != nil && d.IsOut(s.Now())
		if s.answersFor(v.member, line, r) && p.ConflictIn(s.Pack.Workflow(p.Workflow), round.Name, r.Person) == nil && !r.Gone {
			links = append(links, replyLink{
				Path: replyPath(p.Number, roundRef(round), r.Key()),
				For:  engine.RespondentName(s.Pack, r.Key()).In(v.lang), Answered: r.Final, Stands: r.Final && late, Own: r.Key() == v.member.Key,
			})
		}
	}
	return links
}

// roundRef is a round in an address: its name, or its id where several of that name
// may be open.
func roundRef(round engine.Round) string {
	if round.Nth > 0 {
		return round.ID
	}
	return round.Name
}

// replyPath is where a member answers a round without a letter.
func replyPath(number, round, respondent string) string {
	return proposalPath(number) + "/svar/" + round + "/" + respondent
}

// waitsForHolder says whether somebody can take the proposal further from where
// it stands: a state that only time or a round leaves waits for no body.
func (s *Server) waitsForHolder(p engine.Proposal) bool {
	s = s.seenBy(p)
	flow := s.Pack.Workflow(p.Workflow)
	return flow != nil && p.Holder != "" && p.Closed.IsZero() && takenByPeople(flow, p.State)
}

// takenByPeople says whether somebody takes a step from a state, and not only
// time or a round's completion.
func takenByPeople(flow *definition.Workflow, state string) bool {
	for _, t := range flow.Transitions {
		if len(t.By) > 0 && slices.Contains(t.From, state) {
			return true
		}
	}
	return false
}

// hasTurn says whether the turn of a holder is the reader's.
func (s *Server) hasTurn(v *visit, holder string) bool {
	return slices.Contains(v.member.Turns, holder)
}

// dateView is a deadline as every page shows it.
func (s *Server) dateView(v *visit, d engine.Deadline) *dateView {
	view := dateView{
		Day: d.Moment.Date.Prose(v.lang), Left: s.left(v.lang, d.Moment.Date), Zone: d.Moment.Zone,
		Explanation: d.Moment.Explanation.In(v.lang), How: d.Moment.How(v.lang),
		Late: d.Status == engine.Running && d.IsOut(s.Now()),
	}
	if view.Explanation == view.Day {
		view.Explanation = ""
	}
	if d.Moment.Time != "" {
		view.Clock = clockWords(v.lang, d.Moment.Time)
	}
	return &view
}

// steps asks the engine what the reader may do, and sorts it by the answer.
func (s *Server) steps(v *visit, p engine.Proposal) steps {
	s = s.seenBy(p)
	var found steps
	for _, c := range engine.Choices(s.Pack, p, v.member.actor(), s.Now()) {
		link := stepLink{Title: c.Title.In(v.lang), Path: proposalPath(p.Number) + "/steg/" + c.Transition}
		switch {
		case c.Joint != nil && c.Joint.Mine && !c.Allowed: // the page says that it waits for others
		case c.Primary:
			found.Primary = &link
		case c.Allowed:
			found.Allowed = append(found.Allowed, link)
		case c.Forward && c.Refusal.Kind != fault.Forbidden:
			link.Why, link.Path = refusalWords(v, c.Refusal), ""
			link.Path = s.mendPath(v, p, c.Refusal.Field)
			if others := otherNeeds(v, p, c); others != "" {
				link.Why += " " + v.say("web.turn.needs_too", wording.Args{"Fields": others})
			}
			found.Blocked = append(found.Blocked, link)
		default:
			link.Why = refusalWords(v, c.Refusal)
			found.Refused = append(found.Refused, link)
		}
	}
	return found
}

// otherNeeds are what a step that waits for a paper wants beside it of the text,
// as prose.
func otherNeeds(v *visit, p engine.Proposal, c engine.Choice) string {
	waits := slices.ContainsFunc(c.Needs, func(f definition.Field) bool { return f.Name == c.Refusal.Field && f.Type == definition.Document })
	if !waits {
		return ""
	}
	var others []string
	for _, field := range c.Needs {
		if slices.Contains(ownTexts, field.Name) && own(p, field.Name) == "" {
			others = append(others, field.Title.In(v.lang))
		}
	}
	return wording.List(v.lang, others)
}

// mendPath is where the reader mends what a step wants of the proposal, or "".
func (s *Server) mendPath(v *visit, p engine.Proposal, field string) string {
	s = s.seenBy(p)
	flow := s.Pack.Workflow(p.Workflow)
	if wanted, ok := flow.Input(field, nil); ok && wanted.Type == definition.Document {
		return "#handlingar"
	}
	own := slices.ContainsFunc(ownFields(flow), func(f definition.Field) bool { return f.Name == field })
	if !own || !engine.MayEdit(s.Pack, p, v.member.actor(), s.Now()) {
		return ""
	}
	return proposalPath(p.Number) + "/andra#" + inputID(field)
}

// refusalWords say why a step is not to be had, beside its title.
func refusalWords(v *visit, f *fault.Error) string {
	if f == nil {
		return ""
	}
	beside := *f
	switch {
	case f.Code == "guard" && f.Saying == "guard_lacks":
		beside.Saying = "guard_here_lacks"
	case f.Code == "guard":
		beside.Saying = "guard_here"
	}
	return beside.In(v.lang)
}
