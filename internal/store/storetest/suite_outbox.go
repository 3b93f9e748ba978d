package storetest

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"beredd/internal/engine"
	"beredd/internal/fault"
)

func workersShare(t *testing.T, w *world) {
	const proposals = 20
	p := w.opened("Värmer upp")
	for i := range proposals {
		p = w.save(Moving(p, fmt.Sprintf("s%d", i), Start))
	}
	var mu sync.Mutex
	had := map[string]string{}
	together(6, func(i int) {
		worker := fmt.Sprintf("worker %d", i)
		for {
			claimed, err := w.Claim(w.ctx, worker, Start, time.Minute, 10)
			if err != nil {
				t.Error(err)
				return
			}
			if len(claimed) == 0 {
				return
			}
			if len(claimed) > 10 {
				t.Errorf("%s asked for 10 and has %d", worker, len(claimed))
			}
			mu.Lock()
			for _, d := range claimed {
				if other := had[d.ID]; other != "" {
					t.Errorf("%s and %s have the same letter", worker, other)
				}
				had[d.ID] = worker
			}
			mu.Unlock()
		}
	})
	if want := 1 + proposals*len(members); len(had) != want {
		t.Errorf("%d letters were claimed, expected %d", len(had), want)
	}
}

func lettersWay(t *testing.T, w *world) {
	p := w.save(Moving(w.opened("Brev"), "prepared", Start))
	later := Start.Add(time.Minute)
	if age, err := w.QueueAge(w.ctx, later); err != nil || age != time.Minute {
		t.Errorf("after a minute the queue's age is %v %v", age, err)
	}
	if next, ok, err := w.NextDelivery(w.ctx); err != nil || !ok || !next.Equal(Start) {
		t.Errorf("the next letter is due %v %v %v", next, ok, err)
	}
	claimed, err := w.Claim(w.ctx, "a", Start, time.Minute, 4)
	w.must(err)
	if len(claimed) != 4 || claimed[0].Letter != "to_prepare" || claimed[0].Number != p.Number || claimed[0].Title != "Brev" ||
		claimed[0].Status != engine.Active || claimed[0].Attempts != 0 || claimed[1].Mail != "kansli@kalmar.example" {
		t.Errorf("claimed %+v", claimed)
	}
	settle := func(i int, status engine.DeliveryStatus, next time.Time) {
		w.must(w.Settle(w.ctx, []engine.Settlement{{Notice: claimed[i].ID, Claim: claimed[i].Claim, Status: status, Attempts: 1, NextAt: next, At: later, Response: "svar: åäö"}}))
	}
	settle(0, engine.Accepted, time.Time{})
	settle(1, engine.Deferred, later)
	settle(2, engine.Failed, time.Time{})
	for i, want := range []engine.DeliveryStatus{engine.Accepted, engine.Deferred, engine.Failed, engine.Active} {
		if d, err := w.Delivery(w.ctx, claimed[i].ID); err != nil || d.Status != want || i < 3 && (d.Attempts != 1 || d.Response != "svar: åäö") {
			t.Errorf("letter %d: %+v %v, expected %s", i, d, err, want)
		}
	}
	if d, err := w.Delivery(w.ctx, claimed[0].ID); err != nil || !d.SettledAt.Equal(later) {
		t.Errorf("it was settled at %v %v", d.SettledAt, err)
	}
	// Late and worse news is no news; that it came through after all is.
	settle(0, engine.Deferred, later)
	settle(2, engine.Deferred, later)
	if d, _ := w.Delivery(w.ctx, claimed[0].ID); d.Status != engine.Accepted {
		t.Errorf("an accepted letter is %s", d.Status)
	}
	if d, _ := w.Delivery(w.ctx, claimed[2].ID); d.Status != engine.Failed {
		t.Errorf("a refused letter is %s", d.Status)
	}
	w.newBeforeOld(claimed, later)
	w.again(claimed[0].ID, claimed[2].ID)
}

