package store

import (
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// A Checkpoint is a signed witness: which event was the latest of each proposal
// that had changed since the checkpoint before. A history that was cut short or
// written anew does not bear it out.
type Checkpoint struct {
	Collaboration string
	Seq           int
	At            time.Time
	Prev          string // the hash of the checkpoint before, "" for the first
	Root          string // the hash of the entries
	Entries       string // a line each: proposal, version, head
	Signer        string // the public key, hex
	Signature     string // Ed25519 over Note, hex
}

// Note is what is signed.
func (c Checkpoint) Note() string {
	return fmt.Sprintf("beredd checkpoint\n%s\n%d\n%s\n%s\n%s\n", c.Collaboration, c.Seq, c.At.UTC().Format(stampLayout), c.Prev, c.Root)
}

// Hash is how the next checkpoint names this one.
func (c Checkpoint) Hash() string { return hexSum(c.Note()) }

func hexSum(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// overlap is how far before the latest checkpoint a change may be dated and still
// be new to it: clocks differ, and a commit comes after its time.
const overlap = 24 * time.Hour

const (
	latestCheckpoint = selectCheckpoints + `
	ORDER  BY seq DESC
	LIMIT  1`

	headsSince = `
	SELECT id, version, head
	FROM   proposals
	WHERE  collaboration = $1 AND changed_at >= $2
	ORDER  BY id`

	witnessedSince = `
	SELECT entries
	FROM   checkpoints
	WHERE  collaboration = $1 AND at >= $2`

	putCheckpoint = `
	INSERT INTO checkpoints (collaboration, seq, at, prev, root, entries, signer, signature)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`
)

// Checkpoint writes the next checkpoint of a collaboration and answers it, with
// false when nothing has happened since the one before.
func (s *Store) Checkpoint(ctx context.Context, collaboration string, now time.Time, signer ed25519.PrivateKey) (Checkpoint, bool, error) {
	last, err := s.latestCheckpoint(ctx, collaboration)
	if err != nil {
		return Checkpoint{}, false, fmt.Errorf("reading the latest checkpoint: %w", err)
	}
	entries, err := s.unwitnessed(ctx, collaboration, last)
	if err != nil || entries == "" {
		return Checkpoint{}, false, err
	}
	c := Checkpoint{
		Collaboration: collaboration, Seq: last.Seq + 1, At: now.UTC().Truncate(time.Microsecond),
		Root: hexSum(entries), Entries: entries, Signer: hex.EncodeToString(signer.Public().(ed25519.PublicKey)),
	}
	if last.Seq > 0 {
		c.Prev = last.Hash()
	}
	c.Signature = hex.EncodeToString(ed25519.Sign(signer, []byte(c.Note())))
	_, err = s.change(ctx, "writing a checkpoint", putCheckpoint,
		c.Collaboration, c.Seq, at(c.At), c.Prev, c.Root, c.Entries, c.Signer, c.Signature)
	return c, err == nil, err
}

func (s *Store) latestCheckpoint(ctx context.Context, collaboration string) (Checkpoint, error) {
	var row checkpointRow
	err := s.readers.one(ctx, &row, latestCheckpoint, collaboration)
	if errors.Is(err, sql.ErrNoRows) {
		return Checkpoint{}, nil
	}
	return row.checkpoint(), err
}

// unwitnessed lists the heads that no checkpoint has.
func (s *Store) unwitnessed(ctx context.Context, collaboration string, last Checkpoint) (string, error) {
	since := time.Unix(0, 0)
	if last.Seq > 0 {
		since = last.At.Add(-overlap)
	}
	var heads []struct {
		ID      string
		Version int
		Head    string
	}
	if err := s.readers.all(ctx, &heads, headsSince, collaboration, at(since)); err != nil {
		return "", fmt.Errorf("reading what a checkpoint witnesses: %w", err)
	}
	// A head dated within the overlap may be witnessed by a checkpoint since.
	var before []string
	if err := s.readers.all(ctx, &before, witnessedSince, collaboration, at(since.Add(-overlap))); err != nil {
		return "", fmt.Errorf("reading what checkpoints have witnessed: %w", err)
	}
	witnessed := map[string]bool{}
	for _, entries := range before {
		for line := range strings.Lines(entries) {
			witnessed[line] = true
		}
	}
	var b strings.Builder
	for _, h := range heads {
		if line := fmt.Sprintf("%s %d %s\n", h.ID, h.Version, h.Head); !witnessed[line] {
			b.WriteString(line)
		}
	}
	return b.String(), nil
}

const (
	selectCheckpoints = `
	SELECT collaboration, seq, at, prev, root, entries, signer, signature
	FROM   checkpoints
	WHERE  collaboration = $1`

	checkpointsAfter = selectCheckpoints + ` AND seq > $2
	ORDER  BY seq
	LIMIT  50`
)

type checkpointRow struct {
	Collaboration, Prev, Root, Entries, Signer, Signature string
	Seq                                                   int
	At                                                    stamp
}

func (r checkpointRow) checkpoint() Checkpoint {
	return Checkpoint{r.Collaboration, r.Seq, r.At.Time, r.Prev, r.Root, r.Entries, r.Signer, r.Signature}
}

// signedBy says what is wrong with a checkpoint's signature, or "". Without trusted
// keys the key that it names itself will do.
func (c Checkpoint) signedBy(trusted []ed25519.PublicKey) string {
	key, err := hex.DecodeString(c.Signer)
	if err != nil || len(key) != ed25519.PublicKeySize {
		return "its key cannot be read"
	}
	known := func(k ed25519.PublicKey) bool { return k.Equal(ed25519.PublicKey(key)) }
	if len(trusted) > 0 && !slices.ContainsFunc(trusted, known) {
		return "its key " + c.Signer + " is none of those trusted"
	}
	signature, err := hex.DecodeString(c.Signature)
	if err != nil || !ed25519.Verify(key, []byte(c.Note()), signature) {
		return "its signature is not over what it says"
	}
	return ""
}
