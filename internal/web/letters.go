package web

import (
	"context"
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// A deliveryReader reads the delivery log.
type deliveryReader interface {
	Deliveries(ctx context.Context, filter engine.DeliveryFilter) (engine.Deliveries, error)
	Delivery(ctx context.Context, id string) (engine.Delivery, error)
	// Retry lets a letter that was refused or is held go once more.
	Retry(ctx context.Context, id string, now time.Time) error
	// Hold lets no letter go until Release, which answers how many waited.
	Hold(ctx context.Context, h engine.Hold) error
	Release(ctx context.Context, r engine.Release) (waited int, err error)
	// OnHold is why no letter goes for now, or nil.
	OnHold(ctx context.Context) (*engine.Hold, error)
}

// Letters writes a letter as it was sent.
type Letters interface {
	// Letter answers the subject and the HTML of a notice's letter.
	Letter(ctx context.Context, notice string) (subject string, html []byte, err error)
}

// deliveryWords are what became of a letter: a word, a shape and how grave it is.
type deliveryWords struct{ Word, Shape, Class string }

// A lettersPage is the delivery log.
type lettersPage struct {
	Tabs          []tab
	Rows          []letterRow
	Before, After string
	MayRetry      bool
	Key           string
	Only          string   // the proposal whose letters are listed, by number
	Held          string   // why no letter goes for now, or ""
	Hold          *holding // for who may release them, or nil
}

// A letterRow is one letter on its way.
type letterRow struct {
	ID, Path     string
	Title        string
	To           string
	Number       string
	Proposal     string // its title
	ProposalPath string
	At           time.Time
	Status       deliveryWords
	Said         string
	Retry        bool
	Carrier      string // the letter that it went in, or ""
	Secret       bool   // the proposal is confidential, and the reader may read it
}

// A letterPage is one letter as it was sent.
type letterPage struct {
	Row      letterRow
	Mail     string
	Why      string
	Language wording.Language
	Subject  string
	Attempts int
	Response string
	Inside   []letterRow // what went in it beside its own
	Body     string      // where its frame finds it, or ""
	Key      string
	Contacts *contacts // who may have it instead, where it cannot reach whom it is for
}

// letterStatuses are the cuts of the log, in their order.
var letterStatuses = []engine.DeliveryStatus{"", engine.Queued, engine.Deferred, engine.Held, engine.Failed, engine.Returned, engine.Accepted}

func (s *Server) letters(w http.ResponseWriter, r *http.Request) error {
	v, q := visitOf(r), r.URL.Query()
	status, at := engine.DeliveryStatus(q.Get("status")), pageNumber(q)
	filter := engine.DeliveryFilter{Collaboration: s.Pack.Key, Status: status, Limit: pageRows, Offset: at * pageRows}
	page := lettersPage{MayRetry: v.member.Coordinates, Key: newKey()}
	if ref := q.Get("arende"); ref != "" {
		p, err := s.Store.ByNumber(r.Context(), s.Pack.Key, s.numberOf(ref))
		if err != nil {
			return err
		}
		filter.Proposal, page.Only = p.ID, p.Number
	}
	found, err := s.Store.Deliveries(r.Context(), filter)
	if err != nil {
		return fmt.Errorf("reading the delivery log: %w", err)
	}
	if page.Held, page.Hold, err = s.held(v, r); err != nil {
		return err
	}
	for _, each := range letterStatuses {
		page.Tabs = append(page.Tabs, tab{
			Key: "all", Path: with(q, "/utskick", "status", string(each), "sida", ""), Count: found.Counts[each], Current: each == status})
		if each != "" {
			page.Tabs[len(page.Tabs)-1].Key = string(each)
		}
	}
	for _, d := range found.Rows {
		page.Rows = append(page.Rows, s.letterRow(v, d))
	}
	if at > 0 {
		page.Before = with(q, "/utskick", "sida", strconv.Itoa(at))
	}
	if found.More {
		page.After = with(q, "/utskick", "sida", strconv.Itoa(at+2))
	}
	return s.show(w, r, "letters", page)
}

func (s *Server) letterRow(v *visit, d engine.Delivery) letterRow {
	row := letterRow{
		ID: d.ID, Path: "/utskick/" + d.ID, Title: engine.LetterTitle(d.Letter).In(v.lang), To: toName(v, d.Notice), Number: d.Number,
		Proposal: d.Title, ProposalPath: proposalPath(d.Number), At: d.At, Status: s.deliveryWords(v, d), Said: d.Said.In(v.lang), Secret: v.tagged(d.Confidential, d.Title),
	}
	if d.Carrier != "" {
		row.Carrier = "/utskick/" + d.Carrier
	}
	row.Retry = v.member.Coordinates && !d.IsHidden() && (d.Status == engine.Failed || d.Status == engine.Held || d.Status == engine.Returned)
	return row
}

// deliveryWords claims no more than is known: a letter was handed over, not read.
func (s *Server) deliveryWords(v *visit, d engine.Delivery) deliveryWords {
	at := d.At
	switch d.Status {
	case engine.Accepted, engine.Failed, engine.Returned:
		at = d.SettledAt
	case engine.Deferred:
		at = d.NextAt
	}
	key, code := "web.delivery."+string(d.Status), replyCode.FindString(d.Response)
	why, discarded := strings.CutPrefix(d.Response, engine.Discarded)
	switch {
	case d.Status == engine.Accepted && code != "":
		key += "_said"
	case d.Status == engine.Held && d.Response == engine.Stale:
		key += "_stale"
	case d.Status == engine.Held && strings.HasPrefix(d.Response, engine.NoAddress):
		key += "_homeless"
	case discarded:
		key = "web.delivery.discarded"
	case strings.HasPrefix(d.Response, engine.SentOnSince):
		key, why = "web.delivery.sent_on", strings.TrimPrefix(d.Response, engine.SentOnSince)
	case d.Status == engine.Needless && d.Response == engine.UndatedSince:
		key += "_undated"
	case d.Status == engine.Needless && d.Response == engine.LeftSince:
		key += "_left"
	case d.Status == engine.Needless && outdatedWords[d.Response] != "":
		key += outdatedWords[d.Response]
	case d.Status == engine.Needless && strings.HasPrefix(d.Response, engine.MovedSince):
		key, why = key+"_moved", movedTo(v.lang, d.Response)
	}
	word := v.say(key, wording.Args{"When": s.hourOf(v, at, d.At), "Code": code, "Reason": why})
	switch d.Status {
	case engine.Accepted:
		if d.IsDelayed(s.Now()) {
			return deliveryWords{v.say("web.delivery.delayed", nil), "waiting", "warn"}
		}
		return deliveryWords{word, "done", "ok"}
	case engine.Returned:
		if strings.HasPrefix(d.Response, "diverted ") {
			word = v.say("web.delivery.diverted", nil)
		}
		return deliveryWords{word, "failed", "err"}
	case engine.Failed:
		return deliveryWords{word, "failed", "err"}
	case engine.Deferred, engine.Held:
		return deliveryWords{word, "waiting", "warn"}
	}
	return deliveryWords{word, "sent", "calm"}
}

// outdatedWords are by what a letter was overtaken that tells when a meeting is, or asks
// for something to be done.
var outdatedWords = map[string]string{engine.CalledOffSince: "_called_off", engine.HeldSince: "_held", engine.ToldSince: "_told", engine.NeverCalled: "_uncalled", engine.ClosedSince: "_closed"}

// movedTo is the day to which a deadline had been moved before its letter went.
func movedTo(l wording.Language, response string) string {
	day, err := calendar.ParseDate(strings.TrimPrefix(response, engine.MovedSince))
	if err != nil {
		return ""
	}
	return day.Prose(l)
}

// replyCode begins what a mail server says (RFC 5321 section 4.2).
var replyCode = regexp.MustCompile(`^[2-5][0-9]{2}\b`)

// hourOf is a time of day, with its date where that is another than a letter's
// own.
func (s *Server) hourOf(v *visit, at, own time.Time) string {
	zone := s.Pack.Calendar.Zone()
	at = at.In(zone)
	hour := wording.Hour(v.lang, at)
	if at.Format(time.DateOnly) == own.In(zone).Format(time.DateOnly) {
		return hour
	}
	return wording.ShortDay(v.lang, at) + " " + hour
}

func (s *Server) letter(w http.ResponseWriter, r *http.Request) error {
	d, err := s.Store.Delivery(r.Context(), r.PathValue("notice"))
	if err != nil {
		return err
	}
	v := visitOf(r)
	page := letterPage{
		Row: s.letterRow(v, d), Mail: toMail(v, d.Notice), Why: s.whyTold(v, d.Qualities(), d.Person == ""), Language: wording.Language(d.Language),
		Attempts: d.Attempts, Response: d.Response, Body: "/utskick/" + d.ID + "/brev", Key: newKey(),
	}
	inside, err := s.Store.Deliveries(r.Context(), engine.DeliveryFilter{Collaboration: s.Pack.Key, Carrier: d.ID, Limit: 1000})
	if err != nil {
		return fmt.Errorf("reading what went in a letter: %w", err)
	}
	for _, one := range inside.Rows {
		page.Inside = append(page.Inside, s.letterRow(v, one))
	}
	if page.Row.Retry {
		if page.Contacts, err = s.contactsFor(r.Context(), d.Mail); err != nil {
			return err
		}
	}
	if page.Subject, _, err = s.Letters.Letter(r.Context(), d.ID); err != nil {
		if fault.As(err) == nil {
			s.Log.WarnContext(r.Context(), "a letter cannot be shown", "request", visitOf(r).id, "notice", d.ID, "error", err)
		}
		page.Body = ""
	}
	framing(w)
	return s.show(w, r, "letter", page)
}

// letterBody is the letter itself, for its frame. Its links are taken out of
// the answering: who looks at the log isn't whom it was sent to.
func (s *Server) letterBody(w http.ResponseWriter, r *http.Request) error {
	_, html, err := s.Letters.Letter(r.Context(), r.PathValue("notice"))
	if err != nil {
		return err
	}
	return framed(w, redacted(html), letterPolicyStill)
}

// redacted takes the signed links out of a letter.
func redacted(html []byte) []byte { return signedLink.ReplaceAll(html, []byte("$1")) }

var signedLink = regexp.MustCompile(`(/s/|/folj/)[0-9A-Za-z-]+\.[0-9A-Za-z]+`)

// framed sends a letter into its frame.
func framed(w http.ResponseWriter, html []byte, policy string) error {
	h := w.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("Content-Type", "text/html; charset=utf-8")
	_, err := w.Write(withBase(html))
	return err
}

// letterAgain lets a letter go once more.
func (s *Server) letterAgain(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(r); err != nil {
		return err
	}
	if !visitOf(r).member.Coordinates {
		return fault.New(fault.Forbidden, "web_coordinators_only", nil)
	}
	if err := s.Store.Retry(r.Context(), r.PathValue("notice"), s.Now()); err != nil {
		return err
	}
	return see(w, r, "/utskick/"+r.PathValue("notice")+"?gjort=again")
}
