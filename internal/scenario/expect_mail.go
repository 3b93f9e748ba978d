package scenario

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// mail compares the letters since the latest step that let something happen.
// With mail: each letter must be among those written; with mail includes: there
// may be others, and so after a step that was refused, which sends nothing.
func (p *player) mail(ctx context.Context, step *definition.Step) ([]Problem, error) {
	e := step.Expect
	if !e.MailSet && len(e.Mail) == 0 && len(e.Includes) == 0 {
		return nil, nil
	}
	post, err := p.since(ctx, step.On)
	if err != nil {
		return nil, err
	}
	var problems []Problem
	covered := map[string]bool{}
	for _, want := range slices.Concat(e.Mail, e.Includes) {
		if problem := p.covers(want, post, covered); problem != nil {
			problems = append(problems, *problem)
		}
	}
	if e.MailSet || len(e.Mail) > 0 {
		problems = append(problems, p.uncovered(post, covered, len(e.Mail)+len(e.Includes) > 0)...)
	}
	return problems, nil
}

// A post is the letters of a step, by notice, each with its latest status.
type post struct {
	letters   []Sent // the tries, the latest of each letter
	fresh     map[string]bool
	earlier   map[string]bool // before a step that was refused
	proposals map[string]engine.Proposal
}

// since gathers the letters tried since the latest step that let something
// happen, of one proposal where on names it.
func (p *player) since(ctx context.Context, on string) (post, error) {
	all := post{fresh: map[string]bool{}, earlier: map[string]bool{}, proposals: map[string]engine.Proposal{}}
	only := ""
	if on != "" {
		proposal, err := p.on(ctx, on)
		if err != nil {
			return all, err
		}
		only = proposal.ID
	}
	at := map[string]int{}
	for i, sent := range p.world.Sent()[p.mark:] {
		n := sent.Notice
		if only != "" && n.Proposal != only {
			continue
		}
		all.fresh[n.ID] = all.fresh[n.ID] || sent.First
		all.earlier[n.ID] = all.earlier[n.ID] || p.mark+i < p.quiet
		if i, seen := at[n.ID]; seen {
			all.letters[i] = sent
			continue
		}
		at[n.ID] = len(all.letters)
		all.letters = append(all.letters, sent)
		if err := p.remember(ctx, all.proposals, n.Proposal); err != nil {
			return all, err
		}
	}
	return all, nil
}

func (p *player) remember(ctx context.Context, known map[string]engine.Proposal, id string) error {
	if _, ok := known[id]; ok || id == "" {
		return nil
	}
	proposal, err := p.world.Proposal(ctx, id)
	known[id] = proposal
	return err
}

// covers marks the letters that one expected line is about, and tells what it
// lacks. A letter that was only tried again counts where a status is expected.
func (p *player) covers(want definition.MailExpect, post post, covered map[string]bool) *Problem {
	n := 0
	var near, wrong []string
	reached := reach{parties: map[string]bool{}, organizations: map[string]bool{}}
	for _, sent := range post.letters {
		switch {
		case !post.fresh[sent.Notice.ID] && want.Status == "":
			continue
		case p.is(want, sent, post.proposals[sent.Notice.Proposal]):
			covered[sent.Notice.ID] = true
			wrong = append(wrong, p.misworded(want, sent)...)
			p.reaches(want.To, sent, post.proposals[sent.Notice.Proposal], reached)
			n++
		case isLetter(want.Letter, sent):
			near = append(near, line(sent))
		}
	}
	if len(wrong) > 0 {
		return &Problem{What: "mail", Want: []string{wanted(want)}, Got: wrong}
	}
	left := p.left(want, reached)
	if n > 0 && (want.Count == nil || *want.Count == n) && left == "" || n == 0 && want.Count != nil && *want.Count == 0 {
		return nil
	}
	got := near
	if n > 0 {
		got = append([]string{p.say("scenario.letters", wording.Args{"Count": n})}, near...)
	}
	if left != "" {
		got = append(got, p.say("scenario.left_out", wording.Args{"Who": left}))
	}
	return &Problem{What: "mail", Want: []string{wanted(want)}, Got: orNone(got)}
}

// A reach is whom the letters of one expected line went to.
type reach struct {
	parties       map[string]bool // as the line names them
	organizations map[string]bool // by key
}

func (p *player) reaches(to []string, sent Sent, proposal engine.Proposal, reached reach) {
	reached.organizations[sent.Notice.Organization] = true
	for _, word := range to {
		reached.parties[word] = reached.parties[word] || p.to(word, sent, proposal)
	}
}

