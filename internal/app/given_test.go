package app

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"beredd/internal/fault"
)

// A folder with an error stops nobody who runs what has been published: it was not
// taken, and the log, monitors and coordinators are told.
func TestAFolderWithErrorsStopsNothingThatIsPublished(t *testing.T) {
	onBothDatabases(t, func(f *flow) {
		f.at("2026-02-02 09:00")
		folder := f.folder()
		f.config.Pack = folder
		f.start()
		f.propose()
		number, edition := f.proposal().Number, f.pack().Edition
		f.stop()
		f.rewrite(folder, regexp.MustCompile("held_by: preparation"), "held_by: preparatoin")

		var log bytes.Buffer
		s, err := Start(f.Context(), f.config, NewLog(&log, "error"), f.clock.Now)
		if err != nil {
			f.Fatalf("the service does not start: %v", err)
		}
		f.Service = s
		if f.pack().Edition != edition {
			f.Error("what runs is not what was published")
		}
		f.do("drafting", "submit", nil)
		if !strings.Contains(log.String(), "was not taken") || !strings.Contains(log.String(), "preparatoin") {
			f.Errorf("the log says %s", log.String())
		}
		ready := f.fetch("/readyz")
		if !strings.Contains(ready, "was not taken; edition "+edition) || strings.Contains(ready, folder) {
			f.Errorf("monitors are told %q", ready)
		}
		if told := f.Folder(); told == nil || len(told.Problems) == 0 || told.Where != folder {
			f.Errorf("coordinators are told %+v", told)
		}
		f.readsBeside(folder, number)
		f.stop()
	})
}

// readsBeside asks all that reads what has been published, with a folder that has errors.
func (f *flow) readsBeside(folder, number string) {
	f.Helper()
	list, standings, err := Editions(f.Context(), f.config.Kept, folder)
	if err != nil || len(list) != 1 || len(standings) != 1 {
		f.Errorf("editions are %v, %v, %v", list, standings, err)
	}
	if all, err := Diff(f.Context(), f.config.Kept, folder, "1", "1"); err != nil || len(all) > 0 {
		f.Errorf("the difference is %v, %v", all, err)
	}
	if _, err := Export(f.Context(), f.config.Kept, folder, "1", filepath.Join(f.TempDir(), "out")); err != nil {
		f.Errorf("exporting: %v", err)
	}
	if audit, _, err := Verify(f.Context(), f.config.Place); err != nil || !audit.Whole() {
		f.Errorf("the history is %+v, %v", audit.Findings, err)
	}
	if _, _, err := Letters(f.Context(), f.config.Kept, folder, "", 10); err != nil {
		f.Errorf("listing letters: %v", err)
	}
	if _, p, _, err := Way(f.Context(), f.config.Kept, folder, number); err != nil || p.Number != number {
		f.Errorf("the way of %s: %v", number, err)
	}
	if _, err := Publish(f.Context(), f.config.Kept, folder, Publishing{}); err == nil || fault.As(err) != nil {
		f.Errorf("a folder with errors was published: %v", err)
	}
}

func (f *flow) fetch(path string) string {
	f.Helper()
	answer, err := http.Get(f.base + path)
	if err != nil {
		f.Fatal(err)
	}
	defer answer.Body.Close()
	var body bytes.Buffer
	if _, err := body.ReadFrom(answer.Body); err != nil || answer.StatusCode != http.StatusOK {
		f.Fatalf("%s answers %d, %v: %s", path, answer.StatusCode, err, body.String())
	}
	return body.String()
}

// Where nothing is published there is nothing to run on but the folder.
func TestAFolderWithErrorsIsRefusedWhereNothingIsPublished(t *testing.T) {
	onBothDatabases(t, func(f *flow) {
		f.at("2026-02-02 09:00")
		folder := f.folder()
		f.rewrite(folder, regexp.MustCompile("held_by: preparation"), "held_by: preparatoin")
		f.config.Pack = folder
		if s, err := Start(f.Context(), f.config, NewLog(f.Output(), "error"), f.clock.Now); err == nil || !strings.Contains(err.Error(), "preparatoin") {
			f.Errorf("the first start says %v", err)
			if err == nil {
				_ = s.Stop()
			}
		}
	})
}

// A folder that is not there, or that does not even say whose it is, is as one with errors.
func TestAFolderThatCannotBeReadStopsNothingThatIsPublished(t *testing.T) {
	onBothDatabases(t, func(f *flow) {
		f.at("2026-02-02 09:00")
		folder := f.folder()
		f.config.Pack = folder
		f.start()
		f.stop()
		for _, spoil := range []func() error{
			func() error {
				return os.WriteFile(filepath.Join(folder, "collaboration.yaml"), []byte("collaboration: [\n"), 0o600)
			},
			func() error { return os.RemoveAll(folder) },
		} {
			if err := spoil(); err != nil {
				f.Fatal(err)
			}
			f.start()
			if f.pack().Key != "kalmar-lgl" || f.Folder() == nil {
				f.Errorf("it runs %s, and tells %+v", f.pack().Key, f.Folder())
			}
			f.stop()
		}
	})
}
