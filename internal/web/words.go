package web

import (
	"fmt"
	"html/template"
	"strings"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/prose"
	"beredd/internal/wording"
)

// words are what a template can say in l. None of them computes more than a
// spelling.
func (s *Server) words(l wording.Language) template.FuncMap {
	return template.FuncMap{
		"t":     func(key string, pairs ...any) (string, error) { return say(l, key, pairs) },
		"in":    func(text wording.Text) string { return text.In(l) },
		"day":   func(d calendar.Date) string { return d.Prose(l) },
		"short": func(d calendar.Date) string { return d.Short(l) },
		"when":  func(at time.Time) string { return s.when(l, at) },
		"stamp": func(at time.Time) string { return at.In(s.Pack.Calendar.Zone()).Format("2006-01-02 15:04") },
		"iso":   func(at time.Time) string { return at.UTC().Format(time.RFC3339) },
		"list":  func(words []string) string { return wording.List(l, words) },
		"asset": func(name string) string { return s.assets.address(name) },
		"text":  prose.HTML,
		"size":  func(bytes int64) string { return size(l, bytes) },
		"most":  func() int64 { return megabytes(uploadLimit) },
		"path":  proposalPath,
		"home":  s.home,
		"add":   func(a, b int) int { return a + b },
	}
}

// say is a sentence of the catalogue with its values given in pairs.
func say(l wording.Language, key string, pairs []any) (string, error) {
	if len(pairs)%2 != 0 {
		return "", fmt.Errorf("%s: a value lacks its name", key)
	}
	args := wording.Args{}
	for i := 0; i < len(pairs); i += 2 {
		args[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	return wording.Say(l, key, args), nil
}

// when is an instant as people say it: "3 mars 2026 kl. 10.15".
func (s *Server) when(l wording.Language, at time.Time) string {
	if at.IsZero() {
		return ""
	}
	at = at.In(s.Pack.Calendar.Zone())
	return wording.Say(l, "web.at_hour", wording.Args{
		"Day": wording.PlainDay(l, at), "Hour": wording.Hour(l, at)})
}

// size is how big a document is: "1,2 MB".
func size(l wording.Language, bytes int64) string {
	said := fmt.Sprintf("%d kB", max(1, bytes/1000))
	if bytes >= 1_000_000 {
		said = fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
	}
	if l == wording.Swedish {
		said = strings.ReplaceAll(said, ".", ",")
	}
	return said
}

// proposalPath is where a proposal's page stands: "/arenden/LGL-2026-014".
func proposalPath(number string) string {
	return "/arenden/" + strings.ReplaceAll(number, " ", "-")
}
