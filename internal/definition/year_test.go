package definition_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// ours reads one of the packs that come with the product.
func ours(t *testing.T, name string) *definition.Pack {
	t.Helper()
	pack, problems := definition.Read(os.DirFS("../../workflows/"+name), nil)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return pack
}

// TestTheYearRunsAsWorkflows reads Kalmar's cycle: each series and each deadline is
// something that may be run, and no kind of proposal.
func TestTheYearRunsAsWorkflows(t *testing.T) {
	pack := ours(t, "kalmar-lgl")
	var keys []string
	for _, w := range pack.Year {
		keys = append(keys, w.Key)
		if !pack.Keeps(w.Key, w.Edition) || pack.Workflow(w.Key) != w || !w.OfYear() {
			t.Errorf("%s is not found by its key and edition", w.Key)
		}
		if living := pack.Since(pack); living.At(w.Key, w.Edition).Workflow(w.Key) == nil || len(living.Editions(w.Key)) != 1 || len(living.Workflows) != 1 {
			t.Errorf("%s is not found among the editions", w.Key)
		}
	}
	for _, want := range []string{"meeting.lgl", "meeting.presidium", "meeting.schools", "meeting.lgl.preparation", "duty.sip_report"} {
		if !slices.Contains(keys, want) {
			t.Errorf("%s is missing: %v", want, keys)
		}
	}
	w := pack.Workflow("meeting.lgl")
	round := w.Round("stop_date")
	if round == nil || len(round.Asks) != 8 || round.Deadline.At.String() != "15 workdays before meeting" || round.Deadline.Time != "12:00" {
		t.Fatalf("the stop date is not asked for: %+v", round)
	}
	if at := round.At.String(); at != "71 days before meeting" {
		t.Errorf("the stop date is asked for %s", at)
	}
	if !slices.Contains(w.Transition("notice").Closes, "notice") || slices.Contains(w.Transition("notice").Closes, "stop_date") {
		t.Errorf("sending the notice closes %v", w.Transition("notice").Closes)
	}
	if w.Round("duty") != nil || w.Round("preparation") != nil {
		t.Error("a round stands for what is no duty")
	}
	if bodies := pack.Bodies("meeting.schools", "gathered"); !slices.Equal(bodies, []string{"lgl", "school_heads"}) {
		t.Errorf("who meet the heads of schools: %v", bodies)
	}
}

