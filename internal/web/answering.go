package web

import (
	"cmp"
	"crypto/rand"
	"fmt"
	"hash/fnv"
	"maps"
	"net/http"
	"slices"
	"strconv"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/prose"
	"beredd/internal/wording"
)

// A lineOf is the pack's line of a round.
type lineOf struct{ *definition.Round }

// needs is how sure we must be of who gives an answer, as the engine says: it is
// looked up by the answer, never by what a form says.
func (a asking) needs(answer *definition.Answer) string {
	return a.p.NeededAssurance(a.line.Round, a.respondent, answer)
}

// settles says whether an answer settles its respondent: it is marked final, or
// none of the round's is.
func settles(line *definition.Round, name string) bool {
	if line == nil {
		return true
	}
	anyFinal := slices.ContainsFunc(line.Answers, func(a definition.Answer) bool { return a.Final })
	answer := line.Answer(name)
	return answer != nil && (answer.Final || !anyFinal)
}

// An answerPage is a question to a respondent: what was decided, what is asked,
// by when, what was answered so far.
type answerPage struct {
	Bare                bool
	Number, Title, Path string
	Question, Round     wording.Text
	For                 string
	Own                 bool          // who reads answers for nobody else
	Text                string        // the decision, or what is proposed
	Decided             string        // what the outcome is called, or "" where nothing is decided
	Lines               []fact        // who decided it, and when
	Changes             []prose.Piece // what differs from the decision before, where there was one
	Texts               []fact        // what else the matter says at length, such as a joint plan
	When                *dateView
	Mine                *cell // the answer so far
	Done                bool
	Papers              []linkedPaper
	Minutes             []paperLink // of the meeting, where they are what is asked about
	Secret              *secretView // nil of what anybody may read
	Closed              *closedView
	Changeable          string // for how long the answer may be changed
	Unasked             string // that who answers is not asked, and how the answer counts; "" of who is
	MoreTime            string // that the last day is its own, or who gives more time; "" where nobody does
	Choices             []answerChoice
	Errors              []formError
	ChoiceFault         string
	Contact             string
	Action, Key         string
	Version             int    // of the text that is read
	SignedIn            string // where one answers signed in, if one must
	Open                bool   // the form is shown at once
	Files               bool   // a file may be given with some answer
	Settled             bool
	Locked              bool       // the answer stands: its last day has passed
	Ballot              bool       // the answers are secret, and the reader has not answered
	Draft               *draftView // what somebody there has written and not sent
	Drafted             string     // when that was saved, for the form to say
	Drafts              bool       // it may be saved
	Colleagues          []inputOption
	ColleagueFault      string
}

// An answerChoice is one thing to answer, with what must be said with it.
type answerChoice struct {
	Name, Title, ID string
	Chosen          bool
	Inputs          []input
	Paper           *paperField // where a file may be given, else nil
}

// showAsking shows the question, and the answer so far where there is one.
func (s *Server) showAsking(w http.ResponseWriter, r *http.Request, a asking) error {
	v := visitOf(r)
	chosen := ""
	if a.respondent.Final {
		chosen = a.respondent.Answer
	}
	page := s.answerPage(v, a, newKey(), chosen, nil)
	page.Done = r.URL.Query().Get("gjort") == "answered"
	if err := s.withDraft(r, a, &page); err != nil {
		return err
	}
	return s.show(w, r, "answer", page)
}

