package web

import (
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
	Mails   bool // those whom anything new concerns are mailed their year
}

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
	return &publishWave{View: s.waveView(v, wave), LaidOut: o.Only == nil, Drops: o.Drops, Mails: o.Announces}, nil
}

// followOrder lets what is laid out follow a pack, as the coordinator has chosen.
func (s *Server) followOrder(r *http.Request, pack *definition.Pack, reason string) (engine.Order, error) {
	o, err := engine.Following(r.Context(), s.Store, pack, s.Pack, s.today())
	o.Actor, o.Reason, o.Drops, o.Announces = visitOf(r).member.actor(), reason, r.FormValue("bort") != "", r.FormValue("brev") != ""
	return o, err
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
