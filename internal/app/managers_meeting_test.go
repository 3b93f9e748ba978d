package app

import (
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/scenario"
)

// A gatheredGroup is the managers' group at work: a service on a new database, with
// its pack published, and a secretary in the browser.
type gatheredGroup struct {
	*flow
	client *http.Client
	at     string // the address of the meeting
	keys   int
}

// The meeting of 3 September 2021 is made through the product, from an empty database:
// matters are proposed, the meeting is laid out, its agenda built, sent, held and
// recorded press by press, and its notes written. They are those of the document,
// item by item.
func TestTheManagersGroupHoldsTheMeetingOfTheDocument(t *testing.T) {
	t.Parallel()
	g := newGroup(t)
	g.flow.at("2021-08-02 09:00")
	g.start()
	defer g.stop()
	g.laysOut("2021-08-02", "2021-12-31")
	g.prepares()
	g.signsIn("sekreterare@regionorebro.example")
	g.buildsTheAgenda()
	g.flow.at("2021-09-03 13:25")
	g.signsIn("sekreterare@regionorebro.example")
	agendaSent := g.opens(g.at + "/dagordning")
	g.records()
	g.comparesWithTheDocument()
	g.mailsExtracts()
	g.keepsWhatWasSent(agendaSent)
	g.historyIsWhole()
}

func newGroup(t *testing.T) *gatheredGroup {
	t.Helper()
	f := &flow{TB: t, clock: &Clock{}, relay: newRelay(t)}
	f.clock.Run()
	f.config = Config{
		Place: Place{Kept: Kept{Database: "sqlite:" + filepath.Join(t.TempDir(), "beredd.db")},
			Packs: Packs{Pack: "../../workflows/orebro-chefsgrupp"}, SecretFile: filepath.Join(t.TempDir(), "secret")},
		Addr: "127.0.0.1:0",
		SMTP: SMTP{
			Host: "127.0.0.1", From: "arende@samverkan.example", Port: f.relay.port, TLS: "none", Timeout: 5 * time.Second, Connections: 4,
			Poll: 20 * time.Millisecond, Pause: 20 * time.Millisecond,
		},
		Tick: 50 * time.Millisecond, Housekeep: "03:30", StopWithin: 5 * time.Second, LogLevel: "error",
	}
	return &gatheredGroup{flow: f}
}

// laysOut lets the days of the pack's cycle be meetings, from one to another.
func (g *gatheredGroup) laysOut(from, to string) {
	g.Helper()
	first, err := calendar.ParseDate(from)
	if err != nil {
		g.Fatal(err)
	}
	last, err := calendar.ParseDate(to)
	if err != nil {
		g.Fatal(err)
	}
	if _, err := g.layOut(g.Context(), LayOut{From: first, To: last, As: "strategist"}); err != nil {
		g.Fatal(err)
	}
	laid, err := g.store.LaidOut(g.Context(), g.pack().Key, first, last)
	if err != nil {
		g.Fatal(err)
	}
	for _, m := range laid {
		if m.Meeting != nil && m.Meeting.Date.String() == "2021-09-03" {
			g.id, g.at = m.ID, "/moten/"+strings.ReplaceAll(m.Number, " ", "-")
		}
	}
	if g.at == "" {
		g.Fatal("the meeting of 3 September is not laid out")
	}
}

// acts does something as somebody, of a workflow or with a proposal.
func (g *gatheredGroup) acts(as, flow string, p engine.Proposal, act engine.Act) engine.Proposal {
	g.Helper()
	var err error
	p.Workflow = flow
	if act.Actor, err = scenario.ActorOf(g.pack(), as, p, g.clock.Now()); err != nil {
		g.Fatal(err)
	}
	act.Collaboration, act.Workflow, act.Proposal = g.pack().Key, flow, p.ID
	outcome, err := g.engine.Act(g.Context(), act)
	if err != nil {
		g.Fatalf("%s %s %s: %v", as, act.Kind, act.Transition, err)
	}
	return outcome.Proposal
}

// paper is a stored document.
func (g *gatheredGroup) paper(name string) []engine.Document {
	g.Helper()
	content := "%PDF-1.4 " + name
	hash, err := g.store.PutBlob(g.Context(), []byte(content))
	if err != nil {
		g.Fatal(err)
	}
	return []engine.Document{{Name: name, Type: "application/pdf", Size: int64(len(content)), Hash: hash}}
}

// signsIn gives whoever has the address a browser, by the code of a letter.
func (g *gatheredGroup) signsIn(address string) {
	g.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		g.Fatal(err)
	}
	g.client = &http.Client{Jar: jar}
	code := regexp.MustCompile(`Koden är (\d{3} \d{3})`)
	codes := func() (found []string) {
		for _, l := range g.relay.letters("") {
			if c := code.FindStringSubmatch(l.text); c != nil && l.to == address {
				found = append(found, c[1])
			}
		}
		return found
	}
	before := len(codes())
	form := hiddenInputs(g.TB, g.opens("/logga-in"))
	form.Set("mail", address)
	page := g.sends("/logga-in", form)
	g.eventually("the code comes", func() bool { return len(codes()) > before })
	form = hiddenInputs(g.TB, page)
	form.Set("kod", codes()[len(codes())-1])
	g.sends("/logga-in/kod", form)
}

func (g *gatheredGroup) opens(path string) string {
	g.Helper()
	response, err := g.client.Get("http://" + g.listener.Addr().String() + path)
	return g.body(path, response, err)
}

// leadsTo is where a page is found in the end.
func (g *gatheredGroup) leadsTo(path string) string {
	g.Helper()
	response, err := g.client.Get("http://" + g.listener.Addr().String() + path)
	if err != nil {
		g.Fatal(err)
	}
	_ = response.Body.Close()
	return response.Request.URL.Path
}

func (g *gatheredGroup) sends(path string, form url.Values) string {
	g.Helper()
	response, err := g.client.PostForm("http://"+g.listener.Addr().String()+path, form)
	return g.body(path, response, err)
}

// presses is one press on the meeting's page: what it sends, in pairs.
func (g *gatheredGroup) presses(where string, pairs ...string) {
	g.Helper()
	g.keys++
	form := url.Values{"nyckel": {"press " + g.at + string(rune('0'+g.keys%10)) + strings.Repeat("x", g.keys/10)}}
	for i := 0; i < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	g.sends(g.at+where, form)
}
