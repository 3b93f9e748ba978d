package timetable

import (
	"regexp"
	"strings"

	"beredd/internal/people"
)

var between = regexp.MustCompile(`\s*(?:[,;/&+]|\boch\b|\bsamt\b|\band\b)\s*`)

// who are the bodies and organizations that a cell names, and the names that are
// nobody's. One name may have an "and" in it, so the whole is tried first.
func (r *reading) who(cell string) (known []people.Party, unknown []string) {
	if cell == "" || r.pack == nil {
		return nil, nil
	}
	if party, ok := r.named(cell); ok {
		return []people.Party{party}, nil
	}
	for _, name := range between.Split(cell, -1) {
		if name == "" {
			continue
		}
		if party, ok := r.named(name); ok {
			known = append(known, party)
		} else {
			unknown = append(unknown, name)
		}
	}
	return known, unknown
}

// named is the one body or organization that a name means: by its key or its whole
// title, else the only one whose title begins with it.
func (r *reading) named(name string) (people.Party, bool) {
	wanted := letters(name)
	if wanted == "" {
		return people.Party{}, false
	}
	var begins []people.Party
	for _, party := range r.everybody() {
		for _, title := range party.titles {
			switch {
			case letters(title) == wanted:
				return party.Party, true
			case strings.HasPrefix(letters(title), wanted+" ") || strings.HasPrefix(wanted, letters(title)+" "):
				begins = append(begins, party.Party)
			}
		}
	}
	if len(begins) == 1 {
		return begins[0], true
	}
	return people.Party{}, false
}

// A titled is a party with what people call it.
type titled struct {
	people.Party
	titles []string
}

func (r *reading) everybody() []titled {
	folk := r.pack.People
	all := []titled{
		{people.Party{Kind: people.Coordinator}, []string{"samordnare", "samordnaren", "coordinator"}},
		{people.Party{Kind: people.Organizations}, []string{"alla organisationer", "alla medlemmar", "every organization", "all organizations", "all members"}},
	}
	for _, body := range folk.Bodies {
		all = append(all, titled{people.Party{Kind: people.ABody, Name: body.Key}, []string{body.Key, body.Title.In(r.language)}})
	}
	for _, org := range folk.Organizations {
		all = append(all, titled{people.Party{Kind: people.AnOrg, Name: org.Key}, []string{org.Key, org.Name.In(r.language)}})
	}
	return all
}
