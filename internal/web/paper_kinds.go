package web

import (
	"net/http"
	"slices"

	"beredd/internal/definition"
	"beredd/internal/engine"
)

// fieldPaper names in a form what a paper that is sent with it is given for.
const fieldPaper = "slag"

// documentsInput is the input of an act for papers of no kind of their own.
const documentsInput = "documents"

// paperKinds are what a paper may be given for in a workflow: any paper, and each
// of the pack's fields that are papers. A workflow that has none gives no choice.
func paperKinds(v *visit, flow *definition.Workflow) []inputOption {
	var kinds []inputOption
	if flow == nil {
		return nil
	}
	for _, field := range flow.Fields {
		if field.Type == definition.Document {
			kinds = append(kinds, inputOption{Value: field.Name, Title: field.Title.In(v.lang)})
		}
	}
	if len(kinds) == 0 {
		return nil
	}
	return append([]inputOption{{Title: v.say("web.papers.any_kind", nil)}}, kinds...)
}

// paperKind is what a form says that its paper is given for, "" where it says
// nothing that the workflow knows.
func paperKind(r *http.Request, flow *definition.Workflow) string {
	word := r.PostFormValue(fieldPaper)
	field := flow.Field(word)
	if field == nil || field.Type != definition.Document {
		return ""
	}
	return word
}

// kindTitle is what people call what a paper is given for, "" for any paper.
func kindTitle(v *visit, flow *definition.Workflow, kind string) string {
	if flow == nil || kind == "" || flow.Field(kind) == nil {
		return ""
	}
	return flow.Field(kind).Title.In(v.lang)
}

// givePapers puts papers among an act's inputs, each under what it is given for.
func givePapers(inputs map[string]any, papers []engine.Document) {
	for _, paper := range papers {
		word := paper.Kind
		if word == "" {
			word = documentsInput
		}
		given, _ := inputs[word].([]engine.Document)
		inputs[word] = append(slices.Clip(given), paper)
	}
}

// A draftPaper is a paper of a draft.
type draftPaper struct {
	Name, Kind string
	Size       int64
}

// papers are the draft's as its form shows them.
func (d draft) papers(v *visit, flow *definition.Workflow) []draftPaper {
	var papers []draftPaper
	for _, paper := range d.Documents {
		papers = append(papers, draftPaper{paper.Name, kindTitle(v, flow, paper.Kind), paper.Size})
	}
	return papers
}
