package privacy_test

import (
	"testing"

	"beredd/internal/privacy"
)

func TestANumberOfAPersonIsFoundHoweverItIsWritten(t *testing.T) {
	for _, row := range []struct {
		text string
		want bool
	}{
		{"Ärende 811228-9874", true}, {"Ärende 198112289874", true}, {"19811228-9874", true}, {"19811228 9874", true}, {"811228 9874", true},
		{"8112289874", true}, {"811228+9874", true}, {"811228–9874", true}, {"811228 - 9874", true}, {"811228\u00a09874", true},
		{"Samordningsnummer 811288-9871", true}, {"Samordningsnummer 811288-9872", false}, {"19811288-9871", true},
		{"två: 0701234567 8112289874", true}, {"1234567890 811228-9874", true}, {"(811228-9874)", true}, {"nr811228-9874.", true},
		{"Dnr 2026-014 och 1234567890", false}, {"Rutin 811228-9875", false}, {"Telefon 0480-123456", false}, {"", false},
		{"organisationsnummer 212000-0746", false}, {"organisationsnummer 162120000746", false}, {"99811228-9874", false}, {"811228-98741", false},
		{"020230-0000", false}, // there is no such day
	} {
		if got := privacy.HoldsNumber(row.text); got != row.want {
			t.Errorf("%q: %v", row.text, got)
		}
	}
}

func TestAWordIsStoppedWhereItStandsAsAWord(t *testing.T) {
	words := []string{"klient*", "LVU", "enskilt  ärende"}
	for text, want := range map[string]string{
		"Rutin för klienten i fråga": "klienten", "KLIENT 14": "KLIENT", "beslut enligt lvu.": "lvu", "Ett enskilt\n ärende": "enskilt\n ärende",
		"Patientklienter": "", "LVUT": "", "LVU2": "", "Rutin": "", "": "", "enskilt": "", "enskilt ärendet": "",
	} {
		if got := privacy.Stopped(text, words); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if privacy.Stopped("allt", []string{"*", " ", ""}) != "" {
		t.Error("a word that says nothing stops everything")
	}
}

func FuzzANumberIsFoundInAnyText(f *testing.F) {
	f.Add("Ärende om ", ", se 0701234567")
	f.Fuzz(func(t *testing.T, before, after string) {
		if text := before + " . 811228-9874 " + after; !privacy.HoldsNumber(text) {
			t.Errorf("nothing is found in %q", text)
		}
	})
}
