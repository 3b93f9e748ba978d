package app

import (
	"context"
	"crypto/x509"
	"time"

	"beredd/internal/inbox"
	"beredd/internal/outbox"
	"beredd/internal/web"
)

// An IMAP says which mailbox is read, if any.
type IMAP struct {
	Host         string        `name:"host" env:"HOST" help:"${setting_imap_host}"`
	Port         int           `name:"port" env:"PORT" default:"0" help:"${setting_imap_port}"`
	TLS          string        `name:"tls" env:"TLS" default:"implicit" enum:"required,implicit,none" help:"${setting_imap_tls}"`
	Username     string        `name:"username" env:"USERNAME" help:"${setting_imap_username}"`
	Password     string        `name:"password" env:"PASSWORD" secret:"all" help:"${setting_imap_password}"`
	PasswordFile string        `name:"password-file" env:"PASSWORD_FILE" help:"${setting_imap_password_file}"`
	Folder       string        `name:"folder" env:"FOLDER" default:"INBOX" help:"${setting_imap_folder}"`
	Done         string        `name:"done" env:"DONE" help:"${setting_imap_done}"`
	Poll         time.Duration `name:"poll" env:"POLL" default:"1m" help:"${setting_imap_poll}"`
	Size         int64         `name:"size" env:"SIZE" default:"10485760" help:"${setting_imap_size}"`
	AutoReply    bool          `name:"auto-reply" env:"AUTO_REPLY" default:"true" negatable:"" help:"${setting_imap_auto_reply}"`

	Roots *x509.CertPool `kong:"-"` // who vouches for the server, where it is not the system
	Pause time.Duration  `kong:"-"` // before a server that failed is tried again, where it is not 5 seconds
}

func (i IMAP) mailbox() (inbox.Mailbox, error) {
	password, err := fromFile(i.PasswordFile, i.Password)
	return inbox.Mailbox{
		Host: i.Host, Port: i.Port, TLS: inbox.TLS(i.TLS), Username: i.Username, Password: password, Folder: i.Folder,
		Done: i.Done, Poll: i.Poll, Roots: i.Roots, Pause: i.Pause,
	}, err
}

// An answering is a post that may answer who writes.
type answering interface {
	outbox.Sender
	web.CodeSender
	inbox.Replier
}

// receive starts to read the mailbox, where one is named.
func (s *Service) receive(ctx context.Context) error {
	c := s.config.IMAP
	if c.Host == "" {
		return nil
	}
	box, err := c.mailbox()
	if err != nil {
		return err
	}
	head := s.config.SMTP.head(s.pack().Key)
	in := inbox.Config{
		Pack: s.pack, Keys: s.keys, Store: s.store, Own: []string{head.From, head.ReplyTo, head.Bounce},
		Limits: inbox.Limits{Size: c.Size}, Now: s.now, Log: s.log,
		Filed: func() { s.divert.forget(); s.worker.Wake() },
	}
	if post, ok := s.post.(answering); ok && c.AutoReply {
		in.Replier = post
	}
	turn := &lease{store: s.store, name: "inbox", holder: nodeName(), ttl: 5 * time.Minute, now: s.now}
	s.fetcher, err = inbox.NewFetcher(box, inbox.New(in), func(ctx context.Context) (bool, error) {
		fence, err := turn.Take(ctx)
		return fence != nil, err
	})
	if err != nil {
		return err
	}
	s.incoming = start(ctx, func(ctx context.Context) {
		s.fetcher.Run(ctx)
		s.handOn(context.WithoutCancel(ctx), turn)
	})
	return nil
}

// handOn lets another node read the mailbox at once, where it was this one's turn.
func (s *Service) handOn(ctx context.Context, turn *lease) {
	fence, err := turn.Take(ctx)
	if err == nil && fence != nil {
		err = turn.Release(ctx, fence)
	}
	if err != nil {
		s.log.Warn("giving back the lease of the mailbox", "error", err)
	}
}
