package definition

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"

	"beredd/internal/definition/source"
)

// edition names a content: two texts that differ at all have different editions.
func edition(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}

// editionOf names all files of a pack together, each by its name and content.
func editionOf(sources []source.File) string {
	var whole []byte
	for _, s := range sources {
		whole = fmt.Appendf(whole, "%s %d\n%s\n", s.Name, len(s.Text), s.Text)
	}
	return edition(whole)
}

// flowEdition names a workflow: what its file says, and which bodies have its roles.
func flowEdition(text []byte, binds map[string][]string) string {
	whole := fmt.Appendf(nil, "%d\n%s\n", len(text), text)
	for _, role := range slices.Sorted(maps.Keys(binds)) {
		whole = fmt.Appendf(whole, "%s %q\n", role, binds[role])
	}
	return edition(whole)
}
