package outbox

import (
	"encoding/binary"
	"hash/fnv"
	"time"
)

// waits are the pauses after the first tries that were refused for now. A server
// that greylists answers within the first; one that is down over a weekend is
// tried every six hours.
var waits = []time.Duration{time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour}

const (
	longWait  = 6 * time.Hour
	longWaits = 12 // for three days
)

// Backoff is how long a letter waits after so many tries, and whether it is
// tried again at all. Letters that were refused together come apart by up to a
// fifth of the wait, each by what its id and the try give, so that a test can
// tell when.
func Backoff(notice string, tries int) (wait time.Duration, again bool) {
	switch {
	case tries <= len(waits):
		wait = waits[max(tries, 1)-1]
	case tries <= len(waits)+longWaits:
		wait = longWait
	default:
		return 0, false
	}
	return wait + time.Duration(share(notice, tries)*float64(wait)/5), true
}

// share is a number from 0 up to 1, the same every time.
func share(notice string, tries int) float64 {
	h := fnv.New64a()
	h.Write([]byte(notice))
	h.Write(binary.BigEndian.AppendUint64(nil, uint64(tries)))
	return float64(h.Sum64()%10_000) / 10_000
}