// answerPage makes the form. given holds what was written, else it stands as it
// was answered before; nothing is chosen that nobody chose.
func (s *Server) answerPage(v *visit, a asking, key, chosen string, given map[string]any) answerPage {
	s = s.seenBy(a.p)
	page := answerPage{
		Version: a.p.TextVersion(), Secret: s.secretView(v, a.p),
		Bare: v.bare, Number: a.p.Number, Title: a.p.Title, Path: proposalPath(a.p.Number), Question: a.line.Question,
		Round: engine.RoundTitle(s.Pack.Workflow(a.p.Workflow), a.round.Name, a.round.Nth), For: engine.RespondentName(s.Pack, a.respondent.Key()).In(v.lang), Own: a.respondent.Key() == a.actor.Person,
		Settled: a.respondent.Final, Text: a.p.Proposed, Contact: s.Contact, Action: a.action, Key: key, Open: !a.respondent.Final || given != nil,
	}
	if d := a.p.Decision; d != nil {
		page.Text, page.Decided = d.Text, s.outcomeWord(v, d.Body)
		page.Lines = s.decidedLines(v, a.p)
		page.Changes = changesOf(a.p)
	}
	page.Colleagues = s.colleagues(a)
	page.Texts, page.Papers, page.Closed = s.ownTexts(v, a.p), s.linkedPapers(a), s.closedView(v, a)
	page.Minutes = s.minutesLinks(a)
	if d := a.p.AnswerBy(a.round.ID, a.respondent.Key()); d != nil {
		page.When = s.dueView(v, a.p, *d)
		page.When.Late = s.late(a) && !a.respondent.Final
		page.Locked = s.late(a) && a.respondent.Final
	}
	page.Changeable = s.changeable(v, a)
	page.Unasked = s.unaskedNote(v, a)
	page.MoreTime = s.moreTimeOf(v, a)
	if a.line.Secret {
		page.Locked = a.respondent.Answer != ""
		page.Ballot = a.respondent.Answer == "" && !a.closed
	}
	if a.respondent.Answer != "" {
		mine := s.cell(v, a.p, *a.round, a.respondent, nil)
		mine.Papers = s.answerPapers(paperPath(a), a.p, a.respondent)
		page.Mine = &mine
	}
	if a.p.OnlySignedIn(a.line.Round) && a.actor.Assurance != assuredLogin {
		page.SignedIn = replyPath(a.p.Number, roundRef(*a.round), a.respondent.Key())
	}
	for _, answer := range a.line.Answers {
		page.Choices = append(page.Choices, s.answerChoice(v, a, answer, chosen, given))
		page.Files = page.Files || takesPaper(&answer)
	}
	return page
}

// changesOf tells a decision apart from the one that it replaces: who answered about
// that one is asked again, and sees what is new.
func changesOf(p engine.Proposal) []prose.Piece {
	if p.Decision == nil || len(p.Earlier) == 0 {
		return nil
	}
	return prose.Differ(p.Earlier[len(p.Earlier)-1].Text, p.Decision.Text)
}

// decidedLines say who decided what the question is about, and when.
func (s *Server) decidedLines(v *visit, p engine.Proposal) []fact {
	return []fact{
		{v.say("web.proposal.decided_by."+s.outcomeKind(v, p.Decision.Body), nil), s.bodyTitle(p.Decision.Body).In(v.lang)},
		{v.say("web.proposal.decided_on."+s.outcomeKind(v, p.Decision.Body), nil), p.Decision.On.Prose(v.lang)},
		{v.say("web.proposal.number", nil), p.Number},
	}
}

// ownTexts are the pack's own texts about a proposal: whoever answers from a
// letter reads them here or nowhere.
func (s *Server) ownTexts(v *visit, p engine.Proposal) []fact {
	s = s.seenBy(p)
	texts := map[string]any{}
	own := engine.Fields(s.Pack, p, s.Now())
	if flow := s.Pack.Workflow(p.Workflow); flow != nil {
		for _, field := range flow.Fields {
			if text, given := own[field.Name]; given && field.Type == definition.Text {
				texts[field.Name] = text
			}
		}
	}
	return s.inputFacts(v, p.Workflow, nil, texts)
}

func (s *Server) answerChoice(v *visit, a asking, answer definition.Answer, chosen string, given map[string]any) answerChoice {
	choice := answerChoice{Name: answer.Name, Title: answer.Title.In(v.lang), ID: "svar-" + answer.Name, Chosen: answer.Name == chosen}
	choice.Paper = s.paperInput(v, a, answer, choice.Chosen, given)
	if given == nil {
		given = a.respondent.Inputs
	}
	for _, field := range s.answerFields(a, answer) {
		value := ""
		if choice.Chosen {
			value = fmt.Sprint(orEmpty(given[field.Name]))
		}
		in := s.inputFor(v, field, answer.Name+".", value, !slices.Contains(answer.Needs, field.Name))
		if in.Hint == "" && s.isPlainDate(a, field) {
			in.Hint = v.say(dateHint(answer), nil)
		}
		choice.Inputs = append(choice.Inputs, in)
	}
	return choice
}

