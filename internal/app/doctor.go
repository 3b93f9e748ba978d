package app

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"beredd/internal/fault"
	"beredd/internal/inbox"
	"beredd/internal/link"
	"beredd/internal/mail"
	"beredd/internal/wording"
)

// An Examination says what of mail is looked at.
type Examination struct {
	Names    mail.Names // where names are looked up
	Send     string     // whom a test letter goes to; "" is nobody
	Language wording.Language
	Now      time.Time
}

// A Diagnosis is what was found, in the order in which a letter meets it.
type Diagnosis []mail.Finding

// Wrong says whether something must be mended.
func (d Diagnosis) Wrong() bool {
	return slices.ContainsFunc(d, func(f mail.Finding) bool { return f.State == mail.Wrong })
}

// ExamineMail says whether letters go, are believed, and can come back. It opens no
// database, and sends nothing but the letter that it is asked for.
func ExamineMail(ctx context.Context, smtp SMTP, imap IMAP, pack string, e Examination) (Diagnosis, error) {
	if smtp.Host == "" {
		return nil, fault.New(fault.Invalid, "doctor_no_server", nil)
	}
	if err := smtp.whole(); err != nil {
		return nil, err
	}
	sender, head, relay, err := doctored(smtp, pack)
	if err != nil {
		return nil, err
	}
	defer sender.Close()
	found := Diagnosis(sender.Examine(ctx, e.Now))
	reached := !found.Wrong()
	found = append(found, mail.Standing{Names: e.Names, Head: head, Host: smtp.Host, Seals: relay.Seals}.Examine(ctx)...)
	found = append(found, examineInbox(ctx, imap))
	if e.Send != "" && reached {
		id, err := uuid.NewV7()
		if err != nil {
			return nil, err
		}
		found = append(found, sender.SendTest(ctx, id.String(), e.Send, e.Language, e.Now))
	}
	return found, nil
}

// doctored is a sender as the service has it, whose letters have no links.
func doctored(smtp SMTP, pack string) (*mail.Sender, mail.Letterhead, mail.Config, error) {
	head := smtp.head(pack)
	relay, err := smtp.relay()
	if err != nil {
		return nil, head, relay, err
	}
	letters, err := readLetters()
	if err != nil {
		return nil, head, relay, err
	}
	writer, err := mail.NewWriterOf(letters, head, link.Site{}, nil)
	if err != nil {
		return nil, head, relay, err
	}
	sender, err := mail.New(relay, writer)
	return sender, head, relay, err
}

// examineInbox opens the mailbox that letters return to, and reads nothing.
func examineInbox(ctx context.Context, imap IMAP) mail.Finding {
	if imap.Host == "" {
		return mail.Inbox("", "", nil)
	}
	where := imap.Username + " (" + imap.Host + ")"
	box, err := imap.mailbox()
	if err != nil {
		return mail.Inbox(where, string(inbox.Unreachable), err)
	}
	fetcher, err := inbox.NewFetcher(box, nil, nil)
	if err == nil {
		err = fetcher.Check(ctx)
	}
	if err != nil {
		return mail.Inbox(where, string(inbox.TroubleOf(err)), err)
	}
	return mail.Inbox(where, "", nil)
}
