package definition

import (
	"slices"

	"beredd/internal/wording"
)

// vocabulary is what an act may give in any workflow. Titles stand in the
// catalogue, under input.
var vocabulary = []Field{
	{Name: "title", Type: Text},
	{Name: "summary", Type: Text},
	{Name: "document", Type: Document},
	{Name: "proposed_decision", Type: Text},
	{Name: "decision", Type: Text},
	{Name: "recommendation", Type: Text},
	{Name: "departs", Type: Bool},
	{Name: "reason", Type: Text},
	{Name: "comment", Type: Text},
	{Name: "plan", Type: Text},
	{Name: "responsible", Type: Text},
	{Name: "statement", Type: Text},
	{Name: "registration_number", Type: Text},
	{Name: "note", Type: Text},
	{Name: "meeting", Type: Meeting},
	{Name: "date", Type: Date},
	{Name: "decided_on", Type: Date},
	{Name: "follow_up_on", Type: Date},
	{Name: "number", Type: Number_},
}

// Input is what a word of a needs: or takes: line means: a field of the round at
// hand (nil where there is none), of the workflow, or of the language. "documents"
// is another way to write "document".
func (w *Workflow) Input(word string, round *Round) (Field, bool) {
	if word == "documents" {
		word = "document"
	}
	if round != nil {
		if f, ok := fieldIn(round.Fields, word); ok {
			return f, true
		}
	}
	if f, ok := fieldIn(w.Fields, word); ok {
		return f, true
	}
	f, ok := fieldIn(vocabulary, word)
	if ok {
		f.Title = wording.Both("input."+word, nil)
	}
	return f, ok
}

// Needs is the field behind a word of the workflow, whichever round it stands
// in. A word that means nothing was refused when the pack was read; it is then
// the zero Field.
func (w *Workflow) Needs(word string) Field {
	if f, ok := w.Input(word, nil); ok {
		return f
	}
	for i := range w.Rounds {
		if f, ok := fieldIn(w.Rounds[i].Fields, word); ok {
			return f
		}
	}
	return Field{}
}

// inputs lists every word that may stand in a needs: line here.
func (w *Workflow) inputs(round *Round) []string {
	var words []string
	for _, fields := range [][]Field{vocabulary, w.Fields} {
		for _, f := range fields {
			words = append(words, f.Name)
		}
	}
	if round != nil {
		for _, f := range round.Fields {
			words = append(words, f.Name)
		}
	}
	return words
}

// Decides says whether a transition records a decision.
func (t *Transition) Decides() bool {
	return slices.Contains(t.words(), "decision")
}

// Recommends says whether a transition keeps a recommendation.
func (t *Transition) Recommends() bool { return slices.Contains(t.words(), "recommendation") }

// Words are all that may be given with an answer, beside a comment: what it needs,
// also where that hangs on a condition, and what it takes.
func (a *Answer) Words() []string {
	words := slices.Clone(a.Needs)
	for _, need := range a.NeedsWhen {
		words = append(words, need.Word)
	}
	return append(words, a.Takes...)
}

// MayTake lists what may be given with a transition beside what it needs: what it
// takes, with a decision the day it was made and the day it is followed up, and
// with any step a comment.
func (t *Transition) MayTake() []string {
	var words []string
	if t.Decides() {
		words = append(words, "decided_on")
	}
	words = append(words, t.Takes...)
	if t.Decides() {
		words = append(words, "follow_up_on")
	}
	if slices.Contains(t.words(), "departs") {
		words = append(words, "reason")
	}
	for _, n := range t.NeedsWhen {
		words = append(words, n.Word)
	}
	words = append(words, "comment")
	return slices.DeleteFunc(firstOfEach(words), func(word string) bool { return slices.Contains(t.Needs, word) })
}

// firstOfEach are words without those that stand before.
func firstOfEach(words []string) []string {
	var once []string
	for _, word := range words {
		if !slices.Contains(once, word) {
			once = append(once, word)
		}
	}
	return once
}

func fieldIn(fields []Field, name string) (Field, bool) {
	for _, f := range fields {
		if f.Name == name {
			return f, true
		}
	}
	return Field{}, false
}
