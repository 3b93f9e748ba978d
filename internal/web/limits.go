package web

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// limits hold back whoever asks too often, by a key such as an address. They
// count on this machine alone; what must not be guessed has its tries counted
// in the store too.
type limits struct {
	now   func() time.Time
	mu    *sync.Mutex
	seen  map[string]*pace
	swept *time.Time // when it last forgot
}

// rested is how long a key is remembered: by then its bucket is full again.
const rested = 10 * time.Minute

type pace struct {
	bucket *rate.Limiter
	last   time.Time
}

// How often: so many at once, and then one each so long.
var paces = map[string]struct {
	burst int
	each  time.Duration
}{
	"sign-in":  {10, 30 * time.Second}, // by client
	"mailbox":  {4, 2 * time.Minute},   // codes sent to one person
	"code":     {20, 15 * time.Second}, // codes tried, by client
	"link":     {120, time.Second},     // signed links opened, by client
	"not-link": {20, 20 * time.Second}, // signed links that were none, by client
}

func newLimits() limits {
	return limits{now: time.Now, mu: &sync.Mutex{}, seen: map[string]*pace{}, swept: &time.Time{}}
}

// allow says whether key may go on.
func (l limits) allow(kind, key string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	if len(l.seen) > 10_000 && now.Sub(*l.swept) > time.Second {
		l.forget(now)
	}
	p := l.seen[kind+" "+key]
	if p == nil {
		of := paces[kind]
		p = &pace{bucket: rate.NewLimiter(rate.Every(of.each), of.burst)}
		l.seen[kind+" "+key] = p
	}
	p.last = now
	return p.bucket.AllowN(now, 1)
}

// forget drops whoever has rested.
func (l limits) forget(now time.Time) {
	*l.swept = now
	for key, p := range l.seen {
		if now.Sub(p.last) > rested {
			delete(l.seen, key)
		}
	}
}

// paced holds back a client that tries many links.
func (s *Server) paced(page func(http.ResponseWriter, *http.Request) error) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		visitOf(r).bare = true
		s.secretive(w, r)
		if !s.limits.allow("link", s.client(r)) {
			return errTooFast
		}
		return page(w, r)
	}
}

// client is the address that a request comes from. What a header says counts
// only where one of our own proxies wrote it.
func (s *Server) client(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	// Some proxies add a header of their own below the one that the client sent.
	forwarded := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(forwarded) - 1; i >= 0 && s.ours(host); i-- {
		if told := strings.TrimSpace(forwarded[i]); told != "" {
			host = told
		}
	}
	return networkOf(host)
}

// networkOf is what one client has to itself: an address, or of IPv6 the network
// of 64 bits that it may choose its addresses from.
func networkOf(host string) string {
	addr, err := netip.ParseAddr(host)
	if err != nil || addr.Unmap().Is4() {
		return host
	}
	return netip.PrefixFrom(addr.WithZone(""), 64).Masked().String()
}

// ours says whether an address is one of the configured proxies.
func (s *Server) ours(host string) bool {
	addr, err := netip.ParseAddr(host)
	if err != nil {
		return false
	}
	for _, proxy := range s.Proxies {
		if proxy.Contains(addr.Unmap()) {
			return true
		}
	}
	return false
}
