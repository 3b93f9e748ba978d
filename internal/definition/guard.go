package definition

import (
	"maps"

	"beredd/internal/definition/source"

	"github.com/expr-lang/expr/ast"
)

// A Guard is a typed expression of the pack over what a proposal carries. It is
// compiled and type-checked when the file is read, and may be asked by many at
// once.
//
// It may name:
//   - proposal: its fields, and title, summary, proposed_decision, number (text),
//     documents (how many);
//   - input: what the act gives, by name (text, date or the field's type);
//   - decision: text, on, follow_up_on, and every field that a deciding
//     transition takes;
//   - decisions: how many there have been, with those that hold no more;
//   - recommendation: text, body, on, of the newest ("" where there is none);
//   - meeting: date, name ("" where there is none), present, members (how many);
//   - votes: for, against, abstaining (how many), casting, of the last that was
//     recorded on it there;
//   - state, came_from, transition: names;
//   - today, now: the date, and the date and time ("2026-03-02", "2026-03-02 09:00");
//   - count("answer"), none("answer"), answered, asked: of the round at hand;
//     with two words, count("round", "answer"), of a round by name;
//   - complete("round"), open("round"): of a round by name;
//   - times("name"), last("name"): of a state, transition or round, or "edited":
//     how often it has been, and when it last was ("" if never);
//   - outcome("round"): what it came to, "" before;
//   - left("clock"), in the unit it counts, and passed("clock");
//   - the functions over values that phrases lists.
//
// Dates are ISO 8601 texts and compare as such.
type Guard struct {
	Source string
	Pos    source.Pos
	hand   string // the round at hand, or ""
	dead   bool   // it never holds, which is reported: runs go on as if it might
	tree   ast.Node
	run    func(env map[string]any) (bool, error)
}

// Holds says whether the guard is true in env, which the engine makes with every
// name above (Env says their types). What env lacks is as if it were empty: "",
// false, 0, and a round that never was. An error is a defect: what a pack can get
// wrong was refused when it was read.
func (g *Guard) Holds(env map[string]any) (bool, error) {
	if g == nil {
		return true, nil
	}
	return g.run(env)
}

// An Env is what a guard looks at, with the types that Holds expects.
type Env struct {
	Proposal   map[string]any // text: string; bool; number: float64; date: "2026-03-02"; documents: int
	Input      map[string]any
	Decision   map[string]any
	Meeting    map[string]any
	Votes      map[string]any
	State      string
	CameFrom   string
	Transition string
	Today      string
	Now        string
	Asked      int
	Answered   int
	Count      func(words ...string) int  // how many gave an answer
	None       func(words ...string) bool // whether nobody did
	Complete   func(round string) bool
	Open       func(round string) bool
	Calls      map[string]any // the other functions, by name
}

// Map is the env as Holds takes it.
func (e Env) Map() map[string]any {
	env := map[string]any{
		"proposal": e.Proposal, "input": e.Input, "decision": e.Decision, "meeting": e.Meeting, "votes": e.Votes,
		"state": e.State, "came_from": e.CameFrom, "transition": e.Transition,
		"today": e.Today, "now": e.Now, "asked": e.Asked, "answered": e.Answered,
	}
	if e.Count != nil {
		env["count"] = e.Count
	}
	if e.None != nil {
		env["none"] = e.None
	}
	if e.Complete != nil {
		env["complete"] = e.Complete
	}
	if e.Open != nil {
		env["open"] = e.Open
	}
	maps.Copy(env, e.Calls)
	return env
}
