package people

import (
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/wording"
)

// Organization finds an organization by key, or nil.
func (d *Directory) Organization(key string) *Organization {
	for i := range d.Organizations {
		if d.Organizations[i].Key == key {
			return &d.Organizations[i]
		}
	}
	return nil
}

// Person finds a person by key, or nil.
func (d *Directory) Person(key string) *Person {
	for i := range d.Persons {
		if d.Persons[i].Key == key {
			return &d.Persons[i]
		}
	}
	return nil
}

// Body finds a body by key, or nil.
func (d *Directory) Body(key string) *Body {
	for i := range d.Bodies {
		if d.Bodies[i].Key == key {
			return &d.Bodies[i]
		}
	}
	return nil
}

// FindOrganization finds an organization by key or by its name in any language,
// however it is capitalised, or nil.
func (d *Directory) FindOrganization(nameOrKey string) *Organization {
	if o := d.Organization(nameOrKey); o != nil {
		return o
	}
	for i := range d.Organizations {
		if called(d.Organizations[i].Name, nameOrKey) {
			return &d.Organizations[i]
		}
	}
	return nil
}

// FindBody finds a body by key or by its title in any language, or nil.
func (d *Directory) FindBody(titleOrKey string) *Body {
	if b := d.Body(titleOrKey); b != nil {
		return b
	}
	for i := range d.Bodies {
		if called(d.Bodies[i].Title, titleOrKey) {
			return &d.Bodies[i]
		}
	}
	return nil
}

// FindPerson finds a person by key or by name, or nil.
func (d *Directory) FindPerson(nameOrKey string) *Person {
	if p := d.Person(nameOrKey); p != nil {
		return p
	}
	for i := range d.Persons {
		if strings.EqualFold(d.Persons[i].Name, nameOrKey) {
			return &d.Persons[i]
		}
	}
	return nil
}

// called says whether a text is name in some language.
func called(t wording.Text, name string) bool {
	for _, said := range t {
		if strings.EqualFold(said, name) {
			return true
		}
	}
	return false
}

// Members are the organizations that belong to the collaboration on a day.
func (d *Directory) Members(on calendar.Date) []Organization {
	var members []Organization
	for _, o := range d.Organizations {
		if within(on, o.From, o.To) {
			members = append(members, o)
		}
	}
	return members
}

// ByMail finds everybody who is written to at an address: several may share one.
func (d *Directory) ByMail(address string) []Person {
	var found []Person
	for _, p := range d.Persons {
		if address != "" && strings.EqualFold(p.Mail, strings.TrimSpace(address)) {
			found = append(found, p)
		}
	}
	return found
}

// within says whether a day lies in a period, both ends included, of which a
// zero end is open.
func within(on, from, to calendar.Date) bool {
	return (from.IsZero() || !on.Before(from)) && (to.IsZero() || !on.After(to))
}
