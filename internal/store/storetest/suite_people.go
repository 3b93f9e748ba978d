package storetest

import (
	"bytes"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/store"
)

func sessionsEnd(t *testing.T, w *world) {
	w.must(w.Commit("hash", []byte{0, 1, 255}, Start.Add(time.Hour)))
	w.must(w.Commit("hash", []byte{0, 1, 254}, Start.Add(time.Hour)))
	w.must(w.Commit("past", []byte("x"), Start))
	if data, found, err := w.Find("hash"); err != nil || !found || !bytes.Equal(data, []byte{0, 1, 254}) {
		t.Errorf("the session is %v %v %v", data, found, err)
	}
	if _, found, err := w.Find("past"); err != nil || found {
		t.Errorf("a session whose time is past: %v %v", found, err)
	}
	w.must(w.Tidy(w.ctx, Start))
	w.must(w.Delete("hash"))
	if _, found, err := w.Find("hash"); err != nil || found {
		t.Errorf("a session that was ended: %v %v", found, err)
	}
}

func codesAreSpent(t *testing.T, w *world) {
	put := func(id string) {
		t.Helper()
		w.must(w.PutCode(w.ctx, id, "sign-in", "anna", "right", Start, Start.Add(10*time.Minute)))
	}
	try := func(id, purpose, mac string, now time.Time) bool {
		t.Helper()
		subject, ok, err := w.TryCode(w.ctx, id, purpose, mac, now)
		w.must(err)
		if ok != (subject == "anna") {
			t.Errorf("ok is %v and the subject %q", ok, subject)
		}
		return ok
	}
	put("a")
	if try("a", "sign-in", "wrong", Start) || try("a", "answer", "right", Start) || try("b", "sign-in", "right", Start) {
		t.Error("a wrong code, another purpose or another attempt was taken")
	}
	if !try("a", "sign-in", "right", Start) || try("a", "sign-in", "right", Start) {
		t.Error("a right code is good once, and once only")
	}
	put("c")
	for range store.MaxTries {
		try("c", "sign-in", "wrong", Start)
	}
	if try("c", "sign-in", "right", Start) {
		t.Error("a code was right at its sixth try")
	}
	put("d")
	if try("d", "sign-in", "right", Start.Add(10*time.Minute)) {
		t.Error("a code was good after its time")
	}
	put("f")
	nodes := []*store.Store{w.Store}
	if w.isPostgres() { // only there may there be several
		nodes = append(nodes, w.open())
	}
	together(store.MaxTries, func(i int) { _, _, _ = nodes[i%len(nodes)].TryCode(w.ctx, "f", "sign-in", "wrong", Start) })
	for i, node := range nodes {
		if _, ok, err := node.TryCode(w.ctx, "f", "sign-in", "right", Start); err != nil || ok {
			t.Errorf("node %d takes a code whose tries were spent on all together: %v %v", i, ok, err)
		}
	}
	put("e")
	var right atomic.Int64
	together(8, func(int) {
		if _, ok, err := w.TryCode(w.ctx, "e", "sign-in", "right", Start); err == nil && ok {
			right.Add(1)
		}
	})
	if right.Load() != 1 {
		t.Errorf("eight at once used one code %d times", right.Load())
	}
}

func keptForPeople(t *testing.T, w *world) {
	if draft, err := w.Draft(w.ctx, "anna", "new"); err != nil || draft != "" {
		t.Errorf("a draft that isn't there is %q %v", draft, err)
	}
	w.must(w.PutDraft(w.ctx, "anna", "new", `{"title":"Å"}`, Start))
	w.must(w.PutDraft(w.ctx, "anna", "new", `{"title":"Åä"}`, Start))
	w.must(w.PutDraft(w.ctx, "bo", "new", "Bos", Start))
	if draft, err := w.Draft(w.ctx, "anna", "new"); err != nil || draft != `{"title":"Åä"}` {
		t.Errorf("the draft is %q %v", draft, err)
	}
	w.must(w.DropDraft(w.ctx, "anna", "new"))
	if draft, _ := w.Draft(w.ctx, "anna", "new"); draft != "" {
		t.Errorf("a dropped draft is %q", draft)
	}
	paper := []byte("%PDF-1.7\x00\xff\r\n")
	hash, err := w.PutBlob(w.ctx, paper)
	w.must(err)
	again, err := w.PutBlob(w.ctx, paper)
	if err != nil || again != hash || len(hash) != 64 {
		t.Errorf("the same bytes are %s and %s %v", hash, again, err)
	}
	if data, err := w.Blob(w.ctx, hash); err != nil || !bytes.Equal(data, paper) {
		t.Errorf("the document came back as %q %v", data, err)
	}
	if _, err := w.Blob(w.ctx, "none"); !fault.Is(err, "not_found") {
		t.Errorf("a document that isn't there: %v", err)
	}
	w.must(w.PutSetting(w.ctx, "outbox", "paused"))
	w.must(w.PutSetting(w.ctx, "outbox", "running"))
	if value, err := w.Setting(w.ctx, "outbox"); err != nil || value != "running" {
		t.Errorf("the setting is %q %v", value, err)
	}
}

// orphansGo keeps a day what nobody names, and for ever what somebody does.
func orphansGo(t *testing.T, w *world) {
	put := func(text string) string {
		t.Helper()
		hash, err := w.PutBlob(w.ctx, []byte(text))
		w.must(err)
		return hash
	}
	named, drafted, refused, again := put("named"), put("drafted"), put("refused"), put("again")
	c := Moving(w.opened("Med handling"), "prepared", Start)
	c.Proposal.Documents = append(c.Proposal.Documents, engine.Document{ID: "d", Name: "a.pdf", Version: 1, Hash: named})
	w.save(c)
	w.must(w.PutDraft(w.ctx, "anna", "new", `{"documents":["`+drafted+`"]}`, Start))
	left := func(when time.Time, want ...string) {
		t.Helper()
		w.must(w.Tidy(w.ctx, when))
		for _, hash := range []string{named, drafted, refused, again} {
			_, err := w.Blob(w.ctx, hash)
			if is, wanted := err == nil, slices.Contains(want, hash); is != wanted {
				t.Errorf("at %v a document is kept: %v, expected %v (%v)", when, is, wanted, err)
			}
		}
	}
	left(Start.Add(24*time.Hour), named, drafted, refused, again)
	w.now = Start.Add(24 * time.Hour)
	put("again")
	left(Start.Add(25*time.Hour), named, drafted, again)
	w.must(w.DropDraft(w.ctx, "anna", "new"))
	left(Start.Add(26*time.Hour), named, again)
	left(Start.AddDate(5, 0, 0), named)
}
