package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
	"beredd/internal/engine"
)

// secretMark is in every text, name and file of the confidential proposals, in the
// number that one of them has and in that number doubled. It is long enough never to
// be met by chance in an identifier, a checksum or a boundary between parts of mail.
var secretMark = regexp.MustCompile(`(?i)zqx9|77\s?418\s?293|154\s?836\s?587`)

// secretWorld is one in which proposals have become confidential and gone their way.
func secretWorld(t *testing.T) *world {
	t.Helper()
	return worldOf(t, secretPack(t), true)
}

// secretPack is its pack, with everybody to be.
func secretPack(t *testing.T, replace ...string) *definition.Pack {
	t.Helper()
	pack := readPack(t, secretFiles(t, replace...))
	for _, person := range pack.People.Persons {
		pack.Demo.Personas = append(pack.Demo.Personas, definition.Persona{Person: person.Key})
	}
	return pack
}

// secretFiles are the files of its pack, with some of their words replaced.
func secretFiles(t *testing.T, replace ...string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	for _, name := range []string{"collaboration.yaml", "agreement.yaml", "part.yaml"} {
		text, err := os.ReadFile("testdata/secret/" + name)
		must(t, err)
		files[name] = &fstest.MapFile{Data: []byte(strings.NewReplacer(replace...).Replace(string(text)))}
	}
	return files
}

func readPack(t *testing.T, files fstest.MapFS) *definition.Pack {
	t.Helper()
	pack, problems := definition.Read(files, nil)
	must(t, problems.Err())
	return pack
}

// follows puts another pack in force, which pages follow.
func (w *world) follows(pack *definition.Pack) {
	w.pack = pack.Since(w.pack)
	w.server.InForce = func() *definition.Pack { return w.pack }
}

// Who may read is said by the pack in force, from the moment that it is.
func TestWhoLeavesABodyReadsNothingConfidentialAnyMore(t *testing.T) {
	w := secretWorld(t)
	dan, ulla := w.as("dan"), w.as("ulla")
	dan.get("/arenden/F-2026-001").says("zqx9title")
	w.follows(readPack(t, secretFiles(t, "seats: [{person: dan, role: chair}, {person: rut}", "seats: [{person: ulla, role: chair}, {person: rut}")))
	dan.get("/arenden/F-2026-001").says("Ärende med sekretess").lacks("zqx9")
	dan.get("/arenden?flik=all&sok=zqx9title").lacks("F 2026-001")
	ulla.get("/arenden/F-2026-001").says("zqx9title")
}

// What was confidential when its workflow was there is read by the same after it is gone.
func TestWhatIsConfidentialIsReadWhenItsWorkflowIsGone(t *testing.T) {
	w := secretWorld(t)
	kim, dan, nils := w.as("kim"), w.as("dan"), w.as("nils")
	files := secretFiles(t, "binds: {agreement: {drafting: office, preparation: prep, deciding: board, advising: health}, part:", "binds: {part:")
	delete(files, "agreement.yaml")
	county, _, _ := strings.Cut(string(files["collaboration.yaml"].Data), "demo:")
	files["collaboration.yaml"].Data = []byte(county)
	w.follows(readPack(t, files))
	kim.get("/arenden/F-2026-001").says("zqx9title")
	dan.get("/arenden/F-2026-001").says("zqx9title")
	nils.get("/arenden/F-2026-001").says("Ärende med sekretess").lacks("zqx9")
}

// A proposal keeps its address when new ones are numbered otherwise.
func TestAnAddressHoldsWhenNumbersBeginOtherwise(t *testing.T) {
	w := secretWorld(t)
	kim := w.as("kim")
	w.follows(readPack(t, secretFiles(t, "prefix: F}", "prefix: G}")))
	kim.get("/arenden/F-2026-001").says("zqx9title")
}

