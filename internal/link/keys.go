package link

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"strings"
)

// Keys signs with its first key and verifies with any, so that a new key may be
// put first while links made with the old ones are still out.
type Keys struct {
	keys []key
}

// A key is one secret with the name that its seals begin with.
type key struct {
	id     string
	secret []byte
}

// Seals are written in letters and digits alone, whose case doesn't matter: they
// survive being read aloud, wrapped by a mail program, or lowered by one.
var letters = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

const (
	secretBytes = 32 // the least a secret may hold
	idLetters   = 4
	macBytes    = 16 // of the 32 that SHA-256 gives: 128 bits
)

// NewKeys makes keys of secrets, each of at least 32 random bytes, the newest
// first. Keys are derived from them, so one secret may serve other ends too.
func NewKeys(secrets ...[]byte) (Keys, error) {
	if len(secrets) == 0 {
		return Keys{}, errors.New("no secret to sign links with")
	}
	var k Keys
	for _, secret := range secrets {
		if len(secret) < secretBytes {
			return Keys{}, errors.New("a secret to sign links with must be at least 32 bytes long")
		}
		k.keys = append(k.keys, derive(secret))
	}
	return k, nil
}

func derive(secret []byte) key {
	return key{
		id:     letters.EncodeToString(mac(secret, []byte("beredd link key id")))[:idLetters],
		secret: mac(secret, []byte("beredd link")),
	}
}

func mac(secret, message []byte) []byte {
	h := hmac.New(sha256.New, secret)
	h.Write(message)
	return h.Sum(nil)
}

// Seal signs a claim.
func (k Keys) Seal(c Claim) string { return k.keys[0].seal(c) }

func (k key) seal(c Claim) string {
	return k.id + letters.EncodeToString(mac(k.secret, c.bytes())[:macBytes])
}

// Verify says whether one of the keys sealed the claim. How long it takes tells
// nothing of how much of the seal was right.
func (k Keys) Verify(c Claim, seal string) bool {
	seal = strings.ToLower(seal)
	found := false
	for _, key := range k.keys {
		if hmac.Equal([]byte(key.seal(c)), []byte(seal)) {
			found = true
		}
	}
	return found
}

// Token is the claim's notice and its seal, as they stand in a link.
func (k Keys) Token(c Claim) string { return c.ID + "." + k.Seal(c) }
