package cli

import (
	"context"
	"os"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/store"
	"beredd/migrations"
)

// propose opens a proposal in beredd.db, by the pack in a folder and as one of its
// people, as nobody can from the command line.
func propose(ts *testscript.TestScript, _ bool, args []string) {
	ctx := context.Background()
	pack, problems := definition.Reread(os.DirFS(ts.MkAbs(args[0])))
	ts.Check(problems.Err())
	s, err := store.Open(ctx, "sqlite:"+ts.MkAbs("beredd.db"), store.Options{Migrations: migrations.FS})
	ts.Check(err)
	defer func() { ts.Check(s.Close()) }()
	e := engine.New(s, func(string) *definition.Pack { return pack }, time.Now, nil)
	for _, title := range args[2:] {
		_, err = e.Act(ctx, engine.Act{Kind: engine.Propose, Collaboration: pack.Key, Actor: engine.Actor{Person: args[1]}, Inputs: map[string]any{"title": title}})
		ts.Check(err)
	}
}
