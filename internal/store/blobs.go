package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"
)

const (
	readBlob = `SELECT data FROM blobs WHERE hash = $1`

	putBlob = `
	INSERT INTO blobs (hash, size, data, saved_at)
	VALUES ($1, $2, $3, $4)
	ON CONFLICT (hash) DO UPDATE SET saved_at = excluded.saved_at`
)

// PutBlob keeps a document's bytes and answers their SHA-256 in hex, by which
// they are found. The same bytes are kept once.
func (s *Store) PutBlob(ctx context.Context, data []byte) (hash string, err error) {
	sum := sha256.Sum256(data)
	hash = hex.EncodeToString(sum[:])
	_, err = s.change(ctx, "keeping a document", putBlob, hash, len(data), data, at(s.now()))
	return hash, err
}

// Blob is a document's bytes, or the fault not_found.
func (s *Store) Blob(ctx context.Context, hash string) (data []byte, err error) {
	err = s.readers.one(ctx, &data, readBlob, hash)
	return data, orNotFound(err, "reading a document")
}

// orphaned is how long a document may be kept that no proposal names: a form that
// was refused is sent again before that.
const orphaned = 24 * time.Hour

const (
	oldestUnnamed = `
	SELECT min(saved_at)
	FROM   blobs
	WHERE  NOT named AND saved_at < $1`

	// namedBy is whether a proposal names a document. Its parameter is a time before
	// which no proposal has changed that could.
	namedBy = `EXISTS (SELECT 1 FROM proposals p WHERE p.changed_at >= $2 AND %[1]s(p.body, blobs.hash) > 0)`

	dropOrphans = `
	DELETE FROM blobs
	WHERE  NOT named AND saved_at < $1 AND NOT ` + namedBy + `
	AND    NOT EXISTS (SELECT 1 FROM drafts d WHERE %[1]s(d.data, blobs.hash) > 0)`

	noteNamed = `
	UPDATE blobs
	SET    named = TRUE
	WHERE  NOT named AND saved_at < $1 AND ` + namedBy
)

// dropOrphanBlobs drops documents that have stood for a day and that no proposal
// and no draft names, as of a form that was refused. It reads the proposals that
// have changed since the oldest of those that are in question came.
func (s *Store) dropOrphanBlobs(ctx context.Context, now time.Time) error {
	before := at(now.Add(-orphaned))
	var oldest stamp
	if err := s.readers.one(ctx, &oldest, oldestUnnamed, before); err != nil {
		return fmt.Errorf("asking for documents that nobody names: %w", err)
	}
	if oldest.IsZero() {
		return nil
	}
	since := at(oldest.Add(-7 * 24 * time.Hour)) // clocks differ
	// What was proposed just now names its document before its draft is gone, so that
	// one statement sees one of them.
	for _, text := range []string{dropOrphans, noteNamed} {
		if _, err := s.change(ctx, "dropping documents that nobody names", fmt.Sprintf(text, s.position), before, since); err != nil {
			return err
		}
	}
	return nil
}
