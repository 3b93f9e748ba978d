package store_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/store"
	"beredd/internal/store/storetest"
)

// A yearly is a collaboration whose year is laid out, on a store of its own.
type yearly struct {
	t      *testing.T
	store  *store.Store
	engine *engine.Engine
	pack   *definition.Pack // in force
	read   []*definition.Pack
	files  map[string]string
	now    time.Time
}

// kalmar is Kalmar's pack, before anything has been laid out.
func kalmar(t *testing.T, s *store.Store) *yearly {
	t.Helper()
	y := &yearly{t: t, store: s, files: map[string]string{}, now: time.Date(2026, 1, 7, 9, 0, 0, 0, time.UTC)}
	for _, name := range []string{"collaboration.yaml", "cycle.yaml", "samverkansfraga.yaml"} {
		text, err := os.ReadFile("../../workflows/kalmar-lgl/" + name)
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		y.files[name] = string(text)
	}
	rest, err := filepath.Glob("../../workflows/kalmar-lgl/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range rest {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		y.files[filepath.Base(path)] = string(text)
	}
	y.publish(y.edited("cycle.yaml"))
	y.engine = engine.New(s, func(string) *definition.Pack { return y.pack }, func() time.Time { return y.now }, nil)
	return y
}

// edited is the pack with texts of one file replaced, in pairs, as it would be once it
// is published.
func (y *yearly) edited(file string, replaced ...string) *definition.Pack {
	y.t.Helper()
	folder := y.t.TempDir()
	for name, text := range y.files {
		if name == file {
			for i := 0; i+1 < len(replaced); i += 2 {
				if !strings.Contains(text, replaced[i]) {
					y.t.Fatalf("%s does not have %q", file, replaced[i])
				}
				text = strings.Replace(text, replaced[i], replaced[i+1], 1)
			}
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			y.t.Fatal(err)
		}
	}
	pack, problems := definition.Read(os.DirFS(folder), nil)
	if err := problems.Err(); err != nil {
		y.t.Fatal(err)
	}
	return pack.Since(append(slices.Clone(y.read), pack)...)
}

func (y *yearly) publish(pack *definition.Pack) { y.pack, y.read = pack, append(y.read, pack) }

func (y *yearly) order() engine.Order {
	coordinator := engine.Actor{Person: y.pack.People.Coordinators[0], Assurance: "login"}
	return engine.Order{Pack: y.pack, From: day("2026-01-01"), To: day("2026-12-31"), Actor: coordinator, Reason: "Vi lägger ut året"}
}

func day(text string) calendar.Date {
	date, err := calendar.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return date
}

func (y *yearly) wave(o engine.Order) engine.Wave {
	y.t.Helper()
	wave, err := y.engine.Wave(context.Background(), y.store, o)
	if err != nil {
		y.t.Fatal(err)
	}
	return wave
}

func (y *yearly) apply(o engine.Order) (engine.Wave, []engine.Outcome) {
	y.t.Helper()
	wave, outcomes, err := y.engine.Apply(context.Background(), y.store, o, y.wave(o).Print)
	if err != nil {
		y.t.Fatal(err)
	}
	return wave, outcomes
}

// of is what has been laid out by a line of the cycle.
func (y *yearly) of(origin string) engine.Proposal {
	y.t.Helper()
	found, err := y.store.ByOrigin(context.Background(), y.pack.Key, []string{origin})
	if err != nil || len(found) != 1 {
		y.t.Fatalf("by %s there are %d laid out, %v", origin, len(found), err)
	}
	return found[0]
}

func (y *yearly) act(act engine.Act) engine.Proposal {
	y.t.Helper()
	act.Collaboration = y.pack.Key
	outcome, err := y.engine.Act(context.Background(), act)
	if err != nil {
		y.t.Fatalf("%s %s: %v", act.Kind, act.Transition, err)
	}
	return outcome.Proposal
}

// tick lets happen what time does until a day.
func (y *yearly) tick(until string) {
	y.t.Helper()
	ctx := context.Background()
	for range 10_000 {
		next, ok, err := y.store.NextDue(ctx, y.pack.Key)
		if err != nil {
			y.t.Fatal(err)
		}
		if !ok || !next.Before(day(until).At(calendar.Clock{}, time.UTC)) {
			y.now = day(until).At(calendar.Clock{}, time.UTC).Add(8 * time.Hour)
			return
		}
		y.now = next
		due, err := y.store.DueProposals(ctx, y.now, 50)
		if err != nil {
			y.t.Fatal(err)
		}
		for _, d := range due {
			y.act(engine.Act{Kind: engine.Tick, Proposal: d.Proposal, Key: "tick:" + d.Timer})
		}
	}
}