// yearOf reads a small pack with a cycle.
func yearOf(t *testing.T, files ...string) (*definition.Pack, source.Problems) {
	t.Helper()
	fsys := fstest.MapFS{"collaboration.yaml": {Data: []byte(`collaboration: lake
title: Lakeside
number: LAKE
organizations:
  town: {name: Town, kind: municipality, mailbox: post@town.example}
bodies:
  board: {title: The board, kind: steering, seats: [{person: ann, role: secretary}, {person: bo, role: chair}]}
persons:
  ann: {name: Ann Ek, mail: ann@town.example}
  bo: {name: Bo Alm, mail: bo@town.example}
coordinators: [ann]
`)}}
	for i := 0; i < len(files); i += 2 {
		fsys[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return definition.Read(fsys, nil)
}

const lakesYear = `cycle: Lake
title: The year
meetings:
  board: {title: The board, body: board, on: "first Friday of April, May", time: "09:00-12:00", avoid: closed days}
before_each:
  board:
    - {name: papers, title: Papers, when: 10 workdays before, who: board.secretary}
    - {name: notice, title: Notice, when: 7 days before, who: board.secretary}
deadlines:
  report: {title: Report, by: [31 May], else: next workday, who: board}
`

// TestAnEditionOfTheYearIsItsOwnLines changes one line of the cycle: the meetings it
// says something of have a new edition, and nothing else has.
func TestAnEditionOfTheYearIsItsOwnLines(t *testing.T) {
	before, problems := yearOf(t, "cycle.yaml", lakesYear)
	if problems.Err() != nil {
		t.Fatal(problems.Err())
	}
	for _, c := range []struct {
		from, to string
		changed  []string
	}{
		{"7 days before", "9 days before", []string{"meeting.board"}},
		{"April, May", "April, June", []string{"meeting.board"}},
		{"31 May", "1 March", []string{"duty.report"}},
		{"The year", "Another year", nil},
		{"cycle: Lake", "# A remark.\ncycle:   Lake", nil},
	} {
		after, problems := yearOf(t, "cycle.yaml", strings.Replace(lakesYear, c.from, c.to, 1))
		if problems.Err() != nil {
			t.Fatal(problems.Err())
		}
		var changed []string
		for _, w := range after.Year {
			if w.Edition != before.Workflow(w.Key).Edition {
				changed = append(changed, w.Key)
			}
		}
		if !slices.Equal(changed, c.changed) {
			t.Errorf("%s for %s gives new editions of %v, want %v", c.to, c.from, changed, c.changed)
		}
	}
}

// TestAPackHasAMachineOfItsOwn gives a pack a meeting.yaml: its meetings go through that,
// it is no kind of proposal, and what is wrong in it is told once, where it stands.
func TestAPackHasAMachineOfItsOwn(t *testing.T) {
	const own = `workflow: meeting
title: Meeting
bodies: [gathered]
states:
  planned: {title: Planned, held_by: gathered, deadline: {at: meeting}, needs: meeting}
  over: {title: Over, final: true}
transitions:
  end: {title: End, from: planned, to: over, by: gathered.secretary}
rounds:
  duty: {title: Duty, question: "Done?", opens: planned, asks: gathered, answers: {yes: {title: "Yes", final: true}}, deadline: {at: meeting}, on expiry: close}
`
	pack, problems := yearOf(t, "cycle.yaml", lakesYear, "meeting.yaml", own)
	if problems.Err() != nil {
		t.Fatal(problems.Err())
	}
	if pack.Workflow("meeting") != nil || len(pack.Workflow("meeting.board").States) != 2 || pack.Workflow("meeting.board").Round("papers").Answer("yes") == nil {
		t.Error("the pack's own machine is not what its meetings run")
	}
	two := strings.Replace(lakesYear, "before_each", "  other: {title: Other, body: board, dates: [2026-03-02]}\nbefore_each", 1)
	_, problems = yearOf(t, "cycle.yaml", two, "meeting.yaml", strings.Replace(own, "to: over", "to: ovr", 1))
	var told []string
	for _, p := range problems {
		if p.Severity == source.Error {
			told = append(told, p.Pos.String()+" "+p.Code)
		}
	}
	if !slices.Equal(told, []string{"meeting.yaml:8:40 unknown_state"}) {
		t.Errorf("what is wrong in it is told as %v", told)
	}
}

// TestThePlanOfAYear lists Kalmar's year 2026: each day with its reason, and the
// preparation meetings by the meetings they prepare.
func TestThePlanOfAYear(t *testing.T) {
	var lines []string
	for _, one := range ours(t, "kalmar-lgl").PlanOf(2026) {
		if one.Name == "lgl" || one.Name == "lgl.preparation" || one.Name == "sip_report" {
			lines = append(lines, fmt.Sprintf("%s %s %s %s", one.Key, one.Moment.Date, one.Moment.Time, one.Moment.Explanation.In(wording.English)))
		}
	}
	want := strings.Split(strings.TrimSpace(kalmar2026), "\n")
	if !slices.Equal(lines, want) {
		t.Errorf("the year is\n%s\nwant\n%s", strings.Join(lines, "\n"), kalmar2026)
	}
}

const kalmar2026 = `
meeting.lgl.preparation/2026-02-06 2026-01-23  the Friday 2 weeks before 6 February 2026: Friday 23 January 2026 (week 4)
meeting.lgl/2026-02-06 2026-02-06 09:00 first Friday of February 2026: Friday 6 February 2026 (week 6) at 09:00
meeting.lgl.preparation/2026-04-03 2026-03-27  the Friday 2 weeks before 7 April 2026: Friday 27 March 2026 (week 13)
meeting.lgl/2026-04-03 2026-04-07 09:00 first Friday of April 2026: Friday 3 April 2026 (week 14), which is closed (Good Friday); moved to the next workday, Tuesday 7 April 2026 (week 15) at 09:00
duty.sip_report/2026-05-15 2026-05-18  Friday 15 May 2026 (week 20), which is closed (Day after Ascension Day); moved to the next workday, Monday 18 May 2026 (week 21)
meeting.lgl.preparation/2026-06-05 2026-05-22  the Friday 2 weeks before 5 June 2026: Friday 22 May 2026 (week 21)
meeting.lgl/2026-06-05 2026-06-05 09:00 first Friday of June 2026: Friday 5 June 2026 (week 23) at 09:00
meeting.lgl.preparation/2026-09-04 2026-08-21  the Friday 2 weeks before 4 September 2026: Friday 21 August 2026 (week 34)
meeting.lgl/2026-09-04 2026-09-04 09:00 first Friday of September 2026: Friday 4 September 2026 (week 36) at 09:00
meeting.lgl.preparation/2026-11-06 2026-10-23  the Friday 2 weeks before 6 November 2026: Friday 23 October 2026 (week 43)
meeting.lgl/2026-11-06 2026-11-06 09:00 first Friday of November 2026: Friday 6 November 2026 (week 45) at 09:00
duty.sip_report/2026-11-15 2026-11-16  Sunday 15 November 2026 (week 46), which is closed (Sunday); moved to the next workday, Monday 16 November 2026 (week 47)
`
