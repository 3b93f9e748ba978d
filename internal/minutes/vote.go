package minutes

import (
	"strings"

	"beredd/internal/agenda"
	"beredd/internal/wording"
)

// voted is one vote: what a yes was to, how many said what, and who where it was by name.
func (d Document) voted(s *setter, v agenda.Vote) {
	s.heading(3, "", d.say("heading.vote", nil), "")
	if v.On != "" {
		s.say(d.say("voted_on", wording.Args{"On": strings.TrimSuffix(v.On, ".")}))
	}
	s.say(wording.Say(d.Language, "agenda.vote.counts", wording.Args{"For": v.For, "Against": v.Against, "Abstaining": v.Abstaining}) + ".")
	if v.Casting != "" {
		s.say(d.say("casting", wording.Args{"Says": strings.ToLower(d.voice(v.Casting))}))
	}
	var names []string
	for _, say := range agenda.Says() {
		if who := v.Saying(say); len(who) > 0 {
			names = append(names, d.voice(say)+": "+apart(who))
		}
	}
	s.points("–", names)
}

func (d Document) voice(say agenda.Say) string {
	return wording.Say(d.Language, "agenda.vote."+string(say), nil)
}
