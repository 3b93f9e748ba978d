package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// An incomingReader reads what came by mail, and keeps that somebody has seen to it.
type incomingReader interface {
	Incoming(ctx context.Context, filter engine.IncomingFilter) (engine.IncomingPage, error)
	IncomingMessage(ctx context.Context, id string) (engine.Incoming, error)
	IncomingRaw(ctx context.Context, id string) ([]byte, error)
	HandleIncoming(ctx context.Context, m engine.Incoming) error
	AddressMarks(ctx context.Context, collaboration string) ([]engine.AddressMark, error)
	ConfirmAddress(ctx context.Context, collaboration, mail, by string, now time.Time) error
	// Homeless counts the letters that wait for an address that works, by address in
	// small letters.
	Homeless(ctx context.Context, collaboration string) (map[string]int, error)
	// DecideHomeless lets those of one address go, or be gone.
	DecideHomeless(ctx context.Context, collaboration, mail string, d engine.AddressDecision) (int, error)
	// SendOn has letters that cannot reach whom they are for go to somebody else.
	SendOn(ctx context.Context, d engine.SendingOn) (sent int, err error)
}

const incomingPath = "/inkommet"

// incomingRoutes are the addresses of what came by mail.
func (s *Server) incomingRoutes() []route {
	return []route{
		{"GET /inkommet", member, s.incoming},
		{"GET /inkommet/{message}", member, s.incomingMessage},
		{"GET /inkommet/{message}/original", member, s.incomingOriginal},
		{"POST /inkommet/{message}", member, s.incomingPost},
		{"GET /installningar/adresser", member, s.addresses},
		{"POST /installningar/adresser", member, s.addressesPost},
	}
}

// An incomingPage lists what came by mail.
type incomingPage struct {
	Tabs          []tab
	Rows          []incomingRow
	Before, After string
}

// An incomingRow is one message in a list.
type incomingRow struct {
	Path   string
	At     time.Time
	Kind   string
	From   string
	Title  string
	Number string
	About  string // the proposal's page
	Was    string // on the page of a proposal that took up the one that it was written about: that one's number
	Waits  bool
	Text   string // what was written, above what is quoted
	Quoted string // the rest
	Files  []engine.IncomingFile
	Deputy string // of an absence: who stands in, or what to do
}

// An incomingMessagePage is one message.
type incomingMessagePage struct {
	Row      incomingRow
	Mail     string
	Lines    []fact
	Reason   string
	Original string // where its bytes are, or ""
	MayPlace bool
	Number   string // as it was written in the form
	Error    string
	Key      string
}

func (s *Server) incomingRow(v *visit, m engine.Incoming) incomingRow {
	row := incomingRow{
		Path: incomingPath + "/" + m.ID, At: m.At, Kind: v.say("web.incoming.kind."+string(m.Kind), nil), From: m.Name, Title: m.Subject,
		Number: m.Number, Waits: m.Waits(), Files: m.Files,
	}
	if row.From == "" {
		row.From = m.From
	}
	if row.From == "" {
		row.From = v.say("web.incoming.nobody", nil)
	}
	if row.Title == "" {
		row.Title = v.say("web.incoming.untitled", nil)
	}
	if m.Number != "" {
		row.About = proposalPath(m.Number)
	}
	row.Text, row.Quoted = unquoted(m.Text)
	if m.Kind == engine.CameAbsence {
		row.Deputy = s.deputyOf(v, m)
	}
	return row
}

// deputyOf says who stands in for the person whose program answered, or that nobody
// does.
func (s *Server) deputyOf(v *visit, m engine.Incoming) string {
	person := s.Pack.People.Person(m.Person)
	if person == nil {
		return v.say("web.incoming.no_person", nil)
	}
	if sub := person.Substitute; sub != nil {
		return v.say("web.incoming.deputy", wording.Args{"Who": s.personName(sub.Person), "From": sub.From.Prose(v.lang), "To": sub.To.Prose(v.lang)})
	}
	return v.say("web.incoming.no_deputy", wording.Args{"Who": person.Name})
}

// unquoted parts what somebody wrote from what the program put below it.
func unquoted(text string) (own, rest string) {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i, line := range lines {
		line = strings.TrimSpace(line)
		for _, begins := range []string{">", "-----Original", "-----Ursprung", "________", "Från: ", "From: "} {
			if i > 0 && strings.HasPrefix(line, begins) {
				return strings.TrimSpace(strings.Join(lines[:i], "\n")), strings.Join(lines[i:], "\n")
			}
		}
		if i > 0 && (strings.HasSuffix(line, "skrev:") || strings.HasSuffix(line, "wrote:")) {
			return strings.TrimSpace(strings.Join(lines[:i], "\n")), strings.Join(lines[i:], "\n")
		}
	}
	return strings.Join(lines, "\n"), ""
}

