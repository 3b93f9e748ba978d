package app

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"beredd/internal/engine"
	"beredd/internal/people"
)

// guestsThere are those who were at the meeting without a seat in the group.
var guestsThere = []string{
	"Samordnare för samverkan", "Utvecklingsledare e-hälsa", "Verksamhetschef hemrehab", "Vaccinationssamordnare", "Designledare",
	"Utvecklingsledare psykisk hälsa", "Projektledare hemmet", "Fysioterapeut hemrehab", "Uroterapeut",
}

// records is the secretary's afternoon: who is there, and each item with a press for
// each thing that happens.
func (g *gatheredGroup) records() {
	g.Helper()
	for _, role := range people.SeatRoles() {
		for _, seat := range g.pack().People.Seated("chefsgrupp", role, g.pack().Calendar.Today(g.clock.Now())) {
			g.presses("/anteckna", "vad", "came", "person", seat.Person)
		}
	}
	for _, name := range guestsThere {
		g.presses("/anteckna", "vad", "came", "namn", name, "organisation", "Region Örebro län")
	}
	g.presses("/anteckna", "vad", "came", "namn", "Forskare i design", "organisation", "Örebro universitet")
	g.flow.at("2021-09-03 13:30")
	for _, m := range matters {
		g.recordsItem(m)
	}
	for _, step := range []string{"hold", "minutes", "publish"} { // plain notes need nobody's approval
		where := strings.Replace(g.at, "/moten/", "/arenden/", 1) + "/steg/" + step
		g.sends(where, hiddenInputs(g.TB, g.opens(where)))
	}
}

// recordsItem is what the secretary presses for one item.
func (g *gatheredGroup) recordsItem(m matterOf) {
	g.Helper()
	item := g.item(m.title)
	press := func(pairs ...string) { g.presses("/anteckna", append(pairs, "punkt", item.ID)...) }
	switch {
	case m.note != "":
		press("vad", "said", "slag", "background", "text", m.note)
	case m.flow == "":
		press("vad", "said", "slag", "upcoming", "text", "")
	case m.flow == "reports":
		press("vad", "said", "slag", "background", "text", "Områdeschefen för psykiatri kompletterar om länsdelsresurserna.")
	case m.views != "" && m.flow == "decision":
		press("vad", "said", "slag", "views", "text", m.views)
	}
	switch m.flow {
	case "":
		press("vad", "settled", "utfall", "noted")
	case "decision":
		press("steg", "decide")
	case "information": // with what was asked, in the step's own form
		press("steg", "thank", "s-thank-questions", m.views)
	case "reports":
		press("steg", "thank")
	}
	if what, rest, ok := strings.Cut(m.given, "|"); ok {
		who, by, _ := strings.Cut(rest, "|")
		press("vad", "assigned", "text", what, "vem", who, "senast", by)
	}
}

// The document's items: how many present, how many report, how many points are
// proposed, and how each ends.
var inTheDocument = []struct {
	title                       string
	presenters, reports, points int
	ends                        string
}{
	{"Inledning", 0, 0, 0, ""},
	{"Dagens agenda", 0, 0, 0, "Agendan godkänns."},
	{"Föregående möte", 0, 0, 0, "Anteckningarna läggs till handlingarna."},
	{"E-hälsa", 2, 0, 0, thanks},
	{"Covid-19", 1, 0, 0, thanks},
	{"Från länsdelsgrupperna", 0, 4, 0, thanks},
	{"Psykisk hälsa", 3, 0, 1, decides},
	{"Ny överenskommelse", 1, 0, 0, thanks},
	{"Hemrehabfysioterapeuterna", 2, 0, 1, decides},
	{"Hälso- och sjukvårdsförvaltningens nya organisation", 2, 0, 0, thanks},
	{"Kontinenssamordnare", 1, 0, 4, decides},
	{"Kort utvärdering", 0, 0, 0, ""},
	{"Övrigt", 0, 0, 0, "Inga övriga frågor finns."},
	{"Kommande möten 2021", 0, 0, 0, "fredag 10 december 2021 (v. 49) kl. 13.30–16.00"},
}

