package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"beredd/internal/agenda"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// A livePage is where a meeting is recorded while it is held: who is there, the
// item at hand, and one form for each thing that happens.
type livePage struct {
	Number, Title, Path, Record string
	Day                         string
	Minuted                     bool // the meeting is over, and has its minutes
	People                      []presenceView
	There                       int  // how many are there now
	Attending                   bool // the list of who is there stands open: nobody is yet, or one was just recorded
	Organizations               []inputOption
	Items                       []liveItem
	Now                         *liveItem // the item at hand; nil where the agenda is empty
	Before, After               string    // the items around it
	Left                        int       // items that are not dealt with
	Waiting                     int       // items that came late and wait for a yes
	Parties                     []inputOption
	Adjusters                   []inputOption // who may be chosen to approve the minutes
	PartKinds                   []inputOption
	Anyway                      []hidden // what was given, where its writer may let it stand
	Kept                        []kept   // what was written in a form that must be mended
	Errors                      []formError
	Key                         string
}

// A liveItem is one item while the meeting is held.
type liveItem struct {
	itemView
	Here      bool
	Proposed  []string
	Parts     []livePart
	Vote      voteForm
	Reserved  []recordedLine
	Assigned  []recordedLine
	Recused   []inputOption // who may have a conflict of interest
	Away      int           // how many have
	Voices    []inputOption // who may reserve itself
	Settles   []inputOption // results that one click gives; none where the proposal's own steps do
	Amend     bool
	Steps     []liveStep
	Stopped   []string // why others may not be taken, as who is there and the vote stand
	Settled   bool
	Of        *engine.Proposal
	Documents []paper
}

// A livePart is a passage that has been written.
type livePart struct {
	Nth            int
	Kind, KindName string
	Who, Text      string
	Key            string
}

// A recordedLine is a reservation or an assignment that has been written.
type recordedLine struct {
	Nth       int
	Text, Key string
}

// A liveStep is one of a proposal's own steps, taken here.
type liveStep struct {
	Name, Title, Key string
	Press            string  // what the one press says
	Once             bool    // one press takes it, with what is proposed
	Proposes         bool    // it decides what is proposed
	Inputs           []input // what it is given otherwise
	Version          int
	Open             bool // it was given, and something of that must be mended
}

func (s *Server) live(w http.ResponseWriter, r *http.Request) error {
	page, err := s.livePage(r)
	if err != nil {
		return err
	}
	return s.show(w, r, "meeting_live", page)
}

func (s *Server) livePage(r *http.Request) (livePage, error) {
	p, err := s.findMeeting(r)
	if err != nil {
		return livePage{}, err
	}
	v := visitOf(r)
	if err := engine.MayArrange(s.Pack, p, v.member.actor(), s.Now()); err != nil {
		return livePage{}, err
	}
	page := livePage{
		Number: p.Number, Title: p.Title, Path: meetingPath(p.Number), Record: meetingPath(p.Number) + "/anteckna",
		Minuted: p.IsMinuted(), Day: s.meetingWords(v, *p.Meeting), People: s.presences(v, p), Key: newKey(),
		Parties: s.parties(v), PartKinds: s.partKinds(v),
	}
	page.Attending = r.FormValue("visa") == showPeople || !slices.ContainsFunc(p.Gathering.Present, agenda.Presence.Attended)
	page.Adjusters = s.adjusterChoices(p)
	for _, one := range page.People {
		if one.There {
			page.There++
		}
	}
	for _, org := range s.Pack.People.Organizations {
		page.Organizations = append(page.Organizations, inputOption{Value: org.Key, Title: s.organizationName(v, org.Key)})
	}
	return page, s.liveItems(r.Context(), v, p, r.FormValue("punkt"), &page)
}

