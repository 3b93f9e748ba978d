package app

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"beredd/internal/engine"
	"beredd/internal/wording"
)

func staged(t *testing.T) *demo {
	t.Helper()
	found, err := usable("../../workflows/kalmar-lgl")
	if err != nil {
		t.Fatal(err)
	}
	d, err := stageDemo(t.Context(), found, t.TempDir(), "http://demo.example", slog.New(slog.DiscardHandler), wording.Swedish)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.world.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

func TestTheDemoBeginsWithProposalsInEveryStateAndNothingWaiting(t *testing.T) {
	d := staged(t)
	page, err := d.world.system.store.Proposals(t.Context(), engine.Filter{
		Collaboration: d.world.system.pack().Key, Tab: engine.TabAll, Now: d.world.Now(), Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, row := range page.Rows {
		seen[row.State] = true
	}
	for _, state := range d.world.system.pack().Workflows[0].States {
		if !seen[state.Name] {
			t.Errorf("no proposal stands in %s", state.Name)
		}
	}
	if due, err := d.world.NextDue(t.Context()); err != nil || due.Before(d.world.Now()) {
		t.Errorf("something was due at %v and is left, at %v: %v", due, d.world.Now(), err)
	}
}

func TestTheDemosClockLetsEverythingOnItsWayHappen(t *testing.T) {
	d := staged(t)
	before, mails := d.world.Now(), len(d.world.All())
	due, err := d.world.NextDue(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Next(t.Context()); err != nil {
		t.Fatal(err)
	}
	if now := d.world.Now(); now.Before(due) || now.After(due.Add(time.Minute)) {
		t.Errorf("the next event is at %v, and the clock shows %v", due, now)
	}
	for range 40 {
		if err := d.Day(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if days := d.world.Now().Sub(before).Hours() / 24; days < 40 || days > 80 {
		t.Errorf("after forty days and an event, %.0f days have gone", days)
	}
	found, err := d.Mails(t.Context())
	if err != nil || len(found) <= mails {
		t.Errorf("%d letters, %v; forty days on, some reminder must have joined the %d", len(found), err, mails)
	}
	for i := 1; i < len(found); i++ {
		if found[i-1].At.Before(found[i].At) {
			t.Fatal("the letters do not stand with the latest first")
		}
	}
}

func TestAVisitorOfTheDemoIsWhomTheyChoose(t *testing.T) {
	d := staged(t)
	site := httptest.NewServer(d.site)
	defer site.Close()
	for _, persona := range d.world.system.pack().Demo.Personas {
		request, err := http.NewRequest(http.MethodPost, site.URL+"/demo/persona",
			strings.NewReader(url.Values{"persona": {persona.Person}}.Encode()))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		response, err := http.DefaultTransport.RoundTrip(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if response.StatusCode != http.StatusSeeOther || len(response.Cookies()) == 0 {
			t.Errorf("becoming %s was answered %s, with %d cookies", persona.Person, response.Status, len(response.Cookies()))
		}
	}
}
