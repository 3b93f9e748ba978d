package cli

import (
	"fmt"
	"regexp"
	"strings"

	"beredd/internal/wording"
)

// misuses are the parser's refusals of a command line, which it has in English
// alone, by the catalogue's name for each under cli.misuse. Their groups are What,
// Meant and Got.
var misuses = []struct {
	key     string
	pattern *regexp.Regexp
}{
	{"argument", regexp.MustCompile(`^unexpected argument (?P<What>.+?)(?:, did you mean (?:one of )?(?P<Meant>.+)\?)?$`)},
	{"flag", regexp.MustCompile(`^unknown flag (?P<What>\S+?)(?:, did you mean (?:one of )?(?P<Meant>.+)\?)?$`)},
	{"missing", regexp.MustCompile(`^missing flags: (?P<What>.+)$`)},
	{"expected", regexp.MustCompile(`^expected (?:one of )?(?P<What>.+)$`)},
	{"no_value", regexp.MustCompile(`^(?P<What>--\S+): expected .+ but got "EOL"`)},
	{"choice", regexp.MustCompile(`^(?P<What>--\S+) must be one of (?P<Meant>.+) but got "(?P<Got>.*)"$`)},
	{"period", regexp.MustCompile(`^(?P<What>--\S+): expected duration but got "(?P<Got>.*?)"`)},
	{"number", regexp.MustCompile(`^(?P<What>--\S+): expected a valid \d+ bit u?int but got "(?P<Got>.*)"$`)},
	{"pair", regexp.MustCompile(`^(?P<What>--\S+): expected "<key>=<value>" but got "(?P<Got>.*)"$`)},
	{"yes", regexp.MustCompile(`^(?P<What>--\S+): bool value must be .+ but got "(?P<Got>.*)"$`)},
}

// unquoted is a list as the parser quotes it, with its commas set apart.
var unquoted = regexp.MustCompile(`"([^"]*)"(?:(,) ?)?`)

// misusing tells what is wrong with a command line, and what to try.
func (t *terminal) misusing(err error) int {
	said := err.Error()
	for _, m := range misuses {
		found := m.pattern.FindStringSubmatch(said)
		if found == nil {
			continue
		}
		args := wording.Args{"What": "", "Meant": "", "Got": ""}
		for i, name := range m.pattern.SubexpNames() {
			if name != "" {
				args[name] = strings.TrimSpace(unquoted.ReplaceAllString(strings.TrimSuffix(found[i], `,""`), "$1$2 "))
			}
		}
		said = t.say("cli.misuse."+m.key, args)
		break
	}
	fmt.Fprintf(t.err, "beredd: %s\n%s\n", said, t.say("cli.try_help", nil))
	return misused
}
