package pdf

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf16"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
)

// A face is one font, and which of its glyphs the document uses.
type face struct {
	name   string // as the page calls it
	data   []byte
	parsed *sfnt.Font
	glyphs map[rune]sfnt.GlyphIndex // those asked for before
	wide   map[sfnt.GlyphIndex]float64
	used   map[sfnt.GlyphIndex]rune
	buffer sfnt.Buffer
}

func newFace(name string, data []byte) (*face, error) {
	parsed, err := sfnt.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("reading the font %s: %w", name, err)
	}
	return &face{name: name, data: data, parsed: parsed, glyphs: map[rune]sfnt.GlyphIndex{},
		wide: map[sfnt.GlyphIndex]float64{}, used: map[sfnt.GlyphIndex]rune{}}, nil
}

// stands are characters that the fonts lack, and what is set in their place.
var stands = strings.NewReplacer("\u2011", "-", "\u202f", "\u00a0", "\u2009", " ", "\u00ad", "", "\u200b", "", "\ufeff", "", "\t", " ", "\r", "")

// spelled is a text as the fonts can set it.
func spelled(s string) string { return stands.Replace(norm.NFC.String(strings.ToValidUTF8(s, "?"))) }

// glyph finds what a character looks like: a question mark where the font has
// nothing for it.
func (f *face) glyph(r rune) sfnt.GlyphIndex {
	if g, known := f.glyphs[r]; known {
		return g
	}
	g, err := f.parsed.GlyphIndex(&f.buffer, r)
	if (err != nil || g == 0) && r != '?' {
		g = f.glyph('?')
	}
	f.glyphs[r] = g
	return g
}

// width is how wide a text is at a size of one.
func (f *face) width(s string) (w float64) {
	for _, r := range s {
		w += f.advance(f.glyph(r))
	}
	return w
}

func (f *face) advance(g sfnt.GlyphIndex) float64 {
	if w, known := f.wide[g]; known {
		return w
	}
	units := fixed.Int26_6(f.parsed.UnitsPerEm()) << 6
	w := 0.0
	if a, err := f.parsed.GlyphAdvance(&f.buffer, g, units, font.HintingNone); err == nil {
		w = float64(a) / float64(units)
	}
	f.wide[g] = w
	return w
}

// show is a text as a page names its glyphs, which are noted as used.
func (f *face) show(s string) string {
	var b strings.Builder
	for _, r := range s {
		g := f.glyph(r)
		if _, taken := f.used[g]; !taken {
			f.used[g] = r
		}
		fmt.Fprintf(&b, "%04X", g)
	}
	return "<" + b.String() + ">"
}

// embed puts the font into the file, with no other glyphs than those used.
func (f *face) embed(out *file) (int, error) {
	cut, err := subset(f.data, f.used)
	if err != nil {
		return 0, fmt.Errorf("embedding the font %s: %w", f.name, err)
	}
	program, err := out.stream(fmt.Sprintf("/Length1 %d", len(cut)), cut)
	if err != nil {
		return 0, err
	}
	unicode, err := out.stream("", f.unicode())
	if err != nil {
		return 0, err
	}
	name := "BEREDD+" + f.name
	m, err := f.parsed.Metrics(&f.buffer, 1000<<6, font.HintingNone)
	if err != nil {
		return 0, err
	}
	b, err := f.parsed.Bounds(&f.buffer, 1000<<6, font.HintingNone)
	if err != nil {
		return 0, err
	}
	slant := 0
	flags := 32 // not of symbols
	if strings.HasSuffix(f.name, "Italic") {
		slant, flags = -12, 96
	}
	descriptor := out.add("<</Type /FontDescriptor /FontName /%s /Flags %d /FontBBox [%d %d %d %d] /ItalicAngle %d /Ascent %d /Descent %d /CapHeight %d /StemV 80 /FontFile2 %d 0 R>>",
		name, flags, b.Min.X.Floor(), -b.Max.Y.Ceil(), b.Max.X.Ceil(), -b.Min.Y.Floor(), slant, m.Ascent.Round(), -m.Descent.Round(), m.CapHeight.Round(), program)
	inner := out.add("<</Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /FontDescriptor %d 0 R /CIDToGIDMap /Identity /DW 1000 /W [%s]>>",
		name, descriptor, f.widths())
	return out.add("<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R>>", name, inner, unicode), nil
}

func (f *face) widths() string {
	var b strings.Builder
	for _, g := range slices.Sorted(maps.Keys(f.used)) {
		fmt.Fprintf(&b, "%d [%.0f] ", g, f.advance(g)*1000)
	}
	return strings.TrimSpace(b.String())
}

// unicode says which character each glyph is, for whoever copies or listens.
func (f *face) unicode() []byte {
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for some := range slices.Chunk(slices.Sorted(maps.Keys(f.used)), 100) {
		fmt.Fprintf(&b, "%d beginbfchar\n", len(some))
		for _, g := range some {
			fmt.Fprintf(&b, "<%04X> <", g)
			for _, u := range utf16.Encode([]rune{f.used[g]}) {
				fmt.Fprintf(&b, "%04X", u)
			}
			b.WriteString(">\n")
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return []byte(b.String())
}
