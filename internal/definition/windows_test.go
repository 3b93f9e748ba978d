package definition_test

import (
	"strings"
	"testing"
	"testing/fstest"
)

// A step that a round's end takes may wait for a window, and somebody may take
// another step meanwhile: that other step is not called unreachable.
func TestWhatWaitsForAWindowLeavesTimeForOthers(t *testing.T) {
	fsys := archive(t, "testdata/page.txtar").(fstest.MapFS)
	text := string(fsys[proposal].Data)
	for _, change := range [][2]string{
		{"on: dissemination.complete}", "on: dissemination.complete, not_during: summer}\n  call_back: {title: {sv: Å, en: C}, from: decided, to: prepared, by: deciding, when: 'complete(\"dissemination\")'}"},
		{"rounds:\n  dissemination:", "windows: {summer: {title: {sv: S, en: S}, from: 15 June, to: 15 August}}\nrounds:\n  dissemination:"},
	} {
		if strings.Count(text, change[0]) != 1 {
			t.Fatalf("%q stands %d times", change[0], strings.Count(text, change[0]))
		}
		text = strings.Replace(text, change[0], change[1], 1)
	}
	fsys[proposal] = &fstest.MapFile{Data: []byte(text)}
	if problems := check(fsys).Errors(); len(problems) != 0 {
		t.Error(problems)
	}
}
