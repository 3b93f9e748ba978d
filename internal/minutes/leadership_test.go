package minutes

import (
	"io/fs"
	"strings"
	"testing"

	"beredd/internal/agenda"
	"beredd/internal/definition"
	"beredd/internal/wording"
	"beredd/workflows"
)

// leadership is a meeting of a body whose minutes are approved, at which most that
// can happen happens.
func leadership(t testing.TB) Facts {
	t.Helper()
	dir, err := fs.Sub(workflows.FS, "kalmar-lgl")
	if err != nil {
		t.Fatal(err)
	}
	pack, problems := definition.Read(dir, nil)
	if pack == nil {
		t.Fatal(problems)
	}
	all := []agenda.Spell{{}}
	return Facts{
		Collaboration: pack.Title, People: pack.People, Number: "LGL-M 2026-002", Title: wording.Text{"sv": "Länsgemensam ledning", "en": "Joint leadership"},
		Date: on("2026-04-07"), Start: "09:00", State: Checked,
		Gathering: agenda.Gathering{
			Bodies: []string{"lgl"}, End: "12:00", Place: "Länsresidenset, Kalmar", Fixed: on("2026-03-31").At(noon, zone), Adjusters: []string{"Socialchef Torsås", "Socialchef Nybro"},
			Present: []agenda.Presence{
				{Name: "Ordförande i ledningen", Organization: "regionforbundet", As: "chair", Spells: all},
				{Name: "Sekreterare i ledningen", Organization: "regionforbundet", As: "secretary", Spells: all},
				{Name: "Socialchef Torsås", Organization: "torsas", As: "member", Spells: []agenda.Spell{{To: "10:00"}, {From: "10:40"}}},
				{Name: "Socialchef Nybro", Organization: "nybro", As: "member", Spells: []agenda.Spell{{From: "09:20"}}},
				{Name: "Socialchef Borgholm", Organization: "borgholm", As: "member", Excused: true},
			},
			Items: []agenda.Item{
				{ID: "i1", Number: 1, Paragraph: 12, Kind: agenda.Decision, Title: "Rutin för samordnad individuell plan", About: agenda.Matter{ID: "sip"}, Result: agenda.Amended,
					Presenters: []string{"Processledare, Region Kalmar län"}, Decision: []string{"att anta rutinen från 1 september", "att följa upp den i mars 2027"},
					Reserved: []agenda.Reservation{{Who: "Socialchef Torsås", Text: "Tiden är för knapp."}}, Recused: []string{"Socialchef Nybro"},
					Votes: []agenda.Vote{
						{On: "bifall till ändringen", For: 1, Against: 1, Abstaining: 1, Casting: agenda.Yes,
							Voices: []agenda.Voice{{Who: "Ordförande i ledningen", Says: agenda.Yes}, {Who: "Socialchef Torsås", Says: agenda.No}, {Who: "Sekreterare i ledningen", Says: agenda.Abstains}}},
						{For: 2},
					},
					Parts: []agenda.Part{{Kind: agenda.Note, Who: "Socialchef Borgholm", Text: "Vi vill pröva rutinen **först**.\n\n1. i en enhet\n2. i alla"}}},
				{ID: "i2", Number: 2, Paragraph: 13, Kind: agenda.Decision, Title: "Avtal om läkarinsatser", About: agenda.Matter{ID: "hemlig"}, Result: agenda.AsProposed, Decision: []string{"att godkänna avtalet"},
					Parts: []agenda.Part{{Kind: agenda.Background, Text: "Om en enskild person"}}},
				{ID: "i3", Number: 3, Paragraph: 14, Kind: agenda.Decision, Title: "Gemensam jour", Late: true, Result: agenda.ReferredBack, Decision: []string{"att kostnaderna redovisas"}},
				{ID: "i4", Number: 4, Paragraph: 15, Kind: agenda.Decision, Title: "Ny hemsida", Result: agenda.Postponed, To: agenda.Matter{Number: "LGL-M 2026-003"}},
				{ID: "i5", Number: 5, Paragraph: 16, Kind: agenda.Delegated, Title: "Enklare ärenden", Result: agenda.Noted,
					Gathers: []agenda.Matter{{Number: "LGL 2026-004", Title: "Kontaktlista"}, {Number: "LGL 2026-006", Title: "Blankett för överföring av information"}}},
				{ID: "i6", Kind: agenda.Decision, Title: "Kom för sent", Late: true, Waits: true},
			},
		},
		About: map[string]Proposal{
			"sip":    {Number: "LGL 2026-014", Summary: "Planen görs *tillsammans* med den enskilde.", Proposed: "Gruppen föreslår\n\n- att anta rutinen\n- att följa upp den", Papers: []string{"Rutin.pdf"}},
			"hemlig": {Number: "LGL 2026-015", Title: "Avtal om läkarinsatser", Withheld: true},
		},
		Next: []Occasion{{Date: on("2026-06-05"), Start: "09:00", End: "12:00", Place: "Nybro"}},
	}
}

