package engine_test

import (
	"os"
	"testing"
	"time"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
)

// inWords is a world of the small pack that shows what a word means, where Anna has
// proposed something.
func inWords(t *testing.T, word string) *world {
	t.Helper()
	return inWordsOf(t, word, "anna")
}

// inWordsOf is the same where somebody else has.
func inWordsOf(t *testing.T, word, person string) *world {
	t.Helper()
	pack, problems := definition.Read(os.DirFS("../../workflows/testdata/words/"+word), nil)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, pack: pack, store: &memory{proposals: map[string]engine.Proposal{}, outcomes: map[string]engine.Outcome{}}}
	w.at("2026-01-05 09:00")
	w.engine = engine.New(w.store, func(string) *definition.Pack { return w.pack }, func() time.Time { return w.now }, nil)
	p := w.must(engine.Act{Kind: engine.Propose, Actor: by(person), Inputs: inputs{"title": "A"}})
	w.id = p.ID
	return w
}

// says answers a round for an organization by its mailbox, or for a body by its
// first member.
func (w *world) says(round, who, answer string, in inputs) (engine.Proposal, error) {
	actor := engine.Actor{Organization: who, Mailbox: true, Assurance: "code"}
	if person, ok := map[string]string{"prep": "cia", "board": "dan", "group": "anna", "anna": "anna"}[who]; ok {
		actor = by(person)
	}
	outcome, err := w.act(engine.Act{Kind: engine.AnswerAsk, Round: round, Respondent: who, Answer: answer, Actor: actor, Inputs: in})
	return outcome.Proposal, err
}

func (w *world) mustSay(round, who, answer string, in inputs) engine.Proposal {
	w.t.Helper()
	p, err := w.says(round, who, answer, in)
	if err != nil {
		w.t.Fatalf("%s says %s: %v", who, answer, err)
	}
	return p
}

// sound holds the proposal against its own history.
func (w *world) sound() {
	w.t.Helper()
	if found := engine.Contradictions(w.store.proposals[w.id], w.store.history); len(found) > 0 {
		w.t.Error(found)
	}
}

// round is the newest round of a name, or the one of a number.
func (w *world) round(said string) engine.Round {
	w.t.Helper()
	rounds := w.store.proposals[w.id].Rounds
	for i := len(rounds) - 1; i >= 0; i-- {
		if rounds[i].Name == said || rounds[i].Said() == said {
			return rounds[i]
		}
	}
	w.t.Fatalf("no round %s", said)
	return engine.Round{}
}

// Nothing is answered once the deadline has passed that a round ends at, though
// nobody has been awake to close it, and what it comes to is what stood then.
func TestARoundThatEndsAtItsDeadlineEndsThenHoweverLateItIsSeen(t *testing.T) {
	t.Parallel()
	w := inWords(t, "closes")
	w.mustDo("vote", "anna", nil)
	for _, who := range []string{"north", "south", "prep"} {
		w.mustSay("poll", who, "yes", nil)
	}
	w.mustSay("hearing", "north", "likes", nil)
	w.mustSay("hearing", "south", "likes", nil)
	w.at("2026-03-01 09:00")
	if _, err := w.says("hearing", "south", "dislikes", inputs{"reason": "x"}); !fault.Is(err, "round_closed") {
		t.Errorf("an answer changed after the end, before anybody closed it: %v", err)
	}
	if _, err := w.says("hearing", "east", "likes", nil); !fault.Is(err, "round_closed") {
		t.Errorf("an answer after the end: %v", err)
	}
	w.wait("2026-03-01 09:00")
	if r := w.round("hearing"); r.Outcome != "liked" || r.How != "deadline" || !r.Complete || w.store.proposals[w.id].State != "ready" {
		t.Errorf("came to %q %q, complete %v, in %s", r.Outcome, r.How, r.Complete, w.store.proposals[w.id].State)
	}
	w.sound()
}

// What a round came to stands in history, which the audit holds the proposal
// against.
func TestWhatARoundCameToIsAudited(t *testing.T) {
	t.Parallel()
	w := inWords(t, "closes")
	w.mustDo("vote", "anna", nil)
	for _, who := range []string{"north", "south", "east"} {
		w.mustSay("poll", who, "no", nil)
	}
	w.sound()
	if r := w.round("poll"); r.How != "early" || r.Outcome != "lost" {
		t.Errorf("ended %q with %q", r.How, r.Outcome)
	}
	p := w.store.proposals[w.id].Clone()
	p.Rounds[0].Outcome = "carried"
	if len(engine.Contradictions(p, w.store.history)) == 0 {
		t.Error("an outcome that history does not know of is not told")
	}
}

