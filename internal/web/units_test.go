package web

import (
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"beredd/internal/definition"
)

func TestADateIsReadAsPeopleWriteIt(t *testing.T) {
	for text, want := range map[string]string{
		"2027-03-24": "2027-03-24", "24 mars 2027": "2027-03-24", "24 March 2027": "2027-03-24", "1 Maj 2027": "2027-05-01",
		"24 mars": "24 mars", "31 februari 2026": "31 februari 2026", "31/2": "31/2", "240327": "240327",
	} {
		if got := isoDate(text); got != want {
			t.Errorf("%q is read as %q", text, got)
		}
	}
}

func TestTheWayBackStaysHere(t *testing.T) {
	for _, bad := range []string{"", "x", "//x", `/\x`, "https://x/", "javascript:x", "/\tx", "/x\r\ny", "http:x"} {
		if got := local(bad); got != "/" {
			t.Errorf("%q leads to %q", bad, got)
		}
	}
	if got := local("/arenden?flik=all"); got != "/arenden?flik=all" {
		t.Errorf("a path of our own leads to %q", got)
	}
}

func FuzzTheWayBackStaysHere(f *testing.F) {
	f.Add("//x")
	f.Fuzz(func(t *testing.T, next string) {
		got := local(next)
		if !strings.HasPrefix(got, "/") || strings.HasPrefix(got, "//") || strings.Contains(got, `\`) {
			t.Errorf("%q leads to %q", next, got)
		}
	})
}

func TestAFileNameIsFitToShow(t *testing.T) {
	for name, want := range map[string]string{
		"../../etc/passwd.txt": "passwd.txt", `C:\Users\x\rapport.pdf`: "rapport.pdf", "a\"b<c>.pdf": "a_b_c_.pdf", "rad\r\nbrytning.pdf": "rad_brytning.pdf",
		strings.Repeat("å", 300) + ".docx": strings.Repeat("å", 120) + ".docx",
	} {
		if got := fileName(name); got != want {
			t.Errorf("%q is shown as %q", name, got)
		}
	}
}

func TestOnlyOurProxiesSayWhoAsks(t *testing.T) {
	s := &Server{Config: Config{Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}}}
	for _, row := range []struct{ from, told, want string }{
		{"192.0.2.1:1", "203.0.113.9", "192.0.2.1"}, {"10.1.1.1:1", "203.0.113.9", "203.0.113.9"},
		{"10.1.1.1:1", "1.1.1.1, 203.0.113.9, 10.2.2.2", "203.0.113.9"}, {"10.1.1.1:1", "", "10.1.1.1"},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = row.from
		r.Header.Set("X-Forwarded-For", row.told)
		if got := s.client(r); got != row.want {
			t.Errorf("from %s, told %q: %s", row.from, row.told, got)
		}
	}
}

func TestALogKeepsNoSecretOfALink(t *testing.T) {
	r := httptest.NewRequest("GET", "/s/0190-id.secretmac?sprak=en", nil)
	if got := scrubbed(r); got != "/s/0190-id" {
		t.Errorf("logged is %s", got)
	}
}

func TestTheWayAheadIsTheOrdinaryOne(t *testing.T) {
	to := func(names ...string) []definition.Target {
		var targets []definition.Target
		for _, name := range names {
			targets = append(targets, definition.Target{State: name})
		}
		return targets
	}
	flow := &definition.Workflow{
		States: []definition.State{{Name: "drafted"}, {Name: "prepared"}, {Name: "back"}, {Name: "agenda"}, {Name: "silence", Final: true}, {Name: "done", Final: true}, {Name: "withdrawn", Final: true}},
		Transitions: []definition.Transition{
			{Name: "submit", From: []string{"drafted", "back"}, To: to("agenda", "prepared")},
			{Name: "simple", From: []string{"prepared"}, To: to("done")},
			{Name: "put", From: []string{"prepared"}, To: to("agenda")},
			{Name: "return", From: []string{"prepared", "agenda"}, To: to("back"), Needs: []string{"reason"}},
			{Name: "decide", From: []string{"agenda"}, To: to("done")},
			{Name: "deem", From: []string{"drafted", "prepared", "agenda"}, To: to("silence"), On: []definition.Trigger{{Kind: definition.OnClock, Name: "time"}}},
			{Name: "begin_anew", From: []string{"back"}, To: to("drafted")},
			{Name: "withdraw", From: []string{"drafted"}, To: to("withdrawn"), Needs: []string{"reason"}},
		},
	}
	for from, want := range map[string]string{"drafted": "prepared agenda done", "agenda": "done", "done": "", "back": "prepared agenda done"} {
		if got := strings.Join(ahead(flow, from), " "); got != want {
			t.Errorf("ahead of %s lies %q, not %q", from, got, want)
		}
	}
}
