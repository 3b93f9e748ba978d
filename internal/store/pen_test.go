package store

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"

	"beredd/internal/engine"
)

// A field that somebody adds to a notice is kept, or this test says that it isn't.
func TestEveryFieldOfANoticeIsKept(t *testing.T) {
	for _, text := range []string{"plain", `"quoted" \back\ åäö`, "line\nbreak \x00 <&>"} {
		var n engine.Notice
		fields := reflect.ValueOf(&n).Elem()
		for i := range fields.NumField() {
			switch field := fields.Field(i); field.Kind() {
			case reflect.String:
				field.SetString(text + fields.Type().Field(i).Name)
			case reflect.Bool:
				field.SetBool(true)
			case reflect.Slice:
				field.Set(reflect.ValueOf([]engine.Quality{{Party: text, Why: "substitute", For: text, Organization: text, Body: text, As: text}}))
			}
		}
		n.ID, n.Proposal, n.Event = "", "", "" // these have columns, as its time has
		var read engine.Notice
		if err := json.Unmarshal([]byte(newPen().notice(n)), &read); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(n, read); diff != "" {
			t.Errorf("what was written and what is read differ:\n%s", diff)
		}
	}
}
