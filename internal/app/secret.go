package app

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"strings"
)

// Secrets reads the secrets that links are signed with, one a line in hex, the
// newest first. Where there is no such file it is made, with one secret, for
// this user alone. An older secret stays below a new one until the last link
// that it signed is over.
func Secrets(file string) ([][]byte, error) {
	secrets, err := readSecrets(file)
	if errors.Is(err, fs.ErrNotExist) {
		return newSecret(file)
	}
	return secrets, err
}

// readSecrets is Secrets for who makes none.
func readSecrets(file string) ([][]byte, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("reading the secrets: %w", err)
	}
	var secrets [][]byte
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		secret, err := hex.DecodeString(line)
		if err != nil {
			return nil, fmt.Errorf("a line of %s is not a secret in hex", file) // and the line is not for a log
		}
		secrets = append(secrets, secret)
	}
	if len(secrets) == 0 {
		return nil, fmt.Errorf("%s holds no secret", file)
	}
	return secrets, nil
}

// newSecret makes the file, and fails where another process made it meanwhile.
func newSecret(file string) (secrets [][]byte, err error) {
	secret := make([]byte, 32)
	if _, err := rand.Read(secret); err != nil {
		return nil, fmt.Errorf("making a secret: %w", err)
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, fmt.Errorf("keeping the new secret: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if _, err := fmt.Fprintln(f, hex.EncodeToString(secret)); err != nil {
		return nil, fmt.Errorf("keeping the new secret: %w", err)
	}
	return [][]byte{secret}, f.Sync()
}

// openToAll says whether everybody on the machine may read a file.
func openToAll(file string) bool {
	info, err := os.Stat(file)
	return err == nil && info.Mode().Perm()&0o004 != 0
}

// password is the mail server's: from its file, where one is named.
func (s SMTP) password() (string, error) { return fromFile(s.PasswordFile, s.Password) }

// database is where everything is kept: from its file, where one is named.
func (c Kept) database() (string, error) { return fromFile(c.DatabaseFile, c.Database) }

// fromFile is what a file holds, without its last line's end, or value where no
// file is named.
func fromFile(file, value string) (string, error) {
	if file == "" {
		return value, nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("reading a secret: %w", err)
	}
	return strings.TrimRight(string(text), "\r\n"), nil
}

// mask stands for what is not to be seen.
const mask = "********"

// masked hides a value: all of it, or the password in an address.
func masked(value, secret string) string {
	switch {
	case secret == "" || value == "":
		return value
	case secret == "all":
		return mask
	}
	u, err := url.Parse(value)
	if err != nil {
		return mask
	}
	q := u.Query()
	if q.Has("password") {
		q.Set("password", mask)
		u.RawQuery = q.Encode()
	}
	if _, has := u.User.Password(); has {
		u.User = url.UserPassword(u.User.Username(), mask)
	}
	return strings.ReplaceAll(u.String(), url.QueryEscape(mask), mask)
}
