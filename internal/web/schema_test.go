package web_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

// An editor has the schema of each kind of file, in the language that it asks for,
// without signing in; and has it once.
func TestEditorsHaveSchemas(t *testing.T) {
	w := newWorld(t, false)
	b := w.as("")
	for path, says := range map[string]string{
		"/schema/sv/workflow.json":      "Rollen vars tur det är",
		"/schema/en/workflow.json":      "The role whose turn it is",
		"/schema/sv/collaboration.json": "Funktionsbrevlådan",
		"/schema/sv/cycle.json":         "Mötena som kommer tillbaka",
		"/schema/sv/scenario.json":      "Låter tiden gå",
	} {
		page := b.get(path)
		if page.status != http.StatusOK || !strings.Contains(page.body, says) || !json.Valid([]byte(page.body)) {
			t.Errorf("%s: status %d, which lacks %q", path, page.status, says)
		}
		if kept := page.header.Get("Cache-Control"); !strings.HasPrefix(kept, "public") || page.header.Get("ETag") == "" || page.header.Get("Set-Cookie") != "" {
			t.Errorf("%s cannot be kept: %v", path, page.header)
		}
	}
	for _, path := range []string{"/schema/fi/workflow.json", "/schema/sv/letter.json", "/schema/sv/workflow"} {
		if page := b.get(path); page.status != http.StatusNotFound {
			t.Errorf("%s: status %d", path, page.status)
		}
	}
}
