package engine_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
)

// family is a world of one of the small packs that show what words mean.
func family(t testing.TB, name string) *world {
	t.Helper()
	w := newWorld(t)
	pack, problems := definition.Read(os.DirFS("../../workflows/testdata/words/"+name), nil)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	w.pack = pack
	w.at("2026-01-05 09:00")
	return w
}

// titled is the proposal of that title, as it stands.
func (w *world) titled(title string) engine.Proposal {
	w.t.Helper()
	for _, p := range w.store.proposals {
		if p.Title == title {
			return p
		}
	}
	w.t.Fatalf("no proposal is called %q", title)
	return engine.Proposal{}
}

// kinds are the kinds of what has happened to a proposal, in order.
func (w *world) kinds(id string) string {
	var kinds []string
	for _, e := range w.store.history {
		if e.Proposal == id {
			kinds = append(kinds, string(e.Kind))
		}
	}
	return strings.Join(kinds, " ")
}

// whole has one part, and waits for it.
func (w *world) whole() (whole, part engine.Proposal) {
	w.t.Helper()
	w.id = w.must(engine.Act{Kind: engine.Propose, Actor: by("cia"), Inputs: inputs{"title": "The whole"}}).ID
	w.mustDo("split_off", "cia", inputs{"title": "Part one"})
	w.mustDo("split", "cia", nil)
	return w.store.proposals[w.id], w.titled("Part one")
}

func (w *world) reject(id string) {
	w.t.Helper()
	w.must(engine.Act{Kind: engine.Do, Proposal: id, Transition: "reject", Actor: by("dan"), Inputs: inputs{"decision": "Nej", "reason": "Nej"}})
}

// What a round waits for may end when nobody waits any more.
func TestAPartThatEndsAfterItsRoundChangesNothing(t *testing.T) {
	w := family(t, "splitting")
	whole, part := w.whole()
	w.must(engine.Act{Kind: engine.CloseRound, Round: "parts", Actor: by("cia"), Inputs: inputs{"reason": "Vi väntar inte"}})
	before := w.store.proposals[whole.ID]
	if before.State != "closed" {
		t.Fatalf("closed by hand, the round leaves the whole in %s", before.State)
	}
	w.reject(part.ID)
	if after := w.store.proposals[whole.ID]; after.Version != before.Version || len(w.store.errands) != 0 {
		t.Errorf("the whole went from version %d to %d, with %d errands left", before.Version, after.Version, len(w.store.errands))
	}
}

// After a long stop everything that was due comes at once: the reminder and the
// escalation, and then the part is rejected and the whole goes on.
func TestEverythingDueAtOnceReachesTheFamily(t *testing.T) {
	w := family(t, "splitting")
	whole, part := w.whole()
	w.mailed()
	w.wait("2026-06-01 09:00")
	if got := w.mailed(); !slices.Contains(got, "reminder to cia@try.example") || !slices.Contains(got, "escalation to cia@try.example") {
		t.Errorf("after the stop went %v", got)
	}
	if got := w.kinds(part.ID); !strings.HasSuffix(got, "proposed reminded") {
		t.Errorf("to the part happened %s", got)
	}
	w.reject(part.ID)
	p := w.store.proposals[whole.ID]
	if p.State != "closed" || !p.Rounds[0].Respondents[0].Late {
		t.Errorf("the whole is %s, and its part late: %v", p.State, p.Rounds[0].Respondents[0].Late)
	}
}

// What belongs to the part is given for it, and the whole keeps its own.
func TestWhatIsGivenForAPartIsNotTheWholes(t *testing.T) {
	w := family(t, "splitting")
	whole, part := w.whole()
	if whole.Title != "The whole" || part.Parent == nil || part.Parent.Number != whole.Number || part.Submitter != "cia" {
		t.Errorf("the whole is called %q, and its part comes from %+v by %s", whole.Title, part.Parent, part.Submitter)
	}
	for _, p := range []engine.Proposal{whole, part} {
		var events []engine.Event
		for _, e := range w.store.history {
			if e.Proposal == p.ID {
				events = append(events, e)
			}
		}
		if found := engine.Contradictions(p, events); len(found) > 0 {
			t.Errorf("%s: %v", p.Title, found)
		}
	}
}

