package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"beredd/internal/definition"
	"beredd/internal/definition/source"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// A processEditPage is one file of the pack to change as text, with what the check
// says beside its lines.
type processEditPage struct {
	Name       string
	Text       string
	Base       int
	Saved      string
	Kept       bool // there is a draft
	Files      []editLine
	Scenarios  int           // so many of them are scenarios
	InScenario bool          // something is to be seen in one
	Problems   []problemLine // of every file
	Good       bool          // nothing is wrong
	Lines      []textLine
	Marked     bool // something is wrong with a line
	Passed     *passedView
	Errors     []formError
	Fault      string // of the files that were sent
	Most       int64
}

// An editLine is one file that can be changed.
type editLine struct {
	Name, Path  string
	Here        bool
	Scenario    bool
	Changed     bool
	Gone        bool
	Wrong, Odd  int // errors and warnings in it
	WrongOrOdds string
}

// A problemLine is one thing that is wrong, and where.
type problemLine struct {
	Place, Said, Path string
	Warning           bool
}

// A working is the draft with all that is needed to show it.
type working struct {
	draft    processDraft
	base     packFiles
	files    packFiles
	editions []engine.Published
	pack     *definition.Pack // nil where it has errors
	problems source.Problems
}

// working reads the draft over its edition, and checks it.
func (s *Server) working(r *http.Request, editions []engine.Published) (*working, error) {
	w := &working{editions: editions}
	var err error
	if w.draft, err = s.processDraft(r.Context(), visitOf(r)); err != nil {
		return nil, err
	}
	if w.draft.Saved.IsZero() {
		w.draft.Base = editions[len(editions)-1].Seq
	}
	if w.base, err = s.filesOf(r.Context(), w.draft.Base); err != nil {
		return nil, err
	}
	return w, s.check(w)
}

// check has the draft read as it would be published.
func (s *Server) check(w *working) error {
	w.files = w.draft.over(w.base)
	folder, err := w.files.open()
	if err != nil {
		return err
	}
	w.pack, w.problems = s.Process.Check(folder)
	return nil
}

func (w *working) newest() engine.Published { return w.editions[len(w.editions)-1] }

func (s *Server) processEdit(w http.ResponseWriter, r *http.Request, editions []engine.Published) error {
	work, err := s.working(r, editions)
	if err != nil {
		return err
	}
	name := r.FormValue("fil")
	if name == "" {
		name = "collaboration.yaml"
	}
	if !packName(name) {
		return said("process_name", "fil", wording.Args{"Name": name})
	}
	page, err := s.processEditPage(r.Context(), visitOf(r), work, name)
	if err != nil {
		return err
	}
	return s.show(w, r, "process_edit", page)
}

func (s *Server) processEditPage(ctx context.Context, v *visit, work *working, name string) (processEditPage, error) {
	passed, err := s.passed(ctx, v, work)
	page := processEditPage{
		Name: name, Text: work.files[name], Base: work.draft.Base, Kept: !work.draft.Saved.IsZero(), Most: packLimit >> 20,
		Lines: linesOf(work.files[name]), Passed: passed, Saved: s.when(v.lang, work.draft.Saved),
		Problems: problemLines(v, work.problems), Good: len(work.problems) == 0,
	}
	for _, p := range work.problems {
		if at := p.Pos.Line - 1; p.Pos.File == name && at >= 0 && at < len(page.Lines) {
			page.Lines[at].Said, page.Marked = append(page.Lines[at].Said, problemSaid(v, p)), true
		}
	}
	names := slices.Compact(slices.Sorted(slices.Values(append(append(work.files.names(), work.draft.Gone...), name))))
	for _, file := range names {
		line := work.editLine(v, file, file == name)
		if page.Files = append(page.Files, line); line.Scenario {
			page.Scenarios++
			page.InScenario = page.InScenario || line.Here || line.WrongOrOdds != ""
		}
	}
	return page, err
}

func (w *working) editLine(v *visit, name string, here bool) editLine {
	_, changed := w.draft.Files[name]
	line := editLine{Name: name, Path: editPath(name), Here: here, Scenario: aScenario(name), Changed: changed, Gone: slices.Contains(w.draft.Gone, name)}
	for _, p := range w.problems {
		switch {
		case p.Pos.File != name:
		case p.Severity == source.Error:
			line.Wrong++
		default:
			line.Odd++
		}
	}
	var said []string
	if line.Wrong > 0 {
		said = append(said, v.say("web.process.errors", wording.Args{"Count": line.Wrong}))
	}
	if line.Odd > 0 {
		said = append(said, v.say("web.process.warnings", wording.Args{"Count": line.Odd}))
	}
	line.WrongOrOdds = strings.Join(said, ", ")
	return line
}

