package definition

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
)

// Archive puts files into one archive, the same for the same files in the same order.
func Archive(names []string, text func(name string) ([]byte, error)) ([]byte, error) {
	var archive bytes.Buffer
	w := zip.NewWriter(&archive)
	for _, name := range names {
		content, err := text(name)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", name, err)
		}
		file, err := w.Create(name)
		if err == nil {
			_, err = file.Write(content)
		}
		if err != nil {
			return nil, fmt.Errorf("putting %s into an archive: %w", name, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("closing an archive: %w", err)
	}
	return archive.Bytes(), nil
}

// OpenArchive opens an archive of files.
func OpenArchive(archive []byte) (fs.FS, error) {
	files, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, fmt.Errorf("opening the archive of an edition: %w", err)
	}
	return files, nil
}
