package app

import (
	"regexp"
	"strings"
	"testing"

	"beredd/internal/engine"
)

// secretly are the words by which a matter of the office may be confidential.
var secretly = []string{
	"fields: {due: {type: date, title: {sv: Dag, en: Day}}}",
	"fields: {due: {type: date, title: {sv: Dag, en: Day}}, secret: {type: bool, title: {sv: Sekretess, en: Secret}}}\n" +
		"confidential: {when: proposal.secret, to: [drafting, deciding], because: {sv: 19 kap. 3 § OSL, en: chapter 19}}",
}

// What changes between a letter's event and the letter is so in the letter, and holds up
// nobody else's.
func TestWhatHasChangedSinceOthersGotWrong(t *testing.T) {
	t.Parallel()
	const bo = "bo@nybro.example"
	t.Run("what became confidential is in the digest without its title", func(t *testing.T) {
		t.Parallel()
		w := office(t, secretly...)
		w.choose("bo", engine.Daily)
		hidden, open := w.matter("Uppsägning"), w.matter("Jour")
		w.looked(hidden, "2026-03-02 10:00")
		w.looked(open, "2026-03-02 10:05")
		w.by("anna", engine.Act{Kind: engine.Edit, Proposal: hidden.ID, Inputs: map[string]any{"secret": true}})
		w.until("2026-03-03 08:30")
		l := w.wants(1, bo, "in the morning")
		says(t, l, "Jour", hidden.Number)
		if all := l.Subject + l.Preheader + l.Text + l.HTML + string(l.Raw); strings.Contains(all, "Uppsägning") || strings.Contains(all, "Upps=C3=A4gning") {
			t.Errorf("the letter shows the title:\n%s", l.Text)
		}
	})
	t.Run("of a question that is closed nobody is reminded, and a letter that waits asks nothing", func(t *testing.T) {
		t.Parallel()
		w, p := spreading(t)
		before := w.has("gemensam@soder.example", "Jour")
		w.by("dan", engine.Act{Kind: engine.CloseRound, Proposal: p.ID, Round: "spreading", Inputs: map[string]any{"reason": "Sprids ändå"}})
		w.until("2026-04-20 12:00")
		for _, l := range w.Of("gemensam@soder.example")[:w.has("gemensam@soder.example", "Jour")-before] {
			if l.Letter == "reminder" || strings.Contains(l.Text, "/s/") {
				t.Errorf("after the question was closed goes “%s” (%s)", l.Subject, l.Letter)
			}
		}
	})
	t.Run("an answer that is changed counts once", func(t *testing.T) {
		t.Parallel()
		w, p := spreading(t)
		for _, answer := range []string{"later", "yes_all", "later", "yes_all"} {
			w.by("cia", engine.Act{Kind: engine.AnswerAsk, Proposal: p.ID, Round: w.reread(p).Rounds[0].ID, Respondent: "nybro", Answer: answer})
		}
		w.until("2026-04-03 12:00")
		said := ""
		for _, l := range w.Of("dan@nybro.example") {
			if l.Letter == "escalation" {
				said += l.Text
			}
		}
		if !strings.Contains(said, "2 av 3 har inte svarat") || strings.Contains(said, "Nybro kommun.") {
			t.Errorf("the coordinator is told\n%s", said)
		}
	})
}

// spreading is a matter that the members are asked about.
func spreading(t *testing.T, replace ...string) (postOffice, engine.Proposal) {
	t.Helper()
	w := office(t, replace...)
	p := w.matter("Jour")
	w.steps("anna", p, "submit", map[string]any{"due": "2026-05-29"})
	w.until("2026-03-02 09:30")
	w.steps("bo", p, "decide", map[string]any{"decision": "Ja"})
	w.until("2026-03-02 11:00")
	return w, p
}