// liveItems lists the items, the one at hand whole: that which is asked for, else
// the first that is not dealt with.
func (s *Server) liveItems(ctx context.Context, v *visit, p engine.Proposal, wanted string, page *livePage) error {
	g := p.Gathering
	now := g.Find(wanted)
	if now == nil {
		now = g.Next("")
	}
	before, passed := "", false
	for _, item := range g.Numbered() {
		if !item.Standing() {
			if item.Waits {
				page.Waiting++
			}
			continue
		}
		shown, err := s.itemView(ctx, v, item)
		if err != nil {
			return err
		}
		one := liveItem{itemView: shown, Settled: item.Result != agenda.Open}
		if !one.Settled {
			page.Left++
		}
		switch {
		case now != nil && item.ID == now.ID || now == nil && page.Now == nil && item.ID == g.Items[len(g.Items)-1].ID:
			one.Here, passed, page.Before = true, true, before
			if err := s.liveItem(ctx, v, p, item, &one); err != nil {
				return err
			}
			here := one
			page.Now = &here
		case passed && page.After == "":
			page.After = item.ID
		}
		before = item.ID
		page.Items = append(page.Items, one)
	}
	return nil
}

// liveItem is all that may be recorded of one item.
func (s *Server) liveItem(ctx context.Context, v *visit, p engine.Proposal, item agenda.Item, one *liveItem) error {
	one.Proposed, one.Key = item.ProposedPoints(), newKey()
	for i, part := range item.Parts {
		text := part.Text
		if len(part.Points) > 0 {
			text = strings.Join(part.Points, "\n")
		}
		one.Parts = append(one.Parts, livePart{i + 1, string(part.Kind), v.say("meeting.part."+string(part.Kind), nil), part.Who, text, newKey()})
	}
	one.Vote = s.voteForm(v, p.Gathering, item)
	for i, r := range item.Reserved {
		one.Reserved = append(one.Reserved, recordedLine{i + 1, strings.TrimSuffix(r.Who+": "+r.Text, ": "), newKey()})
	}
	for i, a := range item.Assigned {
		one.Assigned = append(one.Assigned, recordedLine{i + 1, v.say("meeting.assigned", wording.Args{
			"What": a.What, "Who": wording.List(v.lang, s.partyNames(v, a.Who)), "By": a.By.Prose(v.lang)}), newKey()})
	}
	one.Away = len(item.Recused)
	for _, present := range p.Gathering.Present {
		if !present.Attended() {
			continue
		}
		one.Recused = append(one.Recused, inputOption{Value: present.Name, Title: present.Name, Chosen: slices.Contains(item.Recused, present.Name)})
		one.Voices = append(one.Voices, inputOption{Value: present.Name, Title: present.Name})
	}
	return s.liveEnds(ctx, v, p, item, one)
}

// liveEnds are the ways in which an item may end: by its proposal's own steps, or
// by a word of the secretary's.
func (s *Server) liveEnds(ctx context.Context, v *visit, p engine.Proposal, item agenda.Item, one *liveItem) error {
	results := []agenda.Result{agenda.Noted, agenda.AsProposed, agenda.Rejected, agenda.ReferredBack, agenda.Postponed}
	one.Amend = item.About.ID == ""
	if item.About.ID != "" {
		about, _, err := s.Store.Proposal(ctx, item.About.ID, "")
		if err != nil {
			return fmt.Errorf("reading what the item takes up: %w", err)
		}
		one.Of, one.Documents = &about, s.papers(v, about)
		if about.Proposed != "" && len(one.Proposed) == 0 {
			one.Proposed = agenda.Points(about.Proposed)
		}
		choices := engine.ChoicesAt(s.seenBy(about).Pack, about, v.member.actor(), engine.RollOf(p, about.ID), s.Now())
		one.Steps, one.Stopped = s.liveSteps(v, about, choices), s.liveStopped(v, about, choices)
		results = []agenda.Result{agenda.Noted, agenda.Postponed}
	}
	if item.Kind == agenda.Information || item.Kind == agenda.Formal || item.Kind == agenda.Round || item.Kind == agenda.Delegated {
		results = slices.DeleteFunc(results, func(r agenda.Result) bool { return r == agenda.Rejected || r == agenda.ReferredBack })
	}
	for _, result := range results {
		one.Settles = append(one.Settles, inputOption{Value: string(result), Title: v.say("meeting.settle."+ended(item.Kind, result), nil)})
	}
	return nil
}

