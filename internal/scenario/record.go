package scenario

import (
	"beredd/internal/agenda"
	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/people"
)

// record writes what happened at a meeting, each thing by an act of its own, as the
// secretary's clicks do: who is there, then what is said of an item, then what came of it.
func (p *player) record(m engine.Proposal, step *definition.RecordStep) ([]engine.Act, error) {
	actor, err := p.cast().actor(step.As, m)
	if err != nil {
		return nil, err
	}
	entries, err := p.presence(m, step)
	if err != nil {
		return nil, err
	}
	if step.Item != "" {
		item, err := p.item(m, step.Item)
		if err != nil {
			return nil, err
		}
		some, err := p.noted(m, item, step)
		if err != nil {
			return nil, err
		}
		entries = append(entries, some...)
	}
	if step.Adjusters != nil {
		names, err := p.names(m, *step.Adjusters)
		if err != nil {
			return nil, err
		}
		entries = append(entries, agenda.Entry{What: agenda.Adjusting, Names: names})
	}
	acts := make([]engine.Act, len(entries))
	for i := range entries {
		acts[i] = engine.Act{Kind: engine.Record, Proposal: m.ID, Actor: actor, Entry: &entries[i]}
	}
	return acts, nil
}

// presence is who came, left and could not come.
func (p *player) presence(m engine.Proposal, step *definition.RecordStep) ([]agenda.Entry, error) {
	var entries []agenda.Entry
	for _, how := range []agenda.Recorded{agenda.Absent, agenda.Came, agenda.Left, agenda.Excused} {
		persons, err := p.persons(m, step.Presence[string(how)])
		if err != nil {
			return nil, err
		}
		for _, person := range persons {
			entries = append(entries, agenda.Entry{What: how, At: step.At, Present: agenda.Presence{Person: person}})
		}
	}
	for _, name := range step.Guests {
		entries = append(entries, agenda.Entry{What: agenda.Came, At: step.At, Present: agenda.Presence{Name: name}})
	}
	return entries, nil
}

// noted is what is recorded of one item.
func (p *player) noted(m engine.Proposal, item *agenda.Item, step *definition.RecordStep) ([]agenda.Entry, error) {
	var entries []agenda.Entry
	add := func(e agenda.Entry) { e.Item = item.ID; entries = append(entries, e) }
	if step.TakenUp {
		add(agenda.Entry{What: agenda.TakenUp, At: step.At})
	}
	for _, kind := range []agenda.PartKind{agenda.Background, agenda.Report, agenda.Views, agenda.Note} {
		if text := step.Texts[string(kind)]; text != "" {
			add(agenda.Entry{What: agenda.Said, Part: agenda.Part{Kind: kind, Text: text, Who: p.whose(step.Of, kind)}})
		}
	}
	if step.Proposed != nil {
		add(agenda.Entry{What: agenda.Said, Part: agenda.Part{Kind: agenda.Proposed, Points: step.Proposed}})
	}
	if step.Recused != nil {
		names, err := p.names(m, *step.Recused)
		if err != nil {
			return nil, err
		}
		add(agenda.Entry{What: agenda.Recused, Names: names})
	}
	if step.Result != "" {
		result := agenda.Result(step.Result)
		if step.Result == "none" {
			result = agenda.Open
		}
		add(agenda.Entry{What: agenda.Settled, Result: result, Decision: step.Decision, At: step.At})
	}
	if step.Reserved != "" {
		add(agenda.Entry{What: agenda.Reserved, Reservation: agenda.Reservation{Who: p.name(m, step.Reserved), Text: step.Because}})
	}
	if step.Votes != nil {
		vote, err := p.vote(m, *step.Votes)
		if err != nil {
			return nil, err
		}
		add(agenda.Entry{What: agenda.Voted, Vote: vote})
	}
	if step.Upcoming {
		add(agenda.Entry{What: agenda.Said, Part: agenda.Part{Kind: agenda.Upcoming}})
	}
	if step.TakesBack != "" {
		add(takenBack(item, step.TakesBack))
	}
	if step.Assigned != "" {
		add(agenda.Entry{What: agenda.Assigned, Assignment: p.assignment(m, step)})
	}
	return entries, nil
}

func (p *player) assignment(m engine.Proposal, step *definition.RecordStep) agenda.Assignment {
	a := agenda.Assignment{What: step.Assigned, Said: step.Said}
	a.By, _ = calendar.ParseDate(step.By)
	for _, word := range step.AssignedTo {
		if party, ok := p.cast().party(word, m); ok {
			a.Who = append(a.Who, party.Name)
		}
	}
	return a
}

// whose is whom a report is of.
func (p *player) whose(word string, kind agenda.PartKind) string {
	if kind != agenda.Report || word == "" {
		return ""
	}
	if party, ok := p.cast().party(word, engine.Proposal{}); ok {
		return engine.RespondentName(p.pack, party.Name).In(p.language)
	}
	return word
}

// persons are those whom words name, by key: of many in a body each of them.
func (p *player) persons(m engine.Proposal, words []string) ([]string, error) {
	var persons []string
	for _, word := range words {
		if party, ok := p.cast().party(word, m); ok && party.Each && party.Kind == people.ABody {
			persons = append(persons, p.pack.People.Holders(party.Name, party.Seat, m.Meeting.Date)...)
			continue
		}
		actor, err := p.cast().actor(word, m)
		if err != nil {
			return nil, err
		}
		persons = append(persons, actor.Person)
	}
	return persons, nil
}

// names are the names of those whom words name.
func (p *player) names(m engine.Proposal, words []string) ([]string, error) {
	persons, err := p.persons(m, words)
	names := []string{}
	for _, person := range persons {
		names = append(names, engine.RespondentName(p.pack, person).In(p.language))
	}
	return names, err
}

// name is the name of whom a word names, or of the body or organization.
func (p *player) name(m engine.Proposal, word string) string {
	if actor, err := p.cast().actor(word, m); err == nil && actor.Person != "" {
		return engine.RespondentName(p.pack, actor.Person).In(p.language)
	}
	party, _ := p.cast().party(word, m)
	return engine.RespondentName(p.pack, party.Name).In(p.language)
}
