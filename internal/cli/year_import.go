package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"beredd/internal/app"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/timetable"
	"beredd/internal/wording"
)

// yearImport reads a plan of the year from a table, and adds it to a pack.
type yearImport struct {
	Pack  string `arg:"" help:"${help_pack_argument}"`
	File  string `arg:"" type:"existingfile" help:"${help_import_file}"`
	Year  int    `help:"${help_import_year}" placeholder:"YEAR"`
	Write bool   `help:"${help_import_write}"`
}

// Run shows what each row became and the lines that come of them, and adds these to
// the pack's cycle.yaml where it is asked to.
func (c yearImport) Run(t *terminal) error {
	found, err := usable(c.Pack)
	if err != nil {
		return err
	}
	data, err := os.ReadFile(c.File)
	if err != nil {
		return fmt.Errorf("reading %s: %w", c.File, err)
	}
	table, refused := timetable.Open(data)
	if refused != nil {
		return refused
	}
	if c.Year == 0 {
		c.Year = found.Pack.Calendar.Today(time.Now()).Year
	}
	language := found.Pack.Languages[0]
	reading := timetable.Read(table, nil, found.Pack, language, c.Year)
	rows, fresh := c.rows(t, reading)
	if err := t.table(rows, false); err != nil {
		return err
	}
	lines := timetable.Entries(fresh, people.Party{Kind: people.Coordinator}, language, timetable.Taken(found.Pack))
	if lines.Deadlines == "" {
		return fault.New(fault.Invalid, "nothing_to_import", nil)
	}
	if c.Write {
		return c.write(t, found, lines, len(fresh))
	}
	fmt.Fprintf(t.out, "\n%s\n", t.say("cli.import.lines", nil))
	for section, text := range map[string]string{"phases": lines.Phases, "deadlines": lines.Deadlines} {
		if text != "" {
			fmt.Fprintf(t.out, "%s:\n%s", section, text)
		}
	}
	return nil
}

// rows are what each row of the table became, and those of them that are new.
func (c yearImport) rows(t *terminal, reading timetable.Reading) (rows [][]string, fresh []timetable.Row) {
	rows = [][]string{t.heads("row", "date", "what", "who", "phase", "became")}
	for _, row := range reading.Rows {
		var days, who []string
		for _, span := range row.Days {
			day := span.From.String()
			if !span.Single() {
				day += "–" + span.To.String()
			}
			days = append(days, day)
		}
		for _, party := range row.Who {
			who = append(who, party.String())
		}
		became := t.say("cli.import.new", nil)
		switch {
		case row.Why != nil:
			became = row.Why.In(t.language)
		case row.What == "":
			became = t.say("cli.import.untitled", nil)
		case row.Known:
			became = t.say("cli.import.known", nil)
		default:
			fresh = append(fresh, row)
		}
		if len(row.Unknown) > 0 {
			became += " " + t.say("cli.import.nobody", wording.Args{"Names": strings.Join(row.Unknown, ", ")})
		}
		rows = append(rows, []string{strconv.Itoa(row.Line), strings.Join(days, ", "), row.What, strings.Join(who, ", "), row.Phase, became})
	}
	return rows, fresh
}

// write adds the lines to cycle.yaml once the pack with them has been found to be in
// order: a copy of it is read first.
func (c yearImport) write(t *terminal, found app.Found, lines timetable.Lines, count int) error {
	cycle, err := fs.ReadFile(found.Files, "cycle.yaml")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("reading cycle.yaml: %w", err)
	}
	text, refused := timetable.Insert(cycle, lines, found.Pack.Key)
	if refused != nil {
		return refused
	}
	if info, err := os.Stat(c.Pack); err != nil || !info.IsDir() {
		return fault.New(fault.Invalid, "import_into_folder", wording.Args{"Pack": c.Pack})
	}
	trial, err := os.MkdirTemp("", "beredd-import-")
	if err != nil {
		return fmt.Errorf("making a folder to try in: %w", err)
	}
	defer func() { _ = os.RemoveAll(trial) }()
	if err := errors.Join(os.CopyFS(trial, found.Files), os.WriteFile(filepath.Join(trial, "cycle.yaml"), text, 0o644)); err != nil {
		return fmt.Errorf("trying the lines: %w", err)
	}
	tried, err := app.FindPack(trial)
	if err = errors.Join(err, errorsOf(tried.Problems)); err != nil {
		return err
	}
	whole, there := filepath.Join(c.Pack, ".cycle.yaml.new"), filepath.Join(c.Pack, "cycle.yaml")
	if err := errors.Join(os.WriteFile(whole, text, 0o644), os.Rename(whole, there)); err != nil {
		return fmt.Errorf("writing cycle.yaml: %w", err)
	}
	fmt.Fprintln(t.out, t.say("cli.import.written", wording.Args{"Count": count, "File": there}))
	return nil
}
