package store

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/engine"
)

// batchOfProposals is how many proposals are checked at a time, so that a check
// holds little in memory and keeps nobody waiting.
const batchOfProposals = 100

// Verify checks everything that is kept of a collaboration: that each proposal's
// events are all there, unchanged and chained; that the proposal is what its last
// event left; that the rows of lists, deadlines and rounds say what the proposal
// says; that numbers have no gaps; and that every checkpoint is linked, signed (by
// one of trusted, where any are given) and borne out by history. All is read as it
// stood when the check began, whatever is written meanwhile.
func (s *Store) Verify(ctx context.Context, collaboration string, trusted ...ed25519.PublicKey) (engine.Audit, error) {
	kept, err := s.readers.snapshot(ctx)
	if err != nil {
		return engine.Audit{}, err
	}
	defer kept.close()
	a := &auditor{store: s, kept: kept, ctx: ctx, collaboration: collaboration, trusted: trusted, numbers: map[string]int{}}
	for _, step := range []func() error{a.proposals, a.orphans, a.series, a.checkpoints} {
		if err := step(); err != nil {
			return a.Audit, fmt.Errorf("checking the history of %s: %w", collaboration, err)
		}
	}
	return a.Audit, nil
}

// An auditor is one check under way.
type auditor struct {
	engine.Audit
	store         *Store
	kept          *snapshot
	ctx           context.Context
	collaboration string
	trusted       []ed25519.PublicKey
	numbers       map[string]int // of each series, how many there are
}

func (a *auditor) find(kind engine.FindingKind, p engine.Proposal, seq int, format string, args ...any) {
	a.Findings = append(a.Findings, engine.Finding{Kind: kind, Proposal: p.ID, Number: p.Number, Seq: seq, What: fmt.Sprintf(format, args...)})
}

type auditedRow struct {
	listingRow
	Decided   bool
	OpenedAt  stamp `db:"opened_at"`
	WakesAt   stamp `db:"wakes_at"`
	Wakes     *string
	Version   int
	Head      string
	FallsOn   calendar.Date `db:"falls_on"`
	Origin    *string
	Meeting   *string
	Body      string
	TextWords *string `db:"words"`
}

const auditedProposals = `
	SELECT p.id, p.number, p.workflow, p.title, p.state, p.holder, p.due_on, p.due_at, p.changed_at, p.closed_at, p.asked, p.answered,
	       p.decided, p.opened_at, p.wakes_at, p.wakes, p.version, p.head, p.edition, p.confidential,
	       p.falls_on, p.origin, p.meeting, p.body, t.words
	FROM   proposals p
	LEFT   JOIN texts t ON t.proposal = p.id
	WHERE  p.collaboration = $1 AND p.id > $2
	ORDER  BY p.id
	LIMIT  $3`

// proposals checks every proposal with all that hangs on it.
func (a *auditor) proposals() error {
	after := ""
	for {
		var rows []auditedRow
		if err := a.kept.all(a.ctx, &rows, auditedProposals, a.collaboration, after, batchOfProposals); err != nil {
			return err
		}
		if len(rows) == 0 {
			return nil
		}
		after = rows[len(rows)-1].ID
		if err := a.batch(rows); err != nil {
			return err
		}
	}
}

func (a *auditor) batch(rows []auditedRow) error {
	of := make([]string, len(rows))
	for i, row := range rows {
		of[i] = row.ID
	}
	kept, err := a.read(of)
	if err != nil {
		return err
	}
	for _, row := range rows {
		p, err := parseProposal(row.Body)
		if err != nil {
			a.find(engine.WrongHead, engine.Proposal{ID: row.ID, Number: row.Number}, row.Version, "the proposal cannot be read: %v", err)
			continue
		}
		a.Proposals++
		a.numbers[seriesOf(row.Number)]++
		a.paragraphs(p)
		a.row(row, p)
		a.chain(p, kept.events[p.ID])
		a.same(p, "deadlines", wantedDeadlines(p), kept.deadlines[p.ID])
		a.same(p, "rounds", wantedRounds(p), kept.rounds[p.ID])
		a.same(p, "respondents", wantedRespondents(p), kept.respondents[p.ID])
	}
	return nil
}

