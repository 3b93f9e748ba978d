package web

import (
	"net/http"

	"beredd/internal/engine"
	"beredd/internal/link"
)

// A linkedPaper is a document as whoever has no account reads it.
type linkedPaper struct {
	Name, Path string
	Version    int
	Size       int64
}

// answerPaper sends a document of the proposal that a signed link is about, in
// its newest version, to whoever may still read what the link asks. It changes
// nothing.
func (s *Server) answerPaper(w http.ResponseWriter, r *http.Request) error {
	a, err := s.linkedAsking(r)
	if err != nil {
		return err
	}
	return s.sendPaper(w, r, append(a.p.Papers(), a.p.PapersOf(a.respondent)...))
}

// linkedPapers are the proposal's documents as they stand, each where the reader
// of the question may read it: under the signed link, or signed in.
func (s *Server) linkedPapers(a asking) []linkedPaper {
	return papersBelow(paperPath(a), a.p.Papers())
}

// paperPath is below what the papers lie that the reader of a question may read.
func paperPath(a asking) string {
	if a.linked {
		return a.action
	}
	return proposalPath(a.p.Number)
}

func papersBelow(path string, documents []engine.Document) []linkedPaper {
	var papers []linkedPaper
	for _, d := range documents {
		papers = append(papers, linkedPaper{Name: d.Name, Path: path + link.PaperPath + d.ID, Version: d.Version, Size: d.Size})
	}
	return papers
}
