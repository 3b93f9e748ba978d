package web

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"beredd/internal/definition"
	"beredd/internal/definition/difference"
	"beredd/internal/definition/source"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// A processPublishPage is what publishing the draft would mean.
type processPublishPage struct {
	Problems []problemLine
	Broken   bool // there are errors, so that it cannot be published
	Same     bool // nothing differs from what is in force
	Groups   []differenceGroup
	Standing []standingLine
	Passed   *passedView
	Base     int
	Edition  string // of what is shown, so that nothing else is published
	Wave     *publishWave
	Note     input
	Errors   []formError
}

// A differenceGroup is what concerns the same proposals.
type differenceGroup struct {
	Heading, Lead string
	Lines         []differenceLine
}

// A differenceLine is one difference, in words, and where both sides have it.
type differenceLine struct {
	Part, Says       string
	Old, New         string // "proposal.yaml, rad 31"
	OldPath, NewPath string
}

// A standingLine is how many proposals stand in one state of an edition, and whether
// the new one has such a state.
type standingLine struct {
	Flow, State string
	Count       int
	Lost        bool
	Suggested   string
}

// A passedView tells who has published since the draft was begun.
type passedView struct {
	Number  int
	By      string
	At      time.Time
	Note    string
	Groups  []differenceGroup
	Touched []string // files that both have changed
}

func (s *Server) processPublish(w http.ResponseWriter, r *http.Request, editions []engine.Published) error {
	work, err := s.working(r, editions)
	if err != nil {
		return err
	}
	page, err := s.processPublishPage(r, work)
	if err != nil {
		return err
	}
	return s.show(w, r, "process_publish", page)
}

func (s *Server) processPublishPage(r *http.Request, work *working) (processPublishPage, error) {
	v := visitOf(r)
	passed, err := s.passed(r.Context(), v, work)
	page := processPublishPage{Base: work.draft.Base, Passed: passed, Problems: problemLines(v, work.problems), Broken: work.pack == nil}
	page.Note = input{ID: "f-note", Name: "note", Kind: "lines", Label: v.say("web.process.note", nil), Hint: v.say("web.process.note_hint", nil), Value: r.PostFormValue("note")}
	if work.pack == nil || err != nil {
		return page, err
	}
	page.Edition, page.Same = work.pack.Edition, work.pack.Edition == s.Pack.Newest().Edition && len(work.draft.touched()) == 0
	page.Groups = s.differences(v, s.Pack.Newest(), work.pack, func(file string) string { return filePath(work.newest().Seq, file) }, editPath)
	standings, err := s.Process.Standings(r.Context(), s.Pack.Key)
	if err != nil {
		return page, err
	}
	page.Standing = s.standings(v, work.pack, standings)
	if !page.Same && passed == nil {
		page.Wave, err = s.publishWave(r, work.pack)
	}
	return page, err
}

// differences are told in groups, the most pressing first.
func (s *Server) differences(v *visit, old, new *definition.Pack, oldPath, newPath func(string) string) []differenceGroup {
	var groups []differenceGroup
	for _, d := range difference.Between(old, new) {
		heading := v.say("web.process.reach."+string(d.Reach), nil)
		if len(groups) == 0 || groups[len(groups)-1].Heading != heading {
			groups = append(groups, differenceGroup{Heading: heading, Lead: v.say("web.process.reach_lead."+string(d.Reach), nil)})
		}
		line := differenceLine{Part: d.Part.In(v.lang), Says: d.Says.In(v.lang)}
		if d.Old.Line > 0 {
			line.Old, line.OldPath = placeWords(v, d.Old), oldPath(d.Old.File)+"#rad-"+strconv.Itoa(d.Old.Line)
		}
		if d.New.Line > 0 {
			line.New, line.NewPath = placeWords(v, d.New), newPath(d.New.File)+"#rad-"+strconv.Itoa(d.New.Line)
		}
		last := &groups[len(groups)-1]
		last.Lines = append(last.Lines, line)
	}
	return groups
}

func placeWords(v *visit, at source.Pos) string {
	return v.say("web.process.place", wording.Args{"File": at.File, "Line": at.Line})
}

