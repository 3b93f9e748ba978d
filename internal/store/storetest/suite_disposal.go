package storetest

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"beredd/internal/engine"
)

func hiding(mail string) string { return engine.HiddenMark + strings.ToUpper(mail[:1]) }

// sent lets every letter that is due go.
func (w *world) sent(now time.Time) {
	w.t.Helper()
	claimed, err := w.Claim(w.ctx, "a", now, time.Minute, 500)
	w.must(err)
	var settled []engine.Settlement
	for _, c := range claimed {
		settled = append(settled, engine.Settlement{Notice: c.ID, Claim: c.Claim, Status: engine.Accepted, Response: "250 ok for <" + strings.ToUpper(c.Mail) + ">", At: now})
	}
	w.must(w.Settle(w.ctx, settled))
}

// lettersAreForgotten holds that of old letters of closed proposals a line is left, that
// addresses are hidden before that, and that what an open question needs stays.
func lettersAreForgotten(t *testing.T, w *world) {
	closed := w.save(Closing(w.opened("Gammalt"), Start.Add(time.Hour)))
	asking := Asking(w.opened("Frågat"), Start.Add(time.Hour))
	for i := range asking.Notices {
		asking.Notices[i].Round = asking.Rounds[0].ID
	}
	asked := w.save(asking)
	w.sent(Start.Add(2 * time.Hour))
	fresh := w.save(Closing(w.opened("Nytt"), Start.Add(time.Hour)))
	count := func(p engine.Proposal) (hidden, shown int) {
		t.Helper()
		page, err := w.Deliveries(w.ctx, engine.DeliveryFilter{Collaboration: Collaboration, Proposal: p.ID, Limit: 100})
		w.must(err)
		for _, d := range page.Rows {
			if strings.Contains(d.Response, "@") != strings.Contains(d.Mail, "@") && d.Status == engine.Accepted {
				t.Errorf("the answer %q of a server beside the address %q", d.Response, d.Mail)
			}
			if d.IsHidden() {
				hidden++
			} else {
				shown++
			}
		}
		return hidden, shown
	}
	_, all := count(closed)
	addresses := engine.Retention{Addresses: Start.AddDate(0, 0, 1)}
	would, err := w.Disposable(w.ctx, Collaboration, addresses)
	w.must(err)
	did, err := w.Dispose(w.ctx, Collaboration, addresses, hiding, Start.AddDate(0, 3, 0))
	w.must(err)
	if would != did || did.Letters != 0 || did.Addresses == 0 {
		t.Errorf("hidden is %+v, foretold %+v", did, would)
	}
	if hidden, shown := count(closed); hidden != all || shown != 0 {
		t.Errorf("of a closed proposal %d addresses are hidden, %d shown", hidden, shown)
	}
	if hidden, shown := count(asked); shown != len(members) || hidden == 0 {
		t.Errorf("of a question that is open %d addresses are left, expected %d", shown, len(members))
	}
	if hidden, _ := count(fresh); hidden != 0 {
		t.Errorf("%d letters that have not gone lost their address", hidden)
	}
	letters := engine.Retention{Letters: Start.AddDate(0, 0, 1)}
	did, err = w.Dispose(w.ctx, Collaboration, letters, hiding, Start.AddDate(2, 0, 0))
	if err != nil || did.Letters != all {
		t.Errorf("forgotten are %+v %v", did, err)
	}
	if hidden, shown := count(closed); hidden+shown != 0 {
		t.Errorf("%d letters are left", hidden+shown)
	}
	left, err := w.Disposals(w.ctx, closed.ID)
	if err != nil || len(left) != 1 || left[0].Letters != all || !left[0].At.Equal(Start.AddDate(2, 0, 0)) || !left[0].First.Equal(Start) {
		t.Errorf("what is left says %+v %v", left, err)
	}
	if again, err := w.Dispose(w.ctx, Collaboration, letters, hiding, Start.AddDate(2, 0, 1)); err != nil || !again.None() {
		t.Errorf("forgotten again: %+v %v", again, err)
	}
	w.whole()
}

