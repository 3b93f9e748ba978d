package pdf

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"beredd/internal/minutes/sheet"
	"beredd/internal/prose"
)

func of(blocks ...sheet.Block) sheet.Sheet {
	return sheet.Sheet{Language: "sv", Title: "Protokoll", PageOf: func(page, pages int) string { return fmt.Sprint(page, " av ", pages) }, Blocks: blocks}
}

// Whatever is written, every character of it stands on some line, and no line
// reaches beyond the margin but by a single character.
func FuzzEveryWordStandsOnALine(f *testing.F) {
	for _, s := range []string{"En rad", "hemrehabfysioterapigruppens", "a\nb", " ", strings.Repeat("ord ", 40), strings.Repeat("å", 300), "🙂 e\u0301"} {
		f.Add(s, s, 120)
	}
	s, err := newSetting()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, one, two string, width int) {
		width = 20 + max(0, width)%600
		runs := []prose.Run{{Text: one}, {Text: two, Strong: true}, {Text: one, Stress: true}}
		var said strings.Builder
		for _, l := range s.lines(runs, style{10, 15, false}, float64(width)) {
			end, chars := 0.0, 0
			for _, p := range l {
				said.WriteString(p.text)
				end = p.x + p.face.width(strings.TrimRight(p.text, " "))*10
				chars += len([]rune(strings.TrimSpace(p.text)))
			}
			if end > float64(width)+0.01 && chars > 1 {
				t.Fatalf("a line is %.1f wide, and there is room for %d", end, width)
			}
		}
		bare := func(s string) string { return strings.ReplaceAll(spelled(s), "\n", "") }
		if want := bare(one) + bare(two) + bare(one); said.String() != want {
			t.Fatalf("it says %q, want %q", said.String(), want)
		}
	})
}

func TestARowThatNoPageHoldsGoesOnOverPages(t *testing.T) {
	long := strings.Repeat("Mycket sades om detta. ", 900)
	table := &sheet.Table{Caption: "Vad som sades", Heads: []string{"Vem", "Vad"}, Rows: [][][]prose.Run{
		{sheet.Say("Först"), sheet.Say("kort")}, {sheet.Say("Sedan"), sheet.Say(long)}, {sheet.Say("Sist"), sheet.Say("slut")}}}
	data, err := Write(of(sheet.Block{Kind: sheet.Heading, Level: 1, Runs: sheet.Say("Protokoll")}, sheet.Block{Kind: sheet.Grid, Table: table}))
	if err != nil {
		t.Fatal(err)
	}
	strict := model.NewDefaultConfiguration()
	strict.ValidationMode = model.ValidationStrict
	if err := api.Validate(bytes.NewReader(data), strict); err != nil {
		t.Error(err)
	}
	pages, err := api.PageCount(bytes.NewReader(data), nil)
	if err != nil || pages < 4 || pages > 12 {
		t.Errorf("it has %d pages, %v", pages, err)
	}
}

func TestAHeadingStandsWithWhatItIsOver(t *testing.T) {
	s, err := newSetting()
	if err != nil {
		t.Fatal(err)
	}
	heading := sheet.Block{Kind: sheet.Heading, Level: 2, Runs: sheet.Say("Beslut")}
	for name, under := range map[string]sheet.Block{
		"a text":   {Kind: sheet.Text, Runs: sheet.Say("Ett beslut.")},
		"who sign": {Kind: sheet.Signatures, Signs: []sheet.Sign{{Role: "Intygas, namn och datum"}}},
	} {
		for left := range 150 {
			s.turn()
			s.y = bottom + float64(left)
			s.block(heading, []sheet.Block{under})
			over := len(s.pages)
			s.block(under, nil)
			if len(s.pages) != over {
				t.Fatalf("over %s the heading stands alone at the end of a page where %d points are left", name, left)
			}
		}
	}
}

func TestAFontHoldsOnlyTheLettersUsed(t *testing.T) {
	few, err := Write(of(sheet.Block{Kind: sheet.Text, Runs: sheet.Say("Å")}))
	if err != nil {
		t.Fatal(err)
	}
	if len(few) > 25_000 {
		t.Errorf("a letter takes %d bytes", len(few))
	}
}

func TestALinkCanBeFollowedAndIsReadAsOne(t *testing.T) {
	data, err := Write(of(sheet.Block{Kind: sheet.Text, Runs: []prose.Run{{Text: "Se "}, {Text: "stadgan som gäller för alla, " + strings.Repeat("också dem som kommer sent, ", 5), Link: "https://kalmar.example/(s)"}, {Text: "."}}}))
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	if strings.Count(text, `/URI (https://kalmar.example/\(s\))`) != 2 || strings.Count(text, "/S /Link ") != 1 || strings.Count(text, "/Type /OBJR") != 2 {
		t.Error("a link over two lines is one link with two places on the page")
	}
}
