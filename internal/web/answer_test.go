package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// linkOf is the path of the latest signed link that an address was sent about a
// proposal.
func (w *world) linkOf(address, number string) string {
	w.t.Helper()
	return w.linkIn("", address, number)
}

// linkIn is linkOf in one kind of letter.
func (w *world) linkIn(letter, address, number string) string {
	w.t.Helper()
	for _, m := range w.capture.Of(address) {
		if !strings.Contains(m.Subject, number) || letter != "" && m.Letter != letter {
			continue
		}
		if found := regexp.MustCompile(`/s/[0-9a-f-]+\.[a-z2-7]+`).FindString(m.Text); found != "" {
			return found
		}
	}
	w.t.Fatalf("%s has no link about %s", address, number)
	return ""
}

// number finds a proposal by the beginning of its title.
func (w *world) number(title string) engine.Proposal {
	w.t.Helper()
	page, err := w.store.Proposals(w.t.Context(), engine.Filter{Collaboration: w.pack.Key, Tab: engine.TabAll, Now: w.Now(), Limit: 100})
	must(w.t, err)
	for _, row := range page.Rows {
		if strings.HasPrefix(row.Title, title) {
			p, _, err := w.store.Proposal(w.t.Context(), row.ID, "")
			must(w.t, err)
			return p
		}
	}
	w.t.Fatalf("no proposal is called %q", title)
	return engine.Proposal{}
}

// respondent is where a respondent of a round stands now.
func (w *world) respondent(p engine.Proposal, round, key string) engine.Respondent {
	w.t.Helper()
	p, err := w.Proposal(w.t.Context(), p.ID)
	must(w.t, err)
	for _, r := range p.Rounds {
		for _, respondent := range r.Respondents {
			if r.Name == round && respondent.Key() == key {
				return respondent
			}
		}
	}
	w.t.Fatalf("%s does not ask %s in %s", p.Number, key, round)
	return engine.Respondent{}
}

func TestAMemberAnswersFromTheLetter(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Praktiska anvisningar för habilitering")
	path := w.linkOf("registrator@monsteras.example", p.Number)
	b := w.as("")

	page := b.get(path).says("Hur sprids beslutet hos er?", "Mönsterås kommun", p.Decision.Text)
	if page.header.Get("Set-Cookie") != "" {
		t.Error("the page of a link sets a cookie")
	}
	// A form that nobody filled in changes nothing.
	b.post(path, page.form(path, "gor", "granska"), http.StatusUnprocessableEntity).says("Välj ett svar")
	// What must be said with an answer is asked for, and what was said is kept.
	half := page.form(path, "gor", "granska", "svar", "spread", "spread.plan", "Tas upp på nästa chefsmöte")
	b.post(path, half, http.StatusUnprocessableEntity).says("Fyll i", "Tas upp på nästa chefsmöte")
	whole := page.form(path, "gor", "granska", "svar", "spread", "spread.plan", "Tas upp på nästa chefsmöte",
		"spread.responsible", "Enhetschefen", "spread.date", "2026-08-24")
	check := b.post(path, whole, http.StatusOK).says("Granska svaret", "Sprids", "Enhetschefen", "måndag 24 augusti 2026")
	if r := w.respondent(p, "dissemination", "monsteras"); r.Answer != "" {
		t.Fatal("checking the answer has sent it")
	}
	done := b.post(path, check.form(path, "gor", "skicka"), http.StatusOK)
	r := w.respondent(p, "dissemination", "monsteras")
	if r.Answer != "spread" || r.Assurance != "link" {
		t.Fatalf("the answer kept is %q by %q", r.Answer, r.Assurance)
	}
	done.says("Tack, svaret är mottaget", r.Receipt)
}

func TestTheSameAnswerSentTwiceIsOne(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Praktiska anvisningar för habilitering")
	path := w.linkOf("registrator@torsas.example", p.Number)
	b := w.as("")
	check := b.post(path, b.get(path).form(path, "gor", "granska", "svar", "received"), http.StatusOK)
	send := check.form(path, "gor", "skicka")
	b.post(path, send, http.StatusOK)
	first := w.respondent(p, "dissemination", "torsas")
	b.post(path, send, http.StatusOK).says(first.Receipt)
	if again := w.respondent(p, "dissemination", "torsas"); again.Changes != 0 || again.Receipt != first.Receipt {
		t.Errorf("a second press made it %d changes and receipt %s", again.Changes, again.Receipt)
	}
}

