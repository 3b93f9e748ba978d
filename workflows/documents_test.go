package workflows_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/wording"
	"beredd/workflows"
)

// timetable is the plan's table of activities: phase, days, and a word of what is done.
// Days with / between are a pair, and with – several on end.
const timetable = `1 2021-01-19/2021-01-20 Förmöte
1 2021-01-28 patientkontrakt
1 2021-01-29 strategidag
1 2021-02-10/2021-02-17 formera
1 2021-02-26 SVOM
1 2021-03-10 inspirationsmöte
1 2021-03-22 samverkansråd
2 2021-04-14/2021-04-21 görande
2 2021-05-05 inspirationsmöte
2 2021-05-19/2021-05-26 uthålliga
2 2021-05-20 referensgruppen
2 2021-05-21 Fredagsgruppen
2 2021-06-04 SVOM
3 2021-06-01–2021-08-31 workshoppar
3 2021-09-01–2021-09-07 samverkansgrupp
3 2021-09-08–2021-09-12 sammanställer
3 2021-09-13 samverkansråd
3 2021-09-23 referensgruppen
3 2021-09-24 Fredagsgruppen
3 2021-10-08 SVOM
4 2021-10-01–2021-10-31 Införandet
4 2021-11-19 Slutrapport
4 2021-12-03 Slutrapport
4 2021-12-03–2021-12-31 Kommunikation
4 2022-01-01 börjar gälla`

// The year 2021 of Jämtland Härjedalen: every row of the table is met on its days, in
// its phase, and nothing is added to them.
func TestTheTimetableOfTheJointPlanIsMet(t *testing.T) {
	pack := shipped(t, "jamtland-svom")
	plan := pack.Plan(calendar.Date{Year: 2021, Month: 1, Day: 1}, calendar.Date{Year: 2022, Month: 1, Day: 1})
	plan = slices.DeleteFunc(plan, func(one definition.Planned) bool { return one.Yearly == nil })
	for row := range strings.Lines(timetable) {
		phase, rest, _ := strings.Cut(strings.TrimSpace(row), " ")
		days, what, _ := strings.Cut(rest, " ")
		for day := range strings.SplitSeq(days, "/") {
			first, last, several := strings.Cut(day, "–")
			if !several {
				last = first
			}
			at := slices.IndexFunc(plan, func(one definition.Planned) bool {
				return one.From.String() == first && one.Until.String() == last && one.Moment.Date.String() == last &&
					strings.Contains(one.Title.In(wording.Swedish), what) && strings.HasPrefix(one.Phase.In(wording.Swedish), "Fas "+phase+":")
			})
			if at < 0 {
				t.Errorf("nothing meets %q on %s", row, day)
				continue
			}
			plan = slices.Delete(plan, at, at+1)
		}
	}
	for _, one := range plan {
		t.Errorf("the document has no %s on %s", one.Name, one.Until)
	}
	if rows := strings.Count(timetable, "\n") + 1; rows != 25 {
		t.Errorf("%d rows", rows)
	}
}

// The year 2018 of Kalmar: the conferences, and what is to be done by a day.
func TestTheDatesOfTheSteeringDocumentAreMet(t *testing.T) {
	plan := shipped(t, "kalmar-lgl").PlanOf(2018)
	for _, row := range []string{
		"presidium 2018-02-16", "presidium 2018-10-26",
		"discharge_act_follow_up 2018-08-31", "discharge_act_evaluation 2018-12-31",
	} {
		name, day, _ := strings.Cut(row, " ")
		if !slices.ContainsFunc(plan, func(one definition.Planned) bool { return one.Name == name && one.Moment.Date.String() == day }) {
			t.Errorf("%s is not on %s", name, day)
		}
	}
	count := func(name string) int {
		return len(slices.DeleteFunc(slices.Clone(plan), func(one definition.Planned) bool { return one.Name != name }))
	}
	if count("sip_report") != 2 || count("information_transfer_report") != 2 || count("schools") != 2 || count("presidium") != 2 {
		t.Error("what is done twice a year is not")
	}
}

// The first season of the managers' group: 14 and 15 October are one meeting.
func TestAMeetingOfTwoDaysIsOne(t *testing.T) {
	plan := shipped(t, "orebro-chefsgrupp").PlanOf(2021)
	var days []string
	for _, one := range plan {
		if one.IsMeeting() {
			days = append(days, one.From.String()+"–"+one.Until.String()[8:])
		}
	}
	want := []string{"2021-09-03–03", "2021-10-14–15", "2021-11-12–12", "2021-12-10–10", "2022-02-11–11", "2022-03-11–11", "2022-05-06–06", "2022-06-10–10"}
	if !slices.Equal(days, want) {
		t.Errorf("the season is %v, want %v", days, want)
	}
}

// shipped reads a pack that comes with the program.
func shipped(t *testing.T, name string) *definition.Pack {
	t.Helper()
	files, err := fs.Sub(workflows.FS, name)
	if err != nil {
		t.Fatal(err)
	}
	pack, problems := definition.Read(files, nil)
	if problems.Err() != nil {
		t.Fatal(problems.Err())
	}
	return pack
}
