package web_test

import (
	"net/http"
	"os"
	"testing"

	"beredd/internal/definition"
)

// A meeting of two days names both as people say them.
func TestAMeetingOfTwoDaysNamesBoth(t *testing.T) {
	t.Parallel()
	pack, problems := definition.Read(os.DirFS("../../workflows/orebro-chefsgrupp"), nil)
	must(t, problems.Err())
	w := worldOf(t, pack, true)
	b := w.as("secretary")
	b.post("/moten/lagg-ut", b.get("/moten/lagg-ut?ar=2021").form("/moten/lagg-ut"), http.StatusOK)
	b.get("/moten/CHG-M-2021-001").says("torsdag 14 oktober 2021 (v. 41)–fredag 15 oktober 2021 (v. 41)")
}
