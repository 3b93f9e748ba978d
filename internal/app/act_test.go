package app

import (
	"testing"

	"beredd/internal/engine"
	"beredd/internal/fault"
)

// A step is taken from the command line beside the service, as in the web: what should
// not go by mail is asked about once, and then the step is taken with it.
func TestAStepIsTakenFromTheCommandLine(t *testing.T) {
	onBothDatabases(t, func(f *flow) {
		f.clock.Run()
		f.start()
		defer f.stop()
		f.propose()
		submit := func(confirmed ...string) (from, to string, err error) {
			return Act(f.Context(), f.config.Place, f.proposal().Number, "submit", "drafting", map[string]string{"comment": "Gäller 811228-9874"}, confirmed)
		}
		_, _, err := submit()
		refusal := fault.As(err)
		if refusal == nil || len(refusal.All()) != 1 || !engine.IsConfirmable(refusal.All()[0]) || refusal.All()[0].Field != "comment" {
			f.Fatalf("a personal identity number in a comment is answered %v", err)
		}
		if got := f.proposal().State; got != "drafted" {
			f.Fatalf("a refused step led to %s", got)
		}
		from, to, err := submit("comment")
		if err != nil || from != "drafted" || to != "prepared" || f.proposal().State != "prepared" {
			f.Errorf("confirmed, it goes from %q to %q: %v", from, to, err)
		}
	})
}
