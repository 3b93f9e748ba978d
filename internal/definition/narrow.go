package definition

import (
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"

	"beredd/internal/definition/source"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A Said is an answer of another round, for whoever gave it there.
type Said struct{ Round, Answer string }

// String is the answer as a pack writes it: "hearing.objects".
func (s Said) String() string { return s.Round + "." + s.Answer }

// A Narrowing leaves out some of those whom a line names, each for itself: of a round
// whom it asks, and of a letter to whom it goes.
type Narrowing struct {
	Only    []Said         // all are left out but those who gave one of these answers; empty for nobody
	ButSaid []Said         // who gave one of these is left out
	But     []people.Party // these are left out; of a body whoever sits there, of the submitter its organizations too
	Took    []Took         // and whoever has done one of these with the proposal
}

// Narrows says whether anybody may be left out.
func (n Narrowing) Narrows() bool { return len(n.Only)+len(n.ButSaid)+len(n.But)+len(n.Took) > 0 }

// said are all answers by which it leaves anybody out.
func (n Narrowing) said() []Said { return slices.Concat(n.Only, n.ButSaid) }

// Text is who is left of those whom people call who; describe names some parties.
func (n Narrowing) Text(w *Workflow, l wording.Language, who string, describe func([]people.Party) string) string {
	if len(n.Only) > 0 {
		who = wording.Say(l, "narrow.only", wording.Args{"Who": who, "Answers": w.saidText(l, n.Only)})
	}
	var but []string
	if len(n.But) > 0 {
		but = append(but, describe(n.But))
	}
	but = append(but, w.tookText(l, n.Took)...)
	if len(n.ButSaid) > 0 {
		but = append(but, wording.Say(l, "narrow.those", wording.Args{"Answers": w.saidText(l, n.ButSaid)}))
	}
	if len(but) > 0 {
		who = wording.Say(l, "narrow.but", wording.Args{"Who": who, "But": wording.List(l, but)})
	}
	return who
}

// saidText is some answers as people call them, with what they answer.
func (w *Workflow) saidText(l wording.Language, all []Said) string {
	var said []string
	for _, s := range all {
		args := wording.Args{"Answer": wording.Same(s.Answer), "Round": wording.Same(s.Round)}
		if r := w.Round(s.Round); r != nil {
			args["Round"] = r.Title
			if a := r.Answer(s.Answer); a != nil {
				args["Answer"] = a.Title
			}
		}
		said = append(said, wording.Say(l, "narrow.said", args))
	}
	return wording.AnyOf(l, said)
}

// narrowing reads only: and but: of a line that names some parties. It may look at the
// answers of the rounds before it.
func (s *scope) narrowing(t *table, of []people.Party, before []string) (n Narrowing) {
	if only, ok := t.opt("only"); ok {
		for _, item := range only.Each() {
			if said, ok := s.saidBefore(item, of, before); ok {
				n.Only = append(n.Only, said)
			}
		}
	}
	if but, ok := t.opt("but"); ok {
		for _, item := range but.Each() {
			if took, is, ok := s.tookIt(item); is {
				if ok {
					n.Took = append(n.Took, took)
				}
				continue
			}
			if s.isSaid(item) {
				if said, ok := s.saidBefore(item, of, before); ok {
					n.ButSaid = append(n.ButSaid, said)
				}
				continue
			}
			n.But = append(n.But, s.leftOut(item, of)...)
		}
	}
	return n
}

// isSaid says whether a word is an answer of a round, and no seat or function of a party.
func (s *scope) isSaid(n source.Node) bool {
	name, _, dotted := strings.Cut(n.Text, ".")
	return dotted && slices.Contains(s.rounds, name) && !slices.Contains(s.roles, name) &&
		s.people.Body(name) == nil && s.people.Organization(name) == nil
}

// saidBefore reads ROUND.ANSWER, of a round before whose answers may be known, and which
// asks some of those whom the line names.
func (s *scope) saidBefore(n source.Node, of []people.Party, before []string) (Said, bool) {
	word := s.r.word(n)
	if word == "" {
		return Said{}, false
	}
	name, answer, _ := strings.Cut(word, ".")
	r := s.flow.Round(name)
	switch {
	case r != nil && !slices.Contains(before, name):
		s.r.fail(n.Pos, "said_later", wording.Args{"Found": name})
	case !slices.Contains(s.answers[name], answer):
		s.r.unknown(n, "said", s.sayable(before))
	case r.Secret:
		s.r.fail(n.Pos, "said_in_secret", wording.Args{"Found": word, "Round": r.Title})
	case !s.among(s.respondents(r), of):
		s.r.fail(n.Pos, "said_by_nobody", wording.Args{"Found": word, "Round": r.Title})
	default:
		return Said{name, answer}, true
	}
	return Said{}, false
}

// sayable are the answers of some rounds as only: names them.
func (s *scope) sayable(rounds []string) (all []string) {
	for _, name := range rounds {
		for _, answer := range s.answers[name] {
			all = append(all, Said{name, answer}.String())
		}
	}
	return all
}

// leftOut reads who is left out by name, of whom somebody is named by the line.
func (s *scope) leftOut(n source.Node, of []people.Party) []people.Party {
	parties := s.told(n)
	var who []string
	for _, p := range parties {
		if p.Kind == people.Submitter {
			return parties // it may be anybody
		}
		who = append(who, s.respondents(&Round{Asks: []people.Party{p}})...)
		for _, body := range s.bodiesOf(p) {
			who = append(who, s.everSeatedAs(body, p.Seat)...)
		}
	}
	if len(parties) > 0 && !s.among(who, of) {
		s.r.fail(n.Pos, "leaves_nobody_out", wording.Args{"Found": n.Shown()})
	}
	return parties
}

// everSeatedAs are those who have a seat of a role in a body some day, or of "" any.
func (s *scope) everSeatedAs(body, seat string) []string {
	if seat != "" {
		return s.everSeated(body, seat)
	}
	var persons []string
	for _, role := range people.SeatRoles() {
		persons = append(persons, s.everSeated(body, role)...)
	}
	return persons
}

// among says whether some of those who may be asked by name are among some parties, or
// may be as far as can be known.
func (s *scope) among(who []string, of []people.Party) bool {
	vague := func(p people.Party) bool {
		return p.Kind == people.Submitter || p.Kind == people.Handler || p.Kind == people.Followers
	}
	if len(of) == 0 || len(who) == 0 || slices.Contains(who, string(people.Submitter)) || slices.ContainsFunc(of, vague) {
		return true
	}
	names := s.respondents(&Round{Asks: of})
	return slices.ContainsFunc(who, func(name string) bool { return slices.Contains(names, name) })
}

// checkNarrowed warns of what a round comes to where those have not answered so whom it
// would ask: it asks nobody then, and has ended as it opens.
func (s *scope) checkNarrowed() {
	for i := range s.flow.Rounds {
		r := &s.flow.Rounds[i]
		if len(r.Narrow.said()) == 0 || s.minds(r) {
			continue
		}
		nobody := tally{r, 0, make([]int, len(r.Answers))}
		for _, o := range r.Outcomes {
			if o.When == nil {
				break
			}
			if holds := o.When.weigh(known{counted: nobody.weigh}); holds == surely {
				s.r.warn(o.Pos, "comes_of_nobody", wording.Args{"Found": o.Name, "Round": r.Title})
			} else if holds == never {
				continue
			}
			break
		}
	}
}

// minds says whether a condition looks at how many the round asks, or elsewhere at how
// those answered who are asked.
func (s *scope) minds(r *Round) bool {
	own := []*Guard{r.Complete.When}
	for _, o := range r.Outcomes {
		own = append(own, o.When)
	}
	return slices.ContainsFunc(s.flow.steering(), func(g *Guard) bool {
		if slices.Contains(own, g) {
			return namesAsked(g)
		}
		return slices.ContainsFunc(r.Narrow.said(), func(said Said) bool { return g.names(said.Round) })
	})
}

// namesAsked says whether a condition looks at how many the round at hand asks.
func namesAsked(g *Guard) bool {
	return ast.Find(g.tree, func(n ast.Node) bool {
		name, ok := n.(*ast.IdentifierNode)
		return ok && name.Value == "asked"
	}) != nil
}
