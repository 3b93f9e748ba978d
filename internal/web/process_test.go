package web_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
	"beredd/internal/definition/source"
	"beredd/internal/engine"
	"beredd/internal/store"
	"beredd/internal/web/browsertest"
	"beredd/workflows"
)

// A press publishes in a world, as the service does.
type press struct {
	*store.Store
	w    *world
	past []*definition.Pack
}

func (p *press) Check(files fs.FS) (*definition.Pack, source.Problems) {
	pack, problems := definition.Read(files, lettersThere(p.w.t))
	if pack != nil {
		_, more := definition.ReadScenarios(files, pack)
		problems = append(problems, more...)
	}
	if problems.Err() != nil {
		return nil, problems
	}
	return pack, problems
}

func (p *press) Publish(ctx context.Context, files fs.FS, as engine.Published) error {
	return p.keep(files, as, func(_ *definition.Pack, as engine.Published) error { return p.Store.Publish(ctx, as) })
}

func (p *press) PublishYear(ctx context.Context, files fs.FS, as engine.Published, o engine.Order, seen string) error {
	return p.keep(files, as, func(pack *definition.Pack, as engine.Published) error {
		o.Pack = pack.Over(p.w.pack)
		_, err := p.w.engine.Publish(ctx, p.Store, o, seen, func(_ engine.Wave, changes []engine.Change) ([]engine.Outcome, error) {
			return p.Store.PublishTogether(ctx, as, changes)
		})
		return err
	})
}

// keep reads files, has them kept, and puts them in force.
func (p *press) keep(files fs.FS, as engine.Published, save func(*definition.Pack, engine.Published) error) error {
	pack, problems := p.Check(files)
	if pack == nil {
		return problems
	}
	var archive bytes.Buffer
	w := zip.NewWriter(&archive)
	if err := w.AddFS(files); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	as.Collaboration, as.Edition, as.Files, as.Workflows = pack.Key, pack.Edition, archive.Bytes(), map[string]string{}
	for _, flow := range pack.Workflows {
		as.Workflows[flow.Key] = flow.Edition
	}
	if err := save(pack, as); err != nil {
		return err
	}
	p.past = append(p.past, pack)
	p.w.pack = pack.Since(p.past...)
	return nil
}

// publishing is a world in which Kalmar's pack has been published, and coordinators may
// publish another.
func publishing(t *testing.T) *world {
	t.Helper()
	return publishingIn(newWorld(t, true))
}

// publishingIn lets Kalmar's pack be what has been published in a world.
func publishingIn(w *world) *world {
	t := w.t
	t.Helper()
	p := &press{Store: w.store, w: w}
	files, err := fs.Sub(workflows.FS, "kalmar-lgl")
	must(t, err)
	must(t, p.Publish(t.Context(), files, engine.Published{Seq: 1, At: w.Now()}))
	w.pack.Demo.Personas = append(slices.Clone(w.pack.Demo.Personas), definition.Persona{Person: "deputy_coordinator"})
	w.server.Process, w.server.InForce = p, func() *definition.Pack { return w.pack }
	return w
}

const editForm, publishForm = "/processen/andra", "/processen/publicera"

// writes types something else in a file of the pack, and goes on to publishing.
func (b *browser) writes(file, do string, swaps ...string) opened {
	b.t.Helper()
	page := b.get(editForm + "?fil=" + file)
	form := page.form(editForm)
	text := form.Get("text")
	for i := 0; i < len(swaps); i += 2 {
		if !strings.Contains(text, swaps[i]) {
			b.t.Fatalf("%s has no %q", file, swaps[i])
		}
		text = strings.Replace(text, swaps[i], swaps[i+1], 1)
	}
	form.Set("text", strings.ReplaceAll(text, "\n", "\r\n")) // as browsers send it
	form.Set("gor", do)
	return b.post(editForm, form, http.StatusOK)
}

const preparation, shorter = "deadline: {within: 20 workdays,", "deadline: {within: 15 workdays,"

