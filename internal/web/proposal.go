package web

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"strings"

	"github.com/google/uuid"

	"beredd/internal/engine"
	"beredd/internal/wording"
)

// A historyReader reads what has happened to a proposal, in order.
type historyReader interface {
	History(ctx context.Context, proposal string) ([]engine.Event, error)
}

// A proposalPage is a proposal: first whose turn it is and by when, then what is
// to be decided, then all else.
type proposalPage struct {
	Number, Title, Path string
	Secret              *secretView // nil of what anybody may read
	Withheld            bool
	Kind, State         wording.Text
	Closed              bool
	Errors              []formError // of the agenda's forms
	Turns               []turn
	Clocks              []clockView
	Came                *came
	Steps               steps
	Joints              []jointView // steps that several take together, on their way
	Stages              []stage
	Decision            *decisionView
	Recommended         []decisionView // apart from the decision
	Replaced            []decisionView // earlier decisions, the latest first
	Proposed            string
	Summary             string
	Facts               []fact
	Recusals            *recusalView
	Rounds              []roundView
	Family              []kinView
	Agenda              *agendaView // of a meeting
	Documents           []paper
	PaperKinds          []inputOption // what a paper may be given for, where there is a choice
	MayAttach, MayEdit  bool
	Incoming            []incomingRow // what came by mail, for who holds it
	Told                []told
	Forgotten           []string    // letters of which only so much is kept
	Follow              *followView // nil for whoever may not
	History             []happening
	Earlier             []happening
	Key                 string // of the form for a document
	FileKinds           string
}

// A fact is a line about a proposal.
type fact struct{ Name, Value string }

// recentEvents is how many events a page shows before the rest is folded away.
const recentEvents = 8

func (s *Server) proposal(w http.ResponseWriter, r *http.Request) error {
	p, err := s.find(r)
	if err != nil {
		return err
	}
	if p.Gathering != nil {
		return see(w, r, with(r.URL.Query(), meetingPath(p.Number), "gjort", r.URL.Query().Get("gjort")))
	}
	return s.matter(w, r, p)
}

// matter shows a proposal's page, or a meeting's, which is the same with an agenda.
func (s *Server) matter(w http.ResponseWriter, r *http.Request, p engine.Proposal) error {
	page, err := s.seenBy(p).proposalPage(r, p)
	if err != nil {
		return err
	}
	return s.show(w, r, "proposal", page)
}

// find reads the proposal that the address names, by its number or its id.
func (s *Server) find(r *http.Request) (engine.Proposal, error) {
	ref := r.PathValue("ref")
	if _, err := uuid.Parse(ref); err == nil {
		p, _, err := s.Store.Proposal(r.Context(), ref, "")
		return p, err
	}
	return s.Store.ByNumber(r.Context(), s.Pack.Key, s.numberOf(ref))
}

// numberOf is the number that proposalPath put in an address.
func (s *Server) numberOf(ref string) string {
	prefix := strings.ReplaceAll(s.Pack.Number.Prefix, " ", "-") + "-"
	if rest, ok := strings.CutPrefix(strings.ToUpper(ref), strings.ToUpper(prefix)); ok {
		if kind, number, ofYear := strings.Cut(rest, "-"); ofYear && len(kind) == 1 { // a meeting's or a duty's, "LGL-M 2026-003"
			return s.Pack.Number.Prefix + "-" + kind + " " + number
		}
		return s.Pack.Number.Prefix + " " + rest
	}
	if found := otherNumber.FindStringSubmatch(ref); found != nil {
		return found[1] + " " + found[2]
	}
	return ref
}

// otherNumber is a number in an address that begins with another word: of a meeting,
// or from when numbers did.
var otherNumber = regexp.MustCompile(`^(.+)-(\d{4}-\d+)$`)

func (s *Server) proposalPage(r *http.Request, p engine.Proposal) (proposalPage, error) {
	s = s.seenBy(p)
	v, ctx := visitOf(r), r.Context()
	events, err := s.Store.History(ctx, p.ID)
	if err != nil {
		return proposalPage{}, fmt.Errorf("reading the history of %s: %w", p.Number, err)
	}
	letters, err := s.Store.Deliveries(ctx, engine.DeliveryFilter{Collaboration: p.Collaboration, Proposal: p.ID, Limit: 1000})
	if err != nil {
		return proposalPage{}, fmt.Errorf("reading the letters of %s: %w", p.Number, err)
	}
	page := proposalPage{
		Number: p.Number, Title: p.Title, Path: proposalPath(p.Number), Secret: s.secretView(v, p), Withheld: p.IsVeiled(),
		State: s.stateTitle(p.Workflow, p.State), Closed: !p.Closed.IsZero(),
		Turns: s.turns(v, p), Clocks: s.clocks(v, p), Came: s.came(v, p, events), Steps: s.steps(v, p), Joints: s.joints(v, p), Stages: s.stages(v, p, events),
		Decision: s.decisionView(v, p), Recommended: s.recommendations(v, p), Replaced: s.earlierDecisions(v, p), Proposed: p.Proposed, Summary: p.Summary, Facts: s.facts(v, p), Recusals: s.recusals(v, p),
		Rounds: s.roundViews(v, p, letters.Rows), Documents: s.papers(v, p), PaperKinds: paperKinds(v, s.Pack.Workflow(p.Workflow)),
		MayEdit:   p.Gathering == nil && engine.MayEdit(s.Pack, p, v.member.actor(), s.Now()),
		MayAttach: s.mayAttach(p, v.member), Told: s.toldOf(v, letters.Rows), Follow: s.followView(v, p),
		Key: newKey(), FileKinds: fileKinds(v.lang),
	}
	if flow := s.Pack.Workflow(p.Workflow); flow != nil {
		page.Kind = flow.Title
	}
	if page.Forgotten, err = s.forgotten(ctx, v, p); err != nil {
		return proposalPage{}, err
	}
	if page.Family, err = s.family(ctx, v, p, events); err != nil {
		return proposalPage{}, err
	}
	if page.Agenda, err = s.agendaOf(ctx, v, p); err != nil {
		return proposalPage{}, err
	}
	if page.Incoming, err = s.cameAbout(ctx, v, p); err != nil {
		return proposalPage{}, err
	}
	page.History = s.happenings(v, p, events)
	if len(page.History) > recentEvents+2 {
		page.History, page.Earlier = page.History[:recentEvents], page.History[recentEvents:]
	}
	return page, nil
}

