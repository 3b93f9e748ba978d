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
	if len(claimed) < 2 || strings.EqualFold(claimed[0].Mail, claimed[1].Mail) {
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
	if d, err := w.Delivery(w.ctx, ending.ID); err != nil || d.Status != engine.Needless || d.Response != engine.Discarded+"Slutat" {
		t.Errorf("the letter that never goes is %s %q %v", d.Status, d.Response, err)
	}
}
