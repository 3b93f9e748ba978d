package definition_test

import (
	"slices"
	"testing"

	"beredd/internal/definition/source"
)

// ofYear are what the page's pack cannot say of its year.
var ofYear = []change{
	{"a meeting of nobody that meets", year, `- {name: preparation, title: {sv: Beredning}, when: "the Friday 2 weeks before", who: beredning,`, `- «{name: preparation, title: {sv: Beredning}, when: "the Friday 2 weeks before", who: coordinator,`, "meets_nobody", ""},
	{"a phase that there is not", year, "discharge_act: {title: {sv: Utskrivningslagen},", "discharge_act: {title: {sv: Utskrivningslagen}, phase: «folow_up,", "unknown_phase", ""},
	{"days that end before they begin", year, "on: 2018-08-31", "on: «2018-08-31 to 2018-08-01", "days_backwards", ""},
	{"days of which the last is none", year, "on: 2018-08-31", "on: «2018-08-31 to September", "wrong_value", ""},
	{"a meeting whose days end before they begin", year, "dates: [2018-02-16, 2018-10-26]", "dates: [2018-02-16, «2018-10-26 to 2018-10-25]", "days_backwards", ""},
	{"a meeting on one day twice", year, "dates: [2018-02-16, 2018-10-26]", "dates: [2018-02-16, «2018-02-16]", "named_twice", ""},
	{"a pair of days that ends as it begins", year, `on: "first Friday of February, April, June, September, November"`, `on: «first Friday to Friday of March`, "wrong_value", ""},
	{"a pair of days that are no weekdays", year, `on: "first Friday of February, April, June, September, November"`, `on: «first workday to Friday of March`, "wrong_value", ""},
	{"a meeting of one day that ends before it begins", year, `time: "09:00-12:00"`, `time: «"12:00-11:00"`, "wrong_value", ""},
	{"a Monday after a day that no year has", year, `on: "first Friday of February, April, June, September, November"`, `on: «first Monday after 31 June`, "no_such_day", ""},
	{"closed on a workday of the month", collaboration, "closed_days: {2026-05-15:", "closed_days: {«last workday of December:", "closed_by_workdays", ""},
	{"closed from a day to one before it", collaboration, "closed_days: {2026-05-15:", "closed_days: {«2026-05-15 to 2026-05-14:", "days_backwards", ""},
	{"quiet days that end before they begin", collaboration, "quiet_weeks: [28-31]", "quiet_weeks: [28-31, «2026-10-30 to 2026-10-26]", "days_backwards", ""},
	{"quiet by the workdays", collaboration, "quiet_weeks: [28-31]", "quiet_weeks: [28-31, «last workday of December]", "wrong_value", ""},
	{"quiet weeks that no year has", collaboration, "quiet_weeks: [28-31]", "quiet_weeks: [«28-61]", "wrong_value", ""},
	{"closed on a day of a month that is none", collaboration, "closed_days: {2026-05-15:", "closed_days: {«27 Decembre to 30 December:", "wrong_value", ""},
	{"an exception that is no day", year, "avoid: closed days, else: next workday}", "avoid: closed days, else: next workday, except: «2026-02-30}", "no_such_day", ""},
	{"what nobody can avoid", year, "avoid: closed days", "avoid: [closed days, «quiet week]", "wrong_value", "quiet weeks"},
	{"a year that begins on no day", year, "cycle: LGL\n", "cycle: LGL\nyear_begins: «July\n", "wrong_value", ""},
	{"what comes before a meeting after it", year, `- {name: notice,     title: {sv: Kallelse}, when: 7 days before`, `- «{name: notice,     title: {sv: Kallelse}, when: 7 days after`, "not_before", ""},
	{"what comes after a meeting before it", year, `- {name: minutes,    title: {sv: Justerat protokoll}, when: 10 days after`, `- «{name: minutes,    title: {sv: Justerat protokoll}, when: the Friday before`, "not_after", ""},
	{"a deadline of whoever opened", year, "by: [15 May, 15 November], who: sip", "by: [15 May, 15 November], who: «submitter", "year_submitter", ""},
	{"a deadline of nobody", year, "by: [15 May, 15 November], who: sip", "by: [15 May, 15 November], who: «[]", "nothing", ""},
	{"a meeting of nobody", year, "  lgl:          {body: lgl,", "  lgl:          {body: «[],", "nothing", ""},
	{"a rule that says nothing", year, `on: "first Friday of February, April, June, September, November"`, `on: «""`, "nothing", ""},
	{"a standing item twice", year, "avoid: closed days, else: next workday}", "avoid: closed days, else: next workday, standing_items: [{title: {sv: Laget}}, «{title: {sv: Laget}, kind: round}]}", "standing_twice", ""},
	{"a standing item of no kind", year, "avoid: closed days, else: next workday}", "avoid: closed days, else: next workday, standing_items: [{title: {sv: Laget}, kind: «delegated}]}", "wrong_value", ""},
	{"several days of what is no meeting", year, `when: 7 days before, `, `when: 7 days before, lasts: «2 days, `, "lasts_no_meeting", ""},
	{"a meeting of more than a week before another", year, `when: "the Friday 2 weeks before", who: beredning,`, `when: "the Friday 2 weeks before", lasts: «9 days, who: beredning,`, "wrong_value", ""},
	{"a meeting of so many workdays before another", year, `when: "the Friday 2 weeks before", who: beredning,`, `when: "the Friday 2 weeks before", lasts: «2 workdays, who: beredning,`, "wrong_value", ""},
	{"two duties of one name", year, `- {name: minutes,    title`, `- «{name: notice,    title`, "named_twice", ""},
}

