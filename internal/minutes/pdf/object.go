package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf16"
)

// A file is the objects of a PDF, numbered from 1 in the order they are asked for.
type file struct{ objects [][]byte }

// reserve gives the number of an object that is put later.
func (f *file) reserve() int {
	f.objects = append(f.objects, nil)
	return len(f.objects)
}

func (f *file) put(id int, format string, args ...any) {
	f.objects[id-1] = fmt.Appendf(nil, format, args...)
}

func (f *file) add(format string, args ...any) int {
	id := f.reserve()
	f.put(id, format, args...)
	return id
}

// stream adds data, compressed. dict is what its dictionary says beside length
// and filter.
func (f *file) stream(dict string, data []byte) (int, error) {
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	if _, err := z.Write(data); err != nil {
		return 0, err
	}
	if err := z.Close(); err != nil {
		return 0, err
	}
	return f.add("<</Length %d /Filter /FlateDecode %s>>\nstream\n%s\nendstream", packed.Len(), dict, packed.Bytes()), nil
}

// bytes is the whole file. Its identity is the hash of what is in it, so that the
// same document is the same file.
func (f *file) bytes(root, info int) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	at := make([]int, len(f.objects))
	for i, o := range f.objects {
		at[i] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	hash := sha256.Sum256(out.Bytes())
	identity := hex.EncodeToString(hash[:16])
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, offset := range at {
		fmt.Fprintf(&out, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&out, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /ID [<%s> <%s>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(at)+1, root, info, identity, identity, start)
	return out.Bytes()
}

// text is a string that people read, in UTF-16.
func text(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	b.WriteString(">")
	return b.String()
}

// literal is a string of plain characters, an address say.
func literal(s string) string {
	return "(" + strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`, "\r", "", "\n", "").Replace(s) + ")"
}

// refs are references to objects, as an array holds them.
func refs(ids []int) string {
	all := make([]string, len(ids))
	for i, id := range ids {
		all[i] = fmt.Sprintf("%d 0 R", id)
	}
	return "[" + strings.Join(all, " ") + "]"
}
