package engine

import (
	"slices"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A Candidate is one of those whom a field of type party may name.
type Candidate struct {
	Key  string // of a person, an organization or a body; what the field keeps
	Name wording.Text
	as   people.Party // as who reads the pack's of: line names it
}

// Candidates are those whom a field of type party may name on a day, in the pack's order.
// Before p has bodies of its own, every body that may have a role counts.
func Candidates(pack *definition.Pack, flow *definition.Workflow, p Proposal, field definition.Field, on calendar.Date) []Candidate {
	d := &deciding{pack: pack, flow: flow, p: p, today: on}
	return d.candidates(field)
}

func (d *deciding) candidates(field definition.Field) (all []Candidate) {
	for _, party := range d.oneByOne(d.anyRole(field.Of)) {
		at := d.resolve(party)
		for _, r := range d.asks(at) {
			if !slices.ContainsFunc(all, func(c Candidate) bool { return c.Key == r.Key() }) && d.isThere(r) {
				all = append(all, Candidate{Key: r.Key(), Name: RespondentName(d.pack, r.Key()), as: partyOf(at, r)})
			}
		}
	}
	return all
}

// isThere says whether a respondent belongs to the collaboration today.
func (d *deciding) isThere(r Respondent) bool {
	switch {
	case r.Person != "":
		p := d.people().Person(r.Person)
		return p != nil && p.TakesPart(d.today)
	case r.Organization != "":
		return d.people().IsMember(r.Organization, d.today)
	}
	return d.people().Body(r.Body) != nil
}

// anyRole are some parties, with every body that may have a role in the place of one that
// no body has yet.
func (d *deciding) anyRole(parties []people.Party) (all []people.Party) {
	for _, party := range parties {
		if party.Kind != people.Role || d.p.Bodies[party.Name] != "" {
			all = append(all, party)
			continue
		}
		for _, body := range d.pack.Bodies(d.flow.Key, party.Name) {
			of := party
			of.Kind, of.Name = people.ABody, body
			all = append(all, of)
		}
	}
	return all
}

// partyOf is one respondent of a party, as a party of its own.
func partyOf(party people.Party, r Respondent) people.Party {
	switch {
	case r.Organization != "":
		return people.Party{Kind: people.AnOrg, Name: r.Organization, Function: party.Function}
	case r.Body != "":
		return people.Party{Kind: people.ABody, Name: r.Body, Seat: party.Seat}
	}
	return people.Party{Kind: people.APerson, Name: r.Person, As: people.WhyChosen}
}

// chosen are those whom a field of the proposal names, as far as they still may be named.
func (d *deciding) chosen(word string) (all []people.Party) {
	field := d.flow.Field(word)
	text, _ := d.p.Fields[word].(string)
	if field == nil || text == "" {
		return nil
	}
	keys := Keys(text)
	for _, c := range d.candidates(*field) {
		if slices.Contains(keys, c.Key) {
			all = append(all, c.as)
		}
	}
	return all
}

// inPlace are some parties, with those whom the proposal names in the place of whom it names.
func (d *deciding) inPlace(parties []people.Party) (all []people.Party) {
	for _, party := range parties {
		if party.Kind == people.Chosen {
			all = append(all, d.chosen(party.Name)...)
			continue
		}
		all = append(all, party)
	}
	return all
}

// InPlace are some parties, with those whom p names in the place of whom it names.
func InPlace(pack *definition.Pack, flow *definition.Workflow, p Proposal, parties []people.Party, on calendar.Date) []people.Party {
	d := &deciding{pack: pack, flow: flow, p: p, today: on}
	return d.inPlace(parties)
}

// Keys are those that a field of type party names.
func Keys(text string) (keys []string) {
	for key := range strings.SplitSeq(text, ",") {
		if key = strings.TrimSpace(key); key != "" && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

// readChosen reads whom a field names, by keys with commas between, in the pack's order.
func (d *deciding) readChosen(field definition.Field, text string) (any, *fault.Error) {
	keys := Keys(text)
	may := d.candidates(field)
	for _, key := range keys {
		if !slices.ContainsFunc(may, func(c Candidate) bool { return c.Key == key }) {
			return nil, fault.New(fault.Invalid, "not_among", wording.Args{"Field": field.Title, "Who": d.respondentName(key), "Among": amongWhom(may)})
		}
	}
	args := wording.Args{"Field": field.Title, "Count": len(keys), "Least": shownNumber(field.Least), "Most": shownNumber(field.Most)}
	switch {
	case len(keys) > 1 && !field.Many:
		return nil, fault.New(fault.Invalid, "chosen_several", args)
	case field.Least != nil && float64(len(keys)) < *field.Least:
		return nil, fault.New(fault.Invalid, "chosen_too_few", args)
	case field.Most != nil && float64(len(keys)) > *field.Most:
		return nil, fault.New(fault.Invalid, "chosen_too_many", args)
	}
	var named []string
	for _, c := range may {
		if slices.Contains(keys, c.Key) {
			named = append(named, c.Key)
		}
	}
	return strings.Join(named, ", "), nil
}

// chosenLimits says how many a field of type party names; nil where any number.
func chosenLimits(field definition.Field, args wording.Args) wording.Text {
	switch {
	case field.Least != nil && field.Most != nil && *field.Least == *field.Most:
		return wording.Both("engine.limits.chosen_exactly", args)
	case field.Least != nil && field.Most != nil:
		return wording.Both("engine.limits.chosen_between", args)
	case field.Least != nil && *field.Least > 1:
		return wording.Both("engine.limits.chosen_least", args)
	case field.Most != nil:
		return wording.Both("engine.limits.chosen_most", args)
	}
	return nil
}

// mostNamed is how many candidates a refusal lists.
const mostNamed = 8

// amongWhom lists candidates; of many the first.
func amongWhom(may []Candidate) wording.Text {
	var names []wording.Text
	for _, c := range may[:min(len(may), mostNamed)] {
		names = append(names, c.Name)
	}
	if len(may) > mostNamed {
		names = append(names, wording.Both("people.and_others", wording.Args{"Count": len(may) - mostNamed}))
	}
	return listed(names)
}

// ChosenNames are what people call those whom a field of type party names.
func ChosenNames(pack *definition.Pack, text string) wording.Text {
	var names []wording.Text
	for _, key := range Keys(text) {
		names = append(names, RespondentName(pack, key))
	}
	return listed(names)
}

// nobodyChosen says of the parties of whom the proposal names none what they are called,
// as the middle of a sentence.
func (d *deciding) nobodyChosen(parties []people.Party) (said []wording.Text) {
	for _, party := range d.unchosen(parties) {
		said = append(said, d.flow.ChosenTitle(party))
	}
	return said
}

// tendChosen lets whom the proposal names now be asked, where a round's electorate lives.
func (d *deciding) tendChosen() {
	for i := range d.p.Rounds {
		round := &d.p.Rounds[i]
		if line := d.flow.Round(round.Name); line != nil && line.Living && line.Chooses() && round.Open() {
			d.tendElectorate(line, round)
		}
	}
}

// isToChoose says whether a preview cannot know whom a round asks, for they are still to be
// chosen: it is then not a round to nobody.
func (d *deciding) isToChoose(line *definition.Round, round *Round) bool {
	return d.lenient && line.Chooses() && len(round.Respondents)+len(round.Children) == 0 &&
		slices.ContainsFunc(d.missing, func(f definition.Field) bool { return f.Type == definition.Chosen })
}
