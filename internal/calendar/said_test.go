package calendar

import (
	"strings"
	"testing"
)

func TestDaysAreReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{
		{"2021-01-28", "2021-01-28"},
		{"2021-01-19/20", "2021-01-19, 2021-01-20"},
		{"2021-02-10/17", "2021-02-10, 2021-02-17"},
		{"2021-06-01 – 2021-08-31", "2021-06-01..2021-08-31"},
		{"2021-12-03 till och med 2021-12-31", "2021-12-03..2021-12-31"},
		{"2021-06-01 t.o.m. 30 juni", "2021-06-01..2021-06-30"},
		{"15 mars 2021", "2021-03-15"},
		{"15 mars", "2026-03-15"},
		{"fredag 13 mars", "2026-03-13"},
		{"den 15:e mars", "2026-03-15"},
		{"15–17 mars 2021", "2021-03-15..2021-03-17"},
		{"14-15 okt", "2026-10-14..2026-10-15"},
		{"15 och 22 mars", "2026-03-15, 2026-03-22"},
		{"3 maj, 7 juni och 9 sept. 2027", "2027-05-03, 2027-06-07, 2027-09-09"},
		{"30 november – 2 januari 2027", "2026-11-30..2027-01-02"},
		{"2026-12-28 – 8 januari", "2026-12-28..2027-01-08"},
		{"15/3", "2026-03-15"},
		{"15/3 2021", "2021-03-15"},
		{"15/3-17/3", "2026-03-15..2026-03-17"},
		{"15.3.2021", "2021-03-15"},
		{"March 15, 2021", "2021-03-15"},
		{"May 3 and 10", "2026-05-03, 2026-05-10"},
		{"mars 2021", "2021-03-01..2021-03-31"},
		{"2024-02", "2024-02-01..2024-02-29"},
		{"mars–maj", "2026-03-01..2026-05-31"},
		{"slutet av mars", "2026-03-21..2026-03-31"},
		{"end of February 2028", "2028-02-21..2028-02-29"},
		{"v. 12", "2026-03-16..2026-03-20"},
		{"vecka 53 2026", "2026-12-28..2027-01-01"},
		{"v 12–14", "2026-03-16..2026-04-03"},
		{"första kvartalet 2022", "2022-01-01..2022-03-31"},
		{"Q4", "2026-10-01..2026-12-31"},
		{"andra halvåret 2027", "2027-07-01..2027-12-31"},
		{"first half 2027", "2027-01-01..2027-06-30"},
		{"våren 2022", "2022-03-01..2022-05-31"},
		{"vintern 2026", "2026-12-01..2027-02-28"},
		{"senast 31 augusti", "2026-08-31"},
		{"29 februari 2028", "2028-02-29"},
	} {
		said, err := ReadDays(c.text, 2026)
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		if got := spansText(said.Spans); got != c.want {
			t.Errorf("%q is read as %s, want %s", c.text, got, c.want)
		}
	}
}

func TestTimesOfDayAreReadBesideDays(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, start, end string }{
		{"12 mars kl. 9–12", "09:00", "12:00"},
		{"2026-03-12 09:00-12:30", "09:00", "12:30"},
		{"12 mars kl 13.15", "13:15", ""},
		{"12 mars", "", ""},
	} {
		said, err := ReadDays(c.text, 2026)
		if err != nil || said.Start != c.start || said.End != c.end || spansText(said.Spans) != "2026-03-12" {
			t.Errorf("%q: %q to %q on %s, %v", c.text, said.Start, said.End, spansText(said.Spans), err)
		}
	}
}

func TestDaysThatCannotBeReadSayWhy(t *testing.T) {
	t.Parallel()
	for text, why := range map[string]string{
		"":                        "No day",
		"löpande":                 "löpande",
		"30 februari":             "2026-02-30",
		"29 februari 2027":        "2027-02-29",
		"torsdag 13 mars":         "Friday",
		"vecka 53 2027":           "2027",
		"32 mars":                 "2026-03-32",
		"13/13":                   "2026-13-13",
		"2021-08-31 – 2021-06-01": "2021-08-31",
		"15":                      "month",
	} {
		if said, err := ReadDays(text, 2026); err == nil || !strings.Contains(err.Error(), why) {
			t.Errorf("%q: %v, %v, want %q", text, said, err, why)
		}
	}
	if _, err := ReadDays("15 mars", 0); err == nil || !strings.Contains(err.Error(), "year") {
		t.Errorf("a day without a year: %v", err)
	}
}

func spansText(spans []Span) string {
	var said []string
	for _, s := range spans {
		if s.Single() {
			said = append(said, s.From.String())
		} else {
			said = append(said, s.From.String()+".."+s.To.String())
		}
	}
	return strings.Join(said, ", ")
}

func FuzzReadDays(f *testing.F) {
	for _, seed := range []string{"2021-01-19/20", "15–17 mars kl 9", "v. 12–14", "Q1 2022 – våren", "31/31/9999", "///", "kl kl 99:99"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		said, err := ReadDays(text, 2026)
		if err != nil {
			return
		}
		for _, s := range said.Spans {
			if s.From.IsZero() || s.To.Before(s.From) {
				t.Fatalf("%q: %v", text, s)
			}
		}
	})
}
