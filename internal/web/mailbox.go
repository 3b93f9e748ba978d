package web

import (
	"net/http"
	"slices"
	"strings"

	"beredd/internal/engine"
)

// A mailboxPage is all mail of the demo, by address, the visitor's own first.
type mailboxPage struct {
	Latest []engine.CaughtLetter
	Boxes  []mailboxOf
	Only   string
}

// mostLatest is how many of the latest letters stand above the mailboxes.
const mostLatest = 8

// A mailboxOf is one address with its letters, the latest first.
type mailboxOf struct {
	Address, Name string
	Own           bool
	Mails         []engine.CaughtLetter
}

// A mailPage is one letter of the demo's mailbox.
type mailPage struct {
	Mail engine.CaughtLetter
	Body string
	Back string
}

func (s *Server) mailbox(w http.ResponseWriter, r *http.Request) error {
	mails, err := s.Demo.Mails(r.Context())
	if err != nil {
		return err
	}
	own := ""
	if m := visitOf(r).member; m != nil {
		own = s.Pack.People.Person(m.Key).Mail
	}
	page := mailboxPage{Only: r.URL.Query().Get("till")}
	if page.Only == "" {
		page.Latest = mails[:min(mostLatest, len(mails))]
	}
	at := map[string]int{}
	for _, m := range mails {
		if page.Only != "" && m.To != page.Only {
			continue
		}
		i, seen := at[m.To]
		if !seen {
			i = len(page.Boxes)
			at[m.To] = i
			page.Boxes = append(page.Boxes, mailboxOf{Address: m.To, Name: m.Name, Own: m.To == own})
		}
		page.Boxes[i].Mails = append(page.Boxes[i].Mails, m)
	}
	slices.SortStableFunc(page.Boxes, func(a, b mailboxOf) int {
		if a.Own != b.Own {
			if a.Own {
				return -1
			}
			return 1
		}
		return strings.Compare(a.Address, b.Address)
	})
	return s.show(w, r, "mailbox", page)
}

// caught finds a letter of the mailbox.
func (s *Server) caught(r *http.Request) (engine.CaughtLetter, error) {
	mails, err := s.Demo.Mails(r.Context())
	if err != nil {
		return engine.CaughtLetter{}, err
	}
	for _, m := range mails {
		if m.ID == r.PathValue("mail") {
			return m, nil
		}
	}
	return engine.CaughtLetter{}, errNowhere
}

func (s *Server) mail(w http.ResponseWriter, r *http.Request) error {
	m, err := s.caught(r)
	if err != nil {
		return err
	}
	framing(w)
	return s.show(w, r, "mail", mailPage{m, "/demo/brevlada/" + m.ID + "/brev", "/demo/brevlada"})
}

func (s *Server) mailBody(w http.ResponseWriter, r *http.Request) error {
	m, err := s.caught(r)
	if err != nil {
		return err
	}
	return framed(w, []byte(m.HTML), letterPolicy)
}
