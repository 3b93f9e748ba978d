package engine_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/agenda"
	"beredd/internal/definition"
	"beredd/internal/engine"
)

// standing is the county's pack, with these items on each of the board's agendas.
func standing(t *testing.T, items string) *definition.Pack {
	t.Helper()
	files := fstest.MapFS{}
	for _, name := range []string{"collaboration.yaml", "cycle.yaml", "matter.yaml"} {
		text, err := os.ReadFile("testdata/county/" + name)
		if err != nil {
			t.Fatal(err)
		}
		said := strings.Replace(string(text), "    body: board\n", "    body: board\n    standing_items: ["+items+"]\n", 1)
		files[name] = &fstest.MapFile{Data: []byte(said)}
	}
	pack, problems := definition.Read(files, nil)
	if pack == nil || problems.Err() != nil {
		t.Fatal(problems)
	}
	return pack
}

func item(title, more string) string { return "{title: {sv: " + title + ", en: Item}" + more + "}" }

// Standing items are on every agenda that is laid out, around what is put on it; whoever
// keeps the agenda may take them away. What a new edition adds comes to the meetings
// that are laid out, what was taken away does not come back.
func TestStandingItemsAreOnEveryAgenda(t *testing.T) {
	w := county(t)
	w.pack = standing(t, item("Öppnande", "")+", "+item("Protokoll", "")+", "+item("Nästa möte", ", kind: information, last: true"))
	m, sent := w.meets("2026-02-06"), w.meets("2026-04-07")
	w.wants(m, "1 Öppnande; 2 Protokoll; 3 Nästa möte")
	w.matter("Plan", "2026-02-06")
	w.matter("Avtal", "2026-02-06")
	w.wants(m, "1 Öppnande; 2 Protokoll; 3 Plan; 4 Avtal; 5 Nästa möte")
	last := w.stands(m).Gathering.Items
	if last[0].Kind != agenda.Formal || last[4].Kind != agenda.Information {
		t.Errorf("they are %s and %s", last[0].Kind, last[4].Kind)
	}
	w.must(engine.Act{Kind: engine.Arrange, Proposal: m.ID, Actor: by("sec"), Arrangement: &agenda.Arrangement{Do: agenda.Remove, Item: agenda.Item{ID: last[1].ID}}})
	w.on(sent, "agenda", "sec", nil)

	w.pack = standing(t, item("Öppnande", "")+", "+item("Protokoll", "")+", "+item("Upprop", "")+", "+item("Nästa möte", ", kind: information, last: true")+", "+item("Avslutning", ", last: true")).Since(w.pack)
	for _, p := range []engine.Proposal{m, sent} {
		w.must(engine.Act{Kind: engine.Adopt, Proposal: p.ID, Actor: by("coord"), Edition: w.pack.Workflow("meeting.board").Edition, Inputs: inputs{"reason": "ny dagordning"}})
	}
	w.wants(m, "1 Öppnande; 2 Upprop; 3 Plan; 4 Avtal; 5 Nästa möte; 6 Avslutning")
	w.wants(sent, "1 Öppnande; 2 Protokoll; 3 Nästa möte")
}

// What a cancelled meeting had to take up goes to the next, but for what stands on every
// agenda: that is there.
func TestWhatStandsOnEveryAgendaIsNotCarriedOver(t *testing.T) {
	w := county(t)
	w.pack = standing(t, item("Laget runt", ", kind: round")+", "+item("Nästa möte", ", kind: information, last: true"))
	m, next := w.meets("2026-02-06"), w.meets("2026-04-07")
	w.matter("Plan", "2026-02-06")
	w.on(m, "cancel", "sec", inputs{"reason": "ingen kan komma"})
	w.wants(next, "1 Laget runt; 2 Plan; 3 Nästa möte")
}
