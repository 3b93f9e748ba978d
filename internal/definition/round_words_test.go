package definition_test

import (
	"fmt"
	"strings"
	"testing"

	"beredd/internal/definition"
	"beredd/internal/definition/source"
)

// misstated are what the page's pack cannot say of its round.
var misstated = []change{
	{"an outcome without what else holds", proposal, "complete: all  ", "complete: all\n    outcomes: {«spread_all: {title: {sv: A, en: A}, when: count(\"spread\") == asked}}\n    #", "no_otherwise", ""},
	{"an outcome after the one that holds else", proposal, "complete: all  ", "complete: all\n    outcomes: {rest: {title: {sv: A, en: A}}, «more: {title: {sv: B, en: B}}}\n    #", "never_chosen", ""},
	{"a past of what is no date", proposal, "  simple: {type: bool,", "  simple: {type: bool, past: «true,", "past_no_date", ""},
	{"a past that is neither yes nor no", proposal, "  simple: {type", "  day: {type: date, title: {sv: S, en: L}, past: «yesterday}\n  simple: {type", "wrong_value", ""},
	{"a condition of two names without quotes", proposal, "{from: prepared, to: decided, by: preparation, when: proposal.simple,", `{from: prepared, to: decided, by: preparation, when: «count("dissemination", "spread") > 0,`, "loose_comma", ""},
	{"a condition with a text before what counts from a date, without quotes", proposal, "{from: prepared, to: decided, by: preparation, when: proposal.simple,", `{from: prepared, to: decided, by: preparation, when: «proposal.subject == "" || today >= plus(decision.on, "1 year"),`, "loose_comma", ""},
	{"a condition of two counts of days without quotes", proposal, "{from: prepared, to: decided, by: preparation, when: proposal.simple,", `{from: prepared, to: decided, by: preparation, when: «days(today, meeting.date) >= 10 && days(last("prepared"), meeting.date) <= 65,`, "loose_comma", ""},
	{"a condition that counts from a date without quotes", proposal, "{from: prepared, to: decided, by: preparation, when: proposal.simple,", `{from: prepared, to: decided, by: preparation, when: «today > plus(decision.on, "3 weeks"),`, "loose_comma", ""},
	{"the holidays of a country that is not known", collaboration, "time_zone: Europe/Stockholm", "holidays: «denmrk\ntime_zone: Europe/Stockholm", "unknown_country", "denmark"},
	{"a deadline on a day that no year has", proposal, "deadline: {within: 20 workdays,", "deadline: {at: «31 April,", "unknown_date", ""},
	{"a deadline in a month that is misspelt", proposal, "deadline: {within: 20 workdays,", "deadline: {at: «15 Octobr,", "unknown_date", "15 October"},
	{"a deadline hours before a day of the year", proposal, "deadline: {within: 20 workdays,", "deadline: {at: «2 hours before 15 October,", "wrong_value", ""},
	{"the answer of the chair of whom nobody asks", proposal, "complete: all  ", `complete: 'answered == asked || answer(«"deciding.chair") == "declined"'  `, "unknown_respondent", ""},
	{"a seat that weighs less than nothing", collaboration, "presidium: {title: {sv: Presidiet}, seats: [{person: borgholm_social, role: chair}]}", "presidium: {title: {sv: Presidiet}, seats: [{person: borgholm_social, role: chair, weight: «-1}]}", "wrong_value", ""},
	{"a kind that only others open, and none does", proposal, "states:\n", "opened_by: «another proposal\nstates:\n", "opened_never", ""},
	{"a kind that its submitter opens", proposal, "states:\n", "opened_by: «submitter\nstates:\n", "opened_by_nobody", ""},
	{"a kind that begins with its submitter, and is opened by nobody in particular", proposal, "  drafted:       {title: {sv: Utarbetas, en: Drafted}, held_by: drafting,", "  «drafted:       {title: {sv: Utarbetas, en: Drafted}, held_by: submitter,", "submitter_opens", ""},
	{"a kind that nobody known opens", proposal, "states:\n", "opened_by: «borgholms\nstates:\n", "unknown_party", "borgholm"},
	{"an answer of somebody who is not asked", proposal, "complete: all  ", `complete: 'answered == asked || answer(«"borgholms") == "declined"'  `, "unknown_respondent", "borgholm"},
	{"an answer in a round that there is not", proposal, "complete: all  ", `complete: 'answer(«"disemination", "borgholm") == "spread"'  `, "unknown_round", "dissemination"},
	{"somebody's answer that there is not", proposal, "complete: all  ", `complete: 'answer("borgholm") == «"spred"'  `, "unknown_answer", "spread"},
	{"somebody's answer where no round is at hand", proposal, "when: proposal.simple", `when: '«answer("borgholm") == "spread"'`, "no_round_at_hand", ""},
	{"somebody's answer without quotes", proposal, "complete: all  ", `complete: answer(«borgholm) == "spread"  `, "unquoted", "borgholm"},
	{"somebody's answer of three words", proposal, "complete: all  ", `complete: '«answer("dissemination", "borgholm", "spread") == ""'  `, "call_words", ""},
	{"an end that closes early on what answers say", proposal, "complete: all  ", "complete: all\n    closes: early\n    outcomes: {no: {title: {sv: A, en: A}, when: «'sum(\"dissemination\", \"number\") > 1'}, rest: {title: {sv: B, en: B}}}\n    #", "early_needs_counts", ""},
	{"an outcome that means something already", proposal, "complete: all  ", "complete: all\n    outcomes: {«expired: {title: {sv: A, en: A}}}\n    #", "reserved", ""},
}

