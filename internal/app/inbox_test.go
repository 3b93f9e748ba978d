package app

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"beredd/internal/engine"
	"beredd/internal/inbox/dovecottest"
	"beredd/internal/people"
)

// What comes back by mail is read from a real IMAP server: a letter that never arrived
// goes to the function mailbox, what a person writes is filed and answered once, and
// nothing that anybody could have written changes anything.
func TestWhatComesBackByMailFindsItsPlace(t *testing.T) {
	server := dovecottest.Start(t)
	onBothDatabases(t, func(f *flow) {
		user := "studs" + strings.ReplaceAll(f.Name()[strings.LastIndex(f.Name(), "/")+1:], "q", "")
		f.config.SMTP.Bounce, f.config.SMTP.ReplyTo = user+"@samverkan.example", "svar@samverkan.example"
		f.config.IMAP = IMAP{Host: "127.0.0.1", Port: server.IMAP, TLS: "none", Username: user, Password: dovecottest.Password,
			Folder: "INBOX", Size: 20000, Poll: 50 * time.Millisecond, Pause: 20 * time.Millisecond, AutoReply: true}
		f.at("2026-02-02 09:00")
		f.start()
		f.propose()
		f.do("drafting", "submit", nil)
		f.eventually("the preparation group has its letters", func() bool { return len(f.relay.letters("Rutin för SIP")) >= 3 })
		dead := f.personal()
		f.aLetterReturns(server, dead)
		f.aPersonWrites(server, user, dead)
		f.theServerIsGoneForAWhile(server, user)
		f.theMailboxIsMadeAnew(server, user)
		f.laterLettersGoElsewhere(dead)
		f.stop()
	})
}

// personal is a letter that went to a person who sits for an organization.
func (f *flow) personal() letter {
	f.Helper()
	for _, l := range f.relay.letters("Rutin för SIP") {
		d := f.delivery(l)
		if d.Person != "" && f.pack().People.MailboxBehind(d.Person, d.Organization, d.Body, f.pack().Calendar.Today(f.clock.Now())) != nil {
			return l
		}
	}
	f.Fatal("no letter went to a person who sits for an organization")
	return letter{}
}

func (f *flow) delivery(l letter) engine.Delivery {
	f.Helper()
	d, err := f.store.Delivery(f.Context(), strings.TrimPrefix(strings.Split(strings.Trim(l.id, "<>"), "@")[0], "u."))
	if err != nil {
		f.Fatal(err)
	}
	return d
}

// aLetterReturns has the letter's own address take it back: first one forged, whose
// mark is of another letter, and then the server's.
func (f *flow) aLetterReturns(server *dovecottest.Server, l letter) {
	f.Helper()
	d := f.delivery(l)
	local, host, _ := strings.Cut(l.from, "@")
	if !strings.Contains(local, "+") {
		f.Fatalf("the letter returns to %s, which has no mark", l.from)
	}
	forged := local[:len(local)-3] + map[bool]string{true: "bbb", false: "aaa"}[strings.HasSuffix(local, "aaa")]
	server.Deliver(f, "", forged+"@"+host, bounce("forged", forged+"@"+host, d.Mail, "5.1.1"))
	f.eventually("the forged report is kept", func() bool { return f.came()[engine.CameIgnored] == 1 })
	if now := f.delivery(l); now.Status != engine.Accepted {
		f.Fatalf("a report without a valid mark made the letter %s", now.Status)
	}
	server.Deliver(f, "", l.from, bounce("real", l.from, d.Mail, "5.1.1"))
	f.eventually("the letter is said not to have arrived", func() bool { return f.delivery(l).Status == engine.Returned })
	if got := f.delivery(l).Response; !strings.HasPrefix(got, "5.1.1") || strings.Contains(got, "@") {
		f.Errorf("what the other server said is %q", got)
	}
	home := f.pack().People.MailboxBehind(d.Person, d.Organization, d.Body, f.pack().Calendar.Today(f.clock.Now()))
	f.eventually("the function mailbox has the letter instead", func() bool {
		for _, other := range f.relay.letters("Rutin för SIP") {
			if strings.EqualFold(other.to, home.Mailbox) && other.subject == l.subject {
				return strings.Contains(other.text, "kom inte fram till den person")
			}
		}
		return false
	})
	marks, err := f.store.AddressMarks(f.Context(), f.pack().Key)
	if err != nil || len(marks) != 1 || marks[0].Status != engine.AddressDead || !strings.EqualFold(marks[0].Mail, d.Mail) {
		f.Errorf("the addresses are %+v %v", marks, err)
	}
}

