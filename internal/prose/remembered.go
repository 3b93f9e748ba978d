package prose

import "sync"

// maxRemembered bounds how many texts are remembered: a decision goes to each
// member in as many letters, one soon after another.
const maxRemembered = 64

// Remembered makes the same of a text without working it out again, while not many
// others have come between. Many may use it at once.
func Remembered[T any](of func(markdown string) T) func(markdown string) T {
	var mu sync.Mutex
	known := map[string]T{}
	return func(markdown string) T {
		mu.Lock()
		made, ok := known[markdown]
		mu.Unlock()
		if ok {
			return made
		}
		made = of(markdown)
		mu.Lock()
		defer mu.Unlock()
		if len(known) >= maxRemembered {
			clear(known)
		}
		known[markdown] = made
		return made
	}
}
