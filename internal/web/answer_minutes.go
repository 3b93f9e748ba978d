package web

import (
	"net/http"
	"slices"
	"strings"

	"beredd/internal/definition"
	"beredd/internal/engine"
)

// minutesPath ends the address under which whoever approves the minutes reads them.
const minutesPath = "/protokoll"

// minutesLinks are the ways to the minutes that a question is about, as a page and as
// a file; none where it is about something else.
func (s *Server) minutesLinks(a asking) []paperLink {
	if a.p.Gathering == nil || s.Papers == nil || a.line.Named != definition.Adjusters {
		return nil
	}
	path := meetingPath(a.p.Number) + minutesPath
	if a.linked {
		path = a.action + minutesPath
	}
	return []paperLink{{Path: path, Key: "web.answer.minutes"}, {Path: path + ".pdf", Key: "web.answer.minutes_pdf"}}
}

// answerMinutes shows the minutes to an adjuster who came by a signed link, or sends
// them as a file. It changes nothing.
func (s *Server) answerMinutes(w http.ResponseWriter, r *http.Request) error {
	a, err := s.linkedAsking(r)
	if err != nil {
		return err
	}
	if len(s.minutesLinks(a)) == 0 {
		return errNowhere
	}
	s = s.seenBy(a.p)
	sitting, err := s.sitting(r.Context(), a.p)
	if err != nil {
		return err
	}
	paper := engine.Paper{Kind: "minutes"}
	if strings.HasSuffix(r.URL.Path, ".pdf") {
		return s.paperFile(w, r, sitting, paper, "pdf")
	}
	return s.showPaper(w, r, sitting, paper, meetingPaperPage{Answer: a.action})
}

// adjusterChoices are those who may be chosen to approve the minutes: who is or was at
// the meeting, but who keeps them.
func (s *Server) adjusterChoices(p engine.Proposal) []inputOption {
	var all []inputOption
	for _, present := range p.Gathering.Present {
		if present.Person != "" && present.Attended() && present.As != "secretary" {
			all = append(all, inputOption{Value: present.Name, Title: present.Name, Chosen: slices.Contains(p.Gathering.Adjusters, present.Name)})
		}
	}
	return all
}