// row checks the columns that lists choose and sort by.
func (a *auditor) row(row auditedRow, p engine.Proposal) {
	if row.ID != p.ID || row.Number != p.Number || row.Version != p.Version || row.Head != p.Head {
		a.find(engine.WrongHead, p, row.Version, "the row says %s, version %d, head %s; the proposal %s, %d, %s",
			row.Number, row.Version, row.Head, p.Number, p.Version, p.Head)
	}
	has := []any{row.Title, row.State, row.Holder, day(row.Due), at(row.DueAt.Time), row.Decided, row.Asked, row.Answered,
		at(row.Changed.Time), at(row.Closed.Time), at(row.WakesAt.Time), told(row.Wakes), row.Version, row.Head, row.Edition, row.Confidential,
		day(row.FallsOn), told(row.Origin), told(row.Meeting)}
	if wants := columnsOf(p); !slices.Equal(has, wants) {
		a.find(engine.WrongRow, p, p.Version, "the row of lists says %v, the proposal %v", has, wants)
	}
	if wants := foundBy(p); row.TextWords == nil || *row.TextWords != wants {
		a.find(engine.WrongRow, p, p.Version, "the proposal is not found by its own words")
	}
}

// told is what a column says, nil of one that is NULL.
func told(column *string) any {
	if column == nil {
		return nil
	}
	return *column
}

// chain checks a proposal's events: each follows on the one before it, says what
// its hash covers, and the last is where the proposal stands.
func (a *auditor) chain(p engine.Proposal, events []engine.Event) {
	prev := ""
	for i, e := range events {
		a.Events++
		if e.Seq != i+1 {
			a.find(engine.BrokenChain, p, e.Seq, "event %d stands where event %d should", e.Seq, i+1)
		}
		if e.Prev != prev {
			a.find(engine.BrokenChain, p, e.Seq, "event %d follows on %q, and the one before it is %q", e.Seq, e.Prev, prev)
		}
		if sum := engine.Sum(e); sum != e.Hash {
			a.find(engine.BrokenChain, p, e.Seq, "event %d has the hash %s, and what it says %s", e.Seq, e.Hash, sum)
		}
		a.private(p, e)
		prev = e.Hash
	}
	if len(events) != p.Version || prev != p.Head {
		a.find(engine.WrongHead, p, len(events), "the proposal stands at event %d, %q; its history ends at %d, %q", p.Version, p.Head, len(events), prev)
	}
	for _, what := range engine.Contradictions(p, events) {
		a.find(engine.WrongHead, p, p.Version, "%s", what)
	}
}

// private checks what an event committed to, unless it has been erased.
func (a *auditor) private(p engine.Proposal, e engine.Event) {
	if e.Salt == "" && e.Private.Person == "" && len(e.Private.Texts) == 0 && e.Commitment != engine.Commit("", engine.Private{}) {
		a.Erased++
		return
	}
	if engine.Commit(e.Salt, e.Private) != e.Commitment {
		a.find(engine.WrongCommitment, p, e.Seq, "who did event %d, or what was written with it, is not what it commits to", e.Seq)
	}
}

// same compares rows with what the proposal says they are.
func (a *auditor) same(p engine.Proposal, what string, wants, has map[string]string) {
	for _, id := range slices.Sorted(maps.Keys(wants)) {
		if has[id] != wants[id] {
			a.find(engine.WrongRow, p, p.Version, "of %s, %s is kept as %q, and the proposal says %q", what, id, has[id], wants[id])
		}
	}
	for _, id := range slices.Sorted(maps.Keys(has)) {
		if _, ok := wants[id]; !ok {
			a.find(engine.WrongRow, p, p.Version, "of %s, %s is kept and the proposal has none such", what, id)
		}
	}
}

const countOrphans = `
	SELECT count(*)
	FROM   history h
	WHERE  h.collaboration = $1 AND NOT EXISTS (SELECT 1 FROM proposals p WHERE p.id = h.proposal AND p.collaboration = h.collaboration)`

// orphans looks for events whose proposal is gone.
func (a *auditor) orphans() error {
	var n int
	if err := a.kept.one(a.ctx, &n, countOrphans, a.collaboration); err != nil {
		return err
	}
	if n > 0 {
		a.find(engine.WrongHead, engine.Proposal{}, 0, "%d events are of proposals that are gone", n)
	}
	return nil
}

const lastNumbers = `
	SELECT series, last
	FROM   numbers
	WHERE  collaboration = $1`

