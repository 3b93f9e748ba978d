package calendar

import (
	"fmt"
	"strings"

	"beredd/internal/wording"
)

// farthestFeast is how many days from a feast that moves a day of every year may be counted:
// so few that it is always in the feast's own year.
const farthestFeast = 60

// ParseMovable reads a day of every year that is not the same date each year: a feast, or a
// day counted from one in whole days, "Good Friday", "the Monday before Easter", "2 weeks
// after Midsummer Eve".
func ParseMovable(s string) (YearDay, error) {
	said := strings.Join(strings.Fields(s), " ")
	feast, before := "", ""
	for _, f := range feasts {
		if rest, ok := strings.CutSuffix(said, f.said); ok && len(f.said) > len(feast) && (rest == "" || strings.HasSuffix(rest, " ")) {
			feast, before = f.said, strings.TrimSpace(rest)
		}
	}
	d := YearDay{Feast: feast, Said: said}
	if before == "" && feast != "" {
		return d, nil
	}
	words := strings.Fields(before)
	if len(words) == 3 && words[0] == "the" && words[1] == "day" {
		words = []string{"1", "day", words[2]}
	}
	offset, ok := offsetOf(words)
	_, most := offset.Period.Days()
	if feast == "" || !ok || offset.Period.exact() || offset.Period.Unit == Workdays || most > farthestFeast {
		return YearDay{}, fmt.Errorf("%q is no feast that moves, such as Good Friday, nor a day counted from one, such as the Monday before Easter", s)
	}
	d.From = offset
	return d, nil
}

// NamesFeast says whether a text ends with a feast that moves.
func NamesFeast(s string) bool {
	for _, f := range feasts {
		if strings.HasSuffix(strings.Join(strings.Fields(s), " "), f.said) {
			return true
		}
	}
	return false
}

// Moves says whether the day is another date in another year.
func (d YearDay) Moves() bool { return d.Feast != "" }

// beside is a day that moves as a rule has it.
func (d YearDay) beside() beside { return beside{offset: d.From, from: anchor{feast: d.Feast}} }

// moved is such a day of one year.
func (d YearDay) moved(year int) Date {
	day := anchor{feast: d.Feast}.in(year)
	if d.From.Side == "" {
		return day
	}
	return (&Calendar{}).Counted(day, d.From) // of whole days, for which no day is closed
}

// movedText is such a day as people say it.
func (d YearDay) movedText() wording.Text {
	if d.From.Side == "" {
		return anchor{feast: d.Feast}.text()
	}
	return d.beside().text()
}
