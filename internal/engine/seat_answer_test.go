package engine_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
	"beredd/internal/engine"
)

// What is asked of a body's secretary is answered by who has that seat, and by nobody
// else who sits there.
func TestWhatIsAskedOfASeatIsAnsweredByWhoHasIt(t *testing.T) {
	w := county(t)
	m := w.meets("2026-02-06")
	w.must(engine.Act{Kind: engine.Tick, Proposal: m.ID})
	answer := func(round, body, person string) engine.Act {
		return engine.Act{Kind: engine.AnswerAsk, Proposal: m.ID, Actor: by(person), Round: round, Respondent: body, Answer: "done"}
	}
	w.refused("forbidden", answer("notice", "board", "ann"))
	w.refused("forbidden", answer("notice", "board", "chair"))
	w.must(answer("notice", "board", "sec"))
	w.must(answer("stop_date", "group", "drafter")) // of the body as such anybody's who sits there
}

// Whoever stands in for the secretary answers what is asked of the seat on the days of the
// absence, as the secretary still may; before and after those days the stand-in is nobody.
func TestAStandInAnswersWhatIsAskedOfASeat(t *testing.T) {
	w := county(t)
	files := fstest.MapFS{}
	for _, name := range []string{"collaboration.yaml", "cycle.yaml", "matter.yaml"} {
		text, err := os.ReadFile("testdata/county/" + name)
		if err != nil {
			t.Fatal(err)
		}
		away := "mail: sec@county.example, substitute: {person: coord, from: 2026-02-02, to: 2026-02-28}}"
		files[name] = &fstest.MapFile{Data: []byte(strings.Replace(string(text), "mail: sec@county.example}", away, 1))}
	}
	pack, problems := definition.Read(files, nil)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	w.pack = pack
	m, later := w.meets("2026-02-06"), w.meets("2026-04-07")
	answer := func(p engine.Proposal, person string) engine.Act {
		return engine.Act{Kind: engine.AnswerAsk, Proposal: p.ID, Actor: by(person), Round: "notice", Respondent: "board", Answer: "done"}
	}
	w.must(engine.Act{Kind: engine.Tick, Proposal: m.ID})
	w.refused("forbidden", answer(m, "coord")) // the absence has not begun
	w.now = w.now.AddDate(0, 0, 35)
	w.refused("forbidden", answer(m, "ann"))
	w.must(answer(m, "coord"))
	for i, r := range w.stands(m).Rounds {
		if made := r.Respondents; r.Name == "notice" && (len(made) != 1 || made[0].Answer != "done") {
			t.Errorf("round %d has the answers %+v", i, made)
		}
	}
	w.now = w.now.AddDate(0, 0, 40)
	w.must(engine.Act{Kind: engine.Tick, Proposal: later.ID})
	w.refused("forbidden", answer(later, "coord")) // the absence is over
	w.must(answer(later, "sec"))
}

// A notice that is sent before anybody was asked for it is asked for no more.
func TestADutyThatIsDoneEarlyIsNotAskedFor(t *testing.T) {
	w := county(t)
	m := w.meets("2026-06-05")
	w.on(m, "notice", "sec", nil)
	for _, d := range w.stands(m).Deadlines {
		if d.Name == "notice" && d.Status == engine.Running {
			t.Errorf("the notice has gone, and on %s it is asked for", d.Moment.Date)
		}
	}
}
