package cli

import (
	"context"
	"strings"

	"beredd/internal/app"
)

// yearLetters foretells every letter of a year.
type yearLetters struct {
	Pack     string `arg:"" help:"${help_pack_argument}"`
	Year     int    `help:"${help_year_which}" placeholder:"YEAR" required:""`
	InTime   bool   `help:"${help_letters_in_time}"`
	Announce bool   `help:"${help_letters_announce}"`
	CSV      bool   `name:"csv" help:"${help_year_csv}"`
}

// Run prints a line a letter, in order of time.
func (c yearLetters) Run(ctx context.Context, t *terminal) error {
	found, err := usable(c.Pack)
	if err != nil {
		return err
	}
	from, to := yearDays(c.Year)
	letters, err := app.ForetellLetters(ctx, found.Pack, app.Forecast{From: from, To: to, InTime: c.InTime, Announced: c.Announce, Language: t.language})
	if err != nil {
		return err
	}
	rows := [][]string{t.heads("date", "letter", "to", "address", "what", "about", "due", "subject", "gathers")}
	for _, l := range letters {
		day := found.Pack.Calendar.Today(l.At).String()
		due := ""
		if !l.Due.IsZero() {
			due = l.Due.String()
		}
		rows = append(rows, []string{day, l.Letter, l.Name, l.Mail, l.Title, l.About, due, l.Subject, strings.Join(l.Gathered, "; ")})
	}
	return t.table(rows, c.CSV)
}