func TestACoordinatorChangesTheProcessAndPublishesIt(t *testing.T) {
	w := publishing(t)
	b := w.as("county_coordinator")
	b.get("/arbetsflode").leadsTo("/processen")
	b.get("/processen").says("Utgåva 1", "gäller nu", "proposal.yaml", "10 pågående ärenden").lacks("Du har ett utkast")

	wrong := b.writes("proposal.yaml", "kontrollera", preparation, shorter, "held_by: preparation", "held_by: preparatoin")
	wrong.says("Utkastet är sparat", "Kontrollen fann", "okänd roll", "rad 32", "menade du").leadsTo("/processen/andra?fil=proposal.yaml#rad-32")
	if !strings.Contains(wrong.body, `<li id="rad-32" class="wrong-line">`) {
		t.Error("line 32 is not marked")
	}
	b.get(publishForm).says("kan inte publiceras än", "okänd roll").lacks("Vad som ändras och varför")

	b = w.as("county_coordinator") // signed in anew: nothing is lost
	b.get("/processen").says("Du har ett utkast", "proposal.yaml")
	page := b.writes("proposal.yaml", "vidare", "held_by: preparatoin", "held_by: preparation")
	page.says("Läget ”Bereds”, tiden, tid: 15 arbetsdagar i stället för 20 arbetsdagar", "Gäller nya ärenden", "proposal.yaml, rad 33", "Läget finns")
	b.post(publishForm, page.form(publishForm), http.StatusUnprocessableEntity).says("Skriv vad som ändras och varför")
	b.post(publishForm, page.form(publishForm, "note", "Kortare tid"), http.StatusOK).
		says("Utgåvan är publicerad", "Utgåva 2", "Kortare tid", "av Samordnare Länsgemensam ledning", "Flytta till den utgåva som gäller").lacks("Du har ett utkast")

	english := b.get(publishForm + "?sprak=en")
	english.says("does not differ")
	p := w.number("Handlingsplan för det generella")
	if old, now := w.pack.WorkflowOf(p.Workflow, p.Edition), w.pack.Workflow(p.Workflow); old.State("prepared").Deadline.Within.Count != 20 || now.State("prepared").Deadline.Within.Count != 15 {
		t.Error("what runs is to go by the edition it began on, and what is new by the newest")
	}
	archive := b.get("/processen/export/2")
	r, err := zip.NewReader(strings.NewReader(archive.body), int64(len(archive.body)))
	must(t, err)
	text, err := fs.ReadFile(r, "proposal.yaml")
	must(t, err)
	if !strings.Contains(string(text), shorter) || archive.header.Get("Content-Type") != "application/zip" {
		t.Error("the export is not what was published")
	}
	b.get("/processen/utgava/1/proposal.yaml").says(preparation)
}

func TestAnotherCoordinatorHasPublishedMeanwhile(t *testing.T) {
	w := publishing(t)
	first, second := w.as("county_coordinator"), w.as("deputy_coordinator")
	second.writes("proposal.yaml", "vidare", "within: 60 days", "within: 50 days").says("50 dagar i stället för 60 dagar")
	stale := second.get(publishForm).form(publishForm, "note", "Mitt")
	mine := first.writes("proposal.yaml", "vidare", preparation, shorter)
	first.post(publishForm, mine.form(publishForm, "note", "Hann före"), http.StatusOK)

	said := second.post(publishForm, stale, http.StatusConflict)
	said.says("har publicerat utgåva 2 sedan du började", "ditt utkast är kvar", "Hann före", "15 arbetsdagar i stället för 20 arbetsdagar",
		"har ändrat proposal.yaml").lacks("Vad som ändras och varför")
	if w.pack.Workflow("agreement").State("referred_back").Deadline.Within.Count != 60 {
		t.Fatal("it was published all the same")
	}
	followed := second.post(editForm, url.Values{"gor": {"folj"}}, http.StatusOK)
	followed.says("20 arbetsdagar i stället för 15 arbetsdagar", "50 dagar i stället för 60 dagar") // what would be undone is seen
	second.post(publishForm, followed.form(publishForm, "note", "Mitt"), http.StatusOK).says("Utgåva 3")
}

// What is no difference between packs, as a scenario, is the other's work too.
func TestAScenarioThatBothHaveChangedIsTold(t *testing.T) {
	w := publishing(t)
	first, second := w.as("county_coordinator"), w.as("deputy_coordinator")
	const file = "scenarios/lapses.yaml"
	second.writes(file, "vidare", "scenario: A proposal", "scenario: Any proposal")
	mine := first.writes(file, "vidare", "scenario: A proposal", "scenario: Some proposal")
	first.post(publishForm, mine.form(publishForm, "note", "Hann före"), http.StatusOK).says("Utgåva 2")
	second.get(publishForm).says("har ändrat " + file)
}

// An overtaken press publishes for somebody else first.
type overtaken struct{ *press }

func (o overtaken) PublishYear(ctx context.Context, files fs.FS, as engine.Published, order engine.Order, seen string) error {
	other := as
	other.Person = ""
	if err := o.press.Publish(ctx, files, other); err != nil {
		return err
	}
	return o.press.PublishYear(ctx, files, as, order, seen)
}

