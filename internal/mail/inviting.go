package mail

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"mime/quotedprintable"
	"net/textproto"

	gomail "github.com/wneessen/go-mail"
)

// invite puts text, HTML and invitation side by side, of which a program takes the
// last that it understands, and the invitation beside them once more as a file, for
// programs that look for one. go-mail parts both with one boundary, which no reader
// could tell apart, so the inner part is put together here.
func (w *Writer) invite(written *Written, e envelope) error {
	if err := beside(written.Message, boundary(e.id+" alternative"), []alternative{
		{"text/plain; charset=UTF-8", written.Text},
		{"text/html; charset=UTF-8", written.HTML},
		{"text/calendar; method=" + string(e.invitation.method) + "; charset=UTF-8", string(e.invitation.body)},
	}); err != nil {
		return fmt.Errorf("writing an invitation: %w", err)
	}
	return written.Message.AttachReader("invite.ics", bytes.NewReader(e.invitation.body), gomail.WithFileContentType("application/ics"))
}

// beside makes several ways of reading a letter its body, one within which nothing of
// go-mail's stands.
func beside(m *gomail.Msg, inner string, all []alternative) error {
	body, err := alternatives(inner, all)
	if err != nil {
		return err
	}
	m.SetBodyWriter(gomail.ContentType(`multipart/alternative; boundary="`+inner+`"`), func(out io.Writer) (int64, error) {
		n, err := out.Write(body)
		return int64(n), err
	}, gomail.WithPartEncoding(gomail.NoEncoding))
	return nil
}

// An alternative is one way of reading a letter.
type alternative struct{ kind, text string }

// alternatives are several on end, as they go over the line.
func alternatives(boundary string, all []alternative) ([]byte, error) {
	var b bytes.Buffer
	parts := multipart.NewWriter(&b)
	if err := parts.SetBoundary(boundary); err != nil {
		return nil, err
	}
	for _, a := range all {
		part, err := parts.CreatePart(textproto.MIMEHeader{"Content-Type": {a.kind}, "Content-Transfer-Encoding": {"quoted-printable"}})
		if err != nil {
			return nil, err
		}
		lines := quotedprintable.NewWriter(part)
		if _, err := io.WriteString(lines, a.text); err != nil {
			return nil, err
		}
		if err := lines.Close(); err != nil {
			return nil, err
		}
	}
	err := parts.Close() // which writes the last boundary
	return b.Bytes(), err
}
