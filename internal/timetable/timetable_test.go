package timetable_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"

	"beredd/internal/definition"
	"beredd/internal/people"
	"beredd/internal/timetable"
	"beredd/internal/wording"
	"beredd/workflows"
)

// The table of Jämtland Härjedalen's plan: 25 rows in four phases, of which 16 are
// single days, 4 are pairs of days and 5 are ranges. Its phase stands on its first
// row alone.
func TestEveryRowOfAPlanIsRead(t *testing.T) {
	t.Parallel()
	table, err := os.ReadFile("testdata/svom.tsv")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(string(table), "–", "-") // Windows-1252 from an old export
	narrow, err := charmap.Windows1252.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"tabs": table, "semicolons with a mark": []byte("\ufeff" + strings.ReplaceAll(string(table), "\t", ";")),
		"Windows-1252": []byte(narrow), "a spreadsheet": xlsx(t, string(table)),
		"commas": []byte(quoted(string(table))),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			read, refused := timetable.Open(data)
			if refused != nil {
				t.Fatal(refused)
			}
			reading := timetable.Read(read, nil, nil, wording.Swedish, 0)
			single, pairs, ranges := 0, 0, 0
			phases := map[string]int{}
			for _, row := range reading.Rows {
				if !row.Reads() {
					t.Errorf("row %d, %q: %v", row.Line, row.Said, row.Why)
					continue
				}
				phases[row.Phase]++
				switch {
				case len(row.Days) == 2:
					pairs++
				case row.Days[0].Single():
					single++
				default:
					ranges++
				}
				if strings.ContainsAny(row.What, "<>") {
					t.Errorf("row %d keeps its tags: %s", row.Line, row.What)
				}
			}
			if got := fmt.Sprint(len(reading.Rows), single, pairs, ranges); got != "25 16 4 5" {
				t.Errorf("rows, single days, pairs, ranges: %s", got)
			}
			want := map[string]int{"FAS 1: UTBILDNING": 7, "FAS 2: PÅBÖRJA GEMENSAM PLAN": 6, "FAS 3: MEDBORGARDIALOG": 7, "FAS 4: SLUTFÖRA GEMENSAM PLAN": 5}
			if fmt.Sprint(phases) != fmt.Sprint(want) {
				t.Errorf("phases: %v", phases)
			}
		})
	}
}

// What is kept of a table, written into a pack's cycle.yaml, gives the same days.
func TestWhatIsReadBecomesThePacksYear(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/svom.tsv")
	if err != nil {
		t.Fatal(err)
	}
	table, refused := timetable.Open(data)
	if refused != nil {
		t.Fatal(refused)
	}
	reading := timetable.Read(table, nil, nil, wording.Swedish, 0)
	entries := timetable.Entries(reading.Rows, people.Party{Kind: people.Coordinator}, wording.Swedish, []string{"inspirationsmote"})
	pack := packWith(t, "cycle: A\ntitle: {sv: A, en: A}\nphases:\n"+entries.Phases+"deadlines:\n"+entries.Deadlines)
	if got := len(pack.PlanOf(2021)) + len(pack.PlanOf(2022)); got != 25+4 { // each day of a pair is one
		t.Errorf("%d days came of it:\n%s", got, entries.Deadlines)
	}
	again := timetable.Read(table, nil, pack, wording.Swedish, 0)
	for _, row := range again.Rows {
		if !row.Known {
			t.Errorf("row %d, %s, is not known as what the year has", row.Line, row.What)
		}
	}
}

