package app

import (
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
	"golang.org/x/net/html"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/link"
	"beredd/internal/scenario"
	"beredd/internal/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }

// A flow is a service on a real database, with a real mail server, and a clock
// that the test moves.
type flow struct {
	testing.TB
	*Service
	config Config
	clock  *Clock
	relay  *relay
	id     string // of the proposal
}

func onBothDatabases(t *testing.T, test func(*flow)) {
	for name, database := range map[string]func(*testing.T) string{
		"sqlite":   func(t *testing.T) string { return "sqlite:" + filepath.Join(t.TempDir(), "beredd.db") },
		"postgres": func(t *testing.T) string { return storetest.Postgres(t) },
	} {
		t.Run(name, func(t *testing.T) {
			address := database(t)
			before := goleak.IgnoreCurrent()
			t.Cleanup(func() { goleak.VerifyNone(t, before) })
			f := &flow{TB: t, clock: &Clock{}, relay: newRelay(t)}
			f.clock.Run()
			f.config = Config{
				Place: Place{Kept: Kept{Database: address}, Packs: Packs{Pack: "../../workflows/kalmar-lgl"}, SecretFile: filepath.Join(t.TempDir(), "secret")},
				Addr:  "127.0.0.1:0",
				SMTP: SMTP{
					Host: "127.0.0.1", From: "arende@samverkan.example", Port: f.relay.port, TLS: "none", Timeout: 5 * time.Second, Connections: 4,
					Poll: 20 * time.Millisecond, Pause: 20 * time.Millisecond,
				},
				Tick: 50 * time.Millisecond, Housekeep: "03:30",
				StopWithin: 5 * time.Second, LogLevel: "error",
			}
			test(f)
		})
	}
}

// at moves the clock to a time in Stockholm.
func (f *flow) at(when string) {
	f.Helper()
	zone, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		f.Fatal(err)
	}
	t, err := time.ParseInLocation("2006-01-02 15:04", when, zone)
	if err != nil {
		f.Fatal(err)
	}
	f.clock.Move(t)
}

func (f *flow) start() {
	f.Helper()
	var err error
	if f.Service, err = Start(f.Context(), f.config, NewLog(f.Output(), "error"), f.clock.Now); err != nil {
		f.Fatal(err)
	}
}

func (f *flow) stop() {
	f.Helper()
	if err := f.Stop(); err != nil {
		f.Fatal(err)
	}
}

// act does something as somebody.
func (f *flow) act(as string, act engine.Act) engine.Proposal {
	f.Helper()
	p := engine.Proposal{Workflow: f.pack().Workflows[0].Key}
	if act.Kind != engine.Propose {
		p = f.proposal()
	}
	var err error
	if act.Actor, err = scenario.ActorOf(f.pack(), as, p, f.clock.Now()); err != nil {
		f.Fatal(err)
	}
	act.Collaboration, act.Proposal = f.pack().Key, p.ID
	outcome, err := f.engine.Act(f.Context(), act)
	if err != nil {
		f.Fatal(err)
	}
	f.id = outcome.Proposal.ID
	return outcome.Proposal
}

func (f *flow) do(as, transition string, inputs map[string]any) {
	f.Helper()
	f.act(as, engine.Act{Kind: engine.Do, Transition: transition, Inputs: inputs})
}

func (f *flow) proposal() engine.Proposal {
	f.Helper()
	p, _, err := f.store.Proposal(f.Context(), f.id, "")
	if err != nil {
		f.Fatal(err)
	}
	return p
}

// propose opens a proposal with all that its way needs.
func (f *flow) propose() {
	f.Helper()
	hash, err := f.store.PutBlob(f.Context(), []byte("%PDF-1.4 a routine"))
	if err != nil {
		f.Fatal(err)
	}
	f.act("drafting", engine.Act{Kind: engine.Propose, Inputs: map[string]any{
		"title": "Rutin för SIP", "proposed_decision": "att anta rutinen",
		"documents": []engine.Document{{Name: "rutin.pdf", Type: "application/pdf", Size: 18, Hash: hash}},
	}})
}

