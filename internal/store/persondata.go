package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"beredd/internal/engine"
)

const (
	lettersNaming = `
	SELECT n.id, n.proposal, n.event, n.made_at, n.data, p.number, p.title, p.confidential, n.status, n.response, n.attempts, n.next_at, n.settled_at
	FROM   notices n
	JOIN   proposals p ON p.id = n.proposal
	WHERE  n.collaboration = $1 AND n.id > $2 AND lower(n.data) LIKE $3
	ORDER  BY n.id
	LIMIT  500`

	eventsNaming = `
	SELECT h.data, h.private, h.salt, h.hash, h.notices
	FROM   history h
	WHERE  h.collaboration = $1 AND lower(h.private) LIKE $2
	ORDER  BY h.proposal, h.seq`

	// Whoever names people outside the collaboration does it under "outside", in whatever
	// part of a proposal; the proposals themselves tell whom.
	namingOutsiders = `
	SELECT id, body
	FROM   proposals
	WHERE  collaboration = $1 AND id > $2 AND body LIKE '%"outside":"%'
	ORDER  BY id
	LIMIT  100`

	eventsOfOutsiders = `
	SELECT h.data, h.private, h.salt, h.hash, h.notices
	FROM   history h
	WHERE  h.collaboration = $1 AND h.private LIKE '%"' || $2 || '":"%'
	ORDER  BY h.proposal, h.seq`

	draftsForOutsiders = `
	SELECT person, form, data, saved_at
	FROM   drafts
	WHERE  person LIKE $1 || '%'
	ORDER  BY person, form`

	numberOf = `SELECT number FROM proposals WHERE id = $1`

	messagesFrom = `
	SELECT id, data
	FROM   incoming
	WHERE  collaboration = $1 AND sender = $2
	ORDER  BY id`

	draftsOf = `
	SELECT person, form, data, saved_at
	FROM   drafts
	WHERE  person = $1
	ORDER  BY form`

	markOf = `
	SELECT mail, status, since
	FROM   addresses
	WHERE  collaboration = $1 AND mail = $2`
)

// draftedFor begins whose a draft is that answers for somebody outside the collaboration.
var draftedFor = engine.DraftOwner(engine.OutsideKey(""))

// PersonData reads all that is kept of a person by key, and of whoever has some
// addresses: those too that the person's letters went to.
func (s *Store) PersonData(ctx context.Context, of engine.Erasing) (d engine.PersonData, err error) {
	d = engine.PersonData{Key: of.Person, Addresses: slices.Clone(of.Addresses)}
	letters, err := s.lettersTo(ctx, of)
	if err != nil {
		return d, err
	}
	for _, l := range letters {
		d.Letters = append(d.Letters, engine.PersonLetter{Number: l.Number, Letter: l.Letter, Name: l.Name, Mail: l.Mail, At: l.At, Status: l.Status})
		if of.Person != "" && strings.Contains(l.Mail, "@") && !slices.ContainsFunc(d.Addresses, func(m string) bool { return strings.EqualFold(m, l.Mail) }) {
			d.Addresses = append(d.Addresses, l.Mail)
		}
	}
	events, err := s.eventsBy(ctx, of)
	if err != nil {
		return d, err
	}
	numbers := map[string]string{}
	for _, e := range events {
		if _, known := numbers[e.Proposal]; !known {
			var number string
			if err := s.readers.one(ctx, &number, numberOf, e.Proposal); err != nil {
				return d, orNotFound(err, "reading a proposal's number")
			}
			numbers[e.Proposal] = number
		}
		d.Acts = append(d.Acts, engine.PersonAct{Number: numbers[e.Proposal], Seq: e.Seq, At: e.At, Kind: e.Kind, Texts: e.Private.Texts})
	}
	naming, err := s.Naming(ctx, of)
	if err != nil {
		return d, err
	}
	for _, p := range naming {
		d.Outside = append(d.Outside, p.OutsideOf(of)...)
	}
	return d, s.besideLetters(ctx, of, &d)
}

// besideLetters adds what is kept of a person beside letters and history.
func (s *Store) besideLetters(ctx context.Context, of engine.Erasing, d *engine.PersonData) error {
	drafts, err := s.draftsBy(ctx, of)
	if err != nil {
		return err
	}
	for _, row := range drafts {
		d.Drafts = append(d.Drafts, engine.PersonDraft{Form: row.Form, Text: row.Data, Saved: row.SavedAt.Time})
	}
	feeds, err := s.Feeds(ctx, of.Collaboration)
	if err != nil {
		return err
	}
	for _, f := range feeds {
		if f.Of.Key == of.Person && f.Of.Kind == "person" {
			d.Calendars = append(d.Calendars, engine.PersonCalendar{Language: string(f.Language), At: f.At})
		}
	}
	for _, mail := range d.Addresses {
		messages, err := s.messagesFrom(ctx, of.Collaboration, mail)
		if err != nil {
			return err
		}
		for _, m := range messages {
			d.Messages = append(d.Messages, engine.PersonMessage{At: m.At, Kind: m.Kind, From: m.From, Name: m.Name, Subject: m.Subject, Text: m.Text})
		}
		var marks []struct {
			Mail, Status string
			Since        stamp
		}
		if err := s.readers.all(ctx, &marks, markOf, of.Collaboration, strings.ToLower(mail)); err != nil {
			return fmt.Errorf("reading what is known of an address: %w", err)
		}
		for _, m := range marks {
			d.Marks = append(d.Marks, engine.PersonAddress{Mail: m.Mail, Status: m.Status, Since: m.Since.Time})
		}
	}
	return nil
}

// A draftRow is a draft as it is kept.
type draftRow struct {
	Person, Form, Data string
	SavedAt            stamp `db:"saved_at"`
}

