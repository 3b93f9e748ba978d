package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"beredd/internal/agenda"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A voteForm is where a vote is recorded: by name or counted.
type voteForm struct {
	Done             []recordedLine // the votes that have been taken
	Voters           []voter
	On, Casting      string
	Yes, No, Neither string
	Open             bool // it was sent, and something of it must be mended
}

// A voter is one who may vote, with what was said.
type voter struct {
	Nth     int
	Name    string
	Options []inputOption
}

// votesIn are the seats that vote.
var votesIn = []string{people.Chair, people.ViceChair, people.Member, people.SubstituteMember}

// voteForm is the form of an item, with the votes that were taken on it.
func (s *Server) voteForm(v *visit, g *agenda.Gathering, item agenda.Item) voteForm {
	var form voteForm
	for i, vote := range item.Votes {
		form.Done = append(form.Done, recordedLine{i + 1, voteWords(v, vote), newKey()})
	}
	for _, present := range g.Partaking(item) {
		if slices.Contains(votesIn, present.As) {
			form.Voters = append(form.Voters, voter{len(form.Voters), present.Name, sayings(v)})
		}
	}
	return form
}

// sayings are what one may say; the first is nothing.
func sayings(v *visit) []inputOption {
	all := []inputOption{{Title: v.say("meeting.form.vote_none", nil), Chosen: true}}
	for _, say := range agenda.Says() {
		all = append(all, inputOption{Value: string(say), Title: v.say("agenda.vote."+string(say), nil)})
	}
	return all
}

// voteWords is a vote in a line.
func voteWords(v *visit, vote agenda.Vote) string {
	said := []string{v.say("agenda.vote.counts", wording.Args{"For": vote.For, "Against": vote.Against, "Abstaining": vote.Abstaining})}
	if vote.On != "" {
		said[0] = vote.On + ": " + said[0]
	}
	for _, say := range agenda.Says() {
		if names := vote.Saying(say); len(names) > 0 {
			said = append(said, v.say("agenda.vote."+string(say), nil)+": "+strings.Join(names, ", "))
		}
	}
	return strings.Join(said, ". ")
}

// vote reads how the votes fell.
func vote(r *http.Request) (vote agenda.Vote, f *fault.Error) {
	vote.On, vote.Casting = tidy(r.PostFormValue("galler")), agenda.Say(r.PostFormValue("utslag"))
	for i, name := range r.PostForm["vem"] {
		if says := r.PostFormValue("rost-" + strconv.Itoa(i)); says != "" {
			vote.Voices = append(vote.Voices, agenda.Voice{Who: tidy(name), Says: agenda.Say(says)})
		}
	}
	for name, count := range map[string]*int{"ja": &vote.For, "nej": &vote.Against, "avstar": &vote.Abstaining} {
		text := tidy(r.PostFormValue(name))
		if text == "" {
			continue
		}
		var err error
		if *count, err = strconv.Atoi(text); err != nil {
			return vote, fault.New(fault.Invalid, "not_a_number", wording.Args{"Field": wording.Both("agenda.vote."+map[string]string{"ja": "yes", "nej": "no", "avstar": "abstains"}[name], nil), "Value": text}).On(name)
		}
	}
	return vote, nil
}

// again puts what was sent back in the form.
func (form *voteForm) again(r *http.Request) {
	form.Open = r.PostFormValue("vad") == string(agenda.Voted)
	if !form.Open {
		return
	}
	form.On, form.Casting = tidy(r.PostFormValue("galler")), r.PostFormValue("utslag")
	form.Yes, form.No, form.Neither = tidy(r.PostFormValue("ja")), tidy(r.PostFormValue("nej")), tidy(r.PostFormValue("avstar"))
	for i, name := range r.PostForm["vem"] {
		for j, one := range form.Voters {
			for k, o := range one.Options {
				if one.Name == name {
					form.Voters[j].Options[k].Chosen = o.Value == r.PostFormValue("rost-"+strconv.Itoa(i))
				}
			}
		}
	}
}
