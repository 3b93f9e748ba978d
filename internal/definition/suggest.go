package definition

import (
	"regexp"
	"slices"
	"strings"

	"beredd/internal/wording"
)

// mostListed is how many possibilities an error lists before it stops.
const mostListed = 18

// oneOf says that one of words is expected, and of many how many more there are.
func oneOf(words []string) wording.Text {
	listed := strings.Join(words[:min(len(words), mostListed)], ", ")
	switch {
	case len(words) == 0:
		return nil
	case len(words) == 1:
		return wording.Same(listed)
	case len(words) > mostListed:
		return wording.Both("check.want.one_of_many", wording.Args{"Words": listed, "More": len(words) - mostListed})
	}
	return wording.Both("check.want.one_of", wording.Args{"Words": listed})
}

// oneOfThe says that a name of a sort is expected, and of many where they all stand.
func oneOfThe(what string, words []string) wording.Text {
	if len(words) <= mostListed {
		return oneOf(words)
	}
	where := "all_in_workflow"
	switch what {
	case "input", "letter", "key", "refusal", "step":
		where = "all_in_reference"
	case "person", "organization", "body", "party", "kind", "function":
		where = "all_in_collaboration"
	}
	return wording.Both("check.want.one_of_listed", wording.Args{
		"Words": strings.Join(words[:mostListed], ", "), "More": len(words) - mostListed, "Where": wording.Both("check.want."+where, nil)})
}

// nearest is the word that was probably meant: one that few letters tell from
// what was found, or that begins it. It is "" where none is near.
func nearest(found string, words []string) string {
	found = strings.ToLower(found)
	if word := translated(found, words); word != "" {
		return word
	}
	best, least := "", 1+max(1, len([]rune(found))/3)
	for _, word := range words {
		lower := strings.ToLower(word)
		d := distance(found, lower)
		if len(lower) >= 4 && len(found) >= 4 && (strings.HasPrefix(found, lower) || strings.HasPrefix(lower, found)) {
			d = min(d, 2)
		}
		if d < least {
			best, least = word, d
		}
	}
	return best
}

// translated is the word among some that a Swedish one means, or that is spelt with
// another sign between its parts.
func translated(found string, words []string) string {
	to := inEnglish[found]
	if to == "all" && !slices.Contains(words, to) {
		to = "organizations"
	}
	for _, word := range words {
		if to != "" && word == to || joined.Replace(strings.ToLower(word)) == joined.Replace(found) {
			return word
		}
	}
	return ""
}

// joined takes away what stands between the parts of a name.
var joined = strings.NewReplacer("-", "", "_", "", " ", "")

// between is what people write between the parts of a list.
var between = regexp.MustCompile(`\s*[,;/]\s*|\s+(?:and|och|&)\s+`)

// listed is a text that names several of some words as the list that it should be; ""
// where it is none.
func listed(found string, words []string) string {
	parts := between.Split(found, -1)
	if len(parts) < 2 || slices.ContainsFunc(parts, func(part string) bool { return !slices.Contains(words, part) }) {
		return ""
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// distance counts how many letters must be added, dropped, changed or swapped
// with their neighbour to make b of a.
func distance(a, b string) int {
	from, to := []rune(a), []rune(b)
	if len(from) > 64 || len(to) > 64 {
		return len(from) + len(to)
	}
	rows := make([][]int, len(from)+1)
	for i := range rows {
		rows[i] = make([]int, len(to)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i, r := range from {
		for j, s := range to {
			rows[i+1][j+1] = step(rows, from, to, i, j, r == s)
		}
	}
	return rows[len(from)][len(to)]
}

// step is the least distance at one place of the table, from those before it.
func step(rows [][]int, from, to []rune, i, j int, same bool) int {
	change := rows[i][j]
	if !same {
		change++
	}
	least := min(change, rows[i][j+1]+1, rows[i+1][j]+1)
	if i > 0 && j > 0 && from[i] == to[j-1] && from[i-1] == to[j] {
		least = min(least, rows[i-1][j-1]+1)
	}
	return least
}
