package cli

import (
	"bytes"
	"strings"

	"github.com/alecthomas/kong"

	"beredd/internal/wording"
)

// help tells of the commands. It is the flag --help under another name, and
// never runs: see the terminal's run.
type help struct {
	Command []string `arg:"" optional:""`
}

// tell prints the parser's help with its headings in the terminal's language.
func (t *terminal) tell(o kong.HelpOptions, ctx *kong.Context) error {
	var page bytes.Buffer
	out := ctx.Stdout
	ctx.Stdout = &page
	err := kong.DefaultHelpPrinter(o, ctx)
	ctx.Stdout = out
	if err != nil {
		return err
	}
	_, err = t.headings().WriteString(out, page.String())
	return err
}

// headings are the parser's own words. Every one begins a line.
func (t *terminal) headings() *strings.Replacer {
	var pairs []string
	for word, key := range map[string]string{
		"\nFlags:\n": "flags", "\nArguments:\n": "arguments", "\nCommands:\n": "commands",
		`Run "beredd <command> --help" for more information on a command.`: "more",
	} {
		said := t.say("cli.heading."+key, nil)
		if strings.HasPrefix(word, "\n") {
			said = "\n" + said + "\n"
		}
		pairs = append(pairs, word, said)
	}
	return strings.NewReplacer(append(pairs, "Usage: ", t.say("cli.heading.usage", wording.Args{})+" ")...)
}
