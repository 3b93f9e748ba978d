package calendar

import (
	"slices"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/at"
	"github.com/rickar/cal/v2/be"
	"github.com/rickar/cal/v2/cz"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/dk"
	"github.com/rickar/cal/v2/es"
	"github.com/rickar/cal/v2/fr"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/ie"
	"github.com/rickar/cal/v2/it"
	"github.com/rickar/cal/v2/lt"
	"github.com/rickar/cal/v2/lv"
	"github.com/rickar/cal/v2/nl"
	"github.com/rickar/cal/v2/no"
	"github.com/rickar/cal/v2/us"

	"beredd/internal/wording"
)

// The public holidays that are no country's, and Sweden's, which are those of a
// collaboration that says nothing.
const (
	NoHolidays = "none"
	sweden     = "sweden"
)

// Countries lists whose public holidays a collaboration may keep: those that the
// whole country has, and "none".
func Countries() []string {
	return []string{
		sweden, "denmark", "norway", "finland", "aland", "iceland", "estonia", "latvia", "lithuania", "poland",
		"germany", "austria", "switzerland", "france", "netherlands", "belgium", "ireland", "italy", "spain", "czechia",
		"united_kingdom", "scotland", "united_states", NoHolidays,
	}
}

// Keeps says whether a country's public holidays are known.
func Keeps(country string) bool { return slices.Contains(Countries(), country) }

// abroad are the public holidays of another country than Sweden, as it calls them
// itself.
func abroad(country string) []*cal.Holiday {
	switch country {
	case "denmark":
		return dk.Holidays
	case "norway":
		return no.Holidays
	case "finland":
		return finland()
	case "aland":
		return aland()
	case "iceland":
		return iceland()
	case "estonia":
		return estonia()
	case "latvia":
		return lv.Holidays
	case "lithuania":
		return lt.Holidays
	case "poland":
		return poland()
	case "belgium":
		return be.Holidays
	case "ireland":
		return ie.Holidays
	case "italy":
		return it.Holidays
	case "spain":
		return es.Holidays
	case "czechia":
		return cz.Holidays
	case "germany":
		return de.Holidays
	case "austria":
		return at.Holidays
	case "switzerland":
		return switzerland()
	case "france":
		return fr.Holidays
	case "netherlands":
		return nl.Holidays
	case "united_kingdom":
		return gb.Holidays
	case "scotland":
		return scotland()
	case "united_states":
		return us.Holidays
	}
	return nil
}

// kept are the holidays that the collaboration keeps, by what people call them.
func (c *Calendar) kept() []kept {
	var all []kept
	if c.config.Holidays != "" && c.config.Holidays != sweden {
		for _, h := range abroad(c.config.Holidays) {
			all = append(all, kept{wording.Same(h.Name), h})
		}
		return all
	}
	for _, h := range holidays() {
		all = append(all, kept{wording.Both("calendar.holiday."+h.name, nil), h.on})
	}
	return all
}

// A kept is a public holiday with its name.
type kept struct {
	name wording.Text
	on   *cal.Holiday
}
