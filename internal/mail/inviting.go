package mail

import (
	"bytes"
	"io"

	gomail "github.com/wneessen/go-mail"
)

// invite puts text, HTML and invitation side by side, of which a program takes the
// last that it understands, and the invitation beside them once more as a file, for
// programs that look for one. go-mail parts both with one boundary, which no reader
// could tell apart, so the inner part is put together here.
func (w *Writer) invite(written *Written, e envelope) error {
	calendar := alternative{"text/calendar; method=" + string(e.invitation.method) + "; charset=UTF-8", string(e.invitation.body)}
	beside(written.Message, boundary(e.id+" alternative"), alternative{asText, written.Text}, alternative{asHTML, written.HTML}, calendar)
	return written.Message.AttachReader("invite.ics", bytes.NewReader(e.invitation.body), gomail.WithFileContentType("application/ics"))
}

// beside makes several ways of reading a letter its body, one within which nothing of
// go-mail's stands.
func beside(m *gomail.Msg, inner string, all ...alternative) {
	body := alternatives(nil, inner, all...)
	m.SetBodyWriter(gomail.ContentType(`multipart/alternative; boundary="`+inner+`"`), func(out io.Writer) (int64, error) {
		n, err := out.Write(body)
		return int64(n), err
	}, gomail.WithPartEncoding(gomail.NoEncoding))
}
