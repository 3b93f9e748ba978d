package mail_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"beredd/internal/engine"
	"beredd/internal/mail"
	"beredd/internal/people"
	"beredd/internal/web/browsertest"
	"beredd/internal/wording"
)

// asking are the letters that carry a question to an organization; the others go to
// persons, who are asked nothing.
var asking = []string{
	"answer_changed", "asked", "asked_again", "assignment", "decision", "follow_up", "joint_plan", "more_time", "overdue", "receipt", "reminder",
	"spread_through_channels", "to_review", "veiled",
}

// usual is a letter as somebody usually has it.
func usual(t testing.TB, name string) (*mail.Writer, engine.LetterFacts) {
	t.Helper()
	if slices.Contains(ofMeetings, name) {
		return meetingWriter(t), ofMeeting(t, name)
	}
	if facts, ok := together(t, name); ok {
		return writer(t), facts
	}
	facts := filled(t, name)
	if name == "year_plan" {
		return writer(t), ofYear(t)
	}
	if name == "extract" {
		facts.Round, facts.Respondent = "", ""
		return writer(t), facts
	}
	if name == "veiled" {
		facts.Proposal.Secret = &engine.Secrecy{Because: text("sekretess enligt 19 kap. 3 § OSL", "secrecy by chapter 19 section 3")}
	}
	if slices.Contains(asking, name) {
		return writer(t), facts
	}
	facts.Why, facts.Body, facts.Organization, facts.Person = string(people.WhySeat), "beredning", "", "secretary"
	facts.Name, facts.Mail, facts.Round, facts.Respondent = "Sekreterare beredning", "sekreterare@samverkan.example", "", ""
	facts.Also = []engine.Quality{{Why: string(people.WhyFollower)}}
	if !slices.Contains([]string{"disseminated", "information", "escalation"}, name) {
		facts.Proposal.Decision = nil
	}
	return writer(t), facts
}

// every letter in a language, as it is usually had, in the order of their names.
func every(t testing.TB, l wording.Language) map[string]mail.Written {
	t.Helper()
	all := map[string]mail.Written{}
	for _, name := range ofProposals() {
		w, facts := usual(t, name)
		written, err := w.Message(in(l, facts), now)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = written
	}
	return all
}

// Every kind of letter is kept as it reads in each language: what a list of mail shows,
// and the text, which says what the HTML says.
func TestEveryKindOfLetterIsAsItWas(t *testing.T) {
	if *update {
		if err := os.MkdirAll(filepath.Join("testdata", "letters"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, l := range wording.Languages() {
		for name, written := range every(t, l) {
			t.Run(name+" "+string(l), func(t *testing.T) {
				golden(t, filepath.Join("letters", name+"."+string(l)+".txt"),
					[]byte("Subject: "+written.Subject+"\nPreheader: "+written.Preheader+"\n\n"+written.Text))
			})
		}
	}
}

var (
	bodyOf = regexp.MustCompile(`(?s)<body[^>]*>(.*)</body>`)
	headOf = regexp.MustCompile(`(?s)^.*<body[^>]*>`)
	h1     = regexp.MustCompile(`<(/?)h1`)
)

// Everybody can read every kind of letter, in light and in dark, on a phone as well. They
// stand on one page, which is looked at at once.
func TestEverybodyCanReadEveryKindOfLetter(t *testing.T) {
	for _, l := range wording.Languages() {
		letters := every(t, l)
		var page strings.Builder
		page.WriteString(headOf.FindString(letters["decision"].HTML) + "<main><h1>Letters</h1>")
		for _, name := range ofProposals() {
			one := h1.ReplaceAllString(bodyOf.FindStringSubmatch(letters[name].HTML)[1], "<${1}h2")
			fmt.Fprintf(&page, "<section id=%q>%s</section>", name, one)
		}
		page.WriteString("</main></body></html>")
		file := filepath.Join(t.TempDir(), "letters.html")
		if err := os.WriteFile(file, []byte(page.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		looks := []browsertest.Look{browsertest.Light, browsertest.Dark, browsertest.Narrow}
		if l != wording.Swedish { // whose colours are the same
			looks = looks[:1]
		}
		for _, look := range looks {
			t.Run(string(l)+" "+look.String(), func(t *testing.T) {
				tab := browsertest.Open(t, look)
				tab.Visit(t, "file://"+file)
				tab.Axe(t)
				if wide := browsertest.Eval[float64](t, tab, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
					t.Errorf("the letters are %v pixels wider than the window", wide)
				}
			})
		}
	}
}
