package cli

import (
	"fmt"
	"text/tabwriter"

	"beredd/internal/app"
)

// config prints every setting: its flag, its variable, its default, what it is
// set to, and what it means. Secrets are masked.
type config struct {
	app.Config `embed:""`
}

// Run prints the table.
func (c config) Run(t *terminal) error {
	table := tabwriter.NewWriter(t.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(table, t.say("cli.config.head", nil))
	for _, s := range app.Settings(c.Config) {
		fmt.Fprintf(table, "%s\t--%s\t%s\t%s\t%s\n", s.Variable, s.Flag, orDash(s.Default), orDash(s.Value), t.say(s.Meaning, nil))
	}
	return table.Flush()
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
