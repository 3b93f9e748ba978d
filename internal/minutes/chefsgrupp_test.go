package minutes

import (
	"encoding/json"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"beredd/internal/agenda"
	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/wording"
	"beredd/workflows"
)

// chefsgruppen is the managers' group's meeting of 3 September 2021, as its notes
// tell it, with functions in place of persons and in our own words.
func chefsgruppen(t testing.TB) Facts {
	t.Helper()
	data, err := os.ReadFile("testdata/chefsgruppen.json")
	if err != nil {
		t.Fatal(err)
	}
	var g agenda.Gathering
	if err := json.Unmarshal(data, &g); err != nil {
		t.Fatal(err)
	}
	dir, err := fs.Sub(workflows.FS, "orebro-chefsgrupp")
	if err != nil {
		t.Fatal(err)
	}
	pack, problems := definition.Read(dir, nil)
	if pack == nil {
		t.Fatal(problems)
	}
	return Facts{
		Collaboration: pack.Title, People: pack.People, Number: "CHG-M 2021-006", Title: wording.Text{"sv": "Chefsgruppens möte", "en": "Meeting of the managers' group"},
		Date: on("2021-09-03"), Start: "13:30", Gathering: g, State: Checked,
		Papers: map[string]string{"d4": "Översyn av avtal.pdf", "d5": "Vaccinationsläget.pdf", "d8": "Tidplan.pdf", "d11": "Kontinens.pdf"},
		About:  map[string]Proposal{"a7": {Number: "CHG 2021-007", Papers: []string{"Projektplan.pdf", "Aktivitetslista.pdf"}}},
		Next: []Occasion{
			{Date: on("2021-10-14"), Until: on("2021-10-15")},
			{Date: on("2021-11-12")},
			{Date: on("2021-12-10")},
		},
	}
}

func on(iso string) calendar.Date {
	d, err := calendar.ParseDate(iso)
	if err != nil {
		panic(err)
	}
	return d
}

// notes are the rows of the document, typed in from it: number, what the item is,
// how many present it, how many points are proposed, and how it ends.
var notes = []struct {
	title      string
	kind       agenda.Kind
	presenters int
	points     int
	ends       string
}{
	{"Inledning", agenda.Formal, 0, 0, ""},
	{"Dagens agenda", agenda.Formal, 0, 0, ""},
	{"Föregående möte", agenda.Formal, 0, 0, ""},
	{"E-hälsa", agenda.Information, 2, 0, "tackar för informationen"},
	{"Covid-19", agenda.Information, 1, 0, "tackar för informationen"},
	{"Från länsdelsgrupperna", agenda.Round, 4, 0, "tackar för informationen"},
	{"Psykisk hälsa", agenda.Decision, 3, 1, "Chefsgruppen beslutar enligt förslaget."},
	{"Ny överenskommelse", agenda.Information, 1, 0, "tackar för informationen"},
	{"Hemrehabfysioterapeuterna", agenda.Decision, 2, 1, "Chefsgruppen beslutar enligt förslaget."},
	{"Hälso- och sjukvårdsförvaltningens nya organisation", agenda.Information, 2, 0, "tackar för informationen"},
	{"Kontinenssamordnare", agenda.Decision, 1, 4, "Chefsgruppen beslutar enligt förslaget."},
	{"Kort utvärdering", agenda.Formal, 0, 0, ""},
	{"Övrigt", agenda.Formal, 0, 0, ""},
	{"Kommande möten 2021", agenda.Formal, 0, 0, ""},
}

func TestTheNotesOfTheManagersGroupAreThoseOfTheDocument(t *testing.T) {
	d := Of(chefsgruppen(t), wording.Swedish)
	if d.When != "fredag 3 september 2021 (v. 35) kl. 13.30–16.00" || d.Place != "Digitalt" || !d.Notes {
		t.Errorf("the meeting is %q, %q, notes %v", d.When, d.Place, d.Notes)
	}
	if len(d.Items) != len(notes) {
		t.Fatalf("there are %d items, and the document has %d", len(d.Items), len(notes))
	}
	points, decisions := 0, 0
	for n, want := range notes {
		i := d.Items[n]
		if !strings.HasPrefix(i.Title, want.title) || i.Kind != want.kind || i.Number != n+1 || len(i.Presenters) != want.presenters || len(i.Proposed()) != want.points {
			t.Errorf("item %d is %q, %s, %d presenters, %d points; want %+v", i.Number, i.Title, i.Kind, len(i.Presenters), len(i.Proposed()), want)
		}
		if got := strings.Join(i.Outcome, " "); !strings.Contains(got, want.ends) || want.ends == "" && got != "" {
			t.Errorf("item %d ends with %q, and in the document with %q", n+1, got, want.ends)
		}
		points += len(i.Proposed())
		if i.Decided() {
			decisions++
		}
	}
	if points != 6 || decisions != 3 {
		t.Errorf("there are %d proposed points and %d decisions; the document has 6 and 3", points, decisions)
	}
}

func TestTheNotesTellWhoWasThereAndWhatTheyAreToDo(t *testing.T) {
	d := Of(chefsgruppen(t), wording.Swedish)
	count := map[string]int{}
	for _, g := range d.Present {
		count[g.Organization] = len(g.Attendees)
	}
	if len(count) != 14 || count["Region Örebro län"] != 17 || count["Örebro kommun"] != 4 || count["Örebro universitet"] != 1 || count["Laxå kommun"] != 1 {
		t.Errorf("present were %v", count)
	}
	if d.Chair != "Ordförande i chefsgruppen" || d.Secretary != "Sekreterare i chefsgruppen" {
		t.Errorf("%q has the chair and %q writes", d.Chair, d.Secretary)
	}
	continence := d.Items[10].Assigned
	if len(continence) != 1 || continence[0].Who != "Arbetsgruppen för kontinens" || continence[0].Date != on("2022-03-31") ||
		continence[0].By != "första kvartalet 2022, torsdag 31 mars 2022 (v. 13)" {
		t.Errorf("the assignment on continence is %+v", continence)
	}
	if rehab := d.Items[8].Assigned; len(rehab) != 2 || rehab[1].Date != on("2022-05-31") {
		t.Errorf("the assignments on home rehabilitation are %+v", rehab)
	}
	lunch := Document{Language: wording.Swedish}.occasion(Occasion{Date: on("2026-03-12"), Until: on("2026-03-13"), Start: "12:00", End: "12:00"})
	if lunch != "torsdag 12 mars 2026 (v. 11) kl. 12.00 till fredag 13 mars 2026 (v. 11) kl. 12.00" {
		t.Errorf("a meeting from lunch to lunch is %s", lunch)
	}
	want := []string{"torsdag 14 oktober 2021 (v. 41) till fredag 15 oktober 2021 (v. 41)", "fredag 12 november 2021 (v. 45)", "fredag 10 december 2021 (v. 49)"}
	if !slices.Equal(d.Items[13].Next, want) {
		t.Errorf("the next meetings are %q", d.Items[13].Next)
	}
}
