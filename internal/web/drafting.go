package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// A draftingPage is the form for a new proposal, with what is done of it and
// what is left.
type draftingPage struct {
	Workflows []draftLink // to choose from, where there are several and none is chosen
	Workflow  string
	Kind      wording.Text
	Key       string
	Saved     string
	Parts     []draftPart
	Bodies    []option
	Inputs    []input
	Documents []draftPaper
	Kinds     []inputOption // what a paper may be given for, where there is a choice
	Errors    []formError
	FileFault string
	FileKinds string
	First     string // what the finished proposal is first sent to
	Closed    string // until when no proposal of the kind is taken, where none is now
	NoBody    string // who may create one, where the reader may not
}

// A draftPart is one line of what a proposal is made of.
type draftPart struct {
	Title, Anchor string
	Mark          string // "done", "wrong", "needed", "later" or "free"
}

// A draftLink leads to a draft, or to the form for a kind of proposal.
type draftLink struct {
	Path     string
	Title    string
	Workflow wording.Text
}

func (s *Server) drafting(w http.ResponseWriter, r *http.Request) error {
	flow, page := s.draftFlow(r)
	if flow == nil {
		return s.show(w, r, "drafting", page)
	}
	v := visitOf(r)
	d, err := s.draft(r.Context(), v, flow)
	if err != nil {
		return err
	}
	return s.show(w, r, "drafting", s.draftingPage(v, flow, d, newKey()))
}

// draftFlow is the kind of proposal that the address names, or the only one; or
// else the page to choose on.
func (s *Server) draftFlow(r *http.Request) (*definition.Workflow, draftingPage) {
	if flow := s.Pack.Workflow(r.FormValue("typ")); flow != nil {
		return flow, draftingPage{}
	}
	if len(s.Pack.Workflows) == 1 {
		return s.Pack.Workflows[0], draftingPage{}
	}
	var page draftingPage
	for _, flow := range s.Pack.Workflows {
		page.Workflows = append(page.Workflows, draftLink{Path: "/arenden/nytt?typ=" + flow.Key, Workflow: flow.Title})
	}
	return nil, page
}

// ownTexts are the texts that every proposal may have.
var ownTexts = []string{"title", "summary", "proposed_decision"}

// ownFields are the texts and fields that a proposal of the kind is written in.
func ownFields(flow *definition.Workflow) []definition.Field {
	var fields []definition.Field
	for _, word := range ownTexts {
		if field, ok := flow.Input(word, nil); ok {
			fields = append(fields, field)
		}
	}
	for _, field := range flow.Fields {
		if field.Type != definition.Document && field.Is == nil && len(field.OnlyWith) == 0 && givenAtFirst(flow, field.Name) {
			fields = append(fields, field)
		}
	}
	return fields
}

// givenAtFirst says whether a field belongs to the form for a new proposal: one
// that no later step asks for.
func givenAtFirst(flow *definition.Workflow, name string) bool {
	if slices.Contains(flow.States[0].Needs, name) {
		return true
	}
	for _, t := range flow.Transitions {
		if !slices.Contains(t.From, flow.States[0].Name) && (slices.Contains(t.Takes, name) || slices.Contains(t.Needs, name)) {
			return false
		}
	}
	return true
}

func (s *Server) draftingPage(v *visit, flow *definition.Workflow, d draft, key string) draftingPage {
	page := draftingPage{
		Workflow: flow.Key, Kind: flow.Title, Key: key, Documents: d.papers(v, flow), Kinds: paperKinds(v, flow), FileKinds: fileKinds(v.lang),
	}
	if !d.Saved.IsZero() {
		page.Saved = s.when(v.lang, d.Saved)
	}
	needed, first := firstNeeds(flow)
	must := append([]string{"title"}, flow.States[0].Needs...)
	page.First = first.In(v.lang)
	for _, field := range ownFields(flow) {
		in := s.inputFor(v, field, "", d.Values[field.Name], !slices.Contains(must, field.Name))
		in.Later = slices.Contains(needed, field.Name) && !slices.Contains(must, field.Name)
		page.Inputs = append(page.Inputs, in)
		mark := partMark(field.Name, in.Value != "", must, needed)
		if field.Name == "title" && mark == "done" && s.titleFault(in.Value) != nil {
			mark = "wrong"
		}
		page.Parts = append(page.Parts, draftPart{in.Label, in.ID, mark})
	}
	page.Parts = append(page.Parts, draftPart{v.say("web.drafting.papers", nil), "fil", partMark("document", len(d.Documents) > 0, must, needed)})
	for _, kind := range page.Kinds[min(1, len(page.Kinds)):] {
		has := slices.ContainsFunc(d.Documents, func(paper engine.Document) bool { return paper.Kind == kind.Value })
		page.Parts = append(page.Parts, draftPart{kind.Title, "fil", partMark(kind.Value, has, must, needed)})
	}
	page.Bodies = s.draftBodies(v, flow, d.Body)
	if f := fault.As(engine.MayOpenNow(s.Pack, flow, v.member.Key, s.Now())); f != nil {
		page.Closed = f.In(v.lang)
	}
	if len(page.Bodies) == 0 {
		page.NoBody = s.whoDraft(v, flow)
	}
	return page
}

