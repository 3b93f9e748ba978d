package web

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// A processMovePage is what moving the proposals that run on earlier editions of a
// workflow to the one in force would do, one by one.
type processMovePage struct {
	Path    string
	Flow    string
	Key     string
	Maps    []input // what becomes of states and questions that have no namesake
	Moves   []moveLine
	Stays   []stayGroup
	Staying int // so many proposals cannot be moved
	Left    int // so many are still to be looked at, when these have been moved
	Reason  input
	Errors  []formError
	Moved   int // so many have been moved just now
	Nothing bool
}

// A moveLine is what moving one proposal does.
type moveLine struct {
	Number, Title, Path string
	State               string // "Bereds", or "Bereds → Granskas"
	Changes             []string
}

// A stayGroup is the proposals that cannot be moved for one reason.
type stayGroup struct {
	Why   string
	Lines []stayLine
	More  int // that are not listed
}

// A stayLine is a proposal that cannot be moved.
type stayLine struct{ Number, Title, Path string }

// mostMoved is how many proposals are moved by one pressing of the button: what is left
// is moved by the next. mostListed is how many that cannot be moved are listed for one
// reason.
const mostMoved, mostListed = 200, 20

// A removal is everything that moving a workflow's proposals needs.
type removal struct {
	flow    *definition.Workflow // in force
	mapping engine.Mapping
	strands strands // of all that were looked at
	weighed []weighed
	left    int // that were not looked at, for there were enough to move
}

// A weighed is a proposal, and what moving it would do, or why it cannot be.
type weighed struct {
	engine.Proposal
	crossing engine.Crossing
	refused  error
}

func (s *Server) processMove(w http.ResponseWriter, r *http.Request, _ []engine.Published) error {
	key := newKey()
	move, err := s.removal(r, key)
	if err != nil {
		return err
	}
	return s.show(w, r, "process_move", s.processMovePage(r, move, key))
}

// removal reads what the form says becomes of what the newest edition has not, and
// weighs the proposals that run on earlier ones until there are enough to move: those
// that cannot be moved hold up none that can.
func (s *Server) removal(r *http.Request, key string) (removal, error) {
	move := removal{flow: s.Pack.Newest().Workflow(r.PathValue("workflow")), strands: strands{}}
	if move.flow == nil {
		return move, errNowhere
	}
	ids, err := s.Process.OnOtherEditions(r.Context(), s.Pack.Key, move.flow.Key, move.flow.Edition)
	if err != nil {
		return move, err
	}
	if err := move.read(r); err != nil {
		return move, err
	}
	enough := mostMoved
	for i, id := range ids {
		p, _, err := s.Store.Proposal(r.Context(), id, "")
		if err != nil {
			return move, err
		}
		one := weighed{Proposal: p}
		one.crossing, one.refused = engine.CrossingOf(s.Pack.At(p.Workflow, p.Edition), p, s.moveAct(visitOf(r), p, move, key, "–"), s.Now())
		move.strands.add(s.Pack.WorkflowOf(p.Workflow, p.Edition), move.flow, p)
		if one.refused == nil {
			enough--
		}
		if move.weighed = append(move.weighed, one); enough == 0 {
			move.left = len(ids) - i - 1
			break
		}
	}
	return move, nil
}

// movable are the proposals that can be moved.
func (m *removal) movable() (all []engine.Proposal) {
	for _, one := range m.weighed {
		if one.refused == nil {
			all = append(all, one.Proposal)
		}
	}
	return all
}

// read reads what the form says becomes of what.
func (m *removal) read(r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return unreadable{err}
	}
	m.mapping = engine.Mapping{States: map[string]string{}, Rounds: map[string]string{}}
	for name, values := range r.Form {
		if old, ok := strings.CutPrefix(name, "lage."); ok && values[0] != "" {
			m.mapping.States[old] = values[0]
		}
		if old, ok := strings.CutPrefix(name, "fraga."); ok && values[0] != "" {
			m.mapping.Rounds[old] = strings.TrimPrefix(values[0], fallsWord)
		}
	}
	return nil
}

// fallsWord is what the form says of a question that falls. No round is called so.
const fallsWord = "-"

func (s *Server) processMovePage(r *http.Request, move removal, key string) processMovePage {
	v := visitOf(r)
	page := processMovePage{Path: r.URL.Path, Flow: move.flow.Title.In(v.lang), Key: key, Nothing: len(move.weighed) == 0, Left: move.left}
	page.Maps = moveMaps(v, move)
	for _, one := range move.weighed {
		if one.refused != nil {
			page.stays(one.Proposal, s.whyNot(v, one))
			continue
		}
		page.Moves = append(page.Moves, s.moveLine(v, one.Proposal, one.crossing))
	}
	page.Reason = input{ID: "f-reason", Name: "reason", Kind: "lines", Label: v.say("web.process.move_reason", nil), Hint: v.say("web.process.move_reason_hint", nil), Value: r.PostFormValue("reason")}
	return page
}

