package mail_test

import (
	"io/fs"
	"strings"
	"testing"
	"time"

	"beredd/internal/agenda"
	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/link"
	"beredd/internal/mail"
	"beredd/internal/people"
	"beredd/internal/wording"
	"beredd/templates"
)

// now is when the test letters are written: a Monday morning.
var now = time.Date(2026, 4, 27, 7, 15, 0, 0, time.UTC)

func text(sv, en string) wording.Text { return wording.Text{wording.Swedish: sv, wording.English: en} }

func stockholm(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// pack is a small collaboration with a round.
func pack(t testing.TB) *definition.Pack {
	t.Helper()
	directory := &people.Directory{
		Organizations: []people.Organization{
			{Key: "borgholm", Name: wording.Same("Borgholms kommun"), Mailbox: "registrator@borgholm.example"},
			{Key: "torsas", Name: wording.Same("Torsås kommun"), Mailbox: "registrator@torsas.example"},
			{Key: "region", Name: wording.Same("Region Kalmar län"), Mailbox: "registrator@region.example"},
		},
		Persons: []people.Person{
			{Key: "borgholm_social", Name: "Socialchef Borgholm", Mail: "socialchef@borgholm.example"},
			{Key: "secretary", Name: "Sekreterare beredning", Mail: "sekreterare@samverkan.example"},
		},
		Bodies: []people.Body{
			{Key: "elderly", Title: text("Samordnande grupp äldre", "Coordinating group elderly")},
			{Key: "beredning", Title: text("Beredningsgruppen", "The preparation group"),
				Seats: []people.Seat{{Person: "secretary", Role: people.Secretary}}},
			{Key: "lgl", Title: text("Länsgemensam ledning", "The joint leadership"), Decides: "decision"},
		},
		Coordinators: []string{"secretary"},
	}
	return &definition.Pack{
		Key: "kalmar-lgl", Title: text("Länsgemensam ledning i Kalmar län", "Joint leadership in Kalmar county"),
		Calendar:  calendar.New(calendar.Config{Zone: stockholm(t)}),
		People:    directory,
		Workflows: []*definition.Workflow{workflow()},
	}
}

func to(state string) []definition.Target { return []definition.Target{{State: state}} }

func workflow() *definition.Workflow {
	return &definition.Workflow{
		Key: "agreement",
		States: []definition.State{
			{Name: "drafted", Title: text("Utarbetas", "Drafted"), HeldBy: "drafting"},
			{Name: "prepared", Title: text("Bereds", "In preparation"), HeldBy: "preparation", Deadline: &definition.Deadline{
				Escalate: []definition.Escalation{{To: []people.Party{{Kind: people.Coordinator}}}}}},
			{Name: "decided", Title: text("Beslutat", "Decided"), HeldBy: "preparation"},
		},
		Transitions: []definition.Transition{
			{Name: "submit", Title: text("Skicka till beredning", "Submit"), From: []string{"drafted"}, To: to("prepared")},
			{Name: "refer_back", Title: text("Återremittera", "Refer back"), From: []string{"prepared"}, To: to("drafted"),
				By: []people.Party{{Kind: people.Role, Name: "preparation"}}},
			{Name: "put_on_agenda", Title: text("Sätt upp på dagordningen", "Put on the agenda"), From: []string{"prepared"}, To: to("decided"),
				By: []people.Party{{Kind: people.Role, Name: "preparation"}}},
			{Name: "decide", Title: text("Besluta", "Decide")},
		},
		Rounds: []definition.Round{{
			Name: "dissemination", Title: text("Spridning i organisationerna", "Dissemination"), Assurance: "link",
			Question: text("Hur sprids beslutet hos er?", "How do you spread the decision?"),
			Asks:     []people.Party{{Kind: people.Organizations}},
			Deadline: &definition.Deadline{Escalate: []definition.Escalation{{To: []people.Party{{Kind: people.Coordinator}}}}},
			Answers: []definition.Answer{
				{Name: "received", Title: text("Mottaget", "Received")},
				{Name: "spread", Title: text("Sprids", "Spread"), Needs: []string{"plan", "responsible", "date"}, Final: true},
			},
		}},
		Notify: []definition.Notify{{Letter: "decision", To: []people.Party{{Kind: people.Organizations}}}},
	}
}

// filled are facts in which everything a letter may mention is there.
func filled(t testing.TB, letter string) engine.LetterFacts {
	t.Helper()
	days := pack(t).Calendar
	opened := time.Date(2026, 4, 7, 8, 30, 0, 0, time.UTC)
	month, err := calendar.ParsePeriod("30 days")
	if err != nil {
		t.Fatal(err)
	}
	meeting := &engine.Meeting{Name: "lgl", Date: calendar.Date{Year: 2026, Month: 4, Day: 7}, Time: "09:00", Body: "lgl"}
	p := engine.Proposal{
		ID: "01936f2e-0000-7b3d-9a51-0c6f3a2b1d4e", Collaboration: "kalmar-lgl", Workflow: "agreement",
		Number: "LGL 2026-014", Title: "Gemensam rutin för utskrivning från sluten hälso- och sjukvård",
		Summary: "Lagen om samverkan vid utskrivning gäller sedan 2018.", Proposed: "att anta rutinen",
		Submitter: "borgholm_social", Bodies: map[string]string{"drafting": "elderly", "preparation": "beredning"},
		State: "prepared", Meeting: meeting, Opened: opened, Version: 7,
		Decision: &engine.Decision{
			Text: "att **anta rutinen** att gälla från 1 juni 2026\natt följa upp den i [november](https://rutin.example/uppfoljning)\n\n- i kommunerna\n- i regionen", Body: "lgl",
			On: meeting.Date, Meeting: meeting, FollowUpOn: calendar.Date{Year: 2026, Month: 11, Day: 16}, Transition: "decide",
			Inputs: map[string]any{"plan": "Alla enhetschefer får rutinen på månadsmötet i maj."},
		},
		Deadlines: []engine.Deadline{
			{ID: "d1", About: "state", Name: "prepared", Status: engine.Running, Moment: days.Within(opened, month, "12:00", calendar.ElseNext)},
			{ID: "d2", About: "round", Name: "dissemination", Round: "r1", Status: engine.Running, Moment: days.Within(opened, month, "", "")},
		},
		Rounds: []engine.Round{{ID: "r1", Name: "dissemination", OpenedAt: opened, Respondents: []engine.Respondent{
			{Organization: "borgholm", Answer: "spread", Final: true, Receipt: "9F3A11C2"},
			{Organization: "torsas", Answer: "received"},
			{Organization: "region"},
		}}},
		Documents: []engine.Document{
			{ID: "p1", Name: "rutin.pdf", Version: 1, Size: 812_000}, {ID: "p2", Name: "rutin.pdf", Version: 2, Size: 1_240_000},
			{ID: "p3", Name: "konsekvenser.docx", Version: 1, Size: 48_100},
		},
	}
	notice := engine.Notice{
		ID: "01936f2e-7c1a-7b3d-9a51-0c6f3a2b1d4e", Proposal: p.ID, Event: "e7", Letter: letter,
		Why: "organization", Organization: "borgholm", Name: "Borgholms kommun", Mail: "registrator@borgholm.example",
		Language: "sv", Round: "r1", Respondent: "borgholm", At: opened,
	}
	return engine.LetterFacts{
		Delivery: engine.Delivery{Notice: notice, Number: p.Number, Title: p.Title},
		Proposal: p, Event: eventOf(letter),
	}
}

// eventOf is what happened, that a letter tells of.
func eventOf(letter string) engine.Event {
	e := engine.Event{
		ID: "e7", Seq: 7, Kind: engine.Transited, Body: "lgl",
		Hash: strings.Repeat("5d41402abc4b2a76", 4),
		Data: engine.Data{Transition: "decide", From: "prepared", To: "decided"},
	}
	switch letter {
	case "receipt", "answer_changed":
		e.Kind, e.Organization, e.Body = engine.Changed, "borgholm", ""
		e.Data = engine.Data{Round: "dissemination", Respondent: "borgholm", Answer: "spread", Before: "received",
			Inputs: map[string]any{"date": "2026-05-04"}}
		e.Private.Texts = map[string]string{"plan": "Vi tar upp rutinen på arbetsplatsträffarna.\nSedan på intranätet.", "responsible": "Enhetschef hemsjukvård"}
	case "reminder":
		e.Kind, e.Body, e.Data = engine.Reminded, "", engine.Data{About: "round", Name: "dissemination"}
	case "overdue", "escalation":
		e.Kind, e.Body, e.Data = engine.Escalated, "", engine.Data{About: "round", Name: "dissemination", Late: true}
	case "extract":
		e.Kind = engine.Minuted
		e.Data = engine.Data{Because: "LGL-M 2026-003", Item: 5, Paragraph: 12, Result: "amended",
			Occasion: &engine.Occasion{Date: calendar.Date{Year: 2026, Month: 4, Day: 7}, Time: "09:00"},
			Inputs:   map[string]any{"decision": "- att anta rutinen att gälla från 1 juni 2026\n- att följa upp den i november"},
			Assigned: []agenda.Assignment{
				{What: "Informera berörda enheter", Who: []string{"borgholm", "torsas"}, By: calendar.Date{Year: 2026, Month: 6, Day: 1}},
				{What: "Ta fram en lathund.", Who: []string{"beredning"}, By: calendar.Date{Year: 2026, Month: 9, Day: 30}, Said: "tredje kvartalet"},
			}}
	case "referred_back", "withdrawn", "rejected":
		e.Private.Texts = map[string]string{"reason": "Kostnaderna för de små kommunerna behöver räknas ut."}
	}
	return e
}

// minimal are facts with nothing in them but what there always is.
func minimal(t testing.TB, letter string) engine.LetterFacts {
	t.Helper()
	facts := filled(t, letter)
	facts.Proposal = engine.Proposal{
		ID: facts.Proposal.ID, Collaboration: "kalmar-lgl", Workflow: "agreement", Number: "LGL 2026-001",
		Title: "Rutin", State: "drafted", Opened: facts.Proposal.Opened,
	}
	facts.Event = engine.Event{ID: "e7", Seq: 1}
	facts.Notice = engine.Notice{
		ID: facts.Notice.ID, Proposal: facts.Proposal.ID, Event: "e7", Letter: letter,
		Why: "person", Person: "secretary", Name: "Sekreterare beredning", Mail: "sekreterare@samverkan.example", Language: "sv",
	}
	return facts
}

func readLetters(t testing.TB) *mail.Letters {
	t.Helper()
	folder, err := fs.Sub(templates.FS, "mail")
	if err != nil {
		t.Fatal(err)
	}
	letters, err := mail.ReadLetters(folder)
	if err != nil {
		t.Fatal(err)
	}
	return letters
}

var letterhead = mail.Letterhead{
	From: "arende@samverkan.example", ReplyTo: "samordnare@samverkan.example", Bounce: "studs@samverkan.example",
}

func site(t testing.TB) link.Site {
	t.Helper()
	keys, err := link.NewKeys([]byte("a secret of thirty-two bytes, at least"))
	if err != nil {
		t.Fatal(err)
	}
	return link.NewSite("https://beredd.samverkan.example", keys)
}

func writer(t testing.TB) *mail.Writer {
	t.Helper()
	w, err := mail.NewWriter(readLetters(t), letterhead, site(t), pack(t))
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// in puts facts in another language.
func in(l wording.Language, facts engine.LetterFacts) engine.LetterFacts {
	facts.Language = string(l)
	return facts
}
