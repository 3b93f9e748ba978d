package web_test

import (
	"archive/zip"
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"beredd/internal/agenda"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/web/browsertest"
)

// laysOut lays out a meeting with items, and answers it.
func (w *world) laysOut(workflow, date string, by engine.Actor, items ...agenda.Item) engine.Proposal {
	w.t.Helper()
	p := w.done(engine.Act{Kind: engine.Propose, Collaboration: w.pack.Key, Workflow: workflow, Origin: &engine.Origin{Key: workflow + "/" + date},
		Inputs: map[string]any{"date": date, "time": "09:00", "end": "12:00", "place": "Residenset"}})
	for _, item := range items {
		p = w.done(engine.Act{Kind: engine.Arrange, Collaboration: w.pack.Key, Proposal: p.ID, Actor: by, Arrangement: &agenda.Arrangement{Do: agenda.Add, Item: item}})
	}
	return p
}

// held records a meeting: somebody comes, and each item is settled.
func (w *world) held(p engine.Proposal, by engine.Actor, results ...agenda.Result) engine.Proposal {
	w.t.Helper()
	entries := []agenda.Entry{{What: agenda.Came, Present: agenda.Presence{Person: "kalmar_social", Name: "Socialchefen i Kalmar", Organization: "kalmar", As: "chair"}}}
	for n, result := range results {
		item := p.Gathering.Items[n]
		entries = append(entries, agenda.Entry{What: agenda.Said, Item: item.ID, Part: agenda.Part{Kind: agenda.Proposed, Points: []string{"att anta planen"}}},
			agenda.Entry{What: agenda.Settled, Item: item.ID, Result: result})
	}
	for _, e := range entries {
		p = w.done(engine.Act{Kind: engine.Record, Collaboration: w.pack.Key, Proposal: p.ID, Actor: by, Entry: &e})
	}
	return p
}

func (w *world) takes(p engine.Proposal, by engine.Actor, steps ...string) engine.Proposal {
	w.t.Helper()
	for _, step := range steps {
		p = w.done(engine.Act{Kind: engine.Do, Collaboration: w.pack.Key, Proposal: p.ID, Actor: by, Transition: step, Inputs: map[string]any{}})
	}
	return p
}

func TestAMeetingsPapersAreReadAndTakenHome(t *testing.T) {
	w := newWorld(t, false)
	secretary := engine.Actor{Person: "lgl_secretary", Assurance: "login"}
	p := w.laysOut("meeting.lgl", "2026-02-06", secretary, agenda.Item{Kind: agenda.Decision, Title: "Handlingsplan"}, agenda.Item{Kind: agenda.Information, Title: "Läget i länet"})
	w.laysOut("meeting.lgl", "2026-04-07", secretary)
	b := w.as("kalmar_social")
	at := "/moten/" + strings.ReplaceAll(p.Number, " ", "-")
	b.get(at+"/kallelse").says("Kallelse – Länsgemensam ledning", "fredag 6 februari 2026 (v. 6) kl. 09.00–12.00", "1. Handlingsplan (Beslut)", "Residenset", "tisdag 7 april 2026").leadsTo(at + "/kallelse.pdf")

	p = w.takes(p, secretary, "notice")
	b.get(at).says("Ärenden till dagordningen tas emot till", "Det som kommer senare väntar på ordförandens eller sekreterarens ja.")
	p = w.takes(p, secretary, "agenda")
	w.Move(time.Date(2026, 2, 6, 9, 0, 0, 0, w.pack.Calendar.Zone()))
	p = w.held(p, secretary, agenda.AsProposed, agenda.Noted)
	b.get(at+"/protokoll").says("Utkast. Protokollet är inte justerat", "1. Handlingsplan", "Länsgemensam ledning beslutar enligt förslaget.", "Ordföranden tackar för informationen.", "Kalmar kommun Socialchef Kalmar ordförande")
	own := w.as("lgl_secretary")
	p = w.takes(p, secretary, "hold")
	own.get(at).says("Mötet pågår: anteckna")
	p = w.takes(p, secretary, "minutes")
	own.get(at).says("Ändra i det som antecknats").lacks("Mötet pågår")
	own.get(at + "/pagar").says("Ändra i det som antecknats").lacks("Mötet pågår")
	p = w.takes(p, secretary, "approve")
	b.get(at+"/protokoll").says("Justerat", "§ 1 Handlingsplan").lacks("Utkast")
	b.get(at+"/utdrag?punkt="+p.Gathering.Items[0].ID+"&till=torsas").says("Protokollsutdrag – Länsgemensam ledning", "Torsås kommun", "§ 1 Handlingsplan").lacks("§ 2 Läget")

	browsertest.HTMLValidate(t, map[string][]byte{"protokoll": []byte(b.get(at + "/protokoll").body), "utdrag": []byte(b.get(at + "/utdrag").body)})

	pdf := b.get(at + "/protokoll.pdf")
	if pdf.header.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(pdf.body, "%PDF-1.7") || !strings.Contains(pdf.header.Get("Content-Disposition"), "attachment") {
		t.Errorf("the PDF is sent as %v, beginning %.20q", pdf.header, pdf.body)
	}
	if words := wordOf(t, b.get(at+"/utdrag.docx?punkt="+p.Gathering.Items[0].ID+"&till=torsas").body); !strings.Contains(words, "Torsås kommun") {
		t.Errorf("the extract as a Word document says %s", words)
	}
	for _, path := range []string{"/protokoll.exe", "/dagbok", "/utdrag.pdf?punkt=nej&till=torsas"} {
		if page := b.get(at + path); page.status != http.StatusNotFound {
			t.Errorf("%s answers %d", path, page.status)
		}
	}
	if page := w.as("").get(at + "/protokoll"); strings.Contains(page.body, "Handlingsplan") {
		t.Error("who is not signed in reads the minutes")
	}
}