// Rounds that add are audited each by itself, and settled answers that are carried
// on are those that were given.
func TestRoundsThatOpenAnewAreAudited(t *testing.T) {
	t.Parallel()
	w := inWords(t, "again")
	w.mustDo("consult", "anna", nil)
	w.mustSay("consultation", "north", "yes", nil)
	w.wait("2026-02-01 09:00")
	w.mustDo("once_more", "cia", nil)
	if r := w.round("consultation"); len(r.Respondents) != 3 || !r.Open() || r.Respondents[0].Answer != "yes" || r.Respondents[0].Receipt == "" {
		t.Errorf("the settled answer is not carried on: %+v", r.Respondents)
	}
	w.sound()
	w.mustDo("publish", "cia", nil)
	w.mustDo("object", "nils", inputs{"reason": "one"})
	w.mustDo("object", "nils", inputs{"reason": "two"})
	w.mustSay("objection", "board", "overruled", inputs{"reason": "x"})
	w.mustSay("objection", "board", "overruled", inputs{"reason": "y"})
	w.sound()
	if a, b := w.round("objection 1"), w.round("objection 2"); a.Open() || b.Open() {
		t.Error("two answers of one respondent did not go to the two questions")
	}
	w.mustDo("decide", "dan", inputs{"decision": "yes"})
	w.sound()
}

// The last answer and the deadline in one go: downtime over both ends it once.
func TestARoundEndsOnceHoweverMuchIsDue(t *testing.T) {
	t.Parallel()
	w := inWords(t, "what_a_round_comes_to")
	w.mustDo("send", "anna", nil)
	w.mustSay("review", "prep", "approves", nil)
	w.wait("2027-01-01 09:00")
	ends := 0
	for _, e := range w.store.history {
		if e.Data.Outcome != "" {
			ends++
		}
	}
	if p := w.store.proposals[w.id]; ends != 1 || p.State != "drafted" || w.round("review").Outcome != "unfinished" {
		t.Errorf("%d ends, in %s, with %q", ends, p.State, w.round("review").Outcome)
	}
	w.sound()
}

// An answer to a text that its giver has not read is refused; one to the text as it
// stands is not, and the earlier answer is kept to be read.
func TestAnAnswerIsBoundToTheTextThatWasRead(t *testing.T) {
	t.Parallel()
	w := inWords(t, "on_edit")
	w.mustDo("consult", "anna", nil)
	read := w.store.proposals[w.id].TextVersion()
	w.mustSay("consultation", "north", "objects", inputs{"reason": "It is one"})
	w.must(engine.Act{Kind: engine.Edit, Actor: by("anna"), Inputs: inputs{"proposed_decision": "Two"}})
	act := engine.Act{Kind: engine.AnswerAsk, Round: "consultation", Respondent: "north", Answer: "supports", Read: read,
		Actor: engine.Actor{Organization: "north", Mailbox: true, Assurance: "code"}}
	if _, err := w.act(act); !fault.Is(err, "text_moved") {
		t.Errorf("an answer to a text that has changed: %v", err)
	}
	act.Read++
	w.must(act)
	north := w.round("consultation").Respondents[0]
	if north.Answer != "supports" || north.Text != read+1 || len(north.Fell) != 1 || north.Fell[0].Answer != "objects" {
		t.Errorf("north stands as %+v", north)
	}
	w.sound()
	p := w.store.proposals[w.id].Clone()
	p.Rounds[0].Respondents[0].Answer = "objects"
	if len(engine.Contradictions(p, w.store.history)) == 0 {
		t.Error("an answer that history does not know of is not told")
	}
}

// Answers that fell do not end a round, nor does a settled one that was carried to a
// text that has changed since.
func TestAnswersThatFellAreNotCounted(t *testing.T) {
	t.Parallel()
	w := inWords(t, "on_edit")
	w.mustDo("consult", "anna", nil)
	w.mustSay("consultation", "north", "supports", nil)
	w.mustSay("consultation", "south", "supports", nil)
	w.must(engine.Act{Kind: engine.Attach, Actor: by("anna"), Inputs: inputs{"documents": []engine.Document{{Name: "a.pdf", Hash: "aa"}}}})
	if p := w.mustSay("consultation", "east", "supports", nil); p.State != "consulted" {
		t.Errorf("went on to %s by answers that fell", p.State)
	}
	w.mustSay("consultation", "north", "supports", nil)
	if p := w.mustSay("consultation", "south", "supports", nil); p.State != "signed" {
		t.Errorf("stands in %s, though all have answered the text as it is", p.State)
	}
	w.sound()
}
