package web

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"time"

	"beredd/internal/engine"
)

// A mailboxPage is all mail of the demo by address: the visitor's own boxes
// first, and the others by whose they are.
type mailboxPage struct {
	Own    []mailboxOf
	Latest []mailRow // to anybody
	Groups []mailboxGroup
	Only   string
}

// How many letters stand open, of all and of one's own box.
const (
	mostLatest = 8
	mostOpen   = 5
)

// A mailboxGroup is the boxes of one mail domain, named by the organization whose
// it is.
type mailboxGroup struct {
	Name  string
	Mails int
	Boxes []mailboxOf
}

// A mailboxOf is one address with its letters, the latest first.
type mailboxOf struct {
	Address, Name string
	Mails         []mailRow
	Older         []mailRow // folded away
	Count, New    int
}

// A mailRow is one letter of a list.
type mailRow struct {
	engine.CaughtLetter
	New bool // it came lately, and has not been opened in this session
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
	v := visitOf(r)
	page := mailboxPage{Only: r.URL.Query().Get("till")}
	boxes := s.boxes(v, mails)
	if page.Only != "" {
		boxes = slices.DeleteFunc(boxes, func(b mailboxOf) bool { return b.Address != page.Only })
		page.Own = boxes
		return s.show(w, r, "mailbox", page)
	}
	own := s.ownAddresses(v)
	for _, address := range own {
		page.Own = append(page.Own, folded(address, s.ownerOf(v, address), boxes))
	}
	boxes = slices.DeleteFunc(boxes, func(b mailboxOf) bool { return slices.Contains(own, b.Address) })
	page.Groups = s.boxGroups(v, boxes)
	for _, m := range mails[:min(mostLatest, len(mails))] {
		page.Latest = append(page.Latest, s.mailRow(v, m))
	}
	return s.show(w, r, "mailbox", page)
}

// boxes are the letters by address, in the order of the latest.
func (s *Server) boxes(v *visit, mails []engine.CaughtLetter) []mailboxOf {
	var boxes []mailboxOf
	at := map[string]int{}
	for _, m := range mails {
		i, seen := at[m.To]
		if !seen {
			i = len(boxes)
			at[m.To] = i
			boxes = append(boxes, mailboxOf{Address: m.To, Name: m.Name})
		}
		row := s.mailRow(v, m)
		boxes[i].Mails, boxes[i].Count = append(boxes[i].Mails, row), boxes[i].Count+1
		if row.New {
			boxes[i].New++
		}
	}
	return boxes
}

// folded is the box of an address, empty where nothing has come, with all but the
// latest letters folded away.
func folded(address, name string, boxes []mailboxOf) mailboxOf {
	box := mailboxOf{Address: address, Name: name}
	for _, b := range boxes {
		if b.Address == address {
			box = b
		}
	}
	box.Name = name
	if len(box.Mails) > mostOpen+2 {
		box.Mails, box.Older = box.Mails[:mostOpen], box.Mails[mostOpen:]
	}
	return box
}

// ownAddresses are those that the visitor reads: the own, and the function
// mailboxes of the organizations and bodies that the visitor acts for.
func (s *Server) ownAddresses(v *visit) []string {
	if v.member == nil {
		return nil
	}
	own := []string{s.Pack.People.Person(v.member.Key).Mail}
	for _, key := range v.member.Organizations {
		own = append(own, s.Pack.People.Organization(key).Mailbox)
	}
	for _, key := range v.member.Bodies {
		if mailbox := s.Pack.People.Body(key).Mailbox; mailbox != "" {
			own = append(own, mailbox)
		}
	}
	return own
}

// ownerOf is whose an address is.
func (s *Server) ownerOf(v *visit, address string) string {
	for _, o := range s.Pack.People.Organizations {
		if o.Mailbox == address {
			return o.Name.In(v.lang) + ", " + v.say("web.mailbox", nil)
		}
	}
	for _, b := range s.Pack.People.Bodies {
		if b.Mailbox == address {
			return b.Title.In(v.lang) + ", " + v.say("web.mailbox", nil)
		}
	}
	for _, p := range s.Pack.People.Persons {
		if p.Mail == address {
			return p.Name
		}
	}
	return ""
}

// boxGroups are boxes by mail domain, by the organization's name.
func (s *Server) boxGroups(v *visit, boxes []mailboxOf) []mailboxGroup {
	names := map[string]string{}
	for _, o := range s.Pack.People.Organizations {
		names[domainOf(o.Mailbox)] = o.Name.In(v.lang)
	}
	var groups []mailboxGroup
	at := map[string]int{}
	for _, b := range boxes {
		domain := domainOf(b.Address)
		i, seen := at[domain]
		if !seen {
			i = len(groups)
			at[domain] = i
			groups = append(groups, mailboxGroup{Name: cmp.Or(names[domain], domain)})
		}
		groups[i].Boxes, groups[i].Mails = append(groups[i].Boxes, b), groups[i].Mails+b.Count
	}
	for _, g := range groups {
		slices.SortFunc(g.Boxes, func(a, b mailboxOf) int { return strings.Compare(a.Address, b.Address) })
	}
	slices.SortFunc(groups, func(a, b mailboxGroup) int { return strings.Compare(a.Name, b.Name) })
	return groups
}

func domainOf(address string) string {
	_, domain, _ := strings.Cut(address, "@")
	return domain
}

// lately is how long before the demo was opened a letter may have come to be new.
const lately = 7 * 24 * time.Hour

func (s *Server) mailRow(v *visit, m engine.CaughtLetter) mailRow {
	return mailRow{m, m.At.After(s.began.Add(-lately)) && !strings.Contains(v.opened, m.ID)}
}

// unread counts the letters in the visitor's own boxes that are new.
func (s *Server) unread(v *visit, mails []engine.CaughtLetter) int {
	own, n := s.ownAddresses(v), 0
	for _, m := range mails {
		if slices.Contains(own, m.To) && s.mailRow(v, m).New {
			n++
		}
	}
	return n
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

// mail shows a letter, and remembers that this visitor has opened it.
func (s *Server) mail(w http.ResponseWriter, r *http.Request) error {
	m, err := s.caught(r)
	if err != nil {
		return err
	}
	if v := visitOf(r); !strings.Contains(v.opened, m.ID) {
		v.opened += m.ID + " "
		s.sessions.Put(r.Context(), sessionOpened, v.opened)
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