// newBeforeOld claims what is left: new letters, then the one put off, and last the
// one whose worker let its lease run out.
func (w *world) newBeforeOld(claimed []engine.Delivery, later time.Time) {
	w.t.Helper()
	rest, err := w.Claim(w.ctx, "b", later, time.Minute, 100)
	w.must(err)
	if len(rest) != 13 {
		w.t.Fatalf("%d letters are left, expected 11 new, one put off and one given up", len(rest))
	}
	if rest[11].ID != claimed[1].ID || rest[12].ID != claimed[3].ID {
		w.t.Errorf("the last two are %s and %s, expected %s and %s", rest[11].ID, rest[12].ID, claimed[1].ID, claimed[3].ID)
	}
	if again, err := w.Claim(w.ctx, "c", later.Add(59*time.Second), time.Minute, 100); err != nil || len(again) != 0 {
		w.t.Errorf("within the lease another worker has %d letters %v", len(again), err)
	}
	if again, err := w.Claim(w.ctx, "c", later.Add(time.Minute), time.Minute, 100); err != nil || len(again) != 13 {
		w.t.Errorf("when the lease has run out another worker has %d letters %v", len(again), err)
	}
}

// again lets letters go once more, by hand.
func (w *world) again(accepted, failed string) {
	w.t.Helper()
	page, err := w.Deliveries(w.ctx, engine.DeliveryFilter{Collaboration: Collaboration, Status: engine.Failed})
	w.must(err)
	if len(page.Rows) != 1 || page.Rows[0].ID != failed || page.Counts[engine.Failed] != 1 || page.Counts[engine.Active] != 13 {
		w.t.Errorf("the log of failed letters: %+v", page)
	}
	w.must(w.Retry(w.ctx, failed, Start.Add(time.Hour)))
	w.must(w.Retry(w.ctx, accepted, Start.Add(time.Hour)))
	if d, _ := w.Delivery(w.ctx, failed); d.Status != engine.Queued || d.Attempts != 0 || !d.LetGo().Equal(Start.Add(time.Hour)) {
		w.t.Errorf("a letter that may go again is %+v", d)
	}
	if d, _ := w.Delivery(w.ctx, accepted); d.Status != engine.Accepted {
		w.t.Errorf("an accepted letter that may go again is %s", d.Status)
	}
	if err := w.Retry(w.ctx, "none", Start); !fault.Is(err, "not_found") {
		w.t.Errorf("a letter that isn't there goes again: %v", err)
	}
	page, err = w.Deliveries(w.ctx, engine.DeliveryFilter{Collaboration: Collaboration, Limit: 10, Offset: 5})
	w.must(err)
	if len(page.Rows) != 10 || page.More || page.Counts[engine.Queued] != 1 {
		w.t.Errorf("the log's second page has %d rows, more %v, %v", len(page.Rows), page.More, page.Counts)
	}
}

// overtaken has a worker whose lease ran out settle late: another has the letter.
func overtaken(t *testing.T, w *world) {
	w.save(Moving(w.opened("Omkörd"), "prepared", Start))
	late, err := w.Claim(w.ctx, "late", Start, time.Minute, 5)
	w.must(err)
	fresh, err := w.Claim(w.ctx, "fresh", Start.Add(time.Minute), time.Minute, 100)
	w.must(err)
	if len(late) != 5 || len(fresh) != 1+len(members) {
		t.Fatalf("%d and %d letters were claimed", len(late), len(fresh))
	}
	settle := func(d engine.Delivery, status engine.DeliveryStatus) {
		t.Helper()
		w.must(w.Settle(w.ctx, []engine.Settlement{{
			Notice: d.ID, Claim: d.Claim, Status: status, Attempts: 1, NextAt: Start, At: Start, Response: string(status)}}))
	}
	is := func(d engine.Delivery, want engine.DeliveryStatus) {
		t.Helper()
		if now, err := w.Delivery(w.ctx, d.ID); err != nil || now.Status != want {
			t.Errorf("the letter is %s %v, expected %s", now.Status, err, want)
		}
	}
	for i, news := range []engine.DeliveryStatus{engine.Deferred, engine.Failed, engine.Held, engine.Queued} {
		settle(late[i], news)
		is(late[i], engine.Active) // as the other worker's
	}
	settle(late[4], engine.Accepted)
	is(late[4], engine.Accepted) // it has gone, whoever has it
	for _, d := range fresh {
		settle(d, engine.Deferred)
	}
	is(late[0], engine.Deferred)
	is(late[4], engine.Accepted)
	settle(late[0], engine.Failed)
	is(late[0], engine.Deferred)
}

