package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"beredd/internal/engine"
	"beredd/internal/web/browsertest"
)

// A hand does what a person does with a mouse and a keyboard: it finds what it wants by
// the words that stand there.
type hand struct {
	*browsertest.Tab
	t *testing.T
	w *world
}

// found marks the thing that a script answers, and is its selector.
func (h hand) found(what, script string) string {
	h.t.Helper()
	if !browsertest.Eval[bool](h.t, h.Tab, `(() => {
		document.querySelectorAll("[data-hand]").forEach(e => e.removeAttribute("data-hand"));
		const seen = e => e && e.getClientRects().length > 0;
		const words = e => e.innerText.replace(/\s+/g, " ").replace(/ :/g, ":").trim();
		const one = (`+script+`)(seen, words);
		if (one) one.setAttribute("data-hand", "");
		return !!one })()`) {
		h.t.Fatalf("there is no %s on %s, which says:\n%s", what, browsertest.Eval[string](h.t, h.Tab, "location.pathname"), h.Text(h.t, "main"))
	}
	return "[data-hand]"
}

// thing is a link, a button or a summary with these words, within what has others.
func (h hand) thing(words, within string) string {
	return h.found(fmt.Sprintf("%q in %q", words, within), fmt.Sprintf(`(seen, words) => {
		const all = [...document.querySelectorAll("main a, main button, main summary, main label")].filter(e => seen(e) && words(e).startsWith(%q)
			&& !(e.tagName === "SUMMARY" && e.parentElement.open)
			&& (!%q || [e.tagName === "BUTTON" ? e.closest("form") : null, e.closest("article, li, section, fieldset")].some(x => x && x.innerText.includes(%q))));
		return all.find(e => words(e) === %q) || all[0] }`, words, within, within, words))
}

// press clicks on what leads to another page.
func (h hand) press(words string, within ...string) {
	h.t.Helper()
	if status := h.Follow(h.t, chromedp.Click(chromedp.CSS(h.thing(words, strings.Join(within, ""))))); status >= http.StatusBadRequest {
		h.t.Fatalf("%s answers %d: %s", words, status, h.Text(h.t, "main"))
	}
}

// opens clicks on what opens or ticks something on the page.
func (h hand) opens(words string, within ...string) {
	h.t.Helper()
	h.Click(h.t, h.thing(words, strings.Join(within, "")))
}

// writes fills in the field that has that label, or chooses in it; the nth where several
// on the page have the label.
func (h hand) writes(label, text string, nth ...int) {
	h.t.Helper()
	n := append(nth, 0)[0]
	at := h.found("field "+label, fmt.Sprintf(`(seen, words) => {
		const all = [...document.querySelectorAll("main label")].filter(l => seen(l) && words(l).startsWith(%q));
		const whole = all.filter(l => words(l).replace(" (frivilligt)", "") === %q);
		return (whole.length ? whole : all).map(l => document.getElementById(l.htmlFor)).filter(seen)[%d] }`, label, label, n))
	if chosen := browsertest.Eval[string](h.t, h.Tab, fmt.Sprintf(`(() => {
		const field = document.querySelector("[data-hand]");
		if (field.type === "date") { field.value = %q; return "yes" }
		if (field.tagName !== "SELECT") { field.value = ""; return "" }
		const option = [...field.options].find(o => o.text.trim() === %q);
		if (!option) return "no: " + [...field.options].map(o => o.text).join(", ");
		field.value = option.value;
		return "yes" })()`, text, text)); chosen != "" {
		if chosen != "yes" {
			h.t.Fatalf("%s cannot be %s: %s", label, text, chosen)
		}
		return
	}
	h.Do(h.t, chromedp.SendKeys(chromedp.CSS(at), text))
}

// goes is the address that somebody types.
func (h hand) goes(path string) {
	h.t.Helper()
	if status := h.Visit(h.t, h.w.http.URL+path); status != http.StatusOK {
		h.t.Fatalf("%s answers %d", path, status)
	}
}

