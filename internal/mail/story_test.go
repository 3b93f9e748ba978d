package mail_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/mail"
	"beredd/internal/wording"
	"beredd/workflows"
)

// A story is a proposal's way through the real pack and the real engine, with
// every letter that was owed on it.
type story struct {
	t        *testing.T
	pack     *definition.Pack
	proposal engine.Proposal
	events   map[string]engine.Event
	letters  []engine.LetterFacts
	now      time.Time
}

func newStory(t *testing.T) *story {
	t.Helper()
	folder, err := fs.Sub(workflows.FS, "kalmar-lgl")
	if err != nil {
		t.Fatal(err)
	}
	read, problems := definition.Read(folder, readLetters(t).Names())
	if read == nil || len(problems.Errors()) > 0 {
		t.Fatal(problems)
	}
	return &story{t: t, pack: read, events: map[string]engine.Event{}}
}

// at lets something be done at a local time, and keeps the letters it owes.
func (s *story) at(local string, act engine.Act) {
	s.t.Helper()
	now, err := time.ParseInLocation("2006-01-02 15:04", local, s.pack.Calendar.Zone())
	if err != nil {
		s.t.Fatal(err)
	}
	s.now = now
	id, err := uuid.NewV7()
	if err != nil {
		s.t.Fatal(err)
	}
	act.ID, act.Key, act.Salt, act.Collaboration = id.String(), id.String(), "salt", s.pack.Key
	change, err := engine.Decide(s.pack, s.proposal, act, now)
	if err != nil {
		s.t.Fatalf("%s %s %s: %v", local, act.Kind, act.Transition, err)
	}
	s.proposal = change.Proposal
	s.proposal.Number = "LGL 2026-014"
	for _, e := range change.Events {
		s.events[e.ID] = e
	}
	for _, n := range change.Notices {
		s.letters = append(s.letters, engine.LetterFacts{
			Delivery: engine.Delivery{Notice: n, Number: s.proposal.Number, Title: s.proposal.Title},
			Event:    s.events[n.Event], Proposal: s.proposal,
		})
	}
}

func (s *story) do(local, person, transition string, inputs map[string]any) {
	s.t.Helper()
	s.at(local, engine.Act{Kind: engine.Do, Actor: engine.Actor{Person: person, Assurance: "login"}, Transition: transition, Inputs: inputs})
}

func (s *story) answer(local, person, organization, round, answer string, inputs map[string]any) {
	s.t.Helper()
	s.at(local, engine.Act{Kind: engine.AnswerAsk, Actor: engine.Actor{Person: person, Organization: organization, Assurance: "link"},
		Round: round, Respondent: organization, Answer: answer, Inputs: inputs})
}

