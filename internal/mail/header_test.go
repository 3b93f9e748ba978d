package mail_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"beredd/internal/mail"
)

func TestAHeaderTakesAPersonsText(t *testing.T) {
	rows := []struct{ name, given, want string }{
		{"a plain text", "Rutin för SIP", "Rutin för SIP"},
		{"many spaces", "  Rutin \t för   SIP ", "Rutin för SIP"},
		{"a letter in two parts", "fo\u0308r", "för"},
		{"a bell and a rubout", "Ru\atin\x7f", "Rutin"},
		{"what turns the direction", "Jour \u202e2026\u2066", "Jour 2026"},
		{"bytes that are no text", "Ru\xfftin", "Rutin"},
		{"a long text", strings.Repeat("ö", 130), strings.Repeat("ö", 119) + "…"},
	}
	for _, row := range rows {
		t.Run(row.name, func(t *testing.T) {
			got, err := mail.Header(row.given)
			if err != nil || got != row.want {
				t.Errorf("it is %q (%v), want %q", got, err, row.want)
			}
		})
	}
	for _, given := range []string{"Rutin\r\nBcc: x@y.example", "Rutin\nBcc: x", "a\rb", "a\x00b", "a\u2028b"} {
		if _, err := mail.Header(given); !errors.Is(err, mail.ErrHeader) {
			t.Errorf("%q is taken into a header", given)
		}
	}
}

func FuzzHeader(f *testing.F) {
	for _, seed := range []string{"Rutin för SIP", "a\r\nb", "=?utf-8?q?a?=", "\u202eRTL", strings.Repeat("å ", 200), "\xff\xfe", "fo\u0308r"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, given string) {
		got, err := mail.Header(given)
		if strings.ContainsAny(given, "\r\n\x00") {
			if err == nil {
				t.Fatalf("%q has a line break or NUL and is taken", given)
			}
			return
		}
		if err != nil {
			return
		}
		if strings.ContainsAny(got, "\r\n\x00\t") || !utf8.ValidString(got) || !norm.NFC.IsNormalString(got) {
			t.Fatalf("%q became %q, which is not fit for a header", given, got)
		}
		if n := utf8.RuneCountInString(got); n > 120 {
			t.Fatalf("%q has %d characters", got, n)
		}
		again, err := mail.Header(got)
		if err != nil || again != got {
			t.Fatalf("%q is cleaned to %q, and again to %q", given, got, again)
		}
		line := mail.Encoded("Subject", got)
		for i, l := range strings.Split("Subject: "+line, "\r\n") {
			if len(l) > 76 || (i > 0 && !strings.HasPrefix(l, " ")) || strings.ContainsAny(l, "\r\n") {
				t.Fatalf("the line %q of %q", l, line)
			}
		}
		if read := decode(t, line); read != got {
			t.Fatalf("%q is read back as %q", got, read)
		}
	})
}