const (
	thanks  = "Ordföranden tackar för informationen."
	decides = "Chefsgruppen beslutar enligt förslaget."
)

// comparesWithTheDocument reads the notes as a member does.
func (g *gatheredGroup) comparesWithTheDocument() {
	g.Helper()
	g.signsIn("forvaltningschef@kumla.example")
	page := g.opens(g.at + "/protokoll")
	items, whole := notesOf(g.TB, page)
	if len(items) != len(inTheDocument) {
		g.Fatalf("the notes have %d items, the document %d:\n%s", len(items), len(inTheDocument), whole)
	}
	points, decisions := 0, 0
	for n, want := range inTheDocument {
		got := items[n]
		if !strings.HasPrefix(got.title, want.title) || got.presenters != want.presenters || len(got.reports) != want.reports || got.points != want.points {
			g.Errorf("item %d is %q with %d presenters, %d reports, %d points; want %+v", n+1, got.title, got.presenters, len(got.reports), got.points, want)
		}
		if want.ends != "" && !strings.Contains(got.text, want.ends) || want.ends == "" && strings.Contains(got.text, thanks) {
			g.Errorf("item %d does not end with %q:\n%s", n+1, want.ends, got.text)
		}
		if m := matters[n]; !strings.Contains(got.text, m.background) || !strings.Contains(got.text, m.note) || !strings.Contains(got.text, m.views) || strings.Contains(got.text, "Frågor och synpunkter") != (m.views != "") {
			g.Errorf("item %d lacks what was told:\n%s", n+1, got.text)
		}
		points += got.points
		decisions += strings.Count(got.text, decides)
	}
	if points != 6 || decisions != 3 {
		g.Errorf("there are %d proposed points and %d decisions; the document has 6 and 3", points, decisions)
	}
	for _, want := range []string{
		"fredag 3 september 2021 (v. 35) kl. 13.30–16.00", "Region Örebro län Hälso- och sjukvårdsstaben adjungerad", "Örebro universitet Forskare i design gäst",
		"Västra länsdelsgruppen Inget möte sedan sist. Mötet hålls inom kort.", "torsdag 14 oktober 2021 (v. 41) kl. 13.30 till fredag 15 oktober 2021 (v. 41) kl. 16.00",
		"fredag 12 november 2021 (v. 45)", "första kvartalet 2022, torsdag 31 mars 2022 (v. 13)", "Klart senast: tisdag 31 maj 2022",
	} {
		if !strings.Contains(whole, want) {
			g.Errorf("the notes do not say %q", want)
		}
	}
	if there := len(g.proposal().Gathering.Present); there != 33 {
		g.Errorf("%d people were there, and the document names 33", there)
	}
	if g.Failed() {
		g.Log(whole)
	}
}

// mailsExtracts compares the letters with an extract with what the notes have of their
// items: who is to do what.
func (g *gatheredGroup) mailsExtracts() {
	g.Helper()
	if _, err := g.store.Release(g.Context(), engine.Release{At: g.clock.Now()}); err != nil { // a whole meeting's letters in a minute are a mass
		g.Fatal(err)
	}
	g.worker.Wake()
	for _, m := range matters {
		what, _, given := strings.Cut(m.given, "|")
		if !given {
			continue
		}
		title, _, _ := strings.Cut(m.title, ",")
		found := 0
		g.eventually("the extracts of "+title+" are mailed", func() bool {
			found = 0
			for _, l := range g.relay.letters(title) {
				if strings.Contains(l.subject, "Utdrag ur") {
					found++
					if !strings.Contains(l.text, "Uppdrag") || !strings.Contains(l.text, what) || !strings.Contains(l.text, "Ansvar: ") || !strings.Contains(l.text, "Klart senast: ") {
						g.Fatalf("the letter “%s” lacks what is to be done, “%s”:\n%s", l.subject, what, l.text)
					}
				}
			}
			return found > 0
		})
	}
}

