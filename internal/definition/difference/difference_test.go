package difference_test

import (
	"cmp"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
	"beredd/internal/definition/difference"
	"beredd/internal/wording"
)

// Each row changes Kalmar's pack by swapping one text of a file for another, and
// says what a coordinator reads about it.
func TestADifferenceIsToldInThePacksOwnWords(t *testing.T) {
	const flow, county, year = "proposal.yaml", "collaboration.yaml", "cycle.yaml"
	for _, row := range []struct {
		name, file string
		swaps      []string
		reach      difference.Reach
		sv, en     string
	}{
		{"a longer deadline", flow, []string{"deadline: {within: 20 workdays,", "deadline: {within: 25 workdays,"}, difference.Onwards,
			"Läget ”Bereds”, tiden, tid: 25 arbetsdagar i stället för 20 arbetsdagar",
			"The state “In preparation”, the time, time: 25 workdays instead of 20 workdays"},
		{"a reminder less", flow, []string{"remind: [5 workdays before, on the day]", "remind: 5 workdays before"}, difference.Onwards,
			"Läget ”Bereds”, tiden, påminnelser: 5 arbetsdagar före i stället för 5 arbetsdagar före och på dagen",
			"The state “In preparation”, the time, reminders: 5 workdays before instead of 5 workdays before and on the day"},
		{"who is told when it is late", flow, []string{"escalate: {after: 3 workdays, to: coordinator}", "escalate: {after: 3 workdays, to: preparation.chair}"}, difference.Onwards,
			"Läget ”Bereds”, tiden, när det är försenat, vem som får veta: ordförande i Beredningsgruppen i stället för samordnaren",
			"The state “In preparation”, the time, when it is late, who is told: the chair of Preparation group instead of the coordinator"},
		{"a step is aimed anew", flow, []string{"    to: referred_back\n", "    to: [{state: drafted, when: proposal.simple}, referred_back]\n"}, difference.Onwards,
			"Steget ”Återremittera”: kan nu leda till ”Utarbetas”: villkoret ”proposal.simple”",
			"The step “Refer back”: may now lead to “Drafted”: the condition “proposal.simple”"},
		{"a step needs more", flow, []string{"    to: withdrawn\n    by: drafting\n    needs: reason", "    to: withdrawn\n    by: drafting\n    needs: [reason, comment]"}, difference.Onwards,
			"Steget ”Återta”, vad som behövs: Skäl och Kommentar i stället för Skäl",
			"The step “Withdraw”, what is needed: Reason and Comment instead of Reason"},
		{"a step that leads from wherever it is open", flow, []string{"from: [drafted, prepared, referred_back]", "from: {every: open state, but: decided}"}, difference.Onwards,
			"Steget ”Återta”, från: varje öppet läge, utom Beslutat i stället för Utarbetas, Bereds och Återremitterat",
			"The step “Withdraw”, from: every open state, but for Decided instead of Drafted, In preparation and Referred back"},
		{"a title in one language", flow, []string{"{sv: Återta, en: Withdraw}", "{sv: Dra tillbaka, en: Withdraw}"}, difference.Onwards,
			"Steget ”Dra tillbaka”, rubriken på svenska: ”Dra tillbaka” i stället för ”Återta”",
			"The step “Withdraw”, the title in Swedish: “Dra tillbaka” instead of “Återta”"},
		{"a round's expiry", flow, []string{"    on expiry: close                         #", "    on expiry: close_it\n    #", "  lapse: ",
			"  close_it: {title: {sv: Stäng, en: Close}, from: decided, to: disseminated, by: preparation}\n  lapse: "}, difference.Onwards,
			"Frågan ”Spridning i organisationerna”, när tiden löper ut: Stäng i stället för frågan stängs",
			"The question “Dissemination in the organizations”, when the time expires: Close instead of the question is closed"},
		{"a new step", flow, []string{"  lapse: ", "  park: {title: {sv: Lägg åt sidan, en: Put aside}, from: prepared, to: drafted, by: preparation, needs: reason}\n  lapse: "}, difference.Onwards,
			"Nytt steg ”Lägg åt sidan”: från Bereds, leder till Utarbetas, vem som tar det Beredningsgruppen",
			"New step “Put aside”: from In preparation, leads to Drafted, who takes it Preparation group"},
		{"a state's name in the file", flow, []string{"referred_back", "returned"}, difference.Onwards,
			"Läget ”Återremitterat”: heter nu returned i filen, i stället för referred_back",
			"The state “Referred back”: is now called returned in the file, instead of referred_back"},
		{"a person's address", county, []string{"mail: socialchef@borgholm.example", "mail: chef@borgholm.example"}, difference.AtOnce,
			"Personen ”Socialchef Borgholm”, e-postadress: ”chef@borgholm.example” i stället för ”socialchef@borgholm.example”",
			"The person “Socialchef Borgholm”, mail address: “chef@borgholm.example” instead of “socialchef@borgholm.example”"},
		{"a rule of meetings", year, []string{"first Friday of February, April, June", "second Friday of February, June"}, difference.AtOnce,
			"Mötesserien ”Länsgemensam ledning”, när: andra fredagen i februari, juni, september och november i stället för första fredagen i februari, april, juni, september och november",
			"The meetings “Joint leadership”, when: the second Friday of February, June, September and November instead of the first Friday of February, April, June, September and November"},
		{"a day of meetings", year, []string{"2027-02-19, 2027-10-22", "2027-02-19"}, difference.AtOnce,
			"Mötesserien ”Presidiekonferens”, dagar: fredag 22 oktober 2027 (v. 42) gäller inte längre",
			"The meetings “Presidium conference”, days: Friday 22 October 2027 (week 42) holds no more"},
		{"a day before a meeting", year, []string{"when: 7 days before", "when: 10 days before"}, difference.AtOnce,
			"Före varje möte, ”Länsgemensam ledning”, ”Kallelse”, när: 10 dagar före i stället för 7 dagar före",
			"Before each meeting, “Joint leadership”, “Notice of meeting”, when: 10 days before instead of 7 days before"},
		{"something more before a meeting", year, []string{"  schools:\n    - {name: notice", "  schools:\n    - {name: papers, title: {sv: Underlag, en: Papers}, when: the Friday 2 weeks before, who: lgl.secretary}\n    - {name: notice"}, difference.AtOnce,
			"Före varje möte, ”Möte med skolcheferna”: nytt är ”Underlag”: när fredagen 2 veckor före, vem sekreterare i Länsgemensam ledning",
			"Before each meeting, “Meeting with the heads of schools”: “Papers” is new: when the Friday 2 weeks before, who the secretary of Joint leadership"},
		{"a day that is closed every year", county, []string{"closed_days:                                # beside", "closed_days:\n  week 28 to 29: {sv: Semester, en: Summer}\n  # beside"}, difference.AtOnce,
			"Ny stängd dag, vecka 28–29 (Semester)",
			"New closed day, week 28–29 (Summer)"},
		{"school holidays in which reminders wait", county, []string{"quiet_weeks: [28-31]", "quiet_weeks: [28-31, 2026-10-26 to 2026-10-30, 22 December to 6 January]"}, difference.AtOnce,
			"Tysta veckor: 28-31, måndag 26 oktober 2026 (v. 44) till fredag 30 oktober 2026 (v. 44) och 22 december till och med 6 januari i stället för 28-31",
			"Quiet weeks: 28-31, Monday 26 October 2026 (week 44) to Friday 30 October 2026 (week 44) and 22 December up to and including 6 January instead of 28-31"},
		{"a meeting from one day to the next", year, []string{"on: third Thursday of April, November", "on: third Thursday to Friday of April, November"}, difference.AtOnce,
			"Mötesserien ”Möte med skolcheferna”, när: tredje torsdagen i april och november till och med fredagen i stället för tredje torsdagen i april och november",
			"The meetings “Meeting with the heads of schools”, when: the third Thursday of April and November up to and including Friday instead of the third Thursday of April and November"},
		{"a meeting before another that lasts two days", year, []string{"when: the Friday 2 weeks before, else", "when: the Friday 2 weeks before, lasts: 2 days, else"}, difference.AtOnce,
			"Före varje möte, ”Länsgemensam ledning”, ”Beredningsgruppens möte”, hur länge mötet är: nytt är 2 dagar",
			"Before each meeting, “Joint leadership”, “Meeting of the preparation group”, how long the meeting lasts: new is 2 days"},
		{"days of the year", year, []string{"by: [15 May, 15 November]", "by: [15 May, 1 December]"}, difference.AtOnce,
			"Den årliga uppgiften ”Återrapportering om SIP”, senast: 15 maj och 1 december i stället för 15 maj och 15 november",
			"The yearly task “Report on individual plans”, at the latest: 15 May and 1 December instead of 15 May and 15 November"},
	} {
		t.Run(row.name, func(t *testing.T) {
			found := difference.Between(kalmarWith(t, ""), kalmarWith(t, row.file, row.swaps...))
			at := slices.IndexFunc(found, func(d difference.Difference) bool { return d.Says[wording.Swedish] == row.sv })
			if at < 0 {
				t.Fatalf("%s is not among\n%v", row.sv, texts(found))
			}
			if d := found[at]; d.Says[wording.English] != row.en || d.Reach != row.reach || cmp.Or(d.New.File, d.Old.File) != row.file || d.New.Line+d.Old.Line == 0 {
				t.Errorf("%+v, want %q", d, row.en)
			}
		})
	}
}

