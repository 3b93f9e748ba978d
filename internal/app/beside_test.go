package app

import (
	"testing"

	"beredd/internal/fault"
)

// A step that an operator takes beside a running service, on one machine too, is seen
// there at once, goes on from there, and its letters go.
func TestAnOperatorActsBesideAService(t *testing.T) {
	onBothDatabases(t, func(f *flow) {
		f.at("2026-02-02 09:00")
		f.start()
		defer f.stop()
		f.propose()
		f.do("drafting", "submit", nil) // the service remembers how it stands
		before := len(f.relay.letters("Rutin för SIP"))
		_, to, err := Act(f.Context(), f.config.Place, f.proposal().Number, "refer_back", "preparation.secretary", map[string]string{"reason": "Oklart"}, nil)
		if err != nil || f.proposal().State != to {
			f.Fatalf("it stands in %s, not %s: %v", f.proposal().State, to, err)
		}
		f.eventually("the drafting group has its letter", func() bool { return len(f.relay.letters("Rutin för SIP")) > before })
		f.do("drafting", "submit", nil)
		if data, err := PersonData(f.Context(), f.config.Place, "preparation_secretary"); err != nil || len(data.Acts) == 0 || len(data.Letters) == 0 || len(data.Named) != 1 {
			f.Errorf("of the secretary is kept %+v, %v", data, err)
		}
		if _, err := ErasePerson(f.Context(), f.config.Place, "preparation_secretary", true); !fault.Is(err, "person_takes_part") {
			f.Errorf("who takes part is erased: %v", err)
		}
		if audit, _, err := Verify(f.Context(), f.config.Place); err != nil || !audit.Whole() {
			f.Errorf("the history is %+v, %v", audit.Findings, err)
		}
	})
}
