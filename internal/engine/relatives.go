package engine

import (
	"context"
	"fmt"
	"slices"

	"beredd/internal/definition"
	"beredd/internal/people"
)

// A Relative is as much of another proposal as says whom to tell there.
type Relative struct {
	Holder    string // the body whose turn it is, or ""
	Submitter string
}

// Relatives are the proposals that one belongs with, as they were when it was decided.
type Relatives struct {
	Parent   *Relative
	Children []Relative // that its rounds wait for
}

// kin finds those whom lines tell of an act: one that another proposal opens has its
// parent in the act.
func (e *Engine) kin(ctx context.Context, pack *definition.Pack, p Proposal, act Act) (*Relatives, error) {
	if act.Kind == Propose {
		p.Workflow = act.Workflow
		if act.Family != nil {
			p.Parent = &Parent{Kin: act.Family.From}
		}
	}
	return KinOf(pack, p, func(id string) (Proposal, error) {
		other, _, err := e.store.Proposal(ctx, id, "")
		return other, err
	})
}

// KinOf finds whom the pack's lines tell in proposals that belong with p, as read reads
// them; nil where they tell nobody.
func KinOf(pack *definition.Pack, p Proposal, read func(id string) (Proposal, error)) (*Relatives, error) {
	flow := pack.WorkflowOf(p.Workflow, p.Edition)
	if flow == nil {
		return nil, nil
	}
	tellsParent, tellsChildren := flow.TellsKin()
	kin := &Relatives{}
	if tellsParent && p.Parent != nil {
		parent, err := relative(p.Parent.ID, read)
		if err != nil {
			return nil, err
		}
		kin.Parent = &parent
	}
	for _, id := range p.awaitedChildren() {
		if !tellsChildren {
			break
		}
		child, err := relative(id, read)
		if err != nil {
			return nil, err
		}
		kin.Children = append(kin.Children, child)
	}
	if kin.Parent == nil && len(kin.Children) == 0 {
		return nil, nil
	}
	return kin, nil
}

func relative(id string, read func(string) (Proposal, error)) (Relative, error) {
	other, err := read(id)
	if err != nil {
		return Relative{}, fmt.Errorf("asking whom to tell in proposal %s: %w", id, err)
	}
	return Relative{other.Holder, other.Submitter}, nil
}

// awaitedChildren are the proposals, by id, that p's open rounds wait for.
func (p Proposal) awaitedChildren() (ids []string) {
	for _, round := range p.Rounds {
		for _, id := range round.Children {
			if child := round.child(id); round.Open() && (child == nil || child.Answer == "") {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// kindred are the parties that one which names other proposals means, as the directory
// knows them.
func (d *deciding) kindred(party people.Party) (all []people.Party) {
	if d.act.Kin == nil {
		return nil
	}
	others := d.act.Kin.Children
	if party.Name == definition.ParentWord {
		others = nil
		if d.act.Kin.Parent != nil {
			others = []Relative{*d.act.Kin.Parent}
		}
	}
	for _, other := range others {
		one := HolderParty(other.Holder)
		if party.Seat == definition.KinSubmitter {
			one = people.Party{Kind: people.APerson, Name: other.Submitter, As: people.WhyKin}
		}
		if (one.Name != "" || one.Kind == people.Coordinator) && !slices.Contains(all, one) {
			all = append(all, one)
		}
	}
	return all
}
