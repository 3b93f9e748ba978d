package engine

import (
	"slices"

	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/people"
)

// MayFollow says whether a person may ask to be told of each step of a proposal:
// anybody who may read it, of all but meetings, of which who sits there is told.
func MayFollow(pack *definition.Pack, p Proposal, person string) bool {
	known := pack.People.Person(person)
	return known != nil && p.Gathering == nil && p.ConflictAs(pack.At(p.Workflow, p.Edition).Workflow(p.Workflow), person, asSubmitter) == nil && !p.IsVeiled()
}

// IsFollowedBy says whether a person is told of each step.
func (p Proposal) IsFollowedBy(person string) bool { return slices.Contains(p.Followers, person) }

// subscribe lets a person be told of each step, or no longer. To ask for what is so
// already changes nothing, and is refused.
func (d *deciding) subscribe() *fault.Error {
	person, begins := d.act.Actor.Person, d.act.Kind == Follow
	if known := d.pack.People.Person(person); known == nil || !known.TakesPart(d.today) || begins && !MayFollow(d.pack, d.p, person) {
		return fault.New(fault.Forbidden, "no_following", nil)
	}
	if d.p.IsFollowedBy(person) == begins {
		return fault.New(fault.Conflict, map[bool]string{true: "follows_already", false: "follows_not"}[begins], nil)
	}
	if begins {
		d.p.Followers = append(slices.Clip(d.p.Followers), person)
		d.happened(Followed, Data{}, Private{Person: person})
		return nil
	}
	d.p.Followers = slices.DeleteFunc(slices.Clone(d.p.Followers), func(one string) bool { return one == person })
	d.happened(Unfollowed, Data{}, Private{Person: person})
	return nil
}

// following are the parties that follow the proposal and may read it today: of what is
// confidential only who may.
func (d *deciding) following() []people.Party {
	var parties []people.Party
	for _, person := range d.p.Followers {
		reader := ReaderOf(d.pack, Actor{Person: person, Assurance: AssuredLogin}, d.now)
		if reader.Reads(d.p.Secret.String()) {
			parties = append(parties, people.Party{Kind: people.APerson, Name: person, As: people.WhyFollower})
		}
	}
	return parties
}

// tellFollowers owes who follows the proposal a letter about each step, where the
// workflow has no line of its own that says what they are told.
func (d *deciding) tellFollowers(c cause) {
	if c.kind != definition.OnTransition || len(d.p.Followers) == 0 || slices.ContainsFunc(d.flow.Notify, tellsFollowers) {
		return
	}
	d.notify(definition.Notify{Letter: letterInformation, To: []people.Party{{Kind: people.Followers}}}, nil)
}

func tellsFollowers(line definition.Notify) bool {
	return slices.ContainsFunc(line.To, func(p people.Party) bool { return p.Kind == people.Followers })
}

// onceToFollowers leaves out what a follower is told by another letter of the same
// change: one that it has in another quality, or one about a later step.
func (d *deciding) onceToFollowers(notices []Notice) []Notice {
	if len(d.p.Followers) == 0 {
		return notices
	}
	only := func(n Notice) bool {
		return n.Letter == letterInformation && n.Round == "" && len(n.Also) == 0 && n.Why == string(people.WhyFollower)
	}
	var kept []Notice
	for i, n := range notices {
		again := func(j int) bool {
			other := notices[j]
			return i != j && other.Person == n.Person && (j > i || !only(other))
		}
		if !only(n) || !slices.ContainsFunc(indexes(notices), again) {
			kept = append(kept, n)
		}
	}
	return kept
}

func indexes(notices []Notice) []int {
	all := make([]int, len(notices))
	for i := range all {
		all[i] = i
	}
	return all
}
