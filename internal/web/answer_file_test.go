package web_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"beredd/internal/engine"
	"beredd/internal/web/browsertest"
)

// adoption is a matter that three organizations have been asked whether they adopt,
// each with the extract of its minutes.
func adoption(t *testing.T) (w *world, p engine.Proposal) {
	t.Helper()
	w = worldOf(t, wordPack(t, "papers_with_answers"), false)
	anna := engine.Actor{Person: "anna", Assurance: "login"}
	plan, err := w.Keep(t.Context(), "plan.pdf", pdf)
	must(t, err)
	p = w.done(engine.Act{Kind: engine.Propose, Actor: anna, Inputs: map[string]any{
		"title": "The plan", "documents": []engine.Document{plan}, "proposed_decision": "To adopt it"}})
	p = w.done(engine.Act{Kind: engine.Do, Proposal: p.ID, Transition: "recommend", Actor: anna})
	_, err = w.Deliver(t.Context())
	must(t, err)
	return w, p
}

// chooses posts an answer's form with a file in one of its fields, as a browser does.
func (b *browser) chooses(path, field, name string, content []byte, form url.Values, want int) opened {
	b.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for field, values := range form {
		must(b.t, w.WriteField(field, values[0]))
	}
	part, err := w.CreateFormFile(field, name)
	must(b.t, err)
	_, err = part.Write(content)
	must(b.t, err)
	must(b.t, w.Close())
	request, err := http.NewRequest(http.MethodPost, b.absolute(path), &body)
	must(b.t, err)
	request.Header.Set("Content-Type", w.FormDataContentType())
	request.Header.Set("Sec-Fetch-Site", "same-origin")
	response, err := b.client.Do(request)
	must(b.t, err)
	page := b.read(response)
	if page.status != want {
		b.t.Fatalf("POST %s came to %d, not %d:\n%s", path, page.status, want, page.text())
	}
	return page
}

func TestAMemberSendsAPaperWithAnAnswerFromTheLetter(t *testing.T) {
	w, p := adoption(t)
	path, b := w.linkOf("office@north.example", p.Number), w.as("")
	page := b.get(path).says("Document", "PDF, Word")
	form := page.form(path, "gor", "granska", "svar", "adopts", "adopts.date", "2026-01-02")
	b.post(path, form, http.StatusUnprocessableEntity).says("Choose a document to send with the answer")
	// A file that was chosen for another answer is not this one's; one that is no
	// paper is refused, and what was written beside it stands.
	b.chooses(path, "fil-underway", "utkast.pdf", pdf, form, http.StatusUnprocessableEntity).says("Choose a document to send with the answer").lacks("utkast.pdf")
	b.chooses(path, "fil-adopts", "minutes.exe", []byte("MZ"), form, http.StatusUnprocessableEntity).says("minutes.exe")
	check := b.chooses(path, "fil-adopts", "minutes.pdf", []byte("%PDF-1.7 minutes"), form, http.StatusOK).says("Check the answer", "minutes.pdf")
	// Whoever goes back sees that the file has come, and it goes with the form again.
	back := b.post(path, check.form(path, "gor", "andra"), http.StatusOK).says("Chosen: minutes.pdf")
	if n := strings.Count(back.body, "Chosen: minutes.pdf"); n != 1 {
		t.Errorf("the paper is shown with %d answers", n)
	}
	if optional := strings.Count(page.body, "(optional)"); optional != 3+1+1 {
		t.Errorf("%d fields may be left out", optional)
	}
	again := back.form(path, "gor", "granska")
	check = b.post(path, again, http.StatusOK).says("minutes.pdf")
	code := b.post(path, check.form(path, "gor", "skicka"), http.StatusOK)
	done := b.post(path, code.form(path, "gor", "kod", "kod", w.codeTo("office@north.example")), http.StatusOK).
		says("minutes.pdf", "Adopted by us")
	own := w.respondent(p, "adoption", "north").Papers[0]
	if got := b.get(path + "/handlingar/" + own); got.status != http.StatusOK || got.body != "%PDF-1.7 minutes" {
		t.Errorf("the respondent's own paper comes as %d %q", got.status, got.body)
	}
	if !strings.Contains(done.body, path+"/handlingar/"+own) {
		t.Error("the receipt does not lead to the paper")
	}
	// Whoever may read the matter reads it there; another respondent does not.
	board := w.as("bo").get(at(p.Number)).says("minutes.pdf")
	if !strings.Contains(board.body, at(p.Number)+"/handlingar/"+own) {
		t.Error("the board's page does not lead to the paper")
	}
	other := w.linkOf("office@south.example", p.Number)
	b.get(other).lacks("minutes.pdf")
	if got := b.get(other + "/handlingar/" + own); got.status != http.StatusNotFound {
		t.Errorf("another respondent's link reads the paper: %d", got.status)
	}
}

// Nobody sends on as an answer's paper what the site has not taken in for that
// question and that respondent.
func TestAPaperThatWasNotSentForTheAnswerIsNone(t *testing.T) {
	w, p := adoption(t)
	north, south, b := w.linkOf("office@north.example", p.Number), w.linkOf("office@south.example", p.Number), w.as("")
	given := []string{"gor", "granska", "svar", "adopts", "adopts.date", "2026-01-02"}
	check := b.chooses(north, "fil-adopts", "minutes.pdf", pdf, b.get(north).form(north, given...), http.StatusOK)
	sealed := check.form(north).Get("adopts.paper")
	if sealed == "" {
		t.Fatal("the form does not carry the paper on")
	}
	for name, paper := range map[string]string{"another's": sealed, "forged": "x" + sealed, "nothing": ".", "no seal": strings.Split(sealed, ".")[0]} {
		form := b.get(south).form(south, append(given, "adopts.paper", paper)...)
		if page := b.post(south, form, http.StatusUnprocessableEntity); strings.Contains(page.body, "minutes.pdf") {
			t.Errorf("a paper that is %s is taken", name)
		}
	}
}

// Whoever sees badly, or has a narrow screen, finds the place for a file too, also
// where one has been refused.
func TestAPlaceForAPaperCanBeRead(t *testing.T) {
	w, p := adoption(t)
	path := w.http.URL + w.linkOf("office@north.example", p.Number)
	for _, look := range []browsertest.Look{browsertest.Light, browsertest.Dark, browsertest.Narrow} {
		t.Run(look.String(), func(t *testing.T) {
			tab := browsertest.Open(t, look)
			tab.Visit(t, path)
			browsertest.Eval[string](t, tab, `(document.querySelector("#svar-adopts").click(), "")`)
			tab.Axe(t, allowed...)
			if wide := browsertest.Eval[float64](t, tab, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
				t.Errorf("the page is %v pixels wider than the window", wide)
			}
		})
	}
}
