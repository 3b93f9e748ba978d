//go:build soak

package workflows_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/definition/source"
)

// A lapse is a slip of meaning: each word can be read, and the pack is not what was
// meant. It is told on the lines that were changed, or on one that has another text.
type lapse struct {
	sentence string
	file     string // with its pack
	before   string
	after    string
	also     []string
	says     string
}

// TestSoakLapses makes slips of meaning in the packs that come with the program.
func TestSoakLapses(t *testing.T) {
	packs, letters := map[string]fstest.MapFS{}, letters(t)
	for _, l := range lapses {
		t.Run(l.sentence, func(t *testing.T) {
			pack, file, _ := strings.Cut(l.file, "/")
			if packs[pack] == nil {
				packs[pack] = filesOf(t, pack)
			}
			files, lines := l.made(t, packs[pack], file)
			told := toldOf(files, letters)
			if !slices.ContainsFunc(told, func(p source.Problem) bool {
				return slices.Contains(lines, fmt.Sprintf("%s:%d", p.Pos.File, p.Pos.Line)) && strings.Contains(p.String(), l.says)
			}) {
				t.Errorf("not told at %v that %s, but\n%s", lines, l.says, told.Error())
			}
		})
	}
}

// made is the pack with the lapse, and the lines where it may be told.
func (l lapse) made(t *testing.T, whole fstest.MapFS, file string) (fstest.MapFS, []string) {
	t.Helper()
	files := fstest.MapFS{}
	for name, f := range whole {
		files[name] = f
	}
	before, after, found := strings.Cut(string(whole[file].Data), l.before)
	if !found {
		t.Fatalf("%s has no %q", l.file, l.before)
	}
	made := before + l.after + after
	files[file] = &fstest.MapFile{Data: []byte(made)}
	var lines []string
	first := 1 + strings.Count(before, "\n")
	for line := first; line <= first+strings.Count(strings.TrimRight(l.after, "\n"), "\n"); line++ {
		lines = append(lines, fmt.Sprintf("%s:%d", file, line))
	}
	for _, text := range l.also {
		if at := strings.Index(made, text); at >= 0 {
			lines = append(lines, fmt.Sprintf("%s:%d", file, 1+strings.Count(made[:at], "\n")))
		}
	}
	return files, lines
}

