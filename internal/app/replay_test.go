package app

import (
	"slices"
	"testing"
)

// The years of the documents are played, and every dated row of theirs is met on its
// day: Kalmar's of 2018, all 25 of Jämtland Härjedalen's timetable of 2021, and
// Västernorrland's of 2013 and 2014.
func TestTheYearsOfTheDocumentsAreReplayed(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		pack             string
		year             int
		duties, meetings int
		days             []string
	}{
		{"kalmar-lgl", 2018, 0, 0, []string{"presidium 2018-02-16", "presidium 2018-10-26", "discharge_act_follow_up 2018-08-31", "discharge_act_evaluation 2018-12-31"}},
		{"jamtland-svom", 2021, 29, 8, []string{"svom 2021-02-26", "svom 2021-06-04", "svom 2021-10-08", "svom 2021-12-03", "friday_group 2021-01-29",
			"seminar_before 2021-01-19", "seminar_before 2021-01-20", "workshops 2021-08-31", "compilation 2021-09-12", "final_svom 2021-12-03", "start 2022-01-01"}},
		{"vasternorrland-ehalsa", 2013, 0, 0, []string{"board 2013-04-25", "board 2013-10-24", "npo 2013-10-31"}},
		{"vasternorrland-ehalsa", 2014, 0, 0, []string{"home_care 2014-02-28"}},
	} {
		found, err := FindPack(row.pack)
		if err != nil {
			t.Fatal(err)
		}
		met, err := Replay(t.Context(), found.Pack, row.year)
		if err != nil {
			t.Fatal(err)
		}
		var days []string
		duties, meetings := 0, 0
		for _, m := range met {
			if !m.OnItsDay() && !m.Planned.Proposed {
				t.Errorf("%s: %s (%s) of %s was done on %s", row.pack, m.Planned.Name, m.Number, m.Planned.Moment.Date, m.On)
			}
			days = append(days, m.Planned.Name+" "+m.On.String())
			if m.Planned.IsMeeting() {
				meetings++
			} else {
				duties++
			}
		}
		for _, want := range row.days {
			if !slices.Contains(days, want) {
				t.Errorf("%s: nothing is done as %s; the days are %v", row.pack, want, days)
			}
		}
		if row.duties > 0 && (duties != row.duties || meetings != row.meetings) {
			t.Errorf("%s: %d duties and %d meetings, want %d and %d", row.pack, duties, meetings, row.duties, row.meetings)
		}
	}
}
