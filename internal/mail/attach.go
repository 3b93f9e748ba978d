package mail

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode"

	gomail "github.com/wneessen/go-mail"

	"beredd/internal/engine"
	"beredd/internal/wording"
)

// Files are the papers that go with letters.
type Files interface {
	Paper(hash string) ([]byte, error)                // the bytes of a document
	Extract(facts engine.LetterFacts) ([]byte, error) // what the minutes say of the letter's proposal, for its recipient's organization, as a PDF
}

// Attaching is the writer that lets papers go with letters where the pack says so.
func (w *Writer) Attaching(files Files) *Writer {
	w.files = files
	return w
}

// errFiles says that a paper could not be read just now.
var errFiles = errors.New("reading a paper that goes with a letter")

// pdf is what the extract is, as a file.
const pdf = "application/pdf"

// papers are the proposal's documents, each in its latest version, and those of them that
// go with the letter: as many as there is room for, in their order.
func (w *Writer) papers(t *telling, m Matter) (rows Rows, attached []engine.Document) {
	room := t.room()
	if room > 0 && m.Minutes != nil && t.Letter == letterExtract && t.Organization != "" {
		name := t.say("mail.extract_file", wording.Args{"Of": m.Minutes.Of, "Paragraph": m.Minutes.Paragraph})
		rows = append(rows, Row{Name: name, Value: t.say("mail.extract_attached", nil)})
		attached = append(attached, engine.Document{Name: name, Type: pdf})
	}
	left := room
	for _, d := range t.Proposal.Papers() {
		says := "mail.paper"
		switch {
		case room == 0 || d.Hash == "":
		case d.Size > left:
			says = "mail.paper_too_large"
		default:
			says, left, attached = "mail.paper_attached", left-d.Size, append(attached, d)
		}
		rows = append(rows, Row{
			Name: d.Name, Value: t.say(says, wording.Args{"Version": d.Version, "Size": size(t.language, d.Size)}),
			URL: w.paperURL(t, m, d),
		})
	}
	return rows, attached
}

// room is how many bytes of papers go with the letter. Of what is confidential none do.
func (t *telling) room() int64 {
	if t.Proposal.Secret != nil || t.Linked {
		return 0
	}
	return t.pack.Post.Attached(t.Kind(), t.Letter)
}

// attach lets the papers go with a message whose two bodies are written. They stand side
// by side within, as those of an invitation do.
func (w *Writer) attach(written *Written, e envelope, facts engine.LetterFacts) error {
	if w.files == nil || len(written.Attached) == 0 {
		return nil
	}
	if e.invitation == nil {
		beside(written.Message, boundary(e.id+" alternative"), alternative{asText, written.Text}, alternative{asHTML, written.HTML})
		written.boundary = ""
	}
	for _, d := range written.Attached {
		data, err := w.paper(d, facts)
		if err != nil {
			return fmt.Errorf("%w: %w", errFiles, err)
		}
		if err := written.Message.AttachReader(fileName(d.Name), bytes.NewReader(data), gomail.WithFileContentType(gomail.ContentType(mediaType(d.Type)))); err != nil {
			return fmt.Errorf("attaching a paper: %w", err)
		}
	}
	return nil
}

// paper is what goes with the letter: a document as it is kept, or the extract.
func (w *Writer) paper(d engine.Document, facts engine.LetterFacts) ([]byte, error) {
	if d.Hash == "" {
		return w.files.Extract(facts)
	}
	return w.files.Paper(d.Hash)
}

// fileName is a name as a header may carry it.
func fileName(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || strings.ContainsRune(`"\/:*?<>|;`, r) {
			return '_'
		}
		return r
	}, oneLine(name))
}

// mediaType is a document's type, where it is plain; else what any file is.
func mediaType(s string) string {
	if kind, under, ok := strings.Cut(s, "/"); ok && token(kind) && token(under) {
		return s
	}
	return "application/octet-stream"
}

func token(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return r > 'z' || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(".+-", r)
	})
}
