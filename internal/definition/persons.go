package definition

import (
	"iter"

	"beredd/internal/people"
)

// Persons are the entries of one person in the editions that are kept, the newest
// first, each with its edition.
func (p *Pack) Persons(key string) iter.Seq2[string, people.Person] {
	return func(yield func(string, people.Person) bool) {
		seen := map[string]bool{}
		for then := range p.backwards() {
			person := then.People.Person(key)
			if person == nil || seen[then.Edition] {
				continue
			}
			seen[then.Edition] = true
			if !yield(then.Edition, *person) {
				return
			}
		}
	}
}
