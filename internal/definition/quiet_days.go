package definition

import (
	"regexp"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition/source"
)

// A QuietTime is a line of quiet_weeks: weeks of every year, days on end of one, or those
// that a rule gives every year.
type QuietTime struct {
	Said  string // as the pack writes it
	Weeks calendar.Weeks
	Days  Span           // zero of weeks, and where a rule says which
	Rule  *calendar.Rule // nil of weeks and of days of one year
}

// quiet reads when reminders wait.
func (r *reader) quiet(n source.Node) (all []QuietTime) {
	for _, item := range n.Each() {
		if one, ok := r.quietTime(item); ok {
			all = append(all, one)
		}
	}
	return all
}

// quietTime reads "28-31", "2026-07-16 to 2026-08-29", or a rule that counts no workdays.
func (r *reader) quietTime(n source.Node) (QuietTime, bool) {
	if found := weekRange.FindStringSubmatch(strings.ReplaceAll(n.Text, " ", "")); n.Kind == source.Scalar && found != nil {
		weeks, ok := weeksOf(found)
		if !ok {
			r.wrong(n, "weeks")
		}
		return QuietTime{Said: strings.ReplaceAll(n.Text, " ", ""), Weeks: weeks}, ok
	}
	said := r.word(n)
	one := QuietTime{Said: strings.Join(strings.Fields(said), " ")}
	if said == "" {
		return one, false
	}
	if span, ok := (&scope{r: r}).days(n); ok {
		one.Days = span
		return one, !span.To.Before(span.From)
	}
	rule, err := calendar.ParseRule(said)
	if err != nil || rule.CountsWorkdays() {
		r.wrong(n, "weeks")
		return one, false
	}
	one.Rule = rule
	return one, true
}

// weeksOf are the weeks that a pattern has found; false where no year has them, or where
// they are most of one.
func weeksOf(found []string) (calendar.Weeks, bool) {
	w := calendar.Weeks{First: atoi(found[1]), Last: atoi(found[1])}
	if found[2] != "" {
		w.Last = atoi(found[2])
	}
	return w, w.First >= 1 && w.First <= 53 && w.Last >= 1 && w.Last <= 53 && (w.Last >= w.First || 53-w.First+w.Last <= 26)
}

// quiets puts quiet times into what a collaboration says of its calendar.
func quiets(c *calendar.Config, times []QuietTime) {
	for _, one := range times {
		switch {
		case one.Rule != nil:
			c.Hushed = append(c.Hushed, one.Rule)
		case one.Days != Span{}:
			c.Still = append(c.Still, calendar.Span(one.Days))
		default:
			c.Quiet = append(c.Quiet, one.Weeks)
		}
	}
}

// ReadQuietTime reads when somebody writes that reminders wait, as a pack does or as people
// say it: "28-31", "v. 28–31", "16 juli–29 augusti 2026", "27–30 december" for every year.
// It answers it as a pack writes it.
func ReadQuietTime(said string) (string, bool) {
	plain := strings.ReplaceAll(strings.ToLower(strings.Join(strings.Fields(said), " ")), "–", "-")
	if weekRange.MatchString(plain) {
		return plain, true
	}
	if found := saidWeeks.FindStringSubmatch(plain); found != nil {
		return strings.TrimSuffix(found[1]+"-"+found[2], "-"), true
	}
	return ReadClosedDay(said)
}

// saidWeeks are weeks as people say them: "v. 28-31", "vecka 28 till 31", "week 28".
var saidWeeks = regexp.MustCompile(`^(?:v\.?|vecka|veckorna|weeks?) ?(\d{1,2})(?: ?(?:-|to|till) ?(\d{1,2}))?$`)
