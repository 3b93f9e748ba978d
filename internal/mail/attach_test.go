package mail_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/mail"
)

// cabinet holds papers by their hash.
type cabinet map[string]string

func (c cabinet) Paper(hash string) ([]byte, error) {
	if c[hash] == "" {
		return nil, errors.New("the database is away")
	}
	return []byte(c[hash]), nil
}

func (c cabinet) Extract(facts engine.LetterFacts) ([]byte, error) {
	return c.Paper("extract for " + facts.Organization)
}

// withPapers is a letter whose pack lets two megabytes of papers go with it, and a writer.
func withPapers(t *testing.T, letter string) (*mail.Writer, engine.LetterFacts, cabinet) {
	t.Helper()
	p := pack(t)
	p.Post = definition.Post{letter: {Attach: 2_000_000}}
	w, err := mail.NewWriter(readLetters(t), letterhead, site(t), p)
	if err != nil {
		t.Fatal(err)
	}
	_, facts := usual(t, letter)
	facts.Proposal.Documents = []engine.Document{
		{ID: "p1", Name: `rutin "för" alla – ny.pdf`, Version: 1, Type: "application/pdf", Size: 1_200_000, Hash: "h1"},
		{ID: "p2", Name: "karta.tif", Version: 1, Type: "image/tiff", Size: 5_000_000, Hash: "h2"},
		{ID: "p3", Name: "konsekvenser.docx", Version: 1, Type: "oops\r\nX-Evil: 1", Size: 48_100, Hash: "h3"},
	}
	papers := cabinet{"h1": "the routine", "h3": "the consequences", "extract for borgholm": "%PDF the extract"}
	return w.Attaching(papers), facts, papers
}

func TestPapersGoWithLettersAsFarAsThereIsRoom(t *testing.T) {
	for letter, want := range map[string][]string{
		"decision": {`konsekvenser.docx`, `rutin _för_ alla – ny.pdf`},
		"extract":  {"Utdrag LGL-M 2026-003 § 12.pdf", `konsekvenser.docx`, `rutin _för_ alla – ny.pdf`},
	} {
		w, facts, _ := withPapers(t, letter)
		read := parse(t, raw(t, w, facts))
		if got := slices.Sorted(maps.Keys(read.Files)); !slices.Equal(got, want) {
			t.Errorf("with %s go %v, want %v", letter, got, want)
		}
		if string(read.Files["konsekvenser.docx"]) != "the consequences" || read.Header.Get("X-Evil") != "" {
			t.Errorf("%s: what is attached is not the paper, or adds a header", letter)
		}
		for _, says := range []string{"karta.tif (version 1, 5,0 MB, för stor att bifoga)", "konsekvenser.docx (version 1, 48 kB, bifogad)"} {
			if !strings.Contains(read.Text, says) || !strings.Contains(read.HTML, strings.TrimSuffix(strings.SplitAfter(says, ", ")[2], ")")) {
				t.Errorf("the letter %s does not say %q:\n%s", letter, says, read.Text)
			}
		}
		if read.HTML == "" || !slices.Contains(read.Kinds, "multipart/alternative") {
			t.Errorf("the letter %s has lost a body: %v", letter, read.Kinds)
		}

		facts.Proposal.Secret = &engine.Secrecy{}
		if secret := parse(t, raw(t, w, facts)); len(secret.Files) > 0 || strings.Contains(secret.Text, "bifogad") {
			t.Errorf("with a confidential %s go %v", letter, slices.Sorted(maps.Keys(secret.Files)))
		}
	}
}

func TestALetterTooLargeForItsServerGoesWithLinks(t *testing.T) {
	s := serve(t, kind{tls: "starttls"})
	w, facts, papers := withPapers(t, "decision")
	made, err := mail.New(mail.Config{Host: s.Host, Port: s.Port, Roots: s.Roots, Timeout: 5 * time.Second}, w)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(made.Close)
	facts.Mail = recipient(1)
	s.data[recipient(1)] = []*smtp.SMTPError{{Code: 552, EnhancedCode: smtp.EnhancedCode{5, 3, 4}, Message: "message too big"}}
	if done := made.Send(t.Context(), facts, now); done.Fate != engine.HandedOver {
		t.Fatalf("it is %s: %s", done.Fate, done.Response)
	}
	got := s.letters(recipient(1))
	if len(got) != 1 {
		t.Fatalf("%d copies came", len(got))
	}
	read := parse(t, got[0].raw)
	if len(read.Files) > 0 || strings.Contains(read.Text, "bifogad") || !strings.Contains(read.Text, "/handlingar/p3") {
		t.Errorf("the letter that came has %d papers and says:\n%s", len(read.Files), read.Text)
	}

	facts.Mail = recipient(2) // a full mailbox is not mended by a smaller letter
	s.data[recipient(2)] = []*smtp.SMTPError{{Code: 552, EnhancedCode: smtp.EnhancedCode{5, 2, 2}, Message: "mailbox full"}}
	if done := made.Send(t.Context(), facts, now); done.Fate != engine.Refused {
		t.Errorf("a full mailbox makes it %s", done.Fate)
	}
	delete(papers, "h3")
	facts.Mail = recipient(3)
	if done := made.Send(t.Context(), facts, now); done.Fate != engine.TryAgain || len(s.letters(recipient(3))) > 0 {
		t.Errorf("where a paper cannot be read it is %s", done.Fate)
	}
}
