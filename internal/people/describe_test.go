package people_test

import (
	"testing"

	"beredd/internal/people"
	"beredd/internal/wording"
)

func TestSeatsOfOneBodyAreSaidTogether(t *testing.T) {
	seat := func(body, seat string) people.Party { return people.Party{Kind: people.ABody, Name: body, Seat: seat} }
	for _, row := range []struct {
		says   string
		all    []people.Party
		sv, en string
	}{
		{"two seats of one body", []people.Party{seat("lgl", people.Chair), seat("lgl", people.Secretary)},
			"ordförande eller sekreterare i Länsgemensam ledning", "the chair or secretary of Joint leadership"},
		{"another between them", []people.Party{seat("lgl", people.Chair), {Kind: people.APerson, Name: "eva"}, seat("lgl", people.Secretary), seat("lgl", people.Chair)},
			"ordförande eller sekreterare i Länsgemensam ledning; Eva Alm", "the chair or secretary of Joint leadership; Eva Alm"},
		{"seats of two bodies", []people.Party{seat("lgl", people.Member), seat("beredning", people.Secretary)},
			"ledamot i Länsgemensam ledning; sekreterare i Beredningsgruppen", "the member of Joint leadership; the secretary of the preparation group"},
		{"a body whole", []people.Party{seat("beredning", "")}, "Beredningsgruppen", "The preparation group"},
	} {
		var sv, en string
		for _, said := range county(t).DescribeEach(row.all) {
			sv, en = sv+"; "+said.In(wording.Swedish), en+"; "+said.In(wording.English)
		}
		if sv != "; "+row.sv || en != "; "+row.en {
			t.Errorf("%s: %q, %q", row.says, sv, en)
		}
	}
}

func TestAnArticleHasNoCapitalInTheMidstOfASentence(t *testing.T) {
	said := county(t).DescribeWithin([]people.Party{{Kind: people.ABody, Name: "beredning"}, {Kind: people.ABody, Name: "lgl"}})
	if got := said[0].In(wording.English) + " or " + said[1].In(wording.English); got != "the preparation group or Joint leadership" {
		t.Error(got)
	}
	if got := said[0].In(wording.Swedish); got != "Beredningsgruppen" {
		t.Error(got)
	}
}
