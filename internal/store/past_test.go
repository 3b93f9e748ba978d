package store_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"beredd/internal/engine"
	"beredd/internal/store/storetest"
)

// A proposal that was last saved before proposals remembered what had happened
// has it from its history.
func TestAnOlderProposalHasItsPastFromItsHistory(t *testing.T) {
	address := file(t)
	kept := open(t, address)
	opening := storetest.Opening("Rutin för SIP", storetest.Start)
	want := opening.Proposal.Past
	if len(want) == 0 {
		t.Fatal("nothing has happened to it")
	}
	opening.Proposal.Past = nil
	outcome, err := kept.Save(context.Background(), opening)
	if err != nil {
		t.Fatal(err)
	}
	if err := kept.Close(); err != nil {
		t.Fatal(err)
	}
	read, _, err := open(t, address).Proposal(context.Background(), outcome.Proposal.ID, "")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, read.Past, cmp.Comparer(func(a, b engine.Mark) bool { return a.What == b.What && a.Times == b.Times && a.Last.Equal(b.Last) })); diff != "" {
		t.Errorf("it remembers otherwise:\n%s", diff)
	}
}
