package engine_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"beredd/internal/agenda"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
)

// county is a world of a county whose board meets.
func county(t testing.TB) *world {
	t.Helper()
	w := newWorld(t)
	pack, problems := definition.Read(os.DirFS("testdata/county"), nil)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	w.pack = pack
	w.at("2026-01-05 09:00")
	return w
}

// meets lays out a meeting of the board.
func (w *world) meets(date string) engine.Proposal {
	w.t.Helper()
	return w.must(engine.Act{Kind: engine.Propose, Workflow: "meeting.board", Origin: &engine.Origin{Key: "meeting.board/" + date},
		Inputs: inputs{"date": date, "time": "09:00", "end": "12:00", "place": "Stadshuset"}})
}

// matter opens a proposal and puts it on the board's agenda of a day, or leaves it in
// preparation for "".
func (w *world) matter(title, meeting string) engine.Proposal {
	w.t.Helper()
	p := w.must(engine.Act{Kind: engine.Propose, Workflow: "matter", Actor: by("drafter"),
		Inputs: inputs{"title": title, "proposed_decision": "- Att planen antas"}})
	w.on(p, "submit", "drafter", nil)
	if meeting != "" {
		w.on(p, "put_on_agenda", "preparer", inputs{"meeting": meeting})
	}
	return w.stands(p)
}

// on takes a step in a proposal.
func (w *world) on(p engine.Proposal, step, person string, in inputs) engine.Proposal {
	w.t.Helper()
	return w.must(engine.Act{Kind: engine.Do, Proposal: p.ID, Transition: step, Actor: by(person), Inputs: in})
}

// stands is a proposal as it stands.
func (w *world) stands(p engine.Proposal) engine.Proposal { return w.store.proposals[p.ID] }

// agenda is a meeting's agenda as people read it, with what became of each item.
func (w *world) agenda(p engine.Proposal) string {
	var said []string
	for _, item := range w.stands(p).Gathering.Numbered() {
		one := fmt.Sprintf("%d %s", item.Number, item.Title)
		if item.Waits {
			one += " (waits)"
		}
		if item.Result != "" {
			one += ": " + string(item.Result)
		}
		if item.To.ID != "" {
			one += " -> " + item.To.Number
		}
		said = append(said, one)
	}
	return strings.Join(said, "; ")
}

func (w *world) wants(p engine.Proposal, agenda string) {
	w.t.Helper()
	if got := w.agenda(p); got != agenda {
		w.t.Errorf("%s: the agenda is %q, want %q", w.now.Format("2 Jan"), got, agenda)
	}
}

func (w *world) refused(code string, a engine.Act) {
	w.t.Helper()
	_, err := w.act(a)
	if f := fault.As(err); f == nil || f.Code != code {
		w.t.Errorf("%s: %v, want the fault %s", a.Kind, err, code)
	}
}

func TestAMeetingIsLaidOutOnceWhoeverAsks(t *testing.T) {
	w := county(t)
	m := w.meets("2026-02-06")
	if m.Number != "LAN-M 2026-001" || m.Meeting.ID != m.ID || m.Meeting.Name != "board" || m.State != "planned" {
		t.Errorf("laid out as %s in %s: %+v", m.Number, m.State, m.Meeting)
	}
	if again := w.meets("2026-02-06"); again.ID != m.ID {
		t.Error("the same line of the cycle was laid out twice")
	}
	lay := engine.Act{Kind: engine.Propose, Workflow: "meeting.board", Inputs: inputs{"date": "2026-03-06"}}
	for person, code := range map[string]string{"ann": "forbidden", "sec": "", "coord": ""} {
		a := lay
		a.Actor = by(person)
		if code != "" {
			w.refused(code, a)
			continue
		}
		w.must(a)
	}
	for _, test := range []struct {
		in          inputs
		code, field string
	}{
		{inputs{}, "missing_input", "date"},
		{inputs{"date": "2025-12-01"}, "meeting_passed", "date"},
		{inputs{"date": "fredag"}, "not_a_date", "date"},
		{inputs{"date": "2026-03-06", "time": "kl nio"}, "not_a_clock", "time"},
		{inputs{"date": "2026-03-06", "time": "12:00", "end": "9.00"}, "meeting_ends", "end"},
		{inputs{"date": "2026-03-06", "until": "2026-03-06"}, "meeting_until", "until"},
	} {
		_, err := w.act(engine.Act{Kind: engine.Propose, Workflow: "meeting.board", Actor: by("sec"), Inputs: test.in})
		if f := fault.As(err); f == nil || f.Code != test.code || f.Field != test.field {
			t.Errorf("%v: %v, want %s on %s", test.in, err, test.code, test.field)
		}
	}
}

