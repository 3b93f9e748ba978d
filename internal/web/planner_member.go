package web

import (
	"errors"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/definition/rewrite"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// memberFields are a form's fields, by who it is about.
var memberFields = map[string][]string{
	"grupp":        {"title_sv", "title_en", "decides", "minutes", "paragraphs", "mailbox"},
	"organisation": {"name", "mailbox", "kind", "new_kind_sv", "new_kind_en", "language", "from", "to"},
	"person":       {"name", "mail", "language", "from", "to", "substitute", "substitute_from", "substitute_to"},
}

// memberSections are where a pack's file says them.
var memberSections = map[string]string{"grupp": "bodies", "organisation": "organizations", "person": "persons"}

// A memberForm is one who takes part, on its way through a form.
type memberForm struct {
	work      *working
	pack      *definition.Pack // of the draft as it was
	kind, key string
	text      string // of the file
	now, sent lineForm
	seats     []seatForm
	action    string
}

// A planMemberPage is one who takes part, as a form.
type planMemberPage struct {
	Title, Action string
	Kind          string
	New           bool
	Fields        []input
	Seats         []seatView
	Errors        []formError
}

// memberForm reads the draft, and finds in it whom the address names.
func (s *Server) memberForm(r *http.Request, editions []engine.Published) (*memberForm, error) {
	work, err := s.working(r, editions)
	if err != nil {
		return nil, err
	}
	if work.pack == nil {
		return nil, fault.New(fault.Conflict, "web_plan_broken", nil)
	}
	m := &memberForm{work: work, pack: work.pack, kind: r.PathValue("kind"), key: r.URL.Query().Get("namn"), text: work.files[directoryFile]}
	if memberFields[m.kind] == nil {
		return nil, errNowhere
	}
	m.action = memberPath(m.kind, m.key)
	if m.now = (lineForm{}); m.key != "" {
		if m.now = m.found(); m.now == nil {
			return nil, errNowhere
		}
	}
	m.sent = m.now
	return m, nil
}

// found fills the form with who stands there; nil where nobody does.
func (m *memberForm) found() lineForm {
	f, who := lineForm{}, m.pack.People
	switch m.kind {
	case "grupp":
		b := who.Body(m.key)
		if b == nil {
			return nil
		}
		titled(f, b.Title)
		f["decides"], f["minutes"], f["mailbox"] = b.Decides, b.Minutes, b.Mailbox
		if b.Paragraphs {
			f["paragraphs"] = "yes"
		}
		m.seats = seatForms(b.Seats)
	case "organisation":
		o := who.Organization(m.key)
		if o == nil {
			return nil
		}
		f["name"], f["mailbox"], f["kind"], f["language"] = o.Name[wording.Swedish], o.Mailbox, o.Kind, string(o.Language)
		f["from"], f["to"] = dateForm(o.From), dateForm(o.To)
	default:
		p := who.Person(m.key)
		if p == nil {
			return nil
		}
		f["name"], f["mail"], f["language"], f["from"], f["to"] = p.Name, p.Mail, string(p.Language), dateForm(p.From), dateForm(p.To)
		if p.Substitute != nil {
			f["substitute"], f["substitute_from"], f["substitute_to"] = p.Substitute.Person, dateForm(p.Substitute.From), dateForm(p.Substitute.To)
		}
	}
	return f
}

func dateForm(d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

func (s *Server) planMember(w http.ResponseWriter, r *http.Request, editions []engine.Published) error {
	m, err := s.memberForm(r, editions)
	if err != nil {
		return err
	}
	return s.show(w, r, "year_plan_member", m.page(visitOf(r), nil))
}

// planMemberPost changes, adds or takes away one who takes part, in the coordinator's
// draft. What would leave the pack with an error is refused.
func (s *Server) planMemberPost(w http.ResponseWriter, r *http.Request, editions []engine.Published) error {
	if err := r.ParseForm(); err != nil {
		return unreadable{err}
	}
	m, err := s.memberForm(r, editions)
	if err != nil {
		return err
	}
	v := visitOf(r)
	wrong, err := m.apply(v, r)
	if errors.Is(err, rewrite.ErrByHand) {
		err, wrong = nil, []formError{{"form", fault.New(fault.Conflict, "web_plan_member_by_hand", nil).In(v.lang)}}
	}
	if err != nil {
		return err
	}
	if len(wrong) == 0 {
		m.work.draft.write(m.work.base, directoryFile, m.text)
		if err := s.check(m.work); err != nil {
			return err
		}
		for _, problem := range m.work.problems.Errors() {
			wrong = append(wrong, formError{"form", problemSaid(v, problem)})
		}
	}
	if len(wrong) > 0 {
		return s.showAs(w, r, http.StatusUnprocessableEntity, "year_plan_member", m.page(v, wrong))
	}
	if err := s.keepProcess(r.Context(), v, m.work.draft, m.work.base); err != nil {
		return err
	}
	if r.PostFormValue("gor") == "fler" {
		return see(w, r, memberPath(m.kind, m.key)+"&gjort=draft#platser")
	}
	return see(w, r, peoplePath+"?gjort=draft#"+m.kind+"-"+m.key)
}

// apply is the file as the form wants it, or what is wrong with the form.
func (m *memberForm) apply(v *visit, r *http.Request) (wrong []formError, err error) {
	if r.PostFormValue("gor") == "ta-bort" {
		m.text, err = rewrite.Entry(m.text, []string{memberSections[m.kind], m.key}, nil)
		return nil, err
	}
	m.sent = sentLine(r)
	if m.kind == "grupp" {
		m.seats = sentSeats(r, m.seats)
	}
	if wrong = m.lacks(v); len(wrong) > 0 {
		return wrong, nil
	}
	return nil, m.rewrite(v)
}

// lacks says what is missing, or is no day.
func (m *memberForm) lacks(v *visit) (wrong []formError) {
	must := map[string][]string{"grupp": {"title_sv"}, "organisation": {"name", "mailbox"}, "person": {"name", "mail"}}[m.kind]
	if m.sent["kind"] == another {
		must = append(must, "new_kind_sv")
	}
	if m.sent["substitute"] == "" && m.sent["substitute_from"]+m.sent["substitute_to"] != "" {
		must = append(must, "substitute")
	}
	for _, key := range must {
		if m.sent[key] == "" {
			wrong = append(wrong, formError{inputID(key), v.say("web.plan.lacks", wording.Args{"Field": v.say("web.plan.field."+m.worded(key), nil)})})
		}
	}
	for _, key := range []string{"from", "to", "substitute_from", "substitute_to"} {
		if _, err := calendar.ParseDate(m.sent[key]); m.sent[key] != "" && err != nil {
			wrong = append(wrong, formError{inputID(key), v.say("web.plan.not_a_day", wording.Args{"Said": m.sent[key]})})
		}
	}
	return append(wrong, m.lacksSeats(v)...)
}

// rewrite is the file with what the form has otherwise: of who stands there, only that.
func (m *memberForm) rewrite(v *visit) (err error) {
	title := m.sent["title_sv"]
	if m.kind != "grupp" {
		title = m.sent["name"]
	}
	pairs := m.pairs(m.sent)
	if m.sent["kind"] == another {
		kind := m.freeKey(m.sent["new_kind_sv"])
		pairs[slices.IndexFunc(pairs, func(p rewrite.Pair) bool { return p.Key == "kind" })].Value = kind
		if m.text, err = rewrite.Entry(m.text, []string{"kinds", kind}, m.titleOf(m.sent["new_kind_sv"], m.sent["new_kind_en"])); err != nil {
			return err
		}
	}
	if err := m.addPersons(); err != nil {
		return err
	}
	section := memberSections[m.kind]
	if m.key == "" {
		m.key = m.freeKey(title)
		kept := slices.DeleteFunc(pairs, func(p rewrite.Pair) bool { return p.Value == nil })
		if m.kind == "grupp" {
			kept = append(kept, rewrite.Pair{Key: "seats", Value: m.newSeats()})
		}
		m.text, err = rewrite.Entry(m.text, []string{section, m.key}, kept)
		return err
	}
	before := m.pairs(m.now)
	for _, p := range pairs {
		if same(before, p) {
			continue
		}
		if m.text, err = rewrite.Entry(m.text, []string{section, m.key, p.Key}, p.Value); err != nil {
			return err
		}
	}
	if m.kind == "grupp" {
		return m.rewriteSeats()
	}
	return nil
}

// titleOf is a title in the pack's words.
func (m *memberForm) titleOf(sv, en string) any { return titleSaid(m.pack, sv, en) }

// titleSaid is a title as a pack says it: plain, where the pack has one language.
func titleSaid(pack *definition.Pack, sv, en string) any {
	if len(pack.Languages) < 2 {
		return sv
	}
	title := []rewrite.Pair{{Key: "sv", Value: sv}}
	if en != "" {
		title = append(title, rewrite.Pair{Key: "en", Value: en})
	}
	return title
}

// pairs are what is said of somebody by a form; nil is not said.
func (m *memberForm) pairs(f lineForm) []rewrite.Pair {
	switch m.kind {
	case "grupp":
		decides, minutes := f["decides"], f["minutes"]
		if decides == "decision" {
			decides = ""
		}
		if minutes == "notes" {
			minutes = ""
		}
		pairs := []rewrite.Pair{{Key: "title", Value: m.titleOf(f["title_sv"], f["title_en"])}, {Key: "decides", Value: some(decides)}, {Key: "minutes", Value: some(minutes)}}
		var numbered any
		if f["paragraphs"] != "" {
			numbered = true
		}
		return append(pairs, rewrite.Pair{Key: "paragraphs", Value: numbered}, rewrite.Pair{Key: "mailbox", Value: some(f["mailbox"])})
	case "organisation":
		return []rewrite.Pair{{Key: "name", Value: some(f["name"])}, {Key: "kind", Value: some(f["kind"])}, {Key: "mailbox", Value: some(f["mailbox"])},
			{Key: "language", Value: some(f["language"])}, {Key: "from", Value: some(f["from"])}, {Key: "to", Value: some(f["to"])}}
	}
	pairs := []rewrite.Pair{{Key: "name", Value: some(f["name"])}, {Key: "mail", Value: some(f["mail"])}, {Key: "language", Value: some(f["language"])},
		{Key: "from", Value: some(f["from"])}, {Key: "to", Value: some(f["to"])}, {Key: "substitute"}}
	if f["substitute"] != "" {
		pairs[5].Value = []rewrite.Pair{{Key: "person", Value: f["substitute"]}, {Key: "from", Value: some(f["substitute_from"])}, {Key: "to", Value: some(f["substitute_to"])}}
	}
	return pairs
}

// wordless are the letters that a key has otherwise.
var wordless = strings.NewReplacer("å", "a", "ä", "a", "ö", "o", "é", "e", "ø", "o", "æ", "ae", "ü", "u")

// noKey is what stands in no key.
var noKey = regexp.MustCompile(`[^a-z0-9]+`)

// freeKey is a key for somebody new, made of the title, that nobody has.
func (m *memberForm) freeKey(title string) string {
	key := strings.Trim(noKey.ReplaceAllString(wordless.Replace(strings.ToLower(title)), "_"), "_0123456789")
	if key == "" {
		key = "ny"
	}
	for free, n := key, 2; ; free, n = key+"_"+strconv.Itoa(n), n+1 {
		if !m.taken(free) {
			return free
		}
	}
}

// taken says whether a key is somebody's already, or a word of the language or of a
// workflow's roles.
func (m *memberForm) taken(key string) bool {
	who := m.pack.People
	if who.Body(key) != nil || who.Organization(key) != nil || who.Person(key) != nil || definition.IsReserved(key) {
		return true
	}
	for _, w := range m.pack.Workflows {
		if slices.Contains(w.Roles, key) {
			return true
		}
	}
	return regexp.MustCompile(`(?m)^ +` + key + `:`).MatchString(m.text)
}
