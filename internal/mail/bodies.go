package mail

import (
	"bytes"
	"fmt"
	"io"
)

// An alternative is one way of reading a letter.
type alternative struct{ kind, text string }

// The two ways in which every letter may be read.
const (
	asText = "text/plain; charset=UTF-8"
	asHTML = "text/html; charset=UTF-8"
)

// alternatives are several on end, as they go over the line. What go-mail would make of
// them in a dozen writers they are in one pass: a letter is mostly this.
func alternatives(b []byte, boundary string, all ...alternative) []byte {
	for _, a := range all {
		b = fmt.Appendf(b, "--%s\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: %s\r\n\r\n", boundary, a.kind)
		b = append(quotedPrintable(b, a.text), "\r\n"...)
	}
	return fmt.Appendf(b, "--%s--\r\n", boundary)
}

// usualMessage is what a message takes at first, in bytes: most need no more.
const usualMessage = 24 << 10

// WriteTo writes a message out.
func (w Written) WriteTo(out io.Writer) (int64, error) {
	message, err := w.bytes()
	if err != nil {
		return 0, err
	}
	n, err := out.Write(message)
	return int64(n), err
}

// bytes is a message written out.
func (w Written) bytes() ([]byte, error) {
	message := bytes.NewBuffer(make([]byte, 0, usualMessage))
	if _, err := w.Message.WriteTo(message); err != nil {
		return nil, fmt.Errorf("writing a letter out: %w", err)
	}
	if w.boundary == "" { // the message has its bodies
		return message.Bytes(), nil
	}
	b := fmt.Appendf(message.Bytes(), "Content-Type: multipart/alternative;\r\n boundary=%s\r\n\r\n", w.boundary)
	return alternatives(b, w.boundary, alternative{asText, w.Text}, alternative{asHTML, w.HTML}), nil
}
