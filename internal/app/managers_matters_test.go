package app

import (
	"strconv"
	"strings"

	"beredd/internal/agenda"
	"beredd/internal/engine"
)

// A matterOf is one item of the document, as it comes to the meeting: from those who
// bring it, or as the secretary's own.
type matterOf struct {
	title      string
	flow, by   string // the workflow, and who proposes; "" of an item of the secretary's
	presenters string
	background string
	proposed   string // points, one a line
	views      string
	given      string // an assignment: what|who|by
	note       string // what the secretary writes of a formal item
}

// The document's fourteen items, in its order and in our own words.
var matters = []matterOf{
	{title: "Inledning", note: "Ordföranden hälsar välkommen. En närvarokontroll görs."},
	{title: "Dagens agenda", note: "Agendan godkänns."},
	{title: "Föregående möte", note: "Anteckningarna läggs till handlingarna."},
	{title: "E-hälsa, översyn av avtal", flow: "information", by: "ehealth.chair", presenters: "Utvecklingsledare e-hälsa, verksamhetschef hemrehab",
		background: "Avtalen om gemensamt system har setts över och behöver skrivas om."},
	{title: "Covid-19, vaccinationstäckning", flow: "information", by: "regional_development.secretary", presenters: "Vaccinationssamordnare",
		background: "I slutet av augusti hade 82,9 % fått en dos och 74,0 % två.", views: "Kan arbetsgivaren kräva att personalen vaccinerar sig?"},
	{title: "Från länsdelsgrupperna", flow: "reports", by: "regional_development.secretary"},
	{title: "Psykisk hälsa, ferieprojekt och samsjuklighet", flow: "decision", by: "comorbidity.chair", presenters: "Utvecklingsledare psykisk hälsa, designledare, forskare i design",
		background: "Fyra ungdomar har under sommaren tagit fram idéer. En projektplan har tagits fram.",
		proposed:   "Att chefsgruppen godkänner projektplanen om samsjuklighet", views: "Arbetet behöver samordnas med det som pågår lokalt."},
	{title: "Ny överenskommelse om hälso- och sjukvård i hemmet", flow: "information", by: "home_health.chair", presenters: "Projektledare hälso- och sjukvård i hemmet",
		background: "Fyra nya områden med problem har blivit tydliga efter kartläggningen."},
	{title: "Hemrehabfysioterapeuterna, tillgång till verksamhetssystem", flow: "decision", by: "home_rehab.chair", presenters: "Utvecklingsledare e-hälsa, fysioterapeut hemrehab",
		background: "Behov finns av säkra vägar för information mellan huvudmännen.",
		proposed:   "Att två representanter från varje kommun och två från hemrehabfysioterapigruppen bjuds in till ett möte under hösten, med ett uppföljande möte under våren 2022",
		views:      "En röd tråd behövs i arbetet.", given: "Kalla till det uppföljande mötet|home_rehab|31 maj 2022"},
	{title: "Hälso- och sjukvårdsförvaltningens nya organisation", flow: "information", by: "regional_development.secretary", presenters: "Områdeschef nära vård, biträdande områdeschef specialiserad vård",
		background: "Sju av nio uppdrag är tillsatta.", views: "Hur samverkar specialiserad vård och nära vård?"},
	{title: "Kontinenssamordnare, förslag om arbetsgrupp för översyn", flow: "decision", by: "continence.chair", presenters: "Uroterapeut",
		background: "Avtalet om en gemensam tjänst gällde till utgången av 2019.",
		proposed: "Avvakta att återbesätta den samfinansierade tjänsten\nEn arbetsgrupp tillsätts med kommuner, region och Centrum för hjälpmedel\n" +
			"Arbetsgruppen ser över hur kvalitetsarbetet kan säkerställas\nEtt förslag lämnas från arbetsgruppen för beslut första kvartalet 2022",
		views: "Vad blir konsekvenserna av att stå utan samordnare ett tag?", given: "Lämna ett förslag för beslut|continence|första kvartalet 2022"},
	{title: "Kort utvärdering och sammanfattning", note: "Mötet sammanfattas och besluten gås igenom. En utvärdering görs."},
	{title: "Övrigt", note: "Inga övriga frågor finns."},
	{title: "Kommande möten 2021"},
}

