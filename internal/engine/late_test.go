package engine_test

import (
	"strings"
	"testing"

	"beredd/internal/agenda"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// strict is a county whose board has a rule for what comes late.
func strict(t *testing.T, rule definition.LateRule) (*world, engine.Proposal, engine.Proposal) {
	t.Helper()
	w := county(t)
	w.pack.Cycle.Meetings[0].Late = rule
	feb, april := w.meets("2026-02-06"), w.meets("2026-04-07")
	w.at("2026-01-19 09:00") // the last day was 16 January
	return w, feb, april
}

func TestWhatComesLateIsRefusedWhereTheSeriesSaysSo(t *testing.T) {
	w, feb, april := strict(t, definition.RefuseLate)
	p := w.matter("Sen fråga", "")
	act := engine.Act{Kind: engine.Do, Proposal: p.ID, Transition: "put_on_agenda", Actor: by("preparer"), Inputs: inputs{"meeting": "2026-02-06"}}
	_, err := w.act(act)
	f := fault.As(err)
	if f == nil || f.Code != "meeting_takes_no_more" || f.Field != "meeting" {
		t.Fatalf("%v, want meeting_takes_no_more on meeting", err)
	}
	if said := f.In(wording.Swedish); !strings.Contains(said, "16 januari") || !strings.Contains(said, "7 april") {
		t.Errorf("%q names neither the last day nor the next meeting", said)
	}
	w.wants(feb, "")
	w.refused("meeting_takes_no_more", add("sec", feb, p.Number))
	w.on(p, "put_on_agenda", "preparer", inputs{"meeting": "2026-04-07"})
	w.wants(april, "1 Sen fråga")
	w.on(p, "postpone", "sec", inputs{"meeting": "2026-02-06"}) // it comes from an agenda, and is not late
	w.wants(feb, "1 Sen fråga")
}

// add puts a proposal on a meeting's agenda by hand.
func add(person string, m engine.Proposal, number string) engine.Act {
	return engine.Act{Kind: engine.Arrange, Proposal: m.ID, Actor: by(person),
		Arrangement: &agenda.Arrangement{Do: agenda.Add, Item: agenda.Item{Kind: agenda.Decision, About: agenda.Matter{Number: number}}}}
}

func TestWhatComesLateGoesToTheNextMeetingThatTakesIt(t *testing.T) {
	w, feb, april := strict(t, definition.NextMeeting)
	p := w.matter("Sen fråga", "2026-02-06")
	w.wants(feb, "")
	w.wants(april, "1 Sen fråga")
	if p.Meeting.ID != april.ID {
		t.Errorf("its meeting is %+v, want April's", p.Meeting)
	}
	w.on(april, "agenda", "sec", nil)
	june := w.meets("2026-06-05")
	w.matter("Senare fråga", "2026-04-07")
	w.wants(april, "1 Sen fråga")
	w.wants(june, "1 Senare fråga")
}

func TestWhatIsInTimeIsTakenWhateverIsSaidOfTheLate(t *testing.T) {
	for _, rule := range []definition.LateRule{definition.ChairDecides, definition.RefuseLate, definition.NextMeeting} {
		w, feb, _ := strict(t, rule)
		w.at("2026-01-16 11:59")
		w.matter("I tid", "2026-02-06")
		w.wants(feb, "1 I tid")
	}
}

func TestWhatIsLateWithNoNextMeetingWaitsForAYes(t *testing.T) {
	w := county(t)
	w.pack.Cycle.Meetings[0].Late = definition.NextMeeting
	w.pack.Cycle.Meetings[0].Rule = nil
	only := w.meets("2026-02-06")
	w.at("2026-01-19 09:00")
	w.matter("Sen fråga", "2026-02-06")
	w.wants(only, "0 Sen fråga (waits)")
}

// A decision that was made outside every meeting waits for the first that is laid out.
func TestADecisionWithNoMeetingAheadIsReportedAtTheNextThatIsLaidOut(t *testing.T) {
	w := county(t)
	p := w.matter("Enkel fråga", "")
	w.on(p, "decide_simple", "preparer", inputs{"decision": "Ja"})
	if w.stands(p).Unreported != "board" {
		t.Fatal("nobody remembers that the board is to hear of it")
	}
	feb := w.meets("2026-02-06")
	w.wants(feb, "1 Anmälan av delegationsbeslut")
	if g := w.stands(feb).Gathering.Items[0].Gathers; len(g) != 1 || g[0].Title != "Enkel fråga" || w.stands(p).Unreported != "" {
		t.Fatalf("it reports %v", g)
	}
	w.on(feb, "cancel", "sec", inputs{"reason": "Sjukdom"})
	april := w.meets("2026-04-07")
	if items := w.stands(april).Gathering.Items; len(items) != 1 || len(items[0].Gathers) != 1 {
		t.Fatalf("the meeting after one that was cancelled has %v", items)
	}
	if june := w.meets("2026-06-05"); len(w.stands(june).Gathering.Items) > 0 {
		t.Error("it is reported twice")
	}
}
