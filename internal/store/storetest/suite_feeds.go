package storetest

import (
	"testing"

	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// feedsAreRevoked holds that a calendar is found by its secret's hash alone, until it
// is made anew or ended.
func feedsAreRevoked(t *testing.T, w *world) {
	made := func(kind people.PartyKind, key, id, hash string) engine.Feed {
		f := engine.Feed{
			ID: id, Collaboration: Collaboration, Of: engine.FeedOf{Kind: kind, Key: key},
			Language: wording.English, Hash: hash, By: "anna", At: Start,
		}
		w.must(w.PutFeed(w.ctx, f))
		return f
	}
	found := func(hash string) string {
		t.Helper()
		f, err := w.FeedByHash(w.ctx, hash)
		if err != nil && !fault.Is(err, "not_found") {
			t.Fatal(err)
		}
		return f.ID
	}
	mine, theirs := made(people.APerson, "anna", "1", "h1"), made(people.ABody, "anna", "2", "h2")
	if f, err := w.FeedByHash(w.ctx, "h1"); err != nil || f.Of != mine.Of || f.Language != mine.Language || f.By != "anna" || !f.At.Equal(mine.At) || f.Hash != "h1" {
		t.Errorf("the feed came back as %+v (%v)", f, err)
	}
	made(people.APerson, "anna", "3", "h3")
	if found("h1") != "" || found("h3") != "3" || found("h2") != "2" {
		t.Errorf("after it was made anew: %q %q %q", found("h1"), found("h3"), found("h2"))
	}
	if all, err := w.Feeds(w.ctx, Collaboration); err != nil || len(all) != 2 || all[0].ID != "2" {
		t.Errorf("the feeds are %+v (%v)", all, err)
	}
	if all, err := w.Feeds(w.ctx, "another"); err != nil || len(all) != 0 {
		t.Errorf("another collaboration's feeds are %+v (%v)", all, err)
	}
	w.must(w.DropFeed(w.ctx, Collaboration, theirs.Of))
	w.must(w.DropFeed(w.ctx, "another", mine.Of))
	if found("h2") != "" || found("h3") != "3" {
		t.Errorf("after one was ended: %q %q", found("h2"), found("h3"))
	}
}
