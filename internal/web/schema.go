package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"
	"strings"
	"time"

	"beredd/internal/definition/grammar"
	"beredd/internal/wording"
)

// schema answers with what may stand in one kind of file of a pack, for editors. It
// says nothing of any pack, so that anybody may have it.
func (s *Server) schema(w http.ResponseWriter, r *http.Request) error {
	l, file := wording.Language(r.PathValue("language")), r.PathValue("file")
	kind, found := strings.CutSuffix(file, ".json")
	if !found || !wording.Known(l) || !slices.Contains(grammar.Kinds(), kind) {
		return errNowhere
	}
	text, err := s.drawnSchema(kind, l)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(text)
	w.Header().Set("Content-Type", "application/schema+json; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=3600")
	w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:8])+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(text))
	return nil
}

// drawnSchema draws each schema once.
func (s *Server) drawnSchema(kind string, l wording.Language) ([]byte, error) {
	key := kind + "." + string(l)
	if text, ok := s.schemas.Load(key); ok {
		return text.([]byte), nil
	}
	text, err := grammar.Schema(kind, l, nil)
	if err == nil {
		s.schemas.Store(key, text)
	}
	return text, err
}
