package cli

import (
	"context"

	"beredd/internal/app"
)

// demo shows a collaboration at work.
type demo struct {
	Pack string `default:"kalmar-lgl" help:"${help_demo_pack}"`
	Addr string `help:"${help_demo_addr}"`
}

// Run prints the address when it answers.
func (c demo) Run(ctx context.Context, t *terminal) error {
	return app.Demo(ctx, app.DemoConfig{Pack: c.Pack, Addr: c.Addr, Lang: t.language}, t.out, t.err)
}
