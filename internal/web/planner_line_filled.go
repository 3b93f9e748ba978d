package web

import (
	"reflect"
	"regexp"
	"strings"

	"beredd/internal/definition"
	"beredd/internal/wording"
)

func titled(f lineForm, title wording.Text) {
	f["title_sv"], f["title_en"] = title[wording.Swedish], title[wording.English]
}

// weekdayRule is "first Friday of February, April", or "second Thursday to Friday of March".
var weekdayRule = regexp.MustCompile(`^(first|second|third|fourth|last) (Monday|Tuesday|Wednesday|Thursday|Friday)(?: to (Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday))? of ([A-Z][A-Za-z, ]+)$`)

func seriesForm(l wording.Language, m definition.Series) lineForm {
	f := lineForm{"often": "own", "else": m.Else, "time": m.Start, "place": m.Place, "body": strings.Join(m.Bodies, ","), "except": datesForm(m.Except, nil)}
	if m.Quiet {
		f["quiet"] = "yes"
	}
	f["late"] = string(m.Late)
	f["standing_first"], f["standing_last"] = standingForm(l, m.Stands, false), standingForm(l, m.Stands, true)
	titled(f, m.Title)
	if m.End != "" {
		f["time"] += "-" + m.End
	}
	if m.Rule != nil {
		f["rule"] = ruleSaid(l, m.Rule)
		if found := weekdayRule.FindStringSubmatch(m.Rule.String()); found != nil && !strings.Contains(found[4], " and ") {
			f["often"], f["ordinal"], f["weekday"], f["until_weekday"], f["months"] = "monthly", found[1], found[2], found[3], strings.ReplaceAll(found[4], " ", "")
		}
	}
	if f["dates"] = datesForm(m.Dates, m.Lasts); m.Rule == nil && len(m.Dates) > 0 {
		f["often"] = "dates"
	}
	return f
}

func chargeForm(l wording.Language, c definition.Charge) lineForm {
	f := lineForm{"else": c.Else, "time": c.Start, "who": partyKeys(c.Who), "remind": remindedForm(l, c.Remind)}
	escalationForm(f, c.Escalate)
	titled(f, c.Title)
	if c.End != "" {
		f["time"] += "-" + c.End
	}
	return f
}

func yearlyForm(l wording.Language, c *definition.Cycle, y definition.Yearly) lineForm {
	f := chargeForm(l, y.Charge)
	for _, phase := range c.Phases {
		if reflect.DeepEqual(phase.Title, y.Phase) {
			f["phase"] = phase.Name
		}
	}
	var days []string
	for _, rule := range y.By {
		days = append(days, ruleSaid(l, rule))
	}
	for _, span := range y.On {
		if span.From == span.To {
			days = append(days, span.To.String())
		} else {
			days = append(days, span.From.String()+" to "+span.To.String())
		}
	}
	f["days"] = strings.Join(days, "\n")
	return f
}
