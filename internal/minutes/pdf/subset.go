package pdf

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"

	"golang.org/x/image/font/sfnt"
)

// kept are the tables of a TrueType font that a page's reader needs.
var kept = []string{"cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"}

var errTorn = errors.New("the font ends within a table")

// subset is a TrueType font with the outlines of the glyphs used, and of those
// that they are made of. Glyphs keep their numbers; the others are empty.
func subset(data []byte, used map[sfnt.GlyphIndex]rune) ([]byte, error) {
	tables, err := tablesOf(data)
	if err != nil {
		return nil, err
	}
	if len(tables["head"]) < 54 || len(tables["maxp"]) < 6 {
		return nil, errTorn
	}
	o := outlines{glyf: tables["glyf"], loca: tables["loca"], long: tables["head"][51] == 1, count: int(be16(tables["maxp"][4:]))}
	wanted := map[int]bool{}
	if err := o.want(0, wanted); err != nil { // what stands where a glyph is missing
		return nil, err
	}
	for g := range used {
		if err := o.want(int(g), wanted); err != nil {
			return nil, err
		}
	}
	tables["glyf"], tables["loca"], err = o.only(wanted)
	if err != nil {
		return nil, err
	}
	head := slices.Clone(tables["head"])
	head[50], head[51] = 0, 1                 // loca in the long form
	binary.BigEndian.PutUint32(head[8:12], 0) // the sum of all, which nobody checks of a part
	tables["head"] = head
	return joined(tables), nil
}

func be16(b []byte) uint16 { return binary.BigEndian.Uint16(b) }
func be32(b []byte) uint32 { return binary.BigEndian.Uint32(b) }

func tablesOf(data []byte) (map[string][]byte, error) {
	if len(data) < 12 {
		return nil, errTorn
	}
	tables := map[string][]byte{}
	for i := range int(be16(data[4:])) {
		at := 12 + 16*i
		if at+16 > len(data) {
			return nil, errTorn
		}
		offset, length := int(be32(data[at+8:])), int(be32(data[at+12:]))
		if offset+length > len(data) {
			return nil, errTorn
		}
		if name := string(data[at : at+4]); slices.Contains(kept, name) {
			tables[name] = data[offset : offset+length]
		}
	}
	return tables, nil
}

// outlines are the glyphs of a font.
type outlines struct {
	glyf, loca []byte
	long       bool
	count      int
}

func (o outlines) of(g int) ([]byte, error) {
	var from, to int
	switch {
	case g >= o.count:
		return nil, fmt.Errorf("there is no glyph %d", g)
	case o.long && 4*g+8 <= len(o.loca):
		from, to = int(be32(o.loca[4*g:])), int(be32(o.loca[4*g+4:]))
	case !o.long && 2*g+4 <= len(o.loca):
		from, to = 2*int(be16(o.loca[2*g:])), 2*int(be16(o.loca[2*g+2:]))
	default:
		return nil, errTorn
	}
	if from > to || to > len(o.glyf) {
		return nil, errTorn
	}
	return o.glyf[from:to], nil
}

// want adds a glyph and those that it is made of.
func (o outlines) want(g int, wanted map[int]bool) error {
	if wanted[g] {
		return nil
	}
	wanted[g] = true
	outline, err := o.of(g)
	if err != nil || len(outline) < 10 || int16(be16(outline)) >= 0 {
		return err
	}
	for at := 10; ; {
		if at+4 > len(outline) {
			return errTorn
		}
		flags := be16(outline[at:])
		if err := o.want(int(be16(outline[at+2:])), wanted); err != nil {
			return err
		}
		if flags&0x20 == 0 { // no more parts
			return nil
		}
		at += 6
		if flags&0x1 != 0 {
			at += 2
		}
		switch {
		case flags&0x8 != 0:
			at += 2
		case flags&0x40 != 0:
			at += 4
		case flags&0x80 != 0:
			at += 8
		}
	}
}

// only are the tables glyf and loca of some glyphs.
func (o outlines) only(wanted map[int]bool) (glyf, loca []byte, err error) {
	for g := range o.count {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		if !wanted[g] {
			continue
		}
		outline, err := o.of(g)
		if err != nil {
			return nil, nil, err
		}
		glyf = padded(append(glyf, outline...))
	}
	return glyf, binary.BigEndian.AppendUint32(loca, uint32(len(glyf))), nil
}

func padded(b []byte) []byte {
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	return b
}

// joined is a font of these tables.
func joined(tables map[string][]byte) []byte {
	names := slices.Sorted(maps.Keys(tables))
	search, log := 1, 0
	for search*2 <= len(names) {
		search, log = search*2, log+1
	}
	out := []byte{0, 1, 0, 0}
	for _, n := range []int{len(names), search * 16, log, (len(names) - search) * 16} {
		out = binary.BigEndian.AppendUint16(out, uint16(n))
	}
	at := 12 + 16*len(names)
	for _, name := range names {
		out = append(out, name...)
		for _, n := range []uint32{sum(tables[name]), uint32(at), uint32(len(tables[name]))} {
			out = binary.BigEndian.AppendUint32(out, n)
		}
		at += (len(tables[name]) + 3) / 4 * 4
	}
	for _, name := range names {
		out = padded(append(out, tables[name]...))
	}
	return out
}

// sum is a table's check sum.
func sum(table []byte) (s uint32) {
	for word := range slices.Chunk(padded(slices.Clone(table)), 4) {
		s += be32(word)
	}
	return s
}
