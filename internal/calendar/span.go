package calendar

// A Span is a day, or several on end, both ends included.
type Span struct {
	From Date `json:"from"`
	To   Date `json:"to"`
}

// OneDay is the span of one day.
func OneDay(d Date) Span { return Span{d, d} }

// Single says whether it is one day.
func (s Span) Single() bool { return s.From == s.To }

// Months is the span of n whole months, the first of which is given. It answers an
// empty Span for a month that there is not.
func months(year, first, n int) Span {
	from := Date{Year: year, Month: 0, Day: 1}.AddMonths(first)
	return Span{from, from.AddMonths(n).AddDays(-1)}
}
