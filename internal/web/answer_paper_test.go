package web_test

import (
	"net/http"
	"strings"
	"testing"

	"beredd/internal/engine"
)

// attach adds a document to a proposal as the engine knows it.
func (w *world) attach(p engine.Proposal, by, name, content string) engine.Document {
	w.t.Helper()
	document, err := w.Keep(w.t.Context(), name, []byte(content))
	must(w.t, err)
	outcome, err := w.Act(w.t.Context(), engine.Act{Kind: engine.Attach, Proposal: p.ID,
		Actor: engine.Actor{Person: by, Assurance: "login"}, Inputs: map[string]any{"documents": []engine.Document{document}}})
	must(w.t, err)
	return outcome.Proposal.Documents[len(outcome.Proposal.Documents)-1]
}

func TestAMemberWithoutAnAccountReadsThePapers(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Praktiska anvisningar för habilitering")
	second := w.attach(p, "preparation_secretary", p.Documents[0].Name, "%PDF-1.7 andra")
	path := w.linkOf("registrator@torsas.example", p.Number)
	before, b := w.state(), w.as("")
	page := b.get(path).says("Handlingar", second.Name, "version 2")
	if n := strings.Count(page.body, "/handlingar/"); n != len(p.Papers()) {
		t.Errorf("the page leads to %d papers, not the newest of each name", n)
	}
	paper := b.get(path + "/handlingar/" + second.ID)
	if paper.status != http.StatusOK || paper.body != "%PDF-1.7 andra" {
		t.Fatalf("the paper comes as %d %q", paper.status, paper.body)
	}
	own := w.as("county_coordinator").get(at(p.Number) + "/handlingar/" + second.ID)
	for _, name := range []string{"Content-Type", "Content-Disposition", "Content-Security-Policy", "X-Content-Type-Options", "Cache-Control"} {
		if got := paper.header.Get(name); got == "" || got != own.header.Get(name) {
			t.Errorf("by the link %s is %q, and signed in %q", name, got, own.header.Get(name))
		}
	}
	if !strings.Contains(paper.header.Get("X-Robots-Tag"), "noindex") || paper.header.Get("Referrer-Policy") != "no-referrer" || paper.header.Get("Set-Cookie") != "" {
		t.Errorf("the paper has the headers %v", paper.header)
	}
	head, err := b.client.Head(b.absolute(path + "/handlingar/" + second.ID))
	must(t, err)
	must(t, head.Body.Close())
	if head.StatusCode != http.StatusOK || head.ContentLength != int64(len(paper.body)) {
		t.Errorf("HEAD answers %d with a length of %d", head.StatusCode, head.ContentLength)
	}
	if w.state() != before {
		t.Error("reading a paper has changed something")
	}
}

func TestALinkReadsItsOwnProposalsPapersAlone(t *testing.T) {
	w := newWorld(t, true)
	p, other := w.number("Praktiska anvisningar för habilitering"), w.number("Rutin för samordnad individuell plan")
	second := w.attach(p, "preparation_secretary", p.Documents[0].Name, "%PDF-1.7 andra")
	path, another := w.linkOf("registrator@torsas.example", p.Number), w.linkOf("registrator@vimmerby.example", p.Number)
	id, seal, _ := strings.Cut(path, ".")
	_, otherSeal, _ := strings.Cut(another, ".")
	b := w.as("")
	read := func(path, document string) int { return b.get(path + "/handlingar/" + document).status }
	for _, row := range []struct {
		name, path, document string
		want                 int
	}{
		{"another proposal's", path, other.Documents[0].ID, http.StatusNotFound},
		{"an old version", path, p.Documents[0].ID, http.StatusNotFound},
		{"none", path, "nothing", http.StatusNotFound},
		{"by a forged link", id + "." + seal[:8] + map[bool]string{true: "b", false: "a"}[seal[8] == 'a'] + seal[9:], second.ID, http.StatusGone},
		{"by another's seal", id + "." + otherSeal, second.ID, http.StatusGone},
	} {
		if got := read(row.path, row.document); got != row.want {
			t.Errorf("a paper that is %s is answered with %d", row.name, got)
		}
	}
	w.pack.People.Organization("torsas").Mailbox = "kommun@torsas.example"
	if got := read(path, second.ID); got != http.StatusGone {
		t.Errorf("a link that has been revoked reads a paper: %d", got)
	}
}
