package people

// String is the party as a pack writes it: "preparation.secretary",
// "organizations.social", "submitter", "every member of board".
func (p Party) String() string {
	if p.Each || p.OfKind != "" {
		return p.every()
	}
	name := p.Name
	if p.Kind == Chosen {
		return "proposal." + name
	}
	if name == "" {
		name = string(p.Kind)
	}
	switch {
	case p.Seat != "":
		return name + "." + p.Seat
	case p.Function != "":
		return name + "." + p.Function
	}
	return name
}
