package app

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"beredd/internal/engine"
	"beredd/internal/mail"
	"beredd/internal/store"
)

// behind is a node that has not heard of what is published from now on.
func (f *flow) behind() *shelf {
	f.Helper()
	other, err := openShelf(f.Context(), f.config.Kept, givenIn(f.config.Pack), store.Switching)
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = other.store.Close() })
	return other
}

// published puts the folder in force with words exchanged, on the flow's own node.
func (f *flow) published(folder, words, with string) {
	f.Helper()
	f.rewrite(folder, regexp.MustCompile(words), with)
	as := engine.Published{Seq: f.shelf.number() + 1, At: f.now(), Note: with}
	if err := (process{Store: f.store, shelf: f.shelf}).Publish(f.Context(), os.DirFS(folder), as); err != nil {
		f.Fatal(err)
	}
}

// A letter about a proposal on an edition that another node has just published is
// written by that edition.
func TestALetterIsWrittenByTheEditionThatItsProposalRunsOn(t *testing.T) {
	onBothDatabases(t, func(f *flow) {
		f.at("2026-02-02 09:00")
		folder := f.folder()
		f.config.Pack = folder
		f.start()
		defer f.stop()
		late, err := toAct(f.Context(), f.config.Place, "beredd act")
		if err != nil {
			f.Fatal(err)
		}
		defer func() { _ = late.store.Close() }()
		f.published(folder, "sv: Återremittera,", "sv: Skicka åter till gruppen,")
		f.relay.down()
		f.propose()
		f.do("drafting", "submit", nil)
		page, err := f.store.Deliveries(f.Context(), engine.DeliveryFilter{Collaboration: f.pack().Key, Limit: 100})
		if err != nil {
			f.Fatal(err)
		}
		facts, err := f.store.Facts(f.Context(), page.Rows)
		if err != nil {
			f.Fatal(err)
		}
		capture := mail.NewCapture(late.writer)
		said := ""
		for _, letter := range facts {
			current{capture, late.shelf, &divert{shelf: late.shelf}}.Send(f.Context(), letter, f.now())
		}
		for _, letter := range capture.All() {
			said += letter.Text
		}
		if !strings.Contains(said, "Skicka åter till gruppen") || strings.Contains(said, "Återremittera”") {
			f.Errorf("the letters offer the steps of another edition:\n%s", said)
		}
	})
}

// Who publishes knows what another node has published: proposals that run on that are
// not taken for such as nobody kept the edition of.
func TestWhoPublishesKnowsWhatAnotherNodePublished(t *testing.T) {
	onBothDatabases(t, func(f *flow) {
		f.at("2026-02-02 09:00")
		folder := f.folder()
		f.config.Pack = folder
		f.start()
		defer f.stop()
		late := f.behind()
		f.rewrite(folder, regexp.MustCompile("template: referred_back"), "template: the_letter")
		f.rewrite(folder, regexp.MustCompile("result: referred_back"), "result: noted") // what a meeting came to has the word too
		f.rewrite(folder, regexp.MustCompile(`\breferred_back\b`), "returned")
		f.published(folder, "the_letter", "referred_back")
		f.propose()
		f.do("drafting", "submit", nil)
		f.do("preparation.secretary", f.stepTo("returned"), map[string]any{"reason": "Oklart"})
		f.rewrite(folder, regexp.MustCompile(`\breturned\b`), "sent_back")
		as := engine.Published{Seq: 3, At: f.now()}
		if err := (process{Store: late.store, shelf: late}).Publish(f.Context(), os.DirFS(folder), as); err != nil {
			f.Errorf("edition 3 is refused: %v", err)
		}
	})
}

// stepTo names the step that leads to a state.
func (f *flow) stepTo(state string) string {
	f.Helper()
	for _, t := range f.pack().Workflow(f.proposal().Workflow).Transitions {
		if len(t.To) == 1 && t.To[0].State == state {
			return t.Name
		}
	}
	f.Fatalf("nothing leads to %s", state)
	return ""
}
