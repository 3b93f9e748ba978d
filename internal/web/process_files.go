package web

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"maps"
	"math"
	"mime/multipart"
	"path"
	"slices"
	"strings"
	"unicode"

	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// How much of a pack may be sent at once: bytes when it has been unpacked, and files.
const (
	packLimit     = 8 << 20
	fileLimit     = 1 << 20
	mostPackFiles = 300
)

// packFiles are the files of a pack: name -> text.
type packFiles map[string]string

// names are the files in the order in which they are read: the collaboration, its
// workflows, and the scenarios last.
func (f packFiles) names() []string {
	return slices.SortedFunc(maps.Keys(f), func(a, b string) int {
		deep := strings.Count(a, "/") - strings.Count(b, "/")
		if deep != 0 {
			return deep
		}
		return strings.Compare(a, b)
	})
}

// size is how many bytes they hold.
func (f packFiles) size() (n int) {
	for _, text := range f {
		n += len(text)
	}
	return n
}

// packed is the files as one archive, the same for the same files.
func (f packFiles) packed() ([]byte, error) {
	return definition.Archive(f.names(), func(name string) ([]byte, error) { return []byte(f[name]), nil })
}

// open is the files as a folder.
func (f packFiles) open() (fs.FS, error) {
	archive, err := f.packed()
	if err != nil {
		return nil, err
	}
	return definition.OpenArchive(archive)
}

// asPublished are the files of an edition, every one as it was published: an operator may have
// called them otherwise than may be sent here, and nothing of them falls away.
func asPublished(archive []byte) (packFiles, error) {
	r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, err
	}
	files := packFiles{}
	for _, file := range r.File {
		if files[file.Name], err = unpackedFile(file, math.MaxInt64-1); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// errTooMuch says that an archive holds more than a pack does.
var errTooMuch = errors.New("the archive holds too much")

// unpacked reads an archive, wherever in it the pack's folder is. What is no file of a
// pack is left out, and no more is unpacked than a pack may hold, whatever the archive
// says of itself.
func unpacked(archive []byte) (packFiles, error) {
	r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, err
	}
	files, left, root := packFiles{}, int64(packLimit), rootOf(r.File)
	for _, file := range r.File {
		name, ok := strings.CutPrefix(path.Clean(strings.ReplaceAll(file.Name, `\`, "/")), root)
		if !ok || !packName(name) {
			continue
		}
		text, err := unpackedFile(file, min(left, fileLimit))
		if err != nil {
			return nil, err
		}
		if left -= int64(len(text)); len(files) >= mostPackFiles {
			return nil, errTooMuch
		}
		files[name] = text
	}
	return files, nil
}

func unpackedFile(file *zip.File, most int64) (string, error) {
	r, err := file.Open()
	if err != nil {
		return "", err
	}
	text, err := io.ReadAll(io.LimitReader(r, most+1))
	if err := errors.Join(err, r.Close()); err != nil {
		return "", err
	}
	if int64(len(text)) > most {
		return "", errTooMuch
	}
	return string(text), nil
}

// rootOf is the folder of an archive in which the collaboration's file is, with a slash,
// the outermost one; "" where it is at the top or there is none. What some systems put
// beside the files under __ is nobody's.
func rootOf(files []*zip.File) string {
	root, found := "", false
	for _, f := range files {
		name := path.Clean(strings.ReplaceAll(f.Name, `\`, "/"))
		folder, base := path.Split(name)
		if base == "collaboration.yaml" && !strings.HasPrefix(folder, "__") && (!found || strings.Count(folder, "/") < strings.Count(root, "/")) {
			root, found = folder, true
		}
	}
	return root
}

// packName says whether a pack may have a file of this name: nothing that leads out of
// its folder, and nothing hidden.
func packName(name string) bool {
	folder, base := path.Split(name)
	ext := path.Ext(base)
	yaml := ext == ".yaml" || ext == ".yml"
	return (folder == "" && (yaml || ext == ".md") || folder == "scenarios/" && yaml) && plainName(base)
}

func plainName(base string) bool {
	return len(base) <= 100 && !strings.HasPrefix(base, ".") && !strings.ContainsFunc(base, func(r rune) bool {
		return !(unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || strings.ContainsRune("._- ", r))
	})
}

// sentFiles reads the files that a coordinator sends: an archive, which is the whole
// pack, or some of its files.
func sentFiles(parts *multipart.Reader) (files packFiles, whole bool, err error) {
	files, left := packFiles{}, int64(packLimit)
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, false, unreadable{err}
		}
		name := fileName(part.FileName())
		data, err := io.ReadAll(io.LimitReader(part, left+1))
		if err != nil {
			return nil, false, unreadable{err}
		}
		if left -= int64(len(data)); left < 0 {
			return nil, false, tooMuch()
		}
		if part.FormName() != "filer" || part.FileName() == "" {
			continue
		}
		if strings.HasSuffix(strings.ToLower(name), ".zip") {
			files, err := unzipped(name, data)
			return files, true, err
		}
		if !packName(name) {
			return nil, false, said("process_name", "filer", wording.Args{"Name": name})
		}
		if len(data) > fileLimit {
			return nil, false, tooMuch()
		}
		files[name] = string(data)
	}
	if len(files) == 0 {
		return nil, false, said("process_no_file", "filer", nil)
	}
	return files, false, nil
}

// tooMuch says how much a pack holds.
func tooMuch() *fault.Error {
	return said("process_large", "filer", wording.Args{"Most": packLimit >> 20})
}

// unzipped is an archive that was sent; what cannot be one is refused.
func unzipped(name string, data []byte) (packFiles, error) {
	files, err := unpacked(data)
	switch {
	case errors.Is(err, errTooMuch):
		return nil, tooMuch()
	case err != nil:
		return nil, said("process_zip", "filer", wording.Args{"Name": name})
	case files["collaboration.yaml"] == "":
		return nil, said("process_no_pack", "filer", wording.Args{"Name": name})
	}
	return files, nil
}
