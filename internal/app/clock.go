package app

import (
	"sync"
	"time"
)

// A Clock tells a time that can be moved. It stands still, or runs on from where
// it was put as fast as real time does. Many may ask it at once.
type Clock struct {
	mu    sync.Mutex
	at    time.Time
	since time.Time // when it was put there, in real time; zero where it stands still
}

// Now is the time it tells, in UTC.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now()
}

func (c *Clock) now() time.Time {
	if c.since.IsZero() {
		return c.at
	}
	return c.at.Add(time.Since(c.since)).UTC()
}

// Move puts it at another time, from which it goes on as before.
func (c *Clock) Move(to time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = to.UTC()
	if !c.since.IsZero() {
		c.since = time.Now()
	}
}

// Stop lets it stand still.
func (c *Clock) Stop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at, c.since = c.now(), time.Time{}
}

// Run lets it run on.
func (c *Clock) Run() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.since.IsZero() {
		c.since = time.Now()
	}
}