// isPlainDate says whether a field is the language's own "date", of which the
// pack says nothing more.
func (s *Server) isPlainDate(a asking, field definition.Field) bool {
	s = s.seenBy(a.p)
	named := func(f definition.Field) bool { return f.Name == field.Name }
	return field.Name == "date" && !slices.ContainsFunc(a.line.Fields, named) &&
		!slices.ContainsFunc(s.Pack.Workflow(a.p.Workflow).Fields, named)
}

// dateHint says what day an answer's date is: that of a plan is still to come.
func dateHint(answer definition.Answer) string {
	if slices.Contains(answer.Needs, "plan") || slices.Contains(answer.Takes, "plan") {
		return "web.hint.date_planned"
	}
	return "web.hint.date_told"
}

// answerFields are what must and may be said with an answer. Each may have a
// comment.
func (s *Server) answerFields(a asking, answer definition.Answer) []definition.Field {
	s = s.seenBy(a.p)
	words := answer.Words()
	if !slices.Contains(words, "comment") && !slices.Contains(words, "note") {
		words = append(words, "comment")
	}
	var fields []definition.Field
	for _, word := range words {
		if field, ok := s.Pack.Workflow(a.p.Workflow).Input(word, a.line.Round); ok && field.Type != definition.Document {
			fields = append(fields, field)
		}
	}
	return fields
}

// postAsking takes a form: to be checked, to be sent, or with its code. Only the
// last two can change anything, and only with a choice that a person made.
func (s *Server) postAsking(w http.ResponseWriter, r *http.Request, a asking) error {
	s = s.seenBy(a.p)
	files, err := receivedForm(r)
	if err != nil {
		return err
	}
	if err := readForm(r); err != nil {
		return err
	}
	v := visitOf(r)
	if a.closed {
		return fault.New(fault.Gone, "round_closed", wording.Args{"Round": s.roundTitle(a.p.Workflow, a.round.Name)})
	}
	if r.PostFormValue("gor") == "lamna_over" {
		return s.passOn(w, r, a)
	}
	if r.PostFormValue("gor") == "fortsatt" {
		return s.goOnWithDraft(w, r, a)
	}
	answer := a.line.Answer(r.PostFormValue("svar"))
	if answer == nil {
		return s.answerAgain(w, r, a, nil, said("choose", "svar", nil))
	}
	given := readInputs(r, answer.Name+".", s.answerFields(a, *answer))
	switch paper, err := s.answerPaperOf(r, a, answer, files); {
	case err != nil:
		return s.paperRefused(w, r, a, given, err)
	case paper != nil:
		given[documentsWord] = []engine.Document{*paper}
	}
	act := s.answerAct(r, a, answer, given)
	needed := a.needs(answer)
	switch do := r.PostFormValue("gor"); {
	case do == "andra":
		return s.answerAgain(w, r, a, given, nil)
	case do == "spara":
		return s.saveAnswerDraft(w, r, a, answer, given)
	case do == "kod":
		return s.codeTyped(w, r, a, act, answer)
	case do == "skicka" && engine.Assures(a.actor.Assurance, needed):
		return s.answered(w, r, a, act, given)
	}
	trial := act
	trial.Actor.Assurance = assuredLogin // what is wrong with the answer is told before a code is asked for
	if _, err := engine.Decide(s.Pack, a.p, trial, s.Now()); err != nil {
		return s.answerRefused(w, r, a, given, err)
	}
	if needed == assuredLogin && a.actor.Assurance != assuredLogin {
		return fault.New(fault.Forbidden, "web_sign_in_to_answer", nil)
	}
	if r.PostFormValue("gor") == "skicka" {
		return s.askForCode(w, r, a, answer, given)
	}
	return s.show(w, r, "answer_check", s.checkPage(v, r, a, answer, given, needed))
}

