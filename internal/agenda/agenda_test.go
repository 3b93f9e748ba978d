package agenda_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"beredd/internal/agenda"
	"beredd/internal/fault"
)

var sent = time.Date(2026, 1, 30, 8, 0, 0, 0, time.UTC)

// planned is a meeting with three items, of which the second takes up a proposal.
func planned(t *testing.T) agenda.Gathering {
	t.Helper()
	var g agenda.Gathering
	for _, item := range []agenda.Item{
		{ID: "a", Kind: agenda.Formal, Title: "Inledning"},
		{ID: "b", Kind: agenda.Decision, Title: "Projektplan", About: agenda.Matter{ID: "p1", Number: "LGL 2026-001"}},
		{ID: "c", Kind: agenda.Information, Title: "Vaccination"},
	} {
		g = arranged(t, g, agenda.Arrangement{Do: agenda.Add, Item: item})
	}
	return g
}

func arranged(t *testing.T, g agenda.Gathering, a agenda.Arrangement) agenda.Gathering {
	t.Helper()
	g, f := g.Arrange(a)
	if f != nil {
		t.Fatalf("%s %s: %s", a.Do, a.Item.Title, f.Code)
	}
	return g
}

func recorded(t *testing.T, g agenda.Gathering, e agenda.Entry) agenda.Gathering {
	t.Helper()
	g, f := g.Record(e)
	if f != nil {
		t.Fatalf("%s: %s", e.What, f.Code)
	}
	return g
}

// shown is an agenda as people read it: the number and title of each item.
func shown(g agenda.Gathering) string {
	var said []string
	for _, item := range g.Numbered() {
		number := "-"
		if item.Number > 0 {
			number = string(rune('0' + item.Number))
		}
		said = append(said, number+" "+item.Title)
	}
	return strings.Join(said, "; ")
}

func code(f *fault.Error) string {
	if f == nil {
		return ""
	}
	return f.Code
}

func TestNumbersFollowTheOrderUntilTheAgendaIsSent(t *testing.T) {
	g := planned(t)
	g = arranged(t, g, agenda.Arrangement{Do: agenda.Move, Item: agenda.Item{ID: "c"}, Place: 2})
	if got, want := shown(g), "1 Inledning; 2 Vaccination; 3 Projektplan"; got != want {
		t.Fatalf("moved: %s, want %s", got, want)
	}
	g = arranged(t, g, agenda.Arrangement{Do: agenda.Remove, Item: agenda.Item{ID: "a"}}).Fix(sent)
	for _, do := range []agenda.Verb{agenda.Move, agenda.Remove} {
		if _, f := g.Arrange(agenda.Arrangement{Do: do, Item: agenda.Item{ID: "b"}, Place: 1}); code(f) != "agenda_fixed" {
			t.Errorf("%s on an agenda that is sent: %q, want agenda_fixed", do, code(f))
		}
	}
	g = arranged(t, g, agenda.Arrangement{Do: agenda.Add, Item: agenda.Item{ID: "d", Kind: agenda.Information, Title: "Extra"}, Place: 1})
	if got, want := shown(g), "1 Vaccination; 2 Projektplan; 3 Extra"; got != want || !g.Find("d").Late {
		t.Errorf("with one more: %s, late %v; want %s, late", got, g.Find("d").Late, want)
	}
}

func TestWhatTheAgendaRefusesSaysWhere(t *testing.T) {
	g := planned(t).Fix(sent)
	for _, test := range []struct {
		name  string
		a     agenda.Arrangement
		code  string
		field string
	}{
		{"an item without a title", agenda.Arrangement{Do: agenda.Add, Item: agenda.Item{ID: "x", Kind: agenda.Formal}}, "item_untitled", "title"},
		{"an item of no kind", agenda.Arrangement{Do: agenda.Add, Item: agenda.Item{ID: "x", Title: "X"}}, "item_kind", "kind"},
		{"a week-long item", agenda.Arrangement{Do: agenda.Add, Item: agenda.Item{ID: "x", Title: "X", Kind: agenda.Formal, Length: 9999}}, "item_length", "length"},
		{"an item that is gone", agenda.Arrangement{Do: agenda.Move, Item: agenda.Item{ID: "gone"}}, "unknown_item", ""},
		{"another title for a numbered item", agenda.Arrangement{Do: agenda.Change, Item: agenda.Item{ID: "a", Kind: agenda.Formal, Title: "Öppnande"}}, "agenda_fixed", ""},
	} {
		_, f := g.Arrange(test.a)
		if code(f) != test.code || f.Field != test.field {
			t.Errorf("%s: %s on %q, want %s on %q", test.name, code(f), f.Field, test.code, test.field)
		}
	}
}

func TestALateItemWithoutAYesHasNoNumber(t *testing.T) {
	g := planned(t)
	g = arranged(t, g, agenda.Arrangement{Do: agenda.Add, Item: agenda.Item{ID: "d", Kind: agenda.Decision, Title: "Sent", Late: true, Waits: true}, Place: 1})
	if got, want := shown(g.Fix(sent)), "- Sent; 1 Inledning; 2 Projektplan; 3 Vaccination"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	g = arranged(t, g, agenda.Arrangement{Do: agenda.Admit, Item: agenda.Item{ID: "d"}})
	if got, want := shown(g.Fix(sent)), "1 Sent; 2 Inledning; 3 Projektplan; 4 Vaccination"; got != want {
		t.Errorf("admitted: %s, want %s", got, want)
	}
}

