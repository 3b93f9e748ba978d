package prose

import (
	"strings"
	"unicode"
)

// A Piece is some words of a text beside another version of it: that stand in both, or
// in one alone.
type Piece struct {
	Text    string
	Added   bool // in the later alone
	Removed bool // in the earlier alone
}

// mostWords is how many words each of two texts may have for them to be compared one by
// one; the work grows with their product. Longer ones are shown whole.
const mostWords = 600

// Differ tells two versions of a text apart, word by word. The pieces that are not
// Removed are the later text, and those that are not Added the earlier. It is nil where
// they say the same.
func Differ(before, after string) []Piece {
	if strings.Join(strings.Fields(before), " ") == strings.Join(strings.Fields(after), " ") {
		return nil
	}
	old, now := inWords(before), inWords(after)
	if len(old) > mostWords || len(now) > mostWords {
		return gathered([]Piece{{Text: before, Removed: true}, {Text: after, Added: true}})
	}
	common := make([][]int, len(old)+1) // of what follows, how much stands in both
	for i := range common {
		common[i] = make([]int, len(now)+1)
	}
	for i := len(old) - 1; i >= 0; i-- {
		for j := len(now) - 1; j >= 0; j-- {
			common[i][j] = max(common[i+1][j], common[i][j+1])
			if old[i] == now[j] {
				common[i][j] = common[i+1][j+1] + 1
			}
		}
	}
	var pieces []Piece
	i, j := 0, 0
	for i < len(old) || j < len(now) {
		switch {
		case i < len(old) && j < len(now) && old[i] == now[j]:
			pieces = append(pieces, Piece{Text: now[j]})
			i, j = i+1, j+1
		case j == len(now) || i < len(old) && common[i+1][j] >= common[i][j+1]:
			pieces = append(pieces, Piece{Text: old[i], Removed: true})
			i++
		default:
			pieces = append(pieces, Piece{Text: now[j], Added: true})
			j++
		}
	}
	return gathered(pieces)
}

// inWords are a text's words, each with the space after it.
func inWords(text string) (all []string) {
	start, spaced := 0, false
	for i, r := range text {
		if space := unicode.IsSpace(r); spaced && !space {
			all, start = append(all, text[start:i]), i
			spaced = false
		} else if space {
			spaced = true
		}
	}
	if start < len(text) {
		all = append(all, text[start:])
	}
	return all
}

// gathered puts pieces of one kind that follow on each other together; of what was
// exchanged, first what is gone.
func gathered(pieces []Piece) (all []Piece) {
	for _, p := range pieces {
		if last := len(all) - 1; last >= 0 && all[last].Added == p.Added && all[last].Removed == p.Removed {
			all[last].Text += p.Text
			continue
		}
		all = append(all, p)
	}
	return all
}
