package engine_test

import (
	"testing"

	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

func TestADecisionHasItsDay(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ says, at, given, want string }{
		{"on the day of the meeting", "2026-04-07 10:00", "", "2026-04-07"},
		{"recorded days after the meeting it is the meeting's", "2026-04-13 10:00", "", "2026-04-07"},
		{"somebody says another day", "2026-04-13 10:00", "2026-04-10", "2026-04-10"},
		{"before the meeting it is today", "2026-03-02 10:00", "", "2026-03-02"},
		{"a day to come is none", "2026-04-13 10:00", "2026-04-14", "date_ahead"},
		{"no decision is older than its proposal", "2026-04-13 10:00", "2026-02-01", "date_before_opened"},
		{"the day it was opened will do", "2026-04-13 10:00", "2026-02-02", "2026-02-02"},
		{"a day must be one", "2026-04-13 10:00", "i tisdags", "not_a_date"},
	} {
		t.Run(row.says, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			stage(w, "on_agenda") // on 7 April
			w.at(row.at)
			given := inputs{"decision": "att anta rutinen"}
			if row.given != "" {
				given["decided_on"] = row.given
			}
			p, err := w.do("decide", "chair", given)
			if f := fault.As(err); f != nil {
				if f.Code != row.want || f.Field != "decided_on" {
					t.Errorf("refused with %s on %q", f.Code, f.Field)
				}
				return
			}
			if got := p.Decision.On.String(); got != row.want {
				t.Errorf("dated %s, want %s", got, row.want)
			}
			for _, e := range w.store.history {
				if e.Data.Transition == "decide" && e.Data.Inputs["decided_on"] != row.want {
					t.Errorf("history says %v", e.Data.Inputs)
				}
			}
			if found := engine.Contradictions(p, w.store.history); len(found) != 0 {
				t.Errorf("history and proposal differ: %v", found)
			}
			p.Decision.On = p.Decision.On.AddDays(-1)
			if found := engine.Contradictions(p, w.store.history); len(found) != 1 {
				t.Errorf("a decision moved to another day is not found out: %v", found)
			}
		})
	}
}

// A matter that was taken off an agenda is decided by the preparation group: not on
// the day of a meeting that it never came to.
func TestADecisionIsNotDatedByAnothersMeeting(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stage(w, "on_agenda") // on 7 April
	w.mustDo("refer_back", "secretary", inputs{"reason": "Kan avgöras enklare"})
	w.at("2026-04-13 10:00")
	w.mustDo("submit", "drafter", inputs{"simple": "ja"})
	p := w.mustDo("decide_simple", "secretary", inputs{"decision": "att anta rutinen"})
	if p.Decision.On.String() != "2026-04-13" || p.Decision.Meeting != nil {
		t.Errorf("decided %s at %v", p.Decision.On, p.Decision.Meeting)
	}
}

func TestOnlyAStepThatDecidesHasADay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.propose()
	if _, err := w.do("submit", "drafter", inputs{"decided_on": "2026-02-02"}); !fault.Is(err, "decides_nothing") {
		t.Errorf("got %v", err)
	}
}

func TestAPreviewWarnsOfADecisionBeforeItsMeeting(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stage(w, "on_agenda") // on 7 April
	act := engine.Act{Kind: engine.Do, Transition: "decide", Actor: by("chair")}
	for _, row := range []struct{ at, want string }{
		{"2026-04-06 10:00", "Mötet är tisdag 7 april 2026 (v. 15). Ett beslut nu skulle bli daterat i dag."}, {"2026-04-07 08:00", ""},
	} {
		w.at(row.at)
		preview, err := engine.PreviewOf(w.pack, w.store.proposals[w.id], act, w.now)
		if err != nil {
			t.Fatal(err)
		}
		said := ""
		for _, warning := range preview.Warnings {
			said += warning.In(wording.Swedish)
		}
		if said != row.want {
			t.Errorf("at %s: %q, want %q", row.at, said, row.want)
		}
	}
}