func TestWhatIsCarriedOverIsNotTakenUpHere(t *testing.T) {
	next := agenda.Matter{ID: "m2", Number: "LGL-M 2026-002"}
	before := arranged(t, planned(t), agenda.Arrangement{Do: agenda.Carry, Item: agenda.Item{ID: "b", To: next}}).Fix(sent)
	if got, want := shown(before), "1 Inledning; - Projektplan; 2 Vaccination"; got != want {
		t.Errorf("before it was sent: %s, want %s", got, want)
	}
	after := arranged(t, planned(t).Fix(sent), agenda.Arrangement{Do: agenda.Carry, Item: agenda.Item{ID: "b", To: next}})
	if item := after.Find("b"); item.Number != 2 || item.Result != agenda.Postponed {
		t.Errorf("after it was sent: number %d, %q; it keeps its number, and was postponed", item.Number, item.Result)
	}
	if _, f := after.Record(agenda.Entry{What: agenda.Settled, Item: "b", Result: agenda.AsProposed}); code(f) != "item_settled" {
		t.Errorf("deciding what is on another agenda: %q, want item_settled", code(f))
	}
	if next := after.Next("a"); next == nil || next.ID != "c" {
		t.Errorf("after the first comes %v, want the third", next)
	}
}

func TestAYesAfterTheAgendaIsSentGivesTheNextNumber(t *testing.T) {
	g := planned(t).Fix(sent)
	g = arranged(t, g, agenda.Arrangement{Do: agenda.Add, Item: agenda.Item{ID: "d", Kind: agenda.Decision, Title: "Sent", Late: true, Waits: true}})
	if n := g.Find("d").Number; n != 0 {
		t.Errorf("before anybody has said yes it is number %d", n)
	}
	g = arranged(t, g, agenda.Arrangement{Do: agenda.Admit, Item: agenda.Item{ID: "d"}})
	if n := g.Find("d").Number; n != 4 {
		t.Errorf("it is number %d, after three others", n)
	}
}

// What was sent stands, with what came to the agenda later, until it is called back.
func TestTheAgendaStaysAsItWasSent(t *testing.T) {
	g := planned(t).Fix(sent)
	g = recorded(t, g, agenda.Entry{What: agenda.Said, Item: "c", Part: agenda.Part{Kind: agenda.Background, Text: "Läget är gott"}})
	g = arranged(t, g, agenda.Arrangement{Do: agenda.Carry, Item: agenda.Item{ID: "b", To: agenda.Matter{ID: "m2"}}})
	g = arranged(t, g, agenda.Arrangement{Do: agenda.Add, Item: agenda.Item{ID: "d", Kind: agenda.Formal, Title: "Extra"}})
	g = arranged(t, g, agenda.Arrangement{Do: agenda.Add, Item: agenda.Item{ID: "e", Kind: agenda.Formal, Title: "Väntar", Waits: true}})
	as := g.AsSent()
	if got, want := shown(as), "1 Inledning; 2 Projektplan; 3 Vaccination; 4 Extra"; got != want || len(as.Find("c").Parts) > 0 || as.Find("b").Result != agenda.Open {
		t.Errorf("%s, want %s; noted %v", got, want, as.Find("c").Parts)
	}
	if g = arranged(t, g, agenda.Arrangement{Do: agenda.Admit, Item: agenda.Item{ID: "e"}}); g.AsSent().Find("e") == nil {
		t.Error("what was let in late is not on it")
	}
	if loose := g.Loose(); loose.AsSent().Find("e") == nil || len(loose.Sent) > 0 {
		t.Error("an agenda that is called back still stands as sent")
	}
}

func TestADecisionIsTheProposedOneOrSaysWhatItIs(t *testing.T) {
	g := recorded(t, planned(t), agenda.Entry{What: agenda.Said, Item: "b", Part: agenda.Part{Kind: agenda.Proposed, Points: []string{"Att planen godkänns"}}})
	if _, f := g.Record(agenda.Entry{What: agenda.Settled, Item: "b", Result: agenda.Amended}); code(f) != "item_amended" {
		t.Errorf("amended without a word: %q, want item_amended", code(f))
	}
	g = recorded(t, g, agenda.Entry{What: agenda.Settled, Item: "b", Result: agenda.AsProposed, At: "9.40"})
	if item := g.Find("b"); !slices.Equal(item.Decision, []string{"Att planen godkänns"}) || item.At != "09:40" {
		t.Errorf("decided %q at %q", item.Decision, item.At)
	}
}

