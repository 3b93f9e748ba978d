package web

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/alexedwards/scs/v2"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// A veiled store reads for whoever the request comes from: what is confidential and
// not for that reader is emptied before any page has it. It is the only one that
// pages are given, and it names every reading by itself, so that none goes past it.
type veiled struct {
	codeKeeper
	draftKeeper
	blobKeeper // by a hash, which none but a proposal's own papers say
	scs.Store
	kept Store
	pack *definition.Pack
	now  func() time.Time
}

// veil puts a store behind a veil.
func veil(config Config) veiled {
	return veiled{config.Store, config.Store, config.Store, config.Store, config.Store, config.Pack, config.Now}
}

// reader is who the request comes from. Who has come by a link, and what is done
// without a request, reads nothing that is confidential.
func (s veiled) reader(ctx context.Context) (engine.Reader, wording.Language) {
	v, _ := ctx.Value(visitKey{}).(*visit)
	switch {
	case v == nil:
		return engine.Reader{}, wording.Swedish
	case v.member == nil:
		return engine.Reader{}, v.lang
	case v.reader == nil:
		reader := engine.ReaderOf(s.pack, v.member.actor(), s.now())
		v.reader = &reader
	}
	return *v.reader, v.lang
}

func (s veiled) from(ctx context.Context, p engine.Proposal) engine.Proposal {
	reader, lang := s.reader(ctx)
	return p.VeiledFrom(reader, lang)
}

// title is a title as the reader may see it.
func (s veiled) title(ctx context.Context, title *string, secrecy string) {
	if secrecy == "" {
		return
	}
	if reader, lang := s.reader(ctx); !reader.Reads(secrecy) {
		*title = engine.Veil(lang)
	}
}

// holder is whose turn it is as the reader may know it.
func (s veiled) holder(ctx context.Context, holder *string, secrecy string) {
	if secrecy == "" {
		return
	}
	if reader, _ := s.reader(ctx); !reader.Reads(secrecy) {
		*holder = engine.VeiledHolder(*holder)
	}
}

// Proposal reads a proposal as the reader may see it.
func (s veiled) Proposal(ctx context.Context, id, key string) (engine.Proposal, *engine.Outcome, error) {
	p, outcome, err := s.kept.Proposal(ctx, id, key)
	if outcome != nil {
		seen := s.outcome(ctx, *outcome)
		outcome = &seen
	}
	return s.from(ctx, p), outcome, err
}

// ByNumber reads a proposal as the reader may see it.
func (s veiled) ByNumber(ctx context.Context, collaboration, number string) (engine.Proposal, error) {
	p, err := s.kept.ByNumber(ctx, collaboration, number)
	return s.from(ctx, p), err
}

// Proposals lists proposals, and finds by their words only what the reader may read.
func (s veiled) Proposals(ctx context.Context, filter engine.Filter) (engine.Page, error) {
	reader, _ := s.reader(ctx)
	filter.Reader = &reader
	page, err := s.kept.Proposals(ctx, filter)
	s.listed(ctx, page.Rows)
	return page, err
}

// Held lists what bodies hold.
func (s veiled) Held(ctx context.Context, collaboration string, bodies []string) ([]engine.Listing, error) {
	rows, err := s.kept.Held(ctx, collaboration, bodies)
	s.listed(ctx, rows)
	return rows, err
}

func (s veiled) listed(ctx context.Context, rows []engine.Listing) {
	for i := range rows {
		s.title(ctx, &rows[i].Title, rows[i].Confidential)
		s.holder(ctx, &rows[i].Holder, rows[i].Confidential)
	}
}

// Asked lists what rounds ask of respondents.
func (s veiled) Asked(ctx context.Context, collaboration string, respondents []string, openOnly bool) ([]engine.Asked, error) {
	rows, err := s.kept.Asked(ctx, collaboration, respondents, openOnly)
	for i := range rows {
		s.title(ctx, &rows[i].Title, rows[i].Confidential)
	}
	return rows, err
}

// Late lists the deadlines that have passed.
func (s veiled) Late(ctx context.Context, collaboration string, now time.Time) ([]engine.DueDate, error) {
	rows, err := s.kept.Late(ctx, collaboration, now)
	s.due(ctx, rows)
	return rows, err
}

// DueDates lists deadlines.
func (s veiled) DueDates(ctx context.Context, collaboration string, from, to calendar.Date) ([]engine.DueDate, error) {
	rows, err := s.kept.DueDates(ctx, collaboration, from, to)
	s.due(ctx, rows)
	return rows, err
}

