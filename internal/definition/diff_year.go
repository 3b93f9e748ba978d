package definition

import (
	"strings"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/wording"
)

// sections are the parts of the year's file that say what is done around each meeting
// of a series.
var sections = map[string]bool{"before_each": true, "after_each": true}

// duties compares what is done before or after the meetings of each series, duty by
// duty.
func (d *differ) duties(at spot, section string, before, after node) {
	told := len(d.found)
	d.keys(before, after, func(series string, old, new entry) {
		inner := at
		inner.of, inner.name = "meeting", series
		inner.place = wording.Both("diff.of."+section, wording.Args{"Title": d.seriesTitle(series)})
		d.items(inner, "duty", section, old.value, new.value)
	})
	if len(d.found) == told {
		d.changed(at, section, before, after)
	}
}

// seriesTitle is what people call a series of either edition, the newer first.
func (d *differ) seriesTitle(name string) wording.Text {
	for _, side := range []int{1, 0} {
		if c := d.sides[side].pack.Cycle; c != nil && c.Series(name) != nil {
			return c.Series(name).Title
		}
	}
	return wording.Same(humanised(name))
}

// ofYear is a word of the year's file, as people say it: a day, a rule, a month, or a
// part of the year; nil where it is none.
func (d *differ) ofYear(on int, key, word string) wording.Text {
	switch key {
	case "dates", "except", "on", "from", "to", "until", "closed_days", "quiet_weeks":
		if day, err := calendar.ParseDate(word); err == nil {
			return wording.Each(day.Prose)
		}
		if first, last, several := strings.Cut(word, " to "); several {
			from, wrong := calendar.ParseDate(first)
			to, err := calendar.ParseDate(last)
			if wrong == nil && err == nil {
				return wording.Both("diff.days", wording.Args{"From": wording.Each(from.Prose), "To": wording.Each(to.Prose)})
			}
		}
	case "phase":
		if c := d.sides[on].pack.Cycle; c != nil {
			for _, p := range c.Phases {
				if p.Name == word {
					return p.Title
				}
			}
		}
	case "in":
		for m := time.January; m <= time.December; m++ {
			if strings.EqualFold(m.String(), word) {
				return wording.Each(func(l wording.Language) string { return wording.Month(l, m) })
			}
		}
	}
	if key == "on" || key == "by" || key == "closed_days" || key == "quiet_weeks" {
		if rule, err := calendar.ParseRule(word); err == nil {
			return rule.Text()
		}
	}
	return nil
}

// closedTitle is what a closed day is called, with the days.
func (d *differ) closedTitle(on int, e entry) wording.Text {
	days := d.ofYear(on, "closed_days", e.key.text)
	if days == nil {
		days = wording.Same(e.key.text)
	}
	title := titleOf("closed_day", e.value)
	if len(title) == 0 {
		return days
	}
	return wording.Both("diff.closed", wording.Args{"Title": title, "Days": days})
}

// dutyTitle is what people call a duty: its title, else its name made readable.
func (d *differ) dutyTitle(n node) wording.Text {
	if title := titleOf("duty", n); len(title) > 0 {
		return title
	}
	name, _ := n.get("name")
	return wording.Same(humanised(name.text))
}

// days tells which days are others, without those that stand.
func (d *differ) days(at spot, key string, before, after node) {
	old, new := d.apart(key, before.items, after.items)
	if len(old)+len(new) == 0 {
		d.changed(at, key, before, after) // their order alone
		return
	}
	some := func(from node, items []node) node {
		from.items = items
		if len(items) == 0 {
			from.kind = nothing
		}
		return from
	}
	d.changed(at, key, some(before, old), some(after, new))
}
