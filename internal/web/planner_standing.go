package web

import (
	"slices"
	"strings"

	"beredd/internal/agenda"
	"beredd/internal/definition"
	"beredd/internal/definition/rewrite"
	"beredd/internal/wording"
)

// A standing item is one line of a form: "Laget runt / Around the table (rapporter)". Its title
// is said in each of the pack's languages, and its kind where it is not a formal one.

// tongues stands between a title's languages.
const tongues = " / "

// standingForm are those of a series' standing items that come first, or last.
func standingForm(l wording.Language, items []definition.StandingItem, last bool) string {
	var lines []string
	for _, item := range items {
		if item.Last != last {
			continue
		}
		line := item.Title[wording.Swedish]
		if en := item.Title[wording.English]; en != line && en != "" {
			line = strings.TrimPrefix(line+tongues+en, tongues)
		}
		if item.Kind != string(agenda.Formal) {
			line += " (" + strings.ToLower(wording.Say(l, "agenda.kind."+item.Kind, nil)) + ")"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// standingOf are the standing items of a form, in the pack's words; nil is none.
func standingOf(pack *definition.Pack, f lineForm) any {
	var all []any
	for _, field := range []string{"standing_first", "standing_last"} {
		for line := range strings.Lines(f[field]) {
			title, kind := standingKind(strings.TrimSpace(line))
			if title == "" {
				continue
			}
			sv, en, _ := strings.Cut(title, tongues)
			item := []rewrite.Pair{{Key: "title", Value: titleSaid(pack, strings.TrimSpace(sv), strings.TrimSpace(en))}}
			if kind != agenda.Formal {
				item = append(item, rewrite.Pair{Key: "kind", Value: string(kind)})
			}
			if field == "standing_last" {
				item = append(item, rewrite.Pair{Key: "last", Value: true})
			}
			all = append(all, item)
		}
	}
	if all == nil {
		return nil
	}
	return all
}

// standingKind parts a line into its title and the kind that stands after it, in any
// language.
func standingKind(line string) (string, agenda.Kind) {
	open := strings.LastIndex(line, " (")
	if open < 0 || !strings.HasSuffix(line, ")") {
		return line, agenda.Formal
	}
	said := line[open+2 : len(line)-1]
	for _, kind := range []agenda.Kind{agenda.Formal, agenda.Information, agenda.Round, agenda.Decision} {
		if slices.ContainsFunc(wording.Languages(), func(l wording.Language) bool {
			return strings.EqualFold(said, wording.Say(l, "agenda.kind."+string(kind), nil))
		}) {
			return line[:open], kind
		}
	}
	return line, agenda.Formal
}