func TestADutyOfTheYearIsDueOnItsDay(t *testing.T) {
	w := county(t)
	p := w.must(engine.Act{Kind: engine.Propose, Workflow: "duty.report", Origin: &engine.Origin{Key: "duty.report/2026-05-15"}, Inputs: inputs{"due": "2026-05-15"}})
	if p.Number != "LAN-U 2026-001" || p.FallsOn().String() != "2026-05-15" {
		t.Errorf("%s falls on %s", p.Number, p.FallsOn())
	}
	w.must(engine.Act{Kind: engine.Reschedule, Proposal: p.ID, Actor: by("coord"), Inputs: inputs{"due": "2026-05-20"}})
	if moved := w.stands(p); moved.FallsOn().String() != "2026-05-20" || !moved.Origin.Pinned {
		t.Errorf("moved to %s, pinned %v", moved.FallsOn(), moved.Origin.Pinned)
	}
}

func TestAProposalStandsOnTheAgendaItIsPutOn(t *testing.T) {
	w := county(t)
	m := w.meets("2026-02-06")
	p := w.matter("Projektplan", "2026-02-06")
	w.wants(m, "1 Projektplan")
	if p.Meeting.ID != m.ID {
		t.Errorf("the proposal's meeting is %q, want the one laid out", p.Meeting.ID)
	}
	item := w.stands(m).Gathering.Items[0]
	if item.Kind != agenda.Decision || item.About.Number != p.Number || !slices.Equal(item.ProposedPoints(), []string{"Att planen antas"}) {
		t.Errorf("the item is %+v", item)
	}
	w.on(p, "inform", "sec", nil) // before the day of the meeting, which has it before it still
	w.wants(m, "1 Projektplan")
	w.at("2026-02-06 09:30")
	w.on(p, "inform", "sec", nil)
	w.wants(m, "1 Projektplan: noted")
	w.on(p, "decide", "sec", inputs{"decision": "Att planen antas\nAtt den följs upp"})
	w.wants(m, "1 Projektplan: amended")
	if got := w.stands(m).Gathering.Items[0]; len(got.Decision) != 2 || got.At != "09:30" || got.Step != "decide" {
		t.Errorf("decided %q at %s by %s", got.Decision, got.At, got.Step)
	}
}

// A proposal may be put on a day that the cycle has before anybody has laid the meeting
// out. It is taken up when that is done, however late.
func TestWhatWasPutOnADayIsTakenUpWhenItsMeetingIsLaidOut(t *testing.T) {
	w := county(t)
	p := w.matter("Projektplan", "2026-02-06")
	if p.Meeting == nil || p.Meeting.ID != "" {
		t.Fatalf("the proposal's meeting is %+v", p.Meeting)
	}
	w.at("2026-02-02 09:00") // long after the stop date
	m := w.meets("2026-02-06")
	w.wants(m, "1 Projektplan")
	if got := w.stands(p); got.Meeting.ID != m.ID || got.StateDeadline() == nil {
		t.Errorf("the proposal's meeting is %+v", got.Meeting)
	}
	w.at("2026-02-06 10:00")
	w.on(p, "decide", "sec", inputs{"decision": "- Att planen antas"})
	w.wants(m, "1 Projektplan: as_proposed")
}

