package web

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"sync"

	"beredd/internal/wording"
)

// A pageSet holds one template for each page, in one language, read when it is first
// shown: a page costs its clone of the layout and all the parts, and most are never
// asked for between two changes of the pack.
type pageSet map[string]func() (*template.Template, error)

// readPages finds templates/page once for each language, so that a template says
// `t "key"` and need not carry the language about.
func readPages(s *Server) (map[wording.Language]pageSet, error) {
	names, err := fs.Glob(s.Templates, "page/*.html")
	if err != nil {
		return nil, err
	}
	sets := map[wording.Language]pageSet{}
	for _, l := range wording.Languages() {
		sets[l] = pageSet{}
		layout, err := template.New("layout.html").Option("missingkey=error").
			Funcs(s.words(l)).ParseFS(s.Templates, "page/part/*.html")
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			sets[l][strings.TrimSuffix(path.Base(name), ".html")] = sync.OnceValues(func() (*template.Template, error) {
				return template.Must(layout.Clone()).ParseFS(s.Templates, name)
			})
		}
	}
	return sets, nil
}

// show answers with a page. The template has the name of the file whose handler
// calls, and gets page, one struct of its own.
func (s *Server) show(w http.ResponseWriter, r *http.Request, name string, page any) error {
	return s.showAs(w, r, http.StatusOK, name, page)
}

// showAs is show with another status than 200.
func (s *Server) showAs(w http.ResponseWriter, r *http.Request, status int, name string, page any) error {
	v := visitOf(r)
	read := s.pages[v.lang][name]
	if read == nil {
		return fmt.Errorf("showing %s: there is no such page", name)
	}
	found, err := read()
	if err != nil {
		return fmt.Errorf("showing %s: %w", name, err)
	}
	f := s.frame(r, page)
	f.Wrong = status == http.StatusUnprocessableEntity
	layout := "layout"
	if v.bare {
		layout = "bare"
	}
	var body bytes.Buffer
	if err := found.ExecuteTemplate(&body, layout, f); err != nil {
		return fmt.Errorf("showing %s: %w", name, err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	if _, err := body.WriteTo(w); err != nil {
		return nil // the reader left; there is nobody to tell
	}
	return nil
}
