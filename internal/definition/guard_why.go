package definition

import (
	"regexp"

	"beredd/internal/wording"
)

// A complaint is one sentence of the compiler's, and what we say in its place. Its
// parts are named as the values of our sentence.
type complaint struct {
	says *regexp.Regexp
	key  string
}

var complaints = []complaint{
	{regexp.MustCompile(`invalid operation: (?P<Operator>\S+) \(mismatched types (?P<Left>\w+) and (?P<Right>\w+)\)`), "unlike"},
	{regexp.MustCompile(`invalid operation: (?P<Operator>\S+) \(mismatched type (?P<Left>\w+)\)`), "unfit"},
	{regexp.MustCompile(`expected bool, but got (?P<Left>\w+)`), "no_condition"},
	{regexp.MustCompile(`non-bool expression \(type (?P<Left>\w+)\)`), "no_condition"},
	{regexp.MustCompile(`unexpected token EOF`), "too_short"},
	{regexp.MustCompile(`unexpected token \w+\("(?P<Token>.*)"\)`), "unexpected"},
	{regexp.MustCompile(`unrecognized character: (?P<Token>.*)`), "unexpected"},
	{regexp.MustCompile(`literal not terminated`), "unquoted_end"},
	{regexp.MustCompile(`cannot use (?P<Left>\w+) as argument \(type (?P<Right>\w+)\)`), "argument"},
	{regexp.MustCompile(`not enough arguments to call (?P<Token>\w+)`), "few_arguments"},
	{regexp.MustCompile(`too many arguments to call (?P<Token>\w+)`), "many_arguments"},
	{regexp.MustCompile(`exceeds maximum allowed nodes`), "too_long"},
}

// whyRefused is what the compiler complains of, in words that people read; its own
// where it says what we have no sentence for.
func whyRefused(message string) wording.Text {
	for _, c := range complaints {
		found := c.says.FindStringSubmatch(message)
		if found == nil {
			continue
		}
		args := wording.Args{}
		for i, name := range c.says.SubexpNames() {
			if name == "Left" || name == "Right" {
				args[name] = typeInWords(found[i])
			} else if name != "" {
				args[name] = found[i]
			}
		}
		return wording.Both("check.compiler."+c.key, args)
	}
	return wording.Same(message)
}

// typeInWords is what people call one of the compiler's types.
func typeInWords(name string) wording.Text {
	switch name {
	case "float64", "int", "integer", "float":
		return wording.Both("check.compiler.number", nil)
	case "string":
		return wording.Both("check.compiler.text", nil)
	case "bool":
		return wording.Both("check.compiler.bool", nil)
	}
	return wording.Both("check.compiler.something", nil)
}