// incoming lists for coordinators what came by mail, first what could not be placed.
func (s *Server) incoming(w http.ResponseWriter, r *http.Request) error {
	v, q := visitOf(r), r.URL.Query()
	if !v.member.Coordinates {
		return fault.New(fault.Forbidden, "web_coordinators_only", nil)
	}
	kind, at := q.Get("slag"), pageNumber(q)
	filter := engine.IncomingFilter{Collaboration: s.Pack.Key, Limit: pageRows, Offset: at * pageRows}
	switch {
	case kind == "":
		filter.Waiting = true
	case kind != "alla":
		filter.Kind = engine.IncomingKind(kind)
	}
	found, err := s.Store.Incoming(r.Context(), filter)
	if err != nil {
		return fmt.Errorf("reading what came by mail: %w", err)
	}
	page := incomingPage{Tabs: []tab{{Key: "waiting", Path: incomingPath, Count: found.Waiting, Current: kind == ""}}}
	for _, each := range engine.IncomingKinds() {
		if found.Counts[each] > 0 {
			page.Tabs = append(page.Tabs, tab{Key: string(each), Path: incomingPath + "?slag=" + string(each), Count: found.Counts[each], Current: kind == string(each)})
		}
	}
	for _, m := range found.Rows {
		page.Rows = append(page.Rows, s.incomingRow(v, m))
	}
	if at > 0 {
		page.Before = with(q, incomingPath, "sida", strconv.Itoa(at))
	}
	if found.More {
		page.After = with(q, incomingPath, "sida", strconv.Itoa(at+2))
	}
	return s.show(w, r, "incoming", page)
}

// message reads a message that the member may read: a coordinator all, who holds the
// proposal those about it.
func (s *Server) message(r *http.Request) (engine.Incoming, error) {
	v := visitOf(r)
	m, err := s.Store.IncomingMessage(r.Context(), r.PathValue("message"))
	if err != nil || v.member.Coordinates {
		return m, err
	}
	if m.Proposal == "" || m.Kind == engine.CameQuarantined {
		return m, fault.New(fault.Forbidden, "web_coordinators_only", nil)
	}
	p, _, err := s.Store.Proposal(r.Context(), m.Proposal, "")
	if err != nil || engine.IsHolder(s.Pack, p, v.member.actor(), s.Now()) {
		return m, err
	}
	heirs, err := s.heirs(r.Context(), p)
	if err == nil && !slices.ContainsFunc(heirs, func(h engine.Proposal) bool { return engine.IsHolder(s.Pack, h, v.member.actor(), s.Now()) }) {
		err = fault.New(fault.Forbidden, "web_coordinators_only", nil)
	}
	return m, err
}

func (s *Server) incomingMessage(w http.ResponseWriter, r *http.Request) error {
	m, err := s.message(r)
	if err != nil {
		return err
	}
	return s.show(w, r, "incoming_message", s.messagePage(visitOf(r), m))
}

func (s *Server) messagePage(v *visit, m engine.Incoming) incomingMessagePage {
	page := incomingMessagePage{Row: s.incomingRow(v, m), Mail: m.From, MayPlace: v.member.Coordinates && m.Waits(), Key: newKey()}
	if m.Reason != "" && m.Kind != engine.CameReply { // once it is placed it is known what it is about
		page.Reason = v.say("web.incoming.reason."+m.Reason, nil)
	}
	if m.Reason != "size" {
		page.Original = page.Row.Path + "/original"
	}
	add := func(key, value string) {
		if value != "" {
			page.Lines = append(page.Lines, fact{v.say("web.incoming."+key, nil), value})
		}
	}
	add("about_letter", m.About)
	add("code", strings.TrimSpace(m.Code+" "+m.Said))
	if !m.HandledAt.IsZero() {
		add("handled", v.say("web.incoming.handled_by", wording.Args{"Who": s.personName(m.HandledBy), "When": s.when(v.lang, m.HandledAt)}))
	}
	return page
}

// incomingOriginal gives the message as it came, to be looked at elsewhere: nothing of
// it is shown in a page.
func (s *Server) incomingOriginal(w http.ResponseWriter, r *http.Request) error {
	m, err := s.message(r)
	if err != nil {
		return err
	}
	raw, err := s.Store.IncomingRaw(r.Context(), m.ID)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/octet-stream")
	h.Set("Content-Disposition", `attachment; filename="meddelande-`+m.ID+`.eml"`)
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	_, err = w.Write(raw)
	return err
}

// incomingPost places a message on a proposal, or lays it aside.
func (s *Server) incomingPost(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	if err := readForm(r); err != nil {
		return err
	}
	if !v.member.Coordinates {
		return fault.New(fault.Forbidden, "web_coordinators_only", nil)
	}
	m, err := s.message(r)
	if err != nil {
		return err
	}
	done := "incoming_aside"
	if r.PostForm.Get("gor") == "placera" {
		number := strings.TrimSpace(r.PostForm.Get("arende"))
		p, err := s.Store.ByNumber(r.Context(), s.Pack.Key, number)
		if fault.As(err) != nil {
			page := s.messagePage(v, m)
			page.Number, page.Error = number, v.say("web.incoming.no_such", nil)
			return s.showAs(w, r, http.StatusUnprocessableEntity, "incoming_message", page)
		}
		if err != nil {
			return err
		}
		m.Proposal, m.Number, m.Kind, done = p.ID, p.Number, engine.CameReply, "incoming_placed"
	}
	m.HandledAt, m.HandledBy = s.Now(), v.member.Key
	if err := s.Store.HandleIncoming(r.Context(), m); err != nil {
		return err
	}
	return see(w, r, incomingPath+"?gjort="+done)
}