// wordOf is what a Word document says, with its tags.
func wordOf(t *testing.T, data string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader([]byte(data)), int64(len(data)))
	must(t, err)
	f, err := z.Open("word/document.xml")
	must(t, err)
	text, err := io.ReadAll(f)
	must(t, err)
	return string(text)
}

// A proposal that is confidential stands on an agenda, and in minutes and files,
// without a word of it for who may not read it.
func TestPapersTellNothingConfidential(t *testing.T) {
	files := secretFiles(t)
	files["cycle.yaml"] = &fstest.MapFile{Data: []byte("cycle: Styrelsen\nmeetings: {board: {title: {sv: Styrelsens möte, en: The board's meeting}, body: board, on: first Friday of May}}\n")}
	pack := readPack(t, files)
	for _, person := range pack.People.Persons {
		pack.Demo.Personas = append(pack.Demo.Personas, definition.Persona{Person: person.Key})
	}
	w := worldOf(t, pack, true)
	p := w.laysOut("meeting.board", "2026-05-08", engine.Actor{Person: "kim", Assurance: "login"},
		agenda.Item{Kind: agenda.Decision, Title: "zqx9title", About: agenda.Matter{Number: "F 2026-001"}}, agenda.Item{Kind: agenda.Information, Title: "Budget"})
	at := "/moten/" + strings.ReplaceAll(p.Number, " ", "-")
	kim, nils := w.as("kim"), w.as("nils")
	kim.get(at+"/dagordning").says("1. zqx9title", "zqx9summary", "zqx9file.pdf")
	for _, paper := range []string{"kallelse", "dagordning", "protokoll", "utdrag"} {
		nils.get(at+"/"+paper).says("Budget").lacks("zqx9", "F 2026-001")
		if words := wordOf(t, nils.get(at+"/"+paper+".docx").body); secretMark.MatchString(words) {
			t.Errorf("%s tells of it as a file: %s", paper, words)
		}
	}
	if page := nils.get(at + "/utdrag?till=norrby&punkt=" + p.Gathering.Items[0].ID); page.status != http.StatusNotFound {
		t.Errorf("an extract of it answers %d: %s", page.status, page.text())
	}
}

// crookedLines are the points of a paper whose lines do not begin below each other: each is
// made long first.
const crookedLines = `[...document.querySelectorAll(".paper-list > li")].flatMap(li => {
	const text = [...li.childNodes].find(n => n.nodeType === 3 && n.data.trim());
	if (!text) return [];
	text.data = text.data.trim().concat(" ").repeat(60);
	const lines = document.createRange();
	lines.selectNodeContents(text);
	return new Set([...lines.getClientRects()].map(line => Math.round(line.left))).size > 1 ? [li.innerText.slice(0, 40)] : [];
})`

func TestEverybodyCanReadAMeetingsPapers(t *testing.T) {
	w := newWorld(t, false)
	secretary := engine.Actor{Person: "lgl_secretary", Assurance: "login"}
	p := w.laysOut("meeting.lgl", "2026-02-06", secretary, agenda.Item{Kind: agenda.Decision, Title: "Handlingsplan"}, agenda.Item{Kind: agenda.Information, Title: "Läget i länet"})
	w.Move(time.Date(2026, 2, 6, 9, 0, 0, 0, w.pack.Calendar.Zone()))
	w.held(w.takes(p, secretary, "agenda"), secretary, agenda.AsProposed, agenda.Noted)
	for _, look := range []browsertest.Look{browsertest.Light, browsertest.Dark, browsertest.Narrow} {
		tab := browsertest.Open(t, look)
		signInAs(t, tab, w, "kalmar_social")
		for _, paper := range []string{"kallelse", "dagordning", "protokoll", "utdrag"} {
			tab.Visit(t, w.http.URL+"/moten/"+strings.ReplaceAll(p.Number, " ", "-")+"/"+paper)
			tab.Axe(t, allowed...)
			if wide := browsertest.Eval[float64](t, tab, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
				t.Errorf("%s: %s is %v pixels wider than the window", look, paper, wide)
			}
			for _, crooked := range browsertest.Eval[[]string](t, tab, crookedLines) {
				t.Errorf("%s: the lines of a point in %s begin at different places: %s", look, paper, crooked)
			}
		}
	}
}