// left names whom a letter did not go to: a party out of several, or a member
// where it is to every organization.
func (p *player) left(want definition.MailExpect, reached reach) string {
	if want.Count != nil || want.Status != "" {
		return ""
	}
	var left []string
	for _, word := range want.To {
		if len(want.To) > 1 && !reached.parties[word] {
			left = append(left, word)
		}
	}
	if !slices.Contains(want.To, "every organization") {
		return wording.List(p.language, left)
	}
	for _, o := range p.pack.People.Members(p.today()) {
		if !reached.organizations[o.Key] {
			left = append(left, o.Name.In(p.language))
		}
	}
	return wording.List(p.language, left)
}

// is says whether a letter is one that an expected line is about.
func (p *player) is(want definition.MailExpect, sent Sent, proposal engine.Proposal) bool {
	n := sent.Notice
	return isLetter(want.Letter, sent) &&
		(want.About == "" || n.About == want.About) &&
		(want.Language == "" || n.Language == string(want.Language)) &&
		(want.Status == "" || want.Status == string(sent.Status)) &&
		(len(want.To) == 0 || slices.ContainsFunc(want.To, func(word string) bool { return p.to(word, sent, proposal) }))
}

// overdue is how a reminder is worded that comes after the day.
const overdue = "overdue"

// isLetter says whether a letter is of a template. A reminder that comes late is
// worded as overdue, and is both.
func isLetter(template string, sent Sent) bool {
	n := sent.Notice
	return template == "" || n.Letter == template || template == overdue && n.Letter == "reminder" && sent.Late
}

// to says whether a letter went to a party: the pack's line asked for that
// party, or the address is one that the party's letters go to on that day.
func (p *player) to(word string, sent Sent, proposal engine.Proposal) bool {
	n := sent.Notice
	if strings.Contains(word, "@") { // that address, and not whoever stands in for its owner
		return strings.EqualFold(word, n.Mail)
	}
	if word == n.Party || slices.ContainsFunc(n.Also, func(q engine.Quality) bool { return q.Party == word }) {
		return true
	}
	party, ok := p.cast().party(word, proposal)
	if !ok {
		return false
	}
	switch party.Kind {
	case people.AnOrg:
		return slices.ContainsFunc(n.Qualities(), func(q engine.Quality) bool { return q.Organization == party.Name })
	case people.Handler, people.Followers:
		why := map[people.PartyKind]people.Why{people.Handler: people.WhyHandler, people.Followers: people.WhyFollower}[party.Kind]
		return slices.ContainsFunc(n.Qualities(), func(q engine.Quality) bool { return q.Why == string(why) })
	case people.Organizations:
		if party.Function == "" { // as of one of them: its mailbox and whoever it has for the matter
			o := p.pack.People.Organization(n.Organization)
			return o != nil && (party.OfKind == "" || o.Kind == party.OfKind)
		}
	case people.Submitter:
		party = people.Party{Kind: people.APerson, Name: proposal.Submitter}
	}
	return slices.ContainsFunc(p.pack.People.Recipients(party, p.pack.Calendar.Today(sent.At)), func(r people.Recipient) bool {
		return strings.EqualFold(r.Mail, n.Mail) && (r.Organization == "" || r.Organization == n.Organization)
	})
}

// uncovered tells of the letters that nobody expected: none at all, or none but those
// that the lines beside are about.
func (p *player) uncovered(all post, covered map[string]bool, beside bool) []Problem {
	var left []string
	for _, sent := range all.letters {
		if id := sent.Notice.ID; all.fresh[id] && !covered[id] && !all.earlier[id] {
			left = append(left, line(sent))
		}
	}
	if len(left) == 0 {
		return nil
	}
	want := "[]"
	if beside {
		want = p.say("scenario.no_other_letters", nil)
	}
	return []Problem{{What: "mail", Want: []string{want}, Got: left}}
}

// line is a letter as an expected line would be written, with its address.
func line(sent Sent) string {
	n := sent.Notice
	words := []string{"template: " + n.Letter}
	if n.About != "" {
		words = append(words, "about: "+n.About)
	}
	if n.Party != "" {
		words = append([]string{"to: " + n.Party}, words...)
	}
	if sent.Status != engine.Accepted {
		words = append(words, "status: "+string(sent.Status))
	}
	return fmt.Sprintf("{%s} %s", strings.Join(words, ", "), n.Mail)
}

func wanted(want definition.MailExpect) string {
	var words []string
	for _, part := range []struct{ name, value string }{
		{"to", strings.Join(want.To, ", ")}, {"template", want.Letter}, {"about", want.About},
		{"status", want.Status}, {"language", string(want.Language)},
	} {
		if part.value != "" {
			words = append(words, part.name+": "+part.value)
		}
	}
	if len(want.Says) > 0 {
		words = append(words, "says: "+strings.Join(want.Says, ", "))
	}
	if len(want.Hides) > 0 {
		words = append(words, "hides: "+strings.Join(want.Hides, ", "))
	}
	if want.Count != nil {
		words = append(words, fmt.Sprintf("count: %d", *want.Count))
	}
	return "{" + strings.Join(words, ", ") + "}"
}
