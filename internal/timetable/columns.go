package timetable

import (
	"slices"
	"strings"

	"beredd/internal/calendar"
)

// headings are what people write over a column, in lower case.
var headings = struct{ when, what, who, phase []string }{
	when:  []string{"datum", "när", "dag", "tid", "tidpunkt", "senast", "deadline", "date", "when", "day", "by", "due"},
	what:  []string{"aktivitet", "aktiviteter", "vad", "händelse", "uppgift", "rubrik", "åtgärd", "möte", "activity", "what", "event", "task", "title", "meeting"},
	who:   []string{"vem", "ansvarig", "ansvariga", "ansvar", "utförare", "grupp", "who", "responsible", "owner", "group"},
	phase: []string{"fas", "etapp", "del", "skede", "phase", "stage", "part"},
}

// Guess finds which column tells what: by its heading where there is one, else when
// by where days are read most often, what by the longest texts, and the phase by a
// column before the days that is mostly empty.
func Guess(t Table) Columns {
	c := Columns{None, None, None, None}
	for _, cells := range t.Rows[:min(len(t.Rows), 5)] {
		for i, cell := range cells {
			word := strings.ToLower(strings.Trim(cell, ": "))
			c.headed(i, word)
		}
		if c.When != None && c.What != None {
			return c
		}
	}
	if c.When == None {
		c.When = most(t, func(cell string) int {
			if _, unread := calendar.ReadDays(unserial(cell), 2000); unread == nil {
				return 1
			}
			return 0
		}, c)
	}
	if c.What == None {
		c.What = most(t, func(cell string) int { return min(len(cell), 80) }, c)
	}
	if c.Phase == None {
		c.Phase = sparse(t, c)
	}
	return c
}

func (c *Columns) headed(i int, word string) {
	switch {
	case c.When == None && slices.Contains(headings.when, word):
		c.When = i
	case c.What == None && slices.Contains(headings.what, word):
		c.What = i
	case c.Who == None && slices.Contains(headings.who, word):
		c.Who = i
	case c.Phase == None && slices.Contains(headings.phase, word):
		c.Phase = i
	}
}

// taken says whether a column tells something already.
func (c Columns) taken(i int) bool { return i == c.When || i == c.What || i == c.Who || i == c.Phase }

// most is the column with the highest sum over its cells, None where all are 0.
func most(t Table, worth func(string) int, c Columns) int {
	sums := map[int]int{}
	for _, cells := range t.Rows {
		for i, cell := range cells {
			if !c.taken(i) {
				sums[i] += worth(cell)
			}
		}
	}
	best := None
	for i := range mostColumns {
		if sums[i] > 0 && (best == None || sums[i] > sums[best]) {
			best = i
		}
	}
	return best
}

// sparse is a column before the days that says something in less than half of the
// rows, None where there is none.
func sparse(t Table, c Columns) int {
	for i := range max(c.When, 0) {
		filled, rows := 0, 0
		for _, cells := range t.Rows {
			if len(cells) > c.When {
				rows++
				if cells[i] != "" {
					filled++
				}
			}
		}
		if !c.taken(i) && filled > 0 && filled*2 < rows {
			return i
		}
	}
	return None
}
