// Package docx writes a sheet as a word processor's document, for a secretary to
// finish by hand: with real headings, lists and tables, in the styles that the
// program's own lists of headings are made of, and with a language to spell by.
//
// The same sheet is the same bytes.
package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"time"

	"beredd/internal/minutes/sheet"
)

// Write is the sheet as a DOCX.
func Write(sh sheet.Sheet) ([]byte, error) {
	w := writer{sheet: sh}
	for i, b := range sh.Blocks {
		w.block(b, i > 0 && sh.Blocks[i-1].Kind == sheet.Point, i+1 < len(sh.Blocks) && sh.Blocks[i+1].Kind == sheet.Point)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range w.parts() {
		// Its time is that of the document, and not of the writing.
		f, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return nil, fmt.Errorf("writing %q as DOCX: %w", sh.Title, err)
		}
		if _, err := f.Write([]byte(declaration + part.text)); err != nil {
			return nil, fmt.Errorf("writing %q as DOCX: %w", sh.Title, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("writing %q as DOCX: %w", sh.Title, err)
	}
	return out.Bytes(), nil
}

const declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// A part is one file of the document.
type part struct{ name, text string }

// A writer gathers the document's body, the addresses it links to, and its lists.
type writer struct {
	sheet   sheet.Sheet
	body    strings.Builder
	links   []string
	lists   []*list
	running [depths]*list // at each level the one that goes on
}

// A list is numbered points that follow each other. Each counts by itself.
type list struct{ id, level, from, last int }

func (w *writer) parts() []part {
	return []part{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", packageRels},
		{"docProps/core.xml", w.core()},
		{"word/document.xml", w.document()},
		{"word/_rels/document.xml.rels", w.rels()},
		{"word/styles.xml", strings.ReplaceAll(styles, "LANG", tag(w.sheet))},
		{"word/numbering.xml", w.numbering()},
		{"word/settings.xml", strings.ReplaceAll(settings, "LANG", tag(w.sheet))},
		{"word/header1.xml", w.header()},
		{"word/footer1.xml", w.footer()},
	}
}

// tag is the language that the text is spelled by.
func tag(sh sheet.Sheet) string {
	if sh.Language == "sv" {
		return "sv-SE"
	}
	return "en-GB"
}

// esc is a text within XML: what XML can't hold stands as a question mark.
func esc(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // writing to memory never fails
	return b.String()
}

func (w *writer) document() string {
	return `<w:document ` + names + `><w:body>` + w.body.String() +
		`<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/><w:footerReference w:type="default" r:id="rIdFooter"/>` +
		`<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1700" w:right="1360" w:bottom="1500" w:left="1360" w:header="780" w:footer="700" w:gutter="0"/></w:sectPr>` +
		`</w:body></w:document>`
}

// core is what a file's properties show. Of a sheet that tells no time there is none.
func (w *writer) core() string {
	when := ""
	if !w.sheet.Made.IsZero() {
		at := w.sheet.Made.UTC().Format(time.RFC3339)
		when = `<dcterms:created xsi:type="dcterms:W3CDTF">` + at + `</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + at + `</dcterms:modified>`
	}
	return `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>` + esc(w.sheet.Title) + `</dc:title><dc:subject>` + esc(w.sheet.Subject) + `</dc:subject><dc:creator>` + esc(w.sheet.Author) + `</dc:creator>` +
		`<dc:language>` + tag(w.sheet) + `</dc:language>` + when + `</cp:coreProperties>`
}

func (w *writer) rels() string {
	var b strings.Builder
	b.WriteString(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for _, r := range [][2]string{{"Styles", "styles"}, {"Numbering", "numbering"}, {"Settings", "settings"}, {"Header", "header1"}, {"Footer", "footer1"}} {
		fmt.Fprintf(&b, `<Relationship Id="rId%s" Type="%s/%s" Target="%s.xml"/>`, r[0], relations, strings.ToLower(r[0]), r[1])
	}
	for i, to := range w.links {
		fmt.Fprintf(&b, `<Relationship Id="rIdLink%d" Type="%s/hyperlink" Target="%s" TargetMode="External"/>`, i+1, relations, esc(to))
	}
	b.WriteString(`</Relationships>`)
	return b.String()
}

func (w *writer) header() string {
	state := ""
	if w.sheet.State != "" {
		state = `<w:r><w:tab/></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>` + esc(w.sheet.State) + `</w:t></w:r>`
	}
	return `<w:hdr ` + names + `><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:t xml:space="preserve">` + esc(w.sheet.Header) + `</w:t></w:r>` + state + `</w:p></w:hdr>`
}

// footer has the page's number where the sheet says it, as fields that the program
// counts.
func (w *writer) footer() string {
	said := esc(w.sheet.PageOf(1111, 9999))
	for number, field := range map[string]string{"1111": "PAGE", "9999": "NUMPAGES"} {
		said = strings.Replace(said, number, `</w:t></w:r><w:fldSimple w:instr=" `+field+` "><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve">`, 1)
	}
	return `<w:ftr ` + names + `><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t xml:space="preserve">` + esc(w.sheet.Title) +
		`</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t xml:space="preserve">` + said + `</w:t></w:r></w:p></w:ftr>`
}