// moves are what a wave moves, "KEY: was > now", in its order.
func moves(w engine.Wave) (all []string) {
	for _, r := range w.Ripples {
		what := string(r.Act.Kind)
		if r.Stays != "" {
			what = "stays " + string(r.Stays)
		}
		all = append(all, strings.TrimSpace(r.Workflow+": "+r.Was.Date.String()+" > "+r.Now.Date.String()+" "+what))
	}
	return all
}

func TestAYearIsLaidOutOnce(t *testing.T) {
	for name, address := range map[string]string{"sqlite": file(t), "postgres": storetest.Postgres(t)} {
		t.Run(name, func(t *testing.T) {
			y := kalmar(t, open(t, address))
			first, outcomes := y.apply(y.order())
			if len(outcomes) != 20 || len(first.Touched) != 20 {
				t.Fatalf("laying the year out came to %d of %v", len(outcomes), moves(first))
			}
			april := y.of("meeting.lgl/2026-04-03")
			if april.FallsOn().String() != "2026-04-07" || !strings.HasPrefix(april.Number, "LGL-M 2026-") || april.Origin.Pinned {
				t.Errorf("April's meeting is %s on %s", april.Number, april.FallsOn())
			}
			again, outcomes := y.apply(y.order())
			if len(again.Touched) > 0 || len(outcomes) > 0 || len(again.Ripples) > 0 {
				t.Errorf("laid out twice, it changes %v", moves(again))
			}
			audit, err := y.store.Verify(context.Background(), y.pack.Key)
			if err != nil || len(audit.Findings) > 0 {
				t.Errorf("the check found %v %v", audit.Findings, err)
			}
		})
	}
}

// moved is the order by which the coordinator moves a meeting.
func (y *yearly) moved(p engine.Proposal, to string) engine.Order {
	o := y.order()
	o.Moves = []engine.Act{{Kind: engine.Reschedule, Proposal: p.ID, Expect: p.Version, Actor: o.Actor,
		Inputs: map[string]any{"date": to, "reason": "Påsken kom emellan"}}}
	return o
}

// Kalmar's meeting in April stands on the Tuesday after Easter. Moved a week, the
// meeting that prepares it and the day for papers go along; who had been asked for
// papers is told, once, and nobody else.
func TestAMeetingMovesOverEaster(t *testing.T) {
	y := kalmar(t, open(t, "sqlite::memory:"))
	y.apply(y.order())
	y.tick("2026-03-09")
	april, prepares := y.of("meeting.lgl/2026-04-03"), y.of("meeting.lgl.preparation/2026-04-03")
	asked := map[string]bool{}
	for _, r := range april.Rounds {
		if r.Name == "stop_date" && r.Open() {
			for _, respondent := range r.Respondents {
				asked[respondent.Key()] = true
			}
		}
	}
	if len(asked) != 8 {
		t.Fatalf("for papers %v are asked, %+v", asked, april.Rounds)
	}
	wave, _ := y.apply(y.moved(april, "2026-04-14"))
	told := map[string]bool{}
	for _, touched := range wave.Touched {
		for _, n := range touched.Told {
			if touched.After.ID != april.ID || !asked[n.Respondent] && n.Respondent != "lgl" {
				t.Errorf("%s has the letter %s of %s", n.Name, n.Letter, touched.After.Number)
			}
			told[n.Respondent] = true
		}
	}
	for who := range asked {
		if !told[who] {
			t.Errorf("%s had been asked by a day that moved, and is told nothing", who)
		}
	}
	if got := y.of("meeting.lgl/2026-04-03"); got.FallsOn().String() != "2026-04-14" || !got.Origin.Pinned {
		t.Errorf("the meeting stands on %s, pinned %v", got.FallsOn(), got.Origin.Pinned)
	}
	if got := y.of("meeting.lgl.preparation/2026-04-03"); got.FallsOn().String() != "2026-04-03" && got.FallsOn() == prepares.FallsOn() || got.Origin.Pinned {
		t.Errorf("the meeting that prepares it stands on %s, pinned %v", got.FallsOn(), got.Origin.Pinned)
	}
	duties := map[string]string{}
	for _, touched := range wave.Touched {
		if touched.After.ID == april.ID {
			for _, d := range touched.Duties {
				duties[d.Name] = d.Before.Date.String() + " > " + d.After.Date.String()
			}
		}
	}
	if duties["stop_date"] != "2026-03-13 > 2026-03-20" || duties["notice"] != "2026-03-31 > 2026-04-07" || duties["minutes"] != "2026-04-17 > 2026-04-24" {
		t.Errorf("its duties move %v", duties)
	}
	// The cycle itself, by night, leaves what a coordinator has set, and says so.
	night := y.order()
	night.Actor = engine.Actor{}
	if got := y.wave(night); len(got.Touched) > 0 || !slices.Contains(moves(got), "meeting.lgl: 2026-04-14 > 2026-04-07 stays pinned") {
		t.Errorf("the night after, the cycle wants %v", moves(got))
	}
}