// A move that makes public what was confidential says so before it does.
func TestAMoveThatEndsConfidentialityIsToldBefore(t *testing.T) {
	w := secretWorld(t)
	kim := w.as("kim")
	must(t, w.store.Publish(t.Context(), engine.Published{Collaboration: w.pack.Key, Seq: 1, Edition: w.pack.Edition, Files: []byte{0}, At: w.Now()}))
	w.server.Process = &press{Store: w.store, w: w}
	w.follows(readPack(t, secretFiles(t, "confidential:\n", "", "  when: proposal.secret\n", "", "  to: [drafting, preparation, every member of deciding]\n", "", "  because: {sv: 19 kap. 3 § OSL, en: Secrecy act}\n", "")))
	kim.get("/processen/flytta/agreement").says("Ärendet har inte längre sekretess")
}

// filled is a route's address with every real value in the place of each of its
// parts, for all proposals that there are.
func (w *world) filled(pattern string) []string {
	w.t.Helper()
	_, path, _ := strings.Cut(pattern, " ")
	paths := []string{strings.ReplaceAll(path, "{$}", "")}
	for {
		part := regexp.MustCompile(`\{(\w+)(?:\.\.\.)?\}`).FindStringSubmatch(paths[0])
		if part == nil {
			return paths
		}
		values := w.values()[part[1]]
		if len(values) == 0 {
			w.t.Fatalf("%s has {%s}, of which the walk knows no value", pattern, part[1])
		}
		var more []string
		for _, path := range paths {
			for _, value := range values {
				more = append(more, strings.Replace(path, part[0], value, 1))
			}
		}
		paths = more
	}
}

// values are what the parts of addresses may be.
func (w *world) values() map[string][]string {
	v := map[string][]string{"year": {"2026"}, "file": {"beredd.css", "workflow.json", "collaboration.yaml"}, "language": {"sv", "en"}, "paper": {"kallelse", "dagordning", "protokoll", "utdrag", "protokoll.pdf", "protokoll.docx"}, "transition": {}, "workflow": {}}
	for _, flow := range w.pack.Workflows {
		v["workflow"] = append(v["workflow"], flow.Key)
		for _, step := range flow.Transitions {
			v["transition"] = append(v["transition"], step.Name)
		}
	}
	page, err := w.store.Proposals(w.t.Context(), engine.Filter{Collaboration: w.pack.Key, Limit: 100})
	must(w.t, err)
	for _, row := range page.Rows {
		p, err := w.Proposal(w.t.Context(), row.ID)
		must(w.t, err)
		v["ref"] = append(v["ref"], strings.ReplaceAll(p.Number, " ", "-"), p.ID)
		for _, d := range p.Documents {
			v["document"] = append(v["document"], d.ID)
		}
		for _, round := range p.Rounds {
			v["round"] = append(v["round"], round.Name, round.ID)
			for _, r := range round.Respondents {
				v["respondent"] = append(v["respondent"], r.Key())
			}
		}
	}
	letters, err := w.store.Deliveries(w.t.Context(), engine.DeliveryFilter{Collaboration: w.pack.Key, Limit: 1000})
	must(w.t, err)
	for _, l := range letters.Rows {
		v["notice"] = append(v["notice"], l.ID)
	}
	for _, caught := range w.capture.All() {
		v["mail"] = append(v["mail"], caught.ID)
		for _, link := range regexp.MustCompile(`/s/([0-9A-Za-z-]+\.[0-9A-Za-z]+)`).FindAllStringSubmatch(caught.Text, -1) {
			v["token"] = append(v["token"], link[1])
		}
	}
	came, err := w.store.Incoming(w.t.Context(), engine.IncomingFilter{Collaboration: w.pack.Key, Limit: 100})
	must(w.t, err)
	for _, m := range came.Rows {
		v["message"] = append(v["message"], m.ID)
	}
	v["seq"] = []string{"1"}                // of the editions
	v["kind"] = []string{"meeting", "duty"} // of lines of the plan
	for part := range v {
		slices.Sort(v[part])
		v[part] = slices.Compact(v[part])
	}
	return v
}

// secret is the first confidential proposal.
func (w *world) secret() engine.Proposal {
	w.t.Helper()
	page, err := w.store.Proposals(w.t.Context(), engine.Filter{Collaboration: w.pack.Key, Limit: 100})
	must(w.t, err)
	for _, row := range page.Rows {
		if p, err := w.Proposal(w.t.Context(), row.ID); err == nil && p.Secret != nil && strings.HasPrefix(p.Title, "zqx9") {
			return p
		}
	}
	w.t.Fatal("nothing is confidential")
	return engine.Proposal{}
}

