package store

import (
	"context"
	"fmt"

	"beredd/internal/engine"
	"beredd/internal/people"
	"beredd/internal/wording"
)

const (
	putFeed = `
	INSERT INTO feeds (collaboration, kind, subject, id, language, hash, made_by, made_at)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
	ON CONFLICT (collaboration, kind, subject) DO UPDATE
	SET    id = excluded.id, language = excluded.language, hash = excluded.hash, made_by = excluded.made_by, made_at = excluded.made_at`

	dropFeed = `
	DELETE FROM feeds
	WHERE  collaboration = $1 AND kind = $2 AND subject = $3`

	listFeeds = `
	SELECT collaboration, kind, subject, id, language, hash, made_by, made_at
	FROM   feeds
	WHERE  collaboration = $1
	ORDER  BY kind, subject`

	feedByHash = `
	SELECT collaboration, kind, subject, id, language, hash, made_by, made_at
	FROM   feeds
	WHERE  hash = $1`
)

// A feedRow is a calendar that is subscribed to.
type feedRow struct {
	Collaboration, Kind, Subject, ID, Language, Hash string
	By                                               string `db:"made_by"`
	At                                               stamp  `db:"made_at"`
}

func (r feedRow) feed() engine.Feed {
	return engine.Feed{
		ID: r.ID, Collaboration: r.Collaboration, Of: engine.FeedOf{Kind: people.PartyKind(r.Kind), Key: r.Subject},
		Language: wording.Language(r.Language), Hash: r.Hash, By: r.By, At: r.At.Time,
	}
}

// PutFeed keeps a calendar that is subscribed to. One that was kept of the same
// person, body or organization is gone with its address.
func (s *Store) PutFeed(ctx context.Context, f engine.Feed) error {
	_, err := s.change(ctx, "keeping a calendar feed", putFeed,
		f.Collaboration, string(f.Of.Kind), f.Of.Key, f.ID, string(f.Language), f.Hash, f.By, at(f.At))
	return err
}

// DropFeed ends a calendar that is subscribed to.
func (s *Store) DropFeed(ctx context.Context, collaboration string, of engine.FeedOf) error {
	_, err := s.change(ctx, "ending a calendar feed", dropFeed, collaboration, string(of.Kind), of.Key)
	return err
}

// Feeds lists the calendars that are subscribed to.
func (s *Store) Feeds(ctx context.Context, collaboration string) ([]engine.Feed, error) {
	var rows []feedRow
	if err := s.readers.all(ctx, &rows, listFeeds, collaboration); err != nil {
		return nil, fmt.Errorf("listing calendar feeds: %w", err)
	}
	feeds := make([]engine.Feed, len(rows))
	for i, r := range rows {
		feeds[i] = r.feed()
	}
	return feeds, nil
}

// FeedByHash finds a calendar by the hash of the secret that its address says. The
// error is the fault not_found where there is none, or no longer.
func (s *Store) FeedByHash(ctx context.Context, hash string) (engine.Feed, error) {
	var row feedRow
	if err := s.readers.one(ctx, &row, feedByHash, hash); err != nil {
		return engine.Feed{}, orNotFound(err, "reading a calendar feed")
	}
	return row.feed(), nil
}
