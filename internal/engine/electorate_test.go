package engine_test

import (
	"slices"
	"strings"
	"testing"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// voters is the test pack where each member of the joint leadership is asked how
// the decision is spread, and has seats that come and go.
func voters(t *testing.T) *definition.Pack {
	t.Helper()
	pack := edited(t, "asks: organizations\n    question: {sv: \"Hur", "asks: [every member of deciding, every municipality.lgl]\n    question: {sv: \"Hur")
	lgl := pack.People.Body("lgl")
	lgl.Seats = append(lgl.Seats,
		people.Seat{Person: "borgholm_social", Role: people.Member, To: calendar.Date{Year: 2026, Month: 4, Day: 30}},
		people.Seat{Person: "stranger", Role: people.Member, From: calendar.Date{Year: 2026, Month: 5, Day: 1}},
		people.Seat{Person: "secretary", Role: people.Secretary}, people.Seat{Person: "drafter", Role: people.SubstituteMember})
	return pack
}

func answers(person string) engine.Act {
	return engine.Act{Kind: engine.AnswerAsk, Round: "dissemination", Respondent: person, Answer: "received", Actor: by(person)}
}

func TestTheElectorateIsThatOfTheDayTheRoundOpened(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pack = voters(t)
	stage(w, "decided")
	var asked []string
	for _, r := range w.store.proposals[w.id].Rounds[0].Respondents {
		asked = append(asked, r.Key())
	}
	if want := "chair borgholm_social borgholm emmaboda torsas"; strings.Join(asked, " ") != want {
		t.Fatalf("asked %v, want %s", asked, want)
	}
	w.at("2026-05-04 10:00")
	if _, err := w.act(answers("borgholm_social")); err != nil {
		t.Errorf("who has left the body may not answer: %v", err)
	}
	_, err := w.act(answers("stranger"))
	f := fault.As(err)
	if f == nil || f.Code != "not_asked" || !strings.Contains(f.In(wording.English), "came to Joint leadership on 1 May") {
		t.Errorf("who came later is told %v", err)
	}
	_, err = w.act(answers("secretary"))
	if f := fault.As(err); f == nil || f.Code != "not_asked" || f.Saying != "" {
		t.Errorf("the secretary is told %v", err)
	}
}

// A round that was to open while nobody was awake asks those of the day it opens.
func TestARoundThatOpensAfterDowntimeAsksWhoSitsThen(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pack = voters(t)
	follow := w.pack.Workflows[0].Round("follow_up")
	follow.Asks = w.pack.Workflows[0].Round("dissemination").Asks[:1]
	stage(w, "on_agenda")
	w.at("2026-04-07 10:00")
	w.mustDo("decide", "chair", inputs{"decision": "att anta", "follow_up_on": "2026-09-01"})
	w.must(engine.Act{Kind: engine.CloseRound, Round: "dissemination", Actor: by("county_coordinator"), Inputs: inputs{"reason": "Klart"}})
	w.wait("2026-12-01 10:00")
	rounds := w.store.proposals[w.id].Rounds
	got := rounds[len(rounds)-1].Respondents
	if !slices.EqualFunc(got, []string{"chair", "stranger"}, func(r engine.Respondent, key string) bool { return r.Person == key }) {
		t.Errorf("asked %+v", got)
	}
}

func TestAnyOfManyMayTakeAStepAndTheRefusalNamesThemAll(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pack = edited(t, "to: decided, by: deciding, needs: decision, takes: follow_up_on}", "to: decided, by: [every chair of lgl, every municipality, every body of kind working], needs: decision, takes: follow_up_on}")
	stage(w, "on_agenda")
	w.at("2026-04-07 10:00")
	_, err := w.do("decide", "stranger", inputs{"decision": "att anta"})
	f := fault.As(err)
	if f == nil || !strings.Contains(f.In(wording.Swedish), "ordförandena i Länsgemensam ledning, kommunerna eller alla grupper av slaget ”working”") {
		t.Fatal(err)
	}
	for person, may := range map[string]bool{"chair": true, "borgholm_social": true, "drafter": true, "secretary": false} {
		for _, c := range engine.Choices(w.pack, w.store.proposals[w.id], by(person), w.now) {
			if c.Transition == "decide" && c.Allowed != may {
				t.Errorf("%s may decide: %v", person, c.Allowed)
			}
		}
	}
	w.mustDo("decide", "drafter", inputs{"decision": "att anta"})
	if body := w.store.proposals[w.id].Decision.Body; body != "elderly" {
		t.Errorf("decided for %q", body)
	}
}
