package web_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"beredd/internal/engine"
)

// settingsLink is the link of a letter with which its recipient chooses how letters
// come.
func (w *world) settingsLink(address string) string {
	w.t.Helper()
	for _, m := range w.capture.Of(address) {
		if found := regexp.MustCompile(`/brev/[0-9a-f-]+\.[a-z2-7]+`).FindString(m.Text); found != "" {
			return found
		}
	}
	w.t.Fatalf("no letter to %s says how letters are chosen", address)
	return ""
}

func (w *world) pace(recipient string) engine.Pace {
	w.t.Helper()
	chosen, err := w.store.LetterChoices(w.t.Context(), w.pack.Key, recipient)
	must(w.t, err)
	return chosen[engine.InformationLetter]
}

// A function mailbox has no account: it chooses by the link of any letter. Whatever opens
// the link changes nothing, an empty form neither; one click of a mail program turns the
// letters off, and they can be turned on again.
func TestHowLettersComeIsChosenByTheLinkOfALetter(t *testing.T) {
	const mailbox = "registrator@torsas.example"
	w := newWorld(t, true)
	b := w.as("")
	path := w.settingsLink(mailbox)
	page := b.get(path)
	page.says("Hur dina brev kommer", mailbox, "Brev som alltid kommer", "Din tur", "Beslut")
	if page.header.Get("Referrer-Policy") != "no-referrer" || page.header.Get("Set-Cookie") != "" {
		t.Errorf("the link's page has the headers %v", page.header)
	}
	b.post(path, url.Values{}, http.StatusUnprocessableEntity)
	b.post(path, url.Values{"takt": {"hourly"}}, http.StatusUnprocessableEntity)
	b.get(path + "?List-Unsubscribe=One-Click&takt=never")
	if got := w.pace(mailbox); got != "" {
		t.Fatalf("without a choice the mailbox has %q", got)
	}

	var form bytes.Buffer
	parts := multipart.NewWriter(&form) // RFC 8058 lets a mail program use either form
	must(t, parts.WriteField("List-Unsubscribe", "One-Click"))
	must(t, parts.Close())
	response, err := http.Post(b.absolute(path), parts.FormDataContentType(), &form)
	must(t, err)
	must(t, response.Body.Close())
	if got := w.pace(mailbox); response.StatusCode >= 300 || got != engine.Never {
		t.Fatalf("one click came to %d, and the mailbox has %q", response.StatusCode, got)
	}
	b.get(path).says("Inte alls")
	done := b.post(path, url.Values{"takt": {"weekly"}}, http.StatusOK)
	done.says("Sparat", "på måndagen")
	if got := w.pace(mailbox); got != engine.Weekly {
		t.Errorf("the mailbox has %q", got)
	}
	changed := map[bool]string{true: "b", false: "a"}[path[len(path)-5] == 'a']
	if other := path[:len(path)-5] + changed + path[len(path)-4:]; b.get(other).status != http.StatusGone {
		t.Error("a link that was tampered with opens")
	}
	if answer := w.linkOf(mailbox, w.number("Praktiska anvisningar").Number); b.get("/brev/"+strings.TrimPrefix(answer, "/s/")).status != http.StatusGone {
		t.Error("a link to answer with opens the choice of letters")
	}
}

func TestAMemberChoosesHowLettersComeInTheSettings(t *testing.T) {
	w := newWorld(t, true)
	b := w.as("preparation_secretary")
	b.get("/installningar").says("Hur dina brev kommer")
	b.post("/installningar/brev", url.Values{"takt": {"daily"}}, http.StatusOK).says("Sparat", "varje arbetsdag")
	if got := w.pace("preparation_secretary"); got != engine.Daily {
		t.Errorf("the member has %q", got)
	}
}