func TestWhatLeavesAnAgenda(t *testing.T) {
	for _, test := range []struct {
		name, step, person string
		in                 inputs
		sent               bool // the agenda has been sent
		here, there        string
	}{
		{"referred back before the agenda is sent", "refer_back", "chair", inputs{"reason": "mer underlag"}, false, "", ""},
		{"referred back from the agenda that was sent", "refer_back", "chair", inputs{"reason": "mer underlag"}, true, "1 Plan: referred_back", ""},
		{"withdrawn from the agenda that was sent", "withdraw", "drafter", inputs{"reason": "inaktuellt"}, true, "1 Plan: withdrawn", ""},
		{"postponed", "postpone", "sec", inputs{"meeting": "2026-04-07"}, true, "1 Plan: postponed -> LAN-M 2026-002", "1 Plan"},
		{"postponed to a day without a meeting", "postpone", "sec", inputs{"meeting": "2026-03-11"}, true, "1 Plan: postponed", ""},
		{"decided as proposed", "decide", "sec", inputs{"decision": "- Att planen  antas"}, true, "1 Plan: as_proposed", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := county(t)
			m, next := w.meets("2026-02-06"), w.meets("2026-04-07")
			p := w.matter("Plan", "2026-02-06")
			if test.sent {
				w.on(m, "agenda", "sec", nil)
				w.at("2026-02-06 10:00")
			}
			w.on(p, test.step, test.person, test.in)
			w.wants(m, test.here)
			w.wants(next, test.there)
		})
	}
}

func TestAMeetingThatMovesTakesItsProposalsWithIt(t *testing.T) {
	w := county(t)
	m := w.meets("2026-04-07")
	p := w.matter("Plan", "2026-04-07")
	w.on(m, "notice", "sec", nil)
	w.mailed()
	w.must(engine.Act{Kind: engine.Reschedule, Proposal: m.ID, Actor: by("sec"), Inputs: inputs{"date": "2026-04-14", "reason": "påsken"}})
	now, deadline := w.stands(p), w.stands(p).StateDeadline()
	if now.Meeting.Date.String() != "2026-04-14" || deadline.Moment.Date.String() != "2026-04-14" {
		t.Errorf("the proposal's meeting is %s, its deadline %s", now.Meeting.Date, deadline.Moment.Date)
	}
	if got := w.stands(m); !got.Origin.Pinned || got.Gathering.Place != "Stadshuset" || got.StateDeadline().Moment.Date.String() != "2026-04-14" {
		t.Errorf("the meeting: pinned %v, at %s, deadline %v", got.Origin.Pinned, got.Gathering.Place, got.StateDeadline())
	}
	if got, want := w.mailed(), []string{"meeting_moved to ann@town.example", "meeting_moved to bo@village.example", "meeting_moved to chair@county.example", "meeting_moved to sec@county.example"}; !sameMail(got, want) {
		t.Errorf("told: %v, want %v", got, want)
	}
	w.refused("nothing_changed", engine.Act{Kind: engine.Reschedule, Proposal: m.ID, Actor: by("sec"), Inputs: inputs{"date": "2026-04-14"}})
	w.refused("forbidden", engine.Act{Kind: engine.Reschedule, Proposal: m.ID, Actor: by("ann"), Inputs: inputs{"date": "2026-04-15"}})
}

// Nobody is told of a new day who had not been told the old one.
func TestAPlannedMeetingMovesQuietly(t *testing.T) {
	w := county(t)
	m := w.meets("2026-06-05")
	w.must(engine.Act{Kind: engine.Reschedule, Proposal: m.ID, Inputs: inputs{"date": "2026-06-12"}})
	if got := w.mailed(); len(got) > 0 {
		t.Errorf("told: %v", got)
	}
	if w.stands(m).Origin.Pinned {
		t.Error("what the cycle moved is pinned, as if a person had")
	}
}

