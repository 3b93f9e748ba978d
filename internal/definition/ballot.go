package definition

import (
	"slices"

	"github.com/expr-lang/expr/ast"

	"beredd/internal/wording"
)

// Cast is what is known of a respondent who has answered in a round whose answers are
// secret: no answer of a pack is called so.
const Cast = "*"

// secret reads whether nobody learns who gave which answer, and refuses what would
// tell it all the same.
func (s *scope) secret(t *table, r *Round) {
	n, ok := t.opt("secret")
	if !ok {
		return
	}
	r.Secret = s.r.yes(n)
	if !r.Secret {
		return
	}
	settles := slices.ContainsFunc(r.Answers, func(a Answer) bool { return a.Final })
	for _, a := range r.Answers {
		if len(a.Words()) > 0 || a.Out || settles && !a.Final {
			s.r.fail(a.Pos, "secret_tells", wording.Args{"Found": a.Name})
		}
	}
	for word, told := range map[string]bool{"through": r.Through != nil, "again: the silent": r.Again == TheSilent} {
		if told {
			s.r.fail(n.Pos, "secret_with", wording.Args{"Found": word})
		}
	}
}

// checkSecret reports conditions that ask of a secret round what one of those asked
// has answered, or what weighs as only it does.
func (s *scope) checkSecret() {
	for i := range s.flow.Rounds {
		r := &s.flow.Rounds[i]
		if !r.Secret {
			continue
		}
		if r.Closes == Early {
			s.r.fail(r.Pos, "secret_with", wording.Args{"Found": "closes: early"})
		}
		if len(r.Parts) > 0 {
			s.r.fail(r.Parts[0].Pos, "secret_with", wording.Args{"Found": "parts"})
		}
		for _, g := range s.guards {
			if found := g.betrays(r); found != "" {
				s.r.fail(g.Pos, "secret_asks", wording.Args{"Found": found, "Round": r.Name})
			}
		}
	}
}

// betrays finds a function of the guard that would tell who answered what in a round.
func (g *Guard) betrays(r *Round) string {
	v := &betrayal{round: r, hand: g.hand}
	ast.Walk(&g.tree, v)
	return v.found
}

type betrayal struct {
	round *Round
	hand  string
	found string
}

// Visit is called for each part of the expression.
func (v *betrayal) Visit(part *ast.Node) {
	call, ok := (*part).(*ast.CallNode)
	if !ok {
		return
	}
	callee, ok := call.Callee.(*ast.IdentifierNode)
	if !ok || !slices.Contains([]string{"answer", "weight", "sum", "average"}, callee.Value) {
		return
	}
	of := v.hand
	for _, argument := range call.Arguments {
		word, named := argument.(*ast.StringNode)
		if named && word.Value == v.round.Name {
			of = word.Value
		}
		if named && of == "" && v.round.Answer(word.Value) != nil {
			of = v.round.Name
		}
	}
	if of == v.round.Name && (callee.Value != "weight" || len(call.Arguments) > 0) {
		v.found = callee.Value
	}
}
