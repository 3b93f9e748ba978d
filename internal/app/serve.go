package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"beredd/internal/cycle"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/inbox"
	"beredd/internal/mail"
	"beredd/internal/outbox"
	"beredd/internal/store"
	"beredd/internal/web"
	"beredd/internal/wording"
)

// A Service is a system that serves pages, delivers letters and lets time act,
// until it is stopped.
type Service struct {
	*system
	config   Config
	base     string
	as       string       // the command that it is part of
	access   store.Access // to the database
	post     post
	sender   *mail.Sender // nil where no mail server is named
	watch    *watch
	worker   *outbox.Worker
	alarm    *cycle.Alarm
	listener net.Listener
	server   *http.Server
	failed   chan error // why the server ended by itself
	letters  *background
	called   int            // the edition whose bodies have been called to their meetings
	fetcher  *inbox.Fetcher // nil where no mailbox is read
	incoming *background
}

// A post takes letters and codes.
type post interface {
	outbox.Sender
	web.CodeSender
}

// Serve runs a service until ctx ends. It prints the address, as the first line,
// when it answers there.
func Serve(ctx context.Context, c Config, out, logs io.Writer) error {
	log := NewLog(logs, c.LogLevel)
	s, err := Start(ctx, c, log, time.Now)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, s.base)
	select {
	case <-ctx.Done():
		log.Info("stopping")
	case err = <-s.failed:
	}
	return errors.Join(err, s.Stop())
}

// Start puts a service together and starts it: first what is overdue happens,
// then letters go, then pages are served. What fails takes back what was begun.
func Start(ctx context.Context, c Config, log *slog.Logger, now func() time.Time) (*Service, error) {
	s := &Service{config: c, as: "beredd serve", failed: make(chan error, 1)}
	for _, step := range []func() error{
		c.SMTP.whole,
		func() error { return s.listen(c) },
		func() error { return s.build(ctx, c, log, now) },
		func() error { return s.wakeUp(ctx) },
		func() error { return s.send(ctx, c) },
		func() error { return s.receive(ctx) },
		func() error { return s.keepTime(ctx) },
		func() error { return s.open(ctx) },
	} {
		if err := step(); err != nil {
			return nil, errors.Join(err, s.Stop())
		}
	}
	log.Info("serving", "collaboration", s.pack().Key, "edition", s.pack().Edition, "url", s.base)
	return s, nil
}

// listen takes the port first, so that a second start fails before it touches
// anything.
func (s *Service) listen(c Config) error {
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return fault.New(fault.Conflict, "addr_taken", wording.Args{"Addr": c.Addr, "Why": why(err)})
	}
	s.listener, s.base = listener, c.URL
	if s.base == "" {
		s.base = "http://" + listener.Addr().String()
	}
	return nil
}

// why is the innermost reason of an error of the network.
func why(err error) string {
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(err) {
		err = inner
	}
	return err.Error()
}

func (s *Service) build(ctx context.Context, c Config, log *slog.Logger, now func() time.Time) error {
	letters, err := readLetters()
	if err != nil {
		return err
	}
	secrets, err := Secrets(c.SecretFile)
	if err != nil {
		return err
	}
	if openToAll(c.SecretFile) {
		log.Warn("everybody on this machine can read the secrets that links are signed with: chmod 600", "file", c.SecretFile)
	}
	database, err := c.database()
	if err != nil {
		return err
	}
	s.system, err = build(ctx, plan{
		given: givenIn(c.Pack), folder: true, letters: letters, database: database, access: s.access, pooled: c.Unprepared, base: s.base, secrets: secrets,
		head: c.SMTP.head, now: now, log: log, saved: s.wake, holder: holder(s.as, s.base), together: c.Together,
	})
	if err != nil {
		return err
	}
	return s.inForce(ctx, s.given.Files)
}

// wakeUp holds the letters where this is another time than the service was last
// awake in.
func (s *Service) wakeUp(ctx context.Context) error {
	s.watch = &watch{store: s.store, mark: s.config.SecretFile + ".alive-", away: s.config.HoldAfter, log: s.log}
	return s.watch.begin(ctx, s.now())
}

// wake lets letters go as soon as they are owed.
func (s *Service) wake(engine.Outcome) {
	if s.worker != nil {
		s.worker.Wake()
	}
}

// send starts to deliver letters.
func (s *Service) send(ctx context.Context, c Config) error {
	s.post = nowhere{}
	if c.SMTP.Host != "" {
		relay, err := c.SMTP.relay()
		if err != nil {
			return err
		}
		if s.sender, err = mail.New(relay, s.writer); err != nil {
			return err
		}
		s.post = s.sender
	} else {
		s.log.Warn("no mail server is set: letters wait")
	}
	s.worker = s.system.worker(s.brake(c.HoldOver), s.post, outbox.Config{
		Name: nodeName(), Senders: aLineAhead(c.SMTP.Connections), Poll: c.SMTP.Poll, Grace: c.StopWithin, Pause: c.SMTP.Pause})
	s.letters = start(ctx, s.worker.Run)
	return nil
}

