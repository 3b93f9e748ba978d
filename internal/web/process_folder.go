package web

import (
	"errors"
	"strings"

	"beredd/internal/definition/source"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// A Folder is the folder that the service was started with, where what stands in it is
// not what is in force.
type Folder struct {
	Where    string
	Problems source.Problems // the errors for which it was not taken, with the folder before each file's name
	Why      error           // why it could not be read at all
}

// mostFolderProblems is how many of a folder's errors are shown: who mends it runs the check.
const mostFolderProblems = 10

// A folderNote tells coordinators of that folder.
type folderNote struct {
	Where    string
	Broken   bool // it was not taken
	Why      string
	Problems []problemLine
	More     int // problems that are not listed
}

// folderNote is nil where the folder is what is in force, or nobody started with one.
func (s *Server) folderNote(v *visit) *folderNote {
	if s.Folder == nil {
		return nil
	}
	folder := s.Folder()
	if folder == nil {
		return nil
	}
	note := &folderNote{Where: folder.Where, Broken: len(folder.Problems) > 0 || folder.Why != nil, Why: folderFault(v, folder.Why)}
	shown := folder.Problems[:min(len(folder.Problems), mostFolderProblems)]
	for _, p := range shown {
		place := p.Pos
		place.File = strings.TrimPrefix(place.File, strings.TrimSuffix(folder.Where, "/")+"/")
		line := problemLine{Place: place.File, Said: problemSaid(v, p)}
		if place.Line > 0 {
			line.Place = v.say("web.process.place", wording.Args{"File": place.File, "Line": place.Line})
		}
		note.Problems = append(note.Problems, line)
	}
	note.More = len(folder.Problems) - len(shown)
	return note
}

// folderFault is why the folder could not be read, in the reader's language where it can
// be; what the system says is the operator's, and stands in the log.
func folderFault(v *visit, err error) string {
	var said interface {
		error
		In(wording.Language) string
	}
	switch f := fault.As(err); {
	case err == nil:
		return ""
	case f != nil:
		return f.In(v.lang)
	case errors.As(err, &said):
		return said.In(v.lang)
	}
	return v.say("web.process.folder_unread", nil)
}
