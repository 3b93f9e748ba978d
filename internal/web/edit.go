package web

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
)

// An editPage is the form for a proposal's own text.
type editPage struct {
	Number, Title, Path string
	Key                 string
	Version             int
	Inputs              []input
	Errors              []formError
	Moved               string
	Sent                string // that letters about it have gone, where it may become confidential
}

func (s *Server) edit(w http.ResponseWriter, r *http.Request) error {
	p, err := s.find(r)
	if err != nil {
		return err
	}
	s = s.seenBy(p)
	v := visitOf(r)
	if !engine.MayEdit(s.Pack, p, v.member.actor(), s.Now()) {
		return fault.New(fault.Forbidden, "web_may_not_edit", nil)
	}
	page := s.editPage(v, p, newKey(), nil)
	if page.Sent, err = s.mayVeil(r.Context(), v, p); err != nil {
		return err
	}
	return s.show(w, r, "edit", page)
}

// editPage shows the proposal's text, or what was written in its stead.
func (s *Server) editPage(v *visit, p engine.Proposal, key string, given map[string]any) editPage {
	s = s.seenBy(p)
	page := editPage{Number: p.Number, Title: p.Title, Path: proposalPath(p.Number), Key: key, Version: p.Version}
	flow := s.Pack.Workflow(p.Workflow)
	if flow == nil {
		return page
	}
	for _, field := range editedFields(flow, p) {
		value := own(p, field.Name)
		if given != nil {
			value = fmt.Sprint(orEmpty(given[field.Name]))
		}
		page.Inputs = append(page.Inputs, s.inputOf(v, p, field, "", value, !engine.Required(flow, p, field.Name)))
	}
	return page
}

// editedFields are the texts and fields that a proposal is written in, and whom it names
// since a later step: another may be named while the question is out.
func editedFields(flow *definition.Workflow, p engine.Proposal) []definition.Field {
	fields := ownFields(flow)
	for _, field := range flow.Fields {
		asked := slices.ContainsFunc(fields, func(f definition.Field) bool { return f.Name == field.Name })
		if field.Type == definition.Chosen && len(field.OnlyWith) == 0 && p.Fields[field.Name] != nil && !asked {
			fields = append(fields, field)
		}
	}
	return fields
}

// own is a value that the proposal carries.
func own(p engine.Proposal, name string) string {
	switch name {
	case "title":
		return p.Title
	case "summary":
		return p.Summary
	case "proposed_decision":
		return p.Proposed
	}
	if n, ok := p.Fields[name].(float64); ok {
		return strconv.FormatFloat(n, 'f', -1, 64)
	}
	return fmt.Sprint(orEmpty(p.Fields[name]))
}

func (s *Server) editPost(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(r); err != nil {
		return err
	}
	p, err := s.find(r)
	if err != nil {
		return err
	}
	s = s.seenBy(p)
	flow := s.Pack.Workflow(p.Workflow)
	if flow == nil {
		return errNowhere
	}
	given := readSent(r, "", editedFields(flow, p))
	if f := s.titleFault(fmt.Sprint(orEmpty(given["title"]))); f != nil {
		return s.editAgain(w, r, p, given, f)
	}
	act := s.act(visitOf(r), engine.Edit, r.PostFormValue(fieldKey))
	act.Proposal = p.ID
	act.Expect, _ = strconv.Atoi(r.PostFormValue(fieldVersion))
	v := visitOf(r)
	for _, field := range editedFields(flow, p) { // what says the same as before is no change
		value, sent := given[field.Name]
		if sent && s.valueWords(v, field, value) != s.valueWords(v, field, own(p, field.Name)) {
			act.Inputs[field.Name] = value
		}
	}
	if len(act.Inputs) == 0 {
		return see(w, r, proposalPath(p.Number))
	}
	s.confirms(r, &act)
	_, err = s.Engine.Act(r.Context(), act)
	if f := fault.As(err); f != nil && (f.Kind == fault.Invalid || f.Code == "stale") {
		return s.editAgain(w, r, p, given, f)
	}
	if err != nil {
		return s.keeping(r, p, err)
	}
	return see(w, r, proposalPath(p.Number)+"?gjort=edited")
}

// editAgain shows the form with what must be mended, or what somebody else wrote
// meanwhile beside what was written here.
func (s *Server) editAgain(w http.ResponseWriter, r *http.Request, p engine.Proposal, given map[string]any, f *fault.Error) error {
	v := visitOf(r)
	page := s.editPage(v, p, r.PostFormValue(fieldKey), given)
	if f.Code == "stale" {
		page.Moved = f.In(v.lang)
		for i, in := range page.Inputs {
			if now := own(p, in.Name); in.Value != now && in.Kind != "bool" && in.Kind != "choice" && in.Kind != "several" {
				page.Inputs[i].Hint = v.say("web.edit.now", nil) + " " + now
			}
		}
	} else {
		page.Errors = faultsOn(v, f, page.Inputs)
	}
	return s.showAs(w, r, statuses[f.Kind], "edit", page)
}
