package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"beredd/internal/agenda"
	"beredd/internal/engine"
)

// An itemForm is where an item of an agenda is changed: what it is called and its kind,
// who presents it, for how long, its papers and where it stands.
type itemForm struct {
	Key, Title, Presenters, Length string
	Own                            bool // it is the meeting's own, and has no proposal that names it
	Kinds, Places, Papers          []inputOption
}

// itemForm is an item as it stands. Once the agenda is sent, what it is called, its kind
// and its place stand too.
func (s *Server) itemForm(v *visit, p engine.Proposal, item agenda.Item, place int) *itemForm {
	form := &itemForm{Key: newKey(), Title: item.Title, Presenters: strings.Join(item.Presenters, "\n"), Own: item.About.ID == ""}
	if item.Length > 0 {
		form.Length = strconv.Itoa(item.Length)
	}
	for _, document := range s.papers(v, p) {
		id := document.Newest.ID
		form.Papers = append(form.Papers, inputOption{Value: id, Title: document.Name, Chosen: slices.Contains(item.Papers, id)})
	}
	if !p.Gathering.Fixed.IsZero() {
		return form
	}
	for _, kind := range agenda.Kinds() {
		form.Kinds = append(form.Kinds, inputOption{Value: string(kind), Title: v.say("agenda.kind."+string(kind), nil), Chosen: kind == item.Kind})
	}
	for i := range p.Gathering.Items {
		form.Places = append(form.Places, inputOption{Value: strconv.Itoa(i + 1), Title: strconv.Itoa(i + 1), Chosen: i+1 == place})
	}
	return form
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
	if r.PostForm["slag"] == nil { // the agenda is sent
		to.Kind = item.Kind
	}
	if r.PostForm["rubrik"] == nil {
		to.Title = item.Title
	}
	for _, document := range p.Documents {
		if slices.Contains(r.PostForm["handling"], document.ID) {
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
