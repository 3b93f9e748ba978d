package storetest

import (
	"bytes"
	"testing"
	"time"

	"beredd/internal/engine"
	"beredd/internal/fault"
)

// incomingIsFiledOnce holds that a message and all that follows from it is kept whole
// and once, however often it is fetched.
func incomingIsFiledOnce(t *testing.T, w *world) {
	p := w.save(Moving(w.opened("Brev"), "prepared", Start))
	claimed, err := w.Claim(w.ctx, "a", Start, time.Minute, 2)
	w.must(err)
	dead, other := claimed[0], claimed[1]
	later := Start.Add(time.Hour)
	instead := dead.Notice
	instead.ID, instead.Mail, instead.At = "instead", "kansli@torsas.example", later
	filing := engine.Filing{
		Message: engine.Incoming{ID: "m1", Collaboration: Collaboration, Key: "k1", Kind: engine.CameUndelivered, Proposal: p.ID,
			Notice: dead.ID, From: "MAILER-DAEMON@relay.example", Subject: "Åter", Code: "5.1.1", At: later},
		Raw: []byte("Subject: x\r\n\r\n\x00\xff"), Position: &engine.InboxPosition{Mailbox: "INBOX", Validity: 7, UID: 3},
		Returned: dead.ID, Instead: []engine.Instead{{Of: dead.ID, Notice: instead}},
		Mark: &engine.AddressMark{Collaboration: Collaboration, Mail: "Dead@Nybro.example", Status: engine.AddressDead, Code: "5.1.1", Sent: Start, Since: later},
	}
	for i, want := range []bool{true, false} {
		filing.Message.ID = []string{"m1", "m2"}[i]
		filing.Position.UID = uint32(3 + i)
		if fresh, err := w.FileIncoming(w.ctx, filing); err != nil || fresh != want {
			t.Fatalf("filed a time more: fresh %v %v, expected %v", fresh, err, want)
		}
	}
	page, err := w.Incoming(w.ctx, engine.IncomingFilter{Collaboration: Collaboration, Proposal: p.ID})
	if err != nil || len(page.Rows) != 1 || page.Rows[0].ID != "m1" || page.Rows[0].Subject != "Åter" || page.Counts[engine.CameUndelivered] != 1 || page.Waiting != 0 {
		t.Errorf("the proposal's messages: %+v %v", page, err)
	}
	if raw, err := w.IncomingRaw(w.ctx, "m1"); err != nil || !bytes.Equal(raw, filing.Raw) {
		t.Errorf("the message came back as %q %v", raw, err)
	}
	if at, err := w.InboxPosition(w.ctx, "INBOX"); err != nil || at.Validity != 7 || at.UID != 4 {
		t.Errorf("the mailbox has been read to %+v %v", at, err)
	}
	w.must(w.Settle(w.ctx, []engine.Settlement{{Notice: dead.ID, Claim: dead.Claim, Status: engine.Accepted, At: later}, {Notice: other.ID, Claim: other.Claim, Status: engine.Accepted, At: later}}))
	if d, err := w.Delivery(w.ctx, dead.ID); err != nil || d.Status != engine.Returned || d.Response != "5.1.1" {
		t.Errorf("a letter that came back before it was noted as gone is %s %q %v", d.Status, d.Response, err)
	}
	if d, err := w.Delivery(w.ctx, "instead"); err != nil || d.Status != engine.Queued || d.Mail != "kansli@torsas.example" || d.Event != dead.Event || d.Number != p.Number {
		t.Errorf("the letter in its place is %+v %v", d, err)
	}
	if log, err := w.Deliveries(w.ctx, engine.DeliveryFilter{Collaboration: Collaboration, Status: engine.Returned}); err != nil || len(log.Rows) != 1 || log.Counts[engine.Returned] != 1 {
		t.Errorf("the log of what came back: %+v %v", log, err)
	}
	w.mailboxBeginsAnew(filing)
	w.marksFollow()
}

// mailboxBeginsAnew holds that a mailbox whose server counts anew is read from its
// beginning, and that nothing is kept twice for that.
func (w *world) mailboxBeginsAnew(filing engine.Filing) {
	w.t.Helper()
	filing.Position = &engine.InboxPosition{Mailbox: "INBOX", Validity: 8, UID: 1}
	if fresh, err := w.FileIncoming(w.ctx, filing); err != nil || fresh {
		w.t.Errorf("the same message under another number is fresh: %v %v", fresh, err)
	}
	if at, err := w.InboxPosition(w.ctx, "INBOX"); err != nil || at.Validity != 8 || at.UID != 1 {
		w.t.Errorf("the mailbox has been read to %+v %v", at, err)
	}
	if at, err := w.InboxPosition(w.ctx, "another"); err != nil || at.UID != 0 {
		w.t.Errorf("another mailbox has been read to %+v %v", at, err)
	}
}