// stays lists a proposal among those that cannot be moved for the same reason.
func (page *processMovePage) stays(p engine.Proposal, why string) {
	page.Staying++
	at := slices.IndexFunc(page.Stays, func(g stayGroup) bool { return g.Why == why })
	if at < 0 {
		at, page.Stays = len(page.Stays), append(page.Stays, stayGroup{Why: why})
	}
	group := &page.Stays[at]
	if len(group.Lines) == mostListed {
		group.More++
		return
	}
	group.Lines = append(group.Lines, stayLine{p.Number, p.Title, proposalPath(p.Number)})
}

// whyNot is why a proposal cannot be moved. What is nobody's to mend is the log's.
func (s *Server) whyNot(v *visit, one weighed) string {
	if f := fault.As(one.refused); f != nil {
		return f.In(v.lang)
	}
	s.Log.Error("weighing the move of a proposal", "proposal", one.ID, "error", one.refused)
	return v.say("web.process.stays_unknown", nil)
}

// moveLine tells what moving one proposal does.
func (s *Server) moveLine(v *visit, p engine.Proposal, c engine.Crossing) moveLine {
	old, now := s.seenBy(p), s.of(p.Workflow, "")
	line := moveLine{Number: p.Number, Title: p.Title, Path: proposalPath(p.Number), State: now.stateTitle(p.Workflow, c.To).In(v.lang)}
	if from := old.stateTitle(p.Workflow, c.From).In(v.lang); from != line.State {
		line.State = from + " → " + line.State
	}
	switch {
	case c.Holder == c.HolderBefore:
	case c.Holder == "":
		line.Changes = append(line.Changes, v.say("web.process.moves_nobody", nil))
	default:
		line.Changes = append(line.Changes, v.say("web.process.moves_holder", wording.Args{"Who": s.holderTitle(c.Holder)}))
	}
	for _, d := range c.Dates {
		line.Changes = append(line.Changes, now.movedDate(v, p, d))
	}
	for _, name := range c.Closes {
		line.Changes = append(line.Changes, v.say("web.process.moves_closes", wording.Args{"Round": old.roundTitle(p.Workflow, name)}))
	}
	for _, e := range c.Follows {
		if e.Kind == engine.Veiled || e.Kind == engine.Unveiled {
			line.Changes = append(line.Changes, v.say("web.event."+string(e.Kind), nil)+".")
		}
		if e.Data.To != "" {
			line.Changes = append(line.Changes, v.say("web.process.moves_on", wording.Args{"State": now.stateTitle(p.Workflow, e.Data.To)}))
		}
	}
	return line
}

// movedDate tells of one date that becomes another.
func (s *Server) movedDate(v *visit, p engine.Proposal, d engine.MovedDate) string {
	p.Edition = "" // the date is named by the newest
	about := s.deadlineName(v, p, engine.Deadline{About: d.About, Name: d.Name})
	key, zone := "web.process.date_moves", s.Pack.Calendar.Zone()
	args := wording.Args{"About": about, "Before": wording.PlainDay(v.lang, d.Before.At.In(zone)), "After": wording.PlainDay(v.lang, d.After.At.In(zone))}
	switch {
	case d.After.At.IsZero():
		key = "web.process.date_ends"
	case d.Before.At.IsZero():
		key = "web.process.date_begins"
	}
	said := v.say(key, args)
	if d.Late {
		said += " " + v.say("web.process.date_late", nil)
	}
	return said
}

// moveAct is the act by which one proposal goes over. Its key is the form's with the
// proposal, so that sending the form twice moves nothing twice.
func (s *Server) moveAct(v *visit, p engine.Proposal, move removal, key, reason string) engine.Act {
	act := s.act(v, engine.Adopt, key+":"+p.ID)
	act.Proposal, act.Edition, act.Mapping = p.ID, move.flow.Edition, move.mapping
	act.Inputs["reason"] = reason
	return act
}

// processMovePost moves every proposal that can be moved, each by an act of its own: what
// is broken off goes on where it stopped when the button is pressed again.
func (s *Server) processMovePost(w http.ResponseWriter, r *http.Request, _ []engine.Published) error {
	if err := readForm(r); err != nil {
		return err
	}
	move, err := s.removal(r, r.PostFormValue(fieldKey))
	if err != nil {
		return err
	}
	v, reason := visitOf(r), strings.TrimSpace(r.PostFormValue("reason"))
	if reason == "" {
		page := s.processMovePage(r, move, r.PostFormValue(fieldKey))
		page.Reason.Fault = said("process_reason", "reason", nil).In(v.lang)
		page.Errors = []formError{{page.Reason.ID, page.Reason.Fault}}
		return s.showAs(w, r, http.StatusUnprocessableEntity, "process_move", page)
	}
	moved, err := s.moveAll(r.Context(), v, move, r.PostFormValue(fieldKey), reason)
	if err != nil {
		return err
	}
	key := newKey()
	if move, err = s.removal(r, key); err != nil {
		return err
	}
	page := s.processMovePage(r, move, key)
	page.Moved = moved
	return s.show(w, r, "process_move", page)
}

func (s *Server) moveAll(ctx context.Context, v *visit, move removal, key, reason string) (moved int, err error) {
	for _, p := range move.movable() {
		_, err := s.Engine.Act(ctx, s.moveAct(v, p, move, key, reason))
		switch {
		case err == nil:
			moved++
		case fault.As(err) == nil:
			return moved, err
		}
	}
	return moved, nil
}
