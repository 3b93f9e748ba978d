package definition_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/definition/source"
	"beredd/internal/people"
	"beredd/internal/wording"
)

func page(t *testing.T) *definition.Pack {
	t.Helper()
	pack, problems := definition.Read(archive(t, "testdata/page.txtar"), letters)
	if pack == nil {
		t.Fatal(problems.Errors())
	}
	return pack
}

// What the page of the language says, in the words of the model.
func TestThePageMeansWhatItSays(t *testing.T) {
	pack := page(t)
	flow := pack.Workflow("agreement")
	open, shut := pack.Calendar.Hours()
	round, follow := flow.Round("dissemination"), flow.Round(definition.FollowUp)
	prepared, agenda := flow.State("prepared"), flow.State("on_agenda")
	for _, row := range []struct {
		sentence  string
		got, want any
	}{
		{"its key", pack.Key, "kalmar-lgl"},
		{"its languages, the first its own", fmt.Sprint(pack.Languages, pack.People.Language), "[sv en]sv"},
		{"how proposals are numbered", pack.Number.Prefix, "LGL"},
		{"office hours", fmt.Sprint(open, shut), "07:30 16:30"},
		{"a closed day of its own", pack.Calendar.NextWorkday(calendar.Date{Year: 2026, Month: 5, Day: 15}), calendar.Date{Year: 2026, Month: 5, Day: 18}},
		{"who drafts", strings.Join(pack.Bodies("agreement", "drafting"), " "), "children abuse elderly mental_health"},
		{"a body's roles", strings.Join(pack.Roles("agreement", "beredning"), " "), "preparation"},
		{"a role that one body has is called by it", pack.RoleTitle(flow, "deciding").In("sv"), "Länsgemensam ledning"},
		{"a role that several have is called by its name", pack.RoleTitle(flow, "drafting").In("sv"), "Drafting"},
		{"a deadline in workdays", prepared.Deadline.Within, calendar.Period{Count: 20, Unit: calendar.Workdays}},
		{"its reminders", fmt.Sprint(prepared.Deadline.Remind[0], "; ", prepared.Deadline.Remind[1]), "5 workdays before; on the day"},
		{"who is told when it is late", prepared.Deadline.Escalate[0].To, []people.Party{{Kind: people.Coordinator}}},
		{"a deadline at the meeting", *agenda.Deadline.At, definition.DateRef{Of: "meeting"}},
		{"a state that needs a meeting", agenda.Needs, []string{"meeting"}},
		{"a state that waits for ever", flow.State("drafted").Forever, true},
		{"a field's hint", flow.Fields[0].Hint.In("sv"), "Inget mellan huvudmännen"},
		{"a condition", flow.Transition("decide_simple").When.Source, "proposal.simple"},
		{"a transition that decides", flow.Transition("decide").Decides(), true},
		{"a transition that does not", flow.Transition("submit").Decides(), false},
		{"who takes it", flow.Transition("refer_back").By, []people.Party{{Kind: people.Role, Name: "preparation"}, {Kind: people.Role, Name: "deciding"}}},
		{"a transition that a round fires", flow.Transition("close").On[0].Kind, definition.OnComplete},
		{"a transition that time fires", flow.Transition("lapse").On[0].Period, calendar.Period{Count: 180, Unit: calendar.Days}},
		{"a round's beginning", round.Opens[0].Kind, definition.OnState},
		{"whom it asks", round.Asks, []people.Party{{Kind: people.Organizations}}},
		{"an answer that settles", round.Answer("spread").Final, true},
		{"what it needs", round.Answer("spread").Needs, []string{"plan", "responsible", "date"}},
		{"reminders again and again", round.Deadline.Every.String(), "7 days after"},
		{"enough answers", round.Complete.All, true},
		{"a follow-up on its date", *follow.At, definition.DateRef{Of: "decision", Name: "follow_up_on"}},
		{"a letter on a transition", flow.Notify[0].On.Kind, definition.OnTransition},
		{"a letter on a state", flow.Notify[2].On.Kind, definition.OnState},
		{"a meeting's days", pack.Cycle.Meetings[0].Rule.String(), "first Friday of February, April, June, September, November"},
		{"a meeting's hours, and where it goes from a closed day", fmt.Sprint(pack.Cycle.Meetings[0].Start, pack.Cycle.Meetings[0].End, pack.Cycle.Meetings[0].Else), "09:0012:00next workday"},
		{"a meeting of several bodies", strings.Join(pack.Cycle.Meetings[2].Bodies, " "), "lgl school_heads"},
		{"a step of the demo", pack.Demo.Steps[0].Propose.Inputs["documents"], definition.Papers{"rutin.pdf"}},
	} {
		if diff := cmp.Diff(row.want, row.got); diff != "" {
			t.Errorf("%s:\n%s", row.sentence, diff)
		}
	}
}

