package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"beredd/internal/agenda"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// An agendaView is what a meeting's page shows of what it takes up.
type agendaView struct {
	Path    string // of what is done with it
	Facts   []fact // when, where, who
	Items   []itemView
	Fixed   string // since when the numbers stand, or ""
	Stop    string // until when proposals are taken, and what becomes of those that come later
	Open    bool   // the reader may change it
	Live    bool   // and record what happens
	Minuted bool   // the meeting is over, and has its minutes
	Moves   bool   // and give the meeting another day
	Planned int    // minutes, of the items that say
	Add     *itemForm
	Ready   []readyView // what the reader may put on it with one press
	Sheets  []paperLink // the meeting's papers, as they are read and taken home
	Key     string
}

// An itemView is one point of an agenda.
type itemView struct {
	ID, Title, Kind, Path string
	Number                int
	Status                string // "§ 12", late, carried over
	Late, Waits, Gone     bool
	Lines                 []fact
	Result                string
	Decision              []string
	Key                   string
	Papers                []paper   // of the meeting, that go with it
	Acts                  []itemAct // what the reader may do with it before the meeting
	Edit                  *itemForm // where the reader may change it; nil where that is over
}

// An itemAct is one press that changes the agenda.
type itemAct struct {
	Do, Word, Key string
	Place         int
}

// agendaOf is what p takes up, nil where p is no meeting.
func (s *Server) agendaOf(ctx context.Context, v *visit, p engine.Proposal) (*agendaView, error) {
	g := p.Gathering
	if g == nil || p.Meeting == nil {
		return nil, nil
	}
	view := &agendaView{
		Path: meetingPath(p.Number), Key: newKey(), Facts: s.occasionFacts(v, p),
		Open: engine.MayArrange(s.Pack, p, v.member.actor(), s.Now()) == nil,
	}
	view.Moves = s.Years != nil && engine.MayReschedule(s.Pack, p, v.member.actor(), s.Now()) == nil
	view.Live, view.Minuted = view.Open && !s.today().Before(p.Meeting.Date), p.IsMinuted()
	view.Sheets = s.sheets(p)
	if !g.Fixed.IsZero() {
		view.Fixed = s.when(v.lang, g.Fixed)
	}
	if p.Closed.IsZero() && !s.today().After(p.Meeting.Date) {
		view.Stop = s.stopWords(v, engine.StopOf(s.Pack, *p.Meeting))
	}
	if view.Open {
		view.Add = newItemForm(v)
		view.Add.Open = len(g.Items) == 0 && !view.Minuted
	}
	items := g.Numbered()
	for i, item := range items {
		shown, err := s.itemView(ctx, v, item)
		if err != nil {
			return nil, err
		}
		if view.Open && item.Result == agenda.Open && !shown.Gone {
			shown.Acts = itemActs(v, item, i+1, len(items), view.Fixed != "")
			shown.Edit = s.itemForm(v, p, item, i+1)
		}
		shown.Papers = s.itemPapers(v, p, item)
		view.Items = append(view.Items, shown)
		view.Planned += item.Length
	}
	var err error
	view.Ready, err = s.readyFor(ctx, v, p)
	return view, err
}

// stopWords say until when a meeting takes proposals, and what becomes of those that
// come later; "" where no day is told.
func (s *Server) stopWords(v *visit, stop engine.Stop) string {
	if stop.At.IsZero() {
		return ""
	}
	key := "meeting.stop"
	if s.Now().After(stop.At) {
		key += ".passed"
	}
	rule := map[definition.LateRule]string{
		definition.ChairDecides: "chair", definition.RefuseLate: "refuse", definition.NextMeeting: "next"}[stop.Rule]
	return v.say(key, wording.Args{"When": s.when(v.lang, stop.At)}) + " " + v.say("meeting.stop."+rule, nil)
}

// itemActs are the presses that change where an item stands, of those that may.
func itemActs(v *visit, item agenda.Item, place, of int, fixed bool) []itemAct {
	var acts []itemAct
	add := func(may bool, verb agenda.Verb, word string, place int) {
		if may {
			acts = append(acts, itemAct{string(verb), v.say("meeting.do."+word, nil), newKey(), place})
		}
	}
	add(item.Waits, agenda.Admit, "admit", 0)
	add(!fixed && place > 1, agenda.Move, "up", place-1)
	add(!fixed && place < of, agenda.Move, "down", place+1)
	add(!fixed && item.About.ID == "", agenda.Remove, "remove", 0)
	add(true, agenda.Carry, "carry", 0)
	return acts
}

// occasionFacts are when and where a meeting is, and whose.
func (s *Server) occasionFacts(v *visit, p engine.Proposal) []fact {
	o := engine.OccasionOf(p)
	var facts []fact
	add := func(key, value string) {
		if value != "" {
			facts = append(facts, fact{v.say("meeting.fact."+key, nil), value})
		}
	}
	if o.Until != "" && o.Time != "" {
		add("day", occasionSpan(v, o))
	} else {
		add("day", occasionDays(v, o))
		add("time", hoursWords(v, o))
	}
	add("place", o.Place)
	add("link", o.Link)
	var bodies []string
	for _, body := range p.Gathering.Bodies {
		bodies = append(bodies, s.bodyTitle(body).In(v.lang))
	}
	add("bodies", wording.List(v.lang, bodies))
	return facts
}

