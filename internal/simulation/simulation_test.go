package simulation_test

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/app"
	"beredd/internal/definition"
	"beredd/internal/simulation"
	"beredd/internal/wording"
)

func plan(proposals int, seed uint64) simulation.Plan {
	return simulation.Plan{Year: 2027, Proposals: proposals, Seed: seed, Habits: simulation.Usual(), Language: wording.Swedish}
}

func use(t testing.TB, name string) *definition.Pack {
	t.Helper()
	pack, err := app.UsePack(name)
	if err != nil {
		t.Fatal(err)
	}
	return pack
}

func played(t testing.TB, pack *definition.Pack, p simulation.Plan) simulation.Report {
	t.Helper()
	report, err := app.Simulate(t.Context(), pack, p)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func TestTheSameSeedIsTheSameYear(t *testing.T) {
	for _, name := range app.EmbeddedPacks() {
		pack := use(t, name)
		before := runtime.GOMAXPROCS(1)
		first := played(t, pack, plan(12, 7))
		runtime.GOMAXPROCS(4)
		second := played(t, pack, plan(12, 7))
		runtime.GOMAXPROCS(before)
		if first.Journal != second.Journal || first.Acts != second.Acts {
			t.Errorf("%s: two years of one seed, with journals %.8s (%d acts) and %.8s (%d)", name, first.Journal, first.Acts, second.Journal, second.Acts)
		}
		if other := played(t, pack, plan(12, 8)); other.Journal == first.Journal {
			t.Errorf("%s: another seed, and the same year", name)
		}
	}
}

func TestLifeGoesOnInEveryPack(t *testing.T) {
	for _, name := range app.EmbeddedPacks() {
		pack := use(t, name)
		report := played(t, pack, plan(30, 1))
		if len(report.Broken) > 0 {
			t.Errorf("%s, which check has proved, broke %q:\n%s", name, report.Broken[0].Promise, strings.Join(report.Broken[0].Story, "\n"))
		}
		for _, f := range report.Workflows {
			if f.Opened > 0 && f.Ended == 0 && f.Opened > 5 {
				t.Errorf("%s: of %d %s none ended", name, f.Opened, f.Workflow)
			}
		}
		for _, s := range report.Open {
			for _, stuck := range s.Stuck {
				t.Errorf("%s: %s is stuck in %s: %s", name, stuck.Number, s.State, stuck.Why)
			}
		}
		mail := 0
		for _, bag := range report.Organizations {
			for _, n := range bag.Weeks {
				mail += n
			}
		}
		if mail != report.Letters {
			t.Errorf("%s: the weeks' letters are %d, and all are %d", name, mail, report.Letters)
		}
	}
}

// The numbers of a year reach those that the pack's conditions hold them against, and it
// is told what the year did not come to.
func TestAYearReachesWhatConditionsAskFor(t *testing.T) {
	t.Parallel()
	report := played(t, use(t, "../../workflows/testdata/words/as_soon_as"), plan(20, 1))
	if untaken := report.Workflows[0].Untaken; slices.Contains(untaken, "Too dear") {
		t.Errorf("no cost was above 1000: never taken are %q", untaken)
	}
	for seed := range uint64(12) {
		few := played(t, use(t, "kalmar-lgl"), plan(1, seed))
		if len(few.Workflows[0].Never) == 0 {
			t.Errorf("one proposal came to every state")
		}
		if len(few.Untried) == 0 {
			continue
		}
		var text bytes.Buffer
		few.Text(&text)
		if !strings.Contains(text.String(), "Sattes aldrig på prov: never disseminated without decided") {
			t.Errorf("%q are not told:\n%s", few.Untried, text.String())
		}
		return
	}
	t.Error("one proposal puts all promises to the test, whatever happens to it")
}

func TestBrokenPromisesAreFound(t *testing.T) {
	_, problems := definition.Read(os.DirFS("testdata/broken"), nil)
	pack := forced(t, "testdata/broken")
	proved := map[string]bool{}
	for _, p := range problems.Errors() {
		if p.Code == "broken_promise" {
			proved[p.Found] = true
		}
	}
	report := played(t, pack, plan(60, 1))
	found := map[string]simulation.Broken{}
	for _, b := range report.Broken {
		found[b.Promise] = b
	}
	for _, p := range pack.Workflows[0].Promises {
		b, ok := found[p.Text]
		if !ok || len(b.Story) == 0 {
			t.Errorf("the year keeps %q", p.Text)
		}
		if !proved[p.Text] {
			t.Errorf("check finds that %q is kept", p.Text)
		}
	}
	story := found["never decided without prepared"].Story
	if len(story) < 2 || !strings.Contains(story[len(story)-1], "Skynda förbi") {
		t.Errorf("the story does not end with what broke it:\n%s", strings.Join(story, "\n"))
	}
}

func TestWhatNobodyCanEndIsTold(t *testing.T) {
	report := played(t, forced(t, "testdata/broken"), plan(30, 1))
	var stuck []simulation.Stuck
	for _, s := range report.Open {
		if stuck = append(stuck, s.Stuck...); s.State != "lost" && len(s.Stuck) > 0 {
			t.Errorf("%s is said to be stuck in %s", s.Stuck[0].Number, s.State)
		}
	}
	if len(stuck) == 0 || !strings.Contains(stuck[0].Why, "den är inte hittad") {
		t.Errorf("what was mislaid for ever is told as %v", stuck)
	}
}

// forced reads a pack as if it promised nothing, so that check lets it pass, and
// then lets it promise all the same.
func forced(t *testing.T, folder string) *definition.Pack {
	files := fstest.MapFS{}
	for _, name := range []string{"collaboration.yaml", "matter.yaml"} {
		text, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		process, _, _ := strings.Cut(string(text), "promises:")
		files[name] = &fstest.MapFile{Data: []byte(process)}
	}
	pack, problems := definition.Read(files, nil)
	if pack == nil {
		t.Fatal(problems)
	}
	text, _ := os.ReadFile(filepath.Join(folder, "matter.yaml"))
	_, promises, _ := strings.Cut(string(text), "promises:")
	for line := range strings.Lines(promises) {
		if promise, ok := strings.CutPrefix(strings.TrimSpace(line), "- "); ok {
			pack.Workflows[0].Promises = append(pack.Workflows[0].Promises, definition.Promise{Text: promise})
		}
	}
	return pack
}

// Where a condition counts who is present, meetings are held, and what too few came to waits.
func TestMeetingsAreHeldWhereItCountsWhoIsThere(t *testing.T) {
	t.Parallel()
	all, few := plan(20, 1), plan(20, 1)
	all.Habits.Away, few.Habits.Away = 0, 20
	report := played(t, use(t, "../../workflows/testdata/words/quorum"), all)
	scarce := played(t, use(t, "../../workflows/testdata/words/quorum"), few).Workflows[0].Ended
	if ended := report.Workflows[0].Ended; ended < 15 || scarce == 0 || scarce >= ended {
		t.Errorf("of 20 %d were decided where all come, and %d where few do", ended, scarce)
	}
	if len(report.Workflows) != 1 || report.Proposals != 20 {
		t.Errorf("meetings are counted among the %d proposals of %d kinds", report.Proposals, len(report.Workflows))
	}
}

func TestHabitsMakeTheYear(t *testing.T) {
	pack := use(t, "standard")
	silent, eager := plan(40, 3), plan(40, 3)
	silent.Habits.Silent, eager.Habits.Silent, eager.Habits.Late = 100, 0, 0
	round := func(r simulation.Report) simulation.RoundReport {
		at := slices.IndexFunc(r.Workflows[0].Rounds, func(r simulation.RoundReport) bool { return r.Round == "dissemination" })
		return r.Workflows[0].Rounds[at]
	}
	if r := round(played(t, pack, silent)); r.Answered != 0 || r.Silent == 0 {
		t.Errorf("nobody ever answers, and there are %d answers and %d silent", r.Answered, r.Silent)
	}
	if r := round(played(t, pack, eager)); r.Answered == 0 || r.Late*5 > r.Answered || r.Silent != 0 {
		t.Errorf("only absence and summer delay answers, and of %d there are %d late and %d silent", r.Answered, r.Late, r.Silent)
	}
	lazy := eager
	lazy.Habits.Late = 100
	if r := round(played(t, pack, lazy)); r.Late*2 < r.Answered {
		t.Errorf("everybody answers late, and of %d answers %d are", r.Answered, r.Late)
	}
}

// People come to the meetings that must be attended, so that what hangs on it is decided;
// and they add the papers that a step waits for, of whichever kind.
func TestPeopleComeToMeetingsAndBringTheirPapers(t *testing.T) {
	t.Parallel()
	quorum := played(t, use(t, "../../workflows/testdata/words/quorum"), plan(20, 3)).Workflows[0]
	if quorum.Ended*4 < quorum.Opened*3 {
		t.Errorf("of %d matters that half of the board must be there for %d are decided", quorum.Opened, quorum.Ended)
	}
	papers := played(t, use(t, "../../workflows/testdata/words/papers_of_kinds"), plan(20, 3)).Workflows[0]
	if papers.Ended*4 < papers.Opened*3 {
		t.Errorf("of %d proposals that want papers of several kinds %d are ended", papers.Opened, papers.Ended)
	}
}
