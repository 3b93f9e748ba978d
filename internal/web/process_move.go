package web

import (
	"context"
	"maps"
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
	Stays   []stayLine
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

// A stayLine is a proposal that cannot be moved, and why.
type stayLine struct{ Number, Title, Path, Why string }

// mostMoved is how many proposals are moved by one pressing of the button: what is left
// is moved by the next.
const mostMoved = 200

// A removal is everything that moving a workflow's proposals needs.
type removal struct {
	flow      *definition.Workflow // in force
	proposals []engine.Proposal
	mapping   engine.Mapping
}

func (s *Server) processMove(w http.ResponseWriter, r *http.Request, _ []engine.Published) error {
	move, err := s.removal(r)
	if err != nil {
		return err
	}
	return s.show(w, r, "process_move", s.processMovePage(r, move, newKey()))
}

// removal reads the proposals that run on earlier editions, and what the form says
// becomes of what they have that the newest has not.
func (s *Server) removal(r *http.Request) (removal, error) {
	move := removal{flow: s.Pack.Newest().Workflow(r.PathValue("workflow"))}
	if move.flow == nil {
		return move, errNowhere
	}
	ids, err := s.Process.OnOtherEditions(r.Context(), s.Pack.Key, move.flow.Key, move.flow.Edition)
	if err != nil {
		return move, err
	}
	for _, id := range ids[:min(len(ids), mostMoved)] {
		p, _, err := s.Store.Proposal(r.Context(), id, "")
		if err != nil {
			return move, err
		}
		move.proposals = append(move.proposals, p)
	}
	if err := r.ParseForm(); err != nil {
		return move, unreadable{err}
	}
	move.mapping = engine.Mapping{States: map[string]string{}, Rounds: map[string]string{}}
	for name, values := range r.Form {
		if old, ok := strings.CutPrefix(name, "lage."); ok && values[0] != "" {
			move.mapping.States[old] = values[0]
		}
		if old, ok := strings.CutPrefix(name, "fraga."); ok && values[0] != "" {
			move.mapping.Rounds[old] = strings.TrimPrefix(values[0], fallsWord)
		}
	}
	return move, nil
}

// fallsWord is what the form says of a question that falls. No round is called so.
const fallsWord = "-"

func (s *Server) processMovePage(r *http.Request, move removal, key string) processMovePage {
	v := visitOf(r)
	page := processMovePage{Path: r.URL.Path, Flow: move.flow.Title.In(v.lang), Key: key, Nothing: len(move.proposals) == 0}
	page.Maps = s.moveMaps(v, move)
	for _, p := range move.proposals {
		crossing, err := engine.CrossingOf(s.Pack.At(p.Workflow, p.Edition), p, s.moveAct(v, p, move, key, "–"), s.Now())
		if err != nil {
			page.Stays = append(page.Stays, stayLine{p.Number, p.Title, proposalPath(p.Number), whyNot(v, err)})
			continue
		}
		page.Moves = append(page.Moves, s.moveLine(v, p, crossing))
	}
	page.Reason = input{ID: "f-reason", Name: "reason", Kind: "lines", Label: v.say("web.process.move_reason", nil), Hint: v.say("web.process.move_reason_hint", nil), Value: r.PostFormValue("reason")}
	return page
}

func whyNot(v *visit, err error) string {
	if f := fault.As(err); f != nil {
		return f.In(v.lang)
	}
	return err.Error()
}

// moveMaps are the fields that ask what becomes of what has no namesake.
func (s *Server) moveMaps(v *visit, move removal) []input {
	fields := map[string]input{}
	for _, p := range move.proposals {
		old := s.Pack.WorkflowOf(p.Workflow, p.Edition)
		if old == nil {
			continue
		}
		standing := definition.Standing{States: map[string]int{p.State: 1}, Rounds: map[string]int{}}
		for _, round := range p.Rounds {
			if round.ClosedAt.IsZero() {
				standing.Rounds[round.Name] = 1
			}
		}
		for _, strand := range definition.Strands(old, move.flow, standing, nil) {
			in := s.moveMap(v, move, strand)
			fields[in.Name] = in
		}
	}
	var list []input
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		list = append(list, fields[name])
	}
	return list
}

func (s *Server) moveMap(v *visit, move removal, strand definition.Strand) input {
	in := input{Kind: "choice", Name: "lage." + strand.Name, Label: v.say("web.process.map_state", wording.Args{"Title": strand.Title})}
	chosen := move.mapping.States[strand.Name]
	for _, state := range move.flow.States {
		if !state.Final && !strand.Round {
			in.Options = append(in.Options, inputOption{Value: state.Name, Title: state.Title.In(v.lang)})
		}
	}
	if strand.Round {
		in.Name, in.Label = "fraga."+strand.Name, v.say("web.process.map_round", wording.Args{"Title": strand.Title})
		to, given := move.mapping.Rounds[strand.Name]
		if chosen = to; given && to == "" {
			chosen = fallsWord
		}
		in.Options = append(in.Options, inputOption{Value: fallsWord, Title: v.say("web.process.map_falls", nil)})
		for _, round := range move.flow.Rounds {
			in.Options = append(in.Options, inputOption{Value: round.Name, Title: round.Title.In(v.lang)})
		}
	}
	in.ID = "f-" + strings.ReplaceAll(in.Name, ".", "-")
	if title := suggestedTitle(in.Options, strand.Suggested); title != "" {
		in.Hint = v.say("web.process.map_hint", wording.Args{"Title": title})
	}
	for i := range in.Options {
		in.Options[i].Chosen = in.Options[i].Value == chosen
	}
	return in
}

func suggestedTitle(options []inputOption, value string) string {
	for _, o := range options {
		if o.Value == value {
			return o.Title
		}
	}
	return ""
}

// moveLine tells what moving one proposal does.
func (s *Server) moveLine(v *visit, p engine.Proposal, c engine.Crossing) moveLine {
	old, now := s.seenBy(p), s.of(p.Workflow, "")
	line := moveLine{Number: p.Number, Title: p.Title, Path: proposalPath(p.Number), State: now.stateTitle(p.Workflow, c.To).In(v.lang)}
	if from := old.stateTitle(p.Workflow, c.From).In(v.lang); from != line.State {
		line.State = from + " → " + line.State
	}
	if c.Holder != c.HolderBefore {
		line.Changes = append(line.Changes, v.say("web.process.moves_holder", wording.Args{"Who": s.bodyTitle(c.Holder)}))
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
	move, err := s.removal(r)
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
	if move, err = s.removal(r); err != nil {
		return err
	}
	page := s.processMovePage(r, move, newKey())
	page.Moved = moved
	return s.show(w, r, "process_move", page)
}

func (s *Server) moveAll(ctx context.Context, v *visit, move removal, key, reason string) (moved int, err error) {
	for _, p := range move.proposals {
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
