package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// A personKeeper reads all that is kept of a person.
type personKeeper interface {
	PersonData(ctx context.Context, of engine.Erasing) (engine.PersonData, error)
	Disposals(ctx context.Context, proposal string) ([]engine.Disposal, error)
}

// PersonData is what is kept of a person but for what the person wrote: that may be in
// a proposal that the reader may not read, or not be sent yet.
func (s veiled) PersonData(ctx context.Context, of engine.Erasing) (engine.PersonData, error) {
	data, err := s.kept.PersonData(ctx, of)
	for i := range data.Acts {
		data.Acts[i].Texts = nil
	}
	for i := range data.Outside {
		data.Outside[i].Inputs = nil
	}
	for i := range data.Messages {
		data.Messages[i].Subject, data.Messages[i].Text = "", ""
	}
	for i := range data.Drafts {
		data.Drafts[i].Text = ""
	}
	return data, err
}

// Disposals tells what is left of letters that are forgotten.
func (s veiled) Disposals(ctx context.Context, proposal string) ([]engine.Disposal, error) {
	return s.kept.Disposals(ctx, proposal)
}

// personRoutes are the addresses of what is kept of persons, and of who has lost a letter.
func (s *Server) personRoutes() []route {
	return []route{
		{"GET " + newLinkPath, open, s.newLink},
		{"POST " + newLinkPath, open, s.newLinkPost},
		{"GET /personuppgifter/person", member, s.personData},
		{"GET /personuppgifter/person.json", member, s.personFile},
	}
}

// A personDataPage tells a coordinator how much is kept of somebody.
type personDataPage struct {
	Who     string
	Persons []inputOption
	Fault   string
	Errors  []formError
	Lines   []fact
	File    string
}

// personOf reads what is kept of whom the address names.
func (s *Server) personOf(r *http.Request) (engine.PersonData, error) {
	if !visitOf(r).member.Coordinates {
		return engine.PersonData{}, fault.New(fault.Forbidden, "web_coordinators_only", nil)
	}
	of := engine.Whose(s.Pack, tidy(r.FormValue("vem")))
	data, err := s.Store.PersonData(r.Context(), of)
	if err != nil {
		return data, fmt.Errorf("reading what is kept of a person: %w", err)
	}
	if f := data.Known(of); f != nil {
		return data, f
	}
	return data.NamedIn(s.Pack), nil
}

func (s *Server) personData(w http.ResponseWriter, r *http.Request) error {
	v, status := visitOf(r), http.StatusOK
	if !v.member.Coordinates {
		return fault.New(fault.Forbidden, "web_coordinators_only", nil)
	}
	page := personDataPage{Who: tidy(r.FormValue("vem"))}
	for _, person := range s.Pack.People.Persons {
		page.Persons = append(page.Persons, inputOption{Value: person.Key, Title: person.Name})
	}
	if page.Who == "" {
		return s.show(w, r, "person_data", page)
	}
	data, err := s.personOf(r)
	if f := fault.As(err); f != nil {
		page.Fault, status = f.In(v.lang), statuses[f.Kind]
		page.Errors = []formError{{"vem", page.Fault}}
	} else if err != nil {
		return err
	} else {
		page.Lines = personFacts(v, data)
		page.File = "/personuppgifter/person.json?" + url.Values{"vem": {page.Who}}.Encode()
	}
	return s.showAs(w, r, status, "person_data", page)
}

// personFacts count what is kept.
func personFacts(v *visit, d engine.PersonData) []fact {
	line := func(word string, n int) fact {
		return fact{v.say("web.person."+word, nil), v.say("web.person.count", wording.Args{"Count": n})}
	}
	return []fact{
		{v.say("web.person.addresses", nil), wording.List(v.lang, d.Addresses)},
		line("named", len(d.Named)), line("letters", len(d.Letters)), line("acts", len(d.Acts)), line("outside", len(d.Outside)), line("messages", len(d.Messages)),
		line("drafts", len(d.Drafts)), line("calendars", len(d.Calendars)),
	}
}

func (s *Server) personFile(w http.ResponseWriter, r *http.Request) error {
	data, err := s.personOf(r)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="personuppgifter.json"`)
	out := json.NewEncoder(w)
	out.SetIndent("", "  ")
	if err := out.Encode(data); err != nil {
		return fmt.Errorf("sending what is kept of a person: %w", err)
	}
	return nil
}

// forgotten says what is left of letters that are forgotten by rule.
func (s *Server) forgotten(ctx context.Context, v *visit, p engine.Proposal) ([]string, error) {
	left, err := s.Store.Disposals(ctx, p.ID)
	if err != nil {
		return nil, fmt.Errorf("reading what is left of letters: %w", err)
	}
	var said []string
	for _, d := range left {
		day := func(of engine.Disposal) wording.Args {
			on := s.Pack.Calendar.Today
			return wording.Args{"Count": of.Letters, "From": on(of.First).Prose(v.lang), "To": on(of.Last).Prose(v.lang), "On": on(of.At).Prose(v.lang)}
		}
		said = append(said, v.say("web.told.forgotten", day(d)))
	}
	return said, nil
}

// toName and toMail are whom a letter went to, as far as that is kept.
func toName(v *visit, n engine.Notice) string {
	if n.Name == "" {
		return v.say("web.told.erased", nil)
	}
	return n.Name
}

func toMail(v *visit, n engine.Notice) string {
	if n.IsHidden() {
		return v.say("web.told.hidden", nil)
	}
	return n.Mail
}
