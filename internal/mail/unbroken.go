package mail

import (
	"strconv"
	"strings"
	"time"

	"beredd/internal/wording"
)

// unbroken keeps "(v. 19)", "kl. 09.00", "§ 12", "48 kB", "7 april" and "09.00–12.00" each
// on one line.
func unbroken(html string) string {
	html = joined.Replace(html)
	head, body, found := strings.Cut(html, "<body")
	if !found {
		return html
	}
	return head + "<body" + hoursTogether(body)
}

// joined puts a space that no line is broken at before or after what needs its neighbour.
var joined = strings.NewReplacer(joinedPairs()...)

func joinedPairs() (pairs []string) {
	for _, before := range []string{"(v.", "(week", " kl.", "§"} {
		pairs = append(pairs, before+" ", before+"&nbsp;")
	}
	for _, after := range []string{"kB", "MB"} {
		pairs = append(pairs, " "+after, "&nbsp;"+after)
	}
	for _, l := range wording.Languages() {
		for m := time.January; m <= time.December; m++ {
			for day := range 10 { // the last digit of one: a list of months is broken where it may be
				digit, month := strconv.Itoa(day), wording.Month(l, m)
				pairs = append(pairs, digit+" "+month, digit+"&nbsp;"+month)
			}
		}
	}
	return pairs
}

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
