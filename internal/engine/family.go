package engine

import (
	"slices"
	"strings"
	"time"

	"beredd/internal/agenda"
	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// A Kin is another proposal, as much of it as is told of.
type Kin struct {
	ID       string `json:"id"`
	Number   string `json:"number,omitempty"`
	Workflow string `json:"workflow,omitempty"`
}

// A Parent is the proposal that another one comes from: a round of it opened it,
// and waits for what it comes to.
type Parent struct {
	Kin
	Round string `json:"round"` // its id
	Name  string `json:"name"`  // the round's name
}

// An Errand is what a change of one proposal has to have done in another: to open
// it, to take a step in it, or to tell it something. It is kept with the change
// and done once, right after it or, after a crash, by the sweep.
type Errand struct {
	ID            string         `json:"id"`
	Collaboration string         `json:"collaboration"`
	From          string         `json:"from"`             // the proposal that the change is of, by id
	To            string         `json:"to,omitempty"`     // the other's id; of one to be opened the id it gets
	Number        string         `json:"number,omitempty"` // or its number, where only that is known
	At            time.Time      `json:"at"`
	Kind          Kind           `json:"kind"` // Propose, Do or Tell
	Workflow      string         `json:"workflow,omitempty"`
	Transition    string         `json:"transition,omitempty"`
	Inputs        map[string]any `json:"inputs,omitempty"`
	Family        Family         `json:"family"`
}

// Family is what an act knows that is done in one proposal because of another.
type Family struct {
	Errand    string `json:"errand,omitempty"` // the errand's id
	From      Kin    `json:"from"`             // the other proposal
	Depth     int    `json:"depth,omitempty"`  // how many errands led here, one from the other
	Round     string `json:"round,omitempty"`  // of the parent, by id
	Name      string `json:"name,omitempty"`   // its name
	Body      string `json:"body,omitempty"`   // of Propose: where it is drafted, of CameTo: where it was
	Submitter string `json:"submitter,omitempty"`

	Bodies    map[string]string `json:"bodies,omitempty"` // of Propose: those of the parent by role, which it has too where it has the role
	Documents []Document        `json:"documents,omitempty"`
	Letter    string            `json:"letter,omitempty"` // that tells its drafters
	News      News              `json:"news,omitempty"`   // of Tell
	State     string            `json:"state,omitempty"`  // of CameTo
	What      string            `json:"what,omitempty"`   // of NotDone: the step, or ""
	Due       string            `json:"due,omitempty"`    // of Awaited: the date
	Late      bool              `json:"late,omitempty"`   // of Awaited

	Item    *agenda.Item `json:"item,omitempty"`    // of TakeUp as it is to stand on the agenda, of DealtWith with its result, of IsMinuted with its record
	Early   bool         `json:"early,omitempty"`   // of TakeUp: it was put on that day before the meeting was laid out, so that it can't be late
	Meeting *Meeting     `json:"meeting,omitempty"` // of MeetsOn: the meeting that takes the proposal up, nil where none does
}

// News is what one proposal tells another.
type News string

// The news.
const (
	CameTo  News = "came_to"  // a child has come to be, or to a state that answers
	NotDone News = "not_done" // what was to be done could not be
	Awaited News = "awaited"  // the parent's round reminds of its day

	TakeUp    News = "take_up"    // a meeting is to take a proposal up
	DealtWith News = "dealt_with" // a proposal has been dealt with at the meeting, or has left its agenda
	MeetsOn   News = "meets_on"   // the meeting that is to take a proposal up has moved, is another, or is none
	Reports   News = "reports"    // a decision was made outside the meeting, which is to hear of it
	IsMinuted News = "minuted"    // the minutes of the meeting that decided it are published
)

// mostDepth is how many errands may lead from one to the next before somebody
// must look.
const mostDepth = 12

// errand owes something to another proposal.
func (d *deciding) errand(e Errand) {
	e.ID, e.Collaboration, e.From, e.At = d.ids.next(), d.p.Collaboration, d.p.ID, d.now
	if f := d.act.Family; f != nil {
		e.Family.Depth = f.Depth + 1
	}
	d.errands = append(d.errands, e)
}

// because is the number of the proposal that this act is done because of, or "".
func (d *deciding) because() string {
	if d.act.Family == nil {
		return ""
	}
	return d.act.Family.From.Number
}

// elsewhere owes the steps in other proposals that hang on what just happened.
func (d *deciding) elsewhere(round *Round, causes []cause) {
	for i := range d.flow.Elsewhere {
		line := &d.flow.Elsewhere[i]
		for _, on := range line.On {
			if fired(causes, on) && d.holds(on.When, round) && d.holds(line.When, round) {
				for _, kin := range d.kin(line.In) {
					d.errand(Errand{Kind: Do, To: kin.ID, Number: kin.Number, Transition: line.Do})
				}
				break
			}
		}
	}
}

func fired(causes []cause, on definition.Trigger) bool {
	for _, c := range causes {
		if c.fires(on) {
			return true
		}
	}
	return false
}

// kin are the other proposals that a line means.
func (d *deciding) kin(in definition.Kin) []Kin {
	switch {
	case in.Parent && d.p.Parent != nil:
		return []Kin{{ID: d.p.Parent.ID}}
	case in.Round != "":
		return d.waitedFor(in.Round)
	case in.Field != "":
		text, _ := d.p.Fields[in.Field].(string)
		var all []Kin
		for _, number := range Numbers(text) {
			all = append(all, Kin{Number: number})
		}
		return all
	}
	return nil
}

// waitedFor are the proposals that rounds of a name have opened and that have not
// come to an answer.
func (d *deciding) waitedFor(round string) []Kin {
	var all []Kin
	for _, r := range d.p.Rounds {
		if r.Name != round {
			continue
		}
		for _, id := range r.Children {
			if child := r.child(id); child == nil || child.Answer == "" {
				all = append(all, Kin{ID: id})
			}
		}
	}
	return all
}

// child is the respondent that a proposal is in the round, or nil.
func (r *Round) child(id string) *Respondent {
	for i := range r.Respondents {
		if r.Respondents[i].Proposal == id {
			return &r.Respondents[i]
		}
	}
	return nil
}

// Numbers are the numbers that a field of type proposal has, each once.
func Numbers(text string) []string {
	var numbers []string
	seen := map[string]bool{}
	for _, number := range strings.Split(text, ",") {
		number = strings.Join(strings.Fields(number), " ")
		if number != "" && !seen[number] {
			seen[number] = true
			numbers = append(numbers, number)
		}
	}
	return numbers
}

// lentNow are the words that the act has given for another proposal.
func (d *deciding) lentNow() []string {
	var words []string
	for _, word := range sortedKeys(d.given) {
		if slices.Contains(d.lent, word) {
			words = append(words, word)
		}
	}
	return words
}

// readNumbers reads the numbers of other proposals, each of which there is. A
// preview takes them as they are: it looks nothing up.
func (d *deciding) readNumbers(field definition.Field, text string) (any, *fault.Error) {
	numbers := Numbers(text)
	if len(numbers) > 1 && !field.Many {
		return nil, fault.New(fault.Invalid, "one_proposal", wording.Args{"Field": field.Title})
	}
	for _, number := range numbers {
		kin, known := d.act.Known[number]
		switch {
		case d.lenient:
		case !known:
			return nil, fault.New(fault.Invalid, "unknown_proposal", wording.Args{"Value": number})
		case field.Workflow != "" && kin.Workflow != field.Workflow:
			return nil, fault.New(fault.Invalid, "wrong_workflow", wording.Args{"Value": number, "Workflow": d.flowTitle(field.Workflow)})
		case kin.ID == d.p.ID:
			return nil, fault.New(fault.Invalid, "own_family", nil)
		}
	}
	return strings.Join(numbers, ", "), nil
}

func (d *deciding) flowTitle(key string) wording.Text {
	if flow := d.pack.Workflow(key); flow != nil {
		return flow.Title
	}
	return wording.Same(key)
}