// A pack that no longer knows what a waiting letter speaks of costs that letter at most,
// with a reason that a person sees, and no other.
func TestAPackThatForgetsWhatALetterSpeaksOf(t *testing.T) {
	t.Parallel()
	for what, replace := range map[string][]string{
		"the field":       {"fields: {due: {type: date, title: {sv: Dag, en: Day}}}\n", "", "{at: proposal.due, remind: [10 days before, 2 days before]}", "forever", ", needs: due", ""},
		"the recipient":   {"{person: bo, role: chair, of: nybro}, ", ""},
		"the step":        {"submit: {title: {sv: Lämna in, en: Submit}, from: open, to: voted, by: drafting, needs: due}", "hand: {title: {sv: Ge, en: Hand}, from: open, to: voted, by: drafting, needs: due}", "{on: submit, to: deciding, template: to_decide}", "{on: hand, to: deciding, template: to_decide}"},
		"the state":       {"voted:", "council:", "to: voted", "to: council", "from: voted", "from: council"},
		"the letter":      {"template: to_decide}", "template: information}"},
		"an organization": {"  torsas:   {name: Torsås kommun, mailbox: gemensam@soder.example}\n", ""},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			w := office(t)
			p, other := w.matter("Jour"), w.matter("Vårdplan")
			w.hold()
			w.steps("anna", p, "submit", map[string]any{"due": "2026-05-29"})
			w.steps("anna", other, "look", nil)
			w.becomes(replace...)
			w.release()
			w.until("2026-03-02 12:00")
			page, err := w.system.store.Deliveries(t.Context(), engine.DeliveryFilter{Collaboration: "post", Limit: 99})
			w.must(err)
			for _, d := range page.Rows {
				switch d.Status {
				case engine.Accepted, engine.Merged, engine.Needless:
				case engine.Held:
					if d.Response == "" || d.Notice.Proposal != p.ID {
						t.Errorf("“%s” to %s is held because %q", d.Letter, d.Name, d.Response)
					}
				default:
					t.Errorf("“%s” to %s is %s %q", d.Letter, d.Name, d.Status, d.Response)
				}
			}
			w.hasHad(1, "registrator@nybro.example", "Vårdplan", "of the other matter")
		})
	}
}

// A mark is of an address, not of who had it: the new address of somebody whose old one
// failed has letters, also where word of the old one comes late.
func TestAMarkStaysWithItsAddress(t *testing.T) {
	t.Parallel()
	const old, anew = "bo@nybro.example", "bo.ny@nybro.example"
	marks := func(w postOffice) (all []string) {
		found, err := w.system.store.AddressMarks(t.Context(), "post")
		w.must(err)
		for _, m := range found {
			all = append(all, m.Mail)
		}
		return all
	}
	t.Run("an address that failed is changed", func(t *testing.T) {
		t.Parallel()
		w := office(t)
		p := w.matter("Jour")
		w.Fail(old, "550 5.1.1 no such user")
		w.steps("anna", p, "look", nil)
		w.until("2026-03-02 10:00")
		if got := marks(w); len(got) != 1 || got[0] != old {
			t.Fatalf("marked are %v", got)
		}
		w.becomes(old, anew)
		w.steps("anna", p, "look", nil)
		w.until("2026-03-02 11:00")
		w.hasHad(1, anew, "Jour", "at the new address")
	})
	t.Run("word of the old address comes when it has been changed", func(t *testing.T) {
		t.Parallel()
		w := office(t)
		p := w.matter("Jour")
		w.steps("anna", p, "look", nil)
		w.until("2026-03-02 10:00")
		_, back := w.returns(old)
		w.becomes(old, anew)
		if m := w.takes(w.incoming(), bounce("late", back, old, "5.1.1"), back); m.Kind != engine.CameUndelivered {
			t.Fatalf("it is taken as %s %s", m.Kind, m.Reason)
		}
		if got := strings.Join(marks(w), " "); strings.Contains(got, anew) {
			t.Errorf("marked are %s", got)
		}
		before := w.has(anew, "Jour")
		w.steps("anna", p, "look", nil)
		w.until("2026-03-02 12:00")
		w.hasHad(before+1, anew, "Jour", "of what happened afterwards")
	})
}