// A look ahead says what would be opened, and opens nothing.
func TestALookAheadSaysWhatWouldBeOpened(t *testing.T) {
	w := family(t, "splitting")
	whole := w.must(engine.Act{Kind: engine.Propose, Actor: by("cia"), Inputs: inputs{"title": "The whole"}})
	preview, err := engine.PreviewOf(w.pack, whole, engine.Act{Kind: engine.Do, Proposal: whole.ID, Transition: "split_off", Actor: by("cia"),
		Inputs: inputs{"title": "Part one"}}, w.now)
	if err != nil || len(preview.Errands) != 1 || preview.Errands[0].Inputs["title"] != "Part one" || preview.Errands[0].Family.Body != "prep" {
		t.Errorf("it would open %+v, %v", preview.Errands, err)
	}
	if len(w.store.proposals) != 1 {
		t.Error("a look ahead has opened something")
	}
	// Two things that are missing are both asked for.
	preview, err = engine.PreviewOf(w.pack, whole, engine.Act{Kind: engine.Do, Proposal: whole.ID, Transition: "reject", Actor: by("dan")}, w.now)
	if err != nil || len(preview.Missing) != 2 {
		t.Errorf("missing are %v, %v", preview.Missing, err)
	}
}

// A proposal that can't be opened is told to who asked for it, and the round
// waits for a coordinator.
func TestAProposalThatCannotBeOpenedIsTold(t *testing.T) {
	w := family(t, "investigation")
	w.id = w.must(engine.Act{Kind: engine.Propose, Workflow: "matter", Actor: by("cia"), Inputs: inputs{"title": "Main"}}).ID
	w.pack.Binds["inquiry"]["drafting"] = nil // since the pack was read its group has gone
	w.mustDo("investigate", "cia", inputs{"title": "What it costs"})
	p := w.store.proposals[w.id]
	if got := w.kinds(w.id); !strings.HasSuffix(got, "round_opened not_done") || p.State != "investigated" || !p.Rounds[0].Open() {
		t.Errorf("it is %s after %s", p.State, got)
	}
	if !slices.Contains(w.mailed(), "not_done to cia@try.example") || len(w.store.errands) != 0 {
		t.Errorf("nobody was told, or errands are left: %v", w.store.errands)
	}
}

// Whatever people do in any order, a family holds together: each child is known
// to its parent, and what it has come to is its answer while the round is open.
func TestFamiliesHoldTogether(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := family(t, "splitting")
		w.id = w.must(engine.Act{Kind: engine.Propose, Actor: by("cia"), Inputs: inputs{"title": "The whole"}}).ID
		for range rapid.IntRange(1, 15).Draw(rt, "acts") {
			var ids []string
			for id := range w.store.proposals {
				ids = append(ids, id)
			}
			slices.Sort(ids)
			act := engine.Act{Kind: engine.Do, Proposal: rapid.SampledFrom(ids).Draw(rt, "in"),
				Transition: rapid.SampledFrom([]string{"split_off", "split", "decide", "reject"}).Draw(rt, "step"),
				Actor:      by(rapid.SampledFrom([]string{"cia", "dan"}).Draw(rt, "who")),
				Inputs:     inputs{"title": "Part", "decision": "Ja", "reason": "Skäl"}}
			if act.Transition == "split" {
				act.Inputs = nil
			}
			if _, err := w.act(act); err != nil && fault.As(err) == nil {
				rt.Fatal(err)
			}
		}
		if len(w.store.errands) > 0 {
			rt.Fatalf("left to do: %v", w.store.errands)
		}
		for _, p := range w.store.proposals {
			for _, r := range p.Rounds {
				for _, id := range r.Children {
					child := w.store.proposals[id]
					known := slices.IndexFunc(r.Respondents, func(x engine.Respondent) bool { return x.Proposal == id && x.Number == child.Number })
					if known < 0 || child.Parent == nil || child.Parent.ID != p.ID {
						rt.Fatalf("%s and its part %s don't know each other", p.Number, child.Number)
					}
					if ended := !child.Closed.IsZero(); ended && r.Open() && r.Respondents[known].Answer != child.State {
						rt.Fatalf("%s ended as %s, and %s has heard %q", child.Number, child.State, p.Number, r.Respondents[known].Answer)
					}
				}
			}
		}
	})
}