// What concerns those who run at once is told first, then what new proposals meet;
// of each what is gone before what is new.
func TestDifferencesThatConcernWhatRunsComeFirst(t *testing.T) {
	flow := kalmarWith(t, "proposal.yaml",
		"  - never decided without prepared\n", "",
		"  lapse: ", "  park: {title: {sv: Lägg åt sidan, en: Put aside}, from: prepared, to: drafted, by: preparation, needs: reason}\n  lapse: ",
		"    takes: [spreading, communication_plan]\n\n  put_on_agenda:", "\n  put_on_agenda:")
	both := kalmarWith(t, "collaboration.yaml", "mail: socialchef@borgholm.example", "mail: chef@borgholm.example")
	var order []string
	for _, d := range difference.Between(both, flow) {
		order = append(order, string(d.Reach)+" "+string(d.Kind))
	}
	if want := []string{"at_once changed", "onwards gone", "onwards new", "nobody gone"}; !slices.Equal(order, want) {
		t.Errorf("%v, want %v", order, want)
	}
}

// Comments and layout have no meaning, and that is said; a text that is the same has
// nothing to say.
func TestLayoutAloneIsToldAsSuch(t *testing.T) {
	found := difference.Between(kalmarWith(t, ""), kalmarWith(t, "proposal.yaml", "    to: referred_back\n", "    to: [referred_back]      # as before\n"))
	if len(found) != 1 || found[0].Reach != difference.Nobody || found[0].Of != "" {
		t.Errorf("one thing that stands alone is a list of it: %v", texts(found))
	}
	if found := difference.Between(kalmarWith(t, ""), kalmarWith(t, "")); len(found) > 0 {
		t.Errorf("a pack differs from itself: %v", texts(found))
	}
}