// keepsWhatWasSent compares the agenda after the meeting with that before it, and reads
// the papers that are kept.
func (g *gatheredGroup) keepsWhatWasSent(before string) {
	g.Helper()
	_, was := notesOf(g.TB, before)
	page := g.opens(g.at + "/dagordning")
	if _, is := notesOf(g.TB, page); is != was || !strings.Contains(was, "Beslut") {
		g.Errorf("the agenda was sent as\n%s\nand is now\n%s", was, is)
	}
	if !strings.Contains(page, "Sparat som det skickades ut") {
		g.Error("the agenda's page does not lead to what was sent")
	}
	for kind, says := range map[string][]string{"agenda": {"Dagens agenda"}, "minutes": {"Agendan godkänns", "Chefsgruppen beslutar enligt förslaget"}} {
		sent := g.proposal().SentPaper(kind)
		if sent == nil {
			g.Errorf("the %s is not kept", kind)
			continue
		}
		kept := strings.Replace(g.at, "/moten/", "/arenden/", 1) + "/handlingar/" + sent.ID
		text := textOfPDF(g.TB, g.opens(kept))
		name := map[string]string{"agenda": "/dagordning.pdf", "minutes": "/protokoll.pdf"}[kind]
		if at := g.leadsTo(g.at + name); at != kept {
			g.Errorf("%s is written anew, at %s", name, at)
		}
		for _, want := range says {
			if !strings.Contains(text, want) {
				g.Errorf("%s does not say %q:\n%s", sent.Name, want, text)
			}
		}
		if kind == "agenda" && strings.Contains(text, "godkänns") {
			g.Errorf("the agenda that is kept tells what was noted at the meeting")
		}
	}
}

// textOfPDF is what a PDF says, by another program's reading.
func textOfPDF(t testing.TB, file string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "paper.pdf")
	if err := os.WriteFile(path, []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.CommandContext(t.Context(), "pdftotext", "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(string(text)), " ")
}

// A notedItem is one item of the notes, as a page has it.
type notedItem struct {
	title, text        string
	presenters, points int
	reports            []string
}

// notesOf reads the items of a page of notes, and all its words.
func notesOf(t testing.TB, page string) (items []notedItem, whole string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	under := ""
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || n.Parent == nil || n.Parent.Data != "article" {
			continue
		}
		said := wordsOf(n)
		whole += said + " "
		switch n.Data {
		case "h2":
			mark, title, numbered := strings.Cut(said, ". ")
			if numbered && len(mark) < 3 {
				items = append(items, notedItem{title: title})
			} else if len(items) > 0 {
				items = append(items[:len(items):len(items)], notedItem{})[:len(items)]
				under = "after"
				continue
			}
			under = ""
			continue
		case "h3":
			under = said
		}
		if len(items) == 0 || under == "after" {
			continue
		}
		item := &items[len(items)-1]
		item.text += said + " "
		switch {
		case strings.HasPrefix(said, "Föredragande: "):
			item.presenters = strings.Count(said, ",") + 1
		case n.Data == "h3" && strings.HasSuffix(strings.ToLower(said), "gruppen"), n.Data == "h3" && strings.HasPrefix(said, "Länsdelsgruppen"):
			item.reports = append(item.reports, said)
		case n.Data == "ul" && under == "Förslag till beslut":
			for li := range n.ChildNodes() {
				if li.Data == "li" {
					item.points++
				}
			}
		}
	}
	return items, whole
}

// wordsOf is what a node says, with one space between words.
func wordsOf(n *html.Node) string {
	var said strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			said.WriteString(d.Data + " ")
		}
	}
	return strings.ReplaceAll(strings.Join(strings.Fields(said.String()), " "), " .", ".")
}
