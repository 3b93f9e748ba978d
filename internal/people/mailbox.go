package people

import (
	"slices"
	"strings"

	"beredd/internal/calendar"
)

// WhyUndelivered says that a function mailbox has a letter which never arrived at the
// person's own address.
const WhyUndelivered Why = "undelivered"

// WhyLeft says that a function mailbox has a letter whose recipient had left before it
// went, with nobody in the same seat.
const WhyLeft Why = "left"

// WhySentOn says that a person has a letter whose recipient has no address that works,
// since a coordinator chose so.
const WhySentOn Why = "sent_on"

// MailboxBehind is the organization whose function mailbox has a letter that never
// arrived at somebody's own address: the one that it was for, or that the person sits
// or speaks for; nil where there is none.
func (d *Directory) MailboxBehind(person, organization, body string, on calendar.Date) *Organization {
	if organization != "" {
		return d.Organization(organization)
	}
	if b := d.Body(body); b != nil {
		for _, s := range b.Seats {
			if s.Person == person && s.Of != "" && within(on, s.From, s.To) {
				return d.Organization(s.Of)
			}
		}
	}
	if behind := d.OrganizationsOf(person, on); person != "" && len(behind) > 0 {
		return d.Organization(behind[0])
	}
	return nil
}

// SharesMailbox says whether another organization has the same function mailbox.
func (d *Directory) SharesMailbox(organization string) bool {
	own := d.Organization(organization)
	return own != nil && slices.ContainsFunc(d.Organizations, func(o Organization) bool {
		return o.Key != own.Key && strings.EqualFold(o.Mailbox, own.Mailbox)
	})
}
