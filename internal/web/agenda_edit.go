package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"beredd/internal/agenda"
	"beredd/internal/engine"
	"beredd/internal/fault"
)

// An itemForm is where an item of an agenda is written: what it is called and its kind,
// who presents it, for how long, its papers and where it stands.
type itemForm struct {
	Key    string
	Open   bool // it has something to mend
	Inputs []input
	Papers []inputOption
}

// The names of what an item's form sends.
const (
	itemTitle      = "rubrik"
	itemKind       = "slag"
	itemPlace      = "plats"
	itemPresenters = "foredragande"
	itemLength     = "langd"
	itemAbout      = "arende"
	itemPaper      = "handling"
)

// itemFields are the fields of an item's form, by what the agenda calls them in a refusal.
var itemFields = map[string]string{"title": itemTitle, "kind": itemKind, "length": itemLength, "about": itemAbout}

// add puts a field on the form. scope keeps the fields of two items apart on a page.
func (f *itemForm) add(v *visit, scope string, in input) {
	in.ID, in.Label = in.Name+scope, v.say("meeting.form."+in.Name, nil)
	f.Inputs = append(f.Inputs, in)
}

// newItemForm is where an item is put on an agenda.
func newItemForm(v *visit) *itemForm {
	form := &itemForm{Key: newKey()}
	form.add(v, "", input{Name: itemTitle, Kind: "line"})
	form.add(v, "", input{Name: itemKind, Kind: "pick", Value: string(agenda.Information), Options: itemKinds(v)})
	form.add(v, "", input{Name: itemPresenters, Kind: "lines", Hint: v.say("meeting.form.foredragande_hint", nil), Optional: true})
	form.add(v, "", input{Name: itemLength, Kind: "number", Optional: true})
	form.add(v, "", input{Name: itemAbout, Kind: "line", Hint: v.say("meeting.form.arende_hint", nil), Optional: true})
	form.choose()
	return form
}

// itemForm is an item as it stands. Once the agenda is sent, what it is called, its kind
// and its place stand too.
func (s *Server) itemForm(v *visit, p engine.Proposal, item agenda.Item, place int) *itemForm {
	form, scope := &itemForm{Key: newKey()}, "-"+item.ID
	if p.Gathering.Fixed.IsZero() {
		if item.About.ID == "" { // else the proposal names it
			form.add(v, scope, input{Name: itemTitle, Kind: "line", Value: item.Title})
		}
		form.add(v, scope, input{Name: itemKind, Kind: "pick", Value: string(item.Kind), Options: itemKinds(v)})
		var places []inputOption
		for i := range p.Gathering.Items {
			places = append(places, inputOption{Value: strconv.Itoa(i + 1), Title: strconv.Itoa(i + 1)})
		}
		form.add(v, scope, input{Name: itemPlace, Kind: "pick", Value: strconv.Itoa(place), Options: places})
	}
	length := ""
	if item.Length > 0 {
		length = strconv.Itoa(item.Length)
	}
	form.add(v, scope, input{Name: itemPresenters, Kind: "lines", Value: strings.Join(item.Presenters, "\n"), Hint: v.say("meeting.form.foredragande_hint", nil), Optional: true})
	form.add(v, scope, input{Name: itemLength, Kind: "number", Value: length, Optional: true})
	for _, document := range s.papers(v, p) {
		id := document.Newest.ID
		form.Papers = append(form.Papers, inputOption{Value: id, Title: document.Name, Chosen: slices.Contains(item.Papers, id)})
	}
	form.choose()
	return form
}

// itemKinds are the sorts of item that there are.
func itemKinds(v *visit) (options []inputOption) {
	for _, kind := range agenda.Kinds() {
		options = append(options, inputOption{Value: string(kind), Title: v.say("agenda.kind."+string(kind), nil)})
	}
	return options
}

// choose marks the option of each field that is its value.
func (f *itemForm) choose() {
	for _, in := range f.Inputs {
		for i := range in.Options {
			in.Options[i].Chosen = in.Options[i].Value == in.Value
		}
	}
}

// again is the form as it was sent, with what must be mended beside each field, and that
// for the summary.
func (f *itemForm) again(v *visit, r *http.Request, refusal *fault.Error) (errors []formError) {
	f.Open, f.Key = true, r.PostFormValue(fieldKey)
	for i := range f.Inputs {
		f.Inputs[i].Value = r.PostFormValue(f.Inputs[i].Name)
	}
	f.choose()
	for i := range f.Papers {
		f.Papers[i].Chosen = slices.Contains(r.PostForm[itemPaper], f.Papers[i].Value)
	}
	for _, cause := range refusal.All() {
		anchor := f.Inputs[0].ID
		for i, in := range f.Inputs {
			if in.Name == itemFields[cause.Field] {
				f.Inputs[i].Fault, anchor = strings.TrimSpace(in.Fault+" "+cause.In(v.lang)), in.ID
			}
		}
		errors = append(errors, formError{anchor, cause.In(v.lang)})
	}
	return errors
}

// formOf is where an item is changed, or of "" put on the agenda; nil where
// it may not be.
func (a *agendaView) formOf(item string) *itemForm {
	switch {
	case a == nil:
		return nil
	case item == "":
		return a.Add
	}
	for _, shown := range a.Items {
		if shown.ID == item {
			return shown.Edit
		}
	}
	return nil
}

// itemPapers are the papers of an item, of those that the meeting has: each as it is now.
func (s *Server) itemPapers(v *visit, p engine.Proposal, item agenda.Item) (papers []paper) {
	for _, document := range s.papers(v, p) {
		if slices.Contains(item.Papers, document.Newest.ID) || slices.ContainsFunc(document.Earlier, func(e paperVersion) bool { return slices.Contains(item.Papers, e.ID) }) {
			papers = append(papers, document)
		}
	}
	return papers
}

// changeItem changes an item by its form, and moves it where the form puts it.
func (s *Server) changeItem(r *http.Request, p engine.Proposal, act engine.Act) error {
	to := &act.Arrangement.Item
	item := p.Gathering.Find(to.ID)
	if item == nil {
		_, err := s.Engine.Act(r.Context(), act) // which says so
		return err
	}
	if r.PostForm[itemKind] == nil { // the agenda is sent
		to.Kind = item.Kind
	}
	if r.PostForm[itemTitle] == nil {
		to.Title = item.Title
	}
	for _, document := range p.Documents {
		if slices.Contains(r.PostForm[itemPaper], document.ID) {
			to.Papers = append(to.Papers, document.ID)
		}
	}
	place := act.Arrangement.Place
	act.Arrangement.Place = 0
	if _, err := s.Engine.Act(r.Context(), act); err != nil {
		return err
	}
	if at := slices.IndexFunc(p.Gathering.Items, func(other agenda.Item) bool { return other.ID == item.ID }); place == 0 || at == place-1 {
		return nil
	}
	move := act
	move.Key += "-plats"
	move.Arrangement = &agenda.Arrangement{Do: agenda.Move, Item: agenda.Item{ID: item.ID}, Place: place}
	_, err := s.Engine.Act(r.Context(), move)
	return err
}