func TestARoundIsRefusedWhereItIsWrong(t *testing.T) {
	for _, row := range misstated {
		t.Run(row.sentence, func(t *testing.T) { row.found(t, source.Error) })
	}
	for _, row := range ofRounds {
		t.Run(row.sentence, row.found)
	}
}

// asking is a small workflow that waits in b for what a round of two comes to.
const asking = `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group}
  c: {title: C, final: true}
transitions:
  go: {title: Go, from: a, to: b, by: group}
  on: {title: On, from: b, to: c, on: ask.carried}
  %s
rounds:
  ask:
    opens: {on: b}
    asks: organizations
    question: Q
    answers: {yes: {title: Y}, no: {title: N, needs: reason}}
    deadline: {within: 3 days, escalate: {after: 1 day, to: coordinator}}
    %s
`

func asked(step, round string) string {
	return strings.Replace(strings.Replace(asking, "%s", step, 1), "%s", round, 1)
}

const carried = `outcomes: {carried: {title: C, when: count("yes") > 0}, lost: {title: L}}`

// ofRounds are small workflows whose rounds are wrong.
var ofRounds = []flaw{
	{"an outcome of which nobody hears", asked("", `outcomes: {carried: {title: C, when: count("yes") > 0}, «lost: {title: L}}`), "unheard_outcome", source.Error},
	{"an outcome that an earlier one leaves nothing", asked("lose: {title: Lose, from: b, to: a, on: ask.complete}", `outcomes: {carried: {title: C, when: count("yes") > 0}, «most: {title: M, when: count("yes") == asked}, lost: {title: L}}`), "never_outcome", source.Error},
	{"an outcome that a step waits for and there is not", asked("back_again: {title: Back, from: b, to: a, on: «ask.lst}", carried), "unknown_trigger", source.Error},
	{"an outcome that a condition asks for and there is not", asked(`back_again: {title: Back, from: b, to: a, by: group, when: 'outcome("ask") == «"los"'}`, carried), "unknown_outcome", source.Error},
	{"an outcome's step behind one that is always taken", asked("back_again: {title: Back, from: b, to: a, on: ask.complete}\n  lose: {title: Lose, from: b, to: c, on: «ask.lost}", carried), "ambiguous", source.Error},
	{"a step that closes what is never open there", `states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, held_by: group, deadline: forever}
  c: {title: C, final: true}
transitions:
  «start: {title: Start, from: a, to: b, by: group, closes: ask}
  end: {title: End, from: b, to: c, by: group}
rounds:
  ask: {title: Ask, opens: b, asks: organizations, answers: {yes: {title: Y}}, deadline: 3 days}`, "closes_unopened", source.Error},
	{"a step that closes a round that there is not", asked("stop: {title: Stop, from: b, to: a, by: group, closes: «asks}\n  lose: {title: Lose, from: b, to: a, on: ask.lost}", carried), "unknown_round", source.Error},
	{"a way back that leaves the question out", asked("«stop: {title: Stop, from: b, to: a, by: group, needs: reason}\n  lose: {title: Lose, from: b, to: a, on: ask.lost}", carried), "left_open", source.Warning},
	{"a round that closes early and comes to nothing", strings.Replace(asked("", "closes: «early"), "ask.carried", "ask.complete", 1), "early_needs_outcomes", source.Error},
	{"an outcome that hangs on the day", asked("", `closes: early
    outcomes: {carried: {title: C, when: «'count("yes") > 0 && today > "2026-01-01"'}, lost: {title: L}}`), "early_needs_counts", source.Error},
	{"an outcome that hangs on what answers say", asked("", `closes: early
    outcomes: {carried: {title: C, when: «'sum("ask", "number") > 1'}, lost: {title: L}}`), "early_needs_counts", source.Error},
	{"an outcome that counts seats", asked("", `closes: early
    outcomes: {carried: {title: C, when: «'count("yes") * 2 > seats("group")'}, lost: {title: L}}`), "early_needs_asked", source.Error},
	{"an outcome that hangs on what is computed of answers", strings.Replace(asked("", `closes: early
    outcomes: {carried: {title: C, when: «proposal.big}, lost: {title: L}}`), "states:", "fields: {big: {type: bool, title: B, is: 'count(\"ask\", \"yes\") > 1'}}\nstates:", 1), "early_needs_counts", source.Error},
	{"a round that closes at a deadline that it hasn't", strings.Replace(asked("lose: {title: Lose, from: b, to: a, on: ask.lost}", "closes: «at deadline\n    "+carried), "deadline: {within: 3 days, escalate: {after: 1 day, to: coordinator}}", "deadline: forever", 1), "closes_without_deadline", source.Error},
	{"a round that closes at its deadline and escalates after", strings.Replace(asked("lose: {title: Lose, from: b, to: a, on: ask.lost}", "closes: at deadline\n    "+carried), "deadline: {within", "deadline: «{within", 1), "closes_and_late", source.Error},
	{"a round that can end in too many ways to try", strings.Replace(asked("lose: {title: Lose, from: b, to: a, on: ask.lost}", "closes: «early\n    "+strings.Replace(carried, `count("yes") > 0`, `count("yes") % 2 == 1`, 1)), "no: {title: N, needs: reason}", manyAnswers(), 1), "early_too_many", source.Warning},
	{"a rule for changes that nobody can make", strings.Replace(asked("lose: {title: Lose, from: b, to: a, on: ask.lost}", "on edit: «refuse\n    "+carried), "held_by: group}", "held_by: group, edits: nobody}", 1), "needless_on_edit", source.Warning},
	{"a word for opening anew that there is not", asked("lose: {title: Lose, from: b, to: a, on: ask.lost}", carried+"\n    again: «add"), "wrong_value", source.Error},
}

