package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/scenario"
	"beredd/internal/web"
	"beredd/internal/wording"
)

// A DemoConfig says what the demo shows, and where.
type DemoConfig struct {
	Pack string
	Addr string // "" is 127.0.0.1:8080, or a free port where that is taken
	Lang wording.Language
}

// usualAddr is where the demo answers unless told otherwise.
const usualAddr = "127.0.0.1:8080"

// Demo shows a collaboration at work until ctx ends, in a database in a temporary
// folder that is removed. It prints the address, as the first line, when it
// answers there with everything the pack's demo begins with.
func Demo(ctx context.Context, c DemoConfig, out, logs io.Writer) (err error) {
	found, err := usable(c.Pack)
	if err != nil {
		return err
	}
	listener, err := demoListener(c.Addr)
	if err != nil {
		return err
	}
	folder, err := os.MkdirTemp("", "beredd-demo-")
	if err != nil {
		return errors.Join(fmt.Errorf("making a folder for the demo: %w", err), listener.Close())
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	s, err := stageDemo(ctx, found, folder, "http://"+listener.Addr().String(), NewLog(logs, "error"), c.Lang)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	fmt.Fprintln(out, "http://"+listener.Addr().String())
	fmt.Fprintln(out, wording.Say(c.Lang, "cli.demo.running", wording.Args{"Pack": found.Pack.Title}))
	return errors.Join(s.run(ctx, listener), s.world.Close())
}

// demoListener takes the port. One that was asked for must be free; the usual
// one is left to whoever has it.
func demoListener(addr string) (net.Listener, error) {
	if addr == "" {
		listener, err := net.Listen("tcp", usualAddr)
		if err == nil {
			return listener, nil
		}
		addr = "127.0.0.1:0"
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fault.New(fault.Conflict, "addr_taken", wording.Args{"Addr": addr, "Why": why(err)})
	}
	return listener, nil
}

// A demo is a world that people look at and move the clock of.
type demo struct {
	mu    sync.Mutex // one lets time act at a time
	world *World
	site  http.Handler
	wake  chan struct{}
	log   *slog.Logger
	acts  atomic.Int64 // so many have been saved
}

// stageDemo makes the world, plays what it begins with, and lets its clock run
// on from there.
func stageDemo(ctx context.Context, found Found, folder, base string, log *slog.Logger, l wording.Language) (*demo, error) {
	pack := found.Pack
	stage, err := NewStage(pack)
	if err != nil {
		return nil, err
	}
	d := &demo{wake: make(chan struct{}, 1), log: log}
	database := "sqlite:" + filepath.Join(folder, "demo.db")
	if d.world, err = stage.World(ctx, database, base, log, func(engine.Outcome) { d.acts.Add(1); d.nudge() }); err != nil {
		return nil, err
	}
	if err := d.world.system.inForce(ctx, found.Files); err != nil {
		return nil, errors.Join(err, d.world.Close())
	}
	if err := d.begin(ctx, pack, l); err != nil {
		return nil, errors.Join(err, d.world.Close())
	}
	address, err := url.Parse(base)
	if err == nil {
		d.site, err = d.world.system.site(web.Config{
			PublicURL: address, Contact: "fragor@" + pack.Key + ".example", Codes: d.world.Post, Demo: d})
	}
	if err != nil {
		return nil, errors.Join(err, d.world.Close())
	}
	return d, nil
}

// A demoError says at which of its steps a pack's demo stopped.
type demoError struct{ scenario.Result }

// Error is the report in English.
func (e demoError) Error() string { return e.In(wording.English) }

// In is the report in l.
func (e demoError) In(l wording.Language) string {
	return wording.Say(l, "cli.demo.failed", nil) + "\n" + e.Text(l)
}

// begin plays the pack's own steps, and then lets the clock run.
func (d *demo) begin(ctx context.Context, pack *definition.Pack, l wording.Language) error {
	played := scenario.Play(ctx, d.world, pack, definition.Scenario{
		Name: pack.Key, Start: pack.Demo.Start, Steps: pack.Demo.Steps}, l)
	if played.Failure != nil {
		return demoError{played}
	}
	if err := d.layOut(ctx, pack); err != nil {
		return err
	}
	d.world.Run()
	return nil
}

// layOut lays out what is to come of this year and the next, so that whoever opens the
// demo sees meetings.
func (d *demo) layOut(ctx context.Context, pack *definition.Pack) error {
	if pack.Cycle == nil || len(pack.People.Coordinators) == 0 {
		return nil
	}
	tomorrow := pack.Calendar.Today(d.world.Now()).AddDays(1)
	_, err := d.world.system.layOut(ctx, LayOut{
		From: tomorrow, To: calendar.Date{Year: tomorrow.Year + 1, Month: time.December, Day: 31}, As: pack.People.Coordinators[0],
	})
	if err != nil {
		return fmt.Errorf("laying out the year of the demo: %w", err)
	}
	return nil
}

// run serves pages and lets time act until ctx ends.
func (d *demo) run(ctx context.Context, listener net.Listener) error {
	pulse := start(ctx, d.pulse)
	defer pulse.stop()
	server := newServer(d.site, d.log)
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return fmt.Errorf("serving pages: %w", err)
	case <-ctx.Done():
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil {
		return errors.Join(fmt.Errorf("letting pages be finished: %w", err), server.Close())
	}
	return nil
}

// nudge says that letters may be due. It never waits.
func (d *demo) nudge() {
	select {
	case d.wake <- struct{}{}:
	default: // it has been told already
	}
}

// pulse lets what is due happen as the clock runs, and letters go at once.
func (d *demo) pulse(ctx context.Context) {
	second := time.NewTicker(time.Second)
	defer second.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-d.wake:
		case <-second.C:
		}
		if err := d.happen(ctx); err != nil && ctx.Err() == nil {
			d.log.Error("letting happen what is due", "error", err)
		}
	}
}

func (d *demo) happen(ctx context.Context) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	_, ticked := d.world.Tick(ctx)
	_, delivered := d.world.Deliver(ctx)
	return errors.Join(ticked, delivered)
}

// Mails lists every letter that was caught, the latest first.
func (d *demo) Mails(context.Context) ([]engine.CaughtLetter, error) { return d.world.All(), nil }

var _ web.Demo = (*demo)(nil)
