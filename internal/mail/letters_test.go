package mail_test

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/mail"
	"beredd/internal/prose"
	"beredd/internal/wording"
)

// known are the letters that packs may name and that the engine owes.
var known = []string{
	"agenda_sent", "agreed_no_more", "answer_changed", "asked", "asked_again", "assignment", "assurance_code", "auto_reply", "dates_moved", "decision", "digest", "disseminated", "escalation", "extract",
	"follow_up", "information", "joint_plan", "lapsed", "meeting_cancelled", "meeting_gone", "meeting_left", "meeting_moved", "meeting_notice",
	"meeting_reopened", "minutes_published", "minutes_returned", "more_time", "nobody_left", "not_done", "not_needed", "on_agenda", "overdue", "postponed", "receipt",
	"recommendation", "recused", "referred_back", "rejected", "reminder", "reminders", "sign_in_code", "spread_through_channels",
	"to_adjust", "to_agree", "to_decide", "to_draft", "to_prepare", "to_review", "veiled", "while_away", "withdrawn", "year_plan",
}

func TestEveryLetterIsKnown(t *testing.T) {
	if got := readLetters(t).Names(); !slices.Equal(got, known) {
		t.Errorf("letters are %v, want %v", got, known)
	}
	for _, l := range wording.Languages() {
		for _, name := range known { // as the delivery log calls it
			if !strings.HasSuffix(name, "_code") && name != "auto_reply" && !wording.Has(l, "engine.letter."+name) {
				t.Errorf("the letter %s has no title (%s)", name, l)
			}
		}
	}
}

// ofProposals are the letters that tell of a proposal.
func ofProposals() []string {
	return slices.DeleteFunc(slices.Clone(known), func(name string) bool { return strings.HasSuffix(name, "_code") || name == "auto_reply" })
}

// Every letter is written in both languages, about a proposal with everything
// and about one with nothing, with a question and without, and read again.
func TestEveryLetterReadsWell(t *testing.T) {
	w := writer(t)
	for _, name := range ofProposals() {
		unasked := filled(t, name)
		unasked.Round, unasked.Respondent = "", ""
		holder := filled(t, name)
		holder.Why, holder.Body, holder.Organization, holder.Person = "body", "beredning", "", "secretary"
		holder.Round, holder.Respondent, holder.Proposal.Decision = "", "", nil
		september := filled(t, name)
		for i := range september.Proposal.Deadlines {
			september.Proposal.Deadlines[i].Moment.Date = calendar.Date{Year: 2026, Month: 9, Day: 30}
		}
		september.Proposal.Meeting.Date, september.Proposal.Decision.On = calendar.Date{Year: 2026, Month: 9, Day: 30}, calendar.Date{Year: 2026, Month: 9, Day: 30}
		september.Notice.Last = true
		for kind, facts := range map[string]engine.LetterFacts{
			"with the longest dates": september,
			"asked":                  filled(t, name), "not asked": unasked, "to the holder": holder, "minimal": minimal(t, name),
		} {
			for _, l := range wording.Languages() {
				t.Run(name+" "+kind+" "+string(l), func(t *testing.T) {
					written, err := w.Message(in(l, facts), now)
					if err != nil {
						t.Fatal(err)
					}
					var raw bytes.Buffer
					if _, err := written.WriteTo(&raw); err != nil {
						t.Fatal(err)
					}
					check(t, written.Letter, parse(t, raw.Bytes()), raw.Len())
				})
			}
		}
	}
}

// unsaid is what a letter shows when something was forgotten.
var unsaid = regexp.MustCompile(`<no value>|<nil>|\b0001\b|januari 1\b|January 1\b|\{\{|mail\.[a-z_]+\.|input\.[a-z]|  \.|: \.| ,|\(\)|\bav  |“”|””|%!`)

