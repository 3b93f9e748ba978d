package timetable

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// Lines are what a table becomes in cycle.yaml: entries of phases: and of deadlines:,
// each with two spaces before it.
type Lines struct{ Phases, Deadlines string }

// Entries are the lines that rows become. Rows that did not read are left out.
// otherwise is who does what names nobody. No key is one of taken, which the cycle
// has already.
func Entries(rows []Row, otherwise people.Party, l wording.Language, taken []string) Lines {
	taken = slices.Clone(taken)
	key := func(title string) string {
		made := keyOf(title, taken)
		taken = append(taken, made)
		return made
	}
	phases := map[string]string{}
	var phased, lines strings.Builder
	for _, row := range rows {
		if !row.Reads() {
			continue
		}
		if row.Phase != "" && phases[row.Phase] == "" {
			phases[row.Phase] = key(row.Phase)
			fmt.Fprintf(&phased, "  %s: {%s: %s}\n", phases[row.Phase], l, strconv.Quote(row.Phase))
		}
		fmt.Fprintf(&lines, "  %s: {title: {%s: %s}, %s", key(row.What), l, strconv.Quote(row.What), daysOf(row.Days))
		if row.Phase != "" {
			fmt.Fprintf(&lines, ", phase: %s", phases[row.Phase])
		}
		if clock := clockOf(row); clock != "" {
			fmt.Fprintf(&lines, ", time: %q", clock)
		}
		fmt.Fprintf(&lines, ", who: %s}\n", partiesOf(row.Who, otherwise))
	}
	return Lines{phased.String(), lines.String()}
}

func daysOf(days []calendar.Span) string {
	var said []string
	for _, s := range days {
		if s.Single() {
			said = append(said, s.From.String())
		} else {
			said = append(said, s.From.String()+" to "+s.To.String())
		}
	}
	return "on: " + list(said)
}

func clockOf(row Row) string {
	if row.End != "" {
		return row.Start + "-" + row.End
	}
	return row.Start
}

func partiesOf(who []people.Party, otherwise people.Party) string {
	if len(who) == 0 {
		who = []people.Party{otherwise}
	}
	var names []string
	for _, party := range who {
		names = append(names, party.String())
	}
	return list(names)
}

func list(items []string) string {
	if len(items) == 1 {
		return items[0]
	}
	return "[" + strings.Join(items, ", ") + "]"
}

// keyLength is how long a key becomes at most, for people to read it.
const keyLength = 32

// keyOf is a key for a title that nobody has: its first words in plain letters, with
// a number where that is taken.
func keyOf(title string, taken []string) string {
	plain := strings.NewReplacer("å", "a", "ä", "a", "ö", "o", "é", "e", "ü", "u").Replace(letters(title))
	key := strings.TrimLeft(strings.ReplaceAll(plain, " ", "_"), "0123456789_")
	if len(key) > keyLength {
		key = key[:keyLength]
		if at := strings.LastIndexByte(key, '_'); at > 0 {
			key = key[:at]
		}
	}
	if key == "" {
		key = "deadline"
	}
	free := key
	for n := 2; slices.Contains(taken, free); n++ {
		free = fmt.Sprintf("%s_%d", key, n)
	}
	return free
}
