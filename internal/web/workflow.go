package web

import (
	"maps"
	"net/http"
	"slices"

	"beredd/internal/definition"
	"beredd/internal/drawing"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A workflowPage shows how a kind of proposal goes: as a drawing, and the same as
// a list.
type workflowPage struct {
	Key      string
	Title    wording.Text
	Edition  string
	Drawing  pictureView
	Picture  string // where the drawing stands alone
	States   []stateLine
	Rounds   []roundLineView
	Times    []fact // its clocks and windows
	Others   []option
	Promises []string
	Secret   *secretRule
	Process  bool // the reader may change and publish it
}

// A stateLine is one state, or every open one: whose turn, how long, and the steps that lead on.
type stateLine struct {
	Title    wording.Text
	Holder   string
	Deadline string
	Final    bool
	Steps    []stepLine
}

// A stepLine is one step from a state.
type stepLine struct {
	Title, To, By string
	Sets          string // the fields that it sets, "" where there are none
	Heir          string // who is the submitter from it on, "" where it stays
}

// A roundLineView is one question that the workflow puts.
type roundLineView struct {
	Title, Question wording.Text
	Asks            string
	Answers         string // one or another
	Deadline        string
}

func (s *Server) workflows(w http.ResponseWriter, r *http.Request) error {
	if len(s.Pack.Workflows) == 0 {
		return errNowhere
	}
	return s.show(w, r, "workflow", s.workflowPage(visitOf(r), s.Pack.Workflows[0]))
}

func (s *Server) workflow(w http.ResponseWriter, r *http.Request) error {
	flow := s.Pack.Workflow(r.PathValue("workflow"))
	if flow == nil {
		return errNowhere
	}
	return s.show(w, r, "workflow", s.workflowPage(visitOf(r), flow))
}

// workflowDrawing is the drawing alone, as a picture.
func (s *Server) workflowDrawing(w http.ResponseWriter, r *http.Request) error {
	flow := s.Pack.Workflow(r.PathValue("workflow"))
	if flow == nil {
		return errNowhere
	}
	w.Header().Set("Content-Type", "image/svg+xml")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
	_, err := w.Write([]byte(drawing.New(s.Pack, flow, visitOf(r).lang, drawing.Marks{}).SVG()))
	return err
}

func (s *Server) workflowPage(v *visit, flow *definition.Workflow) workflowPage {
	page := workflowPage{
		Key: flow.Key, Title: flow.Title, Edition: flow.Edition, Picture: "/arbetsflode/" + flow.Key + "/bild.svg?sprak=" + string(v.lang),
	}
	page.Drawing = picture(drawing.New(s.Pack, flow, v.lang, drawing.Marks{}))
	page.Process = s.Process != nil && v.member.Coordinates
	page.Edition = shortEdition(page.Edition)
	for _, other := range s.Pack.Workflows {
		if len(s.Pack.Workflows) > 1 {
			page.Others = append(page.Others, option{other.Key, other.Title, other == flow})
		}
	}
	for _, state := range flow.States {
		page.States = append(page.States, s.stateLine(v, flow, state))
	}
	page.States = append(page.States, s.everywhereLines(v, flow)...)
	page.Times, page.Secret = workflowTimes(v, flow), s.secretRule(v, flow)
	for i := range flow.Rounds {
		page.Rounds = append(page.Rounds, s.roundLineView(v, flow, &flow.Rounds[i]))
	}
	return page
}

func (s *Server) stateLine(v *visit, flow *definition.Workflow, state definition.State) stateLine {
	line := stateLine{Title: state.Title, Final: state.Final, Deadline: deadlineWords(v, flow, state.Deadline)}
	if state.HeldBy != "" {
		line.Holder = s.partiesWords(v, flow, []people.Party{state.Holder()})
	}
	for _, t := range flow.Transitions {
		if slices.Contains(t.From, state.Name) && !slices.Contains(t.Everywhere, state.Name) {
			line.Steps = append(line.Steps, s.stepLine(v, flow, t))
		}
	}
	return line
}

// everywhereLines are the steps that lead from every open state, told once: those that
// leave the same states out on one line.
func (s *Server) everywhereLines(v *visit, flow *definition.Workflow) (lines []stateLine) {
	for _, t := range flow.Transitions {
		if len(t.Everywhere) == 0 {
			continue
		}
		title := wording.Both("web.workflow.everywhere", nil)
		var but []wording.Text
		for _, name := range t.But(flow) {
			but = append(but, flow.State(name).Title)
		}
		if len(but) > 0 {
			title = wording.Both("web.workflow.everywhere_but", wording.Args{"States": but})
		}
		same := func(l stateLine) bool { return maps.Equal(l.Title, title) }
		i := slices.IndexFunc(lines, same)
		if i < 0 {
			i, lines = len(lines), append(lines, stateLine{Title: title})
		}
		lines[i].Steps = append(lines[i].Steps, s.stepLine(v, flow, t))
	}
	return lines
}

func (s *Server) stepLine(v *visit, flow *definition.Workflow, t definition.Transition) stepLine {
	line := stepLine{Title: t.Title.In(v.lang), By: s.takersWords(v, flow, t)}
	if len(t.By) == 0 {
		line.By = v.say("web.workflow.by_itself", nil)
	}
	var to []string
	for _, target := range t.To {
		name := v.say("web.workflow.back", nil)
		if state := flow.State(target.State); state != nil {
			name = state.Title.In(v.lang)
		}
		if target.Here { // it has a target for each state that it leads from
			name = v.say("web.workflow.here", nil)
		}
		if !slices.Contains(to, name) {
			to = append(to, name)
		}
	}
	line.To = wording.AnyOf(v.lang, to)
	line.Sets = wording.List(v.lang, t.SetTitles(flow, v.lang))
	line.Heir = heirWords(v, flow, &t)
	return line
}

// heirWords are who is the submitter from a step on, "" where it stays.
func heirWords(v *visit, flow *definition.Workflow, t *definition.Transition) string {
	switch t.Submitter {
	case "":
		return ""
	case definition.WhoeverTakesIt:
		return v.say("web.workflow.heir_taker", nil)
	}
	who := flow.ChosenTitle(people.Party{Kind: people.Chosen, Name: t.Submitter})
	return v.say("web.workflow.heir", wording.Args{"Who": who})
}

func (s *Server) roundLineView(v *visit, flow *definition.Workflow, round *definition.Round) roundLineView {
	line := roundLineView{
		Title: s.roundTitle(flow.Key, round.Name), Question: round.Question,
		Asks:     round.Narrow.Text(flow, v.lang, s.askedWords(v, flow, round.Asks), func(but []people.Party) string { return s.askedWords(v, flow, but) }),
		Deadline: deadlineWords(v, flow, round.Deadline),
	}
	if starts := round.Starts; starts != nil && len(starts.Each) > 0 {
		line.Asks = v.say("web.workflow.each", wording.Args{"Who": s.askedWords(v, flow, starts.Each)})
	}
	if round.Others {
		line.Asks += ". " + v.say("web.workflow.others_too", nil)
	}
	if x := round.Extension; x != nil {
		line.Deadline = v.say("web.workflow.extension", wording.Args{"Deadline": line.Deadline, "AtMost": x.AtMost.Text(), "Who": s.partiesWords(v, flow, x.By)})
	}
	var answers []string
	for _, a := range round.Answers {
		answers = append(answers, a.Title.In(v.lang))
	}
	line.Answers = wording.AnyOf(v.lang, answers)
	return line
}

// partiesWords names parties, a role by the bodies that it may be.
func (s *Server) partiesWords(v *visit, flow *definition.Workflow, parties []people.Party) string {
	var said []string
	var named []people.Party
	for _, party := range parties {
		if title := flow.ChosenTitle(party); title != nil {
			said = append(said, title.In(v.lang))
			continue
		}
		if party.Kind != people.Role {
			named = append(named, party)
			continue
		}
		bodies := s.Pack.Binds[flow.Key][party.Name]
		if len(bodies) > 2 && party.Seat == "" {
			said = append(said, v.say("web.workflow.groups", wording.Args{"Count": len(bodies)}))
			continue
		}
		for _, body := range bodies {
			party.Kind, party.Name = people.ABody, body
			named = append(named, party)
		}
	}
	for _, who := range s.Pack.People.DescribeEach(named) {
		said = append(said, who.In(v.lang))
	}
	return wording.AnyOf(v.lang, said)
}

// askedWords names all of some parties, each of whom is asked.
func (s *Server) askedWords(v *visit, flow *definition.Workflow, parties []people.Party) string {
	var said []string
	for _, party := range parties {
		said = append(said, s.partiesWords(v, flow, []people.Party{party}))
	}
	return wording.List(v.lang, said)
}

// deadlineWords says how long somebody has.
func deadlineWords(v *visit, flow *definition.Workflow, d *definition.Deadline) string {
	switch {
	case d == nil:
		return ""
	case !d.Within.IsZero():
		return d.Within.Text().In(v.lang)
	case d.At.Recurs() || d.At != nil && d.At.Offset.Side != "":
		return v.say("web.workflow.at_offset", wording.Args{"Offset": flow.DateTitle(d.At).In(v.lang)})
	case d.At != nil && d.At.Of == "meeting":
		return v.say("web.workflow.at_meeting", nil)
	}
	return v.say("web.workflow.at_date", nil)
}
