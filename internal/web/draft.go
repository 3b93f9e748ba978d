package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"beredd/internal/definition"
	"beredd/internal/engine"
)

// A draftKeeper keeps what a person has written and not yet sent. A form is
// named by its page; there is one draft of each for a person.
type draftKeeper interface {
	// Draft answers "" where there is none.
	Draft(ctx context.Context, person, form string) (string, error)
	PutDraft(ctx context.Context, person, form, data string, now time.Time) error
	// PutDraftAfter answers false where another was kept meanwhile.
	PutDraftAfter(ctx context.Context, person, form, data string, now, before time.Time) (bool, error)
	DropDraft(ctx context.Context, person, form string) error
}

// A draft is a proposal that is being written.
type draft struct {
	Values    map[string]string `json:"values"`
	Body      string            `json:"body,omitempty"`
	Documents []engine.Document `json:"documents,omitempty"`
	Saved     time.Time         `json:"saved"`
}

// given is what has been written, as an act takes it.
func (d draft) given() map[string]any {
	given := map[string]any{}
	for name, value := range d.Values {
		given[name] = value
	}
	return given
}

// without are the draft's documents but the one of that name.
func (d draft) without(name string) []engine.Document {
	return slices.DeleteFunc(slices.Clone(d.Documents), func(old engine.Document) bool { return old.Name == name })
}

func draftForm(workflow string) string { return "nytt:" + workflow }

// draft reads what the member has written of a kind of proposal.
func (s *Server) draft(ctx context.Context, v *visit, flow *definition.Workflow) (draft, error) {
	d := draft{Values: map[string]string{}}
	raw, err := s.Store.Draft(ctx, v.member.Key, draftForm(flow.Key))
	if err != nil || raw == "" {
		return d, err
	}
	if err := json.Unmarshal([]byte(raw), &d); err != nil {
		return d, fmt.Errorf("reading a draft: %w", err)
	}
	return d, nil
}

// draftLinks are the drafts that the member has begun.
func (s *Server) draftLinks(ctx context.Context, v *visit) ([]draftLink, error) {
	var links []draftLink
	for _, flow := range s.Pack.Workflows {
		d, err := s.draft(ctx, v, flow)
		if err != nil {
			return nil, err
		}
		if !d.Saved.IsZero() {
			title := d.Values["title"]
			if title == "" {
				title = v.say("web.drafting.untitled", nil)
			}
			links = append(links, draftLink{"/arenden/nytt?typ=" + flow.Key, title, flow.Title})
		}
	}
	return links, nil
}

// readDraft takes over what the form says.
func readDraft(r *http.Request, flow *definition.Workflow, d *draft, document *engine.Document) {
	d.Body = r.PostFormValue("grupp")
	for name, value := range readInputs(r, "", ownFields(flow)) {
		d.Values[name] = fmt.Sprint(value)
	}
	for _, field := range ownFields(flow) {
		sent, ok := r.PostForm[field.Name]
		if ok && strings.TrimSpace(sent[len(sent)-1]) == "" || field.Type == definition.Bool && d.Values[field.Name] == "no" {
			delete(d.Values, field.Name) // a box that was not ticked says nothing
		}
	}
	if document != nil {
		document.Kind = paperKind(r, flow)
		d.Documents = append(d.without(document.Name), *document)
	}
	if do, at, ok := strings.Cut(r.PostFormValue("gor"), ":"); ok && do == "ta-bort" {
		if i, err := strconv.Atoi(at); err == nil && i >= 0 && i < len(d.Documents) {
			d.Documents = slices.Delete(d.Documents, i, i+1)
		}
	}
}

func (s *Server) saveDraft(ctx context.Context, v *visit, flow *definition.Workflow, d *draft) error {
	d.Saved = s.Now()
	raw, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("writing a draft: %w", err)
	}
	if err := s.Store.PutDraft(ctx, v.member.Key, draftForm(flow.Key), string(raw), s.Now()); err != nil {
		return fmt.Errorf("keeping a draft: %w", err)
	}
	return nil
}
