package store

import (
	"fmt"
	"strings"

	"beredd/internal/engine"
)

// withSecrets leaves out of a search what is confidential and found by more than
// its number, where the reader may not read it: it would tell what it says.
func (s *Store) withSecrets(c *choice, reader *engine.Reader, words []string) {
	if reader == nil {
		return
	}
	has := func(text, part string) string {
		c.args = append(c.args, part)
		return fmt.Sprintf("%s(%s, $%d) > 0", s.position, text, len(c.args))
	}
	var reads, numbered []string
	for _, key := range reader.Keys {
		reads = append(reads, has("confidential", " "+key+" "))
	}
	for _, word := range words {
		numbered = append(numbered, has("' ' || "+s.lower("replace(number, '-', ' ')"), " "+word))
	}
	secret := strings.Join(numbered, " AND ")
	if len(reads) > 0 {
		secret += fmt.Sprintf(" OR (%s) AND NOT %s", strings.Join(reads, " OR "), has("confidential", " -"+reader.Person+" "))
	}
	c.conditions = append(c.conditions, fmt.Sprintf("(confidential = '' OR %s)", secret))
}
