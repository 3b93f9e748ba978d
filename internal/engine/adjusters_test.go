package engine_test

import (
	"slices"
	"strings"
	"testing"

	"beredd/internal/agenda"
	"beredd/internal/engine"
)

// Those whom the meeting has chosen approve its minutes one by one, by the links in
// their letters. The last one's yes makes the minutes stand; anybody's no sends them
// back to be rewritten, and then all are asked anew.
func TestAdjustersApproveTheMinutesOneByOne(t *testing.T) {
	w := county(t)
	m := w.meets("2026-02-06")
	record := func(e agenda.Entry) engine.Act {
		return engine.Act{Kind: engine.Record, Proposal: m.ID, Actor: by("sec"), Entry: &e}
	}
	choose := record(agenda.Entry{What: agenda.Adjusting, Names: []string{"Ledamot Ann", "Ledamot Bo"}})
	w.refused("adjuster_unknown", record(agenda.Entry{What: agenda.Adjusting, Names: []string{"Någon Annan"}}))
	w.at("2026-02-06 09:00")
	w.must(choose)
	w.on(m, "hold", "sec", nil)
	w.mailed()
	w.on(m, "minutes", "sec", nil)
	if got := withName(w.mailed(), "to_adjust"); !slices.Equal(got, []string{"to_adjust to ann@town.example", "to_adjust to bo@village.example"}) {
		t.Errorf("asked: %v", got)
	}
	w.refused("adjusters_asked", choose)
	answer := func(person, answer string, in inputs) {
		w.must(engine.Act{Kind: engine.AnswerAsk, Proposal: m.ID, Round: "adjusting", Respondent: person, Answer: answer, Inputs: in,
			Actor: engine.Actor{Person: person, Assurance: "link"}})
	}
	answer("ann", "approves", nil)
	if got := w.stands(m).State; got != "minutes_drafted" {
		t.Errorf("one of two has approved, and the minutes stand in %s", got)
	}
	answer("bo", "returns", inputs{"statement": "Bo var inte med på punkt 3"})
	if got := w.stands(m).State; got != "held" {
		t.Errorf("an adjuster wants a change, and the minutes stand in %s", got)
	}
	if got := withName(w.mailed(), "minutes_returned"); !slices.Equal(got, []string{"minutes_returned to sec@county.example"}) {
		t.Errorf("told of the change: %v", got)
	}
	w.on(m, "minutes", "sec", nil)
	if got := withName(w.mailed(), "to_adjust"); len(got) != 2 {
		t.Errorf("asked anew: %v", got)
	}
	answer("bo", "approves", nil)
	answer("ann", "approves", nil)
	if got := w.stands(m).State; got != "minutes_approved" {
		t.Errorf("both have approved, and the minutes stand in %s", got)
	}
}

// Where nobody was chosen it is the chair, who may also have signed on paper.
func TestTheChairApprovesWhereNobodyWasChosen(t *testing.T) {
	w := county(t)
	m := w.meets("2026-02-06")
	w.at("2026-02-06 09:00")
	w.on(m, "hold", "sec", nil)
	w.mailed()
	w.on(m, "minutes", "sec", nil)
	if got := withName(w.mailed(), "to_adjust"); !slices.Equal(got, []string{"to_adjust to chair@county.example"}) {
		t.Errorf("asked: %v", got)
	}
	w.on(m, "approve", "sec", nil)
	if open := slices.ContainsFunc(w.stands(m).Rounds, func(r engine.Round) bool { return r.Name == "adjusting" && r.Open() }); open {
		t.Error("approved on paper, and the chair is still asked")
	}
}

func withName(letters []string, name string) []string {
	found := slices.DeleteFunc(letters, func(s string) bool { return !strings.HasPrefix(s, name+" ") })
	slices.Sort(found)
	return found
}