// answerAct is the act that a form comes to.
func (s *Server) answerAct(r *http.Request, a asking, answer *definition.Answer, given map[string]any) engine.Act {
	s = s.seenBy(a.p)
	return engine.Act{
		Key: a.key + r.PostFormValue(fieldKey) + ":" + printOf(answer.Name, given), ID: newID(), Salt: rand.Text(), Kind: engine.AnswerAsk,
		Collaboration: s.Pack.Key, Proposal: a.p.ID, Actor: a.actor, Round: roundRef(*a.round),
		Respondent: a.respondent.Key(), Answer: answer.Name, Inputs: given, Read: textRead(r),
		Confirmed: names(s.answerFields(a, *answer)), // the page before it was sent has pointed them out
	}
}

// textRead is the version of the text that stood on the form, 0 where it said none.
func textRead(r *http.Request) int {
	version, _ := strconv.Atoi(r.PostFormValue(fieldText))
	return version
}

// printOf tells answers of one form apart: whoever goes back and sends another has
// changed the answer, and whoever sends the same again has not.
func printOf(answer string, given map[string]any) string {
	h := fnv.New64a()
	for _, word := range slices.Sorted(maps.Keys(given)) {
		fmt.Fprintf(h, "%q %q ", word, fmt.Sprint(given[word]))
	}
	return fmt.Sprintf("%s %x", answer, h.Sum64())
}

// answered sends the answer, and shows its receipt.
func (s *Server) answered(w http.ResponseWriter, r *http.Request, a asking, act engine.Act, given map[string]any) error {
	if _, err := s.Engine.Act(r.Context(), act); err != nil {
		return s.answerRefused(w, r, a, given, err)
	}
	if err := s.Store.DropDraft(r.Context(), draftOwner(a), draftOf(a)); err != nil {
		s.Log.ErrorContext(r.Context(), "the draft of an answer that was given is left", "request", visitOf(r).id, "error", err)
	}
	return see(w, r, a.action+"?gjort=answered&sprak="+string(visitOf(r).lang))
}

// answerRefused shows what must be mended. A link whose time ended meanwhile is
// over, as any other.
func (s *Server) answerRefused(w http.ResponseWriter, r *http.Request, a asking, given map[string]any, err error) error {
	f := fault.As(err)
	if f == nil || f.Kind != fault.Invalid && f.Code != "text_moved" { // which is read again on the form
		return err
	}
	return s.answerAgain(w, r, a, given, f)
}

// answerAgain shows the form with what was written.
func (s *Server) answerAgain(w http.ResponseWriter, r *http.Request, a asking, given map[string]any, f *fault.Error) error {
	v := visitOf(r)
	if given == nil {
		given = map[string]any{}
	}
	page := s.answerPage(v, a, cmp.Or(r.PostFormValue(fieldKey), newKey()), r.PostFormValue("svar"), given)
	page.Drafted, page.Drafts = r.PostFormValue(fieldDrafted), a.drafts()
	if f == nil {
		return s.show(w, r, "answer", page)
	}
	for _, cause := range f.All() {
		at := formError{"svar-" + a.line.Answers[0].Name, cause.In(v.lang)}
		if cause.Field == "svar" || cause.Field == "answer" {
			page.ChoiceFault = at.Said
		}
		for i := range page.Choices {
			if !page.Choices[i].Chosen {
				continue
			}
			if on := faultsOn(v, cause, page.Choices[i].Inputs); on[0].Anchor != "form" {
				at.Anchor = on[0].Anchor
			}
			if paper := page.Choices[i].Paper; paper != nil && slices.Contains([]string{"document", documentsWord}, cause.Field) {
				paper.Fault, at.Anchor = at.Said, paper.ID
			}
		}
		page.Errors = append(page.Errors, at)
	}
	return s.showAs(w, r, statuses[f.Kind], "answer", page)
}