// Every letter that the real engine owes on a proposal's way through the Kalmar
// pack is read as its recipient reads it, in either language.
func TestEveryLetterOfARealProposalReadsWell(t *testing.T) {
	s := newStory(t)
	s.at("2026-02-02 09:00", engine.Act{Kind: engine.Propose, Workflow: s.pack.Workflows[0].Key, Actor: engine.Actor{Person: "elderly_lead", As: "elderly"}, Inputs: map[string]any{
		"title": "Rutin för samordnad individuell plan (SIP) vid utskrivning från sluten vård", "summary": "Rutinen har setts över.",
		"proposed_decision": "att anta rutinen", "documents": []engine.Document{{Name: "rutin.pdf", Type: "application/pdf", Size: 812_000, Hash: "aa"}},
	}})
	s.do("2026-02-02 10:00", "elderly_lead", "submit", nil)
	s.do("2026-02-10 10:00", "preparation_secretary", "refer_back", map[string]any{"reason": "Kostnaderna saknas.\n\nRäkna på dem."})
	s.do("2026-02-20 10:00", "elderly_lead", "submit", nil)
	s.do("2026-03-02 10:00", "preparation_secretary", "put_on_agenda", map[string]any{"meeting": "2026-04-07"})
	s.do("2026-04-07 10:00", "lgl_secretary", "decide", map[string]any{"decision": "att anta rutinen", "follow_up_on": "2026-11-16"})
	s.answer("2026-04-10 10:00", "borgholm_social", "borgholm", "dissemination", "received", nil)
	s.answer("2026-04-13 10:00", "borgholm_social", "borgholm", "dissemination", "spread", map[string]any{"plan": "På nästa möte.", "responsible": "Enhetschefen", "date": "2026-05-04"})
	s.answer("2026-04-14 10:00", "association_web", "regionforbundet", "publication", "published", map[string]any{"address": "regionforbundet-kalmar.example/sip", "date": "2026-04-14"})
	for day, end := s.now, s.now.AddDate(0, 8, 3); day.Before(end); day = day.AddDate(0, 0, 1) {
		s.at(day.Format("2006-01-02")+" 12:00", engine.Act{Kind: engine.Tick})
	}
	followUp := s.proposal.Rounds[len(s.proposal.Rounds)-1]
	for _, r := range followUp.Respondents {
		s.at("2026-12-18 09:00", engine.Act{Kind: engine.AnswerAsk, Round: "follow_up", Respondent: r.Organization, Answer: "in_use",
			Actor: engine.Actor{Organization: r.Organization, Mailbox: true, Assurance: "link"}})
	}
	w, err := mail.NewWriter(readLetters(t), letterhead, site(t), s.pack)
	if err != nil {
		t.Fatal(err)
	}
	count, seen := map[string]int{}, map[string]bool{}
	for _, facts := range s.letters {
		count[facts.Letter]++
		kind := fmt.Sprint(facts.Letter, facts.Why, facts.Notice.Round, facts.Event.Data, facts.Last)
		if seen[kind] {
			continue
		}
		seen[kind] = true
		for _, l := range wording.Languages() {
			written, err := w.Message(in(l, facts), s.now)
			if err != nil {
				t.Fatalf("%s to %s: %v", facts.Letter, facts.Name, err)
			}
			var raw bytes.Buffer
			if _, err := written.WriteTo(&raw); err != nil {
				t.Fatal(err)
			}
			check(t, written.Letter, parse(t, raw.Bytes()), raw.Len())
		}
		if t.Failed() {
			t.Fatalf("in the letter %s to %s, as %s", facts.Letter, facts.Name, facts.Why)
		}
	}
	for _, letter := range []string{"to_prepare", "referred_back", "on_agenda", "decision", "receipt", "answer_changed", "reminder", "escalation", "disseminated", "spread_through_channels", "follow_up", "information"} {
		if count[letter] == 0 {
			t.Errorf("the story owes no %s; it owes %v", letter, slices.Sorted(maps.Keys(count)))
		}
	}
}

// A step whose conditions are not met is no choice, and is not offered as one.
func TestALetterOffersWhatItsRecipientMayDoNow(t *testing.T) {
	for simple, want := range map[string]bool{"no": false, "yes": true} {
		s := newStory(t)
		s.at("2026-02-02 09:00", engine.Act{Kind: engine.Propose, Workflow: s.pack.Workflows[0].Key, Actor: engine.Actor{Person: "elderly_lead", As: "elderly"}, Inputs: map[string]any{
			"title": "Rutin", "summary": "Den har setts över.", "proposed_decision": "att anta rutinen", "simple": simple,
			"documents": []engine.Document{{Name: "rutin.pdf", Type: "application/pdf", Size: 812_000, Hash: "aa"}},
		}})
		s.do("2026-02-02 10:00", "elderly_lead", "submit", nil)
		w, err := mail.NewWriter(readLetters(t), letterhead, site(t), s.pack)
		if err != nil {
			t.Fatal(err)
		}
		offered := s.pack.Workflows[0].Transition("decide_simple").Title.In(wording.Swedish)
		told := 0
		for _, facts := range s.letters {
			if facts.Letter != "to_prepare" || facts.Person != "preparation_secretary" {
				continue
			}
			told++
			letter, err := w.Letter(facts, s.now)
			if err != nil {
				t.Fatal(err)
			}
			body := strings.Join(letter.Paragraphs, "\n")
			if strings.Contains(body, offered) != want || !strings.Contains(body, "Sätt upp på dagordningen") {
				t.Errorf("of a matter that is simple: %s, the letter says\n%s", simple, body)
			}
		}
		if told == 0 {
			t.Error("nobody was told to prepare it")
		}
	}
}
