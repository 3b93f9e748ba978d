package definition_test

import (
	"strings"
	"testing"

	"beredd/internal/definition"
	"beredd/internal/wording"
)

// spoken is a workflow with a question, a condition, a reminder and an escalation.
const spoken = `fields: {until: {type: date, title: Until}, months: {type: number, title: Months}}
states:
  d: {title: Drafted, held_by: group, deadline: {within: 30 days, remind: 7 days before, escalate: {after: 3 days, to: coordinator}}}
  q: {title: Asked, held_by: group}
  done: {title: Done, final: true}
transitions:
  ask: {title: Ask, from: d, to: q, by: group, needs: meeting, when: 'meeting.date > today'}
  keep: {title: Kept, from: q, to: done, on: silence.ok}
  go_back: {title: Back, from: q, to: d, on: silence.broken}
rounds:
  silence:
    title: Silence
    opens: q
    asks: organizations
    question: Well?
    answers: {"yes": {title: "Yes"}, "no": {title: "No"}}
    deadline: {within: 10 days}
    closes: at deadline
    outcomes: {broken: {title: Broken, when: 'count("no") > 0'}, ok: {title: Kept}}
`

// What people write as they speak is told where it stands, with how it is written.
func TestWhatIsWrittenAsItIsSpokenIsToldWithHowItIsWritten(t *testing.T) {
	for _, row := range []struct{ old, written, code, says string }{
		{"'meeting.date > today'", "meeting.date >= «today + 10 days", "guard_idiom", `did you mean "plus(today, "10 days")"?`},
		{"'meeting.date > today'", "'days(last(\"d\"), «meeting.date - 2 weeks) > 3'", "guard_idiom", `did you mean "plus(meeting.date, "-2 weeks")"?`},
		{"'meeting.date > today'", "'meeting.date >= «plus(today, 10 workdays)'", "guard_idiom", `did you mean "plus(today, "10 workdays")"?`},
		{"'meeting.date > today'", "meeting.date >= «2027-01-01", "guard_idiom", `did you mean ""2027-01-01""?`},
		{"'meeting.date > today'", "«meeting.date in [today]", "loose_bracket", "single quotation marks: 'meeting.date in [today]'"},
		{`'count("no") > 0'`, `'count("no") >= «1/3 of asked'`, "guard_idiom", `did you mean "1/3 * asked"?`},
		{`'count("no") > 0'`, `'count("no") > «25 % of asked'`, "guard_idiom", `did you mean "25/100 * asked"?`},
		{`'count("no") > 0'`, `'count("no") > «25%'`, "guard_idiom", `did you mean "25/100 * answered"?`},
		{`'count("no") > 0'`, `'«all && count("no") > 0'`, "unknown_name", `did you mean "answered == asked"?`},
		{"on: silence.broken", "on: «silence.no", "answer_happens", `on: {when: 'count("silence", "no") > 0'}`},
		{"on: silence.broken", "on: 30 days after «silence.complete", "date_of_event", `plus(ended("silence"), "30 days")`},
		{"{within: 10 days}", "{at: 2 months after «q}", "date_of_event", `plus(last("q"), "30 days")`},
		{"{within: 10 days}", `{at: 2 months after «last("q")}`, "date_of_event", `plus(last("q"), "30 days")`},
		{"{within: 10 days}", "{within: «15 school days}", "wrong_value", `did you mean "15 workdays"?`},
		{"after: 3 days", "after: «0 days", "no_time", "remind: on the day"},
		{"remind: 7 days before", "remind: «weekly", "how_often", "every: 7 days after"},
		{"remind: 7 days before", "remind: «1 week before and on the day", "two_in_text", "[1 week before, on the day]"},
		{"by: group, needs", "by: «chair, needs", "unknown_party", `did you mean "group.chair"?`},
		{"by: group, needs", "by: «group or submitter, needs", "parties_in_text", "[group, submitter] is any of them"},
		{"by: group, needs", "by: «{any: [group, submitter]}, needs", "wrong_value", "a list of names"},
		{"by: group, needs", "by: «the group, needs", "unknown_party", `did you mean "group"?`},
		{"asks: organizations", "asks: «all members of group", "unknown_party", `did you mean "every member of group"?`},
		{"asks: organizations", "asks: «members", "unknown_party", `did you mean "organizations"?`},
		{"asks: organizations", "asks: «parent.holder", "only_told", "it stands only in to:"},
		{"opens: q", "opens: {on: q, «again: adds}", "beside_opens", "beside opens:"},
		{"closes: at deadline", "complete: «all of them", "guard_idiom", `did you mean "all"?`},
		{"closes: at deadline", "complete: «2 of 3", "guard_idiom", `did you mean "2/3"?`},
		{"closes: at deadline", "complete: «9 answers", "guard_idiom", `did you mean "9"?`},
		{"closes: at deadline", `complete: «{when: 'count("no") > 0'}`, "wrong_value", "an expression such as"},
		{"remind: 7 days before", "remind: «7 days", "wrong_value", `did you mean "7 days before"?`},
		{"remind: 7 days before", "remind: «every 7 days after", "how_often", "every: 7 days after"},
		{"within: 30 days", "within: «30", "wrong_value", `did you mean "30 days"?`},
		{"within: 30 days", "at: «until", "unknown_date", `did you mean "proposal.until"?`},
		{"within: 30 days", "at: «31 dec", "unknown_date", `did you mean "31 December"?`},
		{"within: 30 days", "at: «end of the year", "unknown_date", `did you mean "31 December"?`},
		{"needs: meeting", "«requires: meeting", "unknown_key", `did you mean "needs"?`},
		{"final: true", "«end: true", "unknown_key", `did you mean "final"?`},
		{"from: q, to: d, on", "from: q, to: «previous, on", "unknown_state", `did you mean "back"?`},
		{"from: q, to: d, on", `from: «"*", to: d, on`, "unknown_state", `did you mean "every open state"?`},
		{"'meeting.date > today'", "«proposal.months is 3", "guard_idiom", `did you mean "proposal.months == 3"?`},
		{"'meeting.date > today'", "«proposal.until is not set", "guard_idiom", `did you mean "proposal.until == """?`},
		{"'meeting.date > today'", "proposal.until != «null", "guard_idiom", `did you mean """"?`},
		{"'meeting.date > today'", "«now() > meeting.date", "guard_idiom", `did you mean "today"?`},
		{"type: number", "type: «money", "wrong_value", `did you mean "number"?`},
	} {
		t.Run(row.written, func(t *testing.T) {
			if !strings.Contains(spoken, row.old) {
				t.Fatalf("%s does not stand in the workflow", row.old)
			}
			fsys, before := flow(strings.Replace(spoken, row.old, row.written, 1))
			want := positionAfter("flow.yaml", before)
			_, problems := definition.Read(fsys, nil)
			for _, p := range problems.Errors() {
				if p.Pos == want && p.Code == row.code && strings.Contains(p.In(wording.English), row.says) {
					return
				}
			}
			t.Errorf("want %s at %s with %s, found:\n%s", row.code, want, row.says, problems)
		})
	}
	fsys, _ := flow(spoken)
	if _, problems := definition.Read(fsys, nil); problems.Err() != nil {
		t.Errorf("as it is written it is refused:\n%s", problems)
	}
}