// What a coordinator saw is what happens, or nothing.
func TestAWaveThatIsOvertakenChangesNothing(t *testing.T) {
	y := kalmar(t, open(t, "sqlite::memory:"))
	y.apply(y.order())
	april, june := y.of("meeting.lgl/2026-04-03"), y.of("meeting.lgl/2026-06-05")
	seen := y.edited("cycle.yaml", "on: first Friday of February", "on: second Friday of February")
	o := y.order()
	o.Pack = seen
	wave := y.wave(o)
	if len(wave.Touched) == 0 || len(wave.Print) == 0 {
		t.Fatal("another rule moves nothing")
	}
	y.act(engine.Act{Kind: engine.Reschedule, Proposal: june.ID, Actor: o.Actor, Inputs: map[string]any{"date": "2026-06-10"}})
	y.publish(seen)
	_, _, err := y.engine.Apply(context.Background(), y.store, o, wave.Print)
	if f := fault.As(err); f == nil || f.Code != "wave_changed" {
		t.Errorf("a wave that is not what was seen answers %v", err)
	}
	if got := y.of("meeting.lgl/2026-04-03"); got.Version != april.Version {
		t.Error("part of a wave that was refused was kept")
	}
}

// Another rule moves the meetings that are laid out: none is cancelled, none is new.
func TestARuleThatChangesMovesWhatIsLaidOut(t *testing.T) {
	y := kalmar(t, open(t, "sqlite::memory:"))
	y.apply(y.order())
	june := y.of("meeting.lgl/2026-06-05")
	y.act(engine.Act{Kind: engine.Reschedule, Proposal: june.ID, Actor: y.order().Actor, Inputs: map[string]any{"date": "2026-06-10"}})
	next := y.edited("cycle.yaml", "on: first Friday of February", "on: second Friday of February")
	o := y.order()
	o.Pack = next
	wave := y.wave(o)
	want := []string{
		"meeting.lgl: 2026-02-06 > 2026-02-13 reschedule", "meeting.lgl: 2026-04-07 > 2026-04-10 reschedule",
		"meeting.lgl: 2026-06-10 > 2026-06-12 stays pinned", "meeting.lgl: 2026-09-04 > 2026-09-11 reschedule", "meeting.lgl: 2026-11-06 > 2026-11-13 reschedule",
	}
	var got []string
	for _, line := range moves(wave) {
		if strings.HasPrefix(line, "meeting.lgl:") && !strings.HasSuffix(line, "adopt") {
			got = append(got, line)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("the wave is\n%s\nexpected\n%s", strings.Join(moves(wave), "\n"), strings.Join(want, "\n"))
	}
	for _, line := range moves(wave) {
		if strings.HasSuffix(line, "propose") || strings.HasSuffix(line, "do") {
			t.Errorf("a rule that changes lays out or cancels: %s", line)
		}
	}
	y.publish(next)
	y.apply(o)
	if again := y.wave(y.order()); len(again.Touched) > 0 {
		t.Errorf("applied, the wave is still %v", moves(again))
	}
	if p := y.of("meeting.lgl/2026-04-10"); p.FallsOn().String() != "2026-04-10" || p.Edition != next.Workflow("meeting.lgl").Edition {
		t.Errorf("April's meeting stands on %s by edition %s", p.FallsOn(), p.Edition)
	}
}

// A closed day that is added moves the deadlines that are counted over it, of meetings
// and of ordinary proposals, and tells who had been told.
func TestAClosedDayThatIsAddedMovesDeadlines(t *testing.T) {
	y := kalmar(t, open(t, "sqlite::memory:"))
	y.apply(y.order())
	y.tick("2026-03-09")
	before := y.of("meeting.lgl/2026-04-03")
	next := y.edited("collaboration.yaml", "  2026-05-15:", "  2026-03-25: {sv: Planeringsdag, en: Planning day}\n  2026-05-15:")
	o := y.order()
	o.Pack = next
	wave := y.wave(o)
	var shift string
	for _, touched := range wave.Touched {
		for _, d := range touched.Dates {
			if touched.After.ID == before.ID && d.Name == "stop_date" {
				shift = d.Before.Date.String() + " > " + d.After.Date.String()
			}
		}
	}
	if shift != "2026-03-13 > 2026-03-12" {
		t.Errorf("the day for papers moves %q", shift)
	}
	y.publish(next)
	o.Recounts = wave.Recounts
	if got, _ := y.apply(o); got.Print != wave.Print {
		t.Error("what happens is not what was shown before the pack was published")
	}
	if at := y.of("meeting.lgl/2026-04-03").RoundDeadline(openRound(before, "stop_date")); at == nil || at.Moment.Date.String() != "2026-03-12" {
		t.Errorf("the day for papers is %+v", at)
	}
	again := y.order()
	again.Recounts = true
	if wave := y.wave(again); len(wave.Touched) > 0 {
		t.Errorf("counted anew once more, %v moves", moves(wave))
	}
}

// openRound is the id of the open round of a name.
func openRound(p engine.Proposal, name string) string {
	for _, r := range p.Rounds {
		if r.Name == name && r.Open() {
			return r.ID
		}
	}
	return ""
}

// An offset that changes moves its duty of every meeting that is laid out; a duty that
// is new begins in them too, and one that is gone falls.
func TestAnOffsetThatChangesReachesMeetingsLaidOut(t *testing.T) {
	y := kalmar(t, open(t, "sqlite::memory:"))
	y.apply(y.order())
	y.tick("2026-03-09")
	next := y.edited("cycle.yaml", "when: 15 workdays before, time: \"12:00\"", "when: 12 workdays before, time: \"12:00\"",
		"    - {name: notice,      title: {sv: Kallelse, en: Notice of meeting}, when: 7 days before, else: previous workday, who: lgl.secretary, remind: 2 workdays before}\n",
		"    - {name: agenda,      title: {sv: Dagordning, en: Agenda}, when: 5 workdays before, who: lgl.secretary}\n")
	o := y.order()
	o.Pack = next
	y.publish(next)
	wave, _ := y.apply(o)
	april := y.of("meeting.lgl/2026-04-03")
	if at := april.RoundDeadline(openRound(april, "stop_date")); at == nil || at.Moment.Date.String() != "2026-03-18" {
		t.Errorf("the day for papers is %+v", at)
	}
	waits := map[string]bool{}
	for _, r := range april.Rounds {
		if r.ClosedAt.IsZero() {
			waits[r.Name] = true
		}
	}
	if waits["notice"] || !waits["agenda"] || !waits["stop_date"] {
		t.Errorf("its duties are %v", waits)
	}
	told := 0
	for _, touched := range wave.Touched {
		told += len(touched.Told)
		if touched.After.ID != april.ID && len(touched.Told) > 0 {
			t.Errorf("%s tells %+v of a day that nobody had been told", touched.After.Number, touched.Told)
		}
	}
	if told == 0 {
		t.Error("nobody is told that the day for papers has moved")
	}
}

// What the cycle has no more goes when a coordinator says so, and else is told of.
func TestWhatTheCycleHasNoMoreGoesWhenSomebodySaysSo(t *testing.T) {
	y := kalmar(t, open(t, "sqlite::memory:"))
	y.apply(y.order())
	next := y.edited("cycle.yaml", ", 2026-10-23", "")
	y.publish(next)
	o := y.order()
	if got := moves(y.wave(o)); !slices.Contains(got, "meeting.presidium: 2026-10-23 >  stays without") {
		t.Errorf("a date that is taken out: %v", got)
	}
	o.Drops = true
	y.apply(o)
	if p := y.of("meeting.presidium/2026-10-23"); p.State != "cancelled" {
		t.Errorf("the meeting is %s", p.State)
	}
	if got := y.wave(y.order()); len(got.Touched) > 0 {
		t.Errorf("after that, %v", moves(got))
	}
}

// The presidium's dates are told in the pack for each year: for a year that has none,
// last year's go on, on the same weekday of the same week; a day that is closed gives
// way, and what was cancelled does not come again.
func TestLastYearsMeetingsAreCopied(t *testing.T) {
	y := kalmar(t, open(t, "sqlite::memory:"))
	y.publish(y.edited("cycle.yaml", ", 2027-02-19, 2027-10-22", "", "2026-02-20, 2026-10-23", "2026-02-20, 2026-05-07, 2026-10-23"))
	y.apply(y.order())
	gone := y.of("meeting.presidium/2026-10-23")
	y.act(engine.Act{Kind: engine.Do, Proposal: gone.ID, Transition: "cancel", Actor: y.order().Actor, Inputs: map[string]any{"reason": "Ingen kan"}})
	o := y.order()
	o.From, o.To, o.Copied = day("2027-01-01"), day("2027-12-31"), true
	y.apply(o)
	var got []string
	laid, err := y.store.LaidOut(context.Background(), y.pack.Key, o.From, o.To)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range laid {
		if p.Workflow == "meeting.presidium" {
			got = append(got, p.FallsOn().String())
		}
	}
	// Friday of week 8, and Thursday of week 19.
	if want := []string{"2027-02-26", "2027-05-13"}; !slices.Equal(got, want) {
		t.Errorf("the presidium meets in 2027 on %v, expected %v", got, want)
	}
	if again := y.wave(o); len(again.Touched) > 0 {
		t.Errorf("copied twice: %v", moves(again))
	}
	o.Copied = false
	if night := y.wave(o); len(night.Touched) > 0 {
		t.Errorf("what was copied does not stay: %v", moves(night))
	}
}

// A rule that gives a meeting another length reaches those that are laid out, from one day
// to two and back.
func TestARuleThatMakesAMeetingLongerReachesWhatIsLaidOut(t *testing.T) {
	y := kalmar(t, open(t, "sqlite::memory:"))
	y.apply(y.order())
	one, two := "on: third Thursday of April, November", "on: third Thursday to Friday of April, November"
	for _, row := range []struct{ rule, until string }{{two, "2026-04-17"}, {one, ""}} {
		o := y.order()
		o.Pack = y.edited("cycle.yaml", one, row.rule)
		y.publish(o.Pack)
		y.apply(o)
		if p := y.of("meeting.schools/2026-04-16"); p.FallsOn().String() != "2026-04-16" || p.Gathering.Until != row.until {
			t.Errorf("by %s it stands from %s to %q", row.rule, p.FallsOn(), p.Gathering.Until)
		}
		if again := y.wave(y.order()); len(again.Touched) > 0 {
			t.Errorf("applied, the wave is still %v", moves(again))
		}
	}
}

// Nobody is asked for something of the year on a day when the office is closed: the day
// that says when the question comes is a workday, and tells from which it moved.
func TestNobodyIsAskedOnAClosedDay(t *testing.T) {
	y := kalmar(t, open(t, "sqlite::memory:"))
	y.apply(y.order())
	moved := 0
	laid, err := y.store.LaidOut(t.Context(), y.pack.Key, y.order().From, y.order().To)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range laid {
		for _, round := range p.Rounds {
			if round.OpensOn.IsZero() {
				continue
			}
			if why, closed := y.pack.Calendar.Closed(round.OpensOn); closed {
				t.Errorf("%s asks %s on %s, which is closed (%s)", p.Title, round.Name, round.OpensOn, why.In("en"))
			}
			for _, d := range p.Deadlines {
				if d.Round == round.ID && strings.Contains(d.Moment.Explanation.In("sv"), "flyttad till nästa arbetsdag") {
					moved++
				}
			}
		}
	}
	if moved == 0 {
		t.Error("no day is told to have moved")
	}
}