// says wants these words on the page, lacks that they are not there.
func (h hand) says(texts ...string) {
	h.t.Helper()
	page := strings.Join(strings.Fields(h.Text(h.t, "main")+" "+browsertest.Eval[string](h.t, h.Tab, `document.body.innerText`)), " ")
	for _, text := range texts {
		if !strings.Contains(page, text) {
			h.t.Errorf("the page lacks %q:\n%s", text, page)
		}
	}
}

// A coordinator's afternoon, with nothing but what stands on the pages: a group that is
// new has its seats, its meetings and what is done before them; a meeting is moved over
// Easter, another cancelled; the wheel is printed; a matter on the leadership's agenda is
// referred back; a meeting is held, its minutes are approved and published, and an extract
// is taken home.
func TestACoordinatorsAfternoon(t *testing.T) {
	w := publishingIn(newWorld(t, false))
	h := hand{browsertest.Open(t, browsertest.Look{}), t, w}
	signInAs(t, h.Tab, w, "county_coordinator")
	h.setsUpAGroup()
	h.movesOverEaster()
	h.cancels()
	h.printsTheWheel()
	h.refersBack()
	h.holdsAMeeting()
	h.approvesAndPublishes()
	if said := h.Complaints(); len(said) > 0 {
		t.Errorf("the browser complains: %s", strings.Join(said, "; "))
	}
}

func (h hand) setsUpAGroup() {
	h.goes("/aret")
	h.press("Planera året")
	h.press("Grupper, organisationer och personer")
	h.press("Lägg till en grupp")
	h.writes("Rubrik på svenska", "Forskningsrådet")
	h.writes("Rubrik på engelska", "The research council")
	h.writes("Efter mötet skrivs", "Protokoll som justeras")
	h.opens("Numrera punkterna med §")
	for i, seat := range [][2]string{{"Hälso- och sjukvårdsdirektör Landstinget", "ordförande"}, {"Samordnare Länsgemensam ledning", "sekreterare"}, {"Socialchef Kalmar", "ledamot"}} {
		if i > 0 {
			h.opens("Ny plats")
		}
		h.writes("Person", seat[0], i)
		h.writes("Roll", seat[1], i)
	}
	h.press("Spara i utkastet")
	h.press("Lägg till möten", "Forskningsrådet")
	h.writes("Rubrik på svenska", "Forskningsrådets möte")
	h.writes("Rubrik på engelska", "The council meets")
	h.writes("När mötena hålls", "På bestämda datum")
	h.writes("Bestämda datum", "2026-02-18\n2026-04-01\n2026-05-19")
	h.writes("Klockan", "13.00-15.00")
	h.writes("Stående punkter först", "Mötet öppnas / Opening")
	h.writes("Stående punkter sist", "Nästa möte / Next meeting (information)")
	h.press("Spara i utkastet")
	h.press("Lägg till något före", "Forskningsrådets möte")
	h.writes("Rubrik på svenska", "Kallelse")
	h.writes("Rubrik på engelska", "Notice")
	h.writes("Hur många", "10")
	h.writes("Räknat i", "Dagar")
	h.opens("sekreterare i Forskningsrådet")
	h.writes("Blir klart av sig självt när", "Skicka kallelse")
	h.press("Spara i utkastet")
	h.press("Se vad som skiljer och publicera")
	h.says("Ny grupp ”Forskningsrådet”", "Ny mötesserie ”Forskningsrådets möte”")
	h.writes("Vad som ändras och varför", "Forskningsrådet är nytt")
	h.press("Publicera")
	h.goes("/moten/lagg-ut?ar=2026")
	h.says("Forskningsrådets möte, onsdag 1 april 2026 (v. 14): nytt")
	h.press("Lägg ut")
	h.says("Året är utlagt")
}

