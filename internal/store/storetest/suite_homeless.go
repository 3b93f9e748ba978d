package storetest

import (
	"strings"
	"testing"
	"time"

	"beredd/internal/engine"
)

// homelessLettersWait holds that letters for which there is no address wait until
// somebody has decided, for each address by itself: they go to that which works by
// now, or never.
func homelessLettersWait(t *testing.T, w *world) {
	w.save(Moving(w.opened("Brev"), "prepared", Start))
	claimed, err := w.Claim(w.ctx, "a", Start, time.Minute, 100)
	w.must(err)
	if len(claimed) < 3 || strings.EqualFold(claimed[0].Mail, claimed[1].Mail) {
		t.Fatalf("too few letters: %+v", claimed)
	}
	going, ending := claimed[0], claimed[1]
	for _, d := range claimed[:2] {
		w.must(w.Settle(w.ctx, []engine.Settlement{{Notice: d.ID, Claim: d.Claim, Status: engine.Held, Attempts: 1, At: Start, Response: engine.NoAddress + "5.1.1"}}))
	}
	held, err := w.Homeless(w.ctx, Collaboration)
	w.must(err)
	if len(held) != 2 || held[strings.ToLower(going.Mail)] != 1 {
		t.Errorf("the letters that wait for an address: %v", held)
	}
	later := Start.Add(time.Hour)
	decide := func(mail string, d engine.AddressDecision, want int) {
		t.Helper()
		d.At = later
		if n, err := w.DecideHomeless(w.ctx, Collaboration, mail, d); err != nil || n != want {
			t.Errorf("decided on %d letters to %s %v, expected %d", n, mail, err, want)
		}
	}
	decide(ending.Mail, engine.AddressDecision{Release: engine.Release{Discard: true, Reason: "Slutat"}}, 1)
	decide(strings.ToUpper(going.Mail), engine.AddressDecision{Mail: "new@torsas.example"}, 1)
	decide(ending.Mail, engine.AddressDecision{}, 0)
	if d, err := w.Delivery(w.ctx, going.ID); err != nil || d.Status != engine.Queued || d.Mail != "new@torsas.example" || d.Name != going.Name || d.Attempts != 0 || !d.LetGo().Equal(later) {
		t.Errorf("the letter that may go is %+v %v", d, err)
	}
	sent := claimed[2]
	w.must(w.Settle(w.ctx, []engine.Settlement{{Notice: sent.ID, Claim: sent.Claim, Status: engine.Held, Attempts: 1, At: Start, Response: engine.NoAddress + "5.1.1"}}))
	n := sent.Notice
	n.ID, n.Mail, n.At = "01900000-0000-7000-8000-00000000cafe", "other@torsas.example", later
	on := engine.SendingOn{Letters: []engine.Instead{{Of: sent.ID, Notice: n}, {Of: going.ID, Notice: going.Notice}}, Reason: "Tar över", At: later}
	for i, want := range []int{1, 0} { // one that waits is not sent elsewhere beside, nor any twice
		if n, err := w.SendOn(w.ctx, on); err != nil || n != want {
			t.Errorf("the %d. time %d letters were sent on %v, expected %d", i+1, n, err, want)
		}
	}
	if d, err := w.Delivery(w.ctx, sent.ID); err != nil || d.Status != engine.Needless || d.Response != engine.SentOnSince+"Tar över" {
		t.Errorf("the letter that was sent on is %s %q %v", d.Status, d.Response, err)
	}
	if d, err := w.Delivery(w.ctx, n.ID); err != nil || d.Status != engine.Queued || d.Mail != n.Mail || d.Notice.Proposal != sent.Notice.Proposal {
		t.Errorf("the letter to another is %+v %v", d, err)
	}
	if d, err := w.Delivery(w.ctx, ending.ID); err != nil || d.Status != engine.Needless || d.Response != engine.Discarded+"Slutat" {
		t.Errorf("the letter that never goes is %s %q %v", d.Status, d.Response, err)
	}
}