// marksFollow holds what a coordinator's word and what later letters show mean for an
// address.
func (w *world) marksFollow() {
	w.t.Helper()
	status := func() engine.AddressStatus {
		marks, err := w.AddressMarks(w.ctx, Collaboration)
		if err != nil || len(marks) != 1 || marks[0].Mail != "dead@nybro.example" {
			w.t.Fatalf("the addresses are %+v %v", marks, err)
		}
		return marks[0].Status
	}
	n := 0
	came := func(sent time.Time) {
		n++
		mark := engine.AddressMark{Collaboration: Collaboration, Mail: "dead@nybro.example", Status: engine.AddressDead, Code: "5.1.1", Sent: sent, Since: sent.Add(time.Minute)}
		_, err := w.FileIncoming(w.ctx, engine.Filing{Mark: &mark, Message: engine.Incoming{
			ID: "mark" + string(rune('a'+n)), Collaboration: Collaboration, Key: "mark" + string(rune('a'+n)), Kind: engine.CameUndelivered, At: sent}})
		w.must(err)
	}
	if status() != engine.AddressDead {
		w.t.Errorf("an address that a letter came back from is %s", status())
	}
	confirmed := Start.Add(2 * time.Hour)
	w.must(w.ConfirmAddress(w.ctx, Collaboration, "Dead@nybro.example", "anna", confirmed))
	if came(confirmed.Add(-time.Minute)); status() != engine.AddressWorks {
		w.t.Errorf("a letter that went before somebody confirmed the address makes it %s", status())
	}
	if came(confirmed.Add(time.Minute)); status() != engine.AddressDead {
		w.t.Errorf("a letter that went after that makes it %s", status())
	}
}

// incomingWaits holds what a coordinator must see to, and that a sender is answered
// once a day.
func incomingWaits(t *testing.T, w *world) {
	p := w.opened("Brev")
	for i, kind := range []engine.IncomingKind{engine.CameUnplaced, engine.CameReply, engine.CameQuarantined} {
		_, err := w.FileIncoming(w.ctx, engine.Filing{Message: engine.Incoming{
			ID: string(rune('a' + i)), Collaboration: Collaboration, Key: string(rune('a' + i)), Kind: kind, From: "Anna@Nybro.example", At: Start}})
		w.must(err)
	}
	waiting := func() int {
		page, err := w.Incoming(w.ctx, engine.IncomingFilter{Collaboration: Collaboration, Waiting: true})
		w.must(err)
		if len(page.Rows) != page.Waiting {
			t.Errorf("%d wait and %d are listed", page.Waiting, len(page.Rows))
		}
		return page.Waiting
	}
	if waiting() != 2 {
		t.Errorf("%d messages wait for a coordinator, expected 2", waiting())
	}
	m, err := w.IncomingMessage(w.ctx, "a")
	w.must(err)
	m.HandledAt, m.HandledBy, m.Proposal, m.Kind = Start.Add(time.Hour), "anna", p.ID, engine.CameReply
	w.must(w.HandleIncoming(w.ctx, m))
	if has, err := w.IncomingMessage(w.ctx, "a"); err != nil || has.Proposal != p.ID || has.HandledBy != "anna" || has.Waits() || waiting() != 1 {
		t.Errorf("a message that was placed is %+v %v, and %d wait", has, err, waiting())
	}
	if n, err := w.IncomingSince(w.ctx, Collaboration, "anna@nybro.example", Start.Add(-time.Second)); err != nil || n != 3 {
		t.Errorf("%d messages of a sender %v, expected 3", n, err)
	}
	if n, err := w.IncomingSince(w.ctx, Collaboration, "anna@nybro.example", Start); err != nil || n != 0 {
		t.Errorf("%d messages of a sender after that %v", n, err)
	}
	for i, want := range []bool{true, false, true} {
		if may, err := w.MayReply(w.ctx, Collaboration, "Anna@nybro.example", Start.AddDate(0, 0, i/2)); err != nil || may != want {
			t.Errorf("answering a sender time %d: %v %v, expected %v", i, may, err, want)
		}
	}
	if _, err := w.IncomingMessage(w.ctx, "none"); !fault.Is(err, "not_found") {
		t.Errorf("a message that is not there: %v", err)
	}
	if _, err := w.IncomingRaw(w.ctx, "a"); !fault.Is(err, "not_found") {
		t.Errorf("the bytes of one that was too large: %v", err)
	}
}
