package app

import (
	"os"
	"strings"

	"beredd/internal/fault"
	"beredd/internal/mail"
	"beredd/internal/wording"
)

// relay is the mail server as the settings have it, with what their files hold.
func (s SMTP) relay() (mail.Config, error) {
	password, err := s.password()
	if err != nil {
		return mail.Config{}, err
	}
	seals, err := s.seals()
	return mail.Config{
		Host: s.Host, Port: s.Port, TLS: mail.TLS(s.TLS), Username: s.Username, Password: password,
		Timeout: s.Timeout, Lines: s.Connections, Roots: s.Roots, Seals: seals,
	}, err
}

// seals reads the keys that letters are signed with, "SELECTOR:FILE" each.
func (s SMTP) seals() (all []mail.Seal, err error) {
	for _, setting := range s.DKIM {
		selector, file, ok := strings.Cut(setting, ":")
		if !ok {
			return nil, fault.New(fault.Invalid, "bad_dkim", wording.Args{"Setting": setting})
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, fault.New(fault.Invalid, "bad_dkim_key", wording.Args{"File": file, "Why": why(err)})
		}
		seal, err := mail.ReadSeal(selector, text)
		if err != nil {
			return nil, fault.New(fault.Invalid, "bad_dkim_key", wording.Args{"File": file, "Why": err.Error()})
		}
		all = append(all, seal)
	}
	return all, nil
}

// aLineAhead is how many letters are in hand for so many lines: each line has its
// next letter written while it carries the one before.
func aLineAhead(lines int) int { return 2 * lines }