// itemView is one item as the reader may see it: what it says of a proposal is the
// proposal's to withhold.
func (s *Server) itemView(ctx context.Context, v *visit, item agenda.Item) (itemView, error) {
	view := itemView{
		ID: item.ID, Title: item.Title, Kind: v.say("agenda.kind."+string(item.Kind), nil), Number: item.Number,
		Late: item.Late, Waits: item.Waits, Gone: item.To != (agenda.Matter{}), Decision: item.Decision,
	}
	add := func(key, value string) {
		if value != "" {
			view.Lines = append(view.Lines, fact{v.say("meeting.item."+key, nil), value})
		}
	}
	if item.About.ID != "" {
		about, _, err := s.Store.Proposal(ctx, item.About.ID, "")
		if err != nil {
			return view, fmt.Errorf("reading what %s takes up: %w", item.Title, err)
		}
		view.Title, view.Path = about.Title, proposalPath(about.Number)
		add("number", about.Number)
		if about.IsVeiled() {
			view.Decision, item.Votes = nil, nil
		}
	}
	for _, vote := range item.Votes {
		add("votes", voteWords(v, vote))
	}
	add("presenters", wording.List(v.lang, item.Presenters))
	if item.Length > 0 {
		add("length", v.say("meeting.minutes", wording.Args{"Count": item.Length}))
	}
	add("from", item.From.Number)
	add("to", item.To.Number)
	var gathered []string
	for _, m := range item.Gathers {
		gathered = append(gathered, strings.TrimSpace(m.Number+" "+m.Title))
	}
	add("gathers", wording.List(v.lang, gathered))
	if item.Result != agenda.Open {
		view.Result = v.say("agenda.result."+ended(item.Kind, item.Result), nil)
	}
	if item.Paragraph > 0 {
		view.Status = fmt.Sprintf("§ %d", item.Paragraph)
	}
	return view, nil
}

// meeting is a meeting's page.
func (s *Server) meeting(w http.ResponseWriter, r *http.Request) error {
	p, err := s.findMeeting(r)
	if err != nil {
		return err
	}
	return s.matter(w, r, p)
}

// findMeeting is the meeting that the address names; what is no meeting is nowhere.
func (s *Server) findMeeting(r *http.Request) (engine.Proposal, error) {
	p, err := s.find(r)
	if err == nil && p.Gathering == nil {
		err = errNowhere
	}
	return p, err
}

// arrangePost changes the agenda by one item.
func (s *Server) arrangePost(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(r); err != nil {
		return err
	}
	p, err := s.findMeeting(r)
	if err != nil {
		return err
	}
	if r.PostFormValue("gor") == putsOn {
		return s.putReady(w, r, p)
	}
	act := s.act(visitOf(r), engine.Arrange, r.PostFormValue(fieldKey))
	act.Proposal = p.ID
	act.Arrangement, err = arrangement(r)
	if err != nil {
		return err
	}
	if act.Arrangement.Do == agenda.Change {
		err = s.changeItem(r, p, act)
	} else {
		_, err = s.Engine.Act(r.Context(), act)
	}
	if err != nil {
		return s.arrangedWrong(w, r, p, err)
	}
	return see(w, r, meetingPath(p.Number)+"?gjort=arranged#dagordning")
}

// arrangement reads what the form asks for.
func arrangement(r *http.Request) (*agenda.Arrangement, error) {
	a := &agenda.Arrangement{Do: agenda.Verb(r.PostFormValue("gor")), Item: agenda.Item{
		ID: r.PostFormValue("punkt"), Kind: agenda.Kind(r.PostFormValue(itemKind)), Title: tidy(r.PostFormValue(itemTitle)),
		Presenters: agenda.Points(tidy(r.PostFormValue(itemPresenters))), About: agenda.Matter{Number: tidy(r.PostFormValue(itemAbout))},
	}}
	a.Place, _ = strconv.Atoi(r.PostFormValue(itemPlace))
	if said := tidy(r.PostFormValue(itemLength)); said != "" {
		length, err := strconv.Atoi(said)
		if err != nil {
			length = -1 // which the agenda refuses, saying what it may be
		}
		a.Item.Length = length
	}
	known := []agenda.Verb{agenda.Add, agenda.Change, agenda.Move, agenda.Remove, agenda.Admit, agenda.Carry}
	if !slices.Contains(known, a.Do) {
		return nil, unreadable{errNoKey}
	}
	return a, nil
}

// arrangedWrong shows the meeting's page again with what must be mended, and what
// was written.
func (s *Server) arrangedWrong(w http.ResponseWriter, r *http.Request, p engine.Proposal, err error) error {
	f := fault.As(err)
	if f == nil {
		return err
	}
	v := visitOf(r)
	if itemFields[f.All()[0].Field] != "" {
		page, err := s.seenBy(p).proposalPage(r, p)
		if err != nil {
			return err
		}
		if form := page.Agenda.formOf(r.PostFormValue("punkt")); form != nil {
			page.Errors = form.again(v, r, f)
			return s.showAs(w, r, statuses[f.Kind], "proposal", page)
		}
	}
	var texts []kept
	for _, name := range []string{itemTitle, itemPresenters, itemLength, itemAbout} {
		if text := r.PostFormValue(name); text != "" {
			texts = append(texts, kept{v.say("meeting.form."+name, nil), text})
		}
	}
	return lost{f, texts, proposalPath(p.Number) + "#dagordning"}
}

// seated are those with a seat in the bodies that meet, each once.
func (s *Server) seated(p engine.Proposal) []people.Seat {
	var all []people.Seat
	for _, body := range p.Gathering.Bodies {
		for _, role := range people.SeatRoles() {
			for _, seat := range s.Pack.People.Seated(body, role, p.Meeting.Date) {
				if !slices.ContainsFunc(all, func(other people.Seat) bool { return other.Person == seat.Person }) {
					all = append(all, seat)
				}
			}
		}
	}
	return all
}
