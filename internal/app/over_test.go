package app

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"beredd/internal/engine"
	"beredd/internal/fault"
)

// A folder that knows nothing of what was published in the web does not put that back
// unasked, be it as it was or changed elsewhere since. Who means it says so, and by
// the edition that is put aside.
func TestAFolderDoesNotPutBackWhatWasPublishedSince(t *testing.T) {
	onBothDatabases(t, func(f *flow) {
		f.at("2026-02-02 09:00")
		folder, newer := f.folder(), f.folder()
		f.config.Pack = folder
		f.start()
		defer f.stop()
		f.rewrite(newer, regexp.MustCompile("within: 20 workdays"), "within: 15 workdays")
		web := process{Store: f.store, shelf: f.shelf}
		if err := web.Publish(f.Context(), os.DirFS(newer), engine.Published{Seq: 2, At: f.now(), Person: "county_coordinator", Note: "Kortare tid"}); err != nil {
			f.Fatal(err)
		}
		f.asksFirst(folder) // as edition 1 was
		f.rewrite(folder, regexp.MustCompile("within: 60 days"), "within: 50 days")
		f.asksFirst(folder) // changed elsewhere
		f.rewrite(folder, regexp.MustCompile("within: 50 days"), "within: 60 days")
		f.rewrite(folder, regexp.MustCompile("within: 20 workdays"), "within: 10 workdays")
		f.asksFirst(folder) // changed at the same place, as if the other change had not been
		if _, err := Publish(f.Context(), f.config.Kept, folder, Publishing{Over: "1"}); !fault.Is(err, "publish_over") {
			f.Errorf("over an edition that is not in force: %v", err)
		}
		if _, err := Publish(f.Context(), f.config.Kept, folder, Publishing{Over: "2"}); err != nil {
			f.Errorf("over the edition in force: %v", err)
		}
		f.onwards(folder)
	})
}

func (f *flow) asksFirst(folder string) {
	f.Helper()
	for _, dry := range []bool{true, false} {
		done, err := Publish(f.Context(), f.config.Kept, folder, Publishing{Dry: dry})
		refusal := fault.As(err)
		if refusal == nil || refusal.Code != "publish_behind" || refusal.Args["Nearest"] != 1 || len(done.Differences) == 0 {
			f.Errorf("with dry %v it says %v, and shows %d differences", dry, err, len(done.Differences))
		}
	}
}

// onwards publishes what builds on the edition in force, again and again at the same
// line, also from a folder that was exported and changed: nobody is asked.
func (f *flow) onwards(folder string) {
	f.Helper()
	for _, days := range []string{"11", "12", "13"} {
		f.rewrite(folder, regexp.MustCompile(`within: 1\d workdays`), "within: "+days+" workdays")
		if _, err := Publish(f.Context(), f.config.Kept, folder, Publishing{}); err != nil {
			f.Fatalf("a folder that was published, with %s: %v", days, err)
		}
	}
	exported := filepath.Join(f.TempDir(), "exported")
	p, err := Export(f.Context(), f.config.Kept, f.config.Pack, "2", exported)
	if err != nil {
		f.Fatal(err)
	}
	if _, err := Publish(f.Context(), f.config.Kept, exported, Publishing{}); !fault.Is(err, "publish_behind") {
		f.Errorf("edition %d was put back unasked: %v", p.Seq, err)
	}
}
