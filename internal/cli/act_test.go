package cli

import (
	"bytes"
	"errors"
	"testing"

	"beredd/internal/fault"
	"beredd/internal/wording"
)

// TestARefusedActSaysHowWhatItLacksIsGiven names the flag with each input that is
// wrong, and no flag where no input is.
func TestARefusedActSaysHowWhatItLacksIsGiven(t *testing.T) {
	t.Parallel()
	missing := func(field string) *fault.Error { return fault.New(fault.Invalid, "missing_input", nil).On(field) }
	for _, row := range []struct {
		err  error
		want string
	}{
		{fault.Join(missing("decision"), missing("meeting")), "Lämna det så: --with decision=… --with meeting=…\n"},
		{missing("reason"), "Lämna det så: --with reason=…\n"},
		{fault.New(fault.Forbidden, "forbidden", nil), ""},
		{errors.New("the disk is full"), ""},
	} {
		var said bytes.Buffer
		(&terminal{err: &said, language: wording.Swedish}).hint(row.err)
		if said.String() != row.want {
			t.Errorf("%v: it says %q, want %q", row.err, said.String(), row.want)
		}
	}
}
