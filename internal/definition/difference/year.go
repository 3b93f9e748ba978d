package difference

import (
	"strings"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// sections are the parts of the year's file that say what is done around each meeting
// of a series.
var sections = map[string]bool{"before_each": true, "after_each": true}

// duties compares what is done before or after the meetings of each series, duty by
// duty.
func (d *differ) duties(at spot, section string, before, after source.Node) {
	told := len(d.found)
	d.keys(before, after, func(series string, old, new source.Entry) {
		inner := at
		inner.of, inner.name = "meeting", series
		inner.place = wording.Both("diff.of."+section, wording.Args{"Title": d.seriesTitle(series)})
		d.items(inner, "duty", section, old.Value, new.Value)
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
	return wording.Same(definition.Humanised(name))
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
func (d *differ) closedTitle(on int, e source.Entry) wording.Text {
	days := d.ofYear(on, "closed_days", e.Key.Text)
	if days == nil {
		days = wording.Same(e.Key.Text)
	}
	title := titleOf("closed_day", e.Value)
	if len(title) == 0 {
		return days
	}
	return wording.Both("diff.closed", wording.Args{"Title": title, "Days": days})
}

// dutyTitle is what people call a duty: its title, else its name made readable.
func (d *differ) dutyTitle(n source.Node) wording.Text {
	if title := titleOf("duty", n); len(title) > 0 {
		return title
	}
	name, _ := n.Get("name")
	return wording.Same(definition.Humanised(name.Text))
}

// days tells which days are others, without those that stand.
func (d *differ) days(at spot, key string, before, after source.Node) {
	old, new := d.apart(key, before.Items, after.Items)
	if len(old)+len(new) == 0 {
		d.changed(at, key, before, after) // their order alone
		return
	}
	some := func(from source.Node, items []source.Node) source.Node {
		from.Items = items
		if len(items) == 0 {
			from.Kind = source.Nothing
		}
		return from
	}
	d.changed(at, key, some(before, old), some(after, new))
}