func TestAWordOfNeedsIsAField(t *testing.T) {
	fsys, _ := flow(`fields: {cost: {type: number, title: Cost}, plan: {type: document, title: Our plan}}
states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group, needs: [cost, documents]}}
rounds: {ask: {opens: {on: b}, asks: organizations, question: Q, fields: {mark: bool}, answers: {yes: {title: Y, needs: [mark, date]}}, deadline: 3 days}}`)
	pack, problems := definition.Read(fsys, nil)
	if pack == nil {
		t.Fatal(problems)
	}
	w := pack.Workflows[0]
	for _, row := range []struct {
		sentence, word string
		round          *definition.Round
		want           definition.FieldType
		title          string
	}{
		{"a word of the language", "follow_up_on", nil, definition.Date, "Followed up on"},
		{"another way to write it", "documents", nil, definition.Document, "Document"},
		{"a field of the workflow", "cost", nil, definition.Number_, "Cost"},
		{"a field in place of the language's word", "plan", nil, definition.Document, "Our plan"},
		{"a field of the round at hand", "mark", w.Round("ask"), definition.Bool, "Mark"},
	} {
		field, ok := w.Input(row.word, row.round)
		if !ok || field.Type != row.want || !strings.EqualFold(field.Title.In(wording.English), row.title) {
			t.Errorf("%s: %q is %v %q", row.sentence, row.word, field.Type, field.Title.In(wording.English))
		}
	}
	if _, ok := w.Input("mark", nil); ok {
		t.Error("a round's own field is one outside it")
	}
	if w.Needs("mark").Type != definition.Bool || w.Needs("cost").Type != definition.Number_ || w.Needs("nothing").Name != "" {
		t.Error("Needs does not find what stands in any round, or finds what there is not")
	}
	if got := w.Transition("go").Needs; !slices.Equal(got, []string{"cost", "document"}) {
		t.Errorf("needs %v", got)
	}
}

// all is a scenario with every word of the language.
const all = `scenario: All words
start: 2026-02-02
steps:
  - propose: {as: group, workflow: flow, title: One, documents: [a.pdf, b.pdf], cost: 12, simple: true, refused: title_too_long}
  - propose: {as: P, title: Two}
  - edit: {as: submitter, on: Two, summary: 2026}
  - do: go
    as: group.member
    on: Two
    version: 3
    key: twice
    cost: "13"
    refused: {code: guard, field: cost, says: dyrt}
  - do: fly
    as: group
    wings: true
    refused: unknown_transition
  - answer: {round: ask, as: B, with: maybe, refused: unknown_answer}
  - answer: {round: ask, as: a, with: yes, date: 2026-03-01}
  - close: {round: ask, as: coordinator, reason: Enough}
  - wait: 3 workdays
  - wait: until 2026-03-01
  - wait: until meeting
  - wait: next
  - mailbox: {of: B, fails: 550 5.1.1 no such user}
  - mailbox: {of: b@b.example, works: true}
  - expect:
      state: b
      held_by: nobody
      deadline: none
      version: 4
      decision: ""
      meeting: 2026-03-01
      fields: {cost: 13, simple: false}
      mail: []
      mail includes: [{to: every organization, template: asked, about: ask, count: 2, status: accepted, language: en}]
      round: {ask: {answered: 1, of: 2, late: 0, open: true, complete: false, deadline: 2026-03-04, answers: {A: yes, b: none}}}
      choices: {group.member: [go], coordinator: []}
      history: [proposed, moved]
`