// manyAnswers are more than anybody would offer.
func manyAnswers() string {
	var answers []string
	for i := range 200 {
		answers = append(answers, fmt.Sprintf("a%d: {title: A%d}", i, i))
	}
	return strings.Join(answers, ", ")
}

// found reads the workflow and looks for the problem at its place.
func (f flaw) found(t *testing.T) {
	fsys, before := flow(f.flow)
	want := positionAfter("flow.yaml", before)
	_, problems := definition.Read(fsys, nil)
	for _, p := range problems {
		if p.Pos == want && p.Code == f.code && p.Severity == f.severity {
			return
		}
	}
	t.Errorf("want %s at %s, found:\n%s", f.code, want, problems)
}

// What is right of a round is not refused.
func TestARoundMayComeToWhatFollows(t *testing.T) {
	for sentence, text := range map[string]string{
		"each outcome has its step":                        asked("lose: {title: Lose, from: b, to: a, on: ask.lost}", carried),
		"one is taken up by whoever holds":                 asked("lose: {title: Lose, from: b, to: a, by: group, when: 'outcome(\"ask\") in [\"lost\", \"\"]'}", carried),
		"one waits for time":                               asked("lose: {title: Lose, from: b, to: a, on: 30 days}", carried),
		"a step of one's own and one of all":               asked("lose: {title: Lose, from: b, to: a, on: ask.complete}", carried),
		"steps that lead to and fro by different outcomes": asked("lose: {title: Lose, from: b, to: d, on: ask.lost}\n  win: {title: Win, from: d, to: b, on: ask.carried}\n  aside: {title: Aside, from: b, to: d, by: group}\n  end: {title: End, from: d, to: c, by: group}", carried) + "promises: never c without ask.carried or end\n",
	} {
		t.Run(sentence, func(t *testing.T) {
			text = strings.Replace(text, "  c: {title: C", "  d: {title: D, held_by: group, deadline: forever}\n  c: {title: C", 1)
			if !strings.Contains(text, "to: d") {
				text = strings.Replace(text, "  d: {title: D, held_by: group, deadline: forever}\n", "", 1)
			}
			fsys, _ := flow(text)
			if _, problems := definition.Read(fsys, nil); problems.Err() != nil {
				t.Error(problems.Errors())
			}
		})
	}
}
