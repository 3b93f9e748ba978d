package web

import (
	"context"

	"beredd/internal/calendar"
	"beredd/internal/engine"
)

// PutFeed keeps a calendar's address.
func (s veiled) PutFeed(ctx context.Context, feed engine.Feed) error {
	return s.kept.PutFeed(ctx, feed)
}

// DropFeed ends a calendar's address.
func (s veiled) DropFeed(ctx context.Context, collaboration string, of engine.FeedOf) error {
	return s.kept.DropFeed(ctx, collaboration, of)
}

// Feeds lists the calendars that have an address.
func (s veiled) Feeds(ctx context.Context, collaboration string) ([]engine.Feed, error) {
	return s.kept.Feeds(ctx, collaboration)
}

// FeedByHash finds a calendar by the hash of its secret.
func (s veiled) FeedByHash(ctx context.Context, hash string) (engine.Feed, error) {
	return s.kept.FeedByHash(ctx, hash)
}

// LaidOut reads meetings and duties of the year as the reader may see them.
func (s veiled) LaidOut(ctx context.Context, collaboration string, from, to calendar.Date) ([]engine.Proposal, error) {
	all, err := s.kept.LaidOut(ctx, collaboration, from, to)
	for i := range all {
		all[i] = s.from(ctx, all[i])
	}
	return all, err
}
