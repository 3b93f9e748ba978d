package workflows_test

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/workflows"
)

// The years of the packs and of counties abroad are as they were worked out apart from
// the code, day by day for 2026 to 2032, with nothing more and nothing less in them.
func TestYearsAreAsWorkedOutByHand(t *testing.T) {
	tables, err := filepath.Glob("testdata/years/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	abroad, err := filepath.Glob("testdata/years/*/dates.txt")
	if err != nil || len(tables) < 4 || len(abroad) < 3 {
		t.Fatalf("%d and %d tables, %v", len(tables), len(abroad), err)
	}
	for _, table := range append(tables, abroad...) {
		name := strings.TrimSuffix(filepath.Base(table), ".txt")
		files, err := fs.Sub(workflows.FS, name)
		if filepath.Base(table) == "dates.txt" {
			name = filepath.Base(filepath.Dir(table))
			files, err = os.DirFS(filepath.Dir(table)), nil
		}
		if err != nil {
			t.Fatal(err)
		}
		t.Run(name, func(t *testing.T) { sameYears(t, files, table) })
	}
}

func sameYears(t *testing.T, files fs.FS, table string) {
	pack, problems := definition.Read(files, nil)
	if problems.Err() != nil {
		t.Fatal(problems.Err())
	}
	text, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for line := range strings.Lines(string(text)) {
		if name, days, ok := strings.Cut(strings.TrimSpace(line), ":"); ok && !strings.HasPrefix(line, "#") {
			want[name] = strings.TrimSpace(days)
		}
	}
	got := listed(pack, calendar.Date{Year: 2026, Month: 1, Day: 1}, calendar.Date{Year: 2032, Month: 12, Day: 31})
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if got[name] != want[name] {
			t.Errorf("%s\n is %s\nwant %s", name, got[name], want[name])
		}
		delete(got, name)
	}
	if len(want) < 25 || len(got) > 0 {
		t.Errorf("%d rows are wanted; nobody worked out %v", len(want), got)
	}
}

// listed are the days of each thing of the year, by its name and calendar year: of a
// meeting of several days as those of a deadline, by the last.
func listed(pack *definition.Pack, from, to calendar.Date) map[string]string {
	all := map[string][]string{}
	for _, one := range pack.Listed(from.AddDays(-10), to) {
		name := one.Name
		if !one.IsMeeting() && one.Series != nil {
			name = one.Series.Name + " " + one.Name
		}
		day := one.Until.String()
		if one.From != one.Until {
			day = one.From.String() + "–" + day
		}
		if one.Until.Before(from) || one.Until.After(to) {
			continue
		}
		key := fmt.Sprintf("%s %d", name, one.Until.Year)
		all[key] = append(all[key], day)
	}
	days := map[string]string{}
	for key, list := range all {
		days[key] = strings.Join(list, " ")
	}
	return days
}
