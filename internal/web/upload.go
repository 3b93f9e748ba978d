package web

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"net/url"

	"beredd/internal/engine"
	"beredd/internal/wording"
)

// received reads a form with a file, and keeps the file's bytes. It is nil where
// the form carries none. A file that is refused takes nothing with it: what was
// typed beside it has been read, and the sender hears why.
func (s *Server) received(r *http.Request) (*engine.Document, error) {
	parts, err := r.MultipartReader()
	switch {
	case errors.Is(err, http.ErrNotMultipart):
		return nil, nil
	case err != nil:
		return nil, unreadable{err}
	}
	sent, err := readUpload(parts)
	if err != nil {
		return nil, unreadable{err}
	}
	r.PostForm, r.Form = sent.fields, maps.Clone(sent.fields)
	for name, values := range r.URL.Query() {
		r.Form[name] = append(r.Form[name], values...)
	}
	if sent.name == "" {
		return nil, nil
	}
	return s.keep(r, sent)
}

// keep keeps the bytes of a file that may come.
func (s *Server) keep(r *http.Request, sent sentForm) (*engine.Document, error) {
	name := fileName(sent.name)
	if sent.large {
		return nil, said("file_large", "documents", wording.Args{"Name": name, "Most": megabytes(uploadLimit)})
	}
	kind, f := kindOfFile(name, sent.data)
	if f != nil {
		return nil, f
	}
	hash, err := s.Store.PutBlob(r.Context(), sent.data)
	if err != nil {
		return nil, fmt.Errorf("keeping a file: %w", err)
	}
	return &engine.Document{Name: name, Version: 1, Type: kind, Size: int64(len(sent.data)), Hash: hash}, nil
}

// A sentForm is a form with its file, as it came.
type sentForm struct {
	fields url.Values
	name   string // of the file, "" where there is none
	data   []byte
	large  bool // the file is larger than one may be, and data is nothing
}

// perPart is what a part of a form counts as beside what it holds, so that
// nobody sends a million empty ones.
const perPart = 100

// readUpload reads a form to its end, also where its file is too large: a browser
// whose sending is broken off never shows the answer.
func readUpload(parts *multipart.Reader) (sentForm, error) {
	sent, room := sentForm{fields: url.Values{}}, int64(formLimit)
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return sent, nil
		}
		if err != nil {
			return sent, sent.unless(err)
		}
		if part.FormName() == "fil" && part.FileName() != "" && sent.name == "" {
			sent.name = part.FileName()
			err = sent.readFile(part)
		} else {
			room, err = sent.readField(part, room)
		}
		if err != nil {
			return sent, sent.unless(err)
		}
	}
}

// unless is err, unless the form was broken off within a file that is known to be
// too large: then all before it counts.
func (s *sentForm) unless(err error) error {
	var past *http.MaxBytesError
	if s.name != "" && errors.As(err, &past) {
		s.large, s.data = true, nil
		return nil
	}
	return err
}

// readFile reads the file, and of one that is too large no more than its length.
func (s *sentForm) readFile(part io.Reader) error {
	data, err := io.ReadAll(io.LimitReader(part, uploadLimit+1))
	if err != nil {
		return err
	}
	if len(data) <= uploadLimit {
		s.data = data
		return nil
	}
	s.large = true
	_, err = io.Copy(io.Discard, part)
	return err
}

// readField reads what was typed, and says how much room is left for more.
func (s *sentForm) readField(part *multipart.Part, room int64) (int64, error) {
	value, err := io.ReadAll(io.LimitReader(part, room+1))
	if err != nil {
		return 0, err
	}
	if room -= int64(len(value)) + perPart; room < 0 {
		return 0, &http.MaxBytesError{Limit: formLimit}
	}
	s.fields.Add(part.FormName(), string(value))
	return room, nil
}
