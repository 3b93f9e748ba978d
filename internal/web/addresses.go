package web

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

const addressesPath = "/installningar/adresser"

// An addressesPage lists addresses that letters never arrived at.
type addressesPage struct {
	Rows   []addressRow
	Key    string
	Change bool // the pack is published here, so that an address can be changed
}

// An addressRow is one such address.
type addressRow struct {
	ID     string
	Mail   string
	Whose  []string
	Status deliveryWords
	Since  time.Time
	Said   string
	Does   string // what happens to letters meanwhile
	Letter string // the page of the letter that showed it
	Waits  bool   // somebody must see to it
	Held   int    // letters that wait for it
	// Contacts may have those letters instead.
	Contacts *contacts
}

// addresses shows a coordinator which addresses do not work.
func (s *Server) addresses(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	if !v.member.Coordinates {
		return fault.New(fault.Forbidden, "web_coordinators_only", nil)
	}
	marks, err := s.Store.AddressMarks(r.Context(), s.Pack.Key)
	if err != nil {
		return fmt.Errorf("reading which addresses do not work: %w", err)
	}
	held, err := s.Store.Homeless(r.Context(), s.Pack.Key)
	if err != nil {
		return err
	}
	page := addressesPage{Key: newKey(), Change: s.Process != nil}
	for _, m := range marks {
		if whose := s.whoseAddress(v, m.Mail); len(whose) > 0 {
			row := s.addressRow(v, m, whose)
			if row.Held = held[m.Mail]; row.Held > 0 {
				if row.Contacts, err = s.contactsFor(r.Context(), m.Mail); err != nil {
					return err
				}
			}
			page.Rows = append(page.Rows, row)
		}
	}
	return s.show(w, r, "addresses", page)
}

func (s *Server) addressRow(v *visit, m engine.AddressMark, whose []string) addressRow {
	row := addressRow{
		ID: m.Notice, Mail: m.Mail, Whose: append([]string{capital(whose[0])}, whose[1:]...), Since: m.Since, Said: strings.TrimSpace(m.Code + " " + m.Said), Does: v.say("web.addresses.does."+string(m.Status), nil),
		Letter: "/utskick/" + m.Notice, Waits: m.Status != engine.AddressWorks,
	}
	word := v.say("web.addresses."+string(m.Status), wording.Args{"Who": s.personName(m.By)})
	switch m.Status {
	case engine.AddressDead:
		row.Status = deliveryWords{word, "failed", "err"}
	case engine.AddressSlow:
		row.Status = deliveryWords{word, "waiting", "warn"}
	default:
		row.Status = deliveryWords{word, "done", "ok"}
	}
	return row
}

// whoseAddress names everybody and every mailbox that has an address today; nobody
// has one that was changed since.
func (s *Server) whoseAddress(v *visit, mail string) []string {
	var names []string
	for _, p := range s.Pack.People.ByMail(mail) {
		names = append(names, p.Name)
	}
	for _, o := range s.Pack.People.Organizations {
		if strings.EqualFold(o.Mailbox, mail) {
			names = append(names, v.say("web.addresses.mailbox", wording.Args{"Name": o.Name}))
		}
	}
	for _, b := range s.Pack.People.Bodies {
		if strings.EqualFold(b.Mailbox, mail) {
			names = append(names, v.say("web.addresses.mailbox", wording.Args{"Name": b.Title}))
		}
	}
	return names
}

// addressesPost keeps what a coordinator says of an address: that it works, that it is
// another, or that what waits for it never goes.
func (s *Server) addressesPost(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	if err := readForm(r); err != nil {
		return err
	}
	if !v.member.Coordinates {
		return fault.New(fault.Forbidden, "web_coordinators_only", nil)
	}
	mail, done := r.PostForm.Get("adress"), "address_works"
	var err error
	switch r.PostForm.Get("gor") {
	case "andra":
		done, err = "address_changed", s.changeAddress(r, mail)
	case "skicka_inte":
		reason := strings.TrimSpace(r.PostForm.Get("skal"))
		if reason == "" {
			return said("hold_reason", "skal", nil)
		}
		done, err = "address_discarded", s.decideAddress(r, v, mail, engine.AddressDecision{Release: engine.Release{Discard: true, Reason: reason}})
	case "skicka_till":
		done, err = "sent_on", s.sendOnFrom(r, v, mail)
	default:
		if err = s.Store.ConfirmAddress(r.Context(), s.Pack.Key, mail, v.member.Key, s.Now()); err == nil {
			err = s.decideAddress(r, v, mail, engine.AddressDecision{})
		}
	}
	if err != nil {
		return err
	}
	return see(w, r, addressesPath+"?gjort="+done)
}

// mailTasks adds what mail asks of coordinators.
func (s *Server) mailTasks(r *http.Request, v *visit, page *tasksPage) error {
	marks, err := s.Store.AddressMarks(r.Context(), s.Pack.Key)
	if err != nil {
		return fmt.Errorf("reading which addresses do not work: %w", err)
	}
	for _, m := range marks {
		if m.Status == engine.AddressDead && len(s.whoseAddress(v, m.Mail)) > 0 {
			page.Dead++
		}
	}
	found, err := s.Store.Incoming(r.Context(), engine.IncomingFilter{Collaboration: s.Pack.Key, Waiting: true, Limit: 1})
	if err != nil {
		return fmt.Errorf("counting what came by mail: %w", err)
	}
	page.Unplaced = found.Waiting
	return nil
}