// ofYearHardly are what it hardly means of it.
var ofYearHardly = []change{
	{"an exception from nothing", year, "  lgl:          {body: lgl,", "  «lgl:          {body: lgl, except: 2026-02-05,", "excepts_nothing", ""},
	{"a duty on a closed day", year, `- {name: notice,     title: {sv: Kallelse}`, `- «{name: notice,     title: {sv: Kallelse}`, "falls_closed", ""},
	{"a meeting before another that comes to stand on a closed day", year, `- {name: preparation, title`, `- «{name: preparation, title`, "falls_closed", ""},
	{"a meeting before another that is not over when that begins", year, `- {name: preparation, title: {sv: Beredning}, when: "the Friday 2 weeks before",`, `- «{name: preparation, title: {sv: Beredning}, else: previous workday, when: 2 days before, lasts: 3 days,`, "goes_over", ""},
	{"a deadline on a closed day", year, "sip_report:   {title", "«sip_report:   {title", "falls_closed", ""},
	{"a meeting on a closed day", year, `  lgl:          {body: lgl, on: "first Friday of February, April, June, September, November", time: "09:00-12:00", avoid: closed days, else: next workday}`, `  «lgl:          {body: lgl, on: "first Friday of February, April, June, September, November", time: "09:00-12:00"}`, "falls_closed", ""},
	{"a half-year of three days", year, "sip_report:   {title: {sv: SIP-rapport}, every: half-year, by: [15 May,", "sip_report:   {title: {sv: SIP-rapport}, every: half-year, by: «[15 May, 15 September,", "not_so_often", ""},
	{"a meeting listed before an earlier one", year, "dates: [2018-02-16, 2018-10-26]", "dates: [2028-02-18, «2018-10-26]", "date_out_of_line", ""},
	{"a meeting listed ten years after another", year, "dates: [2018-02-16, 2018-10-26]", "dates: [2017-02-17, «2027-02-19]", "date_out_of_line", ""},
	{"a meeting listed on a public holiday", year, "dates: [2018-02-16, 2018-10-26]", "dates: [2018-02-16, «2018-05-10]", "listed_closed", ""},
	{"a meeting all summer", year, `  lgl:          {body: lgl, on: "first Friday of February, April, June, September, November", time: "09:00-12:00", avoid: closed days, else: next workday}`, `  lgl:          {body: lgl, on: «"1 June to 31 August", time: "09:00-12:00", avoid: closed days, else: next workday}`, "meets_for_long", ""},
	{"closed every year on what is closed anyhow", collaboration, "closed_days: {2026-05-15:", "closed_days: {«24 December:", "closed_already", ""},
	{"one body twice in a day", year, "  presidium:    {body: presidium, dates: [2018-02-16, 2018-10-26]}", "  «presidium:    {body: [presidium, lgl], dates: [2026-04-07, 2018-10-26]}", "meets_twice", ""},
}

// TestTheYearIsChecked plants each mistake in the cycle, and finds it at its place.
func TestTheYearIsChecked(t *testing.T) {
	for _, row := range ofYear {
		t.Run(row.sentence, func(t *testing.T) { row.found(t, source.Error) })
	}
	for _, row := range ofYearHardly {
		t.Run(row.sentence, func(t *testing.T) { row.found(t, source.Warning) })
	}
}

// TestAWordThatIsNoneLeavesTheYearReadable gives a meeting a move that there is not: the
// year is looked at all the same, and told of.
func TestAWordThatIsNoneLeavesTheYearReadable(t *testing.T) {
	t.Parallel()
	_, problems := yearOf(t, year, `cycle: Lake
title: The year
meetings:
  board: {title: The board, body: board, on: first Friday of April, else: next day}
`)
	if !slices.ContainsFunc(problems, func(p source.Problem) bool { return p.Code == "wrong_value" && p.Pos.Line == 4 }) {
		t.Errorf("it is told as %v", problems)
	}
}
