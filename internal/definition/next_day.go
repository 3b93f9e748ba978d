package definition

import (
	"github.com/expr-lang/expr/ast"

	"beredd/internal/calendar"
	"beredd/internal/wording"
)

// YearlyDay is the day of every year that a text names: "15 April", "Easter".
func YearlyDay(text string) (calendar.YearDay, bool) {
	for _, parse := range []func(string) (calendar.YearDay, error){calendar.ParseYearDay, calendar.ParseMovable} {
		if day, err := parse(text); err == nil {
			return day, true
		}
	}
	return calendar.YearDay{}, false
}

// comesYearly checks next(): the day that it looks for stands in quotes, and every year has
// it.
func (v *named) comesYearly(call *ast.CallNode, p phrase) {
	day, quoted := call.Arguments[0].(*ast.StringNode)
	if !quoted {
		v.problem("call_words", []ast.Node{call.Arguments[0]}, wording.Args{"Found": "next", "Like": p.like})
		return
	}
	if _, ok := YearlyDay(day.Value); !ok {
		v.problem("not_a_year_day", []ast.Node{day}, wording.Args{"Found": day.Value})
	}
}
