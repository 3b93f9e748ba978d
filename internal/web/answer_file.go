package web

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// documentsWord is under which papers are given with an act.
const documentsWord = "documents"

// takesPaper says whether a paper may be given with an answer.
func takesPaper(answer *definition.Answer) bool { return slices.Contains(answer.Words(), "document") }

// filePart is the form's field for an answer's file, and paperPart the one for a
// file that has come already, sealed.
func filePart(answer string) string  { return fileField + "-" + answer }
func paperPart(answer string) string { return answer + ".paper" }

// answerPaperOf is the paper that a form gives with an answer: a file that was
// chosen now, or one that came with the form before it. Neither is nil.
func (s *Server) answerPaperOf(r *http.Request, a asking, answer *definition.Answer, files []sentFile) (*engine.Document, error) {
	if !takesPaper(answer) {
		return nil, nil
	}
	at := slices.IndexFunc(files, func(f sentFile) bool { return f.part == filePart(answer.Name) })
	if at < 0 {
		return s.unsealed(a, r.PostFormValue(paperPart(answer.Name))), nil
	}
	paper, err := s.keep(r, files[at])
	if err != nil {
		return nil, err
	}
	if f := roomFault(visitOf(r).lang, a.p.Documents, *paper); f != nil {
		return nil, f
	}
	return paper, nil
}

// sealed is a paper as a form carries it on: nobody can put another in its place.
func (s *Server) sealed(a asking, paper engine.Document) string {
	text, err := json.Marshal(paper)
	if err != nil {
		return "" // it is text and numbers
	}
	return base64.RawURLEncoding.EncodeToString(text) + "." + base64.RawURLEncoding.EncodeToString(s.paperMAC(a, text))
}

// unsealed is the paper that a form carried on, or nil.
func (s *Server) unsealed(a asking, sealed string) *engine.Document {
	text, seal, _ := strings.Cut(sealed, ".")
	plain, err := base64.RawURLEncoding.DecodeString(text)
	mac, macErr := base64.RawURLEncoding.DecodeString(seal)
	var paper engine.Document
	if err != nil || macErr != nil || !hmac.Equal(mac, s.paperMAC(a, plain)) || json.Unmarshal(plain, &paper) != nil {
		return nil
	}
	return &paper
}

// paperMAC binds a paper to the question and the respondent that it was sent for.
func (s *Server) paperMAC(a asking, text []byte) []byte {
	h := hmac.New(sha256.New, s.Secret)
	h.Write([]byte("beredd paper\x00" + a.p.ID + "\x00" + a.round.ID + "\x00" + a.respondent.Key() + "\x00"))
	h.Write(text)
	return h.Sum(nil)
}

// paperGiven is the paper among what was given, or nil.
func paperGiven(given map[string]any) *engine.Document {
	if papers, _ := given[documentsWord].([]engine.Document); len(papers) > 0 {
		return &papers[0]
	}
	return nil
}

// paperInput is the form's field for an answer's paper: what has come already, and
// what stands with the answer before.
func (s *Server) paperInput(v *visit, a asking, answer definition.Answer, chosen bool, given map[string]any) *paperField {
	if !takesPaper(&answer) {
		return nil
	}
	field := &paperField{
		Label: wording.Say(v.lang, "input.document", nil), Part: filePart(answer.Name), ID: filePart(answer.Name),
		Kinds: fileKinds(v.lang), Optional: !slices.Contains(answer.Needs, "document"),
	}
	if paper := paperGiven(given); paper != nil && chosen {
		field.Chosen, field.Sealed, field.Carries = paper.Name, s.sealed(a, *paper), paperPart(answer.Name)
	}
	for _, d := range a.p.PapersOf(a.respondent) {
		field.Has = append(field.Has, d.Name)
	}
	return field
}

// A paperField is where a file is chosen.
type paperField struct {
	Label, Part, ID, Kinds  string
	Optional                bool
	Chosen, Sealed, Carries string   // a file that has come already, or ""
	Has                     []string // what stands with the answer before
	Fault                   string
}

// answerPapers are the papers of a respondent's answer, each where it may be read.
func (s *Server) answerPapers(path string, p engine.Proposal, r engine.Respondent) []linkedPaper {
	return papersBelow(path, p.PapersOf(r))
}

// paperRefused shows the form again where its file may not come.
func (s *Server) paperRefused(w http.ResponseWriter, r *http.Request, a asking, given map[string]any, err error) error {
	if f := fault.As(err); f != nil && f.Kind == fault.Invalid {
		return s.answerAgain(w, r, a, given, f)
	}
	return err
}
