package definition_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"beredd/internal/definition"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// A change makes the pack of the language's page wrong: in one file it puts one
// text in place of another, in which « stands where the problem must be found.
type change struct {
	sentence string
	file     string
	from, to string
	code     string
	meant    string // what the problem suggests, where it does
}

const (
	collaboration = "collaboration.yaml"
	proposal      = "proposal.yaml"
	year          = "cycle.yaml"
	routine       = "scenarios/routine.yaml"
)

// startsRound is a round that opens what starts says, before the others.
func startsRound(starts string) string {
	return "rounds:\n  parts: {title: Parts, opens: submit, starts: {" + starts + "}, deadline: 30 days}\n"
}

var refused = []change{
	// Words and values.
	{"a key that there is not", proposal, "submit:         {from:", "submit:         {«form:", "unknown_key", "from"},
	{"a stop word that says nothing", collaboration, "quiet_weeks: [28-31]", "quiet_weeks: [28-31]\nstop_words: [klient*, «'*']", "wrong_value", ""},
	{"a letter of which somebody waits for the answer, gathered", collaboration, "quiet_weeks: [28-31]", "quiet_weeks: [28-31]\nletters: {task: «daily}", "letter_cannot_wait", ""},
	{"a letter that nobody may miss, turned off", collaboration, "quiet_weeks: [28-31]", "quiet_weeks: [28-31]\nletters: {receipt: {required: «mailboxes}}", "letter_required", ""},
	{"more papers than a letter carries", collaboration, "quiet_weeks: [28-31]", "quiet_weeks: [28-31]\nletters: {decision: {attach: «90 MB}}", "letter_too_large", ""},
	{"papers with letters that are gathered", collaboration, "quiet_weeks: [28-31]", "quiet_weeks: [28-31]\nletters: {information: {goes: weekly, attach: «true}}", "letter_gathered", ""},
	{"papers of a size that there is not", collaboration, "quiet_weeks: [28-31]", "quiet_weeks: [28-31]\nletters: {decision: {attach: «5 MiB}}", "wrong_value", ""},
	{"a letter whose hour is its own", collaboration, "quiet_weeks: [28-31]", "quiet_weeks: [28-31]\nletters: {«sign_in_code: daily}", "letter_of_its_own", ""},
	{"a letter that there is not", collaboration, "quiet_weeks: [28-31]", "quiet_weeks: [28-31]\nletters: {«informations: daily}", "unknown_letter", "information"},
	{"an hour that there is not", collaboration, "quiet_weeks: [28-31]", "quiet_weeks: [28-31]\nletters: {information: «dayly}", "wrong_value", "daily"},
	{"neither required nor not", collaboration, "quiet_weeks: [28-31]", "quiet_weeks: [28-31]\nletters: {decision: {required: «persons}}", "wrong_value", ""},
	{"a list of letters", collaboration, "quiet_weeks: [28-31]", "quiet_weeks: [28-31]\nletters: «[decision]", "wrong_value", ""},
	{"a key of the collaboration that there is not", collaboration, "time_zone:", "«time_zon:", "unknown_key", "time_zone"},
	{"no space before what a key says", proposal, "{sv: Återtaget, en: Withdrawn}", "{sv: Återtaget, «en:Withdrawn}", "no_space", ""},
	{"a colon in a text without quotes", proposal, "{sv: Återtaget, en: Withdrawn}", "{sv: Återtaget, en: «Withdrawn: by whom}", "loose_colon", ""},
	{"a party with nothing after it", proposal, "decided, by: deciding", "decided, «by:", "nothing", ""},
	{"a key that is missing", proposal, "lapse:          {from: referred_back, to: withdrawn, on: 180 days}", "«lapse:          {from: referred_back, on: 180 days}", "missing_key", ""},
	{"a key with nothing after it", proposal, "from: prepared, to: on_agenda, by: preparation, needs: meeting}", "from: prepared, to: on_agenda, by: preparation, needs: meeting}\n  «pause:", "nothing", ""},
	{"a list where a text is wanted", collaboration, "name: Borgholms kommun", "name: «[Borgholms kommun]", "wrong_value", ""},
	{"a text where keys are wanted", proposal, "{title: {sv: Återtaget, en: Withdrawn}, final: true}", "«gone", "wrong_value", ""},
	{"neither yes nor no", proposal, "Withdrawn}, final: true", "Withdrawn}, final: «maybe", "wrong_value", ""},
	{"a key with a capital letter", collaboration, "  borgholm:\n    name", "  «Borgholm:\n    name", "wrong_value", "borgholm"},
	{"a key with a hyphen", collaboration, "  presidium: {title", "  «pre-sidium: {title", "wrong_value", "pre_sidium"},
	{"a name that means something already", collaboration, "  presidium: {title", "  «coordinator: {title", "reserved", ""},
	{"a state that means something already", proposal, "  withdrawn:     {title", "  «back:     {title", "reserved", ""},
	{"a field that means something already", proposal, "  simple: {type", "  «meeting: {type", "reserved", ""},
	{"a date that does not exist", collaboration, "from: 2026-07-01", "from: «2026-02-30", "no_such_day", ""},
	{"a date as it is said", collaboration, "from: 2026-07-01", "from: «31/7 2026", "wrong_value", "2026-07-31"},
	{"a comma left out between two keys", proposal, "en: Withdrawn}, final: true", "en: Withdrawn}, task: «Give up final: true", "no_comma", ""},
	{"a text in a word processor's quotes", proposal, "{sv: Återtaget, en: Withdrawn}", "{sv: «”Återtaget, eller nedlagt”, en: Withdrawn}", "curly_quote", ""},
	{"a state that is misspelt where it is given", proposal, "  referred_back:", "  «refered_back:", "misnamed", "referred_back"},
	{"a state with a capital, where it is named once", proposal, "en: Withdrawn}, final: true}\ntransitions:\n",
		"en: Withdrawn}, final: true}\n  shelved: {title: {sv: Lagt åt sidan, en: Shelved}, final: true}\ntransitions:\n  shelve: {from: drafted, to: «Shelved, by: drafting, needs: reason}\n", "unknown_state", "shelved"},
	{"a period that ends before it begins", collaboration, "to: 2026-08-02", "to: «2026-06-02", "ends_before", ""},
	{"a mail address that is none", collaboration, "mail: socialchef@borgholm.example", "mail: «socialchef(at)borgholm.example", "wrong_value", ""},
	{"office hours that end before they begin", collaboration, `"07:30-16:30"`, `«"16:30-07:30"`, "wrong_value", ""},
	{"a week that no year has", collaboration, "[28-31]", "[«28-61]", "wrong_value", ""},
	{"a period that cannot be counted", proposal, "within: 20 workdays", "within: «20 workday's", "wrong_value", "20 workdays"},
	{"a reminder that names no day", proposal, "5 workdays before,", "«5 workdays early,", "wrong_value", ""},
	{"reminders again before the day", proposal, "every: 7 days after", "every: «7 days before", "wrong_value", ""},
	{"a time zone that there is not", collaboration, "Europe/Stockholm", "«Europe/Stokholm", "unknown_zone", "Europe/Stockholm"},
	{"a language that we don't speak", collaboration, "languages: [sv, en]", "languages: [sv, en, «fi]", "unknown_language", ""},
	{"a meeting on no day", year, `"first Friday of February, April, June, September, November"`, `«"fifth Friday of Lent"`, "wrong_value", ""},
	{"months without quotes", year, `"first Friday of February, April, June, September, November"`, "first Friday of February, «April, June, September, November", "loose_comma", ""},
	{"a meeting that nothing says when", year, "presidium:    {body: presidium, dates: [2018-02-16, 2018-10-26]}", "«presidium:    {body: presidium}", "never_meets", ""},
	{"a state's title that lacks a language", proposal, "{sv: Återtaget, en: Withdrawn}", "«{sv: Återtaget}", "untranslated", ""},
	{"an answer's title that lacks a language", proposal, "{sv: Mottaget, en: Received}", "«{sv: Mottaget}", "untranslated", ""},

	// Proposals that belong together.
	{"a workflow to open that there is not", proposal, "rounds:\n", startsRound("workflow: «agrement"), "unknown_workflow", "agreement"},
	{"a field that the opened proposal does not have", proposal, "rounds:\n", startsRound("workflow: agreement, with: {«simpel: proposal.simple}"), "unknown_input", "simple"},
	{"a text for what is yes or no", proposal, "rounds:\n", startsRound("workflow: agreement, with: {simple: «proposal.title}"), "gives_another", ""},
	{"a state that the opened proposal does not come to", proposal, "rounds:\n", startsRound("workflow: agreement, until: «decidd"), "unknown_state", "decided"},
	{"a body that may not draft what is opened", proposal, "rounds:\n", startsRound("workflow: agreement, as: «deciding"), "starts_unbound", ""},
	{"one for each, and one that drafts them all", proposal, "rounds:\n", startsRound("workflow: agreement, for each: drafting, as: «drafting"), "each_and_as", ""},
	{"one for each of those who draft nothing", proposal, "rounds:\n", startsRound("workflow: agreement, for each: «every organization"), "each_no_body", ""},
	{"one for each seat", proposal, "rounds:\n", startsRound("workflow: agreement, for each: «deciding.chair"), "each_no_body", ""},
	{"one for each of some who may not draft it", proposal, "rounds:\n", startsRound("workflow: agreement, for each: «[drafting, lgl]"), "starts_unbound", ""},
	{"one for each body of a kind that there is not", proposal, "rounds:\n", startsRound("workflow: agreement, for each: «every body of kind local"), "unknown_kind", ""},
	{"a role of what is opened that it does not have", proposal, "rounds:\n", startsRound("workflow: agreement, bodies: {«decidng: lgl}"), "unknown_role", "deciding"},
	{"a body with a role of what is opened, that there is not", proposal, "rounds:\n", startsRound("workflow: agreement, bodies: {deciding: «lg}"), "unknown_role", "lgl"},
	{"a body that may not have a role of what is opened", proposal, "rounds:\n", startsRound("workflow: agreement, bodies: {deciding: «sip}"), "starts_unbound_role", ""},
	{"who drafts what is opened, said as another role", proposal, "rounds:\n", startsRound("workflow: agreement, bodies: {«drafting: elderly}"), "bodies_drafts", ""},
	{"a drafter that is chosen in a text", proposal, "rounds:\n", startsRound("workflow: agreement, as: «input.responsible"), "starts_choice", ""},
	{"a workflow that opens itself by itself", proposal, "rounds:\n", "rounds:\n  parts: {title: Parts, opens: drafted, starts: «{workflow: agreement}, deadline: 30 days}\n", "starts_endless", ""},
	{"a step in what is no proposal", proposal, "notify:\n", "elsewhere: [{on: decided, in: «proposal.simple, do: withdraw}]\nnotify:\n", "not_a_proposal", ""},
	{"a step elsewhere that there is not", proposal, "rounds:\n", "elsewhere: [{on: decided, in: parts, do: «withdra}]\n" + startsRound("workflow: agreement"), "unknown_transition", "withdraw"},
	{"a step elsewhere that people take", proposal, "rounds:\n", "elsewhere: [{on: decided, in: parts, do: «withdraw}]\n" + startsRound("workflow: agreement"), "elsewhere_by_people", ""},
	{"a field for proposals of a kind that there is not", proposal, "  simple: {type", "  replaces: {type: proposal, workflow: «agrement, title: Replaces}\n  simple: {type", "unknown_workflow", "agreement"},

	// Whom the proposal names.
	{"a field that names somebody, and does not say of whom", proposal, "  simple: {type", "  «who: {type: party, title: Who}\n  simple: {type", "chosen_of_whom", ""},
	{"a field that names somebody, in one word", proposal, "  simple: {type", "  who: «party\n  simple: {type", "chosen_of_whom", ""},
	{"a field that says of whom, and names nobody", proposal, "  simple: {type", "  who: {type: text, of: «organizations, title: Who}\n  simple: {type", "of_no_party", ""},
	{"a field that names somebody of a body that there is not", proposal, "  simple: {type", "  who: {type: party, of: «every member of decidng, title: Who}\n  simple: {type", "unknown_party", "deciding"},
	{"a field that names the submitter", proposal, "  simple: {type", "  who: {type: party, of: «submitter, title: Who}\n  simple: {type", "opened_by_nobody", ""},
	{"a field that names whom another names", proposal, "  simple: {type", "  one: {type: party, of: organizations, title: One}\n  who: {type: party, of: «proposal.one, title: Who}\n  simple: {type", "unknown_party", ""},
	{"a field that names one of nobody", proposal, "  simple: {type", "  who: {type: party, of: «every adjunct of deciding, title: Who}\n  simple: {type", "chooses_nobody", ""},
	{"more to choose than there are", proposal, "  simple: {type", "  who: {type: party, many: true, of: deciding, min: «2, title: Who}\n  simple: {type", "chooses_too_few", ""},
	{"a number of one who is chosen", proposal, "  simple: {type", "  who: {type: party, of: organizations, min: «2, title: Who}\n  simple: {type", "limits_no_number", ""},
	{"somebody who is worked out", proposal, "  simple: {type", "  who: {type: party, of: organizations, is: «proposal.title, title: Who}\n  simple: {type", "chosen_computed", ""},
	{"a field as who takes a step, that names nobody", proposal, "decided, by: deciding", "decided, by: «proposal.simple", "not_chosen", ""},
	{"a field as who takes a step, that there is not", proposal, "decided, by: deciding", "decided, by: «proposal.who", "unknown_party", ""},

	// Who takes part.
	{"a person who is not there", collaboration, "{person: borgholm_deputy,", "{person: «borgholm_depute,", "unknown_person", "borgholm_deputy"},
	{"a stand-in for oneself", collaboration, "{person: borgholm_deputy,", "{person: «borgholm_social,", "own_substitute", ""},
	{"a coordinator who is not there", collaboration, "[county_coordinator]", "[«coordinator]", "unknown_person", ""},
	{"an organization that is not there", collaboration, "of: borgholm,", "of: «borgholms,", "unknown_organization", "borgholm"},
	{"a seat that there is not", collaboration, "seats: [{person: county_coordinator, role: chair}", "seats: [{person: county_coordinator, role: «chairman}", "wrong_value", "chair"},
	{"a body that is not there", collaboration, "preparation: beredning", "preparation: «bereding", "unknown_body", "beredning"},
	{"a workflow that is not there", collaboration, "  agreement: {drafting", "  «agreements: {drafting", "unknown_workflow", "agreement"},
	{"a role that the workflow hasn't", collaboration, "preparation: beredning, deciding: lgl", "preparation: beredning, «decision: lgl, deciding: lgl", "unknown_role", ""},
	{"a role that nobody has", collaboration, "binds:                                             # what a workflow's roles are here; several bodies may draft\n  agreement: {drafting: [children, abuse, elderly, mental_health], preparation: beredning, deciding: lgl}",
		"binds: {«agreement: {drafting: [children], preparation: beredning}}", "unbound_role", ""},
	{"a body bound twice", collaboration, "[children, abuse,", "[children, «children, abuse,", "named_twice", ""},
	{"a party that nobody is", proposal, "to: withdrawn, by: drafting", "to: withdrawn, by: «draftin", "unknown_party", "drafting"},
	{"a seat in a body that there is not", proposal, "decided, by: deciding", "decided, by: «deciding.secretry", "unknown_seat", "secretary"},
	{"a function that no organization has", proposal, "to: every organization", "to: «organizations.schools", "unknown_function", ""},
	{"a kind that no organization has", proposal, "to: every organization", "to: «every municipalty", "unknown_kind", "municipality"},
	{"a kind that no body has", proposal, "to: every organization", "to: «every body of kind prepartion", "unknown_kind", "preparation"},
	{"every seat that there is not", proposal, "to: every organization", "to: «every chairman of deciding", "unknown_seat", "chair"},
	{"an answer where somebody is named", proposal, "to: every organization", "to: «dissemination.spread", "said_by_whom", ""},
	{"all but one in one name", proposal, "to: every organization", "to: «not submitter", "left_out_beside", ""},
	{"all of a kind but one in one name", proposal, "to: every organization", "to: «every municipality except borgholm", "left_out_beside", ""},
	{"who took a step, where somebody is named", proposal, "to: every organization", "to: «whoever took prepare", "whoever_is_named", ""},
	{"every member of nobody", proposal, "to: every organization", "to: «every member of decidng", "unknown_party", "deciding"},
	{"a function of every one of a kind", proposal, "to: every organization", "to: «every municipality.schools", "unknown_function", ""},
	{"more members wanted than sit", proposal, "asks: organizations, at:", "asks: every member of lgl, complete: «2, at:", "too_many_wanted", ""},
	{"members of what are no groups", proposal, "asks: organizations, at:", "asks: organizations, through: «{answer: {told: null}}, at:", "through_without_groups", ""},
	{"a seat of a group that there is not", proposal, "asks: organizations, at:", "asks: [lgl], through: {asks: «chairman, answer: {told: null}}, at:", "unknown_seat", "chair"},
	{"a group's answer that there is not", proposal, "asks: organizations, at:", "asks: [lgl], through: {answer: {«tald: null}}, at:", "unknown_answer", "told"},
	{"a group's answer that may not come", proposal, "asks: organizations, at:", "asks: [lgl], through: {answer: {«told: answered > 0}}, at:", "no_otherwise", ""},
	{"a round in which no answer counts", proposal, "answers: {told: {title: {sv: Berättat, en: Told}, needs: comment}}", "«answers: {told: {title: {sv: Berättat, en: Told}, needs: comment, counts: false}}", "all_recused", ""},
	{"a conflict that nobody may declare", proposal, "notify:\n", "conflict: «{for_others: coordinator}\nnotify:\n", "missing_key", ""},
	{"secrecy that nobody may read past", proposal, "notify:\n", "confidential: {to: «[system], because: X}\nnotify:\n", "confidential_to_nobody", ""},
	{"secrecy without a ground", proposal, "notify:\n", "confidential: «{to: drafting}\nnotify:\n", "missing_key", ""},
	{"secrecy that passes with the days", proposal, "notify:\n", "confidential: {when: «'today < decision.on', to: drafting, because: X}\nnotify:\n", "confidential_passes", ""},
	{"secrecy that a step alone says", proposal, "notify:\n", "confidential: {when: «'transition == \"submit\"', to: drafting, because: X}\nnotify:\n", "confidential_passes", ""},
	{"who handled it last is asked", proposal, "asks: organizations, at:", "asks: «handler, at:", "only_told", ""},
	{"a letter to the system", proposal, "to: every organization", "to: «system", "tells_system", ""},

	// A workflow's parts.
	{"a role that holds and is not there", proposal, "held_by: deciding", "held_by: «decidng", "unknown_role", "deciding"},
	{"a state that there is not, to go to", proposal, "to: prepared, by: drafting", "to: «prepard, by: drafting", "unknown_state", "prepared"},
	{"a state that there is not, to come from", proposal, "from: [drafted, prepared, referred_back]", "from: [drafted, «prepard, referred_back]", "unknown_state", "prepared"},
	{"a state named twice", proposal, "from: [drafted, prepared, referred_back]", "from: [drafted, prepared, «drafted, referred_back]", "named_twice", ""},
	{"from any state, as it is not said", proposal, "from: [drafted, prepared, referred_back]", "from: «any", "unknown_state", "every open state"},
	{"a final state left out of the open ones", proposal, "from: [drafted, prepared, referred_back]", "from: {every: open state, but: [prepared, «disseminated]}", "not_open", ""},
	{"a state left out that there is not", proposal, "from: [drafted, prepared, referred_back]", "from: {every: open state, but: «prepard}", "unknown_state", "prepared"},
	{"every closed state", proposal, "from: [drafted, prepared, referred_back]", "from: {every: «closed state}", "wrong_value", "open state"},
	{"every open state but each", proposal, "from: [drafted, prepared, referred_back]", "from: «{every: open state, but: [drafted, prepared, referred_back, on_agenda, decided]}", "no_open_state", ""},
	{"every open state but each, or where it leads", proposal, "from: on_agenda, to: decided, by: deciding", "from: «{every: open state, but: [drafted, prepared, referred_back, on_agenda]}, to: decided, by: deciding", "no_open_state", ""},
	{"who took a step that there is not", proposal, "decided, by: deciding", "decided, but: «whoever took submt, by: deciding", "unknown_transition", "submit"},
	{"who did what there is no word for", proposal, "decided, by: deciding", "decided, but: «whoever wrote, by: deciding", "wrong_value", ""},
	{"who took a step that time takes", proposal, "decided, by: deciding", "decided, but: «whoever took lapse, by: deciding", "took_by_nobody", ""},
	{"who answered so does not take a step", proposal, "decided, by: deciding", "decided, but: «dissemination.spread, by: deciding", "said_of_step", ""},
	{"somebody left out of a step who may not take it", proposal, "decided, by: deciding", "decided, but: «beredning, by: deciding", "leaves_nobody_out", ""},
	{"a state called here", proposal, "  withdrawn:     {title", "  «here:     {title", "reserved", ""},
	{"where it stands before what is never chosen", proposal, "from: on_agenda, to: decided, by: deciding", "from: on_agenda, to: [here, «decided], by: deciding", "never_chosen", ""},
	{"where it stands on a condition that cannot be read", proposal, "from: on_agenda, to: decided, by: deciding", "from: on_agenda, to: [{state: here, when: proposal.«simpel}, decided], by: deciding", "unknown_name", "simple"},
	{"a state and a transition of one name", proposal, "  withdraw:       {", "  «withdrawn:       {", "name_clash", ""},
	{"an input that no act can give", proposal, "needs: [document, proposed_decision]", "needs: [document, «proposed_decison]", "unknown_input", "proposed_decision"},
	{"a field of a step that there is not", proposal, "  simple: {type: bool,", "  simple: {type: bool, only_with: «submitt,", "unknown_transition", "submit"},
	{"a round's field of a step", proposal, "    asks: organizations                            #", "    fields: {extra: {title: X, only_with: «submit}}\n    asks: organizations                            #", "only_with_answers", ""},
	{"a least of what is no number", proposal, "  simple: {type: bool,", "  simple: {type: bool, min: «3,", "limits_no_number", ""},
	{"a least that is no number", proposal, "  simple: {type", "  cost: {type: number, min: «some}\n  simple: {type", "wrong_value", ""},
	{"a most that is less than the least", proposal, "  simple: {type", "  cost: {type: number, min: 3, max: «2}\n  simple: {type", "limits_crossed", ""},
	{"an input that must come anew, and that no act can give", proposal, "needs: [document, proposed_decision]", "needs: [new document, new «proposed_decison]", "unknown_input", "proposed_decision"},
	{"an input that is needed on a condition that invents a field", proposal, "needs: [document, proposed_decision]", "needs: [document, {proposed_decision: proposal.«simpel}]", "unknown_name", "simple"},
	{"an input that is needed on a condition, and that no act can give", proposal, "needs: [document, proposed_decision]", "needs: [document, {«proposed_decison: proposal.simple}]", "unknown_input", "proposed_decision"},
	{"an answer that needs what the proposal is to have anew", proposal, "{told: {title: {sv: Berättat, en: Told}, needs: comment}}", "{told: {title: {sv: Berättat, en: Told}, needs: «new comment}}", "unknown_input", ""},
	{"a text that somebody changes who is not there", proposal, "held_by: preparation\n", "held_by: preparation\n    edits: «draftin\n", "unknown_party", "drafting"},
	{"a text that the system changes", proposal, "held_by: preparation\n", "held_by: preparation\n    edits: «system\n", "edits_system", ""},
	{"a letter that there is not", proposal, "template: to_prepare", "template: «to_prepair", "unknown_letter", "to_prepare"},
	{"a thing that does not happen", proposal, "- {on: submit,", "- {on: «submitted,", "unknown_trigger", "submit"},
	{"a thing that does not become of minutes", proposal, "- {on: submit,", "- {on: «minutes.publishd,", "unknown_trigger", "minutes.published"},
	{"a step that waits for minutes", proposal, "to: withdrawn, on: 180 days}", "to: withdrawn, on: «minutes.published}", "unknown_trigger", ""},
	{"a thing that does not become of a round", proposal, "on: dissemination.complete", "on: «dissemination.completed", "unknown_trigger", "dissemination.complete"},
	{"a date that a proposal does not carry", proposal, "at: decision.follow_up_on", "at: «decision.followup_on", "unknown_date", "decision.follow_up_on"},
	{"a day counted from a date that a proposal does not carry", proposal, "at: decision.follow_up_on", "at: 5 days after «decision.followup_on", "unknown_date", "decision.follow_up_on"},
	{"an hour beside that of the meeting", proposal, "deadline: {within: 20 workdays,", "deadline: {at: meeting begins, time: «\"12:00\",", "time_twice", ""},
	{"a question put at an hour", proposal, "at: decision.follow_up_on", "at: «1 hour before meeting begins", "hour_of_day", ""},
	{"an hour that somebody would work out", proposal, "simple: {type: bool, ", "until: {type: datetime, title: Until, is: «decision.on}\n  simple: {type: bool, ", "moment_given", ""},
	{"a day counted from no date", proposal, "to: withdrawn, on: 180 days", "to: withdrawn, on: 5 days after «yesterday", "unknown_date", ""},
	{"hours counted from a date", proposal, "at: decision.follow_up_on", "at: «5 hours after decision.follow_up_on", "wrong_value", ""},
	{"a distance that cannot be counted", proposal, "at: decision.follow_up_on", "at: «some time after decision.follow_up_on", "wrong_value", ""},
	{"a clock that runs in a state that there is not", proposal, "rounds:\n  dissemination:", "clocks: {handling: {title: Tid, within: 4 months, runs: [«prepard], remind: 5 days before}}\nrounds:\n  dissemination:", "unknown_state", "prepared"},
	{"a clock that runs where no run comes", proposal, "rounds:\n  dissemination:", "clocks: {handling: {title: Tid, within: 4 months, runs: «withdrawn, remind: 5 days before}}\nrounds:\n  dissemination:", "clock_never_runs", ""},
	{"a clock stopped by a round that there is not", proposal, "rounds:\n  dissemination:", "clocks: {handling: {title: Tid, within: 4 months, runs: prepared, stops: «disemination, remind: 5 days before}}\nrounds:\n  dissemination:", "unknown_stop", "dissemination"},
	{"a clock with the name of a round", proposal, "rounds:\n  dissemination:", "clocks: {«dissemination: {title: Tid, within: 4 months, runs: prepared, remind: 5 days before}}\nrounds:\n  dissemination:", "name_clash", ""},
	{"a clock of no length", proposal, "rounds:\n  dissemination:", "clocks: {«handling: {title: Tid, runs: prepared, remind: 5 days before}}\nrounds:\n  dissemination:", "missing_key", ""},
	{"a clock that a step waits for and there is not", proposal, "to: withdrawn, on: 180 days}", "to: withdrawn, on: «handlin.passed}\nclocks: {handling: {title: Tid, within: 4 months, runs: prepared}}", "unknown_trigger", "handling.passed"},
	{"what does not become of a clock", proposal, "to: withdrawn, on: 180 days}", "to: withdrawn, on: «handling.complete}\nclocks: {handling: {title: Tid, within: 4 months, runs: prepared}}", "unknown_trigger", ""},
	{"a clock that a condition invents", proposal, "when: proposal.simple", `when: 'passed(«"handling")'`, "unknown_clock", ""},
	{"steps on a clock that lead round in a circle", proposal, "to: withdrawn, on: 180 days}", "to: withdrawn, on: 180 days}\n  «there: {title: A, from: prepared, to: on_agenda, on: handling.passed}\n  again: {title: B, from: on_agenda, to: prepared, on: handling.passed}\nclocks: {handling: {title: Tid, within: 4 months, runs: prepared}}", "endless", ""},
	{"a window that a step names and there is not", proposal, "to: withdrawn, on: 180 days}", "to: withdrawn, on: 180 days, not_during: «sumer}\nwindows: {summer: {title: S, from: 15 June, to: 15 August}}", "unknown_window", "summer"},
	{"a window that begins every year and ends once", proposal, "rounds:\n  dissemination:", "windows: {summer: {title: S, from: 15 June, to: «2026-08-15}}\nrounds:\n  dissemination:", "window_half_yearly", ""},
	{"a window that ends before it begins", proposal, "rounds:\n  dissemination:", "windows: {freeze: {title: S, from: meeting, to: «7 days before meeting}}\nrounds:\n  dissemination:", "window_ends_first", ""},
	{"a window that goes over the new year now and then", proposal, "rounds:\n  dissemination:", "windows: {freeze: {title: S, from: 10 April, to: «Easter}}\nrounds:\n  dissemination:", "window_turns", ""},
	{"a window of a feast that there is not", proposal, "rounds:\n  dissemination:", "windows: {freeze: {title: S, from: «5 workdays before Easter, to: Easter Monday}}\nrounds:\n  dissemination:", "wrong_value", ""},
	{"a window between dates out of order", proposal, "rounds:\n  dissemination:", "windows: {freeze: {title: S, from: 2026-08-15, to: «2026-06-15}}\nrounds:\n  dissemination:", "window_ends_first", ""},
	{"a window from no day", proposal, "rounds:\n  dissemination:", "windows: {freeze: {title: S, from: «Midsummer, to: 15 August}}\nrounds:\n  dissemination:", "wrong_value", ""},
	{"a window without an end", proposal, "rounds:\n  dissemination:", "windows: {«freeze: {title: S, from: 15 June}}\nrounds:\n  dissemination:", "missing_key", ""},
	{"a window after what does not happen", proposal, "rounds:\n  dissemination:", "windows: {notice: {title: S, after: «submited, for: 3 weeks}}\nrounds:\n  dissemination:", "unknown_trigger", "submit"},
	{"an exception from no window", proposal, "to: withdrawn, on: 180 days}", "to: withdrawn, on: 180 days, unless: «submit}", "unless_window", ""},
	{"an exception that is no step", proposal, "to: withdrawn, on: 180 days}", "to: withdrawn, on: 180 days, not_during: summer, unless: «submitt}\nwindows: {summer: {title: S, from: 15 June, to: 15 August}}", "unknown_transition", "submit"},
	{"a window that cannot have begun", proposal, "lapse:          {from: referred_back, to: withdrawn, on: 180 days}", "«lapse: {from: referred_back, to: withdrawn, on: 180 days, only_after: notice}\nwindows: {notice: {title: S, after: decided, for: 3 weeks}}", "after_unheard", ""},
	{"a window that is open all the year", proposal, "lapse:          {from: referred_back, to: withdrawn, on: 180 days}", "«lapse: {from: referred_back, to: withdrawn, on: 180 days, not_during: year}\nwindows: {year: {title: S, from: 1 January, to: 31 December}}", "window_for_ever", ""},
	{"a time that stands still in no window that there is", proposal, "{within: 60 days, remind: 14 days before}", "{within: 60 days, stops: «sumer, remind: 14 days before}", "unknown_stop", ""},
	{"a vote that closes early though others may come", proposal, "asks: organizations                            # or", "electorate: «living\n    closes: early\n    outcomes: {well: {title: W, when: count(\"spread\") > 1}, ill: {title: I}}\n    asks: organizations                            # or", "living_early", ""},
	{"others who may not answer", proposal, "    complete: all   ", "    others: «nobody\n    complete: all   ", "wrong_value", ""},
	{"others who answer in secret", proposal, "    complete: all   ", "    others: «may answer\n    secret: true\n    complete: all   ", "others_secret", ""},
	{"others who never answer", proposal, "    complete: all   ", "    complete: others(«\"spread\") > 0 # ", "others_never", ""},
	{"others of no round", proposal, "when: proposal.simple", `when: 'others(«"spread") > 0'`, "no_round_at_hand", ""},
	{"an answer of others that there is not", proposal, "    complete: all   ", "    others: may answer\n    complete: others(«\"sprea\") > 0 # ", "unknown_answer", "spread"},
	{"more time than no last day", proposal, "deadline: {within: 30 days, remind: [7 days before, on the day]", "extension: «{at_most: 3 weeks}\n    deadline: forever # {within: 30 days, remind: [7 days before, on the day]", "extension_undue", ""},
	{"more time in hours", proposal, "    complete: all   ", "    extension: {at_most: «36 hours}\n    complete: all   ", "extension_in_hours", ""},
	{"more time by nobody that there is", proposal, "    complete: all   ", "    extension: {by: «deciding.secretry, at_most: 3 weeks}\n    complete: all   ", "unknown_seat", "secretary"},
	{"an electorate that is neither", proposal, "asks: organizations                            # or", "electorate: «livng\n    asks: organizations                            # or", "wrong_value", "living"},
	{"a letter to a proposal that there never is", proposal, "to: preparation,             template: to_prepare", "to: «parent.holder, template: to_prepare", "never_child", ""},
	{"a letter to proposals that it never opens", proposal, "to: preparation,             template: to_prepare", "to: «children.holder, template: to_prepare", "never_parent", ""},
	{"a letter to nobody in a proposal", proposal, "to: preparation,             template: to_prepare", "to: «parent.holdr, template: to_prepare", "unknown_party", "parent.holder"},
	{"a step by whoever waits elsewhere", proposal, "decided, by: deciding", "decided, by: «parent.holder", "only_told", ""},
	{"a part of a question that is nobody", proposal, "    assurance: link  ", "    parts: {«few: }\n    assurance: link  ", "nothing", ""},
	{"a question that stands still for itself", proposal, "deadline: {within: 30 days, remind: [7 days before, on the day]", "deadline: {within: 30 days, stops: «dissemination, remind: [7 days before, on the day]", "stops_itself", ""},
	{"a question whose time runs where it is never open", proposal, "deadline: {within: 30 days, remind: [7 days before, on the day]", "deadline: «{within: 30 days, runs: drafted, remind: [7 days before, on the day]", "pauses_for_ever", ""},
	{"a date of a question that runs somewhere", proposal, "deadline: {within: 30 days, remind: [7 days before, on the day]", "deadline: {at: 15 October, runs: «decided, remind: [7 days before, on the day]", "stops_dated", ""},
	{"a clock that stands still while nobody knows when", proposal, "rounds:\n  dissemination:", "windows: {freeze: {title: S, from: 7 days before meeting, to: meeting}}\nclocks: {handling: {title: Tid, within: 4 months, runs: prepared, remind: on the day, stops: «freeze}}\nrounds:\n  dissemination:", "stops_unknown_days", ""},
	{"a clock that stands still always", proposal, "rounds:\n  dissemination:", "windows: {one: {title: S, from: 1 March, to: 31 August}, other: {title: S, from: 1 September, to: 28 February}}\nclocks: {handling: {title: Tid, within: 4 months, runs: prepared, remind: on the day, stops: «[one, other]}}\nrounds:\n  dissemination:", "stops_for_ever", ""},
	{"a clock that stands still in no window and no round", proposal, "rounds:\n  dissemination:", "clocks: {handling: {title: Tid, within: 4 months, runs: prepared, remind: on the day, stops: «disemination}}\nrounds:\n  dissemination:", "unknown_stop", "dissemination"},
	{"an answer of no part", proposal, "    complete: all   ", "    parts: {some: borgholm}\n    complete: count(«\"sum.spread\") > 0", "unknown_answer", "some.spread"},
	{"a part that there is not", proposal, "    complete: all   ", "    parts: {some: borgholm}\n    complete: asked_of(«\"sone\") > 0", "unknown_part", "some"},
	{"a part that is not asked", proposal, "    complete: all   ", "    parts: {some: «drafting}\n    complete: all", "part_of_nobody", ""},
	{"a letter to who gave an answer that there is not", proposal, "every organization,      template: decision}", "every organization, only: «dissemination.declines, template: decision}", "unknown_said", "dissemination.declined"},
	{"who gave an answer to what is asked later", proposal, "    complete: all   ", "    only: «follow_up.told\n    complete: all   ", "said_later", ""},
	{"who gave an answer to the very question", proposal, "    complete: all   ", "    but: «dissemination.spread\n    complete: all   ", "said_later", ""},
	{"who gave an answer in secret", proposal, "    complete: all                                  # or: 2/3, 7, or an expression: count(\"spread\") >= 9 && none(\"declined\")\nfollow_up: {", "    secret: true\nfollow_up: {only: «dissemination.spread, ", "said_in_secret", ""},
	{"a letter to those of a body whose question was to others", proposal, "to: preparation,             template", "to: preparation, only: «dissemination.spread, template", "said_by_nobody", ""},
	{"who is left out of those among whom they are not", proposal, "to: preparation,             template", "to: preparation, but: «borgholm, template", "leaves_nobody_out", ""},
	{"a part of no round", proposal, "when: proposal.simple", `when: '«asked_of("some") > 0'`, "no_round_at_hand", ""},
	{"a date that stands still", proposal, "{within: 60 days, remind: 14 days before}", "{at: 15 October, stops: «summer}", "stops_dated", ""},
	{"proposals that are opened in no window that there is", proposal, "bodies: [drafting, preparation, deciding]", "opened_by: {not_during: «sumer}\nwindows: {summer: {title: S, from: 15 June, to: 15 August}}\nbodies: [drafting, preparation, deciding]", "unknown_window", "summer"},
	{"proposals that are opened after what happens to them", proposal, "bodies: [drafting, preparation, deciding]", "opened_by: {by: drafting, only_during: «notice}\nwindows: {notice: {title: S, after: decided, for: 3 weeks}}\nbodies: [drafting, preparation, deciding]", "opened_after", ""},
	{"proposals that are never opened", proposal, "bodies: [drafting, preparation, deciding]", "opened_by: {not_during: «year}\nwindows: {year: {title: S, from: 1 January, to: 31 December}}\nbodies: [drafting, preparation, deciding]", "opened_in_no_time", ""},
	{"proposals that are opened in spite of nothing", proposal, "bodies: [drafting, preparation, deciding]", "opened_by: {unless: «coordinator}\nbodies: [drafting, preparation, deciding]", "unless_window", ""},
	{"what does not become of a window", proposal, "to: withdrawn, on: 180 days}", "to: withdrawn, on: «summer.over}\nwindows: {summer: {title: S, from: 15 June, to: 15 August}}", "unknown_trigger", ""},
	{"a transition that nobody takes", proposal, "withdraw:       {from: [drafted, prepared, referred_back], to: withdrawn, by: drafting,", "«withdraw:       {from: [drafted, prepared, referred_back], to: withdrawn,", "nobody_takes", ""},
	{"a transition that only the system may take", proposal, "withdraw:       {from: [drafted, prepared, referred_back], to: withdrawn, by: drafting,", "«withdraw:       {from: [drafted, prepared, referred_back], to: withdrawn, by: system,", "nobody_takes", ""},
	{"a target behind one that always holds", proposal, "to: prepared, by: drafting", "to: [prepared, «withdrawn], by: drafting", "never_chosen", ""},
	{"a deadline with two dates", proposal, "{within: 60 days, remind: 14 days before}", "«{within: 60 days, at: meeting}", "within_or_at", ""},
	{"escalations out of order", proposal, "escalate: {after: 14 days, to: coordinator}", "escalate: [{after: 14 days, to: coordinator}, «{after: 7 days, to: coordinator}]", "escalations_unordered", ""},
	{"escalations out of order that are counted otherwise", proposal, "escalate: {after: 14 days, to: coordinator}", "escalate: [{after: 2 months, to: coordinator}, «{after: 7 workdays, to: coordinator}]", "escalations_unordered", ""},
	{"a reminder before the time begins", proposal, "remind: 14 days before", "remind: «14 weeks before", "reminds_early", ""},
	{"the time of a clock without quotes", proposal, "when: proposal.simple", "when: left(«handling) > 5", "unquoted", "handling"},
	{"a round that asks nobody", proposal, "asks: organizations                            #", "asks: «[] #", "asks_nobody", ""},
	{"a round without answers", proposal, "answers: {told: {title: {sv: Berättat, en: Told}, needs: comment}}", "answers: «{}", "no_answers", ""},
	{"more answers wanted than are asked", proposal, "complete: all", "complete: «7", "too_many_wanted", ""},
	{"a fraction of more than all", proposal, "complete: all", "complete: «3/2", "wrong_value", ""},
	{"a word that completes nothing", proposal, "complete: all", "complete: «al", "wrong_value", "all"},
	{"an expiry that is no transition", proposal, "complete: all", "on expiry: «closed", "unknown_transition", "close"},

	// Conditions.
	{"a field that a condition invents", proposal, "when: proposal.simple", "when: proposal.«simpel", "unknown_name", "simple"},
	{"a name that a condition invents", proposal, "when: proposal.simple", "when: «propsal.simple", "unknown_name", "proposal"},
	{"a condition that is no yes or no", proposal, "when: proposal.simple", "when: «proposal.title", "guard", ""},
	{"a condition that compares unlike things", proposal, "when: proposal.simple", `when: proposal.title «> 3`, "guard", ""},
	{"a condition that ends too soon", proposal, "when: proposal.simple", `when: proposal.simple &«&`, "guard", ""},
	{"a condition that asks the clock", proposal, "when: proposal.simple", `when: "«now() > date(today)"`, "guard_idiom", "today"},
	{"an answer that a condition invents", proposal, "complete: all", `complete: count(«"spred") >= 9`, "unknown_answer", "spread"},
	{"a round that a condition invents", proposal, "when: proposal.simple", `when: 'complete(«"disemination")'`, "unknown_round", "dissemination"},
	{"a state that a condition invents", proposal, "when: proposal.simple", `when: came_from == «"on_agend"`, "unknown_state", "on_agenda"},
	{"a transition that a condition invents", proposal, "when: proposal.simple", `when: 'transition in ["submit", «"sumbit"]'`, "unknown_transition", "submit"},
	{"a count of nothing", proposal, "complete: all", `complete: «count() >= 9`, "guard_words", ""},
	{"a count of nobody's answers", proposal, "when: proposal.simple", `when: «answered >= 9`, "no_round_at_hand", ""},
	{"an answer of two rounds", proposal, "answers: {told: {title: {sv: Berättat, en: Told}, needs: comment}}, deadline: 30 days}\nnotify:\n",
		"answers: {spread: {title: {sv: Spritt, en: Spread}}}, deadline: 30 days}\nnotify:\n  - {on: decided, to: drafting, template: decision, when: 'none(«\"spread\")'}\n", "which_round", ""},
	{"an answer without quotes", proposal, "complete: all", `complete: count(«spread) >= 9`, "unquoted", "spread"},
	{"a round's end as a field of it", proposal, "when: proposal.simple", "when: «dissemination.complete", "unquoted", `complete("dissemination")`},
	{"a round's answer as a field of it", proposal, "when: proposal.simple", "when: «dissemination.spread > 3", "unquoted", `count("dissemination", "spread")`},
	{"a count of what is no name", proposal, "complete: all", `complete: count(proposal.«title) >= 9`, "guard_words", ""},
	{"a past that a condition invents", proposal, "when: proposal.simple", `when: times(«"submitt") == 0`, "unknown_past", "submit"},
	{"what becomes of a round that never becomes of it", proposal, "when: proposal.simple", `when: last(«"dissemination.begun") == ""`, "unknown_past", "dissemination"},
	{"a past of two things", proposal, "when: proposal.simple", `when: '«times("submit", "withdraw") == 0'`, "call_words", ""},
	{"a past without quotes", proposal, "when: proposal.simple", `when: last(«submit) > today`, "unquoted", "submit"},
	{"a period that cannot be counted from a date", proposal, "when: proposal.simple", `when: 'plus(decision.on, «"14 dagar") < today'`, "period_words", ""},
	{"a period of hours on a date", proposal, "when: proposal.simple", `when: 'plus(decision.on, «"14 hours") < today'`, "period_words", ""},
	{"a period that is no text", proposal, "when: proposal.simple", `when: 'plus(decision.on, «14) < today'`, "period_words", ""},
	{"a text among the latest known dates", proposal, "when: proposal.simple", `when: 'latest_known(today, «"soon") < today'`, "not_a_date", ""},
	{"a field that a function invents", proposal, "when: proposal.simple", `when: 'later(proposal.«simpel, today) < today'`, "unknown_name", "simple"},
	{"a date of what is none", proposal, "when: proposal.simple", `when: 'days(proposal.«simple, today) > 3'`, "guard", ""},
	{"a sum of what is no number", proposal, "complete: all", `complete: 'sum("dissemination", «"plan") >= 9'`, "not_counted", ""},
	{"a sum over a round that there is not", proposal, "complete: all", `complete: 'average(«"disemination", "number") >= 9'`, "unknown_round", "dissemination"},
	{"a sum over an answer that there is not", proposal, "complete: all", `complete: 'sum("dissemination", «"spred", "number") >= 9'`, "unknown_answer", "spread"},
	{"a sum of one thing", proposal, "complete: all", `complete: «sum("number") >= 9`, "call_words", ""},
	{"the weight of an answer that there is not", proposal, "complete: all", `complete: weight(«"spred") >= 9`, "unknown_answer", "spread"},
	{"the weight of nobody in particular", proposal, "when: proposal.simple", `when: «weight() > 3`, "no_round_at_hand", ""},
	{"the seats of a role that there is not", proposal, "when: proposal.simple", `when: seats(«"decidng") > 3`, "unknown_role", "deciding"},
	{"the end of a round that there is not", proposal, "when: proposal.simple", `when: ended(«"disemination") < today`, "unknown_round", "dissemination"},
	{"an organization that weighs nothing sensible", collaboration, "name: Borgholms kommun", "name: Borgholms kommun\n    weight: «heavy", "wrong_value", ""},
	{"a computed field of another type", proposal, "  simple: {type", "  late: {type: bool, title: {sv: S, en: L}, is: «decision.on}\n  simple: {type", "computed_type", ""},
	{"a computed paper", proposal, "  simple: {type", "  late: {type: document, title: {sv: S, en: L}, is: «decision.on}\n  simple: {type", "computed_type", ""},
	{"a field computed of one that is computed below it", proposal, "  simple: {type", "  late: {type: bool, title: {sv: S, en: L}, is: 'proposal.«soon'}\n  soon: {type: bool, title: {sv: S, en: L}, is: proposal.simple}\n  simple: {type", "computed_order", ""},
	{"a field computed of itself", proposal, "  simple: {type", "  late: {type: bool, title: {sv: S, en: L}, is: not proposal.«late}\n  simple: {type", "computed_order", ""},
	{"a field computed of what nobody knows", proposal, "  simple: {type", "  late: {type: bool, title: {sv: S, en: L}, is: proposal.«simpel}\n  simple: {type", "unknown_name", "simple"},
	{"a field computed of what comes with an act", proposal, "  simple: {type", "  late: {type: text, title: {sv: S, en: L}, is: «input.reason}\n  simple: {type", "unknown_name", ""},
	{"a computed field that is asked for", proposal, "  simple: {type", "  late: {type: bool, title: {sv: S, en: L}, only_with: «submit, is: proposal.simple}\n  simple: {type", "computed_needed", ""},
	{"a computed field of an answer", proposal, "follow_up: {", "follow_up: {fields: {n: {type: number, title: {sv: S, en: L}, is: «3}}, ", "computed_answer", ""},
	{"a casting vote for what it is not", proposal, "when: proposal.simple", `when: 'votes.casting == «"yes"'`, "unknown_choice", ""},
	{"a vote where nothing is recorded of one", proposal, "when: proposal.simple", `when: 'votes.«fro > 3'`, "unknown_name", "for"},
	{"a date counted by a text", proposal, "when: proposal.simple", `when: 'plus(decision.on, proposal.«title, "days") < today'`, "counts_no_number", ""},
	{"a date counted in what is no unit", proposal, "when: proposal.simple", `when: 'plus(decision.on, seats("deciding"), «"hours") < today'`, "counts_no_unit", ""},
	{"a date counted by too much", proposal, "when: proposal.simple", `when: '«plus(decision.on, 14, "days", "simple") < today'`, "call_words", ""},
	{"a condition with a regular expression", proposal, "when: proposal.simple", `when: 'proposal.title «matches "^x+$"'`, "guard_operator", ""},
	{"a condition within a condition", proposal, "when: proposal.simple", `when: 'any([1, 2], «# > 1)'`, "guard_operator", ""},
	{"no day of every year", proposal, "when: proposal.simple", `when: 'next(«"29 February", today) < today'`, "not_a_year_day", ""},
	{"the next day after a text", proposal, "when: proposal.simple", `when: 'next("15 April", «"soon") < today'`, "not_a_date", ""},
	{"a date that is no date", proposal, "when: proposal.simple", `when: 'decision.follow_up_on > «"next week"'`, "not_a_date", ""},
	{"a date that no calendar has", proposal, "when: proposal.simple", `when: 'today < «"2026-02-30"'`, "not_a_date", ""},
	{"two signs the wrong way round", proposal, "when: proposal.simple", `when: 'count("dissemination", "spread") «=> 2'`, "guard_sign", ">="},
	{"a word processor's single quotation marks in a condition", proposal, "when: proposal.simple", `when: "state == «’prepared’"`, "guard_sign", "'"},
	{"a sign for a word", proposal, "when: proposal.simple", `when: 'proposal.simple «och meeting.date > today'`, "guard_sign", "and"},
	{"a bracket that is not closed in a condition", proposal, "when: proposal.simple", `when: 'count«("dissemination", "spread" > 2'`, "guard_bracket", ""},
	{"a date against a text", proposal, "when: proposal.simple", `when: 'today > proposal.«title'`, "compares_unlike", ""},
	{"a condition that YAML takes for a tag", proposal, "when: proposal.simple", "when: «!proposal.simple", "tag", ""},

	// A workflow as a whole.
	{"a state that no run reaches", proposal, "  withdrawn:     {title", "  «parked: {title: {sv: P, en: P}, final: true}\n  withdrawn:     {title", "unreachable", ""},
	{"a way out of a final state", proposal, "withdraw:       {from: [drafted, prepared, referred_back],", "«withdraw:       {from: [drafted, prepared, disseminated],", "final_exit", ""},
	{"two transitions that one thing fires", proposal, "lapse:          {from: referred_back, to: withdrawn, on: 180 days}", "lapse:          {from: referred_back, to: withdrawn, on: 180 days}\n  relapse: {from: referred_back, to: prepared, on: «180 days}", "ambiguous", ""},
	{"a waiting state without a deadline, where one is promised", proposal, "  drafted:       {title: {sv: Utarbetas, en: Drafted}, held_by: drafting, deadline: forever}", "  «drafted:       {title: {sv: Utarbetas, en: Drafted}, held_by: drafting}", "no_deadline", ""},
	{"a promise that a run breaks", proposal, "- never disseminated without decided", "- «never decided without on_agenda", "broken_promise", ""},
	{"a promise about a transition that a run breaks", proposal, "- never disseminated without decided", "- «never withdraw without submit", "broken_promise", ""},
	{"a promise that cannot be read", proposal, "- never disseminated without decided", "- «always look both ways", "unknown_promise", ""},
	{"a promise about what there is not", proposal, "- never disseminated without decided", "- never disseminated without «decidd", "unknown_promised", "decided"},

	// Scenarios, and the demo, which speaks as they do.
	{"a step that there is not", routine, "- do: submit\n    as: drafting", "- «doo: submit\n    as: drafting", "unknown_step", "do"},
	{"two steps in one", routine, "- do: submit\n    as: drafting", "- do: submit\n    as: drafting\n    «wait: 3 days", "two_steps", ""},
	{"a transition that a step invents", routine, "- do: submit", "- do: «submitt", "unknown_transition", "submit"},
	{"somebody that a step invents", routine, "- do: submit\n    as: drafting", "- do: submit\n    as: «drafing", "unknown_party", "drafting"},
	{"an input that a step invents", routine, "decision: att anta", "«desicion: att anta", "unknown_input", "decision"},
	{"a date by slashes that a step gives", routine, "date: 2026-05-04}", "date: «04/05/2026}", "wrong_value", "2026-05-04"},
	{"a meeting's day by slashes that a step gives", routine, "meeting: 2026-04-07", "meeting: «07/04/2026", "wrong_value", "2026-04-07"},
	{"a round that a step invents", routine, "{round: dissemination, as", "{round: «disemination, as", "unknown_round", "dissemination"},
	{"an answer that a step invents", routine, "with: spread", "with: «spred", "unknown_answer", "spread"},
	{"a wait that says no time", routine, "- wait: until 2026-02-23 08:00", "- wait: «soon", "wrong_value", ""},
	{"a meeting that a wait invents", routine, "- wait: until 2026-02-23 08:00", "- wait: «until lgll", "unknown_series", "lgl"},
	{"a state that is expected and there is not", routine, "state: prepared", "state: «prepard", "unknown_state", "prepared"},
	{"a letter that is expected and there is not", routine, "template: reminder", "template: «remindr", "unknown_letter", "reminder"},
	{"an expectation that there is not", routine, "expect: {state:", "expect: {«stat:", "unknown_key", "state"},
	{"a refusal's word that there is not", routine, "{code: wrong_state}", "{«cod: wrong_state}", "unknown_key", "code"},
	{"a refusal that there is not", routine, "{code: wrong_state}", "{code: «wrong_stat}", "unknown_refusal", "wrong_state"},
	{"a step misspelt that is to be refused for something else", routine, "- do: decide\n    as: deciding\n    refused:", "- do: «decid\n    as: deciding\n    refused:", "unknown_transition", "decide"},
	{"a step of the demo that there is not", collaboration, "- propose: {as", "- «propos: {as", "unknown_step", "propose"},
	{"a step that the calendar's condition takes", proposal, "on: 180 days", "on: {when: «'today > \"2027-01-01\"'}", "holds_passes", ""},
	{"steps that conditions take in a circle", proposal, "transitions:\n", "transitions:\n  «there: {title: {sv: D, en: T}, from: referred_back, to: prepared, on: {when: proposal.simple}}\n  here: {title: {sv: H, en: H}, from: prepared, to: referred_back, on: {when: proposal.simple || proposal.documents > 3}}\n", "circle", ""},
}

