package app

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"beredd/internal/engine"
)

// standardTogether is for how long changes of one proposal go in one letter where nothing
// else is set.
const standardTogether = time.Minute

// A part is a letter that is owed, which may go in one with others.
type part struct {
	Foretold
	facts engine.LetterFacts
	with  string // what those have in common that go as one; "" goes alone
}

// routed says when a letter goes and with which others, as the pack has it for who has
// chosen nothing: what is worked out here is worked out by what sends them.
func (t *foretelling) routed(p part, beside bool) part {
	p.facts.Beside = beside
	route := p.facts.Route(t.pack, standardTogether, p.At)
	if route.At.After(p.At) {
		p.At = route.At
	}
	if route.With == "" {
		return p
	}
	p.with, p.facts.Bundle = route.With+" "+t.pack.Calendar.Today(p.At).String(), route.With
	return p
}

// gathered makes one letter of those that go as one, and writes what each is called.
func (t *foretelling) gathered() ([]Foretold, error) {
	slices.SortStableFunc(t.parts, func(a, b part) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.facts.ID, b.facts.ID)) })
	of, groups := map[string]int{}, [][]part{}
	for _, p := range t.parts {
		i, seen := of[p.with]
		if p.with == "" || !seen {
			i = len(groups)
			of[p.with], groups = i, append(groups, nil)
		}
		groups[i] = append(groups[i], p)
	}
	letters := make([]Foretold, 0, len(groups))
	for _, group := range groups {
		l, err := t.asOne(group)
		if err != nil {
			return nil, err
		}
		letters = append(letters, l)
	}
	slices.SortStableFunc(letters, func(a, b Foretold) int { return a.At.Compare(b.At) })
	return letters, nil
}

// asOne is the letter of a group, with what is gathered in it.
func (t *foretelling) asOne(group []part) (Foretold, error) {
	l, facts := group[0].Foretold, group[0].facts
	var err error
	if len(group) == 1 {
		l.Subject, err = t.subject(facts, group[0])
		return l, err
	}
	var gathered, letters, titles, abouts, whys []string
	for i, p := range group {
		if i > 0 {
			facts.Along = append(facts.Along, p.facts)
		}
		said, err := t.subject(p.facts, p)
		if err != nil {
			return l, err
		}
		gathered, letters, titles, abouts, whys = append(gathered, said), append(letters, p.Letter), append(titles, p.Title), append(abouts, p.About), append(whys, p.Why)
		if !p.Due.IsZero() && (l.Due.IsZero() || p.Due.Before(l.Due)) {
			l.Due = p.Due
		}
		l.At = p.At // the letter waits for the last
	}
	l.Gathered = counted(gathered)
	l.Letter, l.Title, l.About, l.Why = distinct(letters), distinct(titles), distinct(abouts), distinct(whys)
	l.Number = ""
	l.Subject, err = t.subject(facts, group[len(group)-1])
	return l, err
}

// subject is what a letter's subject will be.
func (t *foretelling) subject(facts engine.LetterFacts, p part) (string, error) {
	letter, err := t.writer.Letter(facts, p.At)
	if err != nil {
		return "", fmt.Errorf("writing the letter %s of %s: %w", facts.Letter, facts.Proposal.Number, err)
	}
	return letter.Subject, nil
}

// counted are texts each once, with how many of it there are.
func counted(texts []string) []string {
	count := map[string]int{}
	for _, text := range texts {
		count[text]++
	}
	once := make([]string, 0, len(texts))
	for _, text := range texts {
		switch n := count[text]; {
		case n > 1:
			once = append(once, fmt.Sprintf("%d × %s", n, text))
		case n == 1:
			once = append(once, text)
		}
		delete(count, text)
	}
	return once
}

// distinct are texts after one another, each once.
func distinct(texts []string) string {
	var once []string
	for _, text := range texts {
		if text != "" && !slices.Contains(once, text) {
			once = append(once, text)
		}
	}
	return strings.Join(once, "; ")
}

// factsOf are what a letter is written of.
func factsOf(c engine.Change, n engine.Notice) engine.LetterFacts {
	facts := engine.LetterFacts{Delivery: engine.Delivery{Notice: n}, Proposal: c.Proposal}
	for _, e := range c.Events {
		if e.ID == n.Event {
			facts.Event = e
		}
	}
	return facts
}