// series checks that numbers have no gaps.
func (a *auditor) series() error {
	var rows []struct {
		Series string
		Last   int
	}
	if err := a.kept.all(a.ctx, &rows, lastNumbers, a.collaboration); err != nil {
		return err
	}
	last := map[string]int{}
	for _, row := range rows {
		last[row.Series] = row.Last
	}
	for series := range last { // one whose proposals are all gone has a gap too
		a.numbers[series] += 0
	}
	for _, series := range slices.Sorted(maps.Keys(a.numbers)) {
		if last[series] != a.numbers[series] {
			a.find(engine.WrongNumber, engine.Proposal{}, last[series], "%s has %d proposals, and its latest number is %d", series, a.numbers[series], last[series])
		}
	}
	return nil
}

// paragraphs counts those of a meeting's minutes.
func (a *auditor) paragraphs(p engine.Proposal) {
	if p.Gathering == nil || p.Meeting == nil {
		return
	}
	for _, item := range p.Gathering.Items {
		if item.Paragraph > 0 {
			a.numbers[engine.ParagraphsOf(p.Meeting.Body, p.Meeting.Date)]++
		}
	}
}

func seriesOf(number string) string {
	if i := strings.LastIndexByte(number, '-'); i >= 0 {
		return number[:i]
	}
	return number
}

// checkpoints follows the checkpoints from the first.
func (a *auditor) checkpoints() error {
	var last Checkpoint
	for {
		var rows []checkpointRow
		if err := a.kept.all(a.ctx, &rows, checkpointsAfter, a.collaboration, last.Seq); err != nil {
			return err
		}
		if len(rows) == 0 {
			return nil
		}
		for _, row := range rows {
			c := row.checkpoint()
			if err := a.checkpoint(last, c); err != nil {
				return err
			}
			last = c
		}
	}
}

func (a *auditor) checkpoint(last, c Checkpoint) error {
	a.Checkpoints, a.Latest = a.Checkpoints+1, c.At
	wrong := func(format string, args ...any) {
		a.find(engine.WrongCheckpoint, engine.Proposal{}, c.Seq, "checkpoint %d: %s", c.Seq, fmt.Sprintf(format, args...))
	}
	prev := ""
	if last.Seq > 0 {
		prev = last.Hash()
	}
	if c.Seq != last.Seq+1 || c.Prev != prev {
		wrong("it does not follow on checkpoint %d", last.Seq)
	}
	if hexSum(c.Entries) != c.Root {
		wrong("its entries are not what was signed")
	}
	if why := c.signedBy(a.trusted); why != "" {
		wrong("%s", why)
	}
	return a.witnessed(c, wrong)
}

const hashAt = `
	SELECT hash
	FROM   history
	WHERE  proposal = $1 AND seq = $2`

// witnessed checks that history still has every head that a checkpoint saw.
func (a *auditor) witnessed(c Checkpoint, wrong func(string, ...any)) error {
	for line := range strings.Lines(c.Entries) {
		parts := strings.Fields(line)
		if len(parts) != 3 {
			wrong("the entry %q cannot be read", line)
			continue
		}
		seq, _ := strconv.Atoi(parts[1])
		var hashes []string
		if err := a.kept.all(a.ctx, &hashes, hashAt, parts[0], seq); err != nil {
			return err
		}
		if len(hashes) != 1 || hashes[0] != parts[2] {
			wrong("it saw event %d of proposal %s as %s, and history has %v", seq, parts[0], parts[2], hashes)
		}
	}
	return nil
}

func wantedDeadlines(p engine.Proposal) map[string]string {
	wanted := map[string]string{}
	for _, d := range p.Deadlines {
		wanted[d.ID] = asText(d.About, d.Name, d.Round, string(d.Status), day(d.Moment.Date), at(d.Moment.At), asJSON(d))
	}
	return wanted
}

func wantedRounds(p engine.Proposal) map[string]string {
	wanted := map[string]string{}
	for _, r := range p.Rounds {
		wanted[r.ID] = asText(r.Name, at(r.OpenedAt), at(r.ClosedAt))
	}
	return wanted
}

func wantedRespondents(p engine.Proposal) map[string]string {
	wanted := map[string]string{}
	for _, round := range p.Rounds {
		for _, r := range round.Respondents {
			wanted[round.ID+" "+r.Key()] = asText(r.Answer, r.IsSettled(), asJSON(r))
		}
	}
	return wanted
}

func asText(values ...any) string { return fmt.Sprint(values...) }

func asJSON(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		return err.Error()
	}
	return string(text)
}
