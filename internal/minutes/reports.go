package minutes

import (
	"slices"
	"strings"

	"beredd/internal/agenda"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// viewsField is the field in which a proposal keeps what was asked and said of it at
// the meeting.
const viewsField = "questions"

// reportsOf are the answers of those whom a proposal asked, as a round of reports
// tells them: what each wrote, or what its answer is called. Who has not answered
// has nothing.
func reportsOf(pack *definition.Pack, p engine.Proposal) (reports []agenda.Part) {
	flow := pack.WorkflowOf(p.Workflow, p.Edition)
	if flow == nil || p.IsVeiled() {
		return nil
	}
	l := pack.Languages[0]
	for _, round := range p.Rounds {
		line := flow.Round(round.Name)
		if line == nil {
			continue
		}
		for _, r := range round.Respondents {
			if r.Answer == "" || r.Out {
				continue
			}
			reports = append(reports, agenda.Part{
				Kind: agenda.Report, Who: engine.RespondentName(pack, r.Key()).In(l), Text: reported(line, r, l)})
		}
	}
	return reports
}

// reported is what an answer says, in the collaboration's own language: minutes have one.
func reported(line *definition.Round, r engine.Respondent, l wording.Language) string {
	var said []string
	for _, a := range line.Answers {
		if a.Name != r.Answer {
			continue
		}
		for _, word := range slices.Concat(a.Needs, a.Takes) {
			if text, _ := r.Inputs[word].(string); text != "" && word != "date" {
				said = append(said, text)
			}
		}
		if len(said) == 0 || !slices.Contains(a.Needs, "statement") {
			said = append([]string{a.Title.In(l) + "."}, said...)
		}
	}
	return strings.Join(said, "\n\n")
}
