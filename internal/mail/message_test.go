package mail_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"beredd/internal/engine"
	"beredd/internal/link"
	"beredd/internal/mail"
	"beredd/internal/wording"
)

var update = flag.Bool("update", false, "write the golden messages anew")

// raw is a letter as it goes over the line.
func raw(t testing.TB, w *mail.Writer, facts engine.LetterFacts) []byte {
	t.Helper()
	written, err := w.Message(facts, now)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if _, err := written.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTheWholeMessageIsAsItWas(t *testing.T) {
	last := filled(t, "reminder")
	last.Notice.Last = true
	for name, facts := range map[string]engine.LetterFacts{
		"decision.sv": filled(t, "decision"), "last-reminder.en": in(wording.English, last), "escalation.sv": filled(t, "escalation"),
	} {
		t.Run(name, func(t *testing.T) {
			golden(t, name+".eml", raw(t, writer(t), facts))
		})
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	got = bytes.ReplaceAll(got, []byte("\r\n"), []byte("\n"))
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("the message differs from %s; if it should, run with -update:\n%s", file, diff)
	}
}

func TestProgramsFindWhatTheySortLettersBy(t *testing.T) {
	w := writer(t)
	header := parse(t, raw(t, w, filled(t, "decision"))).Header
	root := "<arende.01936f2e-0000-7b3d-9a51-0c6f3a2b1d4e@samverkan.example>"
	for name, want := range map[string]string{
		"Message-Id":               "<u.01936f2e-7c1a-7b3d-9a51-0c6f3a2b1d4e@samverkan.example>",
		"In-Reply-To":              root,
		"References":               root,
		"Auto-Submitted":           "auto-generated",
		"X-Auto-Response-Suppress": "OOF, AutoReply",
		"List-Id":                  "<kalmar-lgl.samverkan.example>",
		"X-Proposal-Id":            "LGL-2026-014",
		"X-Event":                  "decision",
		"Content-Language":         "sv",
		"Reply-To":                 "<samordnare@samverkan.example>",
		"Date":                     "Mon, 27 Apr 2026 09:15:00 +0200",
		"Importance":               "",
		"User-Agent":               "",
		"X-Mailer":                 "",
	} {
		if got := header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	text := string(raw(t, w, filled(t, "decision")))
	if topic, subject := strings.Index(text, "Thread-Topic:"), strings.Index(text, "\nSubject:"); topic < 0 || topic > subject {
		t.Error("Thread-Topic does not stand before Subject")
	}
}

func TestAProposalsLettersBelongTogether(t *testing.T) {
	w := writer(t)
	first, second, other := filled(t, "decision"), filled(t, "reminder"), filled(t, "decision")
	second.Notice.ID = "01936f2e-7c1a-7b3d-9a51-0c6f3a2b1d4f"
	second.Proposal.Title = "Rutinen har bytt namn"
	other.Proposal.ID, other.Proposal.Number = "01936f2e-0000-7b3d-9a51-0c6f3a2b1d40", "LGL 2026-015"
	a, b, c := parse(t, raw(t, w, first)).Header, parse(t, raw(t, w, second)).Header, parse(t, raw(t, w, other)).Header
	for _, name := range []string{"Thread-Index", "Thread-Topic", "References"} {
		if a.Get(name) != b.Get(name) || a.Get(name) == "" {
			t.Errorf("%s is %q in one letter of a proposal and %q in another", name, a.Get(name), b.Get(name))
		}
		if a.Get(name) == c.Get(name) {
			t.Errorf("%s is %q in letters of two proposals", name, a.Get(name))
		}
	}
	if a.Get("Message-Id") == b.Get("Message-Id") {
		t.Error("two letters have one Message-ID")
	}
}

func TestALetterIsTheSameAtEveryTry(t *testing.T) {
	w := writer(t)
	if a, b := raw(t, w, filled(t, "decision")), raw(t, w, filled(t, "decision")); !bytes.Equal(a, b) {
		t.Error("the second try is another message than the first")
	}
}

func TestOnlyTheLastReminderIsImportant(t *testing.T) {
	w := writer(t)
	last := filled(t, "reminder")
	last.Notice.Last = true
	if got := parse(t, raw(t, w, last)).Header.Get("Importance"); got != "high" {
		t.Errorf("the last reminder has the importance %q", got)
	}
	if got := parse(t, raw(t, w, filled(t, "reminder"))).Header.Get("Importance"); got != "" {
		t.Errorf("an ordinary reminder has the importance %q", got)
	}
}

func TestAReminderAfterTheDayIsWordedSo(t *testing.T) {
	facts := filled(t, "reminder")
	facts.Event.Data.Late = true
	facts.Notice.Last = true
	letter, err := writer(t).Letter(facts, now)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(letter.Subject, "Svaret är försenat sedan 7 maj: ") {
		t.Errorf("the subject is %q", letter.Subject)
	}
	if strings.Contains(strings.Join(letter.Paragraphs, " "), "sista påminnelsen") {
		t.Error("it claims to be the last, when reminders go on")
	}
}

func TestALetterThatAsksCarriesItsRecipientsOwnLink(t *testing.T) {
	keys, err := link.NewKeys([]byte("a secret of thirty-two bytes, at least"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"decision", "asked", "reminder", "overdue", "receipt", "disseminated", "on_agenda"} {
		facts := filled(t, name)
		letter, err := writer(t).Letter(facts, now)
		if err != nil {
			t.Fatal(err)
		}
		_, token, _ := strings.Cut(letter.URL, link.AnswerPath)
		id, seal, ok := link.Split(token)
		if !ok || id != facts.Notice.ID || !keys.Verify(facts.Notice.Claim(link.Answer), seal) {
			t.Errorf("the link of %s is %s", name, letter.URL)
		}
		if name != "receipt" && !strings.Contains(strings.Join(letter.Paragraphs, " "), "Hur sprids beslutet hos er?") {
			t.Errorf("the letter %s does not put its question: %v", name, letter.Paragraphs)
		}
		if name != "receipt" && !strings.Contains(letter.Ask, "var") {
			t.Errorf("the letter %s does not ask for an answer: %s", name, letter.Ask)
		}
	}
}

func TestALetterTellsWhatWasDecidedBesideTheDecision(t *testing.T) {
	facts := filled(t, "joint_plan")
	facts.Proposal.Decision.Inputs["spreading"] = "joint"
	p := parse(t, raw(t, writer(t), facts))
	for _, said := range []string{"Alla enhetschefer får rutinen på månadsmötet i maj.", "Spreading: joint"} {
		if strings.Count(p.Text, said) != 1 {
			t.Errorf("the letter says %q %d times:\n%s", said, strings.Count(p.Text, said), p.Text)
		}
	}
	facts.Event.Private.Texts = map[string]string{"plan": "Alla enhetschefer får rutinen på månadsmötet i maj."}
	if p := parse(t, raw(t, writer(t), facts)); strings.Count(p.Text, "månadsmötet") != 1 {
		t.Errorf("what the event told is told again:\n%s", p.Text)
	}
}

func TestWhatPeopleWriteStaysWhatTheyWrote(t *testing.T) {
	facts := filled(t, "referred_back")
	facts.Proposal.Title = `Rutin <script>alert("x")</script> & annat`
	facts.Proposal.Decision.Text = "att anta <b>rutinen</b>\r\n{{.Code}} & %s"
	facts.Event.Private.Texts["reason"] = "5 > 3 & <img src=x onerror=y>"
	p := parse(t, raw(t, writer(t), facts))
	for _, bad := range []string{"<script", "<img", "<b>"} {
		if strings.Contains(p.HTML, bad) {
			t.Errorf("the HTML has %s in it", bad)
		}
	}
	visible, _ := shown(t, p.HTML)
	for _, said := range []string{`Rutin <script>alert("x")</script> & annat`, "att anta <b>rutinen</b>", "{{.Code}} & %s", "5 > 3 & <img src=x onerror=y>"} {
		if !strings.Contains(visible, said) || !strings.Contains(oneLine(p.Text), said) {
			t.Errorf("a reader does not see %q", said)
		}
	}
}

func TestALetterShowsWhatWasWrittenAndNotItsMarks(t *testing.T) {
	p := parse(t, raw(t, writer(t), filled(t, "decision")))
	for _, want := range []string{"<strong>anta rutinen</strong>", "<li class=\"fg\" style=\"margin:0 0 4px;color:#16202b\">i regionen</li>",
		"november (https://rutin.example/uppfoljning)</a>"} {
		if !strings.Contains(p.HTML, want) {
			t.Errorf("the HTML lacks %s:\n%s", want, p.HTML)
		}
	}
	for _, want := range []string{"att anta rutinen att gälla från 1 juni 2026\natt följa upp den i november <https://rutin.example/uppfoljning>\n", "\n- i kommunerna\n- i regionen\n"} {
		if !strings.Contains(p.Text, want) {
			t.Errorf("the text lacks %q:\n%s", want, p.Text)
		}
	}
	if strings.Contains(p.HTML+p.Text, "**") || strings.Contains(p.HTML+p.Text, "](") {
		t.Error("the letter shows the marks of Markdown")
	}
}

func TestALetterLeadsToThePapersThatItsRecipientMayRead(t *testing.T) {
	w := writer(t)
	asked := filled(t, "decision")
	account := filled(t, "to_prepare")
	account.Round, account.Respondent, account.Why, account.Person = "", "", "person", "secretary"
	neither := filled(t, "information")
	neither.Round, neither.Respondent = "", ""
	own := site(t).Answer(asked.Notice.Claim(link.Answer))
	for _, row := range []struct {
		name  string
		facts engine.LetterFacts
		want  []string
	}{
		{"who is asked", asked, []string{own + "/handlingar/p2", own + "/handlingar/p3"}},
		{"who has an account", account, []string{"https://beredd.samverkan.example/arenden/LGL-2026-014/handlingar/p2", "https://beredd.samverkan.example/arenden/LGL-2026-014/handlingar/p3"}},
		{"a mailbox that is asked nothing", neither, nil},
	} {
		p := parse(t, raw(t, w, row.facts))
		_, links := shown(t, p.HTML)
		links = slices.DeleteFunc(links, func(l string) bool { return !strings.Contains(l, "/handlingar/") })
		if !slices.Equal(links, row.want) {
			t.Errorf("%s is led to %v, not %v", row.name, links, row.want)
		}
		if !strings.Contains(oneLine(p.Text), "rutin.pdf (version 2, 1,2 MB)") || !strings.Contains(oneLine(p.Text), "konsekvenser.docx (version 1, 48 kB)") {
			t.Errorf("%s is not told which papers there are:\n%s", row.name, p.Text)
		}
	}
}

func TestATitleCannotAddAHeader(t *testing.T) {
	facts := filled(t, "decision")
	facts.Proposal.Title = "Rutin\r\nBcc: everybody@borgholm.example"
	p := parse(t, raw(t, writer(t), facts))
	if p.Header.Get("Bcc") != "" || !strings.Contains(p.Subject, "Rutin Bcc:") {
		t.Errorf("the headers are %v", p.Header)
	}
}

func TestALetterToNoAddressIsRefusedAndNotTried(t *testing.T) {
	facts := filled(t, "decision")
	facts.Notice.Mail = "registrator@borgholm.example\r\nBcc: x@y.example"
	got := mail.NewCapture(writer(t)).Send(t.Context(), facts, now)
	if got.Fate != engine.Refused || strings.Contains(got.Response, "borgholm") {
		t.Errorf("it is %s: %s", got.Fate, got.Response)
	}
}

func TestALetterWithoutItsFactsIsHeld(t *testing.T) {
	unknown := filled(t, "no_such_letter")
	eventless := filled(t, "decision")
	eventless.Event = engine.Event{}
	elsewhere := filled(t, "decision")
	elsewhere.Proposal.Collaboration = "elsewhere"
	for name, facts := range map[string]engine.LetterFacts{"letter": unknown, "event": eventless, "pack": elsewhere} {
		if got := mail.NewCapture(writer(t)).Send(t.Context(), facts, now); got.Fate != engine.Unwritable || got.Err == nil {
			t.Errorf("without its %s the letter is %s (%v)", name, got.Fate, got.Err)
		}
	}
}

func TestACodeIsReadAtAGlanceAndBelongsToNoThread(t *testing.T) {
	box := mail.NewCapture(writer(t))
	code := engine.CodeLetter{
		ID: "c1", Letter: "sign_in_code", Collaboration: "kalmar-lgl", Name: "Socialchef Borgholm",
		Mail: "socialchef@borgholm.example", Language: wording.Swedish, Code: "482913", Until: now.Add(10 * time.Minute),
	}
	if got := box.SendCode(t.Context(), code, now); got.Fate != engine.HandedOver {
		t.Fatalf("%s %v", got.Fate, got.Err)
	}
	caught := box.Of("socialchef@borgholm.example")
	if len(caught) != 1 {
		t.Fatalf("%d letters were caught", len(caught))
	}
	p := parse(t, caught[0].Raw)
	visible, links := shown(t, p.HTML)
	if !strings.Contains(p.Text, "Koden är 482 913") || !strings.Contains(visible, "Koden är 482 913") {
		t.Errorf("the code is not to be seen in %s", p.Text)
	}
	if !strings.Contains(p.Text, "kl. 09.25") {
		t.Errorf("it does not say until when: %s", p.Text)
	}
	if strings.Contains(p.Subject, "482") || !slices.Equal(links, []string{site(t).Privacy()}) || p.Header.Get("References") != "" {
		t.Errorf("subject %q, links %v, thread %q", p.Subject, links, p.Header.Get("References"))
	}
}

func TestTheMailboxKeepsWhatArrivedAndRefusesAsTold(t *testing.T) {
	box := mail.NewCapture(writer(t))
	facts := filled(t, "decision")
	box.Fails(facts.Mail, "450 greylisted")
	if got := box.Send(t.Context(), facts, now); got.Fate != engine.TryAgain {
		t.Errorf("450 gives %s", got.Fate)
	}
	box.Fails("Registrator@Borgholm.example", "550 no such mailbox")
	if got := box.Send(t.Context(), facts, now); got.Fate != engine.Refused {
		t.Errorf("550 gives %s", got.Fate)
	}
	box.Fails(facts.Mail, "")
	if got := box.Send(t.Context(), facts, now); got.Fate != engine.HandedOver {
		t.Errorf("when it works again it gives %s", got.Fate)
	}
	other := filled(t, "asked")
	other.Notice.ID, other.Notice.Mail = "n2", "registrator@torsas.example"
	box.Send(t.Context(), other, now)
	if all := box.All(); len(all) != 2 || all[0].ID != "n2" {
		t.Errorf("the mailbox has %d letters", len(all))
	}
	got, ok := box.Letter(facts.Notice.ID)
	if !ok || got.To != facts.Mail || !strings.Contains(got.HTML, "Hur sprids beslutet hos er?") {
		t.Errorf("the letter that was caught is %+v", got)
	}
	if p := parse(t, got.Raw); p.Subject != got.Subject || oneLine(p.Text) != oneLine(got.Text) {
		t.Errorf("the mailbox shows another letter than the one that was sent")
	}
}
