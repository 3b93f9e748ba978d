package cli

import (
	"context"
	"fmt"
	"net"
	"time"

	"beredd/internal/app"
	"beredd/internal/wording"
)

// doctor examines what the program depends on.
type doctor struct {
	Mail doctorMail `cmd:"" help:"${help_doctor_mail}"`
}

// doctorMail examines mail.
type doctorMail struct {
	app.Packs `embed:""`
	SMTP      app.SMTP `embed:"" prefix:"smtp-" envprefix:"BEREDD_SMTP_"`
	IMAP      app.IMAP `embed:"" prefix:"imap-" envprefix:"BEREDD_IMAP_"`
	Send      string   `help:"${help_doctor_send}" placeholder:"ADDRESS"`
}

// Run prints what was found, and what to do about it. It fails where something must
// be mended.
func (c doctorMail) Run(ctx context.Context, t *terminal) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	found, err := app.ExamineMail(ctx, c.SMTP, c.IMAP, c.Pack, app.Examination{Names: net.DefaultResolver, Send: c.Send, Language: t.language, Now: time.Now()})
	if err != nil {
		return err
	}
	for _, f := range found {
		fmt.Fprintf(t.out, "%-9s %s: %s\n", t.say("cli.doctor."+string(f.State), nil), t.say("cli.doctor."+f.What, nil), f.Says.In(t.language))
		if len(f.Do) > 0 {
			fmt.Fprintf(t.out, "%-9s %s\n", "", t.say("cli.doctor.do", wording.Args{"Do": f.Do.In(t.language)}))
		}
	}
	if found.Wrong() {
		t.print("cli.doctor.some_wrong", nil)
		return errFailed
	}
	t.print("cli.doctor.all_well", nil)
	return nil
}
