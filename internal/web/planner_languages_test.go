package web_test

import "testing"

// A pack in one language asks for one title of each thing, and does not say in which
// language.
func TestAPackOfOneLanguageAsksForOneTitle(t *testing.T) {
	b := publishingIn(newWorld(t, false)).as("county_coordinator")
	b.get(newSeries).says("Rubrik på svenska", "Rubrik på engelska")
	b.writes("collaboration.yaml", "vidare", "languages: [sv, en]", "languages: [sv]")
	for _, form := range []string{newSeries, planPeople + "/grupp", planPeople + "/organisation"} {
		b.get(form).lacks("på svenska", "på engelska")
	}
	b.get(newSeries).says("Rubrik")
}
