// Package cli is the face for operators: one program with a command for each
// thing that they do, a file a command.
//
// It reads arguments, asks app, prints what came of it, and turns that into an
// exit code. It decides nothing, and knows no room below app's.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"beredd/internal/app"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// The exit codes.
const (
	done    = 0
	refused = 1 // refused, broken, or a check that failed
	misused = 2 // the command line itself
)

// commands is the command line. Its texts stand in the catalogue, under cli.help.
type commands struct {
	Lang wording.Language `help:"${help_lang}" placeholder:"sv|en" enum:"sv,en," default:""`

	Serve    serve     `cmd:"" help:"${help_serve}"`
	Demo     demo      `cmd:"" help:"${help_demo}"`
	Check    check     `cmd:"" help:"${help_check}"`
	Test     test      `cmd:"" help:"${help_test}"`
	Simulate simulate  `cmd:"" help:"${help_simulate}"`
	Year     year      `cmd:"" help:"${help_annual}"`
	Graph    graph     `cmd:"" help:"${help_graph}"`
	Schema   schema    `cmd:"" help:"${help_schema}"`
	Publish  publish   `cmd:"" help:"${help_publish}"`
	Editions editions  `cmd:"" help:"${help_editions}"`
	Diff     diff      `cmd:"" help:"${help_diff}"`
	Export   export    `cmd:"" help:"${help_export}"`
	Move     move      `cmd:"" help:"${help_move}"`
	Migrate  migrate   `cmd:"" help:"${help_migrate}"`
	Audit    audit     `cmd:"" help:"${help_audit}"`
	Outbox   outbox    `cmd:"" help:"${help_outbox}"`
	Doctor   doctor    `cmd:"" help:"${help_doctor}"`
	Act      act       `cmd:"" help:"${help_act}"`
	Person   person    `cmd:"" help:"${help_person}"`
	Retain   retention `cmd:"" name:"retention" help:"${help_retention}"`
	Config   config    `cmd:"" help:"${help_config}"`
	Version  version   `cmd:"" help:"${help_version}"`
	Help     help      `cmd:"" help:"${help_help}"`
}

// A terminal is where a command reads and writes, and the language it is spoken
// to in.
type terminal struct {
	in       io.Reader
	out, err io.Writer
	language wording.Language
}

// errFailed says that a command has told what failed already.
var errFailed = errors.New("failed")

// Main runs the command that args name and answers the exit code. SIGINT and
// SIGTERM end what runs.
func Main(args []string, in io.Reader, out, errs io.Writer) int {
	t := &terminal{in: in, out: out, err: errs, language: spoken(args)}
	app.ForgetEmpty()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return t.run(ctx, args)
}

// run parses and runs. The parser ends the program by itself only to show help,
// which here is a panic of its own kind that is caught on the way out.
func (t *terminal) run(ctx context.Context, args []string) (code int) {
	defer func() {
		if thrown := recover(); thrown != nil {
			exit, ours := thrown.(exited)
			if !ours {
				panic(thrown)
			}
			code = int(exit)
		}
	}()
	parser, err := t.parser(ctx)
	if err != nil {
		return t.broken(err)
	}
	parser.Model.HelpFlag.Help = t.say("cli.heading.help", nil)
	args = asHelp(args)
	command, err := parser.Parse(args)
	if err != nil {
		return t.misusing(err)
	}
	if err := command.Run(t); err != nil {
		return t.failed(err)
	}
	return done
}

// asHelp turns the command help, and no command at all, into the flag.
func asHelp(args []string) []string {
	at := slices.IndexFunc(args, func(arg string) bool { return !strings.HasPrefix(arg, "-") && !wording.Known(wording.Language(arg)) })
	if at < 0 {
		return append(slices.Clone(args), "--help")
	}
	if args[at] == "help" {
		return append(slices.Delete(slices.Clone(args), at, at+1), "--help")
	}
	return args
}

// exited is how the parser's wish to end reaches run.
type exited int

func (t *terminal) parser(ctx context.Context) (*kong.Kong, error) {
	return kong.New(&commands{},
		kong.Name("beredd"), kong.Description(t.say("cli.help.beredd", nil)),
		kong.Writers(t.out, t.err), kong.Exit(func(code int) { panic(exited(code)) }),
		kong.Help(t.tell), kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.BindTo(ctx, (*context.Context)(nil)), t.texts())
}

// failed tells of an error, unless the command has, and answers its exit code.
func (t *terminal) failed(err error) int {
	switch f := fault.As(err); {
	case errors.Is(err, errFailed):
		return refused
	case f != nil:
		fmt.Fprintf(t.err, "beredd: %s\n", f.In(t.language))
		return refused
	}
	return t.broken(err)
}

func (t *terminal) broken(err error) int {
	if text, ok := errors.AsType[interface {
		error
		In(wording.Language) string
	}](err); ok {
		fmt.Fprintln(t.err, text.In(t.language))
		return refused
	}
	fmt.Fprintf(t.err, "beredd: %v\n", err)
	return refused
}

func (t *terminal) say(key string, args wording.Args) string {
	return wording.Say(t.language, key, args)
}

func (t *terminal) print(key string, args wording.Args) { fmt.Fprintln(t.out, t.say(key, args)) }

// spoken is the language to speak: the one asked for on the command line, else
// the terminal's, else English.
func spoken(args []string) wording.Language {
	for i, arg := range args {
		value, found := strings.CutPrefix(arg, "--lang=")
		if arg == "--lang" && i+1 < len(args) {
			value, found = args[i+1], true
		}
		if l := wording.Language(value); found && wording.Known(l) {
			return l
		}
	}
	return app.TerminalLanguage()
}
