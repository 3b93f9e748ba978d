package engine

import (
	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// The assurances: how sure we are of who acts. Weakest first: who holds the link,
// who reads the mailbox, who has signed in.
const (
	AssuredLink  = "link"
	AssuredCode  = "code"
	AssuredLogin = "login"
)

// strength orders the assurances; none is 0.
var strength = map[string]int{AssuredLink: 1, AssuredCode: 2, AssuredLogin: 3}

// Assures says whether an assurance is at least as strong as the one needed.
func Assures(has, needed string) bool { return strength[has] >= strength[needed] }

// NeededAssurance is how sure we must be of who gives an answer in a round: as the
// round says, else a code for what settles the respondent and the link for a mere
// receipt; and as sure as of the answer that it takes the place of, so that nobody
// undoes with a link what took a code.
func NeededAssurance(line *definition.Round, r Respondent, answer *definition.Answer) string {
	needed := assuranceOf(line, answer)
	if before := line.Answer(r.Answer); before != nil && r.Final {
		if stands := assuranceOf(line, before); !Assures(needed, stands) {
			return stands
		}
	}
	return needed
}

// assuranceOf is how sure we must be of who gives a first answer.
func assuranceOf(line *definition.Round, answer *definition.Answer) string {
	switch {
	case line.Assurance != "":
		return line.Assurance
	case settles(line, answer):
		return AssuredCode
	}
	return AssuredLink
}

// isSure refuses an answer from somebody of whom we are not sure enough.
func (d *deciding) isSure(line *definition.Round, r Respondent, answer *definition.Answer) *fault.Error {
	needed := d.p.NeededAssurance(line, r, answer)
	if Assures(d.act.Actor.Assurance, needed) {
		return nil
	}
	return fault.New(fault.Forbidden, "low_assurance", wording.Args{
		"Answer": answer.Title, "Round": line.Title, "How": wording.Both("engine.assurance."+needed, nil)})
}