// movesOverEaster moves a meeting: first to Good Friday, which the page warns of.
func (h hand) movesOverEaster() {
	h.goes("/moten?organ=forskningsradet")
	h.press("Forskningsrådets möte, onsdag 1 april 2026")
	h.says("Senast fredag 20 mars 2026") // the notice, ten days before is a Sunday
	h.press("Flytta mötet")
	h.writes("Dag", "2026-04-03")
	h.press("Visa vad som följer")
	h.says("Det är stängt fredag 3 april 2026 (v. 14): långfredagen.", "torsdag 2 april 2026 (v. 14) och tisdag 7 april 2026 (v. 15)")
	h.writes("Dag", "2026-04-08")
	h.writes("Skäl", "Påsken")
	h.press("Visa vad som följer")
	h.says("onsdag 1 april 2026 (v. 14)", "onsdag 8 april 2026 (v. 15)", "fredag 27 mars 2026 (v. 13) (10 dagar före 8 april 2026", "0 brev skickas.")
	h.press("Flytta mötet")
	h.says("Mötet är flyttat.", "Senast fredag 27 mars 2026")
}

func (h hand) cancels() {
	h.goes("/moten?organ=forskningsradet")
	h.press("Forskningsrådets möte, tisdag 19 maj 2026")
	h.press("Ställ in")
	h.writes("Skäl", "Rådet har inget att ta upp")
	h.press("Ställ in")
	h.says("Mötet är inställt.", "Rådet har inget att ta upp")
}

// printsTheWheel prints it on one sheet of each size, with the meeting where it is now.
func (h hand) printsTheWheel() {
	for _, paper := range []string{"a4", "a3"} {
		h.goes("/aret/2026?vy=hjul&grupp=forskningsradet&papper=" + paper)
		h.says("Forskningsrådets möte", "2026-04-08")
		if pdf, sheets := h.Print(h.t); sheets != 1 || len(pdf) < 10_000 {
			h.t.Errorf("the wheel takes %d sheets of %s", sheets, paper)
		}
	}
}

// refersBack sends a matter that is on the leadership's agenda back to those who drafted
// it, while the meeting goes on: the agenda and the matter say so at once, and why.
func (h hand) refersBack() {
	elderly := engine.Actor{Person: "elderly_lead", Assurance: "login"}
	paper, err := h.w.Keep(h.t.Context(), "rutin.pdf", []byte("%PDF-1.4\n"))
	must(h.t, err)
	p := h.w.done(engine.Act{Kind: engine.Propose, Workflow: "agreement", Actor: elderly, Inputs: map[string]any{
		"title": "Rutin för hjälpmedel", "documents": []engine.Document{paper}, "proposed_decision": "Att anta rutinen"}})
	h.w.done(engine.Act{Kind: engine.Do, Proposal: p.ID, Transition: "submit", Actor: elderly})
	h.w.done(engine.Act{Kind: engine.Do, Proposal: p.ID, Transition: "put_on_agenda", Inputs: map[string]any{"meeting": "2026-02-06"},
		Actor: engine.Actor{Person: "preparation_secretary", Assurance: "login"}})
	h.w.Move(time.Date(2026, 2, 6, 9, 30, 0, 0, h.w.pack.Calendar.Zone()))
	signInAs(h.t, h.Tab, h.w, "lgl_secretary")
	h.goes("/moten?organ=lgl")
	h.press("Länsgemensam ledning, fredag 6 februari 2026")
	h.press("Mötet pågår: anteckna")
	h.says("1. Rutin för hjälpmedel", "Att anta rutinen")
	h.opens("Återremittera")
	h.writes("Skäl", "Kostnaden saknas")
	h.press("Återremittera", "Skriv så att den som läser förstår varför")
	h.says("1. Rutin för hjälpmedel Återremitterat", "Alla punkter är behandlade.")
	h.press("Rutin för hjälpmedel")
	h.says("Återremitterat", "Kostnaden saknas", "Samordnande grupp äldre")
	signInAs(h.t, h.Tab, h.w, "county_coordinator")
}

