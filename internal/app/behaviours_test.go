package app

// What other systems' tests and fault reports say of letters, and where it is shown that
// it is so here. In this room unless another is named.
//
//	a digest goes once, at its hour, every time, on both sides of everything    TestDigestsOthersGotWrong
//	an empty digest never goes; what is turned off never goes                   TestWhatIsForInformationGoesAsItsRecipientWants
//	two events of a second, one letter                                          TestTwoEventsInOneSecondAreOneLetter
//	reminders follow the day, the answer, the clock and the time asleep         TestRemindersOthersGotWrong, TestLettersOfTimeFollowTheirDeadline, TestAfterDowntimeOneLetterOfEachKindGoes
//	two reasons, one letter; two members, two letters; not of one's own act     TestRecipientsOthersGotWrong
//	who left, moved, was erased or speaks another language since it was owed    TestALetterThatWaitsFollowsItsRecipient
//	who goes away or comes back since it was owed, with a stand-in who may be away too  TestALetterThatWaitsFollowsAnAbsence
//	seats and invitations                                                       TestWhoComesIsCalledAndWhoLeavesIsNot, TestWhoComesByWhatIsPublishedIsCalledAtOnce
//	a moved, cancelled and reopened meeting                                     TestAProgramIsInvitedToAMeetingThatMovesAndIsCancelled, engine TestEachChangeOfAMeetingsTimeIsANewerInvitation
//	called off, moved or held before the call went; reopened after it               TestACalendarHasNoOldWordOfAMeeting
//	a message taken away while it is fetched; two nodes at one mailbox              TestAMessageThatIsTakenAwayHoldsUpNoOther, TestTwoNodesThatReadOneMailboxFileEachMessageOnce
//	replies to what another proposal has taken up, and to a part                    web TestWhatIsWrittenFollowsAProposalIntoAnother
//	a reply in HTML, signed, with a file alone, in an old alphabet, below its quote  TestMessagesOthersCouldNotRead
//	a calendar program's yes or no                                                  TestACalendarsAnswerCallsNothingOff
//	a title changed, a matter ended, an edit, a shared mailbox, while letters wait  TestLettersThatWaitedOthersGotWrong
//	loops, absence replies, quoted links, replies to what is closed             TestRepliesOthersGotWrong, TestWhatComesByMailIsSorted
//	soft and hard returns, forged ones, those of a gathered letter              TestWhatComesByMailIsSorted, TestAGatheredLetterThatComesBackMarksAllInIt, TestARefusedAddressIsMarkedInTheDemoToo
//	titles that would break a letter                                            TestTitlesOthersGotWrong, mail TestAHeaderTakesAPersonsText
//	a question that comes back before and after it is answered                      TestReturnsOthersGotWrong
//	another choice of day while letters wait for theirs                             TestWhatIsGatheredOutlastsAChange
//	552, 421, greylisting, 5xx of one of many, a cut line                       mail TestARealServerRefusesAsItDoes, mail TestALineThatBreaksCostsAtMostASecondCopyOfThatLetter
//	turning off by one click: twice, by GET, in a gathered letter               web TestHowLettersComeIsChosenByTheLinkOfALetter, TestOneClickTurnsOff
//	the same asked again: who had answered and who had not                      workflows TestWordsMeanWhatTheyShow (again, on_edit)
//	a mass that is held, expected, released, overtaken meanwhile                TestLettersThatSomebodyHasSeenAreExpected, outbox TestWhatIsOneLetterIsNoMass
//	a mass of which some go, some never and the rest wait                           web TestACoordinatorDecidesOnSomeOfTheLettersThatAreHeld
//	an organization that is a member no longer                                      TestALetterThatWaitsFollowsItsRecipient
//	confidential since, closed early, answered over again, while letters wait       TestWhatHasChangedSinceOthersGotWrong, web TestTheLinkToAClosedQuestionIsAReceipt
//	an edition without what a waiting letter speaks of                              TestAPackThatForgetsWhatALetterSpeaksOf
//	a marked address that is changed; word of the old one that comes late           TestAMarkStaysWithItsAddress
//	reports of success; done by a stand-in; links; languages of one mass            TestAReportOfSuccessMarksNothing, TestALetterOfAStandInsStepNamesForWhom, TestEveryLinkOfALetterLeadsHome, TestEachOfAMassReadsItsOwnLanguage
//	papers too large for the letter, and a letter too large for its server          mail TestPapersGoWithLettersAsFarAsThereIsRoom, mail TestALetterTooLargeForItsServerGoesWithLinks
//	a letter that reaches nobody, sent to somebody else                             web TestALetterThatReachesNobodyGoesToAnotherContact

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beredd/internal/definition"
	"beredd/internal/engine"
)

