package web

import (
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"beredd/internal/definition"
	"beredd/internal/definition/source"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// A Process keeps what has been published of the collaboration's pack, and puts a new
// edition in force.
type Process interface {
	Editions(ctx context.Context, collaboration string, after int) ([]engine.Published, error)
	EditionFiles(ctx context.Context, collaboration string, seq int) ([]byte, error)
	Standings(ctx context.Context, collaboration string) ([]engine.Standing, error)
	OnOtherEditions(ctx context.Context, collaboration, workflow, edition string) ([]string, error)
	// Check reads a pack as it would be published; nil where it has errors.
	Check(files fs.FS) (*definition.Pack, source.Problems)
	// Publish puts files in force as edition p.Seq. It answers engine.ErrStale where
	// another came first.
	Publish(ctx context.Context, files fs.FS, p engine.Published) error
	// PublishYear puts files in force, and in the same transaction lets happen what
	// was seen of the order: what is laid out of the year follows them.
	PublishYear(ctx context.Context, files fs.FS, p engine.Published, o engine.Order, seen string) error
}

// A processPage is what has been published, what runs on it, and what the coordinator
// is about to change.
type processPage struct {
	Editions  []editionLine // the newest first
	Files     []fileLine    // of the newest
	Scenarios int           // so many of them are scenarios
	Draft     *draftLine
	Folder    *folderNote
}

// An editionLine is one edition that has been published.
type editionLine struct {
	Number  int
	Current bool
	At      time.Time
	By      string
	Note    string
	Runs    []runLine
}

// A runLine is how many proposals that are not closed run on an edition.
type runLine struct {
	Title wording.Text
	Count int
	Move  string // where they can be moved to the newest; "" of the newest itself
}

// A fileLine is one file of the pack.
type fileLine struct {
	Name, Path, Edit string
	Lines            int
	Scenario         bool
}

// aScenario says whether a file is a test of the pack, and so is listed after what it tests.
func aScenario(name string) bool { return strings.HasPrefix(name, "scenarios/") }

// A draftLine is what a coordinator has begun to change.
type draftLine struct {
	Saved string
	Names []string
}

// processes is behind every page of the process: it is a coordinator's.
func (s *Server) processes(page func(http.ResponseWriter, *http.Request, []engine.Published) error) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		if s.Process == nil {
			return errNowhere
		}
		if !visitOf(r).member.Coordinates {
			return fault.New(fault.Forbidden, "web_process_coordinators", nil)
		}
		editions, err := s.Process.Editions(r.Context(), s.Pack.Key, 0)
		if err != nil {
			return err
		}
		if len(editions) == 0 {
			return errNowhere
		}
		return page(w, r, editions)
	}
}

func (s *Server) process(w http.ResponseWriter, r *http.Request, editions []engine.Published) error {
	newest := editions[len(editions)-1]
	files, err := s.filesOf(r.Context(), newest.Seq)
	if err != nil {
		return err
	}
	standings, err := s.Process.Standings(r.Context(), s.Pack.Key)
	if err != nil {
		return err
	}
	page := processPage{Folder: s.folderNote(visitOf(r))}
	for i := range slices.Backward(editions) {
		page.Editions = append(page.Editions, s.editionLine(editions, i, standings))
	}
	page.Files, page.Scenarios = fileLines(newest.Seq, files)
	d, err := s.processDraft(r.Context(), visitOf(r))
	if err != nil {
		return err
	}
	if !d.Saved.IsZero() {
		page.Draft = &draftLine{s.when(visitOf(r).lang, d.Saved), d.touched()}
	}
	return s.show(w, r, "process", page)
}

// fileLines lists the files of an edition, and counts the scenarios among them.
func fileLines(seq int, files packFiles) (lines []fileLine, scenarios int) {
	for _, name := range files.names() {
		line := fileLine{name, filePath(seq, name), editPath(name), strings.Count(files[name], "\n"), aScenario(name)}
		if lines = append(lines, line); line.Scenario {
			scenarios++
		}
	}
	return lines, scenarios
}

func filePath(seq int, name string) string { return fmt.Sprintf("/processen/utgava/%d/%s", seq, name) }
func editPath(name string) string          { return "/processen/andra?fil=" + name }

// editionLine tells of edition i. What a workflow runs on that several editions have
// alike is told at the latest of them.
func (s *Server) editionLine(editions []engine.Published, i int, standings []engine.Standing) editionLine {
	p := editions[i]
	line := editionLine{Number: p.Seq, Current: i == len(editions)-1, At: p.At, Note: p.Note, By: s.personName(p.Person)}
	counts := map[string]int{}
	for _, st := range standings {
		if p.Workflows[st.Workflow] == st.Edition && latest(editions, st) == i {
			counts[st.Workflow] += st.Count
		}
	}
	for key, count := range counts {
		run := runLine{Title: s.flowTitle(key), Count: count}
		if now := s.Pack.Workflow(key); now != nil && now.Edition != p.Workflows[key] {
			run.Move = "/processen/flytta/" + key
		}
		line.Runs = append(line.Runs, run)
	}
	slices.SortFunc(line.Runs, func(a, b runLine) int {
		return strings.Compare(a.Title.In(wording.Swedish), b.Title.In(wording.Swedish))
	})
	return line
}

func latest(editions []engine.Published, st engine.Standing) int {
	for i := range slices.Backward(editions) {
		if editions[i].Workflows[st.Workflow] == st.Edition {
			return i
		}
	}
	return -1
}

// A processFilePage is one file of an edition, as text with its lines numbered.
type processFilePage struct {
	Number    int
	Name      string
	Lines     []textLine
	Files     []fileLine
	Scenarios int
}

// A textLine is one line of a file.
type textLine struct {
	Number int
	Text   string
	Said   []string // what is wrong with it
}

func linesOf(text string) []textLine {
	var lines []textLine
	for line := range strings.Lines(text) {
		lines = append(lines, textLine{Number: len(lines) + 1, Text: strings.TrimRight(line, "\r\n")})
	}
	return lines
}

func (s *Server) processFile(w http.ResponseWriter, r *http.Request, _ []engine.Published) error {
	seq, files, err := s.asked(r)
	if err != nil {
		return err
	}
	text, ok := files[r.PathValue("file")]
	if !ok {
		return errNowhere
	}
	page := processFilePage{Number: seq, Name: r.PathValue("file"), Lines: linesOf(text)}
	page.Files, page.Scenarios = fileLines(seq, files)
	return s.show(w, r, "process_file", page)
}

// asked is the edition that the address names, with its files.
func (s *Server) asked(r *http.Request) (int, packFiles, error) {
	seq, err := strconv.Atoi(r.PathValue("seq"))
	if err != nil {
		return 0, nil, errNowhere
	}
	files, err := s.filesOf(r.Context(), seq)
	return seq, files, err
}

// filesOf are the files of an edition.
func (s *Server) filesOf(ctx context.Context, seq int) (packFiles, error) {
	archive, err := s.Process.EditionFiles(ctx, s.Pack.Key, seq)
	if err != nil {
		return nil, err
	}
	files, err := asPublished(archive)
	if err != nil {
		return nil, fmt.Errorf("opening edition %d: %w", seq, err)
	}
	return files, nil
}

// processExport is an edition's files as one archive.
func (s *Server) processExport(w http.ResponseWriter, r *http.Request, _ []engine.Published) error {
	seq, files, err := s.asked(r)
	if err != nil {
		return err
	}
	archive, err := files.packed()
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/zip")
	w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s-%d.zip"`, s.Pack.Key, seq))
	if _, err := w.Write(archive); err != nil {
		return nil // the reader left
	}
	return nil
}
