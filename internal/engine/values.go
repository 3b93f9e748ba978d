package engine

import (
	"fmt"
	"math"
	"strconv"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/people"
)

// values adds to an env the functions of a guard over the past, dates, numbers and
// weights. round is the one at hand, or nil.
func (d *deciding) values(env map[string]any, round *Round) {
	env["times"], env["last"], env["ended"] = d.times, d.last, d.endedOn
	env["plus"], env["later"], env["earlier"], env["latest_known"] = d.plus, later, earlier, latestKnown
	env["next"] = nextDay
	env["days"], env["workdays"] = days, d.workdays
	env["seats"] = d.seats
	env["others"] = func(words ...string) int { return d.othersOf(round, words) }
	env["sum"] = func(words ...string) float64 { sum, _ := d.sum(words); return sum }
	env["average"] = func(words ...string) float64 {
		sum, gave := d.sum(words)
		return tidy(sum / float64(max(gave, 1)))
	}
	env["answer"] = func(words ...string) string { return d.answerOf(round, words) }
	d.parts(env, round)
	env["weight"] = func(words ...string) float64 { return d.weight(round, words) }
}

// dayIn is the date that a text is or begins with.
func dayIn(text string) (calendar.Date, bool) {
	date, err := calendar.ParseDate(text[:min(len(text), len("2006-01-02"))])
	return date, err == nil
}

// plus is the date so much later, by a period or by a number and its unit; "" where there
// is none, and where a field that it counts by has not been given.
func (d *deciding) plus(text string, by ...any) string {
	date, known := dayIn(text)
	if len(by) > 2 && d.p.Fields[fmt.Sprint(by[2])] == nil {
		return ""
	}
	offset, ok := counting(by)
	if known && ok && offset.Period.Count == 0 {
		return date.String()
	}
	if !known || !ok {
		return ""
	}
	return d.pack.Calendar.Counted(date, offset).String()
}

// counting is the period by which plus() counts, false where no calendar counts so far or
// the number is not whole.
func counting(by []any) (calendar.Offset, bool) {
	if len(by) == 1 {
		return definition.Counting(fmt.Sprint(by[0]))
	}
	var number float64
	switch by := by[0].(type) {
	case float64:
		number = by
	case int:
		number = float64(by)
	}
	if number == 0 {
		return calendar.Offset{}, true
	}
	if number != math.Trunc(number) || math.Abs(number) > mostCounted {
		return calendar.Offset{}, false
	}
	return definition.Counting(fmt.Sprintf("%d %v", int(number), by[1]))
}

// mostCounted is more than any period is.
const mostCounted = 100_000

// later is the latest of some dates, "" as long as one of them isn't known.
func later(texts ...string) string {
	latest := ""
	for _, text := range texts {
		date, known := dayIn(text)
		if !known {
			return ""
		}
		latest = max(latest, date.String())
	}
	return latest
}

// earlier is the earliest of those dates that are known.
func earlier(texts ...string) string {
	earliest := ""
	for _, text := range texts {
		if date, known := dayIn(text); known && (earliest == "" || date.String() < earliest) {
			earliest = date.String()
		}
	}
	return earliest
}

// latestKnown is the latest of those dates that are known.
func latestKnown(texts ...string) string {
	latest := ""
	for _, text := range texts {
		if date, known := dayIn(text); known {
			latest = max(latest, date.String())
		}
	}
	return latest
}

// nextDay is the first of a day of every year that comes on a date or after it; "" where
// that isn't known.
func nextDay(yearly, text string) string {
	from, known := dayIn(text)
	day, ok := definition.YearlyDay(yearly)
	if !known || !ok {
		return ""
	}
	for year := from.Year - 1; ; year++ { // one counted from a feast may be of another year than that
		if next := day.In(year); !next.Before(from) {
			return next.String()
		}
	}
}

// days is how many days there are from one date to another, 0 where one isn't known.
func days(from, to string) int {
	first, known := dayIn(from)
	last, both := dayIn(to)
	if !known || !both {
		return 0
	}
	return first.DaysUntil(last)
}

// workdays is how many workdays there are from one date to another, the first not
// counted, 0 where one isn't known.
func (d *deciding) workdays(from, to string) int {
	first, known := dayIn(from)
	last, both := dayIn(to)
	if !known || !both {
		return 0
	}
	return d.pack.Calendar.WorkdaysUntil(first, last)
}

// endedOn is the day on which a round ended, "" before.
func (d *deciding) endedOn(words ...string) string {
	round := d.named(words)
	if round == nil || round.OpenedAt.IsZero() || round.ClosedAt.IsZero() {
		return ""
	}
	return d.pack.Calendar.Today(round.ClosedAt).String()
}

// named is the round that the first of some words names, or nil.
func (d *deciding) named(words []string) *Round {
	if len(words) == 0 {
		return nil
	}
	return d.latest(words[0])
}

// sum adds up a number over the answers of a round that gave it, of all or of one
// answer, and says how many did.
func (d *deciding) sum(words []string) (sum float64, gave int) {
	round := d.named(words)
	if round == nil || len(words) < 2 {
		return 0, 0
	}
	for _, r := range round.Respondents {
		if !r.Counts() || r.Answer == "" || len(words) == 3 && r.Answer != words[1] {
			continue
		}
		if number, ok := r.Inputs[words[len(words)-1]].(float64); ok {
			sum, gave = sum+number, gave+1
		}
	}
	return tidy(sum), gave
}

// weight is what those weigh who gave an answer, in the round at hand or in one by
// name; without words what all weigh who are asked.
func (d *deciding) weight(round *Round, words []string) float64 {
	if len(words) == 2 {
		round = d.latest(words[0])
	}
	if round == nil {
		return 0
	}
	sum, answer, of := 0.0, "", ward(nil)
	if len(words) > 0 {
		answer, of = d.counting(round, words[len(words)-1])
	}
	for _, r := range round.Respondents {
		if len(words) == 0 && r.Counts() || len(words) > 0 && r.Answer == answer && of(r) && r.IsTallied(d.flow.Round(round.Name)) {
			sum += d.weighs(round, r)
		}
	}
	return tidy(sum)
}

// tidy is a number without what adding binary fractions leaves far behind its point,
// so that 0.1 and 0.2 are 0.3.
func tidy(number float64) float64 {
	tidied, err := strconv.ParseFloat(strconv.FormatFloat(number, 'g', 12, 64), 64)
	if err != nil {
		return number
	}
	return tidied
}

// answerOf is what one respondent has answered, in the round at hand or in one by
// name, where that is counted; "" where it is not, or there is none.
func (d *deciding) answerOf(round *Round, words []string) string {
	if len(words) == 2 {
		round = d.latest(words[0])
	}
	if round == nil || len(words) == 0 {
		return ""
	}
	who := words[len(words)-1]
	for _, r := range round.Respondents {
		body := d.p.Bodies[who]
		is := r.Key() == who || body != "" && r.Key() == body || who == string(people.Submitter) && r.Key() == d.p.Submitter || d.chaired(round, r, who)
		if is && r.Of == "" && r.IsTallied(d.flow.Round(round.Name)) {
			return r.Answer
		}
	}
	return ""
}

// seats is how many have the seat of a chair or a member today in the body of a
// role, and no conflict of interest.
func (d *deciding) seats(words ...string) int {
	if len(words) == 0 {
		return 0
	}
	return d.people().Voting(d.p.Bodies[words[0]], d.today)
}
