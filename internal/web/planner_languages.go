package web

import (
	"slices"
	"strings"

	"beredd/internal/definition"
)

// fieldsFor are the fields of a form in a pack: where its texts are in one language,
// one field holds them.
func fieldsFor(pack *definition.Pack, fields []string) []string {
	if len(pack.Languages) > 1 {
		return fields
	}
	return slices.DeleteFunc(slices.Clone(fields), func(key string) bool { return strings.HasSuffix(key, "_en") })
}

// fieldWord is what a field is called in the catalogue: with its language only where
// there is another.
func fieldWord(pack *definition.Pack, key string) string {
	if len(pack.Languages) > 1 {
		return key
	}
	return strings.TrimSuffix(key, "_sv")
}
