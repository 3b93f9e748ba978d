package mail

import (
	"bytes"
	"slices"
	"strings"
	"time"

	"beredd/internal/wording"
)

// unbroken keeps "(v. 19)", "kl. 09.00", "§ 12", "48 kB", "7 april" and "09.00–12.00" each
// on one line.
func unbroken(html []byte) string {
	whole := wordsTogether(html)
	return hoursTogether(whole, max(0, strings.Index(whole, "<body")))
}

// wordsTogether puts a space that no line is broken at before or after what needs its
// neighbour. A letter is written anew at every try: one pass over it, and a look at one
// letter beside most of its spaces.
func wordsTogether(html []byte) string {
	var b strings.Builder
	b.Grow(len(html) + len(html)/16)
	from := 0
	for at, c := range html {
		if c == ' ' && mayNeed(html, at) && needsNeighbour(html[from:at], html[at+1:]) {
			b.Write(html[from:at])
			b.WriteString("&nbsp;")
			from = at + 1
		}
	}
	b.Write(html[from:])
	return b.String()
}

// mayNeed says whether a look at the two letters beside a space leaves it open that it is
// one that no line is broken at.
func mayNeed(html []byte, at int) bool {
	if at+1 < len(html) && (html[at+1] == 'k' || html[at+1] == 'M') {
		return true
	}
	return at > 0 && endsWhatLeads[html[at-1]]
}

// endsWhatLeads are the octets that end what the word after it belongs to.
var endsWhatLeads = func() (ends [256]bool) {
	for c := '0'; c <= '9'; c++ {
		ends[c] = true
	}
	for _, word := range leading {
		ends[word[len(word)-1]] = true
	}
	return ends
}()

// needsNeighbour says whether the space between two texts is one that no line is broken at.
func needsNeighbour(before, after []byte) bool {
	var last byte
	if len(before) > 0 {
		last = before[len(before)-1]
	}
	switch {
	case bytes.HasPrefix(after, []byte("kB")), bytes.HasPrefix(after, []byte("MB")):
		return true
	case last >= '0' && last <= '9':
		return slices.ContainsFunc(months, func(month []byte) bool { return bytes.HasPrefix(after, month) })
	}
	return slices.ContainsFunc(leading, func(word []byte) bool { return bytes.HasSuffix(before, word) })
}

// leading are what the word after them belongs to.
var leading = [][]byte{[]byte("(v."), []byte("(week"), []byte(" kl."), []byte("§")}

// months are their names in every language.
var months = func() (names [][]byte) {
	for _, l := range wording.Languages() {
		for m := time.January; m <= time.December; m++ {
			names = append(names, []byte(wording.Month(l, m)))
		}
	}
	return names
}()

// hoursTogether keeps the two times of "09.00–12.00" on one line, from where the body
// begins: browsers break after the dash. A mark between them would show as a box in some
// mail programs.
func hoursTogether(html string, at int) string {
	const dash = "–"
	var b strings.Builder
	from := 0
	for {
		next := strings.Index(html[at:], dash)
		if next < 0 {
			return b.String() + html[from:]
		}
		at += next + len(dash)
		start, end := at-len(dash)-hourLength, at+hourLength
		if start < from || end > len(html) || !isHour(html[start:at-len(dash)]) || !isHour(html[at:end]) {
			continue
		}
		b.WriteString(html[from:start] + `<span style="white-space:nowrap">` + html[start:end] + "</span>")
		from, at = end, end
	}
}

const hourLength = len("09.00")

// isHour says whether a text is a time of day: "09.00" or "09:00".
func isHour(s string) bool {
	for i := range len(s) {
		isDigit := s[i] >= '0' && s[i] <= '9'
		if i == 2 && s[i] != '.' && s[i] != ':' || i != 2 && !isDigit {
			return false
		}
	}
	return true
}
