package web

import (
	"context"
	"html/template"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"beredd/internal/agenda"
	"beredd/internal/engine"
	"beredd/internal/link"
	"beredd/internal/wording"
)

// Papers writes a meeting's papers: as part of a page, and as files.
type Papers interface {
	Page(s engine.Sitting, paper engine.Paper, l wording.Language) (title string, page []byte, err error)
	// File writes the format "pdf" or "docx".
	File(s engine.Sitting, paper engine.Paper, format string, l wording.Language) (title string, file []byte, err error)
}

// papersByPath are a meeting's papers by what their addresses end in.
var papersByPath = map[string]string{link.NoticePaper: "notice", link.AgendaPaper: "agenda", link.MinutesPaper: "minutes", link.ExtractPaper: "extract"}

// fileTypes are the formats that a paper can be taken home in, by their endings.
var fileTypes = map[string]string{
	"pdf": "application/pdf", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

// A meetingPaperPage is one of a meeting's papers on the screen.
type meetingPaperPage struct {
	Title    string
	Article  template.HTML
	Number   string
	Path     string // of the meeting
	Papers   []paperLink
	Extracts []extractChoice
	Item     string // of an extract: the item and the organization that are chosen
	For      string
	Members  []extractChoice
	Files    []paperLink
	Sent     *sentPaper // as it went out, where it has
	Answer   string     // where the reader answers what is asked about it, who came by a link
}

// A sentPaper leads to a paper as it went out.
type sentPaper struct{ Path, Name, When string }

// sentPaper is where the paper can be read as it went out, or nil.
func (s *Server) sentPaper(v *visit, p engine.Proposal, kind string) *sentPaper {
	sent := p.SentPaper(kind)
	if sent == nil {
		return nil
	}
	return &sentPaper{proposalPath(p.Number) + "/handlingar/" + sent.ID, sent.Name, s.when(v.lang, sent.At)}
}

// asSent is a paper as it went out, where that is all that it says to the reader: in
// their language, with nothing added to it since, and nothing withheld in it that they
// may read. Else nil, and it is written anew.
func (s *Server) asSent(v *visit, sitting engine.Sitting, kind string) *sentPaper {
	confidential := slices.ContainsFunc(sitting.About, func(p engine.Proposal) bool { return p.Secret != nil })
	late := kind == "agenda" && slices.ContainsFunc(sitting.Meeting.Gathering.Sent, func(i agenda.Item) bool { return i.Late })
	if v.lang != s.Pack.Languages[0] || confidential || late {
		return nil
	}
	return s.sentPaper(v, sitting.Meeting, kind)
}

// A paperLink leads to a paper, or to it in another format.
type paperLink struct {
	Path, Key string
	Current   bool
}

// An extractChoice is an item that an extract can be made of, or an organization
// that it can be for.
type extractChoice struct {
	Key, Title string
	Chosen     bool
}

// meetingPaper shows one of a meeting's papers, or sends it as a file.
func (s *Server) meetingPaper(w http.ResponseWriter, r *http.Request) error {
	p, err := s.find(r)
	if err != nil {
		return err
	}
	s = s.seenBy(p)
	name := r.PathValue("paper")
	format := strings.TrimPrefix(filepath.Ext(name), ".")
	kind, known := papersByPath[strings.TrimSuffix(name, "."+format)]
	if p.Gathering == nil || s.Papers == nil || !known || format != "" && fileTypes[format] == "" {
		return errNowhere
	}
	sitting, err := s.sitting(r.Context(), p)
	if err != nil {
		return err
	}
	paper := engine.Paper{Kind: kind, Item: r.FormValue("punkt"), For: r.FormValue("till")}
	choices := s.extracts(visitOf(r), sitting, &paper)
	if format == "pdf" {
		if sent := s.asSent(visitOf(r), sitting, kind); sent != nil {
			return see(w, r, sent.Path)
		}
	}
	if format != "" {
		return s.paperFile(w, r, sitting, paper, format)
	}
	page := meetingPaperPage{
		Number: p.Number, Path: proposalPath(p.Number), Papers: paperLinks(p, name), Files: fileLinks(p, name, paper),
		Item: paper.Item, For: paper.For,
	}
	page.Sent = s.sentPaper(visitOf(r), p, kind)
	if kind == "extract" {
		page.Extracts, page.Members = choices, s.extractMembers(visitOf(r), paper.For)
	}
	if kind == "extract" && paper.Item == "" {
		page.Title, page.Files = visitOf(r).say("web.paper.no_extract", nil), nil
		return s.show(w, r, "meeting_paper", page)
	}
	return s.showPaper(w, r, sitting, paper, page)
}

// showPaper shows a page with the paper itself in it.
func (s *Server) showPaper(w http.ResponseWriter, r *http.Request, sitting engine.Sitting, paper engine.Paper, page meetingPaperPage) error {
	title, article, err := s.Papers.Page(sitting, paper, visitOf(r).lang)
	if err != nil {
		return err
	}
	page.Title, page.Article = title, template.HTML(article)
	return s.show(w, r, "meeting_paper", page)
}

// paperFile sends a paper that is made anew.
func (s *Server) paperFile(w http.ResponseWriter, r *http.Request, sitting engine.Sitting, paper engine.Paper, format string) error {
	title, data, err := s.Papers.File(sitting, paper, format, visitOf(r).lang)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Security-Policy", filePolicy)
	h.Set("Content-Type", fileTypes[format])
	h.Set("Content-Length", strconv.Itoa(len(data)))
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": fileName(title + "." + format)}))
	_, err = w.Write(data)
	return err
}

// sitting reads what a meeting's papers tell of, as the reader may see it.
func (s *Server) sitting(ctx context.Context, p engine.Proposal) (engine.Sitting, error) {
	sitting := engine.Sitting{Pack: s.Pack, Meeting: p}
	for _, id := range p.Gathering.Matters() {
		about, _, err := s.Store.Proposal(ctx, id, "")
		if err != nil {
			return sitting, err
		}
		sitting.About = append(sitting.About, about)
	}
	from := p.FallsOn()
	later, err := s.Store.LaidOut(ctx, s.Pack.Key, from.AddDays(1), from.AddDays(engine.DaysAhead))
	if err != nil {
		return sitting, err
	}
	sitting.Next = engine.ComingAfter(p, later)
	return sitting, nil
}

// extracts are the items that an extract can be made of. Where none is chosen it is
// the first, and for the reader's own organization.
func (s *Server) extracts(v *visit, sitting engine.Sitting, paper *engine.Paper) (choices []extractChoice) {
	if paper.Kind != "extract" {
		return nil
	}
	veiled := map[string]bool{}
	for _, about := range sitting.About {
		veiled[about.ID] = about.IsVeiled()
	}
	for _, item := range sitting.Meeting.Gathering.Numbered() {
		if !item.Standing() || veiled[item.About.ID] {
			continue
		}
		if paper.Item == "" || item.About.Number != "" && paper.Item == strings.ReplaceAll(item.About.Number, " ", "-") { // as letters name it
			paper.Item = item.ID
		}
		choices = append(choices, extractChoice{item.ID, strconv.Itoa(item.Number) + ". " + item.Title, item.ID == paper.Item})
	}
	organizations := s.Pack.People.Organizations
	if paper.For == "" && len(v.member.Organizations) > 0 {
		paper.For = v.member.Organizations[0]
	}
	if paper.For == "" && len(organizations) > 0 {
		paper.For = organizations[0].Key
	}
	return choices
}

// extractMembers are the organizations that an extract can be for.
func (s *Server) extractMembers(v *visit, chosen string) (choices []extractChoice) {
	for _, o := range s.Pack.People.Organizations {
		choices = append(choices, extractChoice{o.Key, o.Name.In(v.lang), o.Key == chosen})
	}
	return choices
}

// sheets are the ways to those papers that a meeting has by now: minutes and extracts from
// its day on, and none of one that was cancelled.
func (s *Server) sheets(p engine.Proposal) []paperLink {
	all := paperLinks(p, "")
	switch {
	case s.Papers == nil || p.IsCancelled():
		return nil
	case s.today().Before(p.Meeting.Date):
		return all[:2]
	}
	return all
}

// paperLinks are the ways to each paper of the meeting.
func paperLinks(p engine.Proposal, current string) (links []paperLink) {
	for _, name := range []string{"kallelse", "dagordning", "protokoll", "utdrag"} {
		links = append(links, paperLink{meetingPath(p.Number) + "/" + name, "web.paper." + papersByPath[name], name == current})
	}
	return links
}

// fileLinks are the ways to the paper as a file.
func fileLinks(p engine.Proposal, name string, paper engine.Paper) (links []paperLink) {
	query := ""
	if paper.Kind == "extract" {
		query = "?" + url.Values{"punkt": {paper.Item}, "till": {paper.For}}.Encode()
	}
	for _, format := range slices.Sorted(maps.Keys(fileTypes)) {
		links = append(links, paperLink{meetingPath(p.Number) + "/" + name + "." + format + query, "web.paper." + format, false})
	}
	return links
}
