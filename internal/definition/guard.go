package definition

// A Guard is a typed expression of the pack over what a proposal carries. It is
// compiled and type-checked when the file is read.
//
// It may name:
//   - proposal: its fields, and title, summary, proposed_decision, number (text),
//     documents (how many);
//   - input: what the act gives, by name (text, date or the field's type);
//   - decision: text, on, follow_up_on, and every field that a deciding
//     transition takes;
//   - meeting: date, name ("" where there is none);
//   - state, came_from, transition: names;
//   - today, now: the date, and the date and time ("2026-03-02", "2026-03-02 09:00");
//   - count("answer"), none("answer"), answered, asked: of the round at hand;
//     with two words, count("round", "answer"), of a round by name;
//   - complete("round"), open("round"): of a round by name.
//
// Dates are ISO 8601 texts and compare as such.
type Guard struct {
	Source string
	Pos    Pos
	run    func(env map[string]any) (bool, error)
}

// Holds says whether the guard is true in env, which the engine makes with every
// name above. An error is a defect: what a pack can get wrong was refused when
// it was read.
func (g *Guard) Holds(env map[string]any) (bool, error) {
	if g == nil {
		return true, nil
	}
	return g.run(env)
}