func TestPeopleComeAndGo(t *testing.T) {
	who := agenda.Presence{Person: "lund", Name: "Ledamot Lund", As: "member"}
	guest := agenda.Presence{Name: "Föredragande e-hälsa", As: "guest"}
	g := planned(t)
	for _, e := range []agenda.Entry{
		{What: agenda.Came, Present: who},
		{What: agenda.Left, Present: who, At: "10:00"},
		{What: agenda.Came, Present: who, At: "10:30"},
		{What: agenda.Came, Present: guest, At: "09:50"},
		{What: agenda.TakenUp, Item: "a", At: "09:00"},
		{What: agenda.TakenUp, Item: "b", At: "10:10"},
		{What: agenda.TakenUp, Item: "c", At: "10:40"},
		{What: agenda.Recused, Item: "c", Names: []string{"Ledamot Lund"}},
	} {
		g = recorded(t, g, e)
	}
	for item, want := range map[string][]string{"a": {"Ledamot Lund"}, "b": {"Föredragande e-hälsa"}, "c": {"Föredragande e-hälsa"}} {
		var got []string
		for _, p := range g.Partaking(*g.Find(item)) {
			got = append(got, p.Name)
		}
		if !slices.Equal(got, want) {
			t.Errorf("at item %s were %q, want %q", item, got, want)
		}
	}
	for _, test := range []struct {
		e    agenda.Entry
		code string
	}{
		{agenda.Entry{What: agenda.Came, Present: who, At: "11:00"}, "presence_already"},
		{agenda.Entry{What: agenda.Left, Present: who, At: "10:20"}, "presence_order"},
		{agenda.Entry{What: agenda.Left, Present: who}, "presence_when"},
		{agenda.Entry{What: agenda.Left, Present: who, At: "25:00"}, "not_a_clock"},
		{agenda.Entry{What: agenda.Came}, "nobody_named"},
	} {
		if _, f := g.Record(test.e); code(f) != test.code {
			t.Errorf("%s %s: %q, want %s", test.e.What, test.e.At, code(f), test.code)
		}
	}
}

func TestPassagesAreAddedReplacedAndTakenAway(t *testing.T) {
	g := planned(t)
	for _, e := range []agenda.Entry{
		{What: agenda.Said, Item: "c", Part: agenda.Part{Kind: agenda.Background, Text: "Ett"}},
		{What: agenda.Said, Item: "c", Part: agenda.Part{Kind: agenda.Views, Text: "Två"}},
		{What: agenda.Said, Item: "c", Nth: 2, Part: agenda.Part{Kind: agenda.Views, Text: "Tre"}},
		{What: agenda.Said, Item: "c", Nth: 1},
	} {
		g = recorded(t, g, e)
	}
	if parts := g.Find("c").Parts; len(parts) != 1 || parts[0].Text != "Tre" {
		t.Errorf("left is %v, want what replaced the second", parts)
	}
	if _, f := g.Record(agenda.Entry{What: agenda.Said, Item: "c", Nth: 2, Part: agenda.Part{Kind: agenda.Views, Text: "x"}}); code(f) != "record_moved" {
		t.Errorf("replacing what is gone: %q, want record_moved", code(f))
	}
}

// Whatever is arranged and recorded, what was read before stays as it was, numbers
// that are fixed stand, and paragraphs have no gaps.
func TestAnAgendaIsNeverChangedInPlace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var g agenda.Gathering
		paragraph := 1
		for n := range rapid.IntRange(1, 30).Draw(t, "steps") {
			before, kept := g, shown(g)
			ids := []string{"none"}
			for _, item := range g.Items {
				ids = append(ids, item.ID)
			}
			id := rapid.SampledFrom(ids).Draw(t, "item")
			switch rapid.IntRange(0, 6).Draw(t, "what") {
			case 0, 1:
				g, _ = g.Arrange(agenda.Arrangement{Do: agenda.Add, Place: rapid.IntRange(0, 4).Draw(t, "at"),
					Item: agenda.Item{ID: string(rune('A' + n)), Kind: agenda.Formal, Title: "x", Waits: rapid.Bool().Draw(t, "waits")}})
			case 2:
				g, _ = g.Arrange(agenda.Arrangement{Do: agenda.Move, Item: agenda.Item{ID: id}, Place: rapid.IntRange(0, 4).Draw(t, "to")})
			case 3:
				g, _ = g.Arrange(agenda.Arrangement{Do: agenda.Remove, Item: agenda.Item{ID: id}})
			case 4:
				g, _ = g.Record(agenda.Entry{What: agenda.Settled, Item: id, Result: agenda.Noted})
			case 5:
				g = g.Fix(sent)
			case 6:
				n := g.Paragraphs()
				g = g.Paragraphed(paragraph)
				paragraph += n
			}
			if shown(before) != kept {
				t.Fatalf("what was read has changed from %s to %s", kept, shown(before))
			}
		}
		given := map[int]bool{}
		for _, item := range g.Items {
			if item.Paragraph > 0 && given[item.Paragraph] {
				t.Fatalf("two items have § %d", item.Paragraph)
			}
			given[item.Paragraph] = item.Paragraph > 0
		}
		for p := 1; p < paragraph; p++ {
			if !given[p] {
				t.Fatalf("§ %d is missing of %d", p, paragraph-1)
			}
		}
	})
}