func TestTablesArePickedApart(t *testing.T) {
	t.Parallel()
	pack := packOf(t, "jamtland-svom")
	for _, c := range []struct{ name, text, want string }{
		{"headings, and who", "Vad;När;Ansvarig\nRapport;15 mars 2027;SVOM\n", "Rapport 2027-03-15 svom"},
		{"the year in a heading", "Tidplan 2027\nDatum,Aktivitet\n15 mars,Rapport\n\"v. 12\",Möte\n", "Rapport 2027-03-15 ; Möte 2027-03-22"},
		{"a phase as a heading", "Datum;Aktivitet\n;Första delen\n2027-03-15;Rapport\n", "Första delen/Rapport 2027-03-15"},
		{"somebody unknown", "Vad;När;Vem\nRapport;2027-03-15;SVOM och Kyrkan\n", "Rapport 2027-03-15 svom ?Kyrkan"},
		{"a time", "När;Vad\n15 mars 2027 kl. 9-12;Möte\n", "Möte 2027-03-15 09:00-12:00"},
		{"English", "Date,Activity,Responsible\n\"March 15, 2027\",Report,coordinator\n", "Report 2027-03-15 coordinator"},
		{"bars", "Vad|När\nRapport|2027-03-15\nMöte|2027-04-15\n", "Rapport 2027-03-15 ; Möte 2027-04-15"},
		{"a line that tells the sign", "sep=;\r\nVad;När\r\nRapport;2027-03-15\r\n", "Rapport 2027-03-15"},
		{"days that have lost their format", "Vad;När\nRapport;46146\nMöte;12345\n", "Rapport 2026-05-04 ; Möte !word"},
		{"sixteen bits a letter", "\xff\xfeV\x00a\x00d\x00\t\x00N\x00\xe4\x00r\x00\n\x00M\x00\xf6\x00t\x00e\x00\t\x002\x000\x002\x007\x00-\x000\x003\x00-\x001\x005\x00", "Möte 2027-03-15"},
		{"no day", "När;Vad\nlöpande;Samtal\n2027-03-15;Rapport\n", "Samtal !word ; Rapport 2027-03-15"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			table, refused := timetable.Open([]byte(c.text))
			if refused != nil {
				t.Fatal(refused)
			}
			if got := shown(timetable.Read(table, nil, pack, wording.Swedish, 0)); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

func TestWhatIsNoTableIsRefused(t *testing.T) {
	t.Parallel()
	for want, data := range map[string][]byte{
		"table_empty":      []byte("\n\n"),
		"table_unreadable": []byte("a\x00b"),
		"table_old_excel":  []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
		"table_too_large":  bytes.Repeat([]byte("a"), timetable.MostBytes+1),
		"table_too_long":   []byte(strings.Repeat("2027-03-15;Rapport\n", 100_000)),
	} {
		if _, refused := timetable.Open(data); refused == nil || refused.Code != want {
			t.Errorf("%v, want %s", refused, want)
		}
	}
	if _, refused := timetable.Open([]byte("PK\x03\x04 and nothing more")); refused == nil || refused.Code != "table_unreadable" {
		t.Errorf("a broken spreadsheet: %v", refused)
	}
}

// A formula, an unclosed quote or a line break in a title stays text.
func TestWhatIsWrittenInATableStaysText(t *testing.T) {
	t.Parallel()
	table, refused := timetable.Open([]byte("När;Vad\n2027-03-15;=HYPERLINK(1)\n2027-03-16;\"A: \"\"B\"\" {c}\n#d\"\n"))
	if refused != nil {
		t.Fatal(refused)
	}
	reading := timetable.Read(table, nil, nil, wording.Swedish, 0)
	pack := packWith(t, "cycle: A\ndeadlines:\n"+timetable.Entries(reading.Rows, people.Party{Kind: people.Coordinator}, wording.Swedish, nil).Deadlines)
	var titles []string
	for _, p := range pack.PlanOf(2027) {
		titles = append(titles, p.Title.In(wording.Swedish))
	}
	if got := strings.Join(titles, " | "); got != `=HYPERLINK(1) | A: "B" {c} #d` {
		t.Error(got)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add([]byte("När;Vad\n2027-03-15;Rapport\n"))
	f.Add([]byte("\xef\xbb\xbf\"a\tb\n\"\n<i>\n"))
	f.Fuzz(func(_ *testing.T, data []byte) {
		if table, refused := timetable.Open(data); refused == nil {
			timetable.Entries(timetable.Read(table, nil, nil, wording.English, 2027).Rows, people.Party{Kind: people.Coordinator}, wording.English, nil)
		}
	})
}

func shown(r timetable.Reading) string {
	var rows []string
	for _, row := range r.Rows {
		said := row.What
		if row.Phase != "" {
			said = row.Phase + "/" + said
		}
		if row.Why != nil {
			said += " !" + row.Why.Code
		}
		for _, days := range row.Days {
			said += " " + days.From.String()
		}
		if row.End != "" {
			said += " " + row.Start + "-" + row.End
		}
		for _, who := range row.Who {
			said += " " + who.String()
		}
		for _, who := range row.Unknown {
			said += " ?" + who
		}
		rows = append(rows, said)
	}
	return strings.Join(rows, " ; ")
}

func xlsx(t *testing.T, text string) []byte {
	t.Helper()
	f := excelize.NewFile()
	for i, line := range strings.Split(text, "\n") {
		for j, cell := range strings.Split(line, "\t") {
			name, err := excelize.CoordinatesToCellName(j+1, i+1)
			if err != nil {
				t.Fatal(err)
			}
			if err := f.SetCellStr("Sheet1", name, cell); err != nil {
				t.Fatal(err)
			}
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func quoted(text string) string {
	var lines []string
	for _, line := range strings.Split(text, "\n") {
		cells := strings.Split(line, "\t")
		for i := range cells {
			cells[i] = `"` + cells[i] + `"`
		}
		lines = append(lines, strings.Join(cells, ","))
	}
	return strings.Join(lines, "\n")
}

func packOf(t *testing.T, name string) *definition.Pack {
	t.Helper()
	folder, err := fs.Sub(workflows.FS, name)
	if err != nil {
		t.Fatal(err)
	}
	return read(t, folder)
}

// packWith is the plain pack with another year.
func packWith(t *testing.T, cycle string) *definition.Pack {
	t.Helper()
	folder := fstest.MapFS{"cycle.yaml": {Data: []byte(cycle)}}
	for _, name := range []string{"collaboration.yaml"} {
		data, err := fs.ReadFile(workflows.FS, "standard/"+name)
		if err != nil {
			t.Fatal(err)
		}
		data, _, _ = bytes.Cut(data, []byte("\nbinds:"))
		folder[name] = &fstest.MapFile{Data: data}
	}
	return read(t, folder)
}

func read(t *testing.T, folder fs.FS) *definition.Pack {
	t.Helper()
	pack, problems := definition.Read(folder, nil)
	if pack == nil {
		t.Fatal(problems)
	}
	return pack
}

// A day is a number in a spreadsheet, and is the same day whatever format shows it; a
// number that is no day stays one.
func TestADayOfASpreadsheetIsTheSameInEveryFormat(t *testing.T) {
	t.Parallel()
	f := excelize.NewFile()
	set := func(row int, what string, value any, style *excelize.Style) {
		day := fmt.Sprintf("B%d", row)
		for cell, v := range map[string]any{fmt.Sprintf("A%d", row): what, day: value} {
			if err := f.SetCellValue("Sheet1", cell, v); err != nil {
				t.Fatal(err)
			}
		}
		if style == nil {
			return
		}
		id, err := f.NewStyle(style)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellStyle("Sheet1", day, day, id); err != nil {
			t.Fatal(err)
		}
	}
	set(1, "Vad", "När", nil)
	var want []string
	row := 1
	day := func(what string, value any, style *excelize.Style, read string) {
		row++
		set(row, what, value, style)
		want = append(want, what+" "+read)
	}
	custom := func(code string) *excelize.Style { return &excelize.Style{CustomNumFmt: &code} }
	const fourthOfMay = 46146
	for _, id := range []int{14, 15, 16, 22} {
		day(fmt.Sprint("format ", id), fourthOfMay, &excelize.Style{NumFmt: id}, "2026-05-04")
	}
	for _, code := range []string{"yyyy-mm-dd", "dd/mm/yyyy", "mm/dd/yyyy", `dd\.mm\.yyyy`, "[$-41D]d mmmm yyyy", "[$-F800]dddd, mmmm dd, yyyy", `"den" d mmm`} {
		day(code, fourthOfMay, custom(code), "2026-05-04")
	}
	day("with an hour", fourthOfMay+0.5625, &excelize.Style{NumFmt: 22}, "2026-05-04")
	day("as a text", "4 maj 2026", nil, "2026-05-04")
	day("no format", fourthOfMay, nil, "2026-05-04")
	data, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	table, refused := timetable.Open(data.Bytes())
	if refused != nil {
		t.Fatal(refused)
	}
	read := timetable.Read(table, nil, packOf(t, "jamtland-svom"), wording.Swedish, 2026)
	if hour := read.Rows[len(read.Rows)-3]; hour.What != "with an hour" || hour.Start != "13:30" {
		t.Errorf("%s is at %q", hour.What, hour.Start)
	}
	if got := shown(read); got != strings.Join(want, " ; ") {
		t.Errorf("it is\n%s\nwant\n%s", got, strings.Join(want, " ; "))
	}
}
