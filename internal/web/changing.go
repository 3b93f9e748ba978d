package web

import (
	"net/http"
	"sync/atomic"

	"beredd/internal/definition"
	"beredd/internal/engine"
)

// A changing site answers each request by the pack that is in force when it comes,
// and by that alone until it is answered.
type changing struct {
	server *Server
	site   atomic.Pointer[siteOf]
}

// A siteOf is the whole site by one pack.
type siteOf struct {
	pack    *definition.Pack
	handler http.Handler
}

func newChanging(s *Server) *changing {
	c := &changing{server: s}
	c.site.Store(&siteOf{s.Pack, s.routed()})
	return c
}

// ServeHTTP answers by the pack in force. Who finds another than before makes the
// site anew; two who do so at once make the same.
func (c *changing) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	site := c.site.Load()
	if c.server.InForce != nil {
		if pack := c.server.InForce(); pack != site.pack {
			site = c.server.by(pack)
			c.site.Store(site)
		}
	}
	site.handler.ServeHTTP(w, r)
}

// by is the whole site by another pack, by which it is also said who may read what is
// confidential. Templates that could be found once can be found again.
func (s *Server) by(pack *definition.Pack) *siteOf {
	other := *s
	other.Pack, other.Store.pack = pack, pack
	other.Config.Store = other.Store
	if actor, ok := s.Engine.(veiledActor); ok {
		other.Engine = veiledActor{actor.Actor, other.Store}
	}
	if pages, err := readPages(&other); err == nil {
		other.pages = pages
	}
	return &siteOf{pack, other.routed()}
}

// of is the server as what runs on an edition of a workflow sees it: that workflow
// is as it was then, and all else as it is now.
func (s *Server) of(workflow, edition string) *Server {
	pack := s.Pack.At(workflow, edition)
	if pack == s.Pack {
		return s
	}
	other := *s
	other.Pack = pack
	return &other
}

// seenBy is of, for a proposal at hand.
func (s *Server) seenBy(p engine.Proposal) *Server { return s.of(p.Workflow, p.Edition) }
