package inbox

import (
	"bufio"
	"bytes"
	"regexp"
	"strings"
)

// A report says what became of a letter (RFC 3464): of the worst of its recipients.
type report struct {
	action string // "failed", "delayed", "delivered", "relayed" or "expanded"
	code   string // "5.1.1"
	said   string // without addresses
}

// grave orders what may become of a letter.
var grave = map[string]int{"failed": 5, "delayed": 4, "expanded": 3, "relayed": 2, "delivered": 1}

// statusCode is an enhanced status code (RFC 3463).
var statusCode = regexp.MustCompile(`\b([245]\.\d{1,3}\.\d{1,3})\b`)

// readReport reads the part that programs read: groups of fields, the first of them
// about the message and each of the others about a recipient. Nil says that it tells
// of no recipient.
func readReport(text []byte) *report {
	var worst *report
	for _, group := range groups(text) {
		r := &report{action: strings.ToLower(firstWord(group["action"])), said: scrub(group["diagnostic-code"])}
		if grave[r.action] == 0 {
			continue // the message's own fields, or what no standard knows
		}
		if r.code = statusCode.FindString(group["status"]); r.code == "" {
			r.code = statusCode.FindString(r.said)
		}
		if worst == nil || grave[r.action] > grave[worst.action] {
			worst = r
		}
	}
	return worst
}

// groups are fields, parted by empty lines.
func groups(text []byte) []map[string]string {
	all := []map[string]string{{}}
	last := ""
	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
		line := strings.TrimRight(lines.Text(), "\r")
		now := all[len(all)-1]
		name, value, ok := strings.Cut(line, ":")
		switch {
		case strings.TrimSpace(line) == "":
			if len(now) > 0 && len(all) < 1000 {
				all, last = append(all, map[string]string{}), ""
			}
		case line[0] == ' ' || line[0] == '\t':
			if last != "" {
				now[last] += " " + strings.TrimSpace(line)
			}
		case ok:
			last = strings.ToLower(strings.TrimSpace(name))
			if _, is := now[last]; !is {
				now[last] = strings.TrimSpace(value)
			}
		}
	}
	return all
}

// firstWord leaves out what is said in brackets beside a word.
func firstWord(s string) string {
	word, _, _ := strings.Cut(strings.TrimSpace(s), " ")
	return word
}

// An address is what a server's words must not keep.
var anAddress = regexp.MustCompile(`[^\s<>"'(),;:=@]+@[^\s<>"'(),;:@]+`)

// scrub makes one line of what a server said, without the protocol's name before it
// and without addresses.
func scrub(s string) string {
	if kind, rest, ok := strings.Cut(s, ";"); ok && !strings.Contains(strings.TrimSpace(kind), " ") {
		s = rest
	}
	return oneLine(anAddress.ReplaceAllString(strings.ToValidUTF8(s, ""), "…"))
}
