package definition

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"beredd/internal/definition/guess"
	"beredd/internal/definition/source"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// reservedParties are the parties that every workflow has, so that nobody can be
// called so.
var reservedParties = []string{"submitter", "handler", "followers", "coordinator", "organizations", "system"}

// IsReserved says whether a word names a party in every workflow, so that nobody can be
// called so.
func IsReserved(word string) bool { return slices.Contains(reservedParties, word) }

// parties reads a by: or asks: line: one party or a list of them, of whom each may act.
func (s *scope) parties(n source.Node) []people.Party {
	told := len(s.kinLines)
	parties := s.anybody(n)
	for _, p := range parties {
		if p.Kind == people.Handler || p.Kind == people.Followers || p.Kind == people.Kin {
			s.r.fail(n.Pos, "only_told", wording.Args{"Found": p.String()})
			s.kinLines = s.kinLines[:told] // one slip is one error
		}
	}
	return parties
}

// anybody reads a to: line too, in which there may be parties that are only told.
func (s *scope) anybody(n source.Node) []people.Party {
	var parties []people.Party
	for _, item := range unfolded(n) {
		for _, one := range inEach(item) {
			p, ok := s.party(one)
			switch {
			case !ok:
			case slices.Contains(parties, p):
				s.r.warn(one.Pos, "named_twice", wording.Args{"Found": one.Shown()})
			default:
				parties = append(parties, p)
			}
		}
	}
	return parties
}

// unfolded lists the names in a line of parties; "bodies [a, b]" is such a line
// written in one text, and {bodies: [a, b]} in one mapping.
func unfolded(n source.Node) []source.Node {
	if n.Kind == source.Mapping && len(n.Entries) == 1 && n.Entries[0].Key.Text == "bodies" {
		return n.Entries[0].Value.Each()
	}
	inner, found := strings.CutPrefix(n.Text, "bodies [")
	if n.Kind != source.Scalar || !found || !strings.HasSuffix(inner, "]") {
		return n.Each()
	}
	var items []source.Node
	for _, name := range strings.Split(strings.TrimSuffix(inner, "]"), ",") {
		item := n
		item.Text = strings.TrimSpace(name)
		items = append(items, item)
	}
	return items
}

// party reads one name: of a reserved word, of many by "every", a role, a body, an
// organization or a person, looked for in that order. What follows a dot is a seat in the body, or
// a function of the organization's contacts.
func (s *scope) party(n source.Node) (people.Party, bool) {
	word := s.r.saying(n, "party")
	if word == "" {
		return people.Party{}, false
	}
	name, part, dotted := strings.Cut(word, ".")
	each, many := people.Every(word)
	switch {
	case s.ofYear && ReservedParty(word) == people.Submitter:
		s.r.fail(n.Pos, "year_submitter", wording.Args{"Found": word})
		return people.Party{}, false
	case !dotted && ReservedParty(word) != "":
		return people.Party{Kind: ReservedParty(word)}, true
	case dotted && name == ProposalWord && !s.ofYear:
		return s.chosenParty(n, part)
	case slices.Contains(kinParties, word):
		return s.kinParty(n, name, part), true
	case many:
		return s.every(n, each)
	case name == "organizations":
		return people.Party{Kind: people.Organizations, Function: part}, s.function(n, part)
	case slices.Contains(s.roles, name):
		return people.Party{Kind: people.Role, Name: name, Seat: part}, s.seat(n, name, part)
	case s.people.Body(name) != nil:
		return people.Party{Kind: people.ABody, Name: name, Seat: part}, s.seat(n, name, part)
	case s.people.Organization(name) != nil:
		return people.Party{Kind: people.AnOrg, Name: name, Function: part}, s.function(n, part)
	case s.people.Person(name) != nil && !dotted:
		return people.Party{Kind: people.APerson, Name: name}, true
	}
	s.unknownParty(n, name, part)
	return people.Party{}, false
}

// ReservedParty is the kind of party that a word always means, or "".
func ReservedParty(word string) people.PartyKind {
	switch word {
	case "every organization", "organizations", "all organizations":
		return people.Organizations
	case "coordinator", "coordinators":
		return people.Coordinator
	case "submitter":
		return people.Submitter
	case "system":
		return people.System
	case "handler":
		return people.Handler
	case "followers":
		return people.Followers
	}
	return ""
}

// asked is a seat by the language's own word for it.
func asked(seat string) string { return cmp.Or(guess.Translated(seat), seat) }

