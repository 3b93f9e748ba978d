package minutes

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/wording"
)

var (
	noon      = calendar.Clock{Hour: 12}
	zone      = time.UTC
	tags      = regexp.MustCompile(`<[^>]*>`)
	unescaped = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">", "&#34;", `"`, "&#39;", "'", "&#43;", "+")
)

// opened are the parts of a DOCX, each well formed.
func opened(t *testing.T, name string, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		d := xml.NewDecoder(bytes.NewReader(text))
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %s: %v", name, f.Name, err)
			}
		}
		parts[f.Name] = string(text)
	}
	return parts
}

// found are what the first group of a pattern matches.
func found(pattern, text string) (all []string) {
	for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
		all = append(all, m[1])
	}
	return all
}

func TestADOCXHoldsTogetherAndSaysAll(t *testing.T) {
	for name, s := range papers(t) {
		data, err := DOCX(s)
		if err != nil {
			t.Fatal(err)
		}
		parts := opened(t, name, data)
		body := parts["word/document.xml"]
		for _, style := range found(`<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"`, body+parts["word/header1.xml"]+parts["word/footer1.xml"]) {
			if !strings.Contains(parts["word/styles.xml"], `w:styleId="`+style+`"`) {
				t.Errorf("%s uses the style %s, which it does not have", name, style)
			}
		}
		for _, list := range found(`<w:numId w:val="([^"]+)"`, body) {
			if !strings.Contains(parts["word/numbering.xml"], `<w:num w:numId="`+list+`"`) {
				t.Errorf("%s has a point of list %s, which it does not have", name, list)
			}
		}
		for _, wide := range found(`w:firstColumn="1".*?<w:gridCol w:w="(\d+)"`, body) {
			if n, _ := strconv.Atoi(wide); n < 2200 { // what "Föredragande" takes in bold of a wide typeface
				t.Errorf("%s has labels in %d twentieths of a point, which breaks the longest", name, n)
			}
		}
		for _, id := range found(`r:id="([^"]+)"`, body) {
			if !strings.Contains(parts["word/_rels/document.xml.rels"], `Id="`+id+`"`) {
				t.Errorf("%s refers to %s, which leads nowhere", name, id)
			}
		}
		for _, target := range found(`Target="([a-z0-9]+\.xml)"`, parts["word/_rels/document.xml.rels"]) {
			if parts[path.Join("word", target)] == "" || !strings.Contains(parts["[Content_Types].xml"], "/word/"+target) {
				t.Errorf("%s has no part %s", name, target)
			}
		}
		follows(t, name, unescaped.Replace(tags.ReplaceAllString(body, "")), unmarked(words(s)))
	}
}

// unmarked are words without the marks of points, which the program itself draws.
func unmarked(words []string) (all []string) {
	for _, w := range words {
		if w != "–" && !regexp.MustCompile(`^\d+\.$`).MatchString(w) {
			all = append(all, w)
		}
	}
	return all
}

func TestASecretaryFindsTheHeadingsOfADOCX(t *testing.T) {
	data, err := DOCX(Of(leadership(t), wording.Swedish).Sheet(Minutes))
	if err != nil {
		t.Fatal(err)
	}
	parts := opened(t, "minutes", data)
	body := parts["word/document.xml"]
	if titles := strings.Count(body, `<w:pStyle w:val="Title"/>`); titles != 1 {
		t.Errorf("it has %d titles", titles)
	}
	var headings []string
	for _, p := range strings.Split(body, "<w:p>") {
		if strings.Contains(p, `<w:pStyle w:val="Heading1"/>`) {
			headings = append(headings, tags.ReplaceAllString(p, ""))
		}
	}
	if len(headings) != 8 || headings[1] != "§ 12 Rutin för samordnad individuell plan" {
		t.Errorf("its headings are %q", headings)
	}
	if !strings.Contains(parts["word/styles.xml"], `<w:lang w:val="sv-SE"/>`) || !strings.Contains(body, "<w:tblHeader/>") {
		t.Error("it is not spelled by Swedish, or its tables have no headings")
	}
	if !strings.Contains(parts["word/footer1.xml"], `w:instr=" PAGE "`) || !strings.Contains(parts["word/footer1.xml"], `w:instr=" NUMPAGES "`) {
		t.Errorf("its pages are not numbered: %s", parts["word/footer1.xml"])
	}
}
