package cli

import (
	"bufio"
	"context"
	"strings"

	"beredd/internal/app"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// retention forgets by rule who was sent what.
type retention struct {
	app.Place     `embed:""`
	app.Retention `embed:""`
	Yes           bool `help:"${help_yes}"`
}

// Run lists what is to be forgotten, asks, and forgets it.
func (c retention) Run(ctx context.Context, t *terminal) error {
	d, err := app.Disposable(ctx, c.Place, c.Retention)
	if err != nil {
		return err
	}
	if d.None() {
		t.print("cli.retention.none", nil)
		return nil
	}
	t.disposed("cli.retention.would", d)
	if !c.Yes && !t.agrees("cli.retention.ask") {
		t.print("cli.retention.left", nil)
		return nil
	}
	if d, err = app.Dispose(ctx, c.Place, c.Retention); err != nil {
		return err
	}
	t.disposed("cli.retention.did", d)
	return nil
}

func (t *terminal) disposed(key string, d engine.Disposed) {
	t.print(key, wording.Args{"Letters": d.Letters, "Reports": d.Reports, "Addresses": d.Addresses})
}

// agrees asks, and takes only a whole yes for one: nobody who answers is no answer.
func (t *terminal) agrees(key string) bool {
	t.print(key, nil)
	line, _ := bufio.NewReader(t.in).ReadString('\n')
	line = strings.ToLower(strings.TrimSpace(line))
	return line == "ja" || line == "yes"
}
