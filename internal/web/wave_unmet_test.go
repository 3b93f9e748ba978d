package web_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
	"beredd/internal/engine"
)

// Whoever moves a meeting nearer than those concerned are to know of it is told which
// proposal that is, and what is not kept; a day that is far enough off is not spoken of.
func TestWhoMovesAMeetingIsToldWhatConditionsOfProposalsItBreaks(t *testing.T) {
	w := worldOf(t, packWith(t, "days_counted_from_dates", "w.yaml", "needs: [meeting, expires_on]}",
		"needs: [meeting, expires_on], when: 'days(today, meeting.date) >= 10', when_not: the neighbours shall know ten days before}"), false)
	b := w.as("cia")
	b.laysOut("2026")
	p := w.done(engine.Act{Kind: engine.Propose, Actor: engine.Actor{Person: "anna", Assurance: "login"}, Inputs: map[string]any{"title": "A kiosk"}})
	w.done(engine.Act{Kind: engine.Do, Proposal: p.ID, Transition: "submit", Actor: engine.Actor{Person: "anna", Assurance: "login"},
		Inputs: map[string]any{"meeting": "2026-02-06", "expires_on": "2027-01-31"}})
	there := meetingAt(w.laid("meeting.board/2026-02-06").Number) + "/flytta"
	const told = "för den nya dagen hade ”Submit” inte kunnat göras i dag: the neighbours shall know ten days before"
	b.post(there, meets("far", "date", "2026-01-30", "time", "09:00", "end", "10:00"), http.StatusOK).says(p.Number, "fredag 30 januari 2026").lacks("hade ”Submit” inte")
	b.post(there, meets("near", "date", "2026-01-12", "time", "09:00", "end", "10:00"), http.StatusOK).says(p.Number, told)
}

// packWith is one of the small packs that show what words mean, with a text of a file in
// the place of another.
func packWith(t *testing.T, name, file, old, text string) *definition.Pack {
	t.Helper()
	files, err := filepath.Glob("../../workflows/testdata/words/" + name + "/*.yaml")
	must(t, err)
	from := fstest.MapFS{}
	for _, path := range files {
		content, err := os.ReadFile(path)
		must(t, err)
		if filepath.Base(path) == file {
			if !strings.Contains(string(content), old) {
				t.Fatalf("%s does not say %s", path, old)
			}
			content = []byte(strings.Replace(string(content), old, text, 1))
		}
		from[filepath.Base(path)] = &fstest.MapFile{Data: content}
	}
	return everybodysPack(t, from)
}
