package definition_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
	"beredd/internal/definition/source"
)

// Who leaves leaves the seats: a body is empty when its last holder has gone, though
// no seat says so, and it is told of where that day is written.
func TestASeatIsEmptyWhenItsHolderHasLeft(t *testing.T) {
	const gone, stays = "g: {name: G, mail: g@a.example, to: 2026-06-30}", "s: {name: S, mail: s@a.example}"
	const soon, late = "s: {name: S, mail: s@a.example, from: 2026-07-01}", "s: {name: S, mail: s@a.example, from: 2026-08-01}"
	for _, row := range []struct{ sentence, persons, seats, at string }{
		{"the only one leaves", gone, "{person: g}", "to: 2026-06-30"},
		{"another stays", gone + ", " + stays, "{person: g}, {person: s}", ""},
		{"the other leaves too", gone + ", h: {name: H, mail: h@a.example, to: 2026-03-01}", "{person: g}, {person: h}", "to: 2026-06-30"},
		{"another comes the next day", gone + ", " + soon, "{person: g}, {person: s}", ""},
		{"another comes later", gone + ", " + late, "{person: g}, {person: s}", "to: 2026-06-30"},
		{"the chair leaves, and members stay", gone + ", " + stays, "{person: g, role: chair}, {person: s}", "to: 2026-06-30"},
		{"the seat ends before its holder leaves", gone, "{person: g, to: 2026-05-31}", "to: 2026-05-31"},
		{"a seat whose successor has left already", gone + ", " + stays, "{person: s, role: chair, to: 2026-12-31}, {person: g, role: chair, from: 2026-01-01}", "to: 2026-12-31"},
	} {
		t.Run(row.sentence, func(t *testing.T) {
			fsys, _ := flow("states: {a: {title: A, final: true}}\ntransitions: {}\n")
			text := strings.Replace(string(fsys[collaboration].Data), "seats: [{person: p}]", "seats: ["+row.seats+"]", 1)
			text = strings.Replace(text, "persons: {p:", "persons: {"+row.persons+", p:", 1)
			fsys[collaboration] = &fstest.MapFile{Data: []byte(text)}
			_, problems := definition.Read(fsys, nil)
			var told []string
			for _, p := range problems {
				if p.Code == "seat_empties" {
					told = append(told, p.Pos.String())
				} else if p.Severity == source.Error {
					t.Error(p)
				}
			}
			want := ""
			if before, _, ok := strings.Cut(text, row.at); ok && row.at != "" {
				want = positionAfter(collaboration, before+"to: ").String()
			}
			if got := strings.Join(told, " "); got != want {
				t.Errorf("told at %q, want %q", got, want)
			}
		})
	}
}

// A chair who comes after the others of a body is told, where it is known that they have
// sat before.
func TestASeatIsVacantUntilItsHolderComes(t *testing.T) {
	for _, row := range []struct{ sentence, seats, told string }{
		{"the chair comes later", "{person: g, from: 2027-01-01}, {person: s, role: chair, from: 2027-04-01}", "from: 2027-04-01"},
		{"a vice chair is there before", "{person: g, role: vice_chair, from: 2027-01-01}, {person: s, role: chair, from: 2027-04-01}", ""},
		{"another chair was there before", "{person: g, role: chair, from: 2027-01-01, to: 2027-03-31}, {person: s, role: chair, from: 2027-04-01}", ""},
		{"the secretary comes later", "{person: g, role: chair, from: 2027-01-01}, {person: s, role: secretary, from: 2027-04-01}", "role: secretary"},
		{"how long another has sat is not known", "{person: g}, {person: s, role: chair, from: 2027-04-01}", ""},
	} {
		t.Run(row.sentence, func(t *testing.T) {
			fsys, _ := flow("states: {a: {title: A, final: true}}\ntransitions: {}\n")
			text := strings.Replace(string(fsys[collaboration].Data), "seats: [{person: p}]", "seats: ["+row.seats+"]", 1)
			text = strings.Replace(text, "persons: {p:", "persons: {g: {name: G, mail: g@a.example}, s: {name: S, mail: s@a.example}, p:", 1)
			fsys[collaboration] = &fstest.MapFile{Data: []byte(text)}
			_, problems := definition.Read(fsys, nil)
			told, want := "", ""
			for _, p := range problems {
				if p.Code == "seat_vacant" {
					told += p.Pos.String()
				}
			}
			if before, _, ok := strings.Cut(text, row.told); ok && row.told != "" {
				want = positionAfter(collaboration, before[:strings.LastIndex(before, "{")]).String()
			}
			if told != want {
				t.Errorf("told at %q, want %q:\n%s", told, want, problems)
			}
		})
	}
}