var lapses = []lapse{
	{"a paper needed twice where another was meant", "orebro-chefsgrupp/decision.yaml", "en: Named}, needs: [first, second]", "en: Named}, needs: [first, first]", []string{}, `"first" is named twice`},
	{"the decision is bound to a body that never meets", "standard/collaboration.yaml", "deciding: leadership}", "deciding: preparation_group}", []string{}, `waits for a meeting, and cycle.yaml has none of`},
	{"a meeting's letter forgotten", "standard/agreement.yaml", "  - {on: put_on_agenda, to: deciding,               template: on_agenda}\n", "", []string{"  put_on_agenda:"}, `"put_on_agenda" gives the proposal to deciding`},
	{"referred back, and the wrong body told", "standard/agreement.yaml", "to: [drafting, submitter],  template: referred_back", "to: [deciding, submitter],  template: referred_back", []string{}, `deciding can do nothing in Referred back`},
	{"held by who can only withdraw it", "standard/agreement.yaml", "en: In preparation}\n    held_by: preparation", "en: In preparation}\n    held_by: drafting", []string{"  prepared:"}, `"prepared" waits for drafting`},
	{"deadline on a decision not yet made", "standard/agreement.yaml", "deadline: {at: meeting, escalate: {after: 5 workdays", "deadline: {at: decision.on, escalate: {after: 5 workdays", []string{}, `a proposal can wait in "on_agenda" without a`},
	{"came_from where it never comes from", "standard/agreement.yaml", "when: came_from == \"on_agenda\" && meeting", "when: came_from == \"decided\" && meeting", []string{}, `"submit" never leads to "on_agenda":`},
	{"bare target first", "standard/agreement.yaml", "      - {state: on_agenda, when: came_from == \"on_agenda\" && meeting.date > today}\n      - prepared", "      - prepared\n      - {state: on_agenda, when: came_from == \"on_agenda\" && meeting.date > today}", []string{}, `where no condition holds, the transition`},
	{"bool held against ja", "standard/agreement.yaml", "    when: proposal.simple\n", "    when: proposal.simple == \"ja\"\n", []string{}, `the condition "proposal.simple == "ja"" is`},
	{"new reason", "standard/agreement.yaml", "    needs: new meeting", "    needs: new reason", []string{}, `"reason" always comes with the step itself;`},
	{"decision letter where nothing is decided", "standard/agreement.yaml", "template: referred_back}", "template: decision}", []string{}, `the letter decision tells what was decided,`},
	{"letter that asks where no round is", "standard/agreement.yaml", "template: to_prepare}", "template: asked}", []string{}, `the letter "asked" is sent by itself when it`},
	{"letter for a reminder", "standard/agreement.yaml", "template: postponed}", "template: reminder}", []string{}, `the letter "reminder" is sent by itself when`},
	{"the same line of letters twice", "standard/agreement.yaml", "  - {on: lapse,         to: [drafting, submitter, coordinator], template: lapsed}", "  - {on: lapse,         to: [drafting, submitter, coordinator], template: lapsed}\n  - {on: lapse,         to: [drafting, submitter, coordinator], template: lapsed}", []string{}, `"lapsed" is named twice`},
	{"lapses before it is late", "standard/agreement.yaml", "    on: 180 days", "    on: 30 days", []string{"referred_back: {title"}, `"referred_back" is left by "lapse" before its`},
	{"held by who can do nothing", "standard/agreement.yaml", "en: On the agenda}, held_by: deciding,", "en: On the agenda}, held_by: drafting,", []string{}, `"on_agenda" waits for drafting, and others`},
	{"more answers than asked", "standard/agreement.yaml", "    complete: all", "    complete: 20", []string{}, `20 answers are more than the 4 asked`},
	{"five of four", "standard/agreement.yaml", "    complete: all", "    complete: 5/4", []string{}, `"5/4" cannot stand here: expected a fraction`},
	{"promise after decided always rejected", "standard/agreement.yaml", "  - never disseminated without decided", "  - after decided always rejected", []string{}, `"after decided always rejected" does not`},
	{"promise only by who is not alone", "standard/agreement.yaml", "  - never disseminated without decided", "  - refer_back only by deciding", []string{}, `"refer_back only by deciding" does not hold:`},
	{"promise at most once of what comes again", "standard/agreement.yaml", "  - never disseminated without decided", "  - prepared at most once", []string{}, `"prepared at most once" does not hold:`},
	{"promise followed up, which need not be", "standard/agreement.yaml", "  - never disseminated without decided", "  - every decision is followed up", []string{}, `"every decision is followed up" does not`},
	{"promise by its title", "standard/agreement.yaml", "  - never disseminated without decided", "  - never disseminated without Beslutat", []string{}, `the promise names "beslutat", which there is`},
	{"the same promise twice", "standard/agreement.yaml", "  - never disseminated without decided", "  - never decided without prepared", []string{}, `"never decided without prepared" is named`},
	{"a date plus a number", "standard/agreement.yaml", "meeting.date > today}", "meeting.date + 5 > today}", []string{}, `the condition "came_from == "on_agenda" &&`},
	{"a letter to the handler of a state's round", "standard/agreement.yaml", "to: [drafting, submitter],  template: referred_back", "to: [drafting, drafting],  template: referred_back", []string{}, `"drafting" is named twice`},
	{"quiet weeks of a year", "standard/collaboration.yaml", "quiet_weeks: [28-31]", "quiet_weeks: [2026-28]", []string{}, `"2026-28" cannot stand here: expected a week`},
	{"stand-in backwards in time", "standard/collaboration.yaml", "from: 2026-07-01, to: 2026-08-02", "from: 2026-08-02, to: 2026-07-01", []string{}, `the last day, 2026-07-01, is before the first`},
	{"each other's stand-in", "standard/collaboration.yaml", "mail: bitradande@soderby.example}", "mail: bitradande@soderby.example, substitute: {person: soderby_social, from: 2026-07-01, to: 2026-08-02}}", []string{}, `"soderby_deputy" and "soderby_social" stand`},
	{"the coordinator has left", "standard/collaboration.yaml", "mail: samordnare@regionexempel.example}", "mail: samordnare@regionexempel.example, to: 2020-12-31}", []string{}, `from 2021-01-01 nobody has the seat chair in`},
	{"a closed day that is a Sunday", "standard/collaboration.yaml", "  2026-05-15: {sv: Klämdag", "  2026-05-17: {sv: Klämdag", []string{}, `2026-05-17 is closed already (Sunday); leave`},
	{"a closed day that is a holiday already", "standard/collaboration.yaml", "  2026-05-15: {sv: Klämdag", "  2026-12-25: {sv: Klämdag", []string{}, `2026-12-25 is closed already (Christmas Day);`},
	{"office hours backwards", "standard/collaboration.yaml", "\"08:00-16:30\"", "\"16:30-08:00\"", []string{}, `"16:30-08:00" cannot stand here: expected two`},
	{"an empty prefix", "standard/collaboration.yaml", "{prefix: SAM}", "{prefix: \"\"}", []string{}, `nothing is said here`},
	{"a language twice", "standard/collaboration.yaml", "languages: [sv, en]", "languages: [sv, sv]", []string{}, `"sv" is named twice`},
	{"two members with one mailbox", "standard/collaboration.yaml", "mailbox: registrator@soderby.example", "mailbox: registrator@norrby.example", []string{}, `"soderby" has the same mailbox as "norrby"`},
	{"two members with one name", "standard/collaboration.yaml", "{name: Söderby kommun", "{name: Norrby kommun", []string{}, `"soderby" has the same name as "norrby"`},
	{"the demo goes back in time", "standard/collaboration.yaml", "    - wait: until 2026-01-15 10:00", "    - wait: until 2025-01-15 10:00", []string{}, `2025-01-15 10:00 has passed: it is 2026-01-12`},
	{"a contact function misspelt in one of many", "standard/collaboration.yaml", "contacts: {function: social, person: osterby_social}", "contacts: {function: socal, person: osterby_social}", []string{}, `nothing is sent to the function "socal"; did`},
	{"a language that the pack has not", "standard/collaboration.yaml", "mail: socialchef@osterby.example, language: en", "mail: socialchef@osterby.example, language: fi", []string{}, `unknown language "fi": expected one of sv, en`},
	{"holidays of a country misspelt", "standard/collaboration.yaml", "quiet_weeks: [28-31]", "holidays: sverige", []string{}, `"sverige" cannot stand here: expected one of`},
	{"a name with a blank", "standard/collaboration.yaml", "collaboration: standard", "collaboration: Standard county", []string{}, `"Standard county" cannot stand here: expected`},
	{"a deadline of no days", "standard/agreement.yaml", "deadline: {within: 20 workdays, remind", "deadline: {within: 0 workdays, remind", []string{}, `0 workdays is no time`},
	{"an escalation before", "standard/agreement.yaml", "escalate: {after: 3 workdays, to", "escalate: {after: 3 workdays before, to", []string{}, `"3 workdays before" cannot stand here:`},
	{"back from the first state", "standard/agreement.yaml", "\nrounds:", "  undo: {title: {sv: Ångra, en: Undo}, from: drafted, to: back, by: drafting}\n\nrounds:", []string{}, `the transition "undo" is never taken: what`},
	{"a secretary of a body without one", "standard/cycle.yaml", "else: previous workday, who: leadership.secretary", "else: previous workday, who: working_group.secretary", []string{}, `nobody has the seat secretary in working_group`},
	{"hours of a duty as a span backwards", "standard/cycle.yaml", "when: 15 workdays before, time: \"12:00\"", "when: 15 workdays before, time: \"12:00-11:00\"", []string{}, `"12:00-11:00" cannot stand here: expected two`},
	{"a phase that there is not", "standard/cycle.yaml", "every: year, by: [30 November]", "every: year, phase: autumn, by: [30 November]", []string{}, `unknown phase "autumn"`},
	{"reports to a body that is misspelt", "standard/cycle.yaml", "to: leadership, remind", "to: leadreship, remind", []string{}, `"leadreship" is taken for somebody outside`},
	{"two lines of one name before a meeting", "standard/cycle.yaml", "    - {name: notice, title", "    - {name: papers, title", []string{}, `"papers" is named twice`},
	{"prepared by a person's meeting", "standard/cycle.yaml", "time: \"12:00\", who: working_group,", "meeting: true, time: \"12:00\", who: nurse,", []string{}, `"papers" is a meeting, so who must be one`},
	{"more meetings than months", "vasternorrland-ehalsa/cycle.yaml", "in: [February, May, September, November]", "in: [February, May, September]", []string{}, `"working" is 4 times a year, but its days are`},
	{"a year that begins on no day", "standard/cycle.yaml", "cycle: SAM", "cycle: SAM\nyear_begins: 31 February", []string{}, `"31 February" does not exist: February has 29`},
	{"both of two questions of which one is put", "kalmar-lgl/proposal.yaml", "(complete(\"dissemination\") || complete(\"joint_plan\"))", "complete(\"dissemination\") && complete(\"joint_plan\")", []string{"    on: [dissemination.complete, joint_plan.complete"}, `no condition holds of what follows ("close"),`},
	{"silence that decides", "standard/agreement.yaml", "    on expiry: close                         # sil", "    on expiry: reject                        # sil", []string{}, `"reject" leads from no state in which`},
	{"edits by everybody", "standard/agreement.yaml", "en: On the agenda}, held_by: deciding,", "en: On the agenda}, held_by: deciding, edits: everybody,", []string{}, `nobody is called "everybody": expected one of`},
	{"a final state that somebody holds", "standard/agreement.yaml", "en: Rejected}, final: true", "en: Rejected}, held_by: deciding, final: true", []string{}, `the state "rejected" is final, so that it is`},
	{"a choice of nothing", "kalmar-lgl/proposal.yaml", "communication_plan: {type: text,", "communication_plan: {type: choice, choices: {},", []string{}, `"choices" is missing`},
	{"a field called as a word of the language", "kalmar-lgl/proposal.yaml", "  simple: {type: bool", "  decision: {type: bool", []string{}, `"decision" means something already and cannot`},
	{"a choice that is none", "kalmar-lgl/proposal.yaml", "    when: proposal.spreading != \"joint\" || proposal.communication_plan != \"\"\n    when_not:\n      sv: en gem", "    when: proposal.spreading != \"jont\" || proposal.communication_plan != \"\"\n    when_not:\n      sv: en gem", []string{}, `"jont" is not one of the field's choices:`},
	{"a body without seats is asked", "kalmar-lgl/proposal.yaml", "    asks: regionforbundet.web\n", "    asks: regionforbundet.webb\n", []string{}, `no organization has a contact for "webb":`},
	{"a field of another type to a child", "orebro-chefsgrupp/decision.yaml", "due: input.due}, as", "due: input.title}, as", []string{}, `"input.title" is text, and due is date`},
	{"a child of a body that there is not", "orebro-chefsgrupp/decision.yaml", "ehealth: {sv: E-hälsa, en: E-health}", "e_health: {sv: E-hälsa, en: E-health}", []string{"    starts: {workflow: assignment"}, `the body "e_health" may not draft assignment:`},
	{"the child needs what nobody gives", "orebro-chefsgrupp/decision.yaml", "    needs: [title, group, due]", "    needs: [title, group]", []string{"    starts: {workflow: assignment"}, `a proposal of assignment begins with due,`},
	{"the sum of a text", "vasternorrland-ehalsa/measurement.yaml", "is: 'sum(\"figures\", \"figure\")'", "is: 'sum(\"figures\", \"note\")'", []string{}, `"note" is no number of the round figures:`},
	{"more votes than there are voters", "jamtland-svom/plan.yaml", "when: count(\"adoption\", \"adopts\") >= 2", "when: count(\"adoption\", \"adopts\") >= 20", []string{}, `the condition "count("adoption", "adopts") >=`},
	{"more than asked", "jamtland-svom/plan.yaml", "when: count(\"adoption\", \"adopts\") >= 2", "when: count(\"adoption\", \"adopts\") > 9", []string{}, `the condition "count("adoption", "adopts") >`},
	{"on a number", "jamtland-svom/local.yaml", "deadline: {at: proposal.presented_by,", "deadline: {at: proposal.joint_parts,", []string{}, `a proposal carries no date`},
	{"the meeting's date for the letter of a state without one", "orebro-chefsgrupp/information.yaml", "when: meeting.date <= today, when_not", "when: meeting.date < \"today\", when_not", []string{}, `"today" is no date, which is written as`},
	{"a decision's text in a kind that decides nothing", "orebro-chefsgrupp/information.yaml", "  - never noted without put_on_agenda", "  - every decision is followed up", []string{}, `"every decision is followed up" holds, for`},
	{"a promise about another kind of proposal", "orebro-chefsgrupp/information.yaml", "  - never noted without put_on_agenda", "  - never noted without assigned", []string{}, `the promise names "assigned", which there is`},
	{"a computed field that is asked for", "vasternorrland-ehalsa/plan.yaml", "takes: [coordinator_grant, activity_grant, total_grant, co_financing]", "takes: [coordinator_grant, activity_grant, differs, co_financing]", []string{}, `"differs" is computed, and nobody can be`},
	{"revised on a day nobody sets", "vasternorrland-ehalsa/plan.yaml", "needs: [decision, signed_at, revise_on]", "needs: [decision, signed_at]", []string{"  revise:     {title"}, `a proposal can be left in "in_force" for`},
	{"signed by a body without anybody", "vasternorrland-ehalsa/collaboration.yaml", "seats: [{person: director, role: chair, of: association}]", "seats: [{person: director, role: chair, of: association, to: 2012-12-31}]", []string{}, `from 2013-01-01 nobody has the seat chair in`},
	{"a member who stands in for herself through another role", "vasternorrland-ehalsa/collaboration.yaml", "{person: process_leader, role: adjunct}", "{person: harnosand_social, role: adjunct}", []string{}, `"harnosand_social" has a voice in`},
	{"a question to a member that has left", "vasternorrland-ehalsa/plan.yaml", "    asks: [ange.social, sundsvall.social, timra.social,", "    asks: [ange.social, ange.social, timra.social,", []string{}, `"ange.social" is named twice`},
	{"a guard that nothing can meet", "standard/agreement.yaml", "    when: proposal.simple\n", "    when: proposal.documents == 0\n", []string{}, `"decide_simple" is never possible:`},
	{"a weight below nothing", "standard/collaboration.yaml", "{name: Söderby kommun, kind", "{name: Söderby kommun, weight: -1, kind", []string{}, `"-1" cannot stand here: expected a number, 0`},
	{"the same seat for two chairs of different terms that overlap", "standard/collaboration.yaml", "      - {person: soderby_social, of: soderby}", "      - {person: soderby_social, role: chair, of: soderby}", []string{"{person: norrby_social, role: chair"}, `"soderby_social" and "norrby_social" are both`},
	{"an outcome of a round without outcomes", "standard/agreement.yaml", "    on: dissemination.complete\n", "    on: dissemination.spread\n", []string{}, `no step waits for one answer`},
	{"the scenario begins on a day of another century", "standard/scenarios/01_decided_and_spread.yaml", "start: 20", "start: 02", []string{}, `"0226-01-12 09:00" cannot stand here:`},
	{"a scenario without steps", "standard/scenarios/03_referred_back.yaml", "steps:", "stages:", []string{}, `unknown key "stages": expected one of`},
	{"a quorum larger than the body", "standard/agreement.yaml", "    needs: decision\n    takes: departs", "    needs: decision\n    takes: departs\n    when: meeting.present > 12", []string{}, `the condition "meeting.present > 12" can`},
}