// draftsBy are the drafts of a person, and those of answers of people outside the
// collaboration.
func (s *Store) draftsBy(ctx context.Context, of engine.Erasing) ([]draftRow, error) {
	var own, rows []draftRow
	if of.Person != "" {
		if err := s.readers.all(ctx, &own, draftsOf, of.Person); err != nil {
			return nil, fmt.Errorf("reading drafts: %w", err)
		}
	}
	if err := s.readers.all(ctx, &rows, draftsForOutsiders, draftedFor); err != nil {
		return nil, fmt.Errorf("reading drafts of answers from outside: %w", err)
	}
	return append(own, slices.DeleteFunc(rows, func(row draftRow) bool {
		return !of.IsOf(engine.Outsider{Name: strings.TrimPrefix(row.Person, draftedFor)})
	})...), nil
}

// lettersTo lists the letters that went to whom is meant, the oldest first.
func (s *Store) lettersTo(ctx context.Context, of engine.Erasing) ([]engine.Delivery, error) {
	var all []engine.Delivery
	seen := map[string]bool{}
	for _, wanted := range naming(of) {
		for after := ""; ; {
			var rows []deliveryRow
			if err := s.readers.all(ctx, &rows, lettersNaming, of.Collaboration, after, wanted); err != nil {
				return nil, fmt.Errorf("finding a person's letters: %w", err)
			}
			if len(rows) == 0 {
				break
			}
			after = rows[len(rows)-1].ID
			letters, err := deliveriesOf(rows)
			if err != nil {
				return nil, err
			}
			for _, l := range letters {
				if !seen[l.ID] && isTo(l.Notice, of) {
					seen[l.ID], all = true, append(all, l)
				}
			}
		}
	}
	slices.SortFunc(all, func(a, b engine.Delivery) int { return strings.Compare(a.ID, b.ID) })
	return all, nil
}

// naming are patterns that letters match which may be of whom is meant; the letters
// themselves tell.
func naming(of engine.Erasing) (patterns []string) {
	if of.Person != "" {
		patterns = append(patterns, `%"person":"`+strings.ToLower(of.Person)+`"%`)
	}
	for _, mail := range of.Addresses {
		patterns = append(patterns, `%"mail":"`+strings.ToLower(mail)+`"%`)
	}
	return patterns
}

func isTo(n engine.Notice, of engine.Erasing) bool {
	return of.Person != "" && n.Person == of.Person || slices.ContainsFunc(of.Addresses, func(m string) bool { return strings.EqualFold(m, n.Mail) })
}

// eventsBy are the events of history that a person did, or whose conflict of interest
// they tell of, or by which the person became the submitter or was that no more.
func (s *Store) eventsBy(ctx context.Context, of engine.Erasing) ([]engine.Event, error) {
	outside, err := s.eventsOfOutsiders(ctx, of)
	if err != nil || of.Person == "" {
		return outside, err
	}
	var rows []eventRow
	if err := s.readers.all(ctx, &rows, eventsNaming, of.Collaboration, `%"`+strings.ToLower(of.Person)+`"%`); err != nil {
		return nil, fmt.Errorf("finding a person's acts: %w", err)
	}
	events, err := eventsOf(rows)
	return append(outside, slices.DeleteFunc(events, func(e engine.Event) bool {
		return slices.ContainsFunc(e.Outsiders(), of.IsOf) || !e.Private.Concerns(of.Person)
	})...), err
}

// eventsOfOutsiders are the events of history that name whom is meant as somebody outside
// the collaboration.
func (s *Store) eventsOfOutsiders(ctx context.Context, of engine.Erasing) ([]engine.Event, error) {
	var rows []eventRow
	if err := s.readers.all(ctx, &rows, eventsOfOutsiders, of.Collaboration, engine.SentBy); err != nil {
		return nil, fmt.Errorf("finding what history has of people outside the collaboration: %w", err)
	}
	events, err := eventsOf(rows)
	return slices.DeleteFunc(events, func(e engine.Event) bool { return !slices.ContainsFunc(e.Outsiders(), of.IsOf) }), err
}

// Naming are the proposals that name whom is meant as somebody outside the collaboration.
func (s *Store) Naming(ctx context.Context, of engine.Erasing) ([]engine.Proposal, error) {
	var all []engine.Proposal
	for after := ""; ; {
		var rows []struct{ ID, Body string }
		if err := s.readers.all(ctx, &rows, namingOutsiders, of.Collaboration, after); err != nil {
			return nil, fmt.Errorf("finding proposals that name people outside the collaboration: %w", err)
		}
		if len(rows) == 0 {
			return all, nil
		}
		after = rows[len(rows)-1].ID
		for _, row := range rows {
			p, err := parseProposal(row.Body)
			if err != nil {
				return nil, err
			}
			if slices.ContainsFunc(p.Outsiders(), of.IsOf) {
				all = append(all, p)
			}
		}
	}
}

// messagesFrom are the messages that came from an address.
func (s *Store) messagesFrom(ctx context.Context, collaboration, mail string) ([]engine.Incoming, error) {
	var rows []struct{ ID, Data string }
	if err := s.readers.all(ctx, &rows, messagesFrom, collaboration, strings.ToLower(mail)); err != nil {
		return nil, fmt.Errorf("finding a person's messages: %w", err)
	}
	var all []engine.Incoming
	for _, row := range rows {
		var m engine.Incoming
		if err := json.Unmarshal([]byte(row.Data), &m); err != nil {
			return nil, fmt.Errorf("reading a message's JSON: %w", err)
		}
		m.ID = row.ID
		all = append(all, m)
	}
	return all, nil
}