// A report that a letter arrived, was passed on to a system that reports nothing, or went
// to a list, says of no address that it fails.
func TestAReportOfSuccessMarksNothing(t *testing.T) {
	t.Parallel()
	w := office(t)
	p := w.matter("Jour")
	w.steps("anna", p, "look", nil)
	w.until("2026-03-02 10:00")
	d, back := w.returns("bo@nybro.example")
	home := len(w.Of("registrator@nybro.example"))
	for _, action := range []string{"delivered", "relayed", "expanded"} {
		report := strings.Replace(bounce(action, back, "bo@nybro.example", "2.1.5"), "Action: failed", "Action: "+action, 1)
		if m := w.takes(w.incoming(), report, back); m.Kind == engine.CameUndelivered || m.Kind == engine.CameDelayed {
			t.Errorf("that it was %s is taken as %s %s", action, m.Kind, m.Reason)
		}
	}
	w.until("2026-03-02 12:00")
	found, err := w.system.store.AddressMarks(t.Context(), "post")
	if w.must(err); len(found) > 0 {
		t.Errorf("marked are %+v", found)
	}
	if now, err := w.system.store.Delivery(t.Context(), d.ID); err != nil || now.Status != engine.Accepted || now.IsDelayed(w.Now().AddDate(0, 0, 5)) {
		t.Errorf("the letter is %s, delayed %v %v", now.Status, now.IsDelayed(w.Now().AddDate(0, 0, 5)), err)
	}
	w.wants(home, "registrator@nybro.example", "after reports of success")
}

// What a stand-in did is told as done by the body that it was done for, and history says
// who did it and for whom.
func TestALetterOfAStandInsStepNamesForWhom(t *testing.T) {
	t.Parallel()
	w := office(t, boHere, boAway)
	p := w.matter("Jour")
	w.steps("anna", p, "submit", map[string]any{"due": "2026-05-29"})
	w.until("2026-03-02 09:30")
	w.steps("dan", p, "decide", map[string]any{"decision": "Ja"})
	w.until("2026-03-02 11:00")
	l := w.Of("registrator@nybro.example")[0]
	says(t, l, "av Rådet", "Ja")
	if strings.Contains(l.Text, "Dan roll") {
		t.Errorf("the letter names the person:\n%s", l.Text)
	}
	events, err := w.system.store.History(t.Context(), p.ID)
	w.must(err)
	for _, e := range events {
		if e.Data.Transition == "decide" && (e.Private.Person != "dan" || e.Body != "board") {
			t.Errorf("history says that %q did it for %q", e.Private.Person, e.Body)
		}
	}
}

var anyAddress = regexp.MustCompile(`https?://[^\s"'<>]+`)

// Every address in a letter leads to where the service is set to be.
func TestEveryLinkOfALetterLeadsHome(t *testing.T) {
	t.Parallel()
	w, _ := spreading(t)
	w.until("2026-04-20 12:00")
	letters, links := w.All(), 0
	for _, l := range letters {
		for _, found := range anyAddress.FindAllString(l.Text+" "+l.HTML, -1) {
			if links++; !strings.HasPrefix(found, "https://beredd.example/") {
				t.Errorf("“%s” (%s) leads to %s", l.Subject, l.Letter, found)
			}
		}
	}
	if len(letters) < 10 || links < 5*len(letters) {
		t.Errorf("%d letters have %d links", len(letters), links)
	}
}

// Each recipient of one mass reads it in its own language, from the subject to the foot,
// and what the pack calls things too.
func TestEachOfAMassReadsItsOwnLanguage(t *testing.T) {
	t.Parallel()
	w := office(t, "mail: bo@nybro.example}", "mail: bo@nybro.example, language: en}", "mailbox: registrator@nybro.example,", "mailbox: registrator@nybro.example, language: en,",
		"mail: registrator@nybro.example}", "mail: registrator@nybro.example, language: en}")
	p := w.matter("Jour")
	w.steps("anna", p, "submit", map[string]any{"due": "2026-05-29"})
	w.until("2026-03-02 09:30")
	w.steps("anna", p, "decide", map[string]any{"decision": "Ja"})
	w.until("2026-03-02 11:00")
	swedish := regexp.MustCompile(`(?i)\b(och|inte|ärende|brevet|sprids|svara|läs|rådet|kommuner)\b`)
	english := regexp.MustCompile(`(?i)\b(and|not|the|letter|spread|answer|read|council)\b`)
	for address, foreign := range map[string]*regexp.Regexp{
		"bo@nybro.example": swedish, "registrator@nybro.example": swedish, "gemensam@soder.example": english, "cia@nybro.example": english,
	} {
		letters := w.Of(address)
		if len(letters) == 0 {
			t.Errorf("%s has no letter", address)
		}
		for _, l := range letters {
			if found := foreign.FindString(l.Subject + "\n" + l.Preheader + "\n" + anyAddress.ReplaceAllString(l.Text, "")); found != "" {
				t.Errorf("the letter “%s” to %s says %q:\n%s", l.Subject, address, found, l.Text)
			}
		}
	}
}
