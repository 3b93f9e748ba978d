package definition

import (
	"iter"

	"beredd/internal/people"
)

// Persons are the entries of one person in the editions that are kept, the newest
// first, each with its edition.
func (p *Pack) Persons(key string) iter.Seq2[string, people.Person] {
	return func(yield func(string, people.Person) bool) {
		for then := range p.backwards() {
			if person := then.People.Person(key); person != nil && !yield(then.Edition, *person) {
				return
			}
		}
	}
}