func TestTheMinutesSayWhatWasDecidedAndByWhom(t *testing.T) {
	d := Of(leadership(t), wording.Swedish)
	text := strings.Join(words(d.Sheet(Minutes)), " ")
	for _, want := range []string{
		"Protokoll – Länsgemensam ledning", "Utkast. Protokollet är inte justerat", "Justerare Socialchef Torsås, Socialchef Nybro",
		"Socialchef Torsås ledamot, till kl. 10.00, från kl. 10.40", "Socialchef Nybro ledamot, från kl. 09.20", "Socialchef Borgholm, Borgholms kommun (har anmält förhinder)",
		"§ 12 Rutin för samordnad individuell plan Ärende LGL 2026-014 Underlag Rutin.pdf Föredragande: Processledare, Region Kalmar län. Socialchef Nybro anmäler jäv och deltar inte i ärendet. Planen görs tillsammans med den enskilde.",
		"Förslag till beslut Gruppen föreslår – att anta rutinen – att följa upp den Anteckning till protokollet Socialchef Borgholm lämnar en anteckning till protokollet: Vi vill pröva rutinen först. 1. i en enhet 2. i alla",
		"Votering Ja betyder: bifall till ändringen. 1 ja, 1 nej, 1 avstår. Ordförandens utslagsröst: ja. – Ja: Ordförande i ledningen – Nej: Socialchef Torsås – Avstår: Sekreterare i ledningen Votering 2 ja, 0 nej. Beslut",
		"Länsgemensam ledning beslutar med ändring av förslaget: – att anta rutinen från 1 september – att följa upp den i mars 2027 Reservation Socialchef Torsås reserverar sig mot beslutet. Tiden är för knapp.",
		"§ 14 Gemensam jour Länsgemensam ledning återremitterar ärendet. – att kostnaderna redovisas",
		"§ 15 Ny hemsida Ärendet bordläggs. Punkten tas upp vid LGL-M 2026-003.",
		"§ 16 Enklare ärenden – LGL 2026-004, Kontaktlista – LGL 2026-006, Blankett för överföring av information",
		"Kommande möten – fredag 5 juni 2026 (v. 23) kl. 09.00–12.00, Nybro", "Underskrifter Vid protokollet Ordförande Justeras Justeras",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the minutes do not say %q:\n%s", want, text)
		}
	}
	if strings.Contains(text, "Kom för sent") {
		t.Error("an item that nobody admitted stands in the minutes")
	}
}

// A meeting to come of another series is said to be that, and an item is not said to be
// what it is called.
func TestTheNoticeSaysWhichMeetingsComeAndNothingTwice(t *testing.T) {
	f := leadership(t)
	f.Next = append(f.Next, Occasion{Title: wording.Text{"sv": "Möte med skolcheferna", "en": "Meeting with the heads of schools"}, Date: on("2026-06-11"), Start: "13:00", Place: "Kalmar"})
	f.Gathering.Items[4].Title = "Anmälan av delegationsbeslut"
	d := Of(f, wording.Swedish)
	text := strings.Join(words(d.Sheet(Notice)), " ")
	for _, want := range []string{
		"– fredag 5 juni 2026 (v. 23) kl. 09.00–12.00, Nybro – torsdag 11 juni 2026 (v. 24) kl. 13.00, Möte med skolcheferna, Kalmar",
		"4. Ny hemsida (Beslut) 5. Anmälan av delegationsbeslut Har du",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the notice lacks %q: %s", want, text)
		}
	}
	if text := strings.Join(words(d.Sheet(Agenda)), " "); !strings.Contains(text, "5. Anmälan av delegationsbeslut – LGL 2026-004") {
		t.Errorf("the agenda says %s", text)
	}
}

func TestWhatIsWithheldStandsNowhere(t *testing.T) {
	d := Of(leadership(t), wording.Swedish)
	secret := d.Items[1]
	for name, s := range papers(t) {
		if text := strings.Join(words(s), " "); strings.Contains(text, "läkarinsatser") || strings.Contains(text, "enskild person") || strings.Contains(text, "LGL 2026-015") {
			t.Errorf("%s tells of it: %s", name, text)
		}
	}
	if !secret.Withheld || secret.Mark != "§ 13" || secret.Decided() || len(secret.Decision)+len(secret.Parts) > 0 {
		t.Errorf("the item keeps its number and nothing else: %+v", secret)
	}
	if _, found := d.Taking("LGL 2026-015"); found {
		t.Error("it is found by its number")
	}
}

func TestApprovedMinutesAreNoDraft(t *testing.T) {
	f := leadership(t)
	f.State, f.Approved = Approved, on("2026-04-16")
	s := Of(f, wording.English).Sheet(Minutes)
	text := strings.Join(words(s), " ")
	if s.State != "Approved" || strings.Contains(text, "Draft") || !strings.Contains(text, "Approved Thursday 16 April 2026 (week 16)") {
		t.Errorf("it is %q and says %s", s.State, text)
	}
	f.State, f.Cancelled = Draft, true
	if s := Of(f, wording.Swedish).Sheet(Notice); s.State != "Inställt" || !strings.Contains(strings.Join(words(s), " "), "Mötet är inställt.") {
		t.Errorf("a cancelled meeting is said to be %q", s.State)
	}
}

func TestAnExtractTellsAnOrganizationWhatItIsToDo(t *testing.T) {
	f := leadership(t)
	f.Gathering.Items[0].Assigned = []agenda.Assignment{{What: "Utbilda handläggarna", Who: []string{"torsas"}, By: on("2026-09-01")}, {What: "Trycka rutinen", Who: []string{"regionforbundet"}, By: on("2026-08-01")}}
	d := Of(f, wording.Swedish)
	i, found := d.Taking("LGL 2026-014")
	if !found {
		t.Fatal("the proposal is not found")
	}
	text := strings.Join(words(d.Extract(i, "torsas", "Torsås kommun")), " ")
	if !strings.Contains(text, "Votering Ja betyder: bifall till ändringen.") {
		t.Errorf("the extract does not tell of the vote: %s", text)
	}
	if !strings.Contains(text, "Till Torsås kommun") || !strings.Contains(text, "Ert uppdrag – Utbilda handläggarna. Ansvar: Torsås kommun. Klart senast: tisdag 1 september 2026 (v. 36). Rätt utdraget") {
		t.Errorf("the extract says %s", text)
	}
	if strings.Contains(text, "§ 14") {
		t.Error("another item stands in the extract")
	}
}
