package people_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"beredd/internal/calendar"
	"beredd/internal/people"
	"beredd/internal/wording"
)

func day(t *testing.T, iso string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(iso)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// county is a small collaboration in 2026: Anna is away in July and Bo stands in
// for her, who is away in its last week and has Cia stand in.
func county(t *testing.T) *people.Directory {
	away := func(person, from, to string) *people.Substitute {
		return &people.Substitute{Person: person, From: day(t, from), To: day(t, to)}
	}
	return &people.Directory{
		Organizations: []people.Organization{
			{Key: "borgholm", Name: wording.Same("Borgholms kommun"), Mailbox: "registrator@borgholm.example",
				Contacts: []people.Contact{{Function: "social", Person: "anna"}, {Function: "school", Person: "dan"}}},
			{Key: "region", Name: wording.Text{"sv": "Region Kalmar län", "en": "Kalmar Region"}, Mailbox: "region@kalmar.example", Language: wording.English,
				To: day(t, "2026-06-30")},
			{Key: "vimmerby", Name: wording.Same("Vimmerby kommun"), Mailbox: "Registrator@borgholm.example", From: day(t, "2026-03-01")},
		},
		Persons: []people.Person{
			{Key: "anna", Name: "Anna Ek", Mail: "anna@borgholm.example", Substitute: away("bo", "2026-07-01", "2026-07-31")},
			{Key: "bo", Name: "Bo Al", Mail: "bo@borgholm.example", Substitute: away("cia", "2026-07-27", "2026-08-02")},
			{Key: "cia", Name: "Cia Asp", Mail: "cia@borgholm.example", Language: wording.English, Substitute: away("anna", "2026-07-27", "2026-07-28")},
			{Key: "dan", Name: "Dan Lind", Mail: "Registrator@Borgholm.example"},
			{Key: "eva", Name: "Eva Alm", Mail: "eva@kalmar.example"},
			{Key: "fia", Name: "Fia Bok", Mail: "fia@kalmar.example"},
		},
		Bodies: []people.Body{
			{Key: "lgl", Title: wording.Text{"sv": "Länsgemensam ledning", "en": "Joint leadership"}, Mailbox: "lgl@kalmar.example", Seats: []people.Seat{
				{Person: "eva", Role: people.Chair, To: day(t, "2026-12-31")},
				{Person: "anna", Role: people.Member, Of: "borgholm"},
				{Person: "dan", Role: people.SubstituteMember, Of: "borgholm"},
				{Person: "fia", Role: people.Adjunct},
			}},
			{Key: "beredning", Title: wording.Text{"sv": "Beredningsgruppen", "en": "The preparation group"}, Seats: []people.Seat{
				{Person: "eva", Role: people.Secretary}, {Person: "eva", Role: people.Chair},
			}},
		},
		Coordinators: []string{"fia"},
		Language:     wording.Swedish,
	}
}

func TestWhoMayActForABody(t *testing.T) {
	for _, row := range []struct {
		sentence           string
		person, body, seat string
		on                 string
		want               bool
	}{
		{"a member acts", "anna", "lgl", "", "2026-03-02", true},
		{"a member who is away may still act", "anna", "lgl", "", "2026-07-10", true},
		{"a stand-in acts while the member is away", "bo", "lgl", "", "2026-07-10", true},
		{"a stand-in does not act before", "bo", "lgl", "", "2026-06-30", false},
		{"a stand-in acts on the last day", "bo", "lgl", "", "2026-07-31", true},
		{"a stand-in does not act after", "bo", "lgl", "", "2026-08-01", false},
		{"a stand-in's stand-in acts when both are away", "cia", "lgl", "", "2026-07-30", true},
		{"a substitute acts", "dan", "lgl", "", "2026-03-02", true},
		{"an adjunct does not act", "fia", "lgl", "", "2026-03-02", false},
		{"an adjunct acts where the pack asks for adjuncts", "fia", "lgl", people.Adjunct, "2026-03-02", true},
		{"a member is not the chair", "anna", "lgl", people.Chair, "2026-03-02", false},
		{"the chair is the chair", "eva", "lgl", people.Chair, "2026-12-31", true},
		{"a seat ends with its last day", "eva", "lgl", people.Chair, "2027-01-01", false},
		{"who sits elsewhere does not act here", "anna", "beredning", "", "2026-03-02", false},
		{"nobody acts for a body that is not there", "anna", "nobody", "", "2026-03-02", false},
		{"nobody is nobody's stand-in", "", "lgl", "", "2026-03-02", false},
	} {
		t.Run(row.sentence, func(t *testing.T) {
			if got := county(t).Sits(row.person, row.body, row.seat, day(t, row.on)); got != row.want {
				t.Errorf("%s in %s.%s on %s: %v", row.person, row.body, row.seat, row.on, got)
			}
		})
	}
}

func TestWhomAPersonSpeaksFor(t *testing.T) {
	for _, row := range []struct {
		sentence      string
		person, on    string
		bodies        string
		organizations string
	}{
		{"a member of a body for an organization", "anna", "2026-03-02", "lgl", "borgholm"},
		{"a stand-in, while it lasts", "bo", "2026-07-10", "lgl", "borgholm"},
		{"a stand-in, when nobody is away", "bo", "2026-03-02", "", ""},
		{"somebody in several bodies", "eva", "2026-03-02", "lgl beredning", ""},
		{"an adjunct", "fia", "2026-03-02", "", ""},
	} {
		t.Run(row.sentence, func(t *testing.T) {
			d, on := county(t), day(t, row.on)
			if got := strings.Join(d.BodiesOf(row.person, on), " "); got != row.bodies {
				t.Errorf("acts for %q, want %q", got, row.bodies)
			}
			if got := strings.Join(d.OrganizationsOf(row.person, on), " "); got != row.organizations {
				t.Errorf("speaks for %q, want %q", got, row.organizations)
			}
		})
	}
}

func TestWhoHasALetter(t *testing.T) {
	organizations := people.Party{Kind: people.Organizations}
	lgl := people.Party{Kind: people.ABody, Name: "lgl"}
	for _, row := range []struct {
		sentence string
		parties  []people.Party
		on       string
		want     []string // mail, why, whose letter it would have been
	}{
		{"every member organization's function mailbox", []people.Party{organizations}, "2026-05-04",
			[]string{"registrator@borgholm.example organization", "region@kalmar.example organization", "Registrator@borgholm.example organization"}},
		{"an organization that has not joined, and one that has left, have none", []people.Party{organizations}, "2026-02-02",
			[]string{"registrator@borgholm.example organization", "region@kalmar.example organization"}},
		{"the contact for a function beside the mailbox", []people.Party{{Kind: people.AnOrg, Name: "borgholm", Function: "social"}}, "2026-05-04",
			[]string{"registrator@borgholm.example organization", "anna@borgholm.example contact"}},
		{"a contact who is away has a stand-in", []people.Party{{Kind: people.AnOrg, Name: "borgholm", Function: "social"}}, "2026-07-10",
			[]string{"registrator@borgholm.example organization", "bo@borgholm.example substitute for anna"}},
		{"a contact at the mailbox's own address has no second letter", []people.Party{{Kind: people.AnOrg, Name: "borgholm", Function: "school"}}, "2026-05-04",
			[]string{"registrator@borgholm.example organization"}},
		{"an organization that has left has none of its own", []people.Party{{Kind: people.AnOrg, Name: "region"}}, "2026-07-01", nil},
		{"everybody seated in a body, but substitutes and adjuncts, and its mailbox", []people.Party{lgl}, "2026-05-04",
			[]string{"eva@kalmar.example body", "anna@borgholm.example body", "lgl@kalmar.example body"}},
		{"a member who is away has a stand-in, who is away too", []people.Party{lgl}, "2026-07-30",
			[]string{"eva@kalmar.example body", "cia@borgholm.example substitute for anna", "lgl@kalmar.example body"}},
		{"a circle of absentees ends with the last of them", []people.Party{{Kind: people.APerson, Name: "anna"}}, "2026-07-27",
			[]string{"cia@borgholm.example substitute for anna"}},
		{"only the seat that is asked for, without the mailbox", []people.Party{{Kind: people.ABody, Name: "lgl", Seat: people.SubstituteMember}}, "2026-05-04",
			[]string{"Registrator@Borgholm.example body"}},
		{"who has two seats has one letter", []people.Party{{Kind: people.ABody, Name: "beredning"}}, "2026-05-04",
			[]string{"eva@kalmar.example body"}},
		{"who is in two parties has one letter, for the first", []people.Party{{Kind: people.Coordinator}, {Kind: people.APerson, Name: "fia"}, {Kind: people.APerson, Name: "eva"}}, "2026-05-04",
			[]string{"fia@kalmar.example coordinator", "eva@kalmar.example person"}},
		{"a role is for whoever resolves it", []people.Party{{Kind: people.Role, Name: "drafting"}, {Kind: people.System}}, "2026-05-04", nil},
	} {
		t.Run(row.sentence, func(t *testing.T) {
			var got []string
			for _, r := range county(t).RecipientsOf(row.parties, day(t, row.on)) {
				line := fmt.Sprintf("%s %s", r.Mail, r.Why)
				if r.For != "" {
					line += " for " + r.For
				}
				got = append(got, line)
			}
			if !slices.Equal(got, row.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(row.want, "\n"))
			}
		})
	}
}