// problemLines lists what is wrong, each with a link to its line.
func problemLines(v *visit, problems source.Problems) []problemLine {
	var lines []problemLine
	for _, p := range slices.Concat(problems.Errors(), problems.Warnings()) {
		line := problemLine{Place: p.Pos.File, Said: problemSaid(v, p), Warning: p.Severity == source.Warning}
		if packName(p.Pos.File) {
			line.Path = editPath(p.Pos.File)
		}
		if p.Pos.Line > 0 {
			line.Place = v.say("web.process.place", wording.Args{"File": p.Pos.File, "Line": p.Pos.Line})
			line.Path += "#rad-" + strconv.Itoa(p.Pos.Line)
		}
		lines = append(lines, line)
	}
	return lines
}

// problemSaid is what is wrong, without its place.
func problemSaid(v *visit, p source.Problem) string {
	return strings.TrimPrefix(p.In(v.lang), p.Pos.String()+": ")
}

// processEditPost keeps what was typed, whatever is wrong with it.
func (s *Server) processEditPost(w http.ResponseWriter, r *http.Request, editions []engine.Published) error {
	if err := r.ParseForm(); err != nil {
		return unreadable{err}
	}
	v, name := visitOf(r), r.PostFormValue("fil")
	if r.PostFormValue("gor") == "slang" {
		if err := s.dropProcess(r.Context(), v); err != nil {
			return err
		}
		return see(w, r, "/processen")
	}
	work, err := s.begun(r, editions, r.PostFormValue("utgava"))
	if err != nil {
		return err
	}
	to := "/processen/andra?gjort=draft&fil=" + url.QueryEscape(name)
	switch do := r.PostFormValue("gor"); {
	case do == "folj":
		newest := work.newest()
		files, err := s.filesOf(r.Context(), newest.Seq)
		if err != nil {
			return err
		}
		work.draft.follow(newest.Seq, files)
		to = "/processen/publicera"
	case !packName(name):
		return said("process_name", "fil", wording.Args{"Name": name})
	case do == "ta-bort":
		work.draft.remove(work.base, name)
		to = "/processen/andra?gjort=draft"
	default:
		work.draft.write(work.base, name, r.PostFormValue("text"))
		if do == "vidare" {
			to = "/processen/publicera"
		}
	}
	if err := s.keepProcess(r.Context(), v, work.draft, work.base); err != nil {
		return err
	}
	return see(w, r, to)
}

// begun is the draft to write in. One that is begun now is over the edition that its
// form was made from, though another has been published since.
func (s *Server) begun(r *http.Request, editions []engine.Published, base string) (*working, error) {
	w := &working{editions: editions}
	var err error
	if w.draft, err = s.processDraft(r.Context(), visitOf(r)); err != nil {
		return nil, err
	}
	if w.draft.Saved.IsZero() {
		w.draft.Base = w.newest().Seq
		if seq, err := strconv.Atoi(base); err == nil && seq > 0 && seq < w.draft.Base {
			w.draft.Base = seq
		}
	}
	w.base, err = s.filesOf(r.Context(), w.draft.Base)
	return w, err
}

// processUpload takes over files that were sent: the whole pack as an archive, or some.
func (s *Server) processUpload(w http.ResponseWriter, r *http.Request, editions []engine.Published) error {
	work, err := s.begun(r, editions, r.URL.Query().Get("utgava"))
	if err != nil {
		return err
	}
	parts, err := r.MultipartReader()
	if err != nil {
		return unreadable{err}
	}
	files, whole, err := sentFiles(parts)
	if f := fault.As(err); f != nil {
		return s.uploadAgain(w, r, work, f)
	}
	if err != nil {
		return err
	}
	before := work.draft.clone()
	if whole {
		work.draft.replace(work.base, files)
	}
	for name, text := range files {
		work.draft.write(work.base, name, text)
	}
	err = s.keepProcess(r.Context(), visitOf(r), work.draft, work.base)
	if f := fault.As(err); f != nil {
		work.draft = before
		return s.uploadAgain(w, r, work, f)
	}
	if err != nil {
		return err
	}
	return see(w, r, "/processen/publicera")
}

func (s *Server) uploadAgain(w http.ResponseWriter, r *http.Request, work *working, f *fault.Error) error {
	if err := s.check(work); err != nil {
		return err
	}
	v := visitOf(r)
	page, err := s.processEditPage(r.Context(), v, work, "collaboration.yaml")
	if err != nil {
		return err
	}
	page.Fault = f.In(v.lang)
	page.Errors = []formError{{"filer", page.Fault}}
	return s.showAs(w, r, statuses[f.Kind], "process_edit", page)
}
