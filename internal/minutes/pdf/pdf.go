// Package pdf writes a sheet as a PDF that can be listened to: tagged as headings,
// lists and tables, with its language, title and bookmarks, and with its fonts in
// it, so that it looks the same in twenty years.
//
// The same sheet is the same bytes. What a page repeats, its head, foot and rules,
// is marked as decoration. No claim to a standard is made in the file, since no
// validator of one has been asked; the page in a browser is the first form.
package pdf

import (
	"fmt"
	"html"
	"strings"
	"time"

	"beredd/internal/minutes/sheet"
	"beredd/internal/prose"
)

type run = prose.Run

// Write is the sheet as a PDF.
func Write(sh sheet.Sheet) ([]byte, error) {
	s, err := newSetting()
	if err != nil {
		return nil, err
	}
	for i, b := range sh.Blocks {
		s.block(b, sh.Blocks[i+1:])
	}
	s.page().close()
	s.margins(sh)
	data, err := s.file(sh)
	if err != nil {
		return nil, fmt.Errorf("writing %q as PDF: %w", sh.Title, err)
	}
	return data, nil
}

// beside is how much of what follows a heading must stand on its page.
func beside(rest []sheet.Block) float64 {
	var need float64
	for _, b := range rest {
		switch b.Kind {
		case sheet.Signatures:
			return need + sign + 2.4*leading
		case sheet.Heading:
			need += 2 * leading
		default:
			return need + 2.4*leading
		}
	}
	return need
}

// margins draws the heads and feet, once it is known how many pages there are.
func (s *setting) margins(sh sheet.Sheet) {
	for i, p := range s.pages {
		state := spelled(sh.State)
		p.aside("Header", s.regular, small, left, headAt, s.cut(spelled(sh.Header), measure-20-s.bold.width(state)*small))
		if state != "" {
			p.aside("Header", s.bold, small, right-s.bold.width(state)*small, headAt, state)
		}
		p.rule(left, headAt-6, measure, hair)
		foot := spelled(sh.PageOf(i+1, len(s.pages)))
		p.aside("Footer", s.regular, small, left, footAt, s.cut(spelled(sh.Title), measure-20-s.regular.width(foot)*small))
		p.aside("Footer", s.regular, small, right-s.regular.width(foot)*small, footAt, foot)
	}
}

// cut shortens a small text to what has room.
func (s *setting) cut(text string, width float64) string {
	if s.regular.width(text)*small <= width {
		return text
	}
	runes := []rune(text)
	for len(runes) > 0 && s.regular.width(string(runes)+"…")*small > width {
		runes = runes[:len(runes)-1]
	}
	return strings.TrimRight(string(runes), " ") + "…"
}

// file puts all that was set into a file.
func (s *setting) file(sh sheet.Sheet) ([]byte, error) {
	var f file
	catalogue, pages := f.reserve(), f.reserve()
	fonts, err := s.fonts(&f)
	if err != nil {
		return nil, err
	}
	for _, p := range s.pages {
		p.id = f.reserve()
	}
	for i, l := range s.links {
		l.id = f.add("<</Type /Annot /Subtype /Link /Rect [%.2f %.2f %.2f %.2f] /Border [0 0 0] /F 4 /Contents %s /StructParent %d /A <</S /URI /URI %s>>>>",
			l.x, l.y, l.x+l.w, l.y+l.h, text(l.to), len(s.pages)+i, literal(l.to))
		l.page.links = append(l.page.links, l.id)
		l.owner.kids = append(l.owner.kids, kid{page: l.page, link: l.id})
	}
	tree := s.tree(&f)
	if err := s.sides(&f, pages, fonts); err != nil {
		return nil, err
	}
	metadata := f.add("<</Type /Metadata /Subtype /XML /Length %d>>\nstream\n%s\nendstream", len(xmp(sh)), xmp(sh))
	f.put(catalogue, "<</Type /Catalog /Pages %d 0 R /Lang %s /MarkInfo <</Marked true>> /StructTreeRoot %d 0 R /Outlines %d 0 R /Metadata %d 0 R /PageMode /UseOutlines /ViewerPreferences <</DisplayDocTitle true>>>>",
		pages, text(tag(sh)), tree, s.outline(&f), metadata)
	info := f.add("<</Title %s /Author %s /Subject %s /Producer (Beredd)%s>>", text(sh.Title), text(sh.Author), text(sh.Subject), made(sh.Made))
	return f.bytes(catalogue, info), nil
}

func (s *setting) fonts(f *file) (string, error) {
	var b strings.Builder
	for _, face := range s.faces() {
		if len(face.used) == 0 {
			continue
		}
		id, err := face.embed(f)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "/%s %d 0 R ", face.name, id)
	}
	return b.String(), nil
}

// sides puts the pages themselves.
func (s *setting) sides(f *file, pages int, fonts string) error {
	var ids []int
	for i, p := range s.pages {
		content, err := f.stream("", []byte(p.content.String()))
		if err != nil {
			return err
		}
		links := ""
		if len(p.links) > 0 {
			links = "/Annots " + refs(p.links)
		}
		f.put(p.id, "<</Type /Page /Parent %d 0 R /MediaBox [0 0 %.2f %.2f] /Resources <</Font <<%s>>>> /Contents %d 0 R /StructParents %d /Tabs /S %s>>",
			pages, wide, high, fonts, content, i, links)
		ids = append(ids, p.id)
	}
	f.put(pages, "<</Type /Pages /Kids %s /Count %d>>", refs(ids), len(ids))
	return nil
}

// tag is the language as a reader's voice is chosen by.
func tag(sh sheet.Sheet) string {
	if sh.Language == "sv" {
		return "sv-SE"
	}
	return "en-GB"
}

func made(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return " /CreationDate (D:" + at.UTC().Format("20060102150405") + "+00'00')"
}

// xmp is what archives read of the file.
func xmp(sh sheet.Sheet) string {
	created := ""
	if !sh.Made.IsZero() {
		created = "<xmp:CreateDate>" + sh.Made.UTC().Format(time.RFC3339) + "</xmp:CreateDate>"
	}
	return `<?xpacket begin="` + "\ufeff" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>` +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">` +
		`<dc:format>application/pdf</dc:format>` +
		`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + html.EscapeString(sh.Title) + `</rdf:li></rdf:Alt></dc:title>` +
		`<dc:creator><rdf:Seq><rdf:li>` + html.EscapeString(sh.Author) + `</rdf:li></rdf:Seq></dc:creator>` +
		`<dc:description><rdf:Alt><rdf:li xml:lang="x-default">` + html.EscapeString(sh.Subject) + `</rdf:li></rdf:Alt></dc:description>` +
		`<dc:language><rdf:Bag><rdf:li>` + tag(sh) + `</rdf:li></rdf:Bag></dc:language>` +
		`<pdf:Producer>Beredd</pdf:Producer>` + created +
		`</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>`
}