// A state that is spelt otherwise is one difference, and not one more for each line
// that names it.
func TestANewNameIsToldOnce(t *testing.T) {
	found := difference.Between(kalmarWith(t, ""), kalmarWith(t, "proposal.yaml", "referred_back", "returned"))
	if len(found) != 1 || found[0].Kind != difference.Renamed {
		t.Errorf("%v", texts(found))
	}
}

func texts(found []difference.Difference) string {
	var said []string
	for _, d := range found {
		said = append(said, d.Says[wording.Swedish])
	}
	return strings.Join(said, "\n")
}

// kalmarWith is Kalmar's pack with texts of one file swapped, or of every file that has
// them where that is "*".
func kalmarWith(t *testing.T, file string, swaps ...string) *definition.Pack {
	t.Helper()
	files, from := fstest.MapFS{}, os.DirFS("../../../workflows/kalmar-lgl")
	names, err := fs.Glob(from, "*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(from, name)
		if err != nil {
			t.Fatal(err)
		}
		if name == file || file == "*" && strings.Contains(string(text), swaps[0]) {
			text = []byte(swapped(t, string(text), swaps...))
		}
		files[name] = &fstest.MapFile{Data: text}
	}
	return packOf(t, files)
}

func swapped(t *testing.T, text string, swaps ...string) string {
	t.Helper()
	for i := 0; i+1 < len(swaps); i += 2 {
		if !strings.Contains(text, swaps[i]) {
			t.Fatalf("nothing reads %q", swaps[i])
		}
		text = strings.ReplaceAll(text, swaps[i], swaps[i+1])
	}
	return text
}

func packOf(t *testing.T, files fs.FS) *definition.Pack {
	t.Helper()
	p, problems := definition.Read(files, nil)
	if p == nil {
		t.Fatal(problems)
	}
	return p
}
