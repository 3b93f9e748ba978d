package web

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"beredd/internal/engine"
	"beredd/internal/fault"
)

// A linkSender owes letters once more.
type linkSender interface {
	SendAgain(ctx context.Context, instead ...engine.Instead) error
}

// SendAgain owes letters once more.
func (s veiled) SendAgain(ctx context.Context, instead ...engine.Instead) error {
	return s.kept.SendAgain(ctx, instead...)
}

// newLinkPath is where whoever has lost a letter asks for it again.
const newLinkPath = "/ny-lank"

// mostLinks is how many letters go at one asking. Whoever has more to answer asks again.
const mostLinks = 20

// A newLinkPage asks for an address, and says the same whoever's that is.
type newLinkPage struct {
	Mail, Fault string
	Sent        bool
	Errors      []formError
}

func (s *Server) newLink(w http.ResponseWriter, r *http.Request) error {
	return s.show(w, r, "new_link", newLinkPage{Sent: r.URL.Query().Get("gjort") == "skickat"})
}

// newLinkPost sends whoever has a registered address the letters again that ask there.
// The answer is the same where the address is not registered or nothing is asked, and
// comes as soon; nothing is shown here of what is asked.
func (s *Server) newLinkPost(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return unreadable{err}
	}
	mail := strings.TrimSpace(r.PostFormValue("mail"))
	if !isMail(mail) {
		f := said("not_mail", "mail", nil).In(visitOf(r).lang)
		return s.showAs(w, r, http.StatusUnprocessableEntity, "new_link", newLinkPage{Mail: mail, Fault: f, Errors: []formError{{"mail", f}}})
	}
	if !s.limits.allow("sign-in", s.client(r)) {
		return errTooFast
	}
	if keys := s.respondentsAt(mail); len(keys) > 0 && s.limits.allow("mailbox", "link "+strings.ToLower(mail)) {
		s.later(func(ctx context.Context) error { return s.sendLinks(ctx, mail, keys) })
	}
	return see(w, r, newLinkPath+"?gjort=skickat")
}

// isMail says whether a text may be an address.
func isMail(text string) bool {
	return strings.IndexByte(text, '@') >= 1 && len(text) <= 254 && !strings.ContainsAny(text, " \r\n")
}

// respondentsAt are those who are asked at an address: a function mailbox's, and those
// that a person answers for.
func (s *Server) respondentsAt(mail string) (keys []string) {
	dir, today := s.Pack.People, s.today()
	for _, o := range dir.Organizations {
		if strings.EqualFold(o.Mailbox, mail) {
			keys = append(keys, o.Key)
		}
	}
	for _, b := range dir.Bodies {
		if b.Mailbox != "" && strings.EqualFold(b.Mailbox, mail) {
			keys = append(keys, b.Key)
		}
	}
	for _, person := range dir.ByMail(mail) {
		keys = append(keys, person.Key)
		keys = append(keys, dir.OrganizationsOf(person.Key, today)...)
		keys = append(keys, dir.BodiesOf(person.Key, today)...)
		for _, absent := range dir.Persons {
			if absent.Key != person.Key && dir.StandsFor(person.Key, absent.Key, today) {
				keys = append(keys, absent.Key)
			}
		}
	}
	return keys
}

// sendLinks owes the letters anew that asked an address what is still open.
func (s *Server) sendLinks(ctx context.Context, mail string, keys []string) error {
	asked, err := s.Store.Asked(ctx, s.Pack.Key, keys, true)
	if err != nil {
		return fmt.Errorf("reading what is asked of an address: %w", err)
	}
	var again []engine.Instead
	done := map[string]bool{}
	for _, one := range asked {
		if len(again) == mostLinks {
			break
		}
		if !one.Open || done[one.Round+one.Respondent] {
			continue
		}
		done[one.Round+one.Respondent] = true
		letter, err := s.letterAsking(ctx, one, mail)
		if err != nil {
			return err
		}
		if letter != nil {
			n := *letter
			n.ID, n.At = newID(), s.Now()
			again = append(again, engine.Instead{Of: letter.ID, Notice: n})
		}
	}
	if len(again) == 0 {
		return nil
	}
	if err := s.Store.SendAgain(ctx, again...); err != nil {
		return fmt.Errorf("owing letters with new links: %w", err)
	}
	s.Log.InfoContext(ctx, "letters with links are sent again to who asked", "letters", len(again))
	return nil
}

// letterAsking is the first letter to an address that asked a question and whose link
// would answer it now, or nil.
func (s *Server) letterAsking(ctx context.Context, one engine.Asked, mail string) (*engine.Notice, error) {
	p, _, err := s.Store.Proposal(ctx, one.Proposal, "")
	if err != nil {
		return nil, fmt.Errorf("reading a proposal that asks: %w", err)
	}
	letters, err := s.Store.Deliveries(ctx, engine.DeliveryFilter{Collaboration: s.Pack.Key, Proposal: p.ID, Limit: 1000})
	if err != nil {
		return nil, fmt.Errorf("reading the letters that ask: %w", err)
	}
	var first *engine.Notice
	for i := range letters.Rows { // the latest come first
		n := &letters.Rows[i].Notice
		if n.Round != one.Round || n.Respondent != one.Respondent || !strings.EqualFold(n.Mail, mail) || p.IsRevoked(*n) {
			continue
		}
		if a, f := s.asking(p, n.Round, n.Respondent); f == nil && !a.closed && s.stillAsked(*n, a.respondent) && s.askedAnew(a) == nil {
			first = n
		}
	}
	return first, nil
}

// isAboutLink says whether a page was refused since a link opens nothing.
func isAboutLink(err error) bool {
	f := fault.As(err)
	return f != nil && strings.HasPrefix(f.Code, "web_link_")
}
