package mail_test

import (
	"io"
	"testing"
)

// A letter is written anew at every try, so writing must cost little beside
// handing it over.
func BenchmarkWriting(b *testing.B) {
	w, facts := writer(b), filled(b, "decision")
	for b.Loop() {
		written, err := w.Message(facts, now)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := written.WriteTo(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}
