package app

import (
	"fmt"
	"io"
	"log/slog"
	"regexp"
	"strings"
	"time"
)

// NewLog writes JSON, a line an event, in UTC. What is named like a secret or an
// address, and what looks like one, is left out, whoever logs it.
func NewLog(w io.Writer, level string) *slog.Logger {
	var l slog.Level
	if err := l.UnmarshalText([]byte(level)); err != nil {
		l = slog.LevelInfo // Config allows no other word
	}
	return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: l, ReplaceAttr: scrub}))
}

// denied are words in the names of what is never logged.
var denied = []string{
	"password", "secret", "token", "cookie", "authorization", "session", "code", "mail", "recipient", "address", "dsn",
	"body", "salt", "key",
}

// allowed are names that hold such a word and nothing secret.
var allowed = map[string]bool{"status_code": true, "workflow_key": true}

// removed stands where something was left out.
const removed = "[removed]"

func scrub(_ []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey && a.Value.Kind() == slog.KindTime {
		return slog.String(slog.TimeKey, a.Value.Time().UTC().Format(time.RFC3339Nano))
	}
	name := strings.ToLower(a.Key)
	for _, word := range denied {
		if strings.Contains(name, word) && !allowed[name] {
			return slog.String(a.Key, removed)
		}
	}
	switch a.Value.Kind() {
	case slog.KindString:
		return slog.String(a.Key, clean(a.Value.String()))
	case slog.KindAny:
		return slog.String(a.Key, clean(fmt.Sprint(a.Value.Any())))
	}
	return a
}

var (
	addresses   = regexp.MustCompile(`[^\s<>"'(),;:=]+@[^\s<>"'(),;:]+`)
	links       = regexp.MustCompile(`(/s/[0-9A-Za-z-]+)\.[0-9A-Za-z_-]+`)
	credentials = regexp.MustCompile(`(://[^/\s:@]*):[^@/\s]*@`)
)

// clean takes addresses, links' seals and passwords out of a text.
func clean(text string) string {
	text = credentials.ReplaceAllString(text, "$1:"+removed+"@")
	text = links.ReplaceAllString(text, "$1."+removed)
	return addresses.ReplaceAllStringFunc(text, func(found string) string {
		if strings.Contains(found, "://") {
			return found
		}
		return removed
	})
}
