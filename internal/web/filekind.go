package web

import (
	"archive/zip"
	"bytes"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"beredd/internal/fault"
	"beredd/internal/wording"
)

// A fileKind is one sort of document that may be uploaded: what its name ends
// with, what its bytes begin with, and what a packed one must hold.
type fileKind struct {
	media string
	magic []byte
	holds string // a file within the package
}

var fileKindByEnd = map[string]fileKind{
	".pdf":  {"application/pdf", []byte("%PDF-"), ""},
	".docx": {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", zipMagic, "word/document.xml"},
	".xlsx": {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", zipMagic, "xl/workbook.xml"},
	".odt":  {"application/vnd.oasis.opendocument.text", zipMagic, "content.xml"},
	".png":  {"image/png", []byte("\x89PNG\r\n\x1a\n"), ""},
	".jpg":  {"image/jpeg", []byte("\xff\xd8\xff"), ""},
	".jpeg": {"image/jpeg", []byte("\xff\xd8\xff"), ""},
	".txt":  {"text/plain; charset=utf-8", nil, ""},
}

var zipMagic = []byte("PK\x03\x04")

// A package may not hold more than this, nor more files; so that nobody who
// opens it is buried.
const (
	mostFiles    = 5_000
	mostUnpacked = 500 << 20
)

// kindOfFile is the media type of a file whose name, first bytes and content
// agree, or the refusal that says what is wrong with it.
func kindOfFile(name string, data []byte) (string, *fault.Error) {
	kind, known := fileKindByEnd[strings.ToLower(filepath.Ext(name))]
	refuse := func(code string) (string, *fault.Error) {
		return "", said(code, "documents", wording.Args{"Name": name})
	}
	switch {
	case !known:
		return refuse("file_kind")
	case len(data) == 0:
		return refuse("file_empty")
	case !bytes.HasPrefix(data, kind.magic):
		return refuse("file_differs")
	case kind.magic == nil && (!utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0):
		return refuse("file_differs")
	case kind.holds != "":
		return packaged(kind, data, refuse)
	}
	return kind.media, nil
}

// packaged looks into an office document, which is a package of files.
func packaged(kind fileKind, data []byte, refuse func(string) (string, *fault.Error)) (string, *fault.Error) {
	files, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || len(files.File) > mostFiles {
		return refuse("file_differs")
	}
	holds, unpacked := false, uint64(0)
	for _, f := range files.File {
		unpacked += min(f.UncompressedSize64, mostUnpacked+1) // a size that lies must not come round to nothing
		holds = holds || f.Name == kind.holds
		if strings.HasSuffix(strings.ToLower(f.Name), "vbaproject.bin") {
			return refuse("file_macros")
		}
	}
	if !holds || unpacked > mostUnpacked {
		return refuse("file_differs")
	}
	return kind.media, nil
}
