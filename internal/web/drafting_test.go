package web_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// send posts a form with a file, as a browser does.
func (b *browser) send(path string, form url.Values, name string, content []byte, want int) opened {
	b.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for field, values := range form {
		for _, value := range values {
			must(b.t, w.WriteField(field, value))
		}
	}
	if name != "" {
		part, err := w.CreateFormFile("fil", name)
		must(b.t, err)
		_, err = part.Write(content)
		must(b.t, err)
	}
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

var pdf = []byte("%PDF-1.7\n%a paper\n")

func TestAProposalIsDraftedKeptAndOpened(t *testing.T) {
	w := newWorld(t, false)
	b := w.as("borgholm_elderly")
	page := b.get("/arenden/nytt").says("Nytt ärende", "Saknas", "Behövs sedan")
	form := page.form("/arenden/nytt", "title", "Rutin för trygg hemgång", "gor", "utkast")
	b.send("/arenden/nytt", form, "rutin.pdf", pdf, http.StatusOK).says("Utkastet är sparat", "rutin.pdf")
	b.get("/").says("Dina utkast", "Rutin för trygg hemgång")
	// Another person doesn't see it.
	w.as("preparation_secretary").get("/arenden/nytt").lacks("Rutin för trygg hemgång", "rutin.pdf")

	page = b.get("/arenden/nytt")
	if kept := page.form("/arenden/nytt").Get("title"); kept != "Rutin för trygg hemgång" {
		t.Fatalf("the draft's title is %q", kept)
	}
	for _, row := range []struct{ title, says string }{
		{"", "Skriv en rubrik"},
		{"   ", "Skriv en rubrik"},
		{"Ärende om 811228-9874", "Ta bort personnumret"},
		{strings.Repeat("å", 201), "201 tecken"},
	} {
		b.send("/arenden/nytt", page.form("/arenden/nytt", "title", row.title, "gor", "skapa"), "", nil,
			http.StatusUnprocessableEntity).says(row.says)
	}
	refused := b.send("/arenden/nytt", page.form("/arenden/nytt", "title", "Ärende om 811228-9874", "gor", "skapa"), "", nil,
		http.StatusUnprocessableEntity).says("Delar Rubrik Behöver rättas").lacks("Klar Bakgrund")
	if !strings.Contains(refused.body, `aria-invalid="true"`) {
		t.Error("the field is not marked")
	}
	done := b.send("/arenden/nytt", page.form("/arenden/nytt", "title", "Rutin för trygg hemgång", "proposed_decision", "att anta rutinen",
		"gor", "skapa"), "", nil, http.StatusOK)
	done.says("Ärendet är skapat", "LGL 2026-001", "Utarbetas", "rutin.pdf", "att anta rutinen", "Skicka till beredning")
	b.get("/").lacks("Dina utkast")
}

func TestOnlyWhatAFileClaimsToBeIsTaken(t *testing.T) {
	w := newWorld(t, true)
	b := w.as("preparation_secretary")
	p := w.number("Handlingsplan för det generella")
	form := b.get(at(p.Number)).form(at(p.Number) + "/handlingar")
	for _, row := range []struct {
		name    string
		content []byte
		says    string
	}{
		{"rapport.pdf", []byte("PK\x03\x04 a package"), "något annat än filnamnet säger"},
		{"rapport.docx", []byte("PK\x03\x04 no package either"), "något annat än filnamnet säger"},
		{"bild.svg", []byte("<svg/>"), "en typ som inte går"},
		{"makro.docm", []byte("PK\x03\x04"), "en typ som inte går"},
		{"tom.pdf", nil, "är tom"},
		{"bild.png", []byte("\xff\xd8\xff"), "något annat än filnamnet säger"},
		{"text.txt", []byte("a\x00b"), "något annat än filnamnet säger"},
	} {
		t.Run(row.name, func(t *testing.T) {
			b.send(at(p.Number)+"/handlingar", form, row.name, row.content, http.StatusUnprocessableEntity).says(row.says)
		})
	}
	if now, _ := w.Proposal(t.Context(), p.ID); len(now.Documents) != len(p.Documents) {
		t.Error("a refused file was kept")
	}
}

func TestADocumentIsKeptInVersionsAndSentAsAFile(t *testing.T) {
	w := newWorld(t, true)
	b := w.as("preparation_secretary")
	p := w.number("Handlingsplan för det generella")
	action := at(p.Number) + "/handlingar"
	name := "../../etc/Åtgärder \"ny\".pdf"
	b.send(action, b.get(at(p.Number)).form(action), name, pdf, http.StatusOK).says("Handlingen är tillagd", "Åtgärder", "Version 1")
	b.send(action, b.get(at(p.Number)).form(action), name, append(pdf, '2'), http.StatusOK).says("Version 2", "1 tidigare version")
	now, err := w.Proposal(t.Context(), p.ID)
	must(t, err)
	latest := now.Documents[len(now.Documents)-1]
	file := b.get(action + "/" + latest.ID)
	disposition := file.header.Get("Content-Disposition")
	if !strings.HasPrefix(disposition, "attachment;") || strings.ContainsAny(disposition, "/\\\r\n") {
		t.Errorf("the file is sent as %q", disposition)
	}
	if policy := file.header.Get("Content-Security-Policy"); !strings.Contains(policy, "sandbox") {
		t.Errorf("the file's policy is %q", policy)
	}
	if file.body != string(append(pdf, '2')) {
		t.Error("the file is another than the one that was sent")
	}
	if w.as("").get(action+"/"+latest.ID).url.Path != "/logga-in" {
		t.Error("a document is open to whoever is not signed in")
	}
}

func TestAFileThatIsTooLargeIsRefused(t *testing.T) {
	w := newWorld(t, true)
	b := w.as("preparation_secretary")
	p := w.number("Handlingsplan för det generella")
	action := at(p.Number) + "/handlingar"
	form := b.get(at(p.Number)).form(action)
	b.send(action, form, "stor.pdf", append(pdf, make([]byte, 27<<20)...), http.StatusUnprocessableEntity).
		says("stor.pdf är för stor", "25 MB").leadsTo(at(p.Number))
}

func TestATooLargeFileTakesNothingWithIt(t *testing.T) {
	w := newWorld(t, true)
	b := w.as("borgholm_elderly")
	form := b.get("/arenden/nytt").form("/arenden/nytt", "title", "Rutin för vårdplanering", "summary", "En lång text som inte får gå förlorad.", "gor", "skapa")
	page := b.send("/arenden/nytt", form, "stor.pdf", append(pdf, make([]byte, 27<<20)...), http.StatusUnprocessableEntity).
		says("stor.pdf är för stor", "En lång text som inte får gå förlorad.")
	for _, want := range []string{`id="fil-fault"`, `<a href="#fil">`, `value="Rutin för vårdplanering"`} {
		if !strings.Contains(page.body, want) {
			t.Errorf("the form lacks %s", want)
		}
	}
	b.get("/arenden/nytt").says("En lång text som inte får gå förlorad.") // and kept it
	after := b.send("/arenden/nytt", page.form("/arenden/nytt", "gor", "skapa"), "liten.pdf", pdf, http.StatusOK)
	after.says("Rutin för vårdplanering", "liten.pdf")
}
