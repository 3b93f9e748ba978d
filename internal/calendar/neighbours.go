package calendar

import (
	"slices"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/aa"
	"github.com/rickar/cal/v2/ch"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/pl"
)

// The countries whose holidays the library has not, or not all of them. As with
// Sweden, eves on which offices are closed stand among them.

// dated is a holiday on a day of the year.
func dated(name string, month time.Month, day int) *cal.Holiday {
	return &cal.Holiday{Name: name, Type: cal.ObservancePublic, Month: month, Day: day, Func: cal.CalcDayOfMonth}
}

// weekdayFrom is a holiday on the first of some weekday from a day of the year.
func weekdayFrom(name string, weekday time.Weekday, month time.Month, day int) *cal.Holiday {
	return &cal.Holiday{Name: name, Type: cal.ObservancePublic, Month: month, Day: day, Weekday: weekday, Offset: 1, Func: cal.CalcWeekdayFrom}
}

// called is a holiday of many countries by a country's own name.
func called(h *cal.Holiday, name string) *cal.Holiday {
	return h.Clone(&cal.Holiday{Name: name, Type: cal.ObservancePublic})
}

// finnish are Finland's, with the names that it gives them in one of its languages:
// new year, epiphany, Good Friday, Easter Monday, May Day, Ascension, midsummer and
// its eve, all saints, independence, Christmas with its eve and the day after.
func finnish(names [13]string) []*cal.Holiday {
	return []*cal.Holiday{
		called(aa.NewYear, names[0]),
		called(aa.Epiphany, names[1]),
		called(aa.GoodFriday, names[2]),
		called(aa.EasterMonday, names[3]),
		called(aa.WorkersDay, names[4]),
		called(aa.AscensionDay, names[5]),
		weekdayFrom(names[6], time.Friday, time.June, 19),
		weekdayFrom(names[7], time.Saturday, time.June, 20),
		weekdayFrom(names[8], time.Saturday, time.October, 31),
		dated(names[9], time.December, 6),
		dated(names[10], time.December, 24),
		called(aa.ChristmasDay, names[11]),
		dated(names[12], time.December, 26),
	}
}

func finland() []*cal.Holiday {
	return finnish([13]string{"uudenvuodenpäivä", "loppiainen", "pitkäperjantai", "toinen pääsiäispäivä", "vappu", "helatorstai",
		"juhannusaatto", "juhannuspäivä", "pyhäinpäivä", "itsenäisyyspäivä", "jouluaatto", "joulupäivä", "tapaninpäivä"})
}

func aland() []*cal.Holiday {
	return append(finnish([13]string{"nyårsdagen", "trettondagen", "långfredagen", "annandag påsk", "första maj", "Kristi himmelsfärdsdag",
		"midsommarafton", "midsommardagen", "alla helgons dag", "självständighetsdagen", "julafton", "juldagen", "annandag jul"}),
		dated("Ålands självstyrelsedag", time.June, 9))
}

// iceland closes at noon on two eves, which are no days to have anything done on.
func iceland() []*cal.Holiday {
	return []*cal.Holiday{
		called(aa.NewYear, "nýársdagur"),
		called(aa.MaundyThursday, "skírdagur"),
		called(aa.GoodFriday, "föstudagurinn langi"),
		called(aa.EasterMonday, "annar í páskum"),
		weekdayFrom("sumardagurinn fyrsti", time.Thursday, time.April, 19),
		called(aa.WorkersDay, "verkalýðsdagurinn"),
		called(aa.AscensionDay, "uppstigningardagur"),
		called(aa.PentecostMonday, "annar í hvítasunnu"),
		dated("þjóðhátíðardagurinn", time.June, 17),
		weekdayFrom("frídagur verslunarmanna", time.Monday, time.August, 1),
		dated("aðfangadagur", time.December, 24),
		called(aa.ChristmasDay, "jóladagur"),
		dated("annar í jólum", time.December, 26),
		dated("gamlársdagur", time.December, 31),
	}
}

func estonia() []*cal.Holiday {
	return []*cal.Holiday{
		called(aa.NewYear, "uusaasta"),
		dated("iseseisvuspäev", time.February, 24),
		called(aa.GoodFriday, "suur reede"),
		called(aa.WorkersDay, "kevadpüha"),
		dated("võidupüha", time.June, 23),
		dated("jaanipäev", time.June, 24),
		dated("taasiseseisvumispäev", time.August, 20),
		dated("jõululaupäev", time.December, 24),
		called(aa.ChristmasDay, "esimene jõulupüha"),
		dated("teine jõulupüha", time.December, 26),
	}
}

// poland has had Christmas Eve among its own since 2025.
func poland() []*cal.Holiday {
	eve := dated("Wigilia Bożego Narodzenia", time.December, 24)
	eve.StartYear = 2025
	return append(slices.DeleteFunc(slices.Clone(pl.Holidays), func(h *cal.Holiday) bool { return h.Month == eve.Month && h.Day == eve.Day }), eve)
}

// switzerland keeps few days as a whole: what else is closed, each canton says. The library
// has every canton's days in one list.
func switzerland() []*cal.Holiday {
	return []*cal.Holiday{ch.Neujahr, ch.Auffahrt, ch.Bundesfeiertag, ch.Weihnachtstag}
}

// scotland has no Easter Monday, a summer holiday of its own, and two days about the new
// year. What falls on a weekend is kept on the workday after, and of two on end each on a
// day of its own.
func scotland() []*cal.Holiday {
	kept := func(h *cal.Holiday, sunday int) *cal.Holiday {
		h.Observed = []cal.AltDay{{Day: time.Saturday, Offset: 2}, {Day: time.Sunday, Offset: sunday}}
		return h
	}
	return []*cal.Holiday{
		kept(dated("New Year's Day", time.January, 1), 2),
		kept(dated("2nd January", time.January, 2), 2),
		gb.GoodFriday,
		gb.EarlyMay,
		gb.SpringHoliday,
		weekdayFrom("Summer bank holiday", time.Monday, time.August, 1),
		kept(dated("St Andrew's Day", time.November, 30), 1),
		kept(dated("Christmas Day", time.December, 25), 2),
		kept(dated("Boxing Day", time.December, 26), 2),
	}
}
