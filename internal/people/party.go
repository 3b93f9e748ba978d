package people

// String is the party as a pack writes it: "preparation.secretary",
// "organizations.social", "submitter".
func (p Party) String() string {
	name := p.Name
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