// prepares brings every matter to the meeting through its own workflow.
func (g *gatheredGroup) prepares() {
	g.Helper()
	day := map[string]any{"meeting": "2021-09-03"}
	with := func(more map[string]any) map[string]any {
		for key, value := range day {
			more[key] = value
		}
		return more
	}
	for _, m := range matters {
		if m.flow == "" {
			continue
		}
		p := g.acts(m.by, m.flow, engine.Proposal{}, engine.Act{Kind: engine.Propose, Inputs: map[string]any{"title": m.title}})
		do := func(as, step string, inputs map[string]any) {
			p = g.acts(as, m.flow, p, engine.Act{Kind: engine.Do, Transition: step, Inputs: inputs})
		}
		switch m.flow {
		case "information":
			do("drafting", "put_on_agenda", with(map[string]any{"presenters": m.presenters, "summary": m.background, "document": g.paper("Underlag.pdf")}))
		case "decision":
			do("drafting", "submit", map[string]any{"summary": m.background, "proposed_decision": m.proposed, "document": g.paper("Underlag.pdf")})
			do("preparation", "put_on_agenda", with(map[string]any{"presenters": m.presenters}))
		case "reports":
			do("preparation", "ask", with(map[string]any{}))
			g.report(p)
		}
	}
}

// report lets the four groups answer what they have discussed, or that they have not met.
func (g *gatheredGroup) report(p engine.Proposal) {
	g.Helper()
	for group, said := range map[string]string{
		"south": "Nära vård, mobila arbetssätt och psykisk hälsa.", "west": "", "city": "Nära vård, psykisk hälsa och ett pilotprojekt.",
		"north": "Fokus går från äldre till barn och unga.",
	} {
		act := engine.Act{Kind: engine.AnswerAsk, Round: "reports", Respondent: group, Answer: "reported", Inputs: map[string]any{"statement": said}}
		if said == "" {
			act.Answer, act.Inputs = "no_meeting", map[string]any{"note": "Mötet hålls inom kort."}
		}
		p = g.acts(group+".chair", p.Workflow, p, act)
	}
}

// buildsTheAgenda puts the secretary's own items around the others, in the order of
// the document, and sends the notice and the agenda.
func (g *gatheredGroup) buildsTheAgenda() {
	g.Helper()
	for n, m := range matters {
		if m.flow == "" {
			g.presses("/dagordning", "gor", "add", "rubrik", m.title, "slag", "formal")
		}
		item := g.item(m.title)
		g.presses("/dagordning", "gor", "move", "punkt", item.ID, "plats", strconv.Itoa(n+1))
	}
	for _, step := range []string{"notice", "agenda"} {
		form := hiddenInputs(g.TB, g.opens(strings.Replace(g.at, "/moten/", "/arenden/", 1)+"/steg/"+step))
		form.Set("gor", "skicka")
		g.sends(strings.Replace(g.at, "/moten/", "/arenden/", 1)+"/steg/"+step, form)
	}
	for _, item := range g.proposal().Gathering.Items {
		if item.Result != agenda.Open {
			g.Errorf("%q has come to %q before the meeting", item.Title, item.Result)
		}
	}
	if p := g.proposal(); p.State != "agenda_sent" || len(p.Gathering.Items) != len(matters) {
		g.Fatalf("the meeting is %s with %d items", p.State, len(p.Gathering.Items))
	}
}

// item is the item of the meeting that is called so.
func (g *gatheredGroup) item(title string) agenda.Item {
	g.Helper()
	for _, item := range g.proposal().Gathering.Items {
		if item.Title == title {
			return item
		}
	}
	g.Fatalf("%q is not on the agenda, which has %+v", title, g.proposal().Gathering.Items)
	return agenda.Item{}
}