// officePack is a pack in which much goes by mail: a council that is asked and reminded,
// members that answer, two of which share a mailbox, and followers.
var officePack = map[string]string{
	"collaboration.yaml": `
collaboration: post
title: {sv: Posten, en: The post}
languages: [sv, en]
organizations:
  nybro:    {name: Nybro kommun, mailbox: registrator@nybro.example, contacts: {function: care, person: cia}}
  torsas:   {name: Torsås kommun, mailbox: gemensam@soder.example}
  borgholm: {name: Borgholms kommun, mailbox: gemensam@soder.example}
persons:
  anna: {name: Anna roll, mail: anna@nybro.example}
  bo:   {name: Bo roll, mail: bo@nybro.example}
  cia:  {name: Cia roll, mail: cia@nybro.example}
  dan:  {name: Dan roll, mail: dan@nybro.example}
  reg:  {name: Registratorn, mail: registrator@nybro.example}
bodies:
  group: {title: {sv: Gruppen, en: The group}, seats: [{person: anna, role: chair}]}
  board: {title: {sv: Rådet, en: The council}, seats: [{person: bo, role: chair, of: nybro}, {person: anna, of: nybro}, {person: reg, of: nybro}]}
coordinators: [dan]
office_hours: "07:30-16:30"
closed_days: [2026-04-02]
binds: {matter: {drafting: group, deciding: board}}
`,
	"matter.yaml": `
workflow: matter
title: {sv: Ärende, en: Matter}
bodies: [drafting, deciding]
fields: {due: {type: date, title: {sv: Dag, en: Day}}}
states:
  open:   {title: {sv: Öppet, en: Open}, held_by: drafting, deadline: forever}
  voted:  {title: {sv: Hos rådet, en: With the council}, held_by: deciding, deadline: {at: proposal.due, remind: [10 days before, 2 days before]}}
  spread: {title: {sv: Sprids, en: Being spread}, held_by: drafting, deadline: forever}
  done:   {title: {sv: Klart, en: Done}, final: true}
transitions:
  look:   {title: {sv: Se över, en: Look over}, from: open, to: open, by: [drafting, deciding]}
  submit: {title: {sv: Lämna in, en: Submit}, from: open, to: voted, by: drafting, needs: due}
  decide: {title: {sv: Besluta, en: Decide}, from: voted, to: spread, by: deciding, needs: decision}
  close:  {title: {sv: Avsluta, en: Close}, from: [open, spread], to: done, by: drafting}
rounds:
  spreading:
    title: {sv: Spridning, en: Spreading}
    opens: {on: decide}
    asks: organizations.care
    question: {sv: Sprids det?, en: Is it spread?}
    answers:
      yes_all: {title: {sv: Ja, en: "Yes"}, final: true}
      later: {title: {sv: Senare, en: Later}}
    deadline: {within: 20 days, remind: [10 days before, 5 days before], escalate: {after: 5 days, to: coordinator}}
notify:
  - {on: look, to: [deciding, every organization], template: information}
  - {on: submit, to: deciding, template: to_decide}
  - {on: decide, to: [deciding, every organization], template: decision}
`,
}

// readOffice reads that pack with some of its words replaced.
func readOffice(t *testing.T, replace ...string) *definition.Pack {
	t.Helper()
	dir := t.TempDir()
	for name, text := range officePack {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(strings.NewReplacer(replace...).Replace(text)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	found, err := UsePack(dir)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// office is a world of that pack.
func office(t *testing.T, replace ...string) postOffice {
	t.Helper()
	return officeOf(t, readOffice(t, replace...))
}

// officeOf is a world of a pack, on a Monday morning.
func officeOf(t *testing.T, pack *definition.Pack) postOffice {
	t.Helper()
	stage, err := NewStage(pack)
	if err != nil {
		t.Fatal(err)
	}
	w, err := stage.World(t.Context(), memory, "https://beredd.example", slog.New(slog.DiscardHandler), nil)
	if err != nil {
		t.Fatal(err)
	}
	w.system.together = time.Minute
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	o := postOffice{t, w}
	o.until("2026-03-02 09:00")
	return o
}

// becomes puts the pack in force with some of its words replaced.
func (w postOffice) becomes(replace ...string) {
	w.t.Helper()
	w.system.shelf.inUse.Store(readOffice(w.t, replace...))
}

// by does something as somebody.
func (w postOffice) by(person string, act engine.Act) engine.Proposal {
	w.t.Helper()
	act.Actor = engine.Actor{Person: person, Assurance: "login"}
	outcome, err := w.Act(w.t.Context(), act)
	w.must(err)
	_, err = w.Deliver(w.t.Context())
	w.must(err)
	return outcome.Proposal
}

// matter is opened by anna.
func (w postOffice) matter(title string) engine.Proposal {
	w.t.Helper()
	return w.by("anna", engine.Act{Kind: engine.Propose, Workflow: "matter", Inputs: map[string]any{"title": title}})
}

// steps takes a step as somebody.
func (w postOffice) steps(person string, p engine.Proposal, transition string, inputs map[string]any) engine.Proposal {
	w.t.Helper()
	return w.by(person, engine.Act{Kind: engine.Do, Proposal: p.ID, Transition: transition, Inputs: inputs})
}

// hold stops all letters, and release lets them go.
func (w postOffice) hold() {
	w.t.Helper()
	w.must(w.system.store.Hold(w.t.Context(), engine.Hold{Since: w.Now(), Why: engine.ByHand}))
}

func (w postOffice) release() {
	w.t.Helper()
	_, err := w.system.store.Release(w.t.Context(), engine.Release{At: w.Now()})
	w.must(err)
	w.counted.Store(false)
	_, err = w.Deliver(w.t.Context())
	w.must(err)
}

// has counts the letters to an address about a matter.
func (w postOffice) has(address, about string) (n int) {
	for _, l := range w.Of(address) {
		if strings.Contains(l.Text, about) {
			n++
		}
	}
	return n
}

// hasHad lets an address have so many letters about a matter.
func (w postOffice) hasHad(n int, address, about, when string) {
	w.t.Helper()
	if got := w.has(address, about); got != n {
		var all []string
		for _, l := range w.Of(address) {
			all = append(all, l.At.In(calendarZone(w)).Format(time.DateTime)+" "+l.Subject)
		}
		w.t.Errorf("%s: %s has %d letters about “%s”, want %d:\n%s", when, address, got, about, n, strings.Join(all, "\n"))
	}
}
