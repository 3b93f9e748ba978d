// Package guess says which word was probably meant by one that the language does not
// have: of the same meaning in Swedish, or but a few letters from it.
package guess

import (
	"slices"
	"strings"
)

// Nearest is the word that was probably meant: one that few letters tell from
// what was found, or that begins it. It is "" where none is near.
func Nearest(found string, words []string) string {
	found = strings.ToLower(found)
	if word := Namesake(found, words); word != "" {
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

// Namesake is the word among some that a Swedish one means, or that is spelt with
// another sign between its parts.
func Namesake(found string, words []string) string {
	found = strings.ToLower(found)
	to := Translated(found)
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
