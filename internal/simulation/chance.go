package simulation

import (
	"fmt"
	"math/rand/v2"
)

// chance is where all that is random comes from. It draws whole numbers alone: a
// machine may round fractions in its own way, and a year is to be the same on all.
type chance struct {
	*rand.Rand
	seed uint64
	acts int
}

func newChance(seed uint64) *chance {
	return &chance{Rand: rand.New(rand.NewPCG(seed, 0x6265726564642e)), seed: seed}
}

// in says yes so often in a hundred.
func (c *chance) in(hundred int) bool { return c.IntN(100) < hundred }

// about is a number around mean: most lie near it, and a few far beyond.
func (c *chance) about(mean int) int {
	n := c.IntN(mean+1) + c.IntN(mean+1)
	for c.in(8) {
		n += c.IntN(2*mean + 1)
	}
	return n
}

// weighted draws an index, each as often as its weight says; -1 where all are 0.
func (c *chance) weighted(weights []int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	if sum == 0 {
		return -1
	}
	at := c.IntN(sum)
	for i, w := range weights {
		if at < w {
			return i
		}
		at -= w
	}
	return -1
}

// act is the name of the next act, from which its ids derive.
func (c *chance) act() string {
	c.acts++
	return fmt.Sprintf("simulated-%d-%d", c.seed, c.acts)
}

// one draws one of many, which are not none.
func one[T any](c *chance, of []T) T { return of[c.IntN(len(of))] }