// warned are what a pack may say, and hardly means.
var warned = []change{
	{"a round of those who may not read", proposal, "rounds:\n  dissemination:", "confidential: {to: [drafting, preparation, deciding], because: X}\nrounds:\n  «dissemination:", "confidential_asks", ""},
	{"a state of those who may not read", proposal, "states:\n  drafted:       {title: {sv: Utarbetas, en: Drafted}, held_by: drafting, deadline: forever}\n  prepared:", "confidential: {to: [deciding, every organization], because: X}\nstates:\n  drafted:       {title: {sv: Utarbetas, en: Drafted}, held_by: drafting, deadline: forever}\n  «prepared:", "confidential_holds", ""},
	{"a body that nobody sits in", collaboration, "presidium: {title: {sv: Presidiet}, seats: [{person: borgholm_social, role: chair}]}", "«presidium: {title: {sv: Presidiet}}", "no_seats", ""},
	{"two chairs at once", collaboration, "presidium: {title: {sv: Presidiet}, seats: [{person: borgholm_social, role: chair}]}", "presidium: {title: {sv: Presidiet}, seats: [{person: borgholm_social, role: chair, to: 2026-06-30}, «{person: borgholm_deputy, role: chair, from: 2026-06-30}]}", "two_chairs", ""},
	{"one seat twice at once", collaboration, "presidium: {title: {sv: Presidiet}, seats: [{person: borgholm_social, role: chair}]}", "presidium: {title: {sv: Presidiet}, seats: [{person: borgholm_social, role: chair}, «{person: borgholm_social, role: chair}]}", "seated_twice", ""},
	{"a chair whose term ends with nobody after", collaboration, "presidium: {title: {sv: Presidiet}, seats: [{person: borgholm_social, role: chair}]}", "presidium: {title: {sv: Presidiet}, seats: [{person: borgholm_social, role: chair, to: «2026-06-30}, {person: borgholm_social, role: chair, from: 2026-07-02}]}", "seat_empties", ""},
	{"a body whose list of seats is empty", collaboration, "presidium: {title: {sv: Presidiet}, seats: [{person: borgholm_social, role: chair}]}", "presidium: {title: {sv: Presidiet}, seats: «[]}", "no_seats", ""},
	{"a seat that is asked for and nobody has", proposal, "decided, by: deciding", "decided, by: «deciding.chair", "empty_seat", ""},
	{"one name for a body and a person", collaboration, "  county_coordinator: {", "  «sip: {name: A, mail: a@b.example}\n  county_coordinator: {", "shared_name", ""},
	{"an outcome that is called something else", collaboration, "decides: decision", "decides: «desicion", "unusual", "decision"},
	{"a title that lacks a language", proposal, "title: {sv: Samverkansöverenskommelse, en: Collaboration agreement}", "title: «{sv: Samverkansöverenskommelse}", "untranslated", ""},
	{"a transition without a title", proposal, "  submit:  ", "  «submit:  ", "untitled", ""},
	{"a state that is nobody's turn", proposal, "  drafted:       {title: {sv: Utarbetas, en: Drafted}, held_by: drafting,", "  «drafted:       {title: {sv: Utarbetas, en: Drafted},", "nobody_holds", ""},
	{"a deadline of a final state", proposal, "  withdrawn:     {title: {sv: Återtaget, en: Withdrawn},", "  «withdrawn:     {title: {sv: Återtaget, en: Withdrawn}, deadline: 3 days,", "final_deadline", ""},
	{"a deadline that a step always forestalls", proposal, "deadline: {within: 60 days, remind: 14 days before}}", "deadline: «{within: 180 days, escalate: {after: 3 days, to: coordinator}}}", "never_escalates", ""},
	{"a deadline on a workday that a step's own day always forestalls", proposal, "deadline: {within: 60 days, remind: 14 days before}}", "deadline: «{within: 180 days, else: next workday, escalate: {after: 3 days, to: coordinator}}}", "never_escalates", ""},
	{"a deadline that is moved back, and forestalled before anybody is told", proposal, "deadline: {within: 60 days, remind: 14 days before}}", "deadline: «{within: 180 days, else: previous workday, escalate: {after: 3 workdays, to: coordinator}}}", "never_escalates", ""},
	{"a reminder after a day on which a step always leads on", proposal, "deadline: {within: 60 days, remind: 14 days before}}", "deadline: «{within: 180 days, remind: [14 days before, 5 workdays after]}}", "never_escalates", ""},
	{"an electorate that lives of the same body always", proposal, "asks: organizations                            # or", "electorate: «living\n    asks: preparation                            # or", "living_nobody", ""},
	{"a state that stands still for a question that comes later", proposal, "deadline: {within: 60 days, remind: 14 days before}}", "deadline: «{within: 60 days, stops: dissemination, remind: 14 days before}}", "never_pauses", ""},
	{"a day that has been when there is a decision", proposal, "at: decision.follow_up_on", "at: «5 days before decision.on", "past_at_once", ""},
	{"a clock that nobody hears of", proposal, "rounds:\n  dissemination:", "clocks: {«handling: {title: Tid, within: 4 months, runs: prepared}}\nrounds:\n  dissemination:", "clock_never_read", ""},
	{"an outcome that holds where nobody is asked too", proposal, "follow_up: {opens", "follow_up: {only: dissemination.declined, outcomes: {«fine: {title: {sv: Bra, en: Fine}, when: none(\"told\")}, other: {title: {sv: Annat, en: Other}}}, opens", "comes_of_nobody", ""},
	{"a step that reopens what is neither closed nor decided", proposal, "  submit:         {from:", "  «submit:         {reopens: true, from:", "reopens_nothing", ""},
	{"a step that recommends what it decides", proposal, "  decide:         {from: on_agenda, to: decided, by: deciding, needs: decision}", "  «decide:         {from: on_agenda, to: decided, by: deciding, needs: decision, takes: recommendation}", "recommends_and_decides", ""},
	{"targets of which none may fit", proposal, "to: prepared, by: drafting", "to: «[{state: prepared, when: proposal.simple}], by: drafting", "no_default", ""},
}

