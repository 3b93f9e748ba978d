package web

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"beredd/internal/engine"
	"beredd/internal/wording"
)

// received reads a form with a file, and keeps the file's bytes. It is nil where
// the form carries none. A file that is refused takes nothing with it: what was
// typed beside it has been read, and the sender hears why.
func (s *Server) received(r *http.Request) (*engine.Document, error) {
	files, err := receivedForm(r)
	if err != nil || len(files) == 0 {
		return nil, err
	}
	return s.keep(r, files[0])
}

// receivedForm reads a form with files, whose values are then the request's; none
// where the form can carry none.
func receivedForm(r *http.Request) ([]sentFile, error) {
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
	return sent.files, nil
}

// keep keeps the bytes of a file that may come.
func (s *Server) keep(r *http.Request, sent sentFile) (*engine.Document, error) {
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

// A sentForm is a form with its files, as it came.
type sentForm struct {
	fields url.Values
	files  []sentFile // one of each field, together no larger than one may be
	held   int64      // bytes of them
}

// A sentFile is a file of a form.
type sentFile struct {
	part  string // the form's field
	name  string
	data  []byte
	large bool // it is larger than one may be, and data is nothing
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
		if sent.takes(part) {
			sent.files = append(sent.files, sentFile{part: part.FormName(), name: part.FileName()})
			last := &sent.files[len(sent.files)-1]
			err = last.read(part, uploadLimit-sent.held)
			sent.held += int64(len(last.data))
		} else {
			room, err = sent.readField(part, room)
		}
		if err != nil {
			return sent, sent.unless(err)
		}
	}
}

// fileField is what the name of every field for a file begins with.
const fileField = "fil"

// takes says whether a part is a file, the first of its field.
func (s *sentForm) takes(part *multipart.Part) bool {
	return strings.HasPrefix(part.FormName(), fileField) && part.FileName() != "" &&
		!slices.ContainsFunc(s.files, func(f sentFile) bool { return f.part == part.FormName() })
}

// unless is err, unless the form was broken off within a file that is known to be
// too large: then all before it counts.
func (s *sentForm) unless(err error) error {
	var past *http.MaxBytesError
	if len(s.files) > 0 && errors.As(err, &past) {
		last := &s.files[len(s.files)-1]
		last.large, last.data = true, nil
		return nil
	}
	return err
}

// read reads the file, and of one that is larger than most no more than its length.
func (f *sentFile) read(part io.Reader, most int64) error {
	data, err := io.ReadAll(io.LimitReader(part, most+1))
	if err != nil {
		return err
	}
	if int64(len(data)) <= most {
		f.data = data
		return nil
	}
	f.large = true
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