func TestWhoPublishedInTheSameMomentIsNamed(t *testing.T) {
	w := publishing(t)
	w.server.Process = overtaken{w.server.Process.(*press)}
	b := w.as("county_coordinator")
	page := b.writes("proposal.yaml", "vidare", preparation, shorter)
	b.post(publishForm, page.form(publishForm, "note", "Kortare tid"), http.StatusConflict).says("Driften har publicerat utgåva 2 sedan du började")
}

// An operator calls files as it likes. What is changed here changes none of them.
func TestAFileIsKeptWhateverItIsCalled(t *testing.T) {
	w := publishing(t)
	files, err := fs.Sub(workflows.FS, "kalmar-lgl")
	must(t, err)
	named := fstest.MapFS{}
	for from, to := range map[string]string{"collaboration.yaml": "collaboration.yaml", "cycle.yaml": "cycle.yaml",
		"proposal.yaml": "förslag.yaml", "scenarios/lapses.yaml": "scenarios/lapses (kopia).yaml"} {
		text, err := fs.ReadFile(files, from)
		must(t, err)
		named[to] = &fstest.MapFile{Data: text}
	}
	must(t, w.server.Process.Publish(t.Context(), named, engine.Published{Seq: 2, At: w.Now()}))
	b := w.as("county_coordinator")
	page := b.writes("förslag.yaml", "vidare", preparation, shorter)
	page.says("15 arbetsdagar i stället för 20 arbetsdagar")
	b.post(publishForm, page.form(publishForm, "note", "Kortare tid"), http.StatusOK).says("Utgåva 3", "lapses (kopia).yaml")
}

func TestTheProcessIsForCoordinatorsAlone(t *testing.T) {
	w := publishing(t)
	b := w.as("preparation_secretary")
	for _, path := range []string{"/processen", editForm, publishForm, "/processen/export/1", "/processen/utgava/1/proposal.yaml", "/processen/flytta/agreement"} {
		if page := b.get(path); page.status != http.StatusForbidden {
			t.Errorf("%s answers %d", path, page.status)
		}
	}
	for _, path := range []string{editForm, publishForm, "/processen/filer", "/processen/flytta/agreement"} {
		b.post(path, url.Values{"fil": {"proposal.yaml"}, "text": {"x"}, "nyckel": {"k"}}, http.StatusForbidden)
	}
	b.get("/arbetsflode").lacks("Processens filer")
}

// sends posts files as a browser does.
func (b *browser) sends(name string, content []byte, want int) opened {
	b.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	part, err := w.CreateFormFile("filer", name)
	must(b.t, err)
	_, err = part.Write(content)
	must(b.t, err)
	must(b.t, w.Close())
	request, err := http.NewRequest(http.MethodPost, b.absolute("/processen/filer"), &body)
	must(b.t, err)
	request.Header.Set("Content-Type", w.FormDataContentType())
	request.Header.Set("Sec-Fetch-Site", "same-origin")
	response, err := b.client.Do(request)
	must(b.t, err)
	page := b.read(response)
	if page.status != want {
		b.t.Fatalf("sending %s came to %d, not %d:\n%s", name, page.status, want, page.text())
	}
	return page
}

func zipped(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var archive bytes.Buffer
	w := zip.NewWriter(&archive)
	for name, text := range files {
		file, err := w.Create(name)
		must(t, err)
		_, err = io.WriteString(file, text)
		must(t, err)
	}
	must(t, w.Close())
	return archive.Bytes()
}

func TestFilesOfThePackAreSent(t *testing.T) {
	w := publishing(t)
	b := w.as("county_coordinator")
	b.sends("bilaga.pdf", []byte("%PDF"), http.StatusUnprocessableEntity).says("kan inte vara en fil i ett paket")
	b.sends("allt.zip", []byte("not a zip"), http.StatusUnprocessableEntity).says("går inte att läsa som zip")
	b.sends("allt.zip", zipped(t, map[string]string{"a.yaml": "x"}), http.StatusUnprocessableEntity).says("ingen collaboration.yaml")
	bomb := zipped(t, map[string]string{"collaboration.yaml": strings.Repeat("# x\n", 3<<20)})
	b.sends("bomb.zip", bomb, http.StatusUnprocessableEntity).says("Det är för mycket")
	b.get("/processen").lacks("Du har ett utkast") // what is refused leaves nothing behind

	proposal := b.get(editForm + "?fil=proposal.yaml").form(editForm).Get("text")
	b.sends("proposal.yaml", []byte(strings.Replace(proposal, preparation, shorter, 1)), http.StatusOK).says("15 arbetsdagar i stället för 20")
	county := b.get(editForm).form(editForm).Get("text")
	whole := map[string]string{"min-mapp/collaboration.yaml": county, "min-mapp/proposal.yaml": proposal,
		"min-mapp/../../etc/passwd.yaml": "x: 1", "min-mapp/.hidden.yaml": "x", "__MACOSX/collaboration.yaml": "x"}
	b.sends("allt.zip", zipped(t, whole), http.StatusOK).says("Mötesserien").lacks("passwd") // the year is not in it, and so is gone
	b.get(editForm).says("cycle.yaml tas bort").lacks("passwd", "hidden")
}

