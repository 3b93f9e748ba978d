package minutes

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"beredd/internal/minutes/sheet"
	"beredd/internal/web/browsertest"
	"beredd/internal/wording"
	"beredd/templates"
)

// papers are all papers of both meetings, in both languages.
func papers(t testing.TB) map[string]sheet.Sheet {
	t.Helper()
	all := map[string]sheet.Sheet{}
	for meeting, f := range map[string]Facts{"chefsgruppen": chefsgruppen(t), "lgl": leadership(t)} {
		for _, l := range wording.Languages() {
			d := Of(f, l)
			for _, kind := range []Kind{Notice, Agenda, Minutes} {
				all[fmt.Sprintf("%s-%s.%s", meeting, kind, l)] = d.Sheet(kind)
			}
			for _, i := range d.Items {
				if i.Decided() {
					all[fmt.Sprintf("%s-extract-%d.%s", meeting, i.Number, l)] = d.Extract(i, "laxa", "Laxå kommun")
				}
			}
		}
	}
	return all
}

// words are all that a sheet says, in order.
func words(s sheet.Sheet) (all []string) {
	for _, b := range s.Blocks {
		all = append(all, strings.Fields(b.Mark+" "+sheet.Plain(b.Runs))...)
		if b.Table != nil {
			for _, h := range b.Table.Heads {
				all = append(all, strings.Fields(h)...)
			}
			for _, row := range b.Table.Rows {
				for _, cell := range row {
					all = append(all, strings.Fields(sheet.Plain(cell))...)
				}
			}
		}
		for _, sign := range b.Signs {
			all = append(all, strings.Fields(sign.Role)...)
		}
	}
	return all
}

// follows fails t where the words do not all stand in the text, in their order.
func follows(t *testing.T, name, text string, words []string) {
	t.Helper()
	rest := strings.Join(strings.Fields(text), "")
	for n, w := range words {
		at := strings.Index(rest, w)
		if at < 0 {
			t.Errorf("%s: %q is missing after %q", name, w, strings.Join(words[max(0, n-6):n], " "))
			return
		}
		rest = rest[at+len(w):]
	}
}

func TestAPDFIsReadByOthersAndSaysAll(t *testing.T) {
	dir := t.TempDir()
	for name, s := range papers(t) {
		data, err := PDF(s)
		if err != nil {
			t.Fatal(err)
		}
		strict := model.NewDefaultConfiguration()
		strict.ValidationMode = model.ValidationStrict
		if err := api.Validate(bytes.NewReader(data), strict); err != nil {
			t.Errorf("%s is not a valid PDF: %v", name, err)
		}
		file := filepath.Join(dir, name+".pdf")
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		facts := poppler(t, "pdfinfo", file)
		for _, want := range []string{"Tagged:          yes", "Title:           " + s.Title, "Page size:       595.28 x 841.89 pts (A4)"} {
			if !strings.Contains(facts, want) {
				t.Errorf("%s: no %q in\n%s", name, want, facts)
			}
		}
		follows(t, name, spoken(poppler(t, "pdfinfo", "-struct-text", file)), words(s))
		if fonts := strings.Split(strings.TrimSpace(poppler(t, "pdffonts", file)), "\n"); len(fonts) < 4 {
			t.Errorf("%s has the fonts\n%s", name, strings.Join(fonts, "\n"))
		} else {
			for _, font := range fonts[2:] {
				if !strings.Contains(font, "yes yes yes") { // embedded, in part, with its characters
					t.Errorf("%s: the font is not whole: %s", name, font)
				}
			}
		}
	}
}

// spoken is what a screen reader says of a structure: its texts without its tags.
func spoken(tree string) string {
	var b strings.Builder
	for line := range strings.Lines(tree) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, `"`) {
			b.WriteString(strings.ReplaceAll(strings.Trim(line, `"`), `\"`, `"`))
		}
	}
	return b.String()
}

func TestAPDFsStructureIsThatOfTheMinutes(t *testing.T) {
	d := Of(chefsgruppen(t), wording.Swedish)
	data, err := PDF(d.Sheet(Minutes))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "protokoll.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	tree := poppler(t, "pdfinfo", "-struct", file)
	count := map[string]int{}
	for line := range strings.Lines(tree) {
		count[strings.TrimSuffix(strings.Fields(line + " -")[0], ":")]++
	}
	if count["H1"] != 1 || count["H2"] != 14+2 || count["Table"] < 3 || count["TH"] < 3+4+5 || count["L"] == 0 || count["L"] >= count["LI"] || count["LI"] != count["LBody"] {
		t.Errorf("the structure is %v", count)
	}
	if !strings.Contains(string(data), "/Lang <FEFF00730076002D00530045>") {
		t.Error("it does not say that it is in Swedish")
	}
	marks, err := api.Bookmarks(bytes.NewReader(data), nil)
	if err != nil || len(marks) != 1 || len(marks[0].Kids) != 14+2 || !strings.HasPrefix(marks[0].Kids[11].Title, "11. Kontinens") {
		t.Errorf("the bookmarks are %+v, %v", marks, err)
	}
}

func TestTheSameMeetingIsTheSameBytes(t *testing.T) {
	for name, write := range map[string]func(sheet.Sheet) ([]byte, error){"PDF": PDF, "DOCX": DOCX} {
		once, err := write(Of(leadership(t), wording.Swedish).Sheet(Minutes))
		again, err2 := write(Of(leadership(t), wording.Swedish).Sheet(Minutes))
		if err != nil || err2 != nil || !bytes.Equal(once, again) {
			t.Errorf("%s: written twice it differs (%v, %v)", name, err, err2)
		}
	}
}

func TestAPageOfPapersIsAccessible(t *testing.T) {
	pages, err := NewPages(templates.FS)
	if err != nil {
		t.Fatal(err)
	}
	whole := map[string][]byte{}
	for name, s := range papers(t) {
		article, err := pages.Article(s)
		if err != nil {
			t.Fatal(err)
		}
		follows(t, name, unescaped.Replace(tags.ReplaceAllString(string(article), "")), words(s))
		whole[name] = fmt.Appendf(nil, "<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>%s</title></head><body><main>%s</main></body></html>",
			s.Language, name, article)
	}
	browsertest.HTMLValidate(t, whole)
	for _, name := range slices.Sorted(maps.Keys(whole)) {
		if strings.Contains(name, "extract") {
			continue
		}
		file := filepath.Join(t.TempDir(), "page.html")
		if err := os.WriteFile(file, whole[name], 0o600); err != nil {
			t.Fatal(err)
		}
		tab := browsertest.Open(t, browsertest.Light)
		tab.Visit(t, "file://"+file)
		tab.Axe(t)
	}
}

// poppler asks one of its programs. Without them the tests skip, except where
// nothing may be skipped.
func poppler(t *testing.T, program string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skipf("%v: install poppler-utils, or run make setup", err)
	}
	out, err := exec.Command(program, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", program, args, err, out)
	}
	return string(out)
}
