package mail_test

import (
	"slices"
	"strings"
	"testing"

	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// corrected is the letter of a decision that was made anew, to who was asked about it
// before.
func corrected(t testing.TB, before, after string) engine.LetterFacts {
	t.Helper()
	facts := filled(t, "decision")
	p := &facts.Proposal
	earlier := *p.Decision
	earlier.Text, earlier.On = before, calendar.Date{Year: 2026, Month: 2, Day: 3}
	p.Earlier, p.Decision.Text = []engine.Decision{earlier}, after
	again := p.Rounds[0]
	p.Rounds[0].ID = "r0"
	p.Rounds = append(p.Rounds, again)
	return facts
}

// Who is asked again about a corrected decision reads in the letter what differs, in
// words; nobody else does, and nobody of what is confidential.
func TestALetterOfACorrectedDecisionSaysWhatHasChanged(t *testing.T) {
	const before, after = "att **anta rutinen** från 1 juni 2026\natt följa upp den", "Rättat: att **anta rutinen** från 1 juli 2026"
	for l, want := range map[wording.Language][]string{
		wording.Swedish: {"Ändrat sedan förra beslutet", "Tillagt: ”Rättat:”", "”juni” är ändrat till ”juli”, efter ”att anta rutinen från 1”", "Borttaget: ”att följa upp den”, efter ”2026”"},
		wording.English: {"Changed since the decision before", "Added: “Rättat:”", "“juni” is changed to “juli”", "Removed: “att följa upp den”"},
	} {
		written, err := writer(t).Message(in(l, corrected(t, before, after)), now)
		if err != nil {
			t.Fatal(err)
		}
		visible, _ := shown(t, written.HTML)
		for _, said := range want {
			if !strings.Contains(written.Text, said) || !strings.Contains(visible, said) {
				t.Errorf("the letter does not say %q:\n%s\n%s", said, written.Text, visible)
			}
		}
	}
	first, answered, secret, alike := corrected(t, before, after), corrected(t, before, after), corrected(t, before, after), corrected(t, before, before)
	first.Proposal.Rounds = first.Proposal.Rounds[1:]
	answered.Event.Kind = engine.Answered
	secret.Proposal.Secret = &engine.Secrecy{Because: text("OSL 25:1", "OSL 25:1")}
	for who, facts := range map[string]engine.LetterFacts{"asked for the first time": first, "answered": answered, "confidential": secret, "no change": alike} {
		written, err := writer(t).Message(facts, now)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(written.Text, "Ändrat sedan") || strings.Contains(written.HTML, "Ändrat sedan") {
			t.Errorf("%s: the letter says what has changed:\n%s", who, written.Text)
		}
	}
}

// What has changed stands with the decision, before what else was given with it.
func TestWhatHasChangedStandsWithTheDecision(t *testing.T) {
	facts := corrected(t, "att anta rutinen från 1 juni", "att anta rutinen från 1 juli")
	facts.Proposal.Decision.Inputs = map[string]any{"plan": "Alla chefer får rutinen på månadsmötet i augusti, och går igenom den med sina enheter före den 15 september."}
	written, err := writer(t).Message(facts, now)
	if err != nil {
		t.Fatal(err)
	}
	visible, _ := shown(t, written.HTML)
	for _, text := range []string{written.Text, visible} {
		decision, changed, plan := strings.Index(text, "från 1 juli"), strings.Index(text, "Ändrat sedan"), strings.Index(text, "Alla chefer får")
		if decision < 0 || decision > changed || changed > plan {
			t.Errorf("the decision, what has changed and the plan stand at %d, %d and %d:\n%s", decision, changed, plan, text)
		}
	}
}

// A text that is written anew is not told word by word.
func TestADecisionWrittenAnewIsReadWhole(t *testing.T) {
	words := strings.Fields(strings.Repeat("ett två tre fyra fem sex sju åtta nio tio ", 2))
	anew := slices.Clone(words)
	for i := 0; i < len(anew); i += 2 {
		anew[i] = "nytt"
	}
	written, err := writer(t).Message(corrected(t, strings.Join(words, " "), strings.Join(anew, " ")), now)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(written.Text, "Mycket av texten är ny") || strings.Contains(written.Text, "ändrat till") {
		t.Errorf("the letter says\n%s", written.Text)
	}
}