func TestAPackIsRefusedWhereItIsWrong(t *testing.T) {
	for _, row := range refused {
		t.Run(row.sentence, func(t *testing.T) { row.found(t, source.Error) })
	}
}

func TestAPackIsWarnedOfWhatItHardlyMeans(t *testing.T) {
	for _, row := range warned {
		t.Run(row.sentence, func(t *testing.T) { row.found(t, source.Warning) })
	}
}

// found reads the changed pack and looks for the problem at its place.
func (c change) found(t *testing.T, severity source.Severity) {
	fsys, want := c.made(t)
	problems := check(fsys)
	if severity == source.Error {
		problems = problems.Errors()
	}
	for _, p := range problems {
		if p.Pos == want && p.Code == c.code && p.Severity == severity {
			if p.Suggestion != c.meant {
				t.Errorf("%s\nsuggests %q, want %q", p, p.Suggestion, c.meant)
			}
			return
		}
	}
	t.Errorf("want %s at %s, found:\n%s", c.code, want, problems)
}

// check reads a pack with its scenarios.
func check(fsys fs.FS) source.Problems {
	pack, problems := definition.Read(fsys, letters)
	if pack != nil {
		_, more := definition.ReadScenarios(fsys, pack)
		problems = append(problems, more...)
	}
	return problems
}

