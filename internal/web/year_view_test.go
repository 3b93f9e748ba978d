package web_test

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/people"
	"beredd/internal/web/browsertest"
	"beredd/internal/wording"
)

var aRow = regexp.MustCompile(`<tr class="(meeting|duty|yearly|running)[^"]*"><td class="no">`)

// A meeting stands in the year with what is to be done before and after it, each with
// how its day was counted, and with the proposals on its agenda.
func TestTheYearShowsMeetingsWithWhatHangsOnThem(t *testing.T) {
	w := newWorld(t, true)
	page := w.as("preparation_secretary").get("/aret/2026")
	page.says("Länsgemensam ledning", "2026-04-07", "Stoppdatum för handlingar", "Länsgemensam ledning 7 april", "2026-03-13",
		"15 arbetsdagar före", "Återrapportering om SIP", "2026-05-18", "SIP-arbetsgruppen")
	waiting := w.number("Strategi- och handlingsplan Bättre liv")
	for _, row := range strings.Split(page.body, "<tr")[1:] {
		if strings.Contains(row, `class="meeting`) && strings.Contains(row, waiting.Meeting.Date.String()) {
			if row, _, _ = strings.Cut(row, "</tr>"); !strings.Contains(row, `<a href="`+at(waiting.Number)+`">`) {
				t.Errorf("the meeting's row does not lead to the proposal on its agenda: %s", row)
			}
			return
		}
	}
	t.Errorf("the meeting on %s has no row", waiting.Meeting.Date)
}

// The year can be cut down to one group, one organization, one kind, or what concerns
// the reader; the wheel, the views and the file then show the same.
func TestTheYearIsFiltered(t *testing.T) {
	w := newWorld(t, true)
	b := w.as("preparation_secretary")
	whole := len(aRow.FindAllString(b.get("/aret/2026").body, -1))
	b.get("/aret/2026?slag=meeting").says("Länsgemensam ledning", "Möte med skolcheferna").lacks("Stoppdatum för handlingar", "Återrapportering om SIP")
	b.get("/aret/2026?grupp=sip").says("Stoppdatum för handlingar", "Återrapportering om SIP").lacks("Minnesanteckningar", "Rapport om informationsöverföringen")
	b.get("/aret/2026?grupp=presidium&slag=meeting").says("Presidiekonferens").lacks("Möte med skolcheferna")
	b.get("/aret/2026?vecka=20").says("2026-05-13").lacks("2026-04-07")
	own := b.get("/aret/2026?mina=ja").says("Beredningsgruppens möte").lacks("Återrapportering om SIP")
	if n := len(aRow.FindAllString(own.body, -1)); n == 0 || n >= whole {
		t.Errorf("%d of %d dates are the reader's own", n, whole)
	}
	b.get("/aret/2026?grupp=sip&slag=meeting").says("Inget i året stämmer med urvalet").leadsTo("/aret/2026")
	for _, view := range []string{"", "&vy=hjul", "&vy=ar"} {
		b.get("/aret/2026?grupp=sip" + view).says("Återrapportering om SIP").lacks("Minnesanteckningar")
	}
	rows := sheetOf(t, b.get("/aret/2026/lista.csv?mina=ja"))
	if len(rows)-1 != len(aRow.FindAllString(own.body, -1)) {
		t.Errorf("the file has %d rows, the page %d", len(rows)-1, len(aRow.FindAllString(own.body, -1)))
	}
}

// sheetOf reads a file for spreadsheets.
func sheetOf(t *testing.T, page opened) [][]string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(page.body, "\ufeff")))
	r.Comma = ';'
	rows, err := r.ReadAll()
	must(t, err)
	return rows
}

// The file says each date with its week and how it was counted.
func TestTheYearsFileIsWhole(t *testing.T) {
	w := newWorld(t, true)
	rows := sheetOf(t, w.as("preparation_secretary").get("/aret/2026/lista.csv"))
	for _, row := range rows {
		if row[7] == "Stoppdatum för handlingar" && row[2] == "2026-03-13" {
			if row[3] != "2026-W11" || row[4] != "12.00" || row[8] != "Länsgemensam ledning 7 april" || !strings.Contains(row[9], "Samordnande grupp äldre") || !strings.Contains(row[11], "15 arbetsdagar före") {
				t.Errorf("the row is %q", row)
			}
			return
		}
	}
	t.Errorf("no row of the last day for papers among %d", len(rows))
}