// keepTime lets happen what fell due while nobody was awake, and goes on to.
func (s *Service) keepTime(ctx context.Context) error {
	if err := isDayOfYear(s.config.LayOutOn); err != nil {
		return err
	}
	node := nodeName()
	ticker := s.ticker(&lease{store: s.store, name: "tick", holder: node, ttl: 4 * s.config.Tick, now: s.now}).AtOnce(dueAtOnce)
	tick := func(ctx context.Context) error { return s.tick(ctx, ticker) }
	if err := tick(ctx); err != nil {
		s.log.Error("letting happen what is overdue", "error", err)
	}
	s.called = s.shelf.number()
	night := &lease{store: s.store, name: "night", holder: node, ttl: 10 * time.Minute, now: s.now}
	if err := s.housekeep(ctx, night); err != nil { // a machine that is off at night has its history witnessed too
		s.log.Error("keeping house at start", "error", err)
	}
	calling := &lease{store: s.store, name: "calling", holder: node, ttl: time.Minute, now: s.now}
	morning := &lease{store: s.store, name: "morning", holder: node, ttl: 10 * time.Minute, now: s.now}
	var err error
	s.alarm, err = cycle.StartAlarm([]cycle.Job{
		{Name: "tick", Every: s.config.Tick, Do: tick},
		{Name: "editions", Every: lookForEditions, Do: func(ctx context.Context) error { return s.keepUp(ctx, calling) }},
		{Name: "night", At: s.config.Housekeep, Do: func(ctx context.Context) error { return s.housekeep(ctx, night) }},
		{Name: "roll call", At: s.pack().Calendar.Opens(), Do: func(ctx context.Context) error { return s.morning(ctx, morning) }},
	}, s.pack().Calendar.Zone(), s.log)
	return err
}

// lookForEditions is how often a node asks whether another, or the command line,
// has published.
const lookForEditions = 5 * time.Second

// tick lets what is due happen, unless the time is in doubt.
func (s *Service) tick(ctx context.Context, ticker *cycle.Ticker) error {
	now := s.now()
	if err := s.watch.beat(ctx, now); err != nil {
		return err
	}
	if held := s.watch.held; held != nil && held.StopsTime() {
		return nil
	}
	_, err := ticker.TickAt(ctx, now)
	return err
}

// open serves pages.
func (s *Service) open(ctx context.Context) error {
	site, err := s.site(ctx)
	if err != nil {
		return err
	}
	s.server = newServer(site, s.log)
	go func() {
		if err := s.server.Serve(s.listener); !errors.Is(err, http.ErrServerClosed) {
			s.failed <- fmt.Errorf("serving pages: %w", err)
		}
	}()
	return nil
}

func (s *Service) site(context.Context) (http.Handler, error) {
	address, err := url.Parse(s.base)
	if err != nil || address.Host == "" {
		return nil, fault.New(fault.Invalid, "bad_url", wording.Args{"URL": s.base})
	}
	proxies, err := networks(s.config.Proxies)
	if err != nil {
		return nil, err
	}
	contact := s.config.Contact
	if contact == "" {
		contact = s.config.SMTP.head(s.pack().Key).ReplyTo
	}
	return s.system.site(web.Config{PublicURL: address, Proxies: proxies, Contact: contact, Codes: s.post, Ready: s.ready,
		Keeping: web.Keeping{Letters: s.config.Retention.Letters, Addresses: s.config.Retention.Addresses, Nightly: s.config.Retention.Nightly}})
}

// ready says whether the database answers, and takes what it is given.
func (s *Service) ready(ctx context.Context) error {
	return errors.Join(s.watch.failure(), s.store.Ping(ctx))
}

func networks(words []string) ([]netip.Prefix, error) {
	var all []netip.Prefix
	for _, word := range words {
		network, err := netip.ParsePrefix(word)
		if one, oneErr := netip.ParseAddr(word); oneErr == nil {
			network, err = netip.PrefixFrom(one, one.BitLen()), nil
		}
		if err != nil {
			return nil, fault.New(fault.Invalid, "bad_network", wording.Args{"Network": word})
		}
		all = append(all, network)
	}
	return all, nil
}

// Stop ends a service in the order in which its parts need each other: pages,
// time, letters, the mail server, the database. It may be called on one that
// has only half begun.
func (s *Service) Stop() error {
	var all []error
	if s.server != nil {
		ctx, cancel := context.WithTimeout(context.Background(), s.config.StopWithin)
		defer cancel()
		if err := s.server.Shutdown(ctx); err != nil {
			all = append(all, fmt.Errorf("letting pages be finished: %w", err), s.server.Close())
		}
	} else if s.listener != nil {
		all = append(all, s.listener.Close())
	}
	if s.system != nil && s.pages != nil {
		s.pages.Wait() // a sign-in code may still be on its way
	}
	if s.alarm != nil {
		all = append(all, s.alarm.Stop())
	}
	if s.incoming != nil {
		s.incoming.stop()
	}
	if s.letters != nil {
		s.letters.stop()
	}
	if s.sender != nil {
		s.sender.Close()
	}
	if s.system != nil && s.store != nil {
		all = append(all, s.store.Close())
	}
	return errors.Join(all...)
}

// dueAtOnce is how many proposals time acts on at the same time.
const dueAtOnce = 8
