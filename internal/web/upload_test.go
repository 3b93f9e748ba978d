package web

import (
	"bytes"
	"mime/multipart"
	"testing"
)

// However many files a form sends, no more of them is held than of one.
func TestTheFilesOfAFormAreTogetherNoLargerThanOne(t *testing.T) {
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for _, field := range []string{"fil-a", "fil-b", "fil-c"} {
		part, err := w.CreateFormFile(field, field+".pdf")
		if err == nil {
			_, err = part.Write(make([]byte, uploadLimit/3+1))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	sent, err := readUpload(multipart.NewReader(&body, w.Boundary()))
	held := 0
	for _, file := range sent.files {
		held += len(file.data)
	}
	if err != nil || len(sent.files) != 3 || held > uploadLimit || !sent.files[2].large {
		t.Errorf("of %d files %d bytes are held, %v", len(sent.files), held, err)
	}
}
