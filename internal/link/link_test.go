package link_test

import (
	"bytes"
	"strings"
	"testing"

	"beredd/internal/link"
)

var borgholm = link.Claim{
	ID:         "01936f2e-7c1a-7b3d-9a51-0c6f3a2b1d4e",
	Round:      "dissemination",
	Respondent: "borgholm",
	Recipient:  "borgholm_social",
	Purpose:    link.Answer,
}

func keys(t *testing.T, secrets ...string) link.Keys {
	t.Helper()
	var raw [][]byte
	for _, s := range secrets {
		raw = append(raw, bytes.Repeat([]byte(s), 32))
	}
	k, err := link.NewKeys(raw...)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestALinkVouchesForItsOwnClaimAlone(t *testing.T) {
	k := keys(t, "a")
	seal := k.Seal(borgholm)
	if !k.Verify(borgholm, seal) {
		t.Fatal("a link that was just made does not verify")
	}
	if !k.Verify(borgholm, strings.ToUpper(seal)) {
		t.Error("a link whose letters a mail program has raised does not verify")
	}
	rows := []struct {
		name   string
		change func(*link.Claim)
	}{
		{"another notice", func(c *link.Claim) { c.ID = "01936f2e-7c1a-7b3d-9a51-0c6f3a2b1d4f" }},
		{"another round", func(c *link.Claim) { c.Round = "follow_up" }},
		{"another organization", func(c *link.Claim) { c.Respondent = "kalmar" }},
		{"another person", func(c *link.Claim) { c.Recipient = "kalmar_social" }},
		{"another purpose", func(c *link.Claim) { c.Purpose = link.Bounce }},
		{"a letter moved from one field to the next", func(c *link.Claim) {
			c.Round, c.Respondent = "disseminationb", "orgholm"
		}},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			c := borgholm
			row.change(&c)
			if k.Verify(c, seal) {
				t.Error("the link verifies for what it was not made for")
			}
		})
	}
}

func TestASealThatWasTamperedWithIsRefused(t *testing.T) {
	k := keys(t, "a")
	seal := k.Seal(borgholm)
	for i := range seal {
		other := byte('a')
		if seal[i] == other {
			other = 'b'
		}
		if k.Verify(borgholm, seal[:i]+string(other)+seal[i+1:]) {
			t.Errorf("a seal with another letter at %d verifies", i)
		}
	}
	for _, wrong := range []string{"", seal[:len(seal)-1], seal + "a", seal[4:]} {
		if k.Verify(borgholm, wrong) {
			t.Errorf("the seal %q verifies", wrong)
		}
	}
}

func TestAnOldKeyVerifiesUntilItIsTakenAway(t *testing.T) {
	old := keys(t, "a").Seal(borgholm)
	rotated := keys(t, "b", "a")
	if !rotated.Verify(borgholm, old) {
		t.Error("a link made before the key was changed does not verify")
	}
	if rotated.Seal(borgholm) == old {
		t.Error("new links are still made with the old key")
	}
	if keys(t, "b").Verify(borgholm, old) {
		t.Error("a link verifies though its key is gone")
	}
}

func TestAShortSecretIsRefused(t *testing.T) {
	if _, err := link.NewKeys([]byte("too short")); err == nil {
		t.Error("links may be signed with a secret of nine bytes")
	}
	if _, err := link.NewKeys(); err == nil {
		t.Error("links may be signed with no secret at all")
	}
}

func TestALinkIsFoundAgainInItsAddress(t *testing.T) {
	k := keys(t, "a")
	site := link.NewSite("https://beredd.kalmar.example/", k)
	address := site.Answer(borgholm)
	token, found := strings.CutPrefix(address, "https://beredd.kalmar.example"+link.AnswerPath)
	if !found {
		t.Fatalf("the link is %s", address)
	}
	id, seal, ok := link.Split(token)
	if !ok || id != borgholm.ID || !k.Verify(borgholm, seal) {
		t.Errorf("the path %s gives id %q, seal %q", token, id, seal)
	}
	if _, _, ok := link.Split("no-seal-here"); ok {
		t.Error("a path without a seal is taken for a link")
	}
}
