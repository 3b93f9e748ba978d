package store

import (
	"encoding/json"
	"slices"
	"sync"
	"unicode/utf8"

	"beredd/internal/engine"
)

// recent remembers proposals as they were last read or saved. Reading one again,
// the database is asked only whether it still stands so, by version and head; that
// spares fetching it and making it out of JSON, the dearest part of an act that
// isn't the database's own. What is remembered is nobody else's: it is copied on
// the way in and on the way out.
type recent struct {
	mu    sync.Mutex
	known map[string]remembered
	most  int
}

// remembered is a proposal that nobody changes, with its deadlines as JSON where it
// was saved here.
type remembered struct {
	engine.Proposal
	deadlines map[string]string
}

// maxRecent bounds how many are remembered, and maxPlayed how many in a year that
// is played, where all are acted on again and again.
const (
	maxRecent = 100
	maxPlayed = 10_000
)

func (r *recent) get(id string) remembered {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.known[id]
}

// put remembers p, in place of some other where there are too many.
func (r *recent) put(p engine.Proposal, deadlines map[string]string) {
	p, err := asRead(p)
	if err != nil {
		return // then it is read from the database
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.known == nil {
		r.known = map[string]remembered{}
	}
	for id := range r.known {
		if len(r.known) < r.most {
			break
		}
		delete(r.known, id)
	}
	r.known[p.ID] = remembered{p, deadlines}
}

// asRead copies p as it would come out of JSON: inputs have the types of JSON, and
// what is empty isn't there.
func asRead(p engine.Proposal) (engine.Proposal, error) {
	p = p.Clone()
	var err error
	read := func(m map[string]any) map[string]any {
		if len(m) == 0 {
			return nil
		}
		if isPlain(m) {
			return m
		}
		text, failed := json.Marshal(m)
		if failed == nil {
			m = nil
			failed = json.Unmarshal(text, &m)
		}
		if failed != nil {
			err = failed
		}
		return m
	}
	p.Fields = read(p.Fields)
	if p.Decision != nil {
		p.Decision.Inputs = read(p.Decision.Inputs)
	}
	p.Earlier = slices.Clone(p.Earlier)
	for i := range p.Earlier {
		p.Earlier[i].Inputs = read(p.Earlier[i].Inputs)
	}
	for i := range p.Rounds {
		for j := range p.Rounds[i].Respondents {
			respondent := &p.Rounds[i].Respondents[j]
			respondent.Inputs = read(respondent.Inputs)
		}
		p.Rounds[i].Others = slices.Clone(p.Rounds[i].Others)
		for j := range p.Rounds[i].Others {
			p.Rounds[i].Others[j].Inputs = read(p.Rounds[i].Others[j].Inputs)
		}
	}
	return p, err
}

// isPlain says whether every value is of a type that it has out of JSON too.
func isPlain(m map[string]any) bool {
	for _, value := range m {
		switch v := value.(type) {
		case bool, float64:
		case string:
			if !utf8.ValidString(v) {
				return false
			}
		default:
			return false
		}
	}
	return true
}