// eventually waits for what happens beside the test.
func (f *flow) eventually(what string, holds func() bool) {
	f.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		if holds() {
			return
		}
	}
	f.Fatalf("never: %s", what)
}

func TestADecisionReachesEveryMemberAndTheAnswersCloseIt(t *testing.T) {
	onBothDatabases(t, func(f *flow) {
		f.at("2026-02-02 09:00")
		f.start()
		f.propose()
		f.relay.down()
		f.do("drafting", "submit", nil)
		if got := f.proposal().State; got != "prepared" {
			f.Fatalf("the proposal is %s while the mail server is down, want prepared", got)
		}
		f.relay.up()
		f.eventually("the preparation group has its letters, once the mail server is up", func() bool {
			return len(f.relay.letters("Rutin för SIP")) >= len(f.pack().People.Seated("beredning", "", f.pack().Calendar.Today(f.clock.Now())))
		})
		f.do("preparation", "put_on_agenda", map[string]any{"meeting": "2026-04-07"})
		f.at("2026-04-07 10:00")
		f.do("deciding", "decide", map[string]any{"decision": "att anta rutinen"})
		f.everyMemberHasItsLetter()
		f.everybodyAnswers()
		f.eventually("the proposal is disseminated when all have answered", func() bool { return f.proposal().State == "disseminated" })
		f.historyIsWhole()
		f.stop()
	})
}

// everyMemberHasItsLetter waits until the function mailbox of every organization
// that decides has been sent the decision, with a link.
func (f *flow) everyMemberHasItsLetter() {
	f.Helper()
	f.eventually("every organization has the decision with its link", func() bool {
		reached := map[string]bool{}
		for _, l := range f.relay.letters("Rutin för SIP") {
			if l.link() != "" {
				reached[l.to] = true
			}
		}
		for _, r := range f.round("dissemination").Respondents {
			if !reached[f.pack().People.Organization(r.Organization).Mailbox] {
				return false
			}
		}
		return true
	})
	if n := len(f.round("dissemination").Respondents); n != 14 {
		f.Errorf("%d organizations were asked, want 14", n)
	}
}

func (f *flow) round(name string) engine.Round {
	f.Helper()
	for _, r := range f.proposal().Rounds {
		if r.Name == name {
			return r
		}
	}
	f.Fatalf("there is no round %s", name)
	return engine.Round{}
}

// everybodyAnswers answers from the letters, over HTTP, for every respondent of
// every round once.
func (f *flow) everybodyAnswers() {
	f.Helper()
	f.eventually("every respondent has a letter with a link", func() bool { return len(f.questions()) >= f.unanswered() })
	answered := 0
	for _, q := range f.questions() {
		f.answer(q)
		answered++
		if now := f.answersKept(); now != answered {
			f.Fatalf("%d answers are kept after %d were sent", now, answered)
		}
	}
}

// A question is one respondent's, with the link of the first letter that asks.
type question struct {
	round      *definition.Round
	respondent string
	link       string
}

func (f *flow) questions() []question {
	f.Helper()
	var all []question
	seen := map[string]bool{}
	for _, l := range f.relay.letters("") {
		if l.link() == "" {
			continue
		}
		token := l.link()[strings.LastIndex(l.link(), "/")+1:]
		id, _, _ := link.Split(token)
		n, err := f.store.Notice(f.Context(), id)
		if err != nil {
			f.Fatal(err)
		}
		if seen[n.Round+n.Respondent] {
			continue
		}
		seen[n.Round+n.Respondent] = true
		for _, r := range f.proposal().Rounds {
			if r.ID == n.Round {
				all = append(all, question{f.pack().Workflow(f.proposal().Workflow).Round(r.Name), n.Respondent, l.link()})
			}
		}
	}
	return all
}