func check(t *testing.T, letter mail.Letter, p parsed, size int) {
	t.Helper()
	visible, links := shown(t, p.HTML)
	for where, said := range map[string]string{"subject": p.Subject, "text": p.Text, "HTML": visible} {
		if bad := unsaid.FindString(said); bad != "" {
			t.Errorf("the %s shows %q:\n%s", where, bad, said)
		}
	}
	if n := utf8.RuneCountInString(p.Subject); n > 90 {
		t.Errorf("the subject has %d characters: %s", n, p.Subject)
	}
	if act, _, _ := strings.Cut(p.Subject, ": "); utf8.RuneCountInString(act) > 40 {
		t.Errorf("act and date take more than 40 characters: %s", act)
	}
	if !strings.HasSuffix(p.Subject, "["+letter.Number+"]") {
		t.Errorf("the subject does not end with the number: %s", p.Subject)
	}
	if n := utf8.RuneCountInString(letter.Preheader); n < 10 || n > 110 {
		t.Errorf("the preheader has %d characters: %s", n, letter.Preheader)
	}
	if letter.Ask == "" || letter.Action == "" || len(letter.Paragraphs) == 0 || letter.Why == "" {
		t.Errorf("the letter does not say what to do, or why it came: %+v", letter)
	}
	if privacy := site(t).Privacy(); !slices.Contains(links, privacy) {
		t.Errorf("nothing leads to %s, where it says how personal data is handled", privacy)
	}
	if size > 60_000 {
		t.Errorf("the message has %d bytes, of which some programs show only a part", size)
	}
	alike(t, p.Text, visible, links)
	for _, section := range letter.Sections {
		if a := bare(prose.Plain(section.Written)); !strings.Contains(bare(p.Text), a) || !strings.Contains(bare(visible), a) {
			t.Errorf("text or HTML lacks %q, which stands under %q:\n%s\n%s", a, section.Heading, p.Text, visible)
		}
	}
}

// bare is a text without the marks that stand for a list, a link or a quotation.
func bare(s string) string {
	return oneLine(strings.NewReplacer("- ", " ", "(", " ", ")", " ", "<", " ", ">", " ").Replace(s))
}

var (
	dates = regexp.MustCompile(`\d{1,2} (januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|January|February|March|April|May|June|July|August|September|October|November|December)( \d{4})?( \((v\.|week) \d+\))?`)
	urls  = regexp.MustCompile(`https://[^\s>]+`)
)

// alike says where text and HTML carry different dates or links.
func alike(t *testing.T, text, visible string, links []string) {
	t.Helper()
	// The preheader is in the HTML alone: it repeats what the letter says.
	for _, date := range dates.FindAllString(oneLine(text), -1) {
		if !strings.Contains(visible, date) {
			t.Errorf("the HTML lacks the date %q of the text", date)
		}
	}
	for _, date := range dates.FindAllString(visible, -1) {
		if !strings.Contains(oneLine(text), date) {
			t.Errorf("the text lacks the date %q of the HTML", date)
		}
	}
	inText := urls.FindAllString(text, -1)
	slices.Sort(inText)
	if inText = slices.Compact(inText); !slices.Equal(inText, links) {
		t.Errorf("the text links to %v, the HTML to %v", inText, links)
	}
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func TestALetterThatLacksSomethingIsRefusedWhenRead(t *testing.T) {
	whole := func() fstest.MapFS {
		all := `{{define "subject"}}a{{end}}{{define "preheader"}}a{{end}}{{define "ask"}}a{{end}}{{define "action"}}a{{end}}{{define "body"}}a{{end}}`
		return fstest.MapFS{
			"layout.txt": {}, "layout.html": {}, "asked.sv.txt": {Data: []byte(all)}, "asked.en.txt": {Data: []byte(all)},
		}
	}
	rows := []struct {
		name  string
		spoil func(fstest.MapFS)
		says  string
	}{
		{"a language is missing", func(m fstest.MapFS) { delete(m, "asked.en.txt") }, "asked.en.txt"},
		{"a block is missing", func(m fstest.MapFS) { m["asked.sv.txt"].Data = []byte(`{{define "ask"}}a{{end}}`) }, "subject"},
		{"a layout is missing", func(m fstest.MapFS) { delete(m, "layout.html") }, "layout.html"},
		{"a template can't be read", func(m fstest.MapFS) { m["asked.sv.txt"].Data = []byte(`{{`) }, "asked.sv.txt"},
	}
	if _, err := mail.ReadLetters(whole()); err != nil {
		t.Fatalf("whole letters are refused: %v", err)
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			files := whole()
			row.spoil(files)
			if _, err := mail.ReadLetters(files); err == nil || !strings.Contains(err.Error(), row.says) {
				t.Errorf("it says %v, want it to name %s", err, row.says)
			}
		})
	}
}
