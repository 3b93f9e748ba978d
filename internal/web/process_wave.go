package web

import (
	"fmt"
	"io/fs"
	"net/http"

	"beredd/internal/definition"
	"beredd/internal/engine"
)

// A publishWave is what publishing a pack comes to for what is laid out of the year.
type publishWave struct {
	View    waveView
	LaidOut bool // anything is
	Drops   bool // what the pack has no more is cancelled
}

// monthsLaid is how many months ahead anything may be laid out.
const monthsLaid = 60

// publishWave works out what publishing a pack comes to; nil where nobody lays out a year.
func (s *Server) publishWave(r *http.Request, pack *definition.Pack) (*publishWave, error) {
	if s.Years == nil {
		return nil, nil
	}
	v := visitOf(r)
	o, err := s.followOrder(r, pack, v.say("web.wave.reason", nil))
	if err != nil {
		return nil, err
	}
	wave, err := s.Years.Wave(r.Context(), o)
	if err != nil {
		return nil, err
	}
	return &publishWave{View: s.waveView(v, wave), LaidOut: o.Only == nil, Drops: o.Drops}, nil
}

// followOrder lets what is laid out, from today on, follow a pack: the years of which
// something is. Where nothing is, nothing is laid out either.
func (s *Server) followOrder(r *http.Request, pack *definition.Pack, reason string) (engine.Order, error) {
	today := s.today()
	o := engine.Order{
		Pack: pack.Over(s.Pack), From: today, To: today, Only: []string{}, Actor: visitOf(r).member.actor(), Reason: reason, Drops: r.FormValue("bort") != "",
	}
	laid, err := s.Store.LaidOut(r.Context(), s.Pack.Key, today, today.AddMonths(monthsLaid))
	if err != nil {
		return o, fmt.Errorf("reading what is laid out: %w", err)
	}
	for _, p := range laid {
		if day := p.FallsOn(); day.After(o.To) || o.Only != nil {
			o.To, o.Only = day, nil
		}
	}
	if cycle := pack.Cycle; cycle != nil && o.Only == nil {
		o.Begun = true
		o.From, _ = cycle.DaysOf(cycle.YearOf(today))
		_, o.To = cycle.DaysOf(cycle.YearOf(o.To))
	}
	return o, nil
}

// putInForce publishes a pack with what was seen to follow from it, for the reason that
// is given with it.
func (s *Server) putInForce(r *http.Request, files fs.FS, pack *definition.Pack, p engine.Published) error {
	if s.Years == nil {
		return s.Process.Publish(r.Context(), files, p)
	}
	o, err := s.followOrder(r, pack, p.Note)
	if err != nil {
		return err
	}
	return s.Process.PublishYear(r.Context(), files, p, o, r.PostFormValue("sett"))
}