// made is the pack with the change, and the place of its «.
func (c change) made(t *testing.T) (fs.FS, source.Pos) {
	t.Helper()
	fsys := archive(t, "testdata/page.txtar").(fstest.MapFS)
	text := string(fsys[c.file].Data)
	if strings.Count(text, c.from) != 1 {
		t.Fatalf("%q stands %d times in %s", c.from, strings.Count(text, c.from), c.file)
	}
	text = strings.Replace(text, c.from, c.to, 1)
	before, after, marked := strings.Cut(text, "«")
	if !marked {
		t.Fatal("nothing marks where the problem is")
	}
	fsys[c.file] = &fstest.MapFile{Data: []byte(before + after)}
	return fsys, positionAfter(c.file, before)
}

func positionAfter(file, before string) source.Pos {
	line := before[strings.LastIndexByte(before, '\n')+1:]
	return source.Pos{File: file, Line: 1 + strings.Count(before, "\n"), Column: 1 + utf8.RuneCountInString(line)}
}

// Everything that is wrong is said at once, in the order of the files.
func TestAllProblemsAreToldAtOnce(t *testing.T) {
	fsys := archive(t, "testdata/page.txtar").(fstest.MapFS)
	for _, c := range []struct{ file, from, to string }{
		{proposal, "held_by: deciding", "held_by: decider"},
		{collaboration, "of: borgholm,", "of: borgholms,"},
		{year, "who: beredning}", "who: bereding}"},
		{proposal, "to: prepared, by: drafting", "to: prepard, by: drafting"},
	} {
		fsys[c.file].Data = []byte(strings.Replace(string(fsys[c.file].Data), c.from, c.to, 1))
	}
	_, problems := definition.Read(fsys, letters)
	var codes []string
	for _, p := range problems.Errors() {
		codes = append(codes, p.Pos.File+" "+p.Code)
	}
	for _, want := range []string{"collaboration.yaml unknown_organization", "cycle.yaml unknown_party", "proposal.yaml unknown_role", "proposal.yaml unknown_state"} {
		if !slices.Contains(codes, want) {
			t.Errorf("lacks %s in %v", want, codes)
		}
	}
	if !slices.IsSorted(codes[:2]) || codes[0] != "collaboration.yaml unknown_organization" {
		t.Errorf("not in the order of the files: %v", codes)
	}
}