// The load counts what each organization and group is to do in each week, the quiet
// weeks marked, and every figure leads to what it counts.
func TestTheLoadOfAWeekIsWhatFallsDueInIt(t *testing.T) {
	w := newWorld(t, false)
	b := w.as("preparation_secretary")
	page := b.get("/aret/2026/belastning")
	page.says("Organisationer", "Borgholms kommun", "Grupper", "SIP-arbetsgruppen", "stilla vecka")
	path := "/aret/2026?grupp=sip&vecka=21"
	page.leadsTo(strings.ReplaceAll(path, "&", "&amp;"))
	b.get(path).says("Återrapportering om SIP", "2026-05-18").lacks("2026-05-13")
	figures := regexp.MustCompile(`<a href="([^"]+)" aria-label="(\d+) –`).FindAllStringSubmatch(page.body, -1)
	if len(figures) < 50 {
		t.Fatalf("%d figures", len(figures))
	}
	for _, figure := range figures[:12] {
		rows := 0
		for _, row := range aRow.FindAllStringSubmatch(b.get(strings.ReplaceAll(figure[1], "&amp;", "&")).body, -1) {
			if row[1] != "meeting" {
				rows++
			}
		}
		if fmt.Sprint(rows) != figure[2] {
			t.Errorf("%s shows %d and the load says %s", figure[1], rows, figure[2])
		}
	}
	rows := sheetOf(t, b.get("/aret/2026/belastning.csv"))
	if head := rows[0]; head[1] != "2026-W01" || len(rows[1]) != len(head) {
		t.Errorf("the file begins %q", head)
	}
}

// busy is Kalmar's pack with so many deadlines more.
func busy(t testing.TB, more int) *definition.Pack {
	pack := kalmar(t)
	for i := range more {
		day := calendar.Date{Year: 2026, Month: time.January, Day: 1}.AddDays(i * 364 / more)
		y := definition.Yearly{Name: fmt.Sprintf("extra_%d", i), On: []definition.Span{{From: day, To: day.AddDays(i % 3 * 10)}}}
		y.Title, y.Who = wording.Same("Ett slutdatum med en ganska lång rubrik"), []people.Party{{Kind: people.ABody, Name: "sip"}}
		y.Phase = wording.Same([]string{"Fas 1: utbildning", "Fas 2: plan", "Fas 3: dialog"}[i*3/more])
		pack.Cycle.Yearly = append(pack.Cycle.Yearly, y)
	}
	return pack
}

// The wheel and its list print on one sheet, of A4 and of A3, also where the year is
// crowded.
func TestTheWheelPrintsOnOneSheet(t *testing.T) {
	for _, more := range []int{0, 20, 150} {
		w := worldOf(t, busy(t, max(1, more)), more == 0)
		tab := browsertest.Open(t, browsertest.Look{})
		signInAs(t, tab, w, "preparation_secretary")
		for _, paper := range []string{"a4", "a3"} {
			if status := tab.Visit(t, w.http.URL+"/aret/2026?vy=hjul&papper="+paper); status != http.StatusOK {
				t.Fatalf("status %d", status)
			}
			pdf, sheets := tab.Print(t)
			wide := map[string]string{"a4": "841.", "a3": "1191."}[paper]
			if sheets != 1 || !strings.Contains(string(pdf), "/MediaBox [0 0 "+wide) {
				t.Errorf("with %d deadlines more, %s takes %d sheets", more, paper, sheets)
			}
		}
	}
}

// paleCells weighs the number of each cell of the load against what the cell is filled
// with: a canvas paints both, so that mixed and forced colours are seen as they are shown.
const paleCells = `[...document.querySelectorAll(".heat td, .heat th")].flatMap(cell => {
	const pen = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
	const fills = [];
	for (let e = cell; e; e = e.parentElement) fills.unshift(getComputedStyle(e).backgroundColor);
	const light = colours => {
		pen.fillStyle = "Canvas";
		pen.fillRect(0, 0, 1, 1);
		for (const c of colours) { pen.fillStyle = c; pen.fillRect(0, 0, 1, 1); }
		const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map(n => n / 255).map(n => n <= .04045 ? n / 12.92 : ((n + .055) / 1.055) ** 2.4);
		return .2126 * r + .7152 * g + .0722 * b;
	};
	const words = cell.querySelector("a, strong") || cell;
	const [dark, pale] = [light(fills), light([...fills, getComputedStyle(words).color])].sort((a, b) => a - b);
	const ratio = (pale + .05) / (dark + .05);
	return words.textContent.trim() && ratio < 4.5 ? [cell.className + " " + cell.textContent.trim() + " is " + ratio.toFixed(1) + " to 1"] : [];
})`

// Every page of the year can be read by everybody, also where it is crowded.
func TestEverybodyCanReadACrowdedYear(t *testing.T) {
	w := worldOf(t, busy(t, 150), false)
	for _, look := range []browsertest.Look{browsertest.Light, browsertest.Dark, browsertest.Narrow, browsertest.Forced} {
		tab := browsertest.Open(t, look)
		signInAs(t, tab, w, "preparation_secretary")
		for _, path := range []string{"/aret/2026", "/aret/2026?vy=hjul", "/aret/2026?vy=ar&grupp=sip", "/aret/2026/belastning", "/aret/2026?grupp=sip&slag=meeting"} {
			tab.Visit(t, w.http.URL+path)
			tab.Axe(t, allowed...)
			for _, pale := range browsertest.Eval[[]string](t, tab, paleCells) {
				t.Errorf("%s: %s: %s", look, path, pale)
			}
			if wide := browsertest.Eval[float64](t, tab, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
				t.Errorf("%s: %s is %v pixels wider than the window", look, path, wide)
			}
		}
	}
}