func TestACancelledMeetingGivesItsMattersToTheNext(t *testing.T) {
	w := county(t)
	m, next := w.meets("2026-02-06"), w.meets("2026-04-07")
	p := w.matter("Plan", "2026-02-06")
	w.must(engine.Act{Kind: engine.Arrange, Proposal: m.ID, Actor: by("sec"), Arrangement: &agenda.Arrangement{Do: agenda.Add, Item: agenda.Item{Kind: agenda.Formal, Title: "Öppnande"}}})
	w.on(m, "cancel", "sec", inputs{"reason": "sjukdom"})
	w.wants(m, "0 Plan -> LAN-M 2026-002; 1 Öppnande")
	w.wants(next, "1 Plan")
	if got := w.stands(p).Meeting; got == nil || got.ID != next.ID || got.Date.String() != "2026-04-07" {
		t.Errorf("the proposal's meeting is %+v, want the next", got)
	}
	if from := w.stands(next).Gathering.Items[0].From; from.ID != m.ID || from.Number != m.Number {
		t.Errorf("it came from %+v", from)
	}
	w.mailed()
	w.on(next, "cancel", "sec", inputs{"reason": "sjukdom"})
	if got := w.stands(p); got.Meeting != nil || got.State != "on_agenda" || got.StateDeadline() == nil || got.StateDeadline().Moment.Date.String() != "2026-04-07" {
		t.Errorf("with no meeting left: %+v, deadline %v", got.Meeting, got.StateDeadline())
	}
	if got := w.mailed(); !slices.Contains(got, "meeting_gone to coord@county.example") || !slices.Contains(got, "meeting_gone to sec@county.example") {
		t.Errorf("told: %v", got)
	}
	w.on(next, "reopen", "sec", inputs{"reason": "frisk"})
	if got := w.stands(p).Meeting; got == nil || got.ID != next.ID {
		t.Errorf("when the meeting is to be held after all: %+v", got)
	}
	w.refused("item_there", engine.Act{Kind: engine.Arrange, Proposal: next.ID, Actor: by("sec"), Arrangement: &agenda.Arrangement{Do: agenda.Add, Item: agenda.Item{Kind: agenda.Decision, About: agenda.Matter{Number: p.Number}}}})
}

func TestWhatComesAfterTheStopDateWaitsForAYes(t *testing.T) {
	w := county(t)
	m, next := w.meets("2026-02-06"), w.meets("2026-04-07")
	w.at("2026-01-16 12:01") // 15 workdays before, at 12
	first, second := w.matter("Ett", "2026-02-06"), w.matter("Två", "2026-02-06")
	w.wants(m, "0 Ett (waits); 0 Två (waits)")
	id := w.stands(m).Gathering.On(first.ID).ID
	w.refused("forbidden", engine.Act{Kind: engine.Arrange, Proposal: m.ID, Actor: by("ann"), Arrangement: &agenda.Arrangement{Do: agenda.Admit, Item: agenda.Item{ID: id}}})
	w.must(engine.Act{Kind: engine.Arrange, Proposal: m.ID, Actor: by("chair"), Arrangement: &agenda.Arrangement{Do: agenda.Admit, Item: agenda.Item{ID: id}}})
	w.on(m, "agenda", "sec", nil)
	w.wants(m, "1 Ett; 0 Två -> LAN-M 2026-002")
	w.wants(next, "1 Två")
	if got := w.stands(second).Meeting.ID; got != next.ID {
		t.Error("the proposal that came late does not know that it is taken up at the next meeting")
	}
}

func TestDecisionsMadeOutsideAreReportedTogether(t *testing.T) {
	w := county(t)
	m := w.meets("2026-02-06")
	for _, title := range []string{"Ett", "Två"} {
		w.on(w.matter(title, ""), "decide_simple", "preparer", inputs{"decision": "Ja"})
	}
	w.wants(m, "1 Anmälan av delegationsbeslut")
	if got := w.stands(m).Gathering.Items[0].Gathers; len(got) != 2 || got[1].Title != "Två" {
		t.Errorf("it reports %+v", got)
	}
}

