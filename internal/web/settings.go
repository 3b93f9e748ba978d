package web

import (
	"net/http"
	"unicode"
	"unicode/utf8"

	"beredd/internal/calendar"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A settingsPage is what the site knows about the member, and the language that
// the member reads it in.
type settingsPage struct {
	Name, Mail    string
	MailLanguage  wording.Language
	Languages     []wording.Language
	Lang          wording.Language
	Roles         []string
	Organizations []string
	Substitute    string
	From, To      calendar.Date
	Contact       string
	Feeds         []feedLine // the member's own first
	AllFeeds      bool       // the member may make those of all bodies and organizations
}

func (s *Server) settings(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	person := s.Pack.People.Person(v.member.Key)
	page := settingsPage{
		Name: person.Name, Mail: person.Mail, MailLanguage: person.Language, Languages: wording.Languages(), Lang: v.lang,
		Roles: s.roles(v), Contact: s.Contact,
	}
	if page.MailLanguage == "" {
		page.MailLanguage = wording.Swedish
	}
	for _, o := range v.member.Organizations {
		page.Organizations = append(page.Organizations, s.Pack.People.Organization(o).Name.In(v.lang))
	}
	if sub := person.Substitute; sub != nil {
		page.Substitute, page.From, page.To = s.personName(sub.Person), sub.From, sub.To
	}
	feeds, err := s.ownFeeds(r)
	if err != nil {
		return err
	}
	page.Feeds, page.AllFeeds = feeds, v.member.Coordinates
	return s.show(w, r, "settings", page)
}

// roles are the member's seats today, in words.
func (s *Server) roles(v *visit) []string {
	var roles []string
	today := s.today()
	for _, b := range s.Pack.People.Bodies {
		for _, role := range people.SeatRoles() {
			if s.Pack.People.Sits(v.member.Key, b.Key, role, today) {
				party := people.Party{Kind: people.ABody, Name: b.Key, Seat: role}
				roles = append(roles, capital(s.Pack.People.Describe(party).In(v.lang)))
			}
		}
	}
	if v.member.Coordinates {
		roles = append(roles, v.say("web.settings.coordinator", nil))
	}
	return roles
}

// capital begins a line of its own with a capital.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// language keeps the language that a reader chose, in a cookie of its own: it
// holds before signing in too.
func (s *Server) language(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return unreadable{err}
	}
	l := wording.Language(r.PostFormValue("sprak"))
	if !wording.Known(l) {
		return said("no_language", "sprak", nil)
	}
	http.SetCookie(w, &http.Cookie{
		Name: languageCookie, Value: string(l), Path: "/", MaxAge: 365 * 24 * 3600,
		HttpOnly: true, Secure: s.secure(), SameSite: http.SameSiteLaxMode,
	})
	return see(w, r, withoutLanguage(local(r.PostFormValue("next"))))
}