func (s veiled) due(ctx context.Context, rows []engine.DueDate) {
	for i := range rows {
		s.title(ctx, &rows[i].Title, rows[i].Confidential)
		s.holder(ctx, &rows[i].Holder, rows[i].Confidential)
	}
}

// DecidedOpen reads the proposals that have a decision and are not closed.
func (s veiled) DecidedOpen(ctx context.Context, collaboration string, limit int) ([]engine.Proposal, error) {
	all, err := s.kept.DecidedOpen(ctx, collaboration, limit)
	for i := range all {
		all[i] = s.from(ctx, all[i])
	}
	return all, err
}

// TakenUp reads what meetings take up.
func (s veiled) TakenUp(ctx context.Context, collaboration string, meetings []string) ([]engine.Proposal, error) {
	all, err := s.kept.TakenUp(ctx, collaboration, meetings)
	for i := range all {
		all[i] = s.from(ctx, all[i])
	}
	return all, err
}

// History is what has happened, in the words that all may read where the reader may
// not read more.
func (s veiled) History(ctx context.Context, proposal string) ([]engine.Event, error) {
	p, _, err := s.Proposal(ctx, proposal, "")
	if err != nil {
		return nil, err
	}
	events, err := s.kept.History(ctx, proposal)
	if p.IsVeiled() {
		events = veiledEvents(events)
	}
	return events, err
}

// Chain is a proposal's history as it is kept, for whoever recomputes its hashes:
// how many events, the hash of the last, and whether all bear each other out.
func (s veiled) Chain(ctx context.Context, proposal string) (n int, head string, whole bool, err error) {
	p, _, err := s.kept.Proposal(ctx, proposal, "")
	if err != nil {
		return 0, "", false, fmt.Errorf("reading a proposal: %w", err)
	}
	events, err := s.kept.History(ctx, proposal)
	if err != nil {
		return 0, "", false, fmt.Errorf("reading a history: %w", err)
	}
	whole = len(events) == p.Version
	for i, e := range events {
		whole = whole && e.Prev == head && e.Seq == i+1 && engine.Sum(e) == e.Hash
		head = e.Hash
	}
	return len(events), head, whole && head == p.Head, nil
}

// Deliveries lists letters.
func (s veiled) Deliveries(ctx context.Context, filter engine.DeliveryFilter) (engine.Deliveries, error) {
	page, err := s.kept.Deliveries(ctx, filter)
	for i := range page.Rows {
		s.title(ctx, &page.Rows[i].Title, page.Rows[i].Confidential)
	}
	return page, err
}

// Delivery is one letter.
func (s veiled) Delivery(ctx context.Context, id string) (engine.Delivery, error) {
	d, err := s.kept.Delivery(ctx, id)
	s.title(ctx, &d.Title, d.Confidential)
	return d, err
}

// Retry lets a letter go once more.
func (s veiled) Retry(ctx context.Context, id string, now time.Time) error {
	return s.kept.Retry(ctx, id, now)
}

// Hold lets no letter go.
func (s veiled) Hold(ctx context.Context, h engine.Hold) error { return s.kept.Hold(ctx, h) }

// Release lets letters go again, or is the end of those that wait.
func (s veiled) Release(ctx context.Context, r engine.Release) (int, error) {
	return s.kept.Release(ctx, r)
}

// OnHold is why no letter goes for now, or nil.
func (s veiled) OnHold(ctx context.Context) (*engine.Hold, error) { return s.kept.OnHold(ctx) }

// Notice is one letter as it was asked for, which says nothing of its proposal.
func (s veiled) Notice(ctx context.Context, id string) (engine.Notice, error) {
	return s.kept.Notice(ctx, id)
}

// outcome is what an act came to, as the reader may see it.
func (s veiled) outcome(ctx context.Context, o engine.Outcome) engine.Outcome {
	if o.Proposal = s.from(ctx, o.Proposal); o.Proposal.IsVeiled() {
		o.Events = veiledEvents(o.Events)
	}
	o.Followed = slices.Clone(o.Followed)
	for i := range o.Followed {
		o.Followed[i] = s.outcome(ctx, o.Followed[i])
	}
	return o
}

func veiledEvents(events []engine.Event) []engine.Event {
	events = slices.Clone(events)
	for i := range events {
		events[i] = events[i].Veiled()
	}
	return events
}

// A veiledActor lets acts happen, and shows what they came to as its reader may see
// it.
type veiledActor struct {
	Actor
	store veiled
}

// Act does one act.
func (a veiledActor) Act(ctx context.Context, act engine.Act) (engine.Outcome, error) {
	outcome, err := a.Actor.Act(ctx, act)
	return a.store.outcome(ctx, outcome), err
}