func (f *flow) unanswered() (n int) {
	for _, r := range f.proposal().Rounds {
		for _, asked := range r.Respondents {
			if asked.Answer == "" {
				n++
			}
		}
	}
	return n
}

func (f *flow) answersKept() (n int) {
	for _, r := range f.proposal().Rounds {
		for _, asked := range r.Respondents {
			if asked.Answer != "" {
				n++
			}
		}
	}
	return n
}

// answer does what a member does: opens the link, fills in the form, checks it
// and sends it.
func (f *flow) answer(q question) {
	f.Helper()
	address := strings.Replace(q.link, f.base, "http://"+f.listener.Addr().String(), 1)
	values := hiddenInputs(f.TB, f.get(address))
	for _, a := range q.round.Answers {
		if a.Final {
			values.Set("svar", a.Name)
			for _, need := range a.Needs {
				values.Set(a.Name+"."+need, "Arbetsplatsträff")
				if need == "date" {
					values.Set(a.Name+"."+need, "2026-05-04")
				}
			}
			break
		}
	}
	values.Set("gor", "granska")
	before := f.answersKept()
	check := hiddenInputs(f.TB, f.post(address, values))
	if f.answersKept() != before {
		f.Error("looking over an answer already gave it")
	}
	check.Set("gor", "skicka")
	f.post(address, check)
}

func (f *flow) get(address string) string {
	f.Helper()
	response, err := http.Get(address)
	return f.body(address, response, err)
}

func (f *flow) post(address string, values url.Values) string {
	f.Helper()
	response, err := http.PostForm(address, values)
	return f.body(address, response, err)
}

func (f *flow) body(address string, response *http.Response, err error) string {
	f.Helper()
	if err != nil {
		f.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		f.Fatal(err)
	}
	if response.StatusCode != http.StatusOK {
		f.Fatalf("%s answered %s:\n%s", address, response.Status, text)
	}
	return string(text)
}

// hiddenInputs are what a page's form carries on by itself.
func hiddenInputs(t testing.TB, page string) url.Values {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	values := url.Values{}
	for n := range root.Descendants() {
		attributes := map[string]string{}
		for _, a := range n.Attr {
			attributes[a.Key] = a.Val
		}
		if n.Data == "input" && attributes["type"] == "hidden" {
			values.Set(attributes["name"], attributes["value"])
		}
	}
	return values
}

func (f *flow) historyIsWhole() {
	f.Helper()
	night := &lease{store: f.store, name: "night", holder: "test", ttl: time.Minute, now: f.now}
	if err := f.housekeep(f.Context(), night); err != nil {
		f.Fatal(err)
	}
	audit, err := f.store.Verify(f.Context(), f.pack().Key, trusted(f.secrets)...)
	if err != nil || !audit.Whole() || audit.Checkpoints != 1 {
		f.Errorf("the history: %+v, %v; want it whole, with one checkpoint", audit, err)
	}
}

func TestAReminderThatFellDueInDowntimeComesOnce(t *testing.T) {
	onBothDatabases(t, func(f *flow) {
		f.at("2026-02-02 09:00")
		f.start()
		f.propose()
		f.do("drafting", "submit", nil)
		f.stop()
		// The deadline is 2026-03-02, and the first reminder five workdays before.
		f.at("2026-02-25 12:00")
		f.start()
		reminded := func() map[string]int {
			to := map[string]int{}
			for _, l := range f.relay.letters("Påminnelse") {
				to[l.to]++
			}
			return to
		}
		seats := f.pack().People.Seated("beredning", "", f.pack().Calendar.Today(f.clock.Now()))
		f.eventually("everybody in the preparation group is reminded", func() bool { return len(reminded()) >= len(seats) })
		f.stop()
		f.start()
		time.Sleep(300 * time.Millisecond) // some ticks
		for to, n := range reminded() {
			if n != 1 {
				f.Errorf("%s was reminded %d times, want once", to, n)
			}
		}
		f.stop()
	})
}
