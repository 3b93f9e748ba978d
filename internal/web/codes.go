package web

import (
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"time"

	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/people"
)

// A codeKeeper keeps six-digit codes as keyed hashes, and counts the tries.
type codeKeeper interface {
	PutCode(ctx context.Context, id, purpose, subject, mac string, now, expires time.Time) error
	// TryCode answers the subject of the code of that id and purpose, if it has
	// that MAC and is neither used, spent nor past its time. It counts the try,
	// and a code that is right is used up.
	TryCode(ctx context.Context, id, purpose, mac string, now time.Time) (subject string, ok bool, err error)
}

// A CodeSender sends a code at once.
type CodeSender interface {
	SendCode(ctx context.Context, letter engine.CodeLetter, now time.Time) engine.Handover
}

// What a code is for.
const (
	codeSignIn = "sign_in"
	codeAnswer = "answer"
)

const codeLasts = 10 * time.Minute

// newDigits are six random digits.
func newDigits() (string, error) {
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		return "", fmt.Errorf("making a code: %w", err)
	}
	return fmt.Sprintf("%06d", n.Int64()), nil
}

// codeMAC binds a code to the attempt it was made for. A million codes are soon
// tried against a bare hash, so the server's secret is part of it.
func (s *Server) codeMAC(id, digits string) string {
	h := hmac.New(sha256.New, s.Secret)
	h.Write([]byte("beredd code\x00" + id + "\x00" + digits))
	return hex.EncodeToString(h.Sum(nil))
}

// sendCode makes a code that opens subject to whoever made the attempt, and
// sends it to a recipient.
func (s *Server) sendCode(ctx context.Context, id, purpose, subject string, to people.Recipient, letter engine.CodeLetter) error {
	digits, err := newDigits()
	if err != nil {
		return err
	}
	now := s.Now()
	until := now.Add(codeLasts)
	if err := s.Store.PutCode(ctx, id, purpose, subject, s.codeMAC(id, digits), now, until); err != nil {
		return fmt.Errorf("keeping a code: %w", err)
	}
	letter.ID, letter.Collaboration, letter.Code, letter.Until = id, s.Pack.Key, digits, until
	letter.Name, letter.Mail, letter.Language = to.Name, to.Mail, to.Language
	if sent := s.Codes.SendCode(ctx, letter, now); sent.Fate != engine.HandedOver {
		return fmt.Errorf("sending a code (%s): %w", sent.Fate, cmp.Or(sent.Err, errNotSent))
	}
	return nil
}

// tryCode answers what the code opens, or says why it opens nothing.
func (s *Server) tryCode(ctx context.Context, purpose, id, typed string) (string, error) {
	digits := onlyDigits(typed)
	if len(digits) != 6 {
		return "", said("code_six", "kod", nil)
	}
	subject, right, err := s.Store.TryCode(ctx, id, purpose, s.codeMAC(id, digits), s.Now())
	if err != nil {
		return "", fmt.Errorf("trying a code: %w", err)
	}
	if !right {
		return "", said("code_wrong", "kod", nil)
	}
	return subject, nil
}

// onlyDigits lets a code be pasted with the spaces it is read with.
func onlyDigits(typed string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, typed)
}

var errNotSent = errors.New("the mail server did not take it")

var errSlowDown = fault.New(fault.TooMany, "web_codes_too_many", nil)
