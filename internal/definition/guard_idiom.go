package definition

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// An idiom is how people write something in a condition that the language says otherwise.
type idiom struct {
	looks *regexp.Regexp // what they write is its first group
	meant string         // what the language says instead, with the other groups
}

const (
	someDate   = `([\w.]+|last\(\w+\))`
	someValue  = `([a-z]\w*(?:\.\w+)*)`
	somePeriod = `(\d+ (?:workdays?|days?|weeks?|months?|years?))\b`
	someShare  = `(\d+) ?(?:%|per ?cent|procent)`
)

var idioms = []idiom{
	{regexp.MustCompile(`(` + someDate + ` \+ ` + somePeriod + `)`), `plus($2, "$3")`},
	{regexp.MustCompile(`(` + someDate + ` - ` + somePeriod + `)`), `plus($2, "-$3")`},
	{regexp.MustCompile(`(plus\(` + someDate + `, ?` + somePeriod + `\))`), `plus($2, "$3")`},
	{regexp.MustCompile(`((\d+/\d+) of (?:the |all |those )?(asked|answered))\b`), `$2 * $3`},
	{regexp.MustCompile(`(` + someShare + ` of (asked|answered))\b`), `$2/100 * $3`},
	{regexp.MustCompile(`(` + someShare + `)(?:$|\s*(?:\)|and|or|&|\|))`), `$2/100 * answered`},
	{regexp.MustCompile(`(?:^|[\s(,])((\d{4}-\d{2}-\d{2}))`), `"$2"`},
	{regexp.MustCompile(`^((\d+) (?:of|av|out of) (\d+))$`), `$2/$3`},
	{regexp.MustCompile(`^((\d+) (?:answers?|votes?|organizations?|members?))$`), `$2`},
	{regexp.MustCompile(`^(all (?:of them|asked|answers?|organizations?|members?|must answer))$`), `all`},
	{regexp.MustCompile(`(` + someValue + ` (?:is|are) (?:not set|unset|empty|missing))\b`), `$2 == ""`},
	{regexp.MustCompile(`(` + someValue + ` (?:is set|is given|is not empty|exists))\b`), `$2 != ""`},
	{regexp.MustCompile(`(` + someValue + ` is not (true|false|[\d.]+))\b`), `$2 != $3`},
	{regexp.MustCompile(`(` + someValue + ` is (true|false|[\d.]+))\b`), `$2 == $3`},
	{regexp.MustCompile(`(?:==|!=)\s*((?:null|nil|none|None|undefined))\b`), `""`},
	{regexp.MustCompile(`(?:^|[\s(,])((?:now|today)\(\))`), `today`},
}

// idiomSlip reports what a condition says otherwise than people write it; false where it
// is nothing of that.
func (s *scope) idiomSlip(n source.Node) bool {
	text := strings.TrimSpace(n.Text)
	bare := inQuotes.ReplaceAllStringFunc(text, func(quoted string) string { return strings.Repeat("_", len(quoted)) })
	for _, i := range idioms {
		at := i.looks.FindStringSubmatchIndex(bare)
		if at == nil {
			continue
		}
		meant := string(i.looks.ExpandString(nil, i.meant, text, at))
		s.r.fail(s.r.inside(n, utf8.RuneCountInString(text[:at[2]])), "guard_idiom", wording.Args{"Found": text[at[2]:at[3]], "Suggestion": meant})
		return true
	}
	return false
}