// What runs is moved by a second act, with a mapping for what the new edition lacks, and
// what is seen before is what happens.
func TestProposalsAreMovedToTheEditionInForce(t *testing.T) {
	w := publishing(t)
	b := w.as("county_coordinator")
	b.writes("proposal.yaml", "kontrollera", preparation, shorter)
	files := []string{"proposal.yaml"}
	for name := range strings.FieldsSeq("after_the_meeting lapses referred_back_twice back_on_the_agenda roles_and_needs withdrawn two_at_once quiet_weeks") {
		files = append(files, "scenarios/"+name+".yaml")
	}
	for _, file := range files {
		form := b.get(editForm + "?fil=" + file).form(editForm)
		text := strings.NewReplacer("template: referred_back", "template: referred_back", "referred_back", "returned").Replace(form.Get("text"))
		form.Set("text", text)
		b.post(editForm, form, http.StatusOK)
	}
	page := b.get(publishForm)
	page.says("heter nu returned i filen, i stället för referred_back", "Läget finns inte, närmast är Återremitterat")
	b.post(publishForm, page.form(publishForm, "note", "Nytt namn"), http.StatusOK).says("Utgåva 2")

	const form = "/processen/flytta/agreement"
	b.get(form).says("1 ärende kan inte flyttas", "9 ärenden kan flyttas", "Ärenden i läget ”Återremitterat” får läget", "i stället för")
	preview := b.get(form + "?lage.referred_back=returned").says("10 ärenden kan flyttas").lacks("kan inte flyttas")
	b.post(form, preview.form(form), http.StatusUnprocessableEntity).says("Skriv varför ärendena flyttas", "10 ärenden kan flyttas")
	sent := preview.form(form, "reason", "Alla ska ha samma tider")
	b.post(form, sent, http.StatusOK).says("10 ärenden är flyttade", "Alla pågående ärenden")
	b.post(form, sent, http.StatusOK).says("Alla pågående ärenden") // pressed twice
	p := w.number("Modell för brukares")
	if p.State != "returned" || p.Edition != w.pack.Workflow("agreement").Edition {
		t.Errorf("it stands in %s on %s", p.State, p.Edition)
	}
	b.get("/processen").says("Utgåva 2 gäller nu").lacks("Flytta till den utgåva")
}

func TestTheProcessCanBeReadByEverybody(t *testing.T) {
	w := publishing(t)
	b := w.as("county_coordinator")
	b.writes("proposal.yaml", "vidare", preparation, shorter)
	b.post(publishForm, b.get(publishForm).form(publishForm, "note", "Kortare tid"), http.StatusOK)
	b.writes("proposal.yaml", "kontrollera", shorter, "deadline: {within: 14 workdays,", "held_by: preparation", "held_by: preparatoin")
	b.writes("cycle.yaml", "kontrollera", "cycle:", "cycle: ")
	pages := map[string][]byte{}
	paths := []string{"/processen", editForm + "?fil=proposal.yaml", publishForm, "/processen/utgava/1/proposal.yaml", "/processen/flytta/agreement"}
	for _, path := range paths {
		pages[path] = []byte(b.get(path).body)
	}
	browsertest.HTMLValidate(t, pages)
	for _, look := range []browsertest.Look{browsertest.Light, browsertest.Dark, browsertest.Narrow} {
		tab := browsertest.Open(t, look)
		signInAs(t, tab, w, "county_coordinator")
		for _, path := range paths {
			t.Run(fmt.Sprint(look, path), func(t *testing.T) {
				tab.Visit(t, w.http.URL+path)
				tab.Axe(t, allowed...)
				if wide := browsertest.Eval[float64](t, tab, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
					t.Errorf("%s is %v pixels wider than the window", path, wide)
				}
				if look == browsertest.Light {
					tab.Keyboard(t)
				}
			})
		}
	}
}
