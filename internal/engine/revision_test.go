package engine_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
	"beredd/internal/engine"
)

// Programs take an invitation for newer only where its number is higher.
func TestEachChangeOfAMeetingsTimeIsANewerInvitation(t *testing.T) {
	w := county(t)
	m := w.meets("2026-04-07")
	is := func(want int, after string) {
		t.Helper()
		if got := w.stands(m).Revision(); got != want {
			t.Errorf("after %s it is revision %d, want %d", after, got, want)
		}
	}
	w.on(m, "notice", "sec", nil)
	is(0, "the notice")
	w.must(engine.Act{Kind: engine.Reschedule, Proposal: m.ID, Actor: by("sec"), Inputs: inputs{"date": "2026-04-14", "reason": "påsken"}})
	is(1, "it was moved")
	w.must(engine.Act{Kind: engine.Reschedule, Proposal: m.ID, Actor: by("sec"), Inputs: inputs{"place": "Residenset"}})
	is(2, "it had another place")
	w.on(m, "cancel", "sec", inputs{"reason": "få ärenden"})
	is(3, "it was called off")
	if !w.stands(m).CalledOff() {
		t.Error("it is not called off")
	}
	w.on(m, "reopen", "sec", inputs{"reason": "fler ärenden", "meeting": "2026-04-21"})
	is(4, "it was taken up again")
}

func TestWhoMeetsIsToldAndThenOfWhatDiffers(t *testing.T) {
	w := county(t)
	files := fstest.MapFS{}
	for _, name := range []string{"collaboration.yaml", "cycle.yaml", "matter.yaml"} {
		text, err := os.ReadFile("testdata/county/" + name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: []byte(strings.Replace(string(text), "    body: board", "    body: [board, group]", 1))}
	}
	pack, problems := definition.Read(files, nil)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	w.pack = pack
	everybody := func(letter string) (all []string) {
		for _, mail := range []string{"ann@town.example", "bo@village.example", "chair@county.example", "drafter@county.example", "sec@county.example"} {
			all = append(all, letter+" to "+mail)
		}
		return all
	}
	wants := func(after, letter string) {
		t.Helper()
		got := slices.DeleteFunc(w.mailed(), func(l string) bool {
			return !strings.HasPrefix(l, "meeting_") && !strings.HasPrefix(l, "agenda_") && !strings.HasPrefix(l, "minutes_")
		})
		if want := everybody(letter); letter == "" && len(got) > 0 || letter != "" && !sameMail(got, want) {
			t.Errorf("after %s: told %v, want %q to all who meet", after, got, letter)
		}
	}
	quiet := w.meets("2026-04-03")
	w.mailed()
	w.on(quiet, "cancel", "sec", inputs{"reason": "få ärenden"})
	wants("a meeting that nobody had heard of was called off", "")
	w.on(quiet, "reopen", "sec", inputs{"reason": "fler ärenden", "meeting": "2026-04-07"})
	wants("it was taken up again", "")
	m := w.meets("2026-06-05")
	w.mailed()
	w.on(m, "notice", "sec", nil)
	wants("the notice", "meeting_notice")
	w.on(m, "agenda", "sec", nil)
	wants("the agenda", "agenda_sent")
	w.on(m, "cancel", "sec", inputs{"reason": "få ärenden"})
	wants("it was called off", "meeting_cancelled")
	w.on(m, "reopen", "sec", inputs{"reason": "fler ärenden", "meeting": "2026-06-12"})
	wants("it was taken up again", "meeting_reopened")
	w.on(m, "cancel", "sec", inputs{"reason": "få ärenden igen"})
	wants("who had been told that it was held after all heard that it was called off again", "meeting_cancelled")
}
