package engine

import (
	"slices"
	"strings"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A Choice is one transition that leads from where a proposal stands, and
// whether this person may take it now.
type Choice struct {
	Transition string
	Title      wording.Text
	Allowed    bool
	Refusal    *fault.Error       // why not, where it is not allowed
	Needs      []definition.Field // what the person must give with it
	Takes      []definition.Field // what the person may give with it
	From       calendar.Date      // the day on which a window lets it be taken, where that is known
	Primary    bool               // the step that leads forwards; at most one is
	Forward    bool               // it leads forwards, whoever may take it
	Joint      *Joint             // how it stands with a step that several take together; nil of any other
}

// Choices answers what actor may do with p now, with the reason for what it may
// not. Steps that no human takes are left out.
func Choices(pack *definition.Pack, p Proposal, actor Actor, now time.Time) []Choice {
	return ChoicesAt(pack, p, actor, nil, now)
}

// ChoicesAt are the choices where it is known who is at the proposal's meeting and how they
// voted; nil where that is not looked up, and a condition on it is left for the act to weigh.
func ChoicesAt(pack *definition.Pack, p Proposal, actor Actor, roll *Roll, now time.Time) []Choice {
	return begin(pack, p, Act{Kind: Do, Actor: actor, Roll: roll}, now).choices()
}

// Open are those of the choices that actor may make now. Why it may not make the others
// takes longer to say than to find, and is not said.
func Open(pack *definition.Pack, p Proposal, actor Actor, now time.Time) []Choice {
	d := begin(pack, p, Act{Kind: Do, Actor: actor}, now)
	d.curt = true
	return slices.DeleteFunc(d.choices(), func(c Choice) bool { return !c.Allowed })
}

func (d *deciding) choices() []Choice {
	if d.flow == nil {
		return nil
	}
	var choices []Choice
	for i := range d.flow.Transitions {
		t := &d.flow.Transitions[i]
		if len(t.By) == 0 || !leadsFrom(t, d.was.State) {
			continue
		}
		choices = append(choices, d.choice(t))
	}
	markPrimary(choices, d.flow, d.was.State)
	return choices
}

// choice weighs one transition for the acting person.
func (d *deciding) choice(t *definition.Transition) Choice {
	c := Choice{Transition: t.Name, Title: t.Title}
	d.lent = d.flow.Lends(t)
	for _, field := range d.fields(t.Needs, nil) {
		if !d.hasAt(t, field) && !t.SetsField(field.Name) {
			c.Needs = append(c.Needs, field)
		}
	}
	c.Needs = append(c.Needs, d.needsNow(t)...)
	c.Takes = d.fields(t.Takes, nil)
	c.Refusal = d.refusal(t, c.Needs)
	if s, _ := d.shut(t); s != nil && !s.opens.IsZero() {
		c.From = d.pack.Calendar.Today(s.opens)
	}
	c.Allowed = c.Refusal == nil
	if c.Joint = d.joint(t); c.Joint != nil {
		c.Needs = slices.DeleteFunc(c.Needs, func(f definition.Field) bool { _, given := c.Joint.Inputs[f.Name]; return given })
	}
	return c
}

// refusal says why a transition is not to be had, as far as can be told before
// anything is given with it.
func (d *deciding) refusal(t *definition.Transition, missing []definition.Field) *fault.Error {
	if _, f := d.permit(t); f != nil {
		return f
	}
	if t.Together {
		if f := d.tooFew(t); f != nil {
			return f
		}
	}
	for _, field := range missing {
		if field.Type == definition.Document { // papers are added before the step, not with it
			return d.missingAt(t, field)
		}
	}
	if t.When != nil && !waitsForInput(t.When) {
		if f := d.guard(t); f != nil {
			return f
		}
	}
	if f := d.window(t); f != nil {
		return f
	}
	return d.unsettable(t)
}

// waitsForInput says whether a guard can't be weighed before the act is made.
func waitsForInput(g *definition.Guard) bool {
	return strings.Contains(g.Source, "input.") || strings.Contains(g.Source, "decision.")
}

// markPrimary marks the first allowed step that leads to a state further on in
// the pack's order: the order in which a pack lists its states is the ordinary
// way through. A step that leads from every open state leads aside.
func markPrimary(choices []Choice, flow *definition.Workflow, from string) {
	order := map[string]int{}
	for i, s := range flow.States {
		order[s.Name] = i
	}
	best, at := -1, len(flow.States)
	for i := range choices {
		c := &choices[i]
		t := flow.Transition(c.Transition)
		to := order[t.First(from)]
		c.Forward = flow.States[to].HeldBy != "" && !goesBack(flow, c.Transition) && len(t.Everywhere) == 0
		if c.Allowed && to < at && c.Forward {
			best, at = i, to
		}
	}
	if best >= 0 {
		choices[best].Primary = true
	}
}

// goesBack says whether a transition leads to a state that needs a reason to be
// in: a refusal, a referral back, a withdrawal.
func goesBack(flow *definition.Workflow, name string) bool {
	t := flow.Transition(name)
	for _, need := range t.Needs {
		if need == "reason" {
			return true
		}
	}
	return t.To[0].State == definition.Back
}

// A PreviewLetter is one kind of letter that an act would send, and to whom.
type PreviewLetter struct {
	Letter     string
	Asks       string // the round it asks in, where it carries a question
	Recipients []people.Recipient
	Qualities  [][]Quality // of each of them
}

// A Preview is what would follow from an act.
type Preview struct {
	From, To string // states
	Holder   string // the body whose turn it would be
	Letters  []PreviewLetter
	Starts   []Deadline
	Stops    []Deadline
	Rounds   []Round
	Missing  []definition.Field // what must be given before it can be done
	Errands  []Errand           // what would be done in other proposals
	Sets     []FieldSet         // what it would set
	Heir     string             // who would be the submitter, where that is another than now
	Warnings []wording.Text     // what is worth a second look first
	Early    bool               // it decides, and dates the decision before its meeting
	Veils    bool               // the proposal would become confidential
	Waits    []wording.Text     // whose word the step would still wait for that several take together
}

// PreviewOf says what would follow from act, without demanding what is still to
// be given with it. Its fault is why the person may not do it at all.
func PreviewOf(pack *definition.Pack, p Proposal, act Act, now time.Time) (Preview, error) {
	if act.ID == "" {
		act.ID = "00000000-0000-7000-8000-000000000000"
	}
	d := begin(pack, p, act, now)
	d.lenient = true
	if err := d.run(); err != nil {
		return Preview{}, err
	}
	change := d.finish()
	preview := Preview{From: p.State, To: d.p.State, Holder: d.holder(), Missing: d.missing, Rounds: change.Rounds, Errands: change.Errands}
	for _, deadline := range change.Deadlines {
		if deadline.About == aboutMuster {
			continue
		}
		if deadline.Status == Running {
			preview.Starts = append(preview.Starts, deadline)
		} else {
			preview.Stops = append(preview.Stops, deadline)
		}
	}
	for _, e := range change.Events {
		preview.Sets = append(preview.Sets, e.Data.Sets...)
	}
	if d.p.Submitter != p.whole().Submitter {
		preview.Heir = d.p.Submitter
	}
	preview.Letters = lettersOf(change.Notices)
	preview.Warnings = d.warnings(p.State, d.flow.Transition(act.Transition))
	preview.Waits = d.whoEach(d.waits)
	preview.Early = len(preview.Warnings) > 0
	preview.Veils = p.Secret == nil && d.p.Secret != nil
	if p.IsVeiled() {
		preview = preview.veiled()
	}
	return preview, nil
}

// lettersOf gathers notices by letter, in their order.
func lettersOf(notices []Notice) []PreviewLetter {
	var letters []PreviewLetter
	at := map[string]int{}
	for _, n := range notices {
		key := n.Letter + "\x00" + n.Round
		i, seen := at[key]
		if !seen {
			i = len(letters)
			at[key] = i
			letters = append(letters, PreviewLetter{Letter: n.Letter, Asks: n.Round})
		}
		letters[i].Recipients = append(letters[i].Recipients, people.Recipient{
			Person: n.Person, Organization: n.Organization, Body: n.Body,
			Name: n.Name, Mail: n.Mail, Language: wording.Language(n.Language), Why: people.Why(n.Why), For: n.For, As: people.Why(n.As),
		})
		letters[i].Qualities = append(letters[i].Qualities, n.Qualities())
	}
	return letters
}
