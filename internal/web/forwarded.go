package web

import (
	"net"
	"net/http"
	"net/netip"
)

// noteForwarded warns, once, that somebody who is not one of our proxies tells for
// whom it asks. Where that is a proxy after all, everybody behind it counts as one
// client, and is soon held back as one.
func (s *Server) noteForwarded(r *http.Request) {
	if r.Header.Get("X-Forwarded-For") == "" && r.Header.Get("Forwarded") == "" {
		return
	}
	peer, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil || s.ours(peer) {
		return
	}
	s.forwarded.Do(func() {
		s.Log.WarnContext(r.Context(), "what a proxy says of who asks is not believed, and everybody behind it counts as one client: "+
			"set BEREDD_PROXIES or --proxies to its network", "peer", nearby(peer))
	})
}

// nearby is an address that only a machine of our own can have, and of others
// nothing: it would be somebody's.
func nearby(host string) string {
	addr, err := netip.ParseAddr(host)
	if addr = addr.Unmap(); err != nil || !addr.IsLoopback() && !addr.IsPrivate() && !addr.IsLinkLocalUnicast() {
		return "elsewhere"
	}
	return addr.String()
}
