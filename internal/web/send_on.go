package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/people"
)

// contacts are who may have a letter that cannot reach whom it is for: those of the same
// organization, and others.
type contacts struct{ Own, Others []contact }

// A contact is one of them.
type contact struct{ Key, Name string }

// contactsFor lists who may have the letters to an address: whoever takes part and has
// another that works, as far as is known.
func (s *Server) contactsFor(ctx context.Context, mail string) (*contacts, error) {
	marks, err := s.Store.AddressMarks(ctx, s.Pack.Key)
	if err != nil {
		return nil, fmt.Errorf("reading which addresses do not work: %w", err)
	}
	behind := s.organizationsAt(mail)
	of := &contacts{}
	for _, p := range s.Pack.People.Persons {
		dead := slices.ContainsFunc(marks, func(m engine.AddressMark) bool {
			return m.Status == engine.AddressDead && strings.EqualFold(m.Mail, p.Mail)
		})
		if dead || p.Mail == "" || strings.EqualFold(p.Mail, mail) || !p.TakesPart(s.today()) {
			continue
		}
		one := contact{p.Key, p.Name}
		if slices.ContainsFunc(s.Pack.People.OrganizationsOf(p.Key, s.today()), func(o string) bool { return slices.Contains(behind, o) }) {
			of.Own = append(of.Own, one)
		} else {
			of.Others = append(of.Others, one)
		}
	}
	return of, nil
}

// organizationsAt are the organizations that an address is of.
func (s *Server) organizationsAt(mail string) (keys []string) {
	for _, o := range s.Pack.People.Organizations {
		if strings.EqualFold(o.Mailbox, mail) {
			keys = append(keys, o.Key)
		}
	}
	for _, p := range s.Pack.People.ByMail(mail) {
		keys = append(keys, s.Pack.People.OrganizationsOf(p.Key, s.today())...)
	}
	return keys
}

// letterTo has one letter go to somebody else.
func (s *Server) letterTo(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(r); err != nil {
		return err
	}
	v := visitOf(r)
	if !v.member.Coordinates {
		return fault.New(fault.Forbidden, "web_coordinators_only", nil)
	}
	d, err := s.Store.Delivery(r.Context(), r.PathValue("notice"))
	if err != nil {
		return err
	}
	if !s.letterRow(v, d).Retry {
		return fault.New(fault.Conflict, "web_hold_over", nil)
	}
	if err := s.sendOn(r, v, d); err != nil {
		return err
	}
	return see(w, r, "/utskick/"+d.ID+"?gjort=sent_on")
}

// sendOnFrom has all letters that wait for an address go to somebody else.
func (s *Server) sendOnFrom(r *http.Request, v *visit, mail string) error {
	held, err := s.Store.Deliveries(r.Context(), engine.DeliveryFilter{Collaboration: s.Pack.Key, Status: engine.Held, Limit: mostHeld})
	if err != nil {
		return fmt.Errorf("reading which letters are held: %w", err)
	}
	return s.sendOn(r, v, slices.DeleteFunc(held.Rows, func(d engine.Delivery) bool {
		return !strings.HasPrefix(d.Response, engine.NoAddress) || !strings.EqualFold(d.Mail, mail)
	})...)
}

func (s *Server) sendOn(r *http.Request, v *visit, letters ...engine.Delivery) error {
	to, err := s.chosenContact(r)
	if err != nil {
		return err
	}
	on := engine.SendingOn{Reason: strings.TrimSpace(r.PostFormValue("skal")), At: s.Now()}
	if on.Reason == "" {
		return said("send_on_reason", "skal", nil)
	}
	for _, d := range letters {
		if strings.EqualFold(d.Mail, to.Mail) {
			return said("send_on_who", "till", nil)
		}
		on.Letters = append(on.Letters, engine.Instead{Of: d.ID, Notice: engine.SentOn(s.Pack, d.Notice, to, on.At)})
	}
	sent, err := s.Store.SendOn(r.Context(), on)
	if err != nil {
		return err
	}
	s.Log.InfoContext(r.Context(), "letters are sent to another contact", "request", v.id, "by", v.member.Key, "to", to.Key, "letters", sent)
	if sent == 0 {
		return fault.New(fault.Conflict, "web_hold_over", nil)
	}
	return nil
}

// chosenContact is who a form says shall have letters.
func (s *Server) chosenContact(r *http.Request) (*people.Person, error) {
	to := s.Pack.People.Person(r.PostFormValue("till"))
	if to == nil || to.Mail == "" || !to.TakesPart(s.today()) {
		return nil, said("send_on_who", "till", nil)
	}
	return to, nil
}
