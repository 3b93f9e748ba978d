package mail

import (
	"slices"
	"strings"
	"time"

	"beredd/internal/wording"
)

// unbroken keeps "(v. 19)", "kl. 09.00", "§ 12", "48 kB", "7 april" and "09.00–12.00" each
// on one line.
func unbroken(html string) string {
	head, body, found := strings.Cut(together(html), "<body")
	if !found {
		return head
	}
	return head + "<body" + hoursTogether(body)
}

// together puts a space that no line is broken at before or after what needs its neighbour.
// A letter is written anew at every try: one pass over it, and no table of what to look for.
func together(html string) string {
	var b strings.Builder
	b.Grow(len(html) + len(html)/16)
	from := 0
	for at := range len(html) {
		if html[at] == ' ' && needsNeighbour(html[from:at], html[at+1:]) {
			b.WriteString(html[from:at] + "&nbsp;")
			from = at + 1
		}
	}
	b.WriteString(html[from:])
	return b.String()
}

// needsNeighbour says whether the space between two texts is one that no line is broken at.
func needsNeighbour(before, after string) bool {
	for _, word := range [...]string{"(v.", "(week", " kl.", "§"} {
		if strings.HasSuffix(before, word) {
			return true
		}
	}
	if strings.HasPrefix(after, "kB") || strings.HasPrefix(after, "MB") {
		return true
	}
	if before == "" || before[len(before)-1] < '0' || before[len(before)-1] > '9' {
		return false
	}
	return slices.ContainsFunc(months, func(month string) bool { return strings.HasPrefix(after, month) })
}

// months are their names in every language.
var months = func() (names []string) {
	for _, l := range wording.Languages() {
		for m := time.January; m <= time.December; m++ {
			names = append(names, wording.Month(l, m))
		}
	}
	return names
}()

// hoursTogether keeps the two times of "09.00–12.00" on one line: browsers break after the
// dash. A mark between them would show as a box in some mail programs.
func hoursTogether(html string) string {
	const dash = "–"
	var b strings.Builder
	for {
		at := strings.Index(html, dash)
		if at < 0 {
			break
		}
		after := at + len(dash)
		if at >= hourLength && isHour(html[at-hourLength:at]) && len(html) >= after+hourLength && isHour(html[after:after+hourLength]) {
			b.WriteString(html[:at-hourLength] + `<span style="white-space:nowrap">` + html[at-hourLength:after+hourLength] + "</span>")
			html = html[after+hourLength:]
			continue
		}
		b.WriteString(html[:after])
		html = html[after:]
	}
	b.WriteString(html)
	return b.String()
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
