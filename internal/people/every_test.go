package people_test

import (
	"slices"
	"strings"
	"testing"

	"beredd/internal/people"
	"beredd/internal/wording"
)

func TestManyAreNamedAtOnce(t *testing.T) {
	for _, row := range []struct {
		word, sv, en string
		mails        string
	}{
		{"every member of lgl", "ledamöterna i Länsgemensam ledning", "the members of Joint leadership", "eva@kalmar.example anna@borgholm.example"},
		{"every secretary of beredning", "sekreterarna i Beredningsgruppen", "the secretaries of the preparation group", "eva@kalmar.example"},
		{"every municipality", "kommunerna", "the municipalities", "registrator@borgholm.example Registrator@borgholm.example"},
		{"every municipality.social", "kommunerna", "the municipalities", "registrator@borgholm.example anna@borgholm.example Registrator@borgholm.example"},
		{"every school", "skolorna", "the schools", ""},
		{"every body of kind working", "alla grupper av slaget ”working”", "every group of the kind “working”", "eva@kalmar.example"},
	} {
		party, ok := people.Every(row.word)
		if party.Kind == people.Role {
			party.Kind = people.ABody
		}
		d := county(t)
		d.Bodies[1].Kind = "working"
		d.Organizations[0].Kind, d.Organizations[2].Kind = "municipality", "municipality"
		d.Kinds = map[string]wording.Text{"school": {wording.Swedish: "skolorna", wording.English: "the schools"}}
		var mails []string
		for _, r := range d.Recipients(party, day(t, "2026-05-04")) {
			mails = append(mails, r.Mail)
		}
		said := d.Describe(party)
		if !ok || said.In(wording.Swedish) != row.sv || said.In(wording.English) != row.en || strings.Join(mails, " ") != row.mails || party.String() != row.word {
			t.Errorf("%s is %q, %q, %q, written to at %v", row.word, party.String(), said.In(wording.Swedish), said.In(wording.English), mails)
		}
	}
	if _, ok := people.Every("everybody"); ok {
		t.Error("a name that begins as every is many")
	}
}

func TestWhoStandsInActsForTheAbsentToo(t *testing.T) {
	if got := county(t).StandsInFor("cia", day(t, "2026-07-30")); !slices.Equal(got, []string{"cia", "anna", "bo"}) {
		t.Errorf("stands in for %v", got)
	}
	if got := county(t).StandsInFor("bo", day(t, "2026-03-02")); !slices.Equal(got, []string{"bo"}) {
		t.Errorf("stands in for %v while nobody is away", got)
	}
}
