package prose

import "sync"

// maxRemembered bounds how many texts are remembered: a decision goes to each
// member in as many letters, one soon after another.
const maxRemembered = 64

// Remembered makes the same of a text, or of what holds texts, without working it out
// again, while not many others have come between. Many may use it at once.
func Remembered[From comparable, T any](of func(From) T) func(From) T {
	var mu sync.Mutex
	known := map[From]T{}
	return func(from From) T {
		mu.Lock()
		made, ok := known[from]
		mu.Unlock()
		if ok {
			return made
		}
		made = of(from)
		mu.Lock()
		defer mu.Unlock()
		if len(known) >= maxRemembered {
			clear(known)
		}
		known[from] = made
		return made
	}
}