// aPersonWrites has somebody answer the letter twice, and a stranger write.
func (f *flow) aPersonWrites(server *dovecottest.Server, user string, l letter) {
	f.Helper()
	version := f.proposal().Version
	for i := range 2 {
		server.Deliver(f, "chef@nybro.example", user+"@samverkan.example", fmt.Sprintf(
			"From: Chefen <chef@nybro.example>\nTo: svar@samverkan.example\nSubject: Sv: x\nMessage-ID: <%d@nybro.example>\nIn-Reply-To: %s\n\nVi tycker ja.\n", i, l.id))
	}
	server.Deliver(f, "stranger@other.example", user+"@samverkan.example",
		"From: stranger@other.example\nTo: svar@samverkan.example\nSubject: Hej\nMessage-ID: <s@other.example>\n\nVem äger detta?\n")
	f.eventually("what people wrote is filed", func() bool {
		return f.came()[engine.CameReply] == 2 && f.came()[engine.CameUnplaced] == 1
	})
	answers := func() (all []letter) {
		for _, a := range f.relay.letters("Ditt meddelande är mottaget") {
			if a.to == "chef@nybro.example" {
				all = append(all, a)
			}
		}
		return all
	}
	f.eventually("who wrote is answered", func() bool { return len(answers()) > 0 })
	a := answers()[0]
	if a.head.Get("Auto-Submitted") != "auto-replied" || a.head.Get("In-Reply-To") != "<0@nybro.example>" || strings.Contains(a.text, "Rutin för SIP") {
		f.Errorf("the automatic answer: %v\n%s", a.head, a.text)
	}
	if n := len(f.relay.letters("Ditt meddelande är mottaget")); n != 1 {
		f.Errorf("%d automatic answers went, want one a day and none to a stranger", n)
	}
	if got := f.proposal().Version; got != version {
		f.Errorf("what people wrote by mail has changed the proposal: %d events more", got-version)
	}
}

// theServerIsGoneForAWhile takes the mail server down and up again, and our service
// too: what came meanwhile is filed, and nothing twice.
func (f *flow) theServerIsGoneForAWhile(server *dovecottest.Server, user string) {
	f.Helper()
	server.Down()
	f.eventually("it is noticed that the mailbox is gone", func() bool { _, err := f.fetcher.Failure(); return err != nil })
	server.Up(f)
	write := func(id string) {
		server.Deliver(f, "a@other.example", user+"@samverkan.example",
			"From: a@other.example\nTo: svar@samverkan.example\nSubject: Hej\nMessage-ID: <"+id+"@other.example>\nDate: Mon, 2 Feb 2026 10:00:00 +0100\n\n"+id+"\n")
	}
	write("one")
	f.eventually("what came after the server was up is filed", func() bool { return f.came()[engine.CameUnplaced] == 2 })
	f.stop()
	write("one")
	write("two")
	f.start()
	f.eventually("what came while nobody read is filed", func() bool { return f.came()[engine.CameUnplaced] >= 3 })
	at, err := f.store.InboxPosition(f.Context(), "imap://"+user+"@127.0.0.1/INBOX")
	if err != nil || at.UID != 8 {
		f.Errorf("the mailbox has been read to %+v %v", at, err)
	}
	if n := f.came()[engine.CameUnplaced]; n != 3 {
		f.Errorf("%d messages could not be placed, want 3: the one that came twice is one", n)
	}
}

