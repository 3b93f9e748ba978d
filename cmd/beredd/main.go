// Command beredd is the whole program: see `beredd help`.
package main

import (
	"os"
	_ "time/tzdata" // a machine without zone files still knows Swedish time

	"beredd/internal/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