// heldAndReleased keeps every letter while somebody looks.
func heldAndReleased(t *testing.T, w *world) {
	w.save(Moving(w.opened("Håll"), "prepared", Start))
	if h, err := w.OnHold(w.ctx); err != nil || h != nil {
		t.Fatalf("letters are held from the beginning: %v %v", h, err)
	}
	claim := func() int {
		t.Helper()
		claimed, err := w.Claim(w.ctx, "a", Start.AddDate(1, 0, 0), time.Minute, 100)
		w.must(err)
		return len(claimed)
	}
	hold := engine.Hold{Why: engine.Restored, Since: Start}
	w.must(w.Hold(w.ctx, engine.Hold{Why: engine.ByHand, Since: Start.Add(-time.Hour)}))
	w.must(w.Hold(w.ctx, hold))
	if h, err := w.OnHold(w.ctx); err != nil || h == nil || *h != hold {
		t.Errorf("the hold came back as %v %v", h, err)
	}
	w.save(Moving(w.opened("Ett till"), "prepared", Start))
	if n := claim(); n != 0 {
		t.Errorf("under a hold %d letters were claimed", n)
	}
	if next, waits, err := w.NextDelivery(w.ctx); err != nil || waits {
		t.Errorf("under a hold a letter is due next at %v %v", next, err)
	}
	if n, err := w.Release(w.ctx, engine.Release{At: Start}); err != nil || n != 2*(1+len(members)) {
		t.Errorf("%d letters waited for their release %v", n, err)
	}
	if h, err := w.OnHold(w.ctx); err != nil || h != nil {
		t.Errorf("after the release: %v %v", h, err)
	}
	all := 2 * (1 + len(members))
	if n := claim(); n != all {
		t.Errorf("after the release %d letters were claimed, expected %d", n, all)
	}
	w.must(w.Hold(w.ctx, hold))
	if n, err := w.Release(w.ctx, engine.Release{Discard: true, At: Start}); err != nil || n != all {
		t.Errorf("%d were discarded %v, expected %d", n, err, all)
	}
	if n := claim(); n != 0 {
		t.Errorf("of those that were discarded %d were claimed", n)
	}
	w.save(Moving(w.opened("Ett nytt"), "prepared", Start))
	if n := claim(); n != all/2 {
		t.Errorf("of new letters %d were claimed, expected %d", n, all/2)
	}
}

// someAreLetThrough decides on letters that are held one by one: those that may go are
// claimed, those that never do are ended, and the others wait on, with what comes later.
func someAreLetThrough(t *testing.T, w *world) {
	w.save(Moving(w.opened("Massa"), "prepared", Start))
	page, err := w.Deliveries(w.ctx, engine.DeliveryFilter{Collaboration: Collaboration, Limit: 100})
	w.must(err)
	var all []string
	for _, d := range page.Rows {
		all = append(all, d.ID)
	}
	if len(all) < 6 {
		t.Fatalf("too few letters: %d", len(all))
	}
	decide := func(r engine.Release, want int) {
		t.Helper()
		r.At = Start.Add(time.Hour)
		if n, err := w.Release(w.ctx, r); err != nil || n != want {
			t.Errorf("decided on %d letters %v, expected %d", n, err, want)
		}
	}
	claims := func(when string, want ...string) {
		t.Helper()
		claimed, err := w.Claim(w.ctx, "a", Start.AddDate(1, 0, 0), time.Minute, 100)
		w.must(err)
		var got []string
		for _, d := range claimed {
			got = append(got, d.ID)
			w.must(w.Settle(w.ctx, []engine.Settlement{{Notice: d.ID, Claim: d.Claim, Status: engine.Deferred, Attempts: 1, NextAt: Start, Bundle: "together"}}))
		}
		if slices.Sort(got); !slices.Equal(got, slices.Sorted(slices.Values(want))) {
			t.Errorf("%s %v were claimed, expected %v", when, got, want)
		}
	}
	w.must(w.Hold(w.ctx, engine.Hold{Why: engine.TooMany, Since: Start}))
	decide(engine.Release{Letters: all[:2]}, 2)
	decide(engine.Release{Letters: append([]string{"none"}, all[2:4]...), Discard: true, Reason: "Ett prov"}, 2)
	claims("of a mass", all[:2]...)
	claims("those put off, that go as one by now,", all[:2]...)
	if d, err := w.Delivery(w.ctx, all[2]); err != nil || d.Status != engine.Needless || d.Response != engine.Discarded+"Ett prov" {
		t.Errorf("a letter that never goes is %s %q %v", d.Status, d.Response, err)
	}
	if next, waits, err := w.NextDelivery(w.ctx); err != nil || !waits || !next.Equal(Start) {
		t.Errorf("under a hold what may go is due next at %v %v %v", next, waits, err)
	}
	w.must(w.Hold(w.ctx, engine.Hold{Why: engine.TooMany, Since: Start.Add(time.Hour)}))
	claims("after a new hold")
	decide(engine.Release{Letters: all[:4]}, 2)
	if h, err := w.OnHold(w.ctx); err != nil || h == nil {
		t.Errorf("while letters wait there is no hold %v", err)
	}
	decide(engine.Release{Letters: all[4:]}, len(all)-4)
	if h, err := w.OnHold(w.ctx); err != nil || h != nil {
		t.Errorf("when all are decided on they are held still: %v %v", h, err)
	}
	w.must(w.Hold(w.ctx, engine.Hold{Why: engine.ByHand, Since: Start}))
	decide(engine.Release{Letters: all}, len(all)-2)
	if h, err := w.OnHold(w.ctx); err != nil || h == nil {
		t.Errorf("what somebody wanted ended by itself %v", err)
	}
}

