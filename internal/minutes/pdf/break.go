package pdf

import (
	"strings"

	"beredd/internal/prose"
)

// A piece is words on one line that look alike.
type piece struct {
	face  *face
	text  string
	x     float64 // from where the line begins
	wide  float64
	link  string
	chain int // which of the text's runs it is of, so that a link over two lines is one
}

// A line is what stands beside each other.
type line []piece

// A style is how a text is set.
type style struct {
	size, leading float64
	strong        bool // all of it
}

// lines breaks runs into lines no wider than width, between words, and within
// those that are wider themselves. No word is lost, and each line but the last
// ends with the space that it was broken at, so that words stay apart when the
// text is copied.
func (s *setting) lines(runs []prose.Run, st style, width float64) []line {
	b := breaker{size: st.size, width: width}
	for i, r := range runs {
		face := s.faceOf(r, st.strong)
		for j, part := range strings.Split(spelled(r.Text), "\n") {
			if j > 0 {
				b.end()
			}
			for _, word := range strings.SplitAfter(part, " ") {
				if word != "" {
					b.word(piece{face: face, text: word, link: r.Link, chain: i})
				}
			}
		}
	}
	b.end()
	return b.done
}

func (s *setting) faceOf(r prose.Run, strong bool) *face {
	switch {
	case strong || r.Strong:
		return s.bold
	case r.Stress:
		return s.italic
	}
	return s.regular
}

// A breaker fills lines.
type breaker struct {
	size, width float64
	done        []line
	line        line
	word0       int     // where on the line the last word begins, which has no space after it yet
	x           float64 // how far the line reaches
}

// word sets a word, with the space after it if it has one. A word may come in
// pieces that look different: it is kept together.
func (b *breaker) word(p piece) {
	p.wide = p.face.width(p.text) * b.size
	bare := p.face.width(strings.TrimRight(p.text, " ")) * b.size
	if b.x+bare > b.width && b.word0 > 0 {
		b.turn()
	}
	for b.x+bare > b.width && (len(b.line) > 0 || len([]rune(p.text)) > 1) {
		fits, rest := b.torn(p)
		if fits.text != "" {
			b.put(fits)
		}
		b.end()
		p = rest
		bare = p.face.width(strings.TrimRight(p.text, " ")) * b.size
	}
	b.put(p)
	if strings.HasSuffix(p.text, " ") {
		b.word0 = len(b.line)
	}
}

// turn ends the line before the word that did not fit, whose earlier pieces go along.
func (b *breaker) turn() {
	rest := append(line{}, b.line[b.word0:]...)
	b.line = b.line[:b.word0]
	b.end()
	for _, p := range rest {
		b.put(p)
	}
}

// torn takes as much of a long word as the line has room for, one character at
// least on an empty line.
func (b *breaker) torn(p piece) (fits, rest piece) {
	fits, rest = p, p
	runes := []rune(p.text)
	n := 0
	for n < len(runes) && b.x+p.face.width(string(runes[:n+1]))*b.size <= b.width {
		n++
	}
	if n == 0 && len(b.line) == 0 {
		n = 1
	}
	fits.text, rest.text = string(runes[:n]), string(runes[n:])
	fits.wide, rest.wide = p.face.width(fits.text)*b.size, p.face.width(rest.text)*b.size
	return fits, rest
}

func (b *breaker) put(p piece) {
	p.x = b.x
	b.x += p.wide
	b.line = append(b.line, p)
}

// end ends the line, be it empty.
func (b *breaker) end() {
	b.done = append(b.done, joinedPieces(b.line))
	b.line, b.x, b.word0 = nil, 0, 0
}

// joinedPieces are a line's words, those that look alike together.
func joinedPieces(all line) (out line) {
	for _, p := range all {
		if n := len(out); n > 0 && out[n-1].chain == p.chain {
			out[n-1].text += p.text
			out[n-1].wide += p.wide
			continue
		}
		out = append(out, p)
	}
	return out
}