// What a person reads: the place, what was found, what was expected, what was
// probably meant, in Swedish and in English.
func TestAProblemIsALine(t *testing.T) {
	c := change{"", proposal, "{from: decided, to: disseminated, on: dissemination.complete}", "{«form: decided, to: disseminated, on: dissemination.complete}", "", ""}
	fsys, _ := c.made(t)
	_, problems := definition.Read(fsys, letters)
	at := slices.IndexFunc(problems, func(p source.Problem) bool { return p.Code == "unknown_key" })
	if at < 0 {
		t.Fatal(problems)
	}
	line := problems.Under("workflows/kalmar-lgl")[at]
	const en = `workflows/kalmar-lgl/proposal.yaml:24:20: unknown key "form": expected one of title, from, to, by, but, on, needs, takes, when, sets, submitter, reopens, when_not, not_during, only_during, only_after, unless, closes; did you mean "from"?`
	const sv = `workflows/kalmar-lgl/proposal.yaml:24:20: okänd nyckel "form": väntade något av title, from, to, by, but, on, needs, takes, when, sets, submitter, reopens, when_not, not_during, only_during, only_after, unless, closes; menade du "from"?`
	if got := line.String(); got != en {
		t.Errorf("in English\n%s, want\n%s", got, en)
	}
	if got := line.In(wording.Swedish); got != sv {
		t.Errorf("in Swedish\n%s, want\n%s", got, sv)
	}
}

// A promise is refuted with a run that people can follow.
func TestABrokenPromiseTellsItsShortestRun(t *testing.T) {
	c := change{"", proposal, "- never disseminated without decided", "- «never disseminated without on_agenda", "", ""}
	fsys, _ := c.made(t)
	_, problems := definition.Read(fsys, letters)
	want := "Utarbetas —Submit→ Bereds —Decide simple→ Beslutat —Close→ Spritt"
	if got := problems.Errors().In(wording.Swedish); !strings.Contains(got, want) {
		t.Errorf("told\n%s, want the run\n%s", got, want)
	}
}
