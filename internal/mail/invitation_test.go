package mail_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"beredd/internal/agenda"
	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/mail"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// meetingPack is the pack with meetings of the joint leadership.
func meetingPack(t testing.TB) *definition.Pack {
	p := pack(t)
	p.Year = []*definition.Workflow{{
		Key: "meeting.lgl", Title: text("Länsgemensam ledning", "Joint leadership"),
		States: []definition.State{
			{Name: "planned", Title: text("Planerat", "Planned"), HeldBy: "gathered"},
			{Name: "notice_sent", Title: text("Kallelse skickad", "Notice sent"), HeldBy: "gathered"},
			{Name: "cancelled", Title: text("Inställt", "Cancelled"), Final: true},
		},
		Transitions: []definition.Transition{{Name: "notice", Title: text("Skicka kallelse", "Send the notice"), From: []string{"planned"}, To: to("notice_sent")}},
		Rounds:      []definition.Round{{Name: "papers", Title: text("Handlingar till mötet", "Papers for the meeting")}},
	}}
	return p
}

func meetingWriter(t testing.TB) *mail.Writer {
	t.Helper()
	w, err := mail.NewWriter(readLetters(t), letterhead, site(t), meetingPack(t))
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// ofMeeting are the facts of a letter about a meeting that was moved from Good Friday.
func ofMeeting(t testing.TB, letter string) engine.LetterFacts {
	t.Helper()
	day := calendar.Date{Year: 2026, Month: 4, Day: 7}
	p := engine.Proposal{
		ID: "01936f2e-0000-7b3d-9a51-0c6f3a2b1d77", Collaboration: "kalmar-lgl", Workflow: "meeting.lgl", Number: "LGL-M 2026-003",
		Title: "Länsgemensam ledning", State: "notice_sent", Bodies: map[string]string{"gathered": "lgl"}, Holder: "lgl",
		Opened: time.Date(2025, 12, 1, 8, 0, 0, 0, time.UTC), Version: 4,
		Meeting: &engine.Meeting{ID: "01936f2e-0000-7b3d-9a51-0c6f3a2b1d77", Name: "lgl", Date: day, Time: "09:00", Body: "lgl"},
		Gathering: &agenda.Gathering{Bodies: []string{"lgl"}, End: "12:00", Place: "Regionens hus, sal Öland; plan 3", Link: "https://mote.example/lgl",
			Items: []agenda.Item{
				{ID: "i1", Number: 1, Kind: agenda.Formal, Title: "Öppnande"},
				{ID: "i2", Number: 2, Kind: agenda.Decision, Title: "Rutin *för* [utskrivning]", About: agenda.Matter{Number: "LGL 2026-014"},
					Presenters: []string{"Utvecklingsledare, Torsås"}},
			}},
		Past:      []engine.Mark{{What: "notice_sent", Times: 1}, {What: "rescheduled", Times: 2}},
		Deadlines: []engine.Deadline{{ID: "d1", About: "state", Name: "notice_sent", Status: engine.Running, Moment: pack(t).Calendar.On(day, "09:00", "")}},
	}
	facts := engine.LetterFacts{Proposal: p, Delivery: engine.Delivery{Number: p.Number, Title: p.Title, Notice: engine.Notice{
		ID: "01936f2e-7c1a-7b3d-9a51-0c6f3a2b1d78", Proposal: p.ID, Event: "e4", Letter: letter, Why: string(people.WhySeat), Body: "lgl",
		Person: "borgholm_social", Name: "Socialchef, Borgholm", Mail: "socialchef@borgholm.example", Language: "sv",
	}}}
	facts.Event = engine.Event{ID: "e4", Seq: 4, Kind: engine.Transited, Body: "lgl", At: time.Date(2026, 3, 2, 8, 15, 0, 0, time.UTC),
		Data: engine.Data{Transition: "notice", From: "planned", To: "notice_sent"}}
	switch letter {
	case "meeting_moved":
		is := engine.OccasionOf(p)
		was := is
		was.Date, was.Place = calendar.Date{Year: 2026, Month: 4, Day: 3}, "Residenset"
		facts.Event.Kind, facts.Event.Data = engine.Rescheduled, engine.Data{Occasion: &is, Was: &was}
		facts.Event.Private.Texts = map[string]string{"reason": "Fredag 3 april är långfredag."}
	case "minutes_published":
		facts.Proposal.State = "published"
		facts.Event.Data = engine.Data{Transition: "publish", From: "minutes_approved", To: "published"}
		facts.Proposal.Gathering.Items = append(slices.Clone(p.Gathering.Items),
			agenda.Item{ID: "i3", Number: 3, Paragraph: 14, Kind: agenda.Decision, Title: "Val av arbetsgrupp", Decision: []string{"att utse tre ledamöter", "att gruppen *börjar* i maj"},
				Assigned: []agenda.Assignment{{What: "Kalla gruppen", Who: []string{"borgholm"}, By: calendar.Date{Year: 2026, Month: 5, Day: 4}}}},
			agenda.Item{ID: "i4", Number: 4, Kind: agenda.Information, Title: "Nuläget i länet", Assigned: []agenda.Assignment{{What: "Skicka ut bilderna", Who: []string{"lgl"}}}},
			agenda.Item{ID: "i5", Number: 5, Kind: agenda.Information, Title: "Övrigt"})
	case "meeting_left":
		facts.Why = string(people.WhyHadSeat)
	case "not_needed":
		facts = ofMeeting(t, "meeting_cancelled")
		facts.Letter, facts.About = letter, "papers"
		facts.Proposal.Rounds = []engine.Round{{ID: "r1", Name: "papers", Withdrawn: true, ClosedAt: facts.Event.At, Respondents: []engine.Respondent{{Body: "beredning"}}}}
	case "meeting_cancelled":
		facts.Proposal.State, facts.Proposal.Past = "cancelled", append(p.Past, engine.Mark{What: "cancelled", Times: 1})
		facts.Event.Data = engine.Data{Transition: "cancel", From: "notice_sent", To: "cancelled"}
		facts.Event.Private.Texts = map[string]string{"reason": "För få ärenden."}
	}
	return facts
}

// ofMeetings are the letters about meetings.
var ofMeetings = []string{"meeting_notice", "meeting_moved", "meeting_cancelled", "meeting_reopened", "meeting_left", "agenda_sent", "minutes_published", "not_needed"}

func TestTheWholeLetterOfAMeetingIsAsItWas(t *testing.T) {
	for name, facts := range map[string]engine.LetterFacts{
		"meeting_notice.sv": ofMeeting(t, "meeting_notice"), "meeting_moved.sv": ofMeeting(t, "meeting_moved"),
		"meeting_cancelled.en": in(wording.English, ofMeeting(t, "meeting_cancelled")), "agenda_sent.sv": ofMeeting(t, "agenda_sent"),
	} {
		t.Run(name, func(t *testing.T) { golden(t, name+".eml", raw(t, meetingWriter(t), facts)) })
	}
}

func TestEveryLetterOfAMeetingReadsWell(t *testing.T) {
	w := meetingWriter(t)
	for _, name := range ofMeetings {
		bare := ofMeeting(t, name)
		bare.Proposal.Gathering = &agenda.Gathering{Bodies: []string{"lgl"}}
		bare.Proposal.Meeting = &engine.Meeting{Date: calendar.Date{Year: 2026, Month: 9, Day: 30}}
		bare.Event = engine.Event{ID: "e4", Kind: engine.Transited}
		days := ofMeeting(t, name)
		days.Proposal.Gathering.Until = "2026-04-08"
		for kind, facts := range map[string]engine.LetterFacts{"full": ofMeeting(t, name), "bare": bare, "of two days": days} {
			for _, l := range wording.Languages() {
				t.Run(name+" "+kind+" "+string(l), func(t *testing.T) {
					written, err := w.Message(in(l, facts), now)
					if err != nil {
						t.Fatal(err)
					}
					var b bytes.Buffer
					if _, err := written.WriteTo(&b); err != nil {
						t.Fatal(err)
					}
					check(t, written.Letter, parse(t, b.Bytes()), b.Len())
				})
			}
		}
	}
}

// invited is the one event of a letter's invitation, as another's program reads it.
func invited(t *testing.T, p parsed) *ics.VEvent {
	t.Helper()
	if !bytes.Equal(p.Calendar, p.Attached) {
		t.Error("the file beside the letter is another invitation than the one in it")
	}
	read, err := ics.ParseCalendar(bytes.NewReader(p.Calendar))
	if err != nil || len(read.Events()) != 1 {
		t.Fatalf("the invitation can't be read: %v\n%s", err, p.Calendar)
	}
	for _, property := range read.CalendarProperties {
		if property.IANAToken == "METHOD" && property.Value != p.Method {
			t.Errorf("the letter says %s and the invitation %s", p.Method, property.Value)
		}
	}
	return read.Events()[0]
}

func value(e *ics.VEvent, name string) string {
	if p := e.GetProperty(ics.ComponentProperty(name)); p != nil {
		return p.Value
	}
	return ""
}

func TestALetterOfAMeetingIsAnInvitationToPrograms(t *testing.T) {
	kinds := []string{"multipart/alternative", "text/plain", "text/html", "text/calendar", "application/ics"}
	for _, row := range []struct{ letter, method, status, sequence string }{
		{"meeting_notice", "REQUEST", "CONFIRMED", "2"}, {"meeting_moved", "REQUEST", "CONFIRMED", "2"}, {"agenda_sent", "REQUEST", "CONFIRMED", "2"},
		{"meeting_reopened", "REQUEST", "CONFIRMED", "2"}, {"meeting_cancelled", "CANCEL", "CANCELLED", "3"},
		{"meeting_left", "CANCEL", "CANCELLED", "2"},
	} {
		p := parse(t, raw(t, meetingWriter(t), ofMeeting(t, row.letter)))
		if !slices.Equal(p.Kinds, kinds) || !strings.HasPrefix(p.Header.Get("Content-Type"), "multipart/mixed") || p.Method != row.method {
			t.Fatalf("%s is made of %v, with the method %q", row.letter, p.Kinds, p.Method)
		}
		e := invited(t, p)
		for name, want := range map[string]string{
			"UID": "01936f2e-0000-7b3d-9a51-0c6f3a2b1d77@samverkan.example", "SEQUENCE": row.sequence, "STATUS": row.status,
			"SUMMARY": "Länsgemensam ledning", "LOCATION": "Regionens hus, sal Öland; plan 3", "ORGANIZER": "mailto:arende@samverkan.example",
			"URL": "https://beredd.samverkan.example/arenden/LGL-M-2026-003",
		} {
			if got := value(e, name); got != want {
				t.Errorf("%s: %s is %q, want %q", row.letter, name, got, want)
			}
		}
		start, err := e.GetStartAt()
		end, endErr := e.GetEndAt()
		if err != nil || endErr != nil || start.UTC().Format("2006-01-02 15:04") != "2026-04-07 07:00" || end.Sub(start) != 3*time.Hour {
			t.Errorf("%s: it is from %v to %v (%v, %v)", row.letter, start, end, err, endErr)
		}
		if who := e.Attendees(); len(who) != 1 || who[0].Email() != "socialchef@borgholm.example" {
			t.Errorf("%s: it invites %+v", row.letter, who)
		}
		if from := p.Header.Get("From"); !strings.Contains(from, strings.TrimPrefix(value(e, "ORGANIZER"), "mailto:")) {
			t.Errorf("%s: it comes from %s, which is not whose the meeting is", row.letter, from)
		}
	}
}

func TestWhoIsNotToMeetIsNotInvited(t *testing.T) {
	w := meetingWriter(t)
	asked := ofMeeting(t, "meeting_moved") // by a new day, of what is to be done before
	asked.Body, asked.Organization, asked.Person, asked.Why = "", "torsas", "", "organization"
	proposal := filled(t, "meeting_moved") // that was to be taken up
	minutes := ofMeeting(t, "minutes_published")
	resumed := ofMeeting(t, "meeting_cancelled") // and taken up again before the letter went
	resumed.Proposal.State = "planned"
	for name, facts := range map[string]engine.LetterFacts{"asked": asked, "proposal": proposal, "minutes": minutes, "resumed": resumed} {
		if p := parse(t, raw(t, w, facts)); p.Calendar != nil || p.Attached != nil || p.Text == "" || p.HTML == "" {
			t.Errorf("the letter %s is made of %v", name, p.Kinds)
		}
	}
	late := ofMeeting(t, "meeting_notice") // that waited until the meeting was cancelled
	late.Proposal = ofMeeting(t, "meeting_cancelled").Proposal
	if p := parse(t, raw(t, w, late)); p.Method != "CANCEL" || value(invited(t, p), "STATUS") != "CANCELLED" {
		t.Errorf("a notice of a meeting that is cancelled says %s to programs", p.Method)
	}
}

func TestALetterThatMovesAMeetingTellsTheOldTimeTheNewAndWhy(t *testing.T) {
	for language, said := range map[wording.Language][]string{
		wording.Swedish: {"Det var tidigare fredag 3 april 2026 (v. 14) kl. 09.00–12.00.", "Nu är mötet tisdag 7 april 2026 (v. 15) kl. 09.00–12.00, Regionens hus",
			"Platsen var tidigare Residenset.", "Fredag 3 april är långfredag.", "Delta på distans: https://mote.example/lgl"},
		wording.English: {"It was to be on Friday 3 April 2026 (week 14)", "The meeting is now on Tuesday 7 April 2026 (week 15)", "Fredag 3 april är långfredag."},
	} {
		p := parse(t, raw(t, meetingWriter(t), in(language, ofMeeting(t, "meeting_moved"))))
		visible, _ := shown(t, p.HTML)
		for _, s := range said {
			if !strings.Contains(oneLine(p.Text), s) || !strings.Contains(visible, s) && !strings.HasPrefix(s, "Delta") {
				t.Errorf("%s: the letter does not say %q:\n%s", language, s, p.Text)
			}
		}
	}
}

func TestAnAgendasTitlesAreReadAsTheyAreWritten(t *testing.T) {
	p := parse(t, raw(t, meetingWriter(t), ofMeeting(t, "agenda_sent")))
	visible, _ := shown(t, p.HTML)
	for _, s := range []string{"Öppnande", "Rutin *för* [utskrivning] (LGL 2026-014), Utvecklingsledare, Torsås"} {
		if !strings.Contains(oneLine(p.Text), s) || !strings.Contains(visible, s) {
			t.Errorf("the agenda lacks %q:\n%s", s, p.Text)
		}
	}
}

func TestAnInvitationIsTheSameAtEveryTry(t *testing.T) {
	w := meetingWriter(t)
	if a, b := raw(t, w, ofMeeting(t, "meeting_notice")), raw(t, w, ofMeeting(t, "meeting_notice")); !bytes.Equal(a, b) {
		t.Error("the second try is another message than the first")
	}
	later := ofMeeting(t, "meeting_moved")
	later.Notice.ID = "01936f2e-7c1a-7b3d-9a51-0c6f3a2b1d79"
	a, b := parse(t, raw(t, w, ofMeeting(t, "meeting_notice"))).Header, parse(t, raw(t, w, later)).Header
	if a.Get("Thread-Index") != b.Get("Thread-Index") || a.Get("References") != b.Get("References") || a.Get("Message-Id") == b.Get("Message-Id") {
		t.Error("the letters of a meeting do not belong together")
	}
}
