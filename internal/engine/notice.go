package engine

import (
	"slices"

	"beredd/internal/definition"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// The letters that the engine itself owes, beside those that a pack names.
const (
	letterAsked       = "asked"
	letterFollowUp    = "follow_up"
	letterReceipt     = "receipt"
	letterChanged     = "answer_changed"
	letterReminder    = "reminder"
	letterEscalation  = "escalation"
	letterInformation = "information"
	letterRecused     = "recused"
	letterNobodyLeft  = "nobody_left"
	letterAskedAgain  = "asked_again"
	letterVeiled      = "veiled"

	letterToAgree      = "to_agree"
	letterAgreedNoMore = "agreed_no_more"
)

// notify owes the letter of one of the pack's notify: lines, once to each
// address. The round at hand, if any, is what the letter is about. Who acts needs no
// letter about that: see withoutOwn.
func (d *deciding) notify(line definition.Notify, round *Round) {
	recipients := d.recipients(d.eachOf(line.Narrow, line.To))
	d.notices = slices.Grow(d.notices, len(recipients))
	for _, recipient := range recipients {
		n := d.notice(line.Letter, recipient)
		if round != nil {
			n.About = round.Name
		}
		d.owe(n)
		d.ownToo(n)
	}
}

// recipients are everybody behind some parties today.
func (d *deciding) recipients(parties []people.Party) []people.Recipient {
	var resolved []people.Party
	for _, party := range parties {
		if g := d.p.Gathering; g != nil && party == (people.Party{Kind: people.Role, Name: gathered}) { // all who meet
			resolved = append(resolved, d.gatheredBodies()...)
			continue
		}
		if party.Kind == people.Kin {
			resolved = append(resolved, d.kindred(party)...)
			continue
		}
		if party.Kind == people.Followers {
			resolved = append(resolved, d.following()...)
			continue
		}
		for _, one := range d.reachable(party) {
			resolved = append(resolved, d.resolve(one))
		}
	}
	return d.people().RecipientsOf(resolved, d.today)
}

// notice is a letter to one recipient, telling of the latest event.
func (d *deciding) notice(letter string, to people.Recipient) Notice {
	n := Notice{
		ID: d.ids.next(), Proposal: d.p.ID, Letter: letter,
		Party: to.Party.String(), Why: string(to.Why),
		Person: to.Person, Organization: to.Organization, Body: to.Body, For: to.For, As: string(to.As),
		Name: to.Name, Mail: to.Mail, Language: string(to.Language), At: d.now,
	}
	for _, r := range to.Also {
		n.Also = append(n.Also, Quality{r.Party.String(), string(r.Why), r.For, r.Organization, r.Body, string(r.As)})
	}
	if len(d.events) > 0 {
		n.Event = d.events[len(d.events)-1].ID
	}
	return n
}

// owe adds a letter, unless the same letter goes to the same address already in
// this change: whoever is told as two parties is told once.
func (d *deciding) owe(n Notice) {
	for i := range d.notices {
		if other := &d.notices[i]; other.Letter == n.Letter && other.Mail == n.Mail && other.Round == n.Round &&
			other.Organization == n.Organization && other.Respondent == n.Respondent && other.About == n.About {
			other.Also = other.withQualitiesOf(n)
			return
		}
	}
	d.notices = append(d.notices, n)
}

// ask owes every respondent of a round its question. Where a letter of the same
// change goes to the same address, the question rides in that letter: one letter
// with the decision, the question and the link.
func (d *deciding) ask(line *definition.Round, round *Round) {
	d.askEach(line, round, func(r Respondent) bool { return !r.Final }) // who is final was so in the round before
}

// askEach puts the question to some of those whom a round asks.
func (d *deciding) askEach(line *definition.Round, round *Round, which func(Respondent) bool) {
	letter := AskingLetter(line)
	for _, r := range round.Respondents {
		if !which(r) {
			continue
		}
		for _, recipient := range d.recipientsOf(line, r) {
			if d.ride(round, r, recipient) {
				continue
			}
			n := d.notice(letter, recipient)
			n.Round, n.Respondent = round.ID, r.Key()
			if step := d.stepTaken(); step != "" {
				n.Event = step
			}
			d.owe(n)
		}
	}
}

// stepTaken is the event of the step that somebody takes by the act at hand: a question that
// follows from it tells what was said with it, and by whom. It is "" where nobody takes one.
func (d *deciding) stepTaken() string {
	if d.act.Kind != Do || d.act.Actor.System() {
		return ""
	}
	for _, e := range d.events {
		if e.Kind == Transited {
			return e.ID
		}
	}
	return ""
}

// AskingLetter is the letter by which a round asks.
func AskingLetter(line *definition.Round) string {
	switch {
	case line.Letter != "":
		return line.Letter
	case line.Name == definition.FollowUp:
		return letterFollowUp
	}
	return letterAsked
}

// ride lets a question go in a letter that is owed to the same recipient already.
func (d *deciding) ride(round *Round, r Respondent, to people.Recipient) bool {
	for i := range d.notices {
		n := &d.notices[i]
		same := n.Mail == to.Mail && (n.Organization == "" || n.Organization == to.Organization)
		if same && n.Round == "" && n.Letter != letterReceipt && n.Letter != letterChanged {
			n.Round, n.Respondent = round.ID, r.Key()
			if n.Organization == "" {
				n.Organization = to.Organization
			}
			return true
		}
	}
	return false
}

// recipientsOf are the addresses of one respondent: those that the round's asks:
// line reaches.
func (d *deciding) recipientsOf(line *definition.Round, r Respondent) []people.Recipient {
	if r.Proposal != "" || r.Through { // it is reminded of in its own letters
		return nil
	}
	party := people.Party{Kind: people.AnOrg, Name: r.Organization, Function: functionAsked(d.pack, line, r.Organization)}
	switch {
	case r.Body != "":
		party = people.Party{Kind: people.ABody, Name: r.Body, Seat: d.seatAsked(line, r.Body)}
	case r.Person != "":
		party = people.Party{Kind: people.APerson, Name: r.Person}
	}
	return d.deputized(r, d.people().Recipients(party, d.today))
}

// seatAsked is the seat by which a round asks a body, as its secretary; "" where it asks
// the body as such, or nobody has that seat today, so that somebody is always told.
func (d *deciding) seatAsked(line *definition.Round, body string) (seat string) {
	if line == nil {
		return ""
	}
	for _, party := range d.oneByOne(line.Asks) {
		at := d.resolve(party)
		switch {
		case at.Kind != people.ABody || at.Name != body:
			continue
		case at.Seat == "" || seat != "" && seat != at.Seat:
			return ""
		}
		seat = at.Seat
	}
	if seat == "" || len(d.people().Seated(body, seat, d.today)) == 0 {
		return ""
	}
	return seat
}

// receipt tells the respondent and its function mailbox what was answered, so
// that an answer given by somebody else shows.
func (d *deciding) receipt(line *definition.Round, round *Round, r Respondent, kind EventKind) {
	letter := letterReceipt
	if kind == Changed {
		letter = letterChanged
	}
	to := d.recipientsOf(line, r)
	if person := d.act.Actor.Person; person != "" {
		to = append(to, d.people().Recipients(people.Party{Kind: people.APerson, Name: person}, d.today)...)
	}
	for _, recipient := range to {
		n := d.notice(letter, recipient)
		n.Round, n.Respondent, n.Organization = round.ID, r.Key(), r.Organization
		if round.other(r.Key()) >= 0 { // who is not asked has no link to answer by
			n.Respondent = ""
		}
		d.owe(n)
	}
}

// LetterTitle is what people call a kind of letter.
func LetterTitle(letter string) wording.Text { return wording.Both("engine.letter."+letter, nil) }
