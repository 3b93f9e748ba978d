package definition

import (
	"github.com/expr-lang/expr/ast"

	"beredd/internal/definition/grammar"
	"beredd/internal/wording"
)

// roundOthers reads whether a round takes answers from who is not asked, too.
func (s *scope) roundOthers(t *table, r *Round) {
	n, ok := t.opt("others")
	if !ok {
		return
	}
	r.Others = s.r.choice(n, grammar.OthersMay...) != ""
	if _, secret := t.node.Get("secret"); secret && r.Others {
		s.r.fail(n.Pos, "others_secret", wording.Args{"Found": r.Name})
	}
}

// othered checks others("answer") and others("round", "answer"), of a round that takes them.
func (v *named) othered(call *ast.CallNode) {
	v.counted(call.Arguments)
	round := v.round
	if len(call.Arguments) == 2 {
		round = v.scope.flow.Round(call.Arguments[0].(*ast.StringNode).Value)
	}
	switch {
	case round == nil && len(call.Arguments) == 1:
		v.problem("no_round_at_hand", call.Arguments, wording.Args{"Found": "others"})
	case round != nil && !round.Others:
		v.problem("others_never", call.Arguments, wording.Args{"Found": round.Name})
	}
}