// whoDraft says to a reader who may not who creates proposals of a kind, and
// whom to turn to.
func (s *Server) whoDraft(v *visit, flow *definition.Workflow) string {
	var may []string
	for _, body := range s.Pack.Binds[flow.Key][flow.Drafting()] {
		may = append(may, s.bodyTitle(body).In(v.lang))
	}
	key := "web.drafting.no_body"
	if v.member.Coordinates {
		key = "web.drafting.no_body_coordinator"
	}
	return v.say(key, wording.Args{"Who": wording.AnyOf(v.lang, may)})
}

// mayDraft says whether the reader may create a proposal of some kind.
func (s *Server) mayDraft(v *visit) bool {
	return slices.ContainsFunc(s.Pack.Workflows, func(flow *definition.Workflow) bool { return len(s.draftBodies(v, flow, "")) > 0 })
}

// partMark says whether a part is done, or what it is needed for.
func partMark(name string, done bool, must, needed []string) string {
	switch {
	case done:
		return "done"
	case slices.Contains(must, name):
		return "needed"
	case slices.Contains(needed, name):
		return "later"
	}
	return "free"
}

// firstNeeds is what the first step forwards asks for, and what it is called.
func firstNeeds(flow *definition.Workflow) ([]string, wording.Text) {
	for _, t := range flow.Transitions {
		if slices.Contains(t.From, flow.States[0].Name) && len(t.By) > 0 && !slices.Contains(t.Needs, "reason") {
			return t.Needs, t.Title
		}
	}
	return nil, nil
}

// draftBodies are the bodies that the member may draft for.
func (s *Server) draftBodies(v *visit, flow *definition.Workflow, chosen string) []option {
	var options []option
	for _, body := range engine.MayOpenIn(s.Pack, flow, v.member.Key, s.today()) {
		options = append(options, option{body, s.bodyTitle(body), body == chosen})
	}
	return options
}

func (s *Server) draftPost(w http.ResponseWriter, r *http.Request) error {
	document, fileErr := s.received(r)
	if fileErr != nil && fault.As(fileErr) == nil {
		return fileErr
	}
	if err := readForm(r); err != nil {
		return err
	}
	flow, _ := s.draftFlow(r)
	if flow == nil {
		return errNowhere
	}
	v := visitOf(r)
	d, err := s.draft(r.Context(), v, flow)
	if err != nil {
		return err
	}
	if document != nil && fileErr == nil {
		if f := roomFault(v.lang, d.without(document.Name), *document); f != nil {
			document, fileErr = nil, f
		}
	}
	readDraft(r, flow, &d, document)
	do, _, _ := strings.Cut(r.PostFormValue("gor"), ":")
	if do == "slang" {
		if err := s.Store.DropDraft(r.Context(), v.member.Key, draftForm(flow.Key)); err != nil {
			return fmt.Errorf("dropping a draft: %w", err)
		}
		return see(w, r, "/")
	}
	if err := s.saveDraft(r.Context(), v, flow, &d); err != nil {
		return err
	}
	switch {
	case fileErr != nil:
		return s.draftAgain(w, r, flow, d, fault.As(fileErr))
	case do == "skapa":
		return s.propose(w, r, flow, d)
	}
	return see(w, r, "/arenden/nytt?gjort=draft&typ="+flow.Key)
}

// propose opens the proposal that the draft is for, and drops the draft.
func (s *Server) propose(w http.ResponseWriter, r *http.Request, flow *definition.Workflow, d draft) error {
	v := visitOf(r)
	if f := s.titleFault(d.Values["title"]); f != nil {
		return s.draftAgain(w, r, flow, d, f)
	}
	act := s.act(v, engine.Propose, r.PostFormValue(fieldKey))
	act.Workflow, act.Actor.As = flow.Key, d.Body
	act.Inputs = d.given()
	givePapers(act.Inputs, d.Documents)
	s.confirms(r, &act)
	outcome, err := s.Engine.Act(r.Context(), act)
	if f := fault.As(err); f != nil {
		return s.draftAgain(w, r, flow, d, f)
	}
	if err != nil {
		return err
	}
	if err := s.Store.DropDraft(r.Context(), v.member.Key, draftForm(flow.Key)); err != nil {
		return fmt.Errorf("dropping a draft: %w", err)
	}
	return see(w, r, proposalPath(outcome.Proposal.Number)+"?gjort=proposed")
}

// draftAgain shows the form with what must be mended. All that was written is
// kept already.
func (s *Server) draftAgain(w http.ResponseWriter, r *http.Request, flow *definition.Workflow, d draft, f *fault.Error) error {
	v := visitOf(r)
	page := s.draftingPage(v, flow, d, r.PostFormValue(fieldKey))
	page.Errors = faultsOn(v, f, page.Inputs)
	for i, cause := range f.All() {
		if cause.Field == "documents" {
			page.Errors[i].Anchor, page.FileFault = "fil", cause.In(v.lang)
		}
	}
	for i, part := range page.Parts {
		if slices.ContainsFunc(page.Errors, func(e formError) bool { return e.Anchor == part.Anchor }) && part.Mark == "done" {
			page.Parts[i].Mark = "wrong"
		}
	}
	return s.showAs(w, r, statuses[f.Kind], "drafting", page)
}