func TestTheSecretaryRecordsOneClickAtATime(t *testing.T) {
	w := county(t)
	m := w.meets("2026-02-06")
	p := w.matter("Plan", "2026-02-06")
	w.must(engine.Act{Kind: engine.Arrange, Proposal: m.ID, Actor: by("sec"), Arrangement: &agenda.Arrangement{Do: agenda.Add, Item: agenda.Item{Kind: agenda.Information, Title: "Vaccination"}, Place: 1}})
	items := w.stands(m).Gathering.Items
	record := func(e agenda.Entry) engine.Act {
		return engine.Act{Kind: engine.Record, Proposal: m.ID, Actor: by("sec"), Entry: &e}
	}
	w.refused("meeting_ahead", record(agenda.Entry{What: agenda.Came, Present: agenda.Presence{Person: "ann"}}))
	for _, e := range []agenda.Entry{ // minutes go by mail
		{What: agenda.Said, Item: items[0].ID, Part: agenda.Part{Kind: agenda.Background, Text: "Gäller 811228-9874"}},
		{What: agenda.Said, Item: items[0].ID, Part: agenda.Part{Kind: agenda.Proposed, Points: []string{"att bevilja 811228-9874"}}},
	} {
		w.refused("personal_number_in_text", record(e))
		confirmed := record(e)
		confirmed.Confirmed = []string{"text"}
		w.must(confirmed)
	}
	w.must(record(agenda.Entry{What: agenda.Said, Nth: 2, Item: items[0].ID, Part: agenda.Part{Kind: agenda.Proposed}}))
	w.must(record(agenda.Entry{What: agenda.Said, Nth: 1, Item: items[0].ID, Part: agenda.Part{Kind: agenda.Background, Text: "82,9 procent"}}))
	w.on(m, "agenda", "sec", nil)
	w.at("2026-02-06 09:05")
	w.must(record(agenda.Entry{What: agenda.Came, Present: agenda.Presence{Person: "ann"}}))
	w.refused("personal_number_in_text", record(agenda.Entry{What: agenda.Reserved, Item: items[0].ID, Reservation: agenda.Reservation{Who: "Ann", Text: "811228-9874 hörs inte"}}))
	w.must(record(agenda.Entry{What: agenda.Said, Item: items[0].ID, Part: agenda.Part{Kind: agenda.Views, Text: "Frågor"}}))
	w.at("2026-02-06 10:15")
	w.must(record(agenda.Entry{What: agenda.Left, Present: agenda.Presence{Person: "ann"}}))
	w.must(record(agenda.Entry{What: agenda.Settled, Item: items[0].ID, Result: agenda.Noted}))
	w.refused("item_of_proposal", record(agenda.Entry{What: agenda.Settled, Item: items[1].ID, Result: agenda.AsProposed}))
	forbidden := record(agenda.Entry{What: agenda.Came, Present: agenda.Presence{Person: "bo"}})
	forbidden.Actor = by("bo")
	w.refused("forbidden", forbidden)
	ann := w.stands(m).Gathering.Present[0]
	if ann.Name != "Ledamot Ann" || ann.Organization != "town" || ann.As != "member" || ann.Spells[0] != (agenda.Spell{To: "10:15"}) {
		t.Errorf("recorded of Ann: %+v", ann)
	}
	w.on(p, "decide", "sec", inputs{"decision": "- Att planen antas"})
	w.wants(m, "1 Vaccination: noted; 2 Plan: as_proposed")
	w.on(m, "hold", "sec", nil)
	w.on(m, "minutes", "sec", nil)
	w.on(m, "approve", "chair", nil)
	var given []int
	for _, item := range w.stands(m).Gathering.Items {
		given = append(given, item.Paragraph)
	}
	if !slices.Equal(given, []int{1, 2}) {
		t.Errorf("the paragraphs are %v, want 1 and 2", given)
	}
	w.refused("minutes_stand", record(agenda.Entry{What: agenda.Came, Present: agenda.Presence{Person: "bo"}}))
}