func (h hand) holdsAMeeting() {
	h.goes("/moten?organ=forskningsradet")
	h.press("Forskningsrådets möte, onsdag 18 februari 2026")
	for _, title := range []string{"Medel till en registerstudie", "Stipendier"} {
		h.opens("Lägg till en punkt")
		h.writes("Rubrik", title)
		h.writes("Slag av punkt", "Beslut")
		h.press("Lägg till")
	}
	h.press("Skicka kallelse")
	h.press("Skicka kallelse")
	h.says("Klart.", "Kallelse skickad")
	h.press("Skicka dagordning")
	h.press("Skicka dagordning")
	h.w.Move(time.Date(2026, 2, 18, 13, 5, 0, 0, h.w.pack.Calendar.Zone()))
	h.goes("/")
	h.press("Håll mötet: Forskningsrådets möte")
	h.press("Mötet pågår: anteckna")
	for _, who := range []string{"Hälso- och sjukvårdsdirektör Landstinget", "Samordnare Länsgemensam ledning", "Socialchef Kalmar"} {
		h.press("Kom: " + who) // the list stays open
	}
	h.opens("Justerare")
	h.opens("Socialchef Kalmar", "Vem justerar protokollet?")
	h.press("Spara", "Vem justerar protokollet?")
	h.press("Klart")
	h.votes()
	h.press("3. Stipendier")
	h.opens("Jäv")
	h.opens("Socialchef Kalmar", "Deltar inte i punkten")
	h.press("Spara", "Deltar inte i punkten")
	h.press("Bordlägg till nästa möte")
	h.says("Bordlagt")
	h.press("4. Nästa möte")
	h.press("Tack för informationen")
	h.says("Alla punkter är behandlade.")
}

// votes decides otherwise than proposed, by the chair's casting vote, with something left
// to do.
func (h hand) votes() {
	h.press("2. Medel till en registerstudie")
	h.opens("Voteringar")
	h.writes("Vad betyder ja?", "Att ge studien hälften")
	h.opens("Ja", "Hälso- och sjukvårdsdirektör Landstinget")
	h.opens("Nej", "Socialchef Kalmar")
	h.writes("Ordförandens utslagsröst", "Ja")
	h.press("Anteckna voteringen")
	h.opens("Med ändring")
	h.writes("Beslut", "Att ge studien hälften")
	h.press("Spara", "En beslutspunkt per rad")
	h.opens("Reservationer")
	h.writes("Vem", "Socialchef Kalmar")
	h.writes("Skäl", "Studien behöver allt")
	h.press("Anteckna reservation")
	h.opens("Uppdrag")
	h.writes("Vad ska göras?", "Redovisa vad studien har gett")
	h.writes("Av vem?", "Kalmar kommun")
	h.writes("Senast", "15 maj")
	h.press("Ge uppdraget")
}

// approvesAndPublishes writes the minutes, lets the adjuster approve them by the letter's
// link, publishes them, and takes an extract home.
func (h hand) approvesAndPublishes() {
	h.press("Till mötets sida")
	for _, step := range []string{"Mötet är hållet", "Protokollet är skrivet"} {
		h.press(step)
		h.press(step)
		h.says("Klart.")
	}
	_, err := h.w.Deliver(h.t.Context())
	must(h.t, err)
	here := browsertest.Eval[string](h.t, h.Tab, "location.pathname")
	h.goes(h.w.linkIn("to_adjust", "socialchef@kalmar.example", "LGL-M 2026-003"))
	h.opens("Jag godkänner protokollet")
	h.press("Granska svaret")
	h.press("Skicka svaret")
	h.goes(here)
	h.press("Publicera")
	h.press("Publicera")
	h.says("Protokoll publicerat")
	h.press("Protokoll")
	h.says("§ 2 Medel till en registerstudie", "Att ge studien hälften", "Ordförandens utslagsröst: ja", "Socialchef Kalmar reserverar sig", "Studien behöver allt",
		"Redovisa vad studien har gett", "Socialchef Kalmar anmäler jäv", "onsdag 8 april 2026", "Socialchef Kalmar")
	if pdf, sheets := h.Print(h.t); sheets < 1 || sheets > 3 || len(pdf) < 10_000 {
		h.t.Errorf("the minutes are printed on %d sheets", sheets)
	}
	h.press("Utdrag")
	h.says("Medel till en registerstudie")
}
