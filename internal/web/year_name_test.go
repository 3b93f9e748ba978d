package web_test

import (
	"net/http"
	"os"
	"strings"
	"testing"

	"beredd/internal/definition"
	"beredd/internal/engine"
)

// A year that goes over the new year is named after both, where it is planned and laid out
// and in the letter to those whom it concerns.
func TestAYearOverTheNewYearIsNamedAfterBoth(t *testing.T) {
	t.Parallel()
	pack, problems := definition.Read(os.DirFS("../../workflows/orebro-chefsgrupp"), nil)
	must(t, problems.Err())
	w := worldOf(t, pack, true)
	b := w.as("secretary")
	const path = "/moten/lagg-ut?ar=2021&brev=ja"
	page := b.get(path).says("Lägg ut 2021/22", "Lägg ut 2022/23", "fanns 2020/21")
	b.post("/moten/lagg-ut", page.form("/moten/lagg-ut"), http.StatusOK).says("Året är utlagt")
	list, err := w.store.Deliveries(t.Context(), engine.DeliveryFilter{Collaboration: w.pack.Key, Limit: 1000})
	must(t, err)
	told := 0
	for _, d := range list.Rows {
		if d.Letter != "year_plan" {
			continue
		}
		told++
		facts, err := w.store.Facts(t.Context(), []engine.Delivery{d})
		must(t, err)
		if named := facts[0].Event.Data.Named; named != "2021/22" {
			t.Errorf("the letter is of %q", named)
		}
	}
	if told == 0 {
		t.Error("nobody has a letter with the year")
	}
	if said := b.get("/historik").body; !strings.Contains(said, "2021/22") && strings.Contains(said, "årsplanen") {
		t.Error("the history does not name the year")
	}
}