// few keeps the walk short where an address has many parts: of each combination it
// is enough that every value is met often.
func few(paths []string, most int) []string {
	if len(paths) <= most {
		return paths
	}
	var some []string
	for i := range most {
		some = append(some, paths[i*len(paths)/most])
	}
	return some
}

// Of what is confidential nothing comes to who may not read it: on no page of any
// route, in no letter, log or list; and those who may read it do.
func TestNothingConfidentialReachesWhoMayNotReadIt(t *testing.T) {
	w := secretWorld(t)
	_, err := w.store.FileIncoming(t.Context(), engine.Filing{
		Raw: []byte("Subject: zqx9subject\r\n\r\nzqx9reply"), Message: engine.Incoming{ID: "m1", Key: "m1", Collaboration: w.pack.Key, Kind: engine.CameReply, At: w.Now(),
			Proposal: w.secret().ID, Number: w.secret().Number, From: "chef@nybro.example", Subject: "zqx9subject", Text: "zqx9reply"}})
	must(t, err)
	for _, caught := range w.capture.All() {
		for _, said := range []string{caught.Subject, caught.Preheader, caught.Text, caught.HTML, string(caught.Raw)} {
			if found := secretMark.FindString(said); found != "" {
				t.Errorf("the letter %s to %s says %q:\n%s", caught.Letter, caught.To, found, caught.Text)
				break
			}
		}
	}
	if len(w.capture.All()) < 30 {
		t.Errorf("only %d letters were written", len(w.capture.All()))
	}
	for _, who := range []string{"", "ulla", "olle", "nils", "rut", "per"} {
		b := w.as(who)
		for _, pattern := range w.server.Patterns() {
			if strings.HasPrefix(pattern, "GET ") {
				for _, path := range few(w.filled(pattern), 60) {
					w.shows(b, who, path)
				}
			}
		}
		for _, search := range []string{"zqx9title", "zqx9file", "zqx9decision", "zqx9"} {
			page := b.get("/arenden?flik=all&sok=" + search)
			if strings.Contains(page.body, "F-2026-00") {
				t.Errorf("%q finds what is confidential by %q", who, search)
			}
		}
	}
	read := map[string]bool{}
	for _, who := range []string{"anna", "dan", "kim"} {
		b := w.as(who)
		if page := b.get("/arenden?flik=all&sok=zqx9title"); !strings.Contains(page.body, "F-2026-001") {
			t.Errorf("%s does not find what it may read: %s", who, page.text())
		}
		for _, pattern := range []string{"GET /arenden", "GET /arenden/{ref}", "GET /arenden/{ref}/handlingar/{document}", "GET /arenden/{ref}/svar/{round}/{respondent}", "GET /utskick"} {
			for _, path := range few(w.filled(pattern), 60) {
				for _, mark := range regexp.MustCompile(`zqx9\w+`).FindAllString(b.get(path).body, -1) {
					read[mark] = true
				}
			}
		}
	}
	for _, mark := range []string{"title", "summary", "edited", "price", "supplier", "note", "file", "reason", "answer", "advice", "enclosed", "recommendation",
		"decision", "plan", "reopened", "again", "conflict", "closed"} {
		if !read["zqx9"+mark] {
			t.Errorf("zqx9%s is not read by those who may read it: %v", mark, read)
		}
	}
}

// shows opens a page, and looks for what must not be there.
func (w *world) shows(b *browser, who, path string) {
	w.t.Helper()
	page := b.get(path)
	if page.status >= 500 {
		w.t.Errorf("%s as %q: status %d", path, who, page.status)
	}
	if found := secretMark.FindString(page.body + fmt.Sprint(page.header)); found != "" {
		at := strings.Index(page.body, found)
		w.t.Errorf("%s shows %q to %q: …%s…", path, found, who, page.body[max(0, at-200):min(len(page.body), max(0, at)+50)])
	}
}