// standings tell where proposals stand that run on what the new pack has otherwise.
func (s *Server) standings(v *visit, new *definition.Pack, standings []engine.Standing) []standingLine {
	var lines []standingLine
	for _, st := range standings {
		old, now := s.Pack.WorkflowOf(st.Workflow, st.Edition), new.Workflow(st.Workflow)
		if old == nil || now != nil && now.Edition == st.Edition {
			continue
		}
		line := standingLine{Flow: old.Title.In(v.lang), State: s.of(st.Workflow, st.Edition).stateTitle(st.Workflow, st.State).In(v.lang), Count: st.Count, Lost: now == nil}
		if now != nil {
			for _, strand := range difference.Strands(old, now, difference.Standing{States: map[string]int{st.State: st.Count}}, nil) {
				line.Lost = true
				if to := now.State(strand.Suggested); to != nil {
					line.Suggested = to.Title.In(v.lang)
				}
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// passed tells what has been published since the draft was begun; nil where nothing has.
func (s *Server) passed(ctx context.Context, v *visit, work *working) (*passedView, error) {
	newest := work.newest()
	if newest.Seq == work.draft.Base {
		return nil, nil
	}
	files, err := s.filesOf(ctx, newest.Seq)
	if err != nil {
		return nil, err
	}
	view := &passedView{Number: newest.Seq, By: s.personName(newest.Person), At: newest.At, Note: newest.Note}
	for _, name := range work.draft.touched() {
		if work.base[name] != files[name] {
			view.Touched = append(view.Touched, name)
		}
	}
	folder, err := work.base.open()
	if err != nil {
		return nil, err
	}
	if began, _ := definition.Reread(folder); began != nil {
		path := func(seq int) func(string) string {
			return func(file string) string { return filePath(seq, file) }
		}
		view.Groups = s.differences(v, began, s.Pack.Newest(), path(work.draft.Base), path(newest.Seq))
	}
	return view, nil
}

// processPublishPost puts the draft in force.
func (s *Server) processPublishPost(w http.ResponseWriter, r *http.Request, editions []engine.Published) error {
	if err := r.ParseForm(); err != nil {
		return unreadable{err}
	}
	work, err := s.working(r, editions)
	if err != nil {
		return err
	}
	f, err := s.publish(r, work)
	if err != nil {
		return err
	}
	if f != nil {
		return s.publishAgain(w, r, work, f)
	}
	if err := s.dropProcess(r.Context(), visitOf(r)); err != nil {
		return err
	}
	return see(w, r, "/processen?gjort=published")
}

// publish publishes the draft, or says why not.
func (s *Server) publish(r *http.Request, work *working) (*fault.Error, error) {
	note := strings.TrimSpace(r.PostFormValue("note"))
	base, _ := strconv.Atoi(r.PostFormValue("utgava"))
	newest := work.newest()
	switch {
	case work.pack == nil:
		return fault.New(fault.Invalid, "web_process_broken", nil), nil
	case work.pack.Key != s.Pack.Key:
		return fault.New(fault.Invalid, "web_process_key", wording.Args{"Found": work.pack.Key, "Key": s.Pack.Key}), nil
	case work.draft.Base != newest.Seq || base != newest.Seq:
		return s.passedFault(newest), nil
	case r.PostFormValue("utgavans") != work.pack.Edition:
		return fault.New(fault.Conflict, "web_process_another", nil), nil
	case len(work.draft.touched()) == 0:
		return fault.New(fault.Invalid, "web_process_same", nil), nil
	case note == "":
		return said("process_note", "note", nil), nil
	}
	folder, err := work.files.open()
	if err != nil {
		return nil, err
	}
	err = s.putInForce(r, folder, work.pack, engine.Published{
		Collaboration: s.Pack.Key, Seq: newest.Seq + 1, At: s.Now(), Person: visitOf(r).member.Key, Note: note})
	if errors.Is(err, engine.ErrStale) {
		return s.overtaken(r.Context(), newest)
	}
	return fault.As(err), notFault(err)
}

// notFault is err, unless it is a person's to mend.
func notFault(err error) error {
	if fault.As(err) != nil {
		return nil
	}
	return err
}

// passedFault says who has published since; of an operator, who has no name here, so.
func (s *Server) passedFault(newest engine.Published) *fault.Error {
	who := wording.Same(s.personName(newest.Person))
	if newest.Person == "" {
		who = wording.Both("web.process.operator", nil)
	}
	return fault.New(fault.Conflict, "web_process_passed", wording.Args{"Number": newest.Seq, "Who": who})
}

// overtaken says who has published since the newest edition was read.
func (s *Server) overtaken(ctx context.Context, newest engine.Published) (*fault.Error, error) {
	since, err := s.Process.Editions(ctx, s.Pack.Key, newest.Seq)
	if err != nil || len(since) == 0 {
		return s.passedFault(newest), err
	}
	return s.passedFault(since[len(since)-1]), nil
}

// publishAgain shows the page with why nothing was published. The draft stands as it was.
func (s *Server) publishAgain(w http.ResponseWriter, r *http.Request, work *working, f *fault.Error) error {
	editions, err := s.Process.Editions(r.Context(), s.Pack.Key, 0)
	if err != nil {
		return err
	}
	work.editions = editions
	page, err := s.processPublishPage(r, work)
	if err != nil {
		return err
	}
	page.Errors = []formError{{"form", f.In(visitOf(r).lang)}}
	if f.Field == "note" {
		page.Note.Fault, page.Errors[0].Anchor = f.In(visitOf(r).lang), page.Note.ID
	}
	return s.showAs(w, r, statuses[f.Kind], "process_publish", page)
}
