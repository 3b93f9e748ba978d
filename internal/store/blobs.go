package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
)

const (
	readBlob = `SELECT data FROM blobs WHERE hash = $1`

	putBlob = `
	INSERT INTO blobs (hash, size, data, saved_at)
	VALUES ($1, $2, $3, $4)
	ON CONFLICT (hash) DO NOTHING`
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