// theMailboxIsMadeAnew has the mailbox count its messages from one again: what is new is
// filed, also what is too large to be taken whole, and what was filed before is not filed
// once more.
func (f *flow) theMailboxIsMadeAnew(server *dovecottest.Server, user string) {
	f.Helper()
	name := "imap://" + user + "@127.0.0.1/INBOX"
	before, err := f.store.InboxPosition(f.Context(), name)
	if err != nil {
		f.Fatal(err)
	}
	server.Down()
	server.Forget(f, user)
	time.Sleep(1100 * time.Millisecond) // a mailbox is told from the one before it by the second
	server.Up(f)
	for id, body := range map[string]string{"two": "two", "three": "three", "large": strings.Repeat("mycket text\n", 3000)} {
		server.Deliver(f, "a@other.example", user+"@samverkan.example",
			"From: a@other.example\nTo: svar@samverkan.example\nSubject: Hej\nMessage-ID: <"+id+"@other.example>\nDate: Mon, 2 Feb 2026 10:00:00 +0100\n\n"+body+"\n")
	}
	f.eventually("what came to the new mailbox is filed", func() bool {
		return f.came()[engine.CameUnplaced] == 4 && f.came()[engine.CameQuarantined] == 1
	})
	f.eventually("the new mailbox has been read", func() bool {
		at, err := f.store.InboxPosition(f.Context(), name)
		return err == nil && at.UID == 3 && at.Validity != before.Validity
	})
	if came := f.came(); came[engine.CameUnplaced] != 4 || came[engine.CameQuarantined] != 1 {
		f.Errorf("in all %d messages could not be placed and %d wait to be looked at", came[engine.CameUnplaced], came[engine.CameQuarantined])
	}
}

// laterLettersGoElsewhere has another proposal reach the same group: who has an address
// that does not work is sent nothing, and the function mailbox has the letter.
func (f *flow) laterLettersGoElsewhere(dead letter) {
	f.Helper()
	before := len(f.lettersTo(dead.to))
	f.propose()
	f.do("drafting", "submit", nil)
	f.eventually("the letter is kept from the address that does not work", func() bool {
		log, err := f.store.Deliveries(f.Context(), engine.DeliveryFilter{Collaboration: f.pack().Key, Proposal: f.id, Status: engine.Returned})
		if err != nil {
			f.Fatal(err)
		}
		return len(log.Rows) == 1 && strings.EqualFold(log.Rows[0].Mail, dead.to) && strings.HasPrefix(log.Rows[0].Response, "diverted 5.1.1")
	})
	f.eventually("the function mailbox has it", func() bool {
		log, err := f.store.Deliveries(f.Context(), engine.DeliveryFilter{Collaboration: f.pack().Key, Proposal: f.id, Status: engine.Accepted})
		if err != nil {
			f.Fatal(err)
		}
		return slices.ContainsFunc(log.Rows, func(d engine.Delivery) bool { return d.Why == string(people.WhyUndelivered) })
	})
	if n := len(f.lettersTo(dead.to)); n != before {
		f.Errorf("%d letters more went to an address that does not work", n-before)
	}
}

func (f *flow) lettersTo(address string) (all []letter) {
	for _, l := range f.relay.letters("") {
		if strings.EqualFold(l.to, address) {
			all = append(all, l)
		}
	}
	return all
}

func (f *flow) came() map[engine.IncomingKind]int {
	f.Helper()
	page, err := f.store.Incoming(f.Context(), engine.IncomingFilter{Collaboration: f.pack().Key})
	if err != nil {
		f.Fatal(err)
	}
	return page.Counts
}

// bounce is a report as mail servers write it (RFC 3464).
func bounce(id, to, failed, code string) string {
	return strings.NewReplacer("ID", id, "RETURN", to, "FAILED", failed, "CODE", code).Replace(`From: MAILER-DAEMON@relay.example (Mail Delivery System)
To: RETURN
Subject: Undelivered Mail Returned to Sender
Message-ID: <ID@relay.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=us-ascii

Your message could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example

Final-Recipient: rfc822; FAILED
Action: failed
Status: CODE
Diagnostic-Code: smtp; 550 CODE <FAILED>: no such user

--b
Content-Type: text/rfc822-headers

Subject: x

--b--
`)
}