// A decisionView is what was decided, by whom and when.
type decisionView struct {
	Text  string
	Word  string // what the body's outcome is called: beslut, rekommendation
	Lines []fact
}

func (s *Server) decisionView(v *visit, p engine.Proposal) *decisionView {
	if p.Decision == nil {
		return nil
	}
	view := s.viewOf(v, p, *p.Decision)
	return &view
}

// viewOf is one decision as a page shows it.
func (s *Server) viewOf(v *visit, p engine.Proposal, d engine.Decision) decisionView {
	s = s.seenBy(p)
	view := decisionView{Text: d.Text, Word: s.outcomeWord(v, d.Body)}
	view.add(v.say("web.proposal.decided_by."+s.outcomeKind(v, d.Body), nil), s.bodyTitle(d.Body).In(v.lang))
	view.add(v.say("web.proposal.decided_on."+s.outcomeKind(v, d.Body), nil), d.On.Prose(v.lang))
	if d.Meeting != nil {
		view.add(v.say("web.proposal.meeting", nil), s.meetingWords(v, *d.Meeting))
	}
	view.add(v.say("web.proposal.follow_up_on", nil), d.FollowUpOn.Prose(v.lang))
	view.Lines = append(view.Lines, s.inputFacts(v, p.Workflow, nil, d.Inputs)...)
	return view
}

func (d *decisionView) add(name, value string) {
	if value != "" {
		d.Lines = append(d.Lines, fact{name, value})
	}
}

// outcomeWord is what a body's outcome is called.
func (s *Server) outcomeWord(v *visit, body string) string {
	return v.say("web.outcome."+s.outcomeKind(v, body), nil)
}

// outcomeKind is a body's word for its outcomes in the pack, one that the catalogue
// knows.
func (s *Server) outcomeKind(v *visit, body string) string {
	if b := s.Pack.People.Body(body); b != nil && wording.Has(v.lang, "web.outcome."+b.Decides) {
		return b.Decides
	}
	return "decision"
}

// facts are the lines beside the text: whose it is, which meeting, the pack's own
// fields.
func (s *Server) facts(v *visit, p engine.Proposal) []fact {
	s = s.seenBy(p)
	var facts []fact
	add := func(key, value string) {
		if value != "" {
			facts = append(facts, fact{v.say("web.proposal."+key, nil), value})
		}
	}
	if p.IsMeeting() {
		add("meeting_number", p.Number)
	} else {
		add("number", p.Number)
	}
	if flow := s.Pack.Workflow(p.Workflow); flow != nil {
		add("kind", flow.Title.In(v.lang))
		for _, role := range flow.Roles[:min(1, len(flow.Roles))] {
			add("drafted_by", s.bodyTitle(p.Bodies[role]).In(v.lang))
		}
	}
	add("submitter", s.personName(p.Submitter))
	if p.Meeting != nil && p.Decision == nil {
		add("meeting", s.meetingWords(v, *p.Meeting))
	}
	facts = append(facts, s.inputFacts(v, p.Workflow, nil, besideDecision(p, engine.Fields(s.Pack, p, s.Now())))...)
	add("opened", s.when(v.lang, p.Opened))
	add("changed", s.when(v.lang, p.Changed))
	add("closed", s.when(v.lang, p.Closed))
	return facts
}

// besideDecision are those of a proposal's fields that its decision does not show.
func besideDecision(p engine.Proposal, fields map[string]any) map[string]any {
	fields = maps.Clone(fields)
	maps.DeleteFunc(fields, func(name string, value any) bool {
		return p.Decision != nil && p.Decision.Inputs[name] != nil && p.Decision.Inputs[name] == value
	})
	return fields
}

// meetingWords names a meeting: "Länsgemensam ledning, fredag 5 juni 2026 (v. 23) kl. 09.00".
func (s *Server) meetingWords(v *visit, m engine.Meeting) string {
	said := m.Date.Prose(v.lang)
	if m.Time != "" {
		said = v.say("web.at_hour", wording.Args{"Day": said, "Hour": clockWords(v.lang, m.Time)})
	}
	if title := s.seriesTitle(m); len(title) > 0 {
		return title.In(v.lang) + ", " + said
	}
	return said
}

// seriesTitle is what people call the meeting's series, else its body.
func (s *Server) seriesTitle(m engine.Meeting) wording.Text {
	if s.Pack.Cycle != nil {
		for _, series := range s.Pack.Cycle.Meetings {
			if series.Name == m.Name {
				return series.Title
			}
		}
	}
	return s.bodyTitle(m.Body)
}

// clockWords writes "09:00" as the language does.
func clockWords(l wording.Language, clock string) string {
	if l == wording.Swedish {
		return strings.ReplaceAll(clock, ":", ".")
	}
	return clock
}