func factsOfLetters(t *testing.T, w *world) {
	first, second := w.save(Moving(w.opened("Ett"), "prepared", Start)), w.save(Asking(w.opened("Två"), Start))
	claimed, err := w.Claim(w.ctx, "a", Start, time.Minute, 100)
	w.must(err)
	facts, err := w.Facts(w.ctx, claimed)
	w.must(err)
	if len(facts) != 2+2*len(members) {
		t.Fatalf("facts of %d letters", len(facts))
	}
	for i, f := range facts {
		if f.ID != claimed[i].ID || f.Event.ID != f.Notice.Event || f.Proposal.ID != f.Notice.Proposal || f.Event.Private.Person != "anna" {
			t.Errorf("letter %d tells of %+v", i, f.Event)
		}
		if id := f.Proposal.ID; id != first.ID && id != second.ID {
			t.Errorf("letter %d is about %s", i, id)
		}
	}
	n, err := w.Notice(w.ctx, claimed[0].ID)
	if err != nil || !reflect.DeepEqual(n, claimed[0].Notice) {
		t.Errorf("the notice by itself is %+v %v", n, err)
	}
	if facts, err := w.Facts(w.ctx, nil); err != nil || len(facts) != 0 {
		t.Errorf("facts of no letters: %v %v", facts, err)
	}
}

func leasePasses(t *testing.T, w *world) {
	take := func(holder string, now time.Time) int64 {
		t.Helper()
		token, ok, err := w.Lease(w.ctx, "tick", holder, time.Minute, now)
		w.must(err)
		if !ok {
			return 0
		}
		return token
	}
	one := take("one", Start)
	if one == 0 || take("two", Start.Add(59*time.Second)) != 0 {
		t.Fatal("a lease that is held was given to another")
	}
	if again := take("one", Start.Add(30*time.Second)); again != one {
		t.Errorf("renewed, the token went from %d to %d", one, again)
	}
	two := take("two", Start.Add(2*time.Minute))
	if two <= one {
		t.Errorf("the next holder's token is %d, after %d", two, one)
	}
	p := w.opened("Staket")
	stale, fresh := Moving(p, "lapsed", Start), Moving(p, "lapsed", Start)
	stale.Fence, fresh.Fence = &engine.Fence{Lease: "tick", Token: one}, &engine.Fence{Lease: "tick", Token: two}
	if _, err := w.Save(w.ctx, stale); !errors.Is(err, engine.ErrFenced) {
		t.Errorf("the old holder's change was answered %v", err)
	}
	w.save(fresh)
	w.must(w.Unlease(w.ctx, "tick", one)) // which is not its any more
	if take("three", Start.Add(2*time.Minute)) != 0 {
		t.Error("an old holder let go of another's lease")
	}
	w.must(w.Unlease(w.ctx, "tick", two))
	if take("three", Start.Add(2*time.Minute)) <= two {
		t.Error("a lease that was let go of is not to be had")
	}
	if audit := w.whole(); audit.Events != 2 {
		t.Errorf("%d events, expected 2", audit.Events)
	}
}