// ended is the word for a result: of an opening nobody thanks anybody.
func ended(kind agenda.Kind, result agenda.Result) string {
	if kind == agenda.Formal && result == agenda.Noted {
		return "done"
	}
	return string(result)
}

// liveSteps are the steps of a proposal that the reader may take. One that decides
// as is proposed takes one press.
func (s *Server) liveSteps(v *visit, p engine.Proposal, choices []engine.Choice) []liveStep {
	seen := s.seenBy(p)
	flow := seen.Pack.Workflow(p.Workflow)
	var all []liveStep
	for _, c := range choices {
		if !c.Allowed {
			continue
		}
		step := liveStep{Name: c.Transition, Title: c.Title.In(v.lang), Key: newKey(), Version: p.Version, Once: true}
		for _, field := range c.Needs {
			if field.Type == definition.Document {
				continue
			}
			in := seen.inputFor(v, field, "s-"+c.Transition+"-", "", false)
			switch {
			case field.Name == "decision":
				in.Value, step.Proposes = p.Proposed, true
			case field.Type == definition.Meeting:
				in.Options = seen.meetingOptions(v, seen.deciderOf(p, c.Transition), "")
				step.Once = false
			case field.Name == "decided_on":
				in.Value = s.today().String()
			default:
				step.Once = false
			}
			step.Once = step.Once && in.Value != ""
			step.Inputs = append(step.Inputs, in)
		}
		if t := flow.Transition(c.Transition); t != nil && slices.Contains(t.Takes, "comment") && len(step.Inputs) == 0 {
			step.Once = true
		}
		step.Press = step.Title
		if as := v.say("meeting.settle.as_proposed", nil); step.Proposes && !strings.Contains(strings.ToLower(step.Title), strings.ToLower(as)) {
			step.Press = v.say("meeting.do.as_proposed", wording.Args{"Step": step.Title})
		}
		step.Inputs = append(step.Inputs, seen.liveTakes(v, c)...)
		all = append(all, step)
	}
	return all
}

// liveStopped says why the reader may not take the steps that who is there, or the vote on
// the item, does not carry.
func (s *Server) liveStopped(v *visit, p engine.Proposal, choices []engine.Choice) (why []string) {
	flow := s.seenBy(p).Pack.Workflow(p.Workflow)
	for _, c := range choices {
		if t := flow.Transition(c.Transition); c.Refusal != nil && c.Refusal.Code == "guard" && t.When.AsksWhoMet() {
			why = append(why, c.Refusal.In(v.lang))
		}
	}
	return why
}

// rollOf is who is at a proposal's meeting, and how they voted, where its workflow asks for
// that; nil where it doesn't, or nobody keeps a record.
func (s *Server) rollOf(ctx context.Context, p engine.Proposal) (*engine.Roll, error) {
	flow := s.seenBy(p).Pack.Workflow(p.Workflow)
	if flow == nil || !flow.AsksWhoMet() || p.Meeting == nil || p.Meeting.ID == "" {
		return nil, nil
	}
	meeting, _, err := s.Store.Proposal(ctx, p.Meeting.ID, "")
	if err != nil {
		return nil, fmt.Errorf("reading who is at the meeting: %w", err)
	}
	return engine.RollOf(meeting, p.ID), nil
}

// liveTakes are what may be given with a step beside what it needs.
func (s *Server) liveTakes(v *visit, c engine.Choice) (inputs []input) {
	for _, field := range c.Takes {
		if field.Type != definition.Document && field.Type != definition.Meeting {
			inputs = append(inputs, s.inputFor(v, field, "s-"+c.Transition+"-", "", true))
		}
	}
	return inputs
}

// partKinds are the kinds of passage that the secretary may add.
func (s *Server) partKinds(v *visit) []inputOption {
	var all []inputOption
	for _, kind := range []agenda.PartKind{agenda.Background, agenda.Views, agenda.Proposed, agenda.Report, agenda.Note, agenda.Upcoming} {
		all = append(all, inputOption{Value: string(kind), Title: v.say("meeting.part."+string(kind), nil)})
	}
	return all
}