// personsAreErased holds that all that is kept of a person is told and erased, of one
// and nobody else, and that history stays whole.
func personsAreErased(t *testing.T, w *world) {
	c := Moving(w.opened("Mitt"), "prepared", Start)
	c.Notices[0].Person, c.Notices[0].Mail, c.Notices[0].Name = "anna", "Anna@kalmar.example", "Utredare Anna"
	c.Notices[1].Person, c.Notices[1].Mail = "annamaria", "annamaria@kalmar.example"
	p := w.save(c)
	w.must(w.PutDraft(w.ctx, "anna", "nytt:arende", "utkastet", Start))
	w.must(w.PutDraft(w.ctx, "annamaria", "nytt:arende", "hennes", Start))
	for i, from := range []string{"anna@kalmar.example", "bo@kalmar.example"} {
		_, err := w.FileIncoming(w.ctx, engine.Filing{Raw: []byte("From: " + from), Message: engine.Incoming{
			ID: "m" + string(rune('a'+i)), Collaboration: Collaboration, Key: from, Kind: engine.CameReply, Proposal: p.ID, From: from, Name: "Någon", Text: "Vi väntar", At: Start}})
		w.must(err)
	}
	of := engine.Erasing{Collaboration: Collaboration, Person: "anna", Addresses: []string{"anna@kalmar.example"}}
	data, err := w.PersonData(w.ctx, of)
	w.must(err)
	if len(data.Letters) != 1 || len(data.Acts) != 2 || len(data.Drafts) != 1 || len(data.Messages) != 1 || data.Acts[0].Number != p.Number {
		t.Errorf("of a person is kept %+v", data)
	}
	of.History = true
	gone, err := w.ErasePerson(w.ctx, of, hiding, Start.Add(time.Hour))
	if err != nil || gone != (engine.Erased{Letters: 1, Unsent: 1, Messages: 1, Drafts: 1, Acts: 2}) {
		t.Errorf("erased is %+v %v", gone, err)
	}
	if audit := w.whole(); audit.Erased != 2 {
		t.Errorf("the check tells of %d erased events", audit.Erased)
	}
	of.History = false
	left, err := w.PersonData(w.ctx, of)
	w.must(err)
	said, err := json.Marshal(left)
	w.must(err)
	if strings.Contains(string(said), "Utredare Anna") || len(left.Acts)+len(left.Drafts)+len(left.Messages) != 0 {
		t.Errorf("left is %s", said)
	}
	if raw, err := w.IncomingRaw(w.ctx, "ma"); err == nil {
		t.Errorf("the message's bytes are left: %q", raw)
	}
	if draft, err := w.Draft(w.ctx, "annamaria", "nytt:arende"); err != nil || draft != "hennes" {
		t.Errorf("another's draft is %q %v", draft, err)
	}
	if d, err := w.Delivery(w.ctx, c.Notices[1].ID); err != nil || d.Mail != "annamaria@kalmar.example" || d.Status != engine.Queued {
		t.Errorf("another's letter is %+v %v", d, err)
	}
	if d, err := w.Delivery(w.ctx, c.Notices[0].ID); err != nil || d.Status != engine.Needless || !d.IsHidden() {
		t.Errorf("the letter that waited is %+v %v", d, err)
	}
}

// severalWriteOneDraft holds that of those who write one draft nobody writes over what it
// has not seen, and that a letter that is owed once more goes beside the first.
func severalWriteOneDraft(t *testing.T, w *world) {
	put := func(data string, now, before time.Time, want bool) {
		t.Helper()
		kept, err := w.PutDraftAfter(w.ctx, "respondent:nybro", "svar:r1", data, now, before)
		if err != nil || kept != want {
			t.Errorf("%s is kept: %v %v", data, kept, err)
		}
	}
	second := Start.Add(time.Minute)
	put("första", Start, time.Time{}, true)
	put("andra, oläst", second, time.Time{}, false)
	put("andra", second, Start, true)
	put("tredje, på den första", second.Add(time.Minute), Start, false)
	if draft, err := w.Draft(w.ctx, "respondent:nybro", "svar:r1"); err != nil || draft != "andra" {
		t.Errorf("kept is %q %v", draft, err)
	}
	c := Asking(w.opened("Frågat"), Start)
	w.save(c)
	w.sent(second)
	n := c.Notices[0]
	n.ID, n.At = "again", second.Add(time.Hour)
	w.must(w.SendAgain(w.ctx, engine.Instead{Of: c.Notices[0].ID, Notice: n}))
	if d, err := w.Delivery(w.ctx, "again"); err != nil || d.Status != engine.Queued || d.Mail != n.Mail || d.Event != c.Notices[0].Event {
		t.Errorf("the letter that is owed once more is %+v %v", d, err)
	}
	if d, err := w.Delivery(w.ctx, c.Notices[0].ID); err != nil || d.Status != engine.Accepted {
		t.Errorf("the first letter is %s %v", d.Status, err)
	}
}