// What is posted by who may not read is answered with no more.
func TestNothingConfidentialComesBackFromAForm(t *testing.T) {
	w := secretWorld(t)
	for _, who := range []string{"ulla", "olle", "nils", "rut"} {
		b := w.as(who)
		for _, pattern := range w.server.Patterns() {
			if !strings.HasPrefix(pattern, "POST /arenden") && !strings.HasPrefix(pattern, "POST /s/") {
				continue
			}
			for _, path := range few(w.filled(pattern), 20) {
				form := url.Values{"nyckel": {"walk" + who + path}, "gor": {"granska"}, "svar": {"told"}, "reason": {"x"}, "decision": {"x"}, "visa": {"ja"}}
				response, err := b.client.PostForm(b.absolute(path), form)
				must(t, err)
				page := b.read(response)
				if found := secretMark.FindString(page.body); found != "" || page.status >= 500 {
					t.Errorf("%s answers %q with status %d and %q", path, who, page.status, found)
				}
			}
		}
	}
}

// A page that withholds says why, on what ground, and whom to ask.
func TestAVeiledPageSaysWhyAndWhomToAsk(t *testing.T) {
	w := secretWorld(t)
	w.as("ulla").get("/arenden/F-2026-001").
		says("Ärende med sekretess", "F 2026-001", "19 kap. 3 § OSL", "Beslutat", "Fråga Samordnaren", "Samordnaren, Kansliet, Beredningen", "Stängd 20 mars 2026 kl. 09.00: Texten visas inte", "samordnare@samverkan.example", "Handlingarna visas inte").
		lacks("Inga handlingar")
	w.as("anna").get("/arenden/F-2026-001").says("zqx9title", "Du är en av dem som får läsa det", "Beredningen").lacks("Fråga Samordnaren")
	w.as("ulla").get("/arenden?flik=all").says("Ärende med sekretess", "F 2026-001", "Ett öppet ärende")
	w.as("ulla").get("/arenden?flik=all&sok=2026-001").says("Ärende med sekretess")
	w.as("anna").get("/arenden?flik=all").says("zqx9title", "Sekretess")
	w.as("ulla").get("/historik?kontroll=ja").says("Ärende med sekretess").lacks("Något har ändrats")
}

// A link that went before says so, and the new one leads to a sign-in.
func TestALinkFromBeforeItWasConfidentialOpensNothing(t *testing.T) {
	w := worldOf(t, wordPack(t, "confidential"), false)
	anna, pia := engine.Actor{Person: "anna", Assurance: "login"}, engine.Actor{Person: "pia", Assurance: "login"}
	p := w.done(engine.Act{Kind: engine.Propose, Actor: anna, Inputs: map[string]any{"title": "Städavtalet"}})
	w.done(engine.Act{Kind: engine.Do, Proposal: p.ID, Transition: "submit", Actor: anna})
	_, err := w.Deliver(t.Context())
	must(t, err)
	before := w.linkIn("asked", "registrator@soderby.example", p.Number)
	w.as("").get(before).says("Städavtalet")
	w.as("pia").get(at(p.Number) + "/andra").says("brev om ärendet har redan gått")
	w.Move(w.Now().AddDate(0, 0, 1))
	w.done(engine.Act{Kind: engine.Edit, Proposal: p.ID, Actor: pia, Inputs: map[string]any{"secret": "ja"}})
	_, err = w.Deliver(t.Context())
	must(t, err)
	if page := w.as("").get(before); page.status != http.StatusGone || !strings.Contains(page.text(), "har fått sekretess sedan brevet skickades") {
		t.Errorf("the link from before: %d %s", page.status, page.text())
	}
	after := w.linkIn("veiled", "registrator@soderby.example", p.Number)
	w.as("").get(after).says("Kan avtalet sägas upp?", "Ärende med sekretess", "Logga in").lacks("Städavtalet", "Granska svaret")
	w.as("sara").get(at(p.Number)+"/svar/views/soderby").says("Städavtalet", "Kan avtalet sägas upp?")
	w.as("olle").get(at(p.Number)).says("Ärende med sekretess").lacks("Städavtalet")
}