// A letter is in the language of who reads it, and in the collaboration's where
// nobody has said one.
func TestALetterSpeaksItsReadersLanguage(t *testing.T) {
	d := county(t)
	var got []string
	for _, party := range []people.Party{{Kind: people.AnOrg, Name: "region"}, {Kind: people.APerson, Name: "cia"}, {Kind: people.APerson, Name: "eva"}} {
		for _, r := range d.Recipients(party, day(t, "2026-05-04")) {
			got = append(got, r.Name+" "+string(r.Language))
		}
	}
	if want := "Kalmar Region en, Cia Asp en, Eva Alm sv"; strings.Join(got, ", ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

func TestSomebodyIsFoundByNameAndMail(t *testing.T) {
	d := county(t)
	for _, name := range []string{"region", "Region Kalmar län", "kalmar region"} {
		if o := d.FindOrganization(name); o == nil || o.Key != "region" {
			t.Errorf("%q finds %v", name, o)
		}
	}
	if b := d.FindBody("länsgemensam ledning"); b == nil || b.Key != "lgl" {
		t.Errorf("a body is not found by its title: %v", b)
	}
	if p := d.FindPerson("Eva Alm"); p == nil || p.Key != "eva" {
		t.Errorf("a person is not found by name: %v", p)
	}
	if d.FindOrganization("REGION KALMAR LÄN") == nil || d.FindOrganization("") != nil || d.FindBody("x") != nil || d.FindPerson("x") != nil {
		t.Error("found somebody who is not there, or missed a name for its capitals")
	}
	if got := d.ByMail(" ANNA@borgholm.example "); len(got) != 1 || got[0].Key != "anna" {
		t.Errorf("by mail: %v", got)
	}
	if got := d.ByMail(""); got != nil {
		t.Errorf("no address finds %v", got)
	}
	if !d.Coordinates("fia") || d.Coordinates("eva") || d.Coordinates("") {
		t.Error("mistakes who coordinates")
	}
}

func TestAPartyIsDescribed(t *testing.T) {
	for _, row := range []struct {
		party  people.Party
		sv, en string
	}{
		{people.Party{Kind: people.ABody, Name: "beredning", Seat: people.Secretary}, "sekreterare i Beredningsgruppen", "the secretary of the preparation group"},
		{people.Party{Kind: people.ABody, Name: "lgl"}, "Länsgemensam ledning", "Joint leadership"},
		{people.Party{Kind: people.AnOrg, Name: "region"}, "Region Kalmar län", "Kalmar Region"},
		{people.Party{Kind: people.APerson, Name: "eva"}, "Eva Alm", "Eva Alm"},
		{people.Party{Kind: people.Organizations}, "medlemsorganisationerna", "the member organizations"},
		{people.Party{Kind: people.Coordinator}, "samordnaren", "the coordinator"},
		{people.Party{Kind: people.Submitter}, "förslagsställaren", "the proposer"},
		{people.Party{Kind: people.System}, "systemet", "the system"},
		{people.Party{Kind: people.ABody, Name: "nobody"}, "nobody", "nobody"},
	} {
		said := county(t).Describe(row.party)
		if said.In(wording.Swedish) != row.sv || said.In(wording.English) != row.en {
			t.Errorf("%v is %q and %q, want %q and %q", row.party, said.In(wording.Swedish), said.In(wording.English), row.sv, row.en)
		}
	}
}
