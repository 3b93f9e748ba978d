package engine_test

import (
	"testing"

	"beredd/internal/engine"
	"beredd/internal/fault"
)

// What should not go by mail is stopped in a title whoever writes it, and in other
// texts until the writer has confirmed it. What stands is not asked about again.
func TestWhatShouldNotGoByMailIsStoppedOrConfirmed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pack = edited(t, "number:", "stop_words: [klient*]\nnumber:")
	w.at("2026-03-02 09:00")
	p := w.propose()
	edit := func(in inputs, confirmed ...string) error {
		_, err := w.act(engine.Act{Kind: engine.Edit, Proposal: p.ID, Actor: by("drafter"), Inputs: in, Confirmed: confirmed})
		return err
	}
	for _, row := range []struct {
		in        inputs
		confirmed []string
		code      string
	}{
		{inputs{"title": "Stöd till 811228-9874"}, []string{"title"}, "personal_number"},
		{inputs{"title": "Stöd till klienten"}, []string{"title"}, "stop_word"},
		{inputs{"summary": "Gäller 811228-9874"}, nil, "personal_number_in_text"},
		{inputs{"summary": "Gäller 811228-9874"}, []string{"proposed_decision"}, "personal_number_in_text"},
		{inputs{"summary": "Gäller klienten 811228-9874"}, []string{"summary"}, ""},
		{inputs{"summary": "Gäller klienten 811228-9874", "title": "Nytt"}, nil, ""},
		{inputs{"summary": "Gäller klienten 811228 9874"}, nil, "personal_number_in_text"},
	} {
		err := edit(row.in, row.confirmed...)
		if row.code == "" && err != nil || row.code != "" && !fault.Is(err, row.code) {
			t.Errorf("%v, confirmed %v: %v, want %q", row.in, row.confirmed, err, row.code)
		}
	}
	paper := []engine.Document{{Name: "utredning 811228-9874.pdf", Hash: "x", Size: 3}}
	if _, err := w.act(engine.Act{Kind: engine.Attach, Proposal: p.ID, Actor: by("drafter"), Inputs: inputs{"document": paper}, Confirmed: []string{"document"}}); !fault.Is(err, "delicate_file_name") {
		t.Errorf("a personal identity number in a file's name: %v", err)
	}
	if f := fault.As(edit(inputs{"summary": "klienten 811228-9874 igen"})); f == nil || len(f.All()) != 2 {
		t.Errorf("a number and a word in one text are %v", f)
	}
}
