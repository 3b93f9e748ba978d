package web

import (
	"time"

	"beredd/internal/engine"
)

// A told is one kind of letter, with everybody who has had it: who has been told
// what.
type told struct {
	Title   string
	At      time.Time // the latest
	Lines   []toldLine
	Failed  int
	Waiting int
}

// A toldLine is one recipient, with what became of the letter.
type toldLine struct {
	Name   string
	Mail   string
	Why    string // this recipient
	Path   string
	At     time.Time
	Status deliveryWords
}

// toldOf gathers letters by their kind, the latest first.
func (s *Server) toldOf(v *visit, letters []engine.Delivery) []told {
	var all []told
	at := map[string]int{}
	for _, l := range letters {
		i, seen := at[l.Letter]
		if !seen {
			i = len(all)
			at[l.Letter] = i
			all = append(all, told{Title: engine.LetterTitle(l.Letter).In(v.lang), At: l.At})
		}
		switch l.Status {
		case engine.Failed, engine.Returned:
			all[i].Failed++
		case engine.Accepted, engine.Needless:
		default:
			all[i].Waiting++
		}
		all[i].Lines = append(all[i].Lines, toldLine{
			Name: toName(v, l.Notice), Mail: toMail(v, l.Notice), Why: s.whyTold(v, l.Qualities(), l.Person == ""), Path: "/utskick/" + l.ID, At: l.At, Status: s.deliveryWords(v, l)})
	}
	return all
}

// whyTold says in which qualities a recipient has a letter: all of them.
func (s *Server) whyTold(v *visit, qualities []engine.Quality, mailbox bool) string {
	return engine.QualitiesText(s.Pack, qualities, mailbox, v.lang)
}
