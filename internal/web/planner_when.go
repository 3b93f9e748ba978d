package web

import (
	"regexp"
	"strconv"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/definition/rewrite"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// offsetForm fills the form with how long before or after a meeting something is.
func offsetForm(f lineForm, when calendar.Offset) {
	if when.Weekday != nil {
		f["off_weekday"] = when.Weekday.String()
	}
	if when.Period.Count > 0 {
		f["count"], f["unit"] = strconv.Itoa(when.Period.Count), string(when.Period.Unit)
	}
}

// offsetOf is what the form says of that, in the pack's words: "10 workdays before", or
// "the Friday 2 weeks before"; nothing where it says nothing.
func offsetOf(f lineForm, side string) any {
	switch {
	case f["off_weekday"] != "" && f["count"] == "":
		return "the " + f["off_weekday"] + " " + side
	case f["count"] == "":
		return nil
	case f["off_weekday"] != "":
		return "the " + f["off_weekday"] + " " + periodOf(f["count"], "weeks") + " " + side
	}
	return periodOf(f["count"], f["unit"]) + " " + side
}

// periodOf is a number with its unit, "1 week".
func periodOf(count, unit string) string {
	if n, err := strconv.Atoi(count); err == nil {
		count = strconv.Itoa(n)
	}
	if count == "1" {
		unit = strings.TrimSuffix(unit, "s")
	}
	return count + " " + unit
}

// remindedForm is when something is reminded of, one a line: "10 arbetsdagar före".
func remindedForm(v wording.Language, offsets []calendar.Offset) string {
	var lines []string
	for _, offset := range offsets {
		lines = append(lines, offset.Text().In(v))
	}
	return strings.Join(lines, "\n")
}

// spokenOffset is "10 arbetsdagar före", or the same in English.
var spokenOffset = regexp.MustCompile(`(?i)^(\d+) ?(arbetsdag|arbetsdagar|workday|workdays|dag|dagar|day|days|vecka|veckor|week|weeks)?(?: (före|innan|before|efter|after))?$`)

// offsetUnits are the units that people write, in the pack's words.
var offsetUnits = map[string]string{
	"": "workdays", "arbetsdag": "workdays", "arbetsdagar": "workdays", "workday": "workdays", "dag": "days", "dagar": "days", "day": "days",
	"vecka": "weeks", "veckor": "weeks", "week": "weeks",
}

// reminders are the lines of a form in the pack's words. What is not understood stands
// as it was written, for the check to tell of.
func reminders(text string) any {
	var said []string
	for _, line := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == ',' || r == ';' }) {
		if line = strings.Join(strings.Fields(line), " "); line == "" {
			continue
		}
		found := spokenOffset.FindStringSubmatch(line)
		if found == nil {
			said = append(said, line)
			continue
		}
		unit, side := strings.ToLower(found[2]), "before"
		if word, ok := offsetUnits[unit]; ok {
			unit = word
		}
		if s := strings.ToLower(found[3]); s == "efter" || s == "after" {
			side = "after"
		}
		said = append(said, periodOf(found[1], unit)+" "+side)
	}
	return oneOrMany(said)
}

// oneOrMany is a list as a pack has it: nothing, one text, or several.
func oneOrMany(all []string) any {
	switch len(all) {
	case 0:
		return nil
	case 1:
		return all[0]
	}
	return all
}

// listed are the values of a field of several.
func listed(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ',' })
}

// partyKeys are parties as a pack names them, with a comma between.
func partyKeys(parties []people.Party) string {
	var names []string
	for _, party := range parties {
		names = append(names, party.String())
	}
	return strings.Join(names, ",")
}

// escalationKeys are the form's fields of each step of who is told of what is late.
var escalationKeys = [][2]string{{"escalate_after", "escalate_to"}, {"escalate2_after", "escalate2_to"}}

// escalationForm fills the form with who is told of what is late, where the form can
// say that.
func escalationForm(f lineForm, steps []definition.Escalation) {
	for _, step := range steps {
		if len(steps) > len(escalationKeys) || len(step.To) != 1 || step.After.Unit != calendar.Workdays {
			return
		}
	}
	for i, step := range steps {
		f[escalationKeys[i][0]], f[escalationKeys[i][1]] = strconv.Itoa(step.After.Count), step.To[0].String()
	}
}

// escalationOf is what the form says of that.
func escalationOf(f lineForm) any {
	var steps []any
	for _, keys := range escalationKeys {
		if f[keys[0]] != "" && f[keys[1]] != "" {
			steps = append(steps, []rewrite.Pair{{Key: "after", Value: periodOf(f[keys[0]], "workdays")}, {Key: "to", Value: f[keys[1]]}})
		}
	}
	switch len(steps) {
	case 0:
		return nil
	case 1:
		return steps[0]
	}
	return steps
}

// datesForm are dates, one a line.
func datesForm(dates []calendar.Date, lasts map[calendar.Date]calendar.Date) string {
	var lines []string
	for _, date := range dates {
		line := date.String()
		if last, several := lasts[date]; several {
			line += " to " + last.String()
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// datesOf are the dates of a form, in the pack's words.
func datesOf(text string) any {
	var dates []string
	for _, line := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == ',' }) {
		if line = isoDate(strings.TrimSpace(line)); line != "" {
			dates = append(dates, line)
		}
	}
	if len(dates) == 0 {
		return nil
	}
	return dates
}

// yearDays tells days of every year, "15 maj", from dates.
func yearDays(text string) (by, on any) {
	var every, once []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if _, err := calendar.ParseDate(line[:min(10, len(line))]); err == nil {
			once = append(once, line)
		} else if line != "" {
			every = append(every, ruleOf(line))
		}
	}
	if len(every) > 0 {
		by = every
	}
	if len(once) > 0 {
		on = once
	}
	return by, on
}

// ruleSaid is a rule as whoever fills in the form writes it: in Swedish in words, where
// they are read as that rule again, else as the pack has it.
func ruleSaid(l wording.Language, rule *calendar.Rule) string {
	if l == wording.Swedish {
		said := rule.Text().In(l)
		if again, err := calendar.ReadRule(said); err == nil && again.String() == rule.String() {
			return said
		}
	}
	return rule.String()
}

// ruleOf is a rule as a pack writes it, of what somebody writes; what is none is left as
// it is, for the pack's check to tell of.
func ruleOf(text string) string {
	if rule, err := calendar.ReadRule(text); err == nil {
		return rule.String()
	}
	return text
}