// roleSeating is the first role of the workflow in whose body somebody has a seat, or the
// last where nobody has.
func (s *scope) roleSeating(seat string) string {
	for _, role := range s.flow.Roles {
		if slices.ContainsFunc(s.binds[role], func(body string) bool { return s.seated(body, seat) }) {
			return role
		}
	}
	return s.flow.Roles[len(s.flow.Roles)-1]
}

// unknownParty reports a name that nobody has.
func (s *scope) unknownParty(n source.Node, name, part string) {
	if slices.Contains(s.answers[name], part) {
		s.r.fail(n.Pos, "said_by_whom", wording.Args{"Found": n.Text})
		return
	}
	if who, left := leavesOut(n.Text); left {
		s.r.fail(n.Pos, "left_out_beside", wording.Args{"Found": n.Text, "Who": who})
		return
	}
	if strings.HasPrefix(n.Text, "whoever ") {
		s.r.fail(n.Pos, "whoever_is_named", wording.Args{"Found": n.Text})
		return
	}
	known := s.names()
	if several := listed(n.Text, known); several != "" {
		s.r.fail(n.Pos, "parties_in_text", wording.Args{"Found": n.Text, "List": several})
		return
	}
	near := guess.Nearest(name, known)
	if near != "" && part != "" {
		near += "." + part
	}
	if kin := guess.Nearest(n.Text, kinParties); kin != "" && part != "" {
		near = kin
	}
	if slices.Contains(people.SeatRoles(), asked(name)) && part == "" && len(s.flow.Roles) > 0 {
		near = s.roleSeating(asked(name)) + "." + asked(name)
	}
	if members := membersOf.FindStringSubmatch(n.Text); members != nil && slices.Contains(known, members[2]) {
		near = strings.Repeat("every member of ", min(1, len(members[1]))) + members[2]
	}
	s.r.fail(n.Pos, "unknown_party", wording.Args{"Found": n.Text, "Expected": oneOf(known), "Suggestion": near})
}

// membersOf is a body with an article before it, or its members as people speak of them.
var membersOf = regexp.MustCompile(`^(?i)((?:all |every |each |any |alla )?(?:the )?(?:members?|everyone|anyone|ledamöter|ledamot) (?:of|in|i|av) )?(?:the )?([a-z]\w*)$`)

// leavesOut says whether a name of a party says who it is not, and who that is.
func leavesOut(text string) (who string, left bool) {
	if who, left = strings.CutPrefix(text, "not "); left {
		return who, true
	}
	for _, word := range []string{" except ", " but not ", " but ", " not "} {
		if _, who, left = strings.Cut(text, word); left {
			return who, true
		}
	}
	return "", false
}

// names lists every party that may be named here.
func (s *scope) names() []string {
	known := slices.Concat(s.roles, reservedParties, kinParties, s.choosable())
	known = append(known, bodyKeys(s.people)...)
	known = append(known, organizationKeys(s.people)...)
	return append(known, personKeys(s.people)...)
}

// seat checks the word behind a body's dot, and warns where nobody has the seat.
func (s *scope) seat(n source.Node, name, seat string) bool {
	if !strings.Contains(n.Text, ".") {
		return true
	}
	if !slices.Contains(people.SeatRoles(), seat) {
		s.r.fail(n.Pos, "unknown_seat", wording.Args{
			"Found": seat, "Expected": oneOf(people.SeatRoles()), "Suggestion": guess.Nearest(seat, people.SeatRoles())})
		return false
	}
	bodies := s.binds[name]
	if s.people.Body(name) != nil && !slices.Contains(s.roles, name) {
		bodies = []string{name}
	}
	for _, key := range bodies {
		if b := s.people.Body(key); b != nil && !slices.ContainsFunc(b.Seats, func(at people.Seat) bool { return at.Role == seat }) {
			s.r.warn(n.Pos, "empty_seat", wording.Args{"Found": n.Text, "Body": key, "Seat": seat})
		}
	}
	return true
}

// function checks the word behind an organization's dot.
func (s *scope) function(n source.Node, function string) bool {
	known := functions(s.people)
	if !strings.Contains(n.Text, ".") || slices.Contains(known, function) {
		s.r.functions = append(s.r.functions, function)
		return true
	}
	s.r.fail(n.Pos, "unknown_function", wording.Args{
		"Found": function, "Expected": oneOf(known), "Suggestion": guess.Nearest(function, known)})
	return false
}
