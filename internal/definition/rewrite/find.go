package rewrite

import (
	"slices"
	"strconv"

	"github.com/goccy/go-yaml"
)

// Place finds the entry of a list whose key says a value, and is the step that leads
// there for Rewrite, "#2"; "" where the list has none such.
func Place(text string, list []string, key, value string) string {
	var tree any
	if yaml.Unmarshal([]byte(text), &tree) != nil {
		return ""
	}
	for _, step := range list {
		in, _ := tree.(map[string]any)
		tree = in[step]
	}
	items, _ := tree.([]any)
	at := slices.IndexFunc(items, func(item any) bool {
		entry, _ := item.(map[string]any)
		return entry[key] == value
	})
	if at < 0 {
		return ""
	}
	return "#" + strconv.Itoa(at)
}
