package web

import (
	"time"

	"beredd/internal/engine"
)

// A told is one letter that went to some at one time: who has been told what.
type told struct {
	Title         string
	At            time.Time
	Organizations int
	People        int
	Lines         []toldLine
	Failed        int
	Waiting       int
}

// A toldLine is one recipient, with what became of the letter.
type toldLine struct {
	Name   string
	Path   string
	Status deliveryWords
}

// toldOf gathers letters by what happened and which letter told of it, the
// latest first.
func (s *Server) toldOf(v *visit, letters []engine.Delivery) []told {
	var all []told
	at := map[string]int{}
	for _, l := range letters {
		key := l.Event + " " + l.Letter
		i, seen := at[key]
		if !seen {
			i = len(all)
			at[key] = i
			all = append(all, told{Title: engine.LetterTitle(l.Letter).In(v.lang), At: l.At})
		}
		all[i].add(s, v, l)
	}
	return all
}

func (t *told) add(s *Server, v *visit, l engine.Delivery) {
	if l.Person == "" && l.Organization != "" {
		t.Organizations++
	} else {
		t.People++
	}
	switch l.Status {
	case engine.Failed:
		t.Failed++
	case engine.Accepted:
	default:
		t.Waiting++
	}
	t.Lines = append(t.Lines, toldLine{l.Name, "/utskick/" + l.ID, s.deliveryWords(v, l)})
}
