package link_test

import (
	"strings"
	"testing"

	"beredd/internal/link"
)

// What comes back to a letter's own address finds its notice, also where a server
// on the way has changed the case, and nobody makes one without the key.
func TestWhatReturnsFindsItsNotice(t *testing.T) {
	k := keys(t, "a")
	site := link.NewSite("https://beredd.kalmar.example", k)
	const longest = "studsar.beredd.x"
	for _, mailbox := range []string{"bounces@samverkan.example", longest + "@samverkan.example"} {
		address := site.ReturnTo(mailbox, borgholm)
		local, host, _ := strings.Cut(address, "@")
		if len(local) > 64 || host != "samverkan.example" || !strings.HasPrefix(local, mailbox[:strings.Index(mailbox, "@")]+"+") {
			t.Errorf("the address to return to is %s, with %d octets before its @", address, len(local))
		}
		for _, came := range []string{address, "<" + strings.ToUpper(address) + ">"} {
			id, seal, ok := link.ReturnMark(came)
			if !ok || id != borgholm.ID || !k.VerifyReturn(borgholm, seal) {
				t.Errorf("%s gives id %q, seal %q", came, id, seal)
			}
			other := borgholm
			other.ID = "01936f2e-7c1a-7b3d-9a51-0c6f3a2b1d4f"
			if k.VerifyReturn(other, seal) || keys(t, "b").VerifyReturn(borgholm, seal) || k.VerifyReturn(borgholm, seal[:19]+"1") || k.Verify(borgholm, seal) {
				t.Errorf("the mark of %s vouches for more than its own letter", came)
			}
		}
	}
	if !keys(t, "b", "a").VerifyReturn(borgholm, sealOf(t, site.ReturnTo("b@x.example", borgholm))) {
		t.Error("a mark made with the old key does not verify")
	}
	if long := "x" + longest + "@samverkan.example"; site.ReturnTo(long, borgholm) != long {
		t.Error("a mailbox with a name too long for a mark gets one")
	}
	for _, none := range []string{"", "bounces@samverkan.example", "bounces+@samverkan.example", "bounces+abc@samverkan.example", "+.@x"} {
		if id, _, ok := link.ReturnMark(none); ok {
			t.Errorf("%q has the mark of %q", none, id)
		}
	}
}

func sealOf(t *testing.T, address string) string {
	t.Helper()
	_, seal, ok := link.ReturnMark(address)
	if !ok {
		t.Fatalf("%s has no mark", address)
	}
	return seal
}