func TestALinkThatOpensNothingIsGoneAlike(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Praktiska anvisningar för habilitering")
	path := w.linkOf("registrator@vimmerby.example", p.Number)
	other := w.linkOf("registrator@torsas.example", p.Number)
	id, seal, _ := strings.Cut(path, ".")
	_, otherSeal, _ := strings.Cut(other, ".")
	b := w.as("")
	var said string
	for _, row := range []struct{ name, path string }{
		{"one letter wrong", id + "." + seal[:8] + map[bool]string{true: "b", false: "a"}[seal[8] == 'a'] + seal[9:]},
		{"another organization's seal", id + "." + otherSeal},
		{"no such notice", "/s/0190f000-0000-7000-8000-000000000000." + seal},
		{"no seal", id},
	} {
		page := b.get(row.path)
		if page.status != http.StatusGone {
			t.Errorf("%s: status %d", row.name, page.status)
		}
		text := regexp.MustCompile(`Händelsenummer \S+`).ReplaceAllString(page.text(), "")
		if said == "" {
			said = text
		}
		if text != said {
			t.Errorf("%s reads differently:\n%s\n%s", row.name, text, said)
		}
		page.says("samordnare@samverkan.example")
	}
}

func TestARobotThatOpensEveryLinkChangesNothing(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Praktiska anvisningar för habilitering")
	path := w.linkOf("registrator@vimmerby.example", p.Number)
	b := w.as("")
	before := p.Version
	for range 3 {
		response, err := b.client.Head(b.absolute(path))
		must(t, err)
		response.Body.Close()
		b.get(path)
	}
	b.post(path, url.Values{}, http.StatusBadRequest)
	b.post(path, url.Values{"nyckel": {"x"}, "gor": {"skicka"}}, http.StatusUnprocessableEntity)
	for _, do := range []string{"spara", "lamna_over", "fortsatt", "kod", "andra"} { // whatever button it presses, of a form that nobody filled in
		for _, form := range []url.Values{{"gor": {do}}, {"nyckel": {"x" + do}, "gor": {do}}} {
			request, err := http.NewRequest(http.MethodPost, b.absolute(path), strings.NewReader(form.Encode()))
			must(t, err)
			request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			response, err := b.client.Do(request)
			must(t, err)
			response.Body.Close()
		}
	}
	b.get(path).lacks("Utkast till svar")
	after, err := w.Proposal(t.Context(), p.ID)
	must(t, err)
	if after.Version != before {
		t.Errorf("the proposal has %d events, not %d", after.Version, before)
	}
}

func TestTheDateOfAnAnswerSaysWhatItIsAndWhatIsWrongWithIt(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Praktiska anvisningar för habilitering")
	path := w.linkOf("registrator@torsas.example", p.Number)
	b := w.as("")
	page := b.get(path).says("Dagen då det ni planerar ska vara gjort.")
	wrong := b.post(path, page.form(path, "gor", "granska", "svar", "spread", "spread.plan", "Vi tar upp det.", "spread.responsible", "Enhetschefen", "spread.date", "i höst"),
		http.StatusUnprocessableEntity).says("skriv datumet som 2027-03-24")
	for _, want := range []string{`id="f-spread-date-fault"`, `aria-describedby="f-spread-date-fault f-spread-date-hint"`, `<a href="#f-spread-date">`} {
		if !strings.Contains(wrong.body, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	round := w.pack.Workflow(p.Workflow).Round("dissemination")
	round.Fields = append(round.Fields, definition.Field{Name: "date", Type: definition.Date,
		Title: wording.Text{"sv": "Klart den"}, Hint: wording.Text{"sv": "Sista arbetsplatsträffen."}})
	b.get(path).says("Klart den", "Sista arbetsplatsträffen.").lacks("Dagen då det ni planerar")
}
