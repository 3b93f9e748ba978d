package engine

import (
	"maps"
	"slices"
)

// concerned are the words under which the private part of an event has who is concerned:
// a person by key, or somebody outside by name.
var concerned = []string{RecusedPerson, NewSubmitter, FormerSubmitter, PassedTo, SentBy}

// Given are the texts that somebody gave with the act, without those that say who is
// concerned.
func (p Private) Given() map[string]string {
	given := maps.Clone(p.Texts)
	for _, word := range concerned {
		delete(given, word)
	}
	return given
}

// Concerns says whether a person did the act, or is concerned by it.
func (p Private) Concerns(person string) bool {
	return p.Person == person || slices.ContainsFunc(concerned, func(word string) bool {
		return word != SentBy && p.Texts[word] == person
	})
}