// "Ett förslag lämnas för beslut första kvartalet": what a meeting gives somebody to do
// has its day, asks whoever has it, and is back on the last agenda before that day.
func TestAnAssignmentComesBack(t *testing.T) {
	w := county(t)
	m, april, june := w.meets("2026-02-06"), w.meets("2026-04-07"), w.meets("2026-06-05")
	w.must(engine.Act{Kind: engine.Arrange, Proposal: m.ID, Actor: by("sec"), Arrangement: &agenda.Arrangement{Do: agenda.Add, Item: agenda.Item{Kind: agenda.Decision, Title: "Kontinens"}}})
	item := w.stands(m).Gathering.Items[0].ID
	w.at("2026-02-06 10:00")
	assign := func(nth int, a agenda.Assignment) engine.Act {
		return engine.Act{Kind: engine.Record, Proposal: m.ID, Actor: by("sec"), Entry: &agenda.Entry{What: agenda.Assigned, Item: item, Nth: nth, Assignment: a}}
	}
	for code, a := range map[string]agenda.Assignment{
		"assignment_what": {Who: []string{"group"}, Said: "maj 2026"},
		"assignment_who":  {What: "Rapport", Said: "maj 2026"},
		"assignment_whom": {What: "Rapport", Who: []string{"nobody"}, Said: "maj 2026"},
		"assignment_by":   {What: "Rapport", Who: []string{"group"}},
		"assignment_said": {What: "Rapport", Who: []string{"group"}, Said: "när det passar"},
	} {
		w.refused(code, assign(0, a))
	}
	w.must(assign(0, agenda.Assignment{What: "Ett förslag lämnas", Who: []string{"group", "village"}, Said: "andra kvartalet 2026"}))
	w.must(assign(0, agenda.Assignment{What: "Ett kort svar", Who: []string{"drafter"}, Said: "2026-04-30"}))
	w.mailed()
	w.on(m, "hold", "sec", nil)
	p, short := w.titled("Ett förslag lämnas"), w.titled("Ett kort svar")
	if got := p.FallsOn().String(); got != "2026-06-30" || p.Fields["said"] != "andra kvartalet 2026" {
		t.Errorf("it is due on %s, said %q", got, p.Fields["said"])
	}
	if got, want := w.mailed(), []string{"assignment to drafter@county.example", "assignment to drafter@county.example", "assignment to post@village.example"}; !sameMail(got, want) {
		t.Errorf("asked: %v, want %v", got, want)
	}
	w.wants(april, "1 Ett kort svar")
	w.wants(june, "1 Ett förslag lämnas")
	if about := w.stands(june).Gathering.Items[0].About; about.Number != p.Number || p.Number == short.Number {
		t.Errorf("the agenda names %q, want %q", about.Number, p.Number)
	}
	w.refused("assignment_given", assign(1, agenda.Assignment{}))
	w.must(assign(0, agenda.Assignment{What: "Glömt på mötet", Who: []string{"chair"}, Said: "2026-05-04"}))
	if w.titled("Glömt på mötet").State != "open" {
		t.Error("an assignment recorded after the meeting was not given")
	}
	for who, actor := range map[string]engine.Actor{"group": by("drafter"), "village": {Organization: "village", Mailbox: true, Assurance: "link"}} {
		w.must(engine.Act{Kind: engine.AnswerAsk, Proposal: p.ID, Round: "duty", Respondent: who, Answer: "done", Actor: actor})
	}
	if got := w.stands(p).State; got != "done" {
		t.Errorf("when all have reported it is %s", got)
	}
}

// A crash between a proposal and its meeting loses nothing: the sweep does what was
// left, once.
func TestACrashBetweenProposalAndMeetingIsMended(t *testing.T) {
	w := county(t)
	m := w.meets("2026-02-06")
	p := w.matter("Plan", "")
	ctx, cancel := context.WithCancel(context.Background())
	change, err := engine.Decide(w.pack, p, engine.Act{ID: "00000000-0000-7000-8000-000000000001", Key: "crash", Kind: engine.Do, Proposal: p.ID, Transition: "put_on_agenda",
		Actor: by("preparer"), Inputs: inputs{"meeting": "2026-02-06"}, Laid: engine.LaidOut([]engine.Proposal{w.stands(m)})}, w.now)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.store.Save(ctx, change); err != nil {
		t.Fatal(err)
	}
	cancel()
	w.wants(m, "")
	for range 2 {
		if _, err := w.engine.Sweep(context.Background(), nil); err != nil {
			t.Fatal(err)
		}
	}
	w.wants(m, "1 Plan")
	if len(w.store.errands) != 0 {
		t.Errorf("%d errands are left", len(w.store.errands))
	}
}

func sameMail(got, want []string) bool {
	slices.Sort(got)
	slices.Sort(want)
	return slices.Equal(got, want)
}
