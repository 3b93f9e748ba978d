package web

import (
	"context"
	"fmt"
	"io"
	"mime"
	"net/http"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"beredd/internal/engine"
	"beredd/internal/wording"
)

// A blobKeeper keeps the bytes of documents by their hash.
type blobKeeper interface {
	// PutBlob keeps data and answers its SHA-256, hex.
	PutBlob(ctx context.Context, data []byte) (string, error)
	Blob(ctx context.Context, hash string) ([]byte, error)
}

// A paper is a document with its versions, the newest first.
type paper struct {
	Name    string
	Kind    string // what it is given for, "" for any paper
	Newest  paperVersion
	Earlier []paperVersion
}

// A paperVersion is one version of a paper.
type paperVersion struct {
	ID      string
	Version int
	Path    string
	Size    int64
	By      string
	At      time.Time
	Hash    string
}

// papers are a proposal's own documents by name, in the order they came; what came
// with an answer stands with that.
func (s *Server) papers(v *visit, p engine.Proposal) []paper {
	var papers []paper
	at, flow := map[string]int{}, s.Pack.Workflow(p.Workflow)
	for _, d := range p.Documents {
		if d.From != "" {
			continue
		}
		version := paperVersion{
			ID: d.ID, Version: d.Version, Path: proposalPath(p.Number) + "/handlingar/" + d.ID,
			Size: d.Size, By: s.personName(d.Person), At: d.At, Hash: d.Hash,
		}
		name := strings.ToLower(d.Name)
		i, seen := at[name]
		if !seen {
			at[name] = len(papers)
			papers = append(papers, paper{Name: d.Name, Kind: kindTitle(v, flow, d.Kind), Newest: version})
			continue
		}
		papers[i].Earlier = append([]paperVersion{papers[i].Newest}, papers[i].Earlier...)
		papers[i].Newest, papers[i].Kind = version, kindTitle(v, flow, d.Kind)
	}
	return papers
}

// mayAttach says whether the reader is offered to add a document; the engine
// has the last word.
func (s *Server) mayAttach(p engine.Proposal, m *signed) bool {
	return (p.Submitter == m.Key || slices.Contains(m.Turns, p.Holder)) && p.Closed.IsZero()
}

// attach adds a document to a proposal, or a new version of one.
func (s *Server) attach(w http.ResponseWriter, r *http.Request) error {
	p, err := s.find(r)
	if err != nil {
		return err
	}
	s = s.seenBy(p)
	if err := engine.MayAttach(s.Pack, p, visitOf(r).member.actor(), s.Now()); err != nil {
		// A file that may not come is not kept; it is read to its end, or the
		// sender would never see why.
		_, _ = io.Copy(io.Discard, r.Body)
		return err
	}
	document, err := s.received(r)
	if err != nil {
		return err
	}
	if err := readForm(r); err != nil {
		return err
	}
	if document == nil {
		return lost{said("no_file", "documents", nil), nil, proposalPath(p.Number)}
	}
	if f := roomFault(visitOf(r).lang, p.Documents, *document); f != nil {
		return lost{f, nil, proposalPath(p.Number)}
	}
	act := s.act(visitOf(r), engine.Attach, r.PostFormValue(fieldKey))
	act.Proposal = p.ID
	document.Kind = paperKind(r, s.Pack.Workflow(p.Workflow))
	givePapers(act.Inputs, []engine.Document{*document})
	if _, err := s.Engine.Act(r.Context(), act); err != nil {
		return err
	}
	return see(w, r, proposalPath(p.Number)+"?gjort=attached#handlingar")
}

// fileName is the name that a file came with, fit to show: without folders,
// marks that can't be seen, or more than 120 characters.
func fileName(name string) string {
	name = filepath.Base(strings.ReplaceAll(tidy(name), `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`"<>|:*?/`, r) {
			return '_'
		}
		return r
	}, name)
	ext := filepath.Ext(name)
	stem := []rune(strings.TrimSuffix(name, ext))
	if len(stem) > 120 {
		stem = stem[:120]
	}
	return string(stem) + ext
}

// document sends a document as a file to keep, which the browser runs nothing of.
func (s *Server) document(w http.ResponseWriter, r *http.Request) error {
	p, err := s.find(r)
	if err != nil {
		return err
	}
	s = s.seenBy(p)
	return s.sendPaper(w, r, p.Documents)
}

// sendPaper sends the one of some documents that the address names.
func (s *Server) sendPaper(w http.ResponseWriter, r *http.Request, among []engine.Document) error {
	at := slices.IndexFunc(among, func(d engine.Document) bool { return d.ID == r.PathValue("document") })
	if at < 0 {
		return errNowhere
	}
	d := among[at]
	data, err := s.Store.Blob(r.Context(), d.Hash)
	if err != nil {
		return fmt.Errorf("reading %s: %w", d.ID, err)
	}
	h := w.Header()
	h.Set("Content-Security-Policy", filePolicy)
	h.Set("Content-Type", d.Type)
	h.Set("Content-Length", strconv.Itoa(len(data)))
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": versioned(d)}))
	_, err = w.Write(data)
	return err
}

// versioned is a document's name with its version, so that two that are kept
// beside each other can be told apart.
func versioned(d engine.Document) string {
	if d.Version < 2 {
		return d.Name
	}
	ext := filepath.Ext(d.Name)
	return fmt.Sprintf("%s (version %d)%s", strings.TrimSuffix(d.Name, ext), d.Version, ext)
}

// fileKinds are the kinds of file that may be uploaded, as the hint lists them.
func fileKinds(l wording.Language) string {
	return wording.AnyOf(l, []string{"PDF", "Word", "Excel", "ODT", "PNG", "JPG", "TXT"})
}