func TestAScenarioMaySayEverything(t *testing.T) {
	fsys, _ := flow(`fields: {cost: {type: number, title: Cost}, simple: {type: bool, title: Simple}}
states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group}}
rounds: {ask: {opens: {on: b}, asks: organizations, question: Q, answers: {yes: {title: Y}}, deadline: 3 days}}`)
	fsys["scenarios/all.yaml"] = &fstest.MapFile{Data: []byte(all)}
	fsys["scenarios/notes.txt"] = &fstest.MapFile{Data: []byte("no scenario")}
	pack, problems := definition.Read(fsys, nil)
	if pack == nil {
		t.Fatal(problems)
	}
	scenarios, problems := definition.ReadScenarios(fsys, pack)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	steps := scenarios[0].Steps
	do, expect := steps[3], steps[len(steps)-1].Expect
	for _, row := range []struct {
		sentence  string
		got, want any
	}{
		{"a start without an hour", scenarios[0].Start, "2026-02-02"},
		{"inputs of their fields' types", steps[0].Propose.Inputs, map[string]any{"title": "One", "documents": definition.Papers{"a.pdf", "b.pdf"}, "cost": 12.0, "simple": true}},
		{"a refusal by its code alone, within the step", steps[0].Refused, &definition.Refused{Code: "title_too_long"}},
		{"a proposal by its title", steps[2].On, "Two"},
		{"a number where text is wanted is text", steps[2].Edit.Inputs, map[string]any{"summary": "2026"}},
		{"a transition in full", do.Do, &definition.DoStep{Transition: "go", As: "group.member", Inputs: map[string]any{"cost": "13"}, Expected: 3, Key: "twice"}},
		{"a refusal in full", do.Refused, &definition.Refused{Code: "guard", Field: "cost", Says: "dyrt"}},
		{"what is to be refused may be wrong", steps[4].Do.Inputs, map[string]any{"wings": "true"}},
		{"an answer", steps[6].Answer, &definition.AnswerStep{Round: "ask", As: "a", With: "yes", Inputs: map[string]any{"date": "2026-03-01"}}},
		{"a round closed by hand", steps[7].Close, &definition.CloseStep{Round: "ask", As: "coordinator", Reason: "Enough"}},
		{"a wait for a while", steps[8].Wait.For, calendar.Period{Count: 3, Unit: calendar.Workdays}},
		{"a wait for a day", steps[9].Wait.Until, "2026-03-01"},
		{"a wait for the meeting", steps[10].Wait.Meeting, "meeting"},
		{"a wait for whatever comes", steps[11].Wait.Next, true},
		{"a mailbox that fails", *steps[12].Mailbox, definition.MailboxStep{Of: "B", Fails: "550 5.1.1 no such user"}},
		{"a mailbox that works again", *steps[13].Mailbox, definition.MailboxStep{Of: "b@b.example"}},
		{"nobody's turn", *expect.HeldBy, ""},
		{"no deadline", *expect.Deadline, ""},
		{"fields", expect.Fields, map[string]any{"cost": 13.0, "simple": false}},
		{"no mail at all", fmt.Sprint(expect.MailSet, len(expect.Mail)), "true 0"},
		{"some mail", expect.Includes[0].Letter + fmt.Sprint(*expect.Includes[0].Count), "asked2"},
		{"a round's answers", expect.Rounds["ask"].Answers, map[string]string{"A": "yes", "b": ""}},
		{"a round that is open", fmt.Sprint(*expect.Rounds["ask"].Open, *expect.Rounds["ask"].Complete), "true false"},
		{"who may do what", expect.Choices, map[string][]string{"group.member": {"go"}, "coordinator": {}}},
		{"the latest events", expect.History, []string{"proposed", "moved"}},
	} {
		if diff := cmp.Diff(row.want, row.got); diff != "" {
			t.Errorf("%s:\n%s", row.sentence, diff)
		}
	}
}

// A step that opens a proposal says of which kind, where there are several.
func TestAStepSaysWhichWorkflow(t *testing.T) {
	fsys, _ := flow("states: {a: {title: A, final: true}}\ntransitions: {}\n")
	fsys["more.yaml"] = &fstest.MapFile{Data: []byte("workflow: more\ntitle: M\nbodies: []\nstates: {c: {title: C, final: true}}\ntransitions: {}\n")}
	fsys["scenarios/one.yaml"] = &fstest.MapFile{Data: []byte("scenario: S\nsteps:\n  - propose: {as: group, title: A}\n  - propose: {as: group, workflow: more, title: B}\n")}
	pack, problems := definition.Read(fsys, nil)
	if pack == nil {
		t.Fatal(problems)
	}
	_, problems = definition.ReadScenarios(fsys, pack)
	want := source.Pos{File: "scenarios/one.yaml", Line: 3, Column: 5}
	if len(problems) != 1 || problems[0].Code != "which_workflow" || problems[0].Pos.Line != want.Line {
		t.Errorf("found %v", problems)
	}
}

// Anchors and merges spare the writer, and mean what they stand for.
func TestWhatIsSaidOnceMayBeMeantTwice(t *testing.T) {
	fsys, _ := flow(`states:
  a: &waiting {title: A, held_by: group, deadline: &soon {within: 3 days, remind: on the day}}
  b: {<<: *waiting, title: B}
  c: {title: C, final: true}
transitions: {go: {title: Go, from: a, to: b, by: group}, on: {title: On, from: b, to: c, by: group}}`)
	pack, problems := definition.Read(fsys, nil)
	if pack == nil {
		t.Fatal(problems)
	}
	b := pack.Workflows[0].State("b")
	if b.Title.In("sv") != "B" || b.HeldBy != "group" || b.Deadline.Within.Count != 3 {
		t.Errorf("b is %+v", b)
	}
}
