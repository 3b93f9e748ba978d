package drawing

import "strings"

// Text has no measure before it is shown, so widths are those of a wide common
// font, and in any other there is room to spare.
const (
	narrow = "ijl.,:;'|!()[]fIt-/ "
	broad  = "mwMWÆŒ@%—"
)

// wide is how wide a text is, at most, in a size of so many pixels.
func wide(text string, size float64) int {
	sum := 0.0
	for _, r := range text {
		switch {
		case strings.ContainsRune(narrow, r):
			sum += 0.4
		case strings.ContainsRune(broad, r):
			sum += 1.02
		case r >= 'A' && r <= 'Z' || r == 'Å' || r == 'Ä' || r == 'Ö':
			sum += 0.77
		case r > 0x2fff:
			sum += 1.05
		default:
			sum += 0.65
		}
	}
	return int(sum*size + 0.999)
}

// wrap breaks a text into rows of a width, between words where that can be.
func wrap(text string, width int, size float64) []string {
	var rows []string
	at := ""
	for word := range strings.FieldsSeq(text) {
		if at != "" && wide(at+" "+word, size) > width {
			rows = append(rows, at)
			at = ""
		}
		for at == "" && wide(word, size) > width {
			head := fitting(word, width, size)
			rows = append(rows, word[:head]+"-")
			word = word[head:]
		}
		at = strings.TrimLeft(at+" "+word, " ")
	}
	if at != "" || len(rows) == 0 {
		rows = append(rows, at)
	}
	return rows
}

// fitting is how many bytes of a word stand in a row with a hyphen, one letter at
// the least.
func fitting(word string, width int, size float64) int {
	fits := 0
	for i, r := range word {
		end := i + len(string(r))
		if fits > 0 && wide(word[:end]+"-", size) > width {
			break
		}
		fits = end
	}
	return fits
}
