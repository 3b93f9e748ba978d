package app

import (
	"bytes"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beredd/internal/wording"
)

func TestEverySettingIsExplainedInBothLanguages(t *testing.T) {
	flags := map[string]bool{}
	for _, s := range Settings(Config{}) {
		if flags[s.Flag] || !strings.HasPrefix(s.Variable, "BEREDD_") {
			t.Errorf("the setting --%s, %s is there twice or has no variable of ours", s.Flag, s.Variable)
		}
		flags[s.Flag] = true
		for _, l := range wording.Languages() {
			if !wording.Has(l, s.Meaning) {
				t.Errorf("%s is not explained in %s", s.Variable, l)
			}
		}
	}
	if len(flags) < 20 {
		t.Errorf("only %d settings were found", len(flags))
	}
}

func TestSecretsAreMasked(t *testing.T) {
	for _, row := range []struct{ sentence, value, secret, want string }{
		{"a password is hidden whole", "hemligt", "all", "********"},
		{"no password is nothing to hide", "", "all", ""},
		{"an address keeps all but its password", "postgres://beredd:hemligt@db.example/x", "url", "postgres://beredd:********@db.example/x"},
		{"so where it stands as a parameter", "postgres://db.example/x?password=hemligt&user=b", "url", "postgres://db.example/x?password=********&user=b"},
		{"a file has no password", "sqlite:beredd.db", "url", "sqlite:beredd.db"},
		{"what can't be read is hidden whole", "postgres://a:b%zz@c", "url", "********"},
	} {
		if got := masked(row.value, row.secret); got != row.want {
			t.Errorf("%s: %q, want %q", row.sentence, got, row.want)
		}
	}
}

func TestAVariableSetToNothingIsNotSet(t *testing.T) {
	t.Setenv("BEREDD_SMTP_HOST", "")
	t.Setenv("BEREDD_ADDR", "127.0.0.1:1")
	ForgetEmpty()
	if _, set := os.LookupEnv("BEREDD_SMTP_HOST"); set {
		t.Error("an empty variable is still set")
	}
	if os.Getenv("BEREDD_ADDR") != "127.0.0.1:1" {
		t.Error("a variable with a value was lost")
	}
}

func TestTheTerminalsLanguage(t *testing.T) {
	for lang, want := range map[string]wording.Language{
		"sv_SE.UTF-8": wording.Swedish, "en_GB.UTF-8": wording.English, "de_DE": wording.English, "C": wording.English,
	} {
		t.Setenv("LC_ALL", "")
		t.Setenv("LC_MESSAGES", "")
		t.Setenv("LANG", lang)
		if got := TerminalLanguage(); got != want {
			t.Errorf("LANG=%s: %s, want %s", lang, got, want)
		}
	}
}

func TestTheSecretIsMadeOnceAndForItsOwnerAlone(t *testing.T) {
	file := filepath.Join(t.TempDir(), "secret")
	first, err := Secrets(file)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		t.Errorf("the file is %v, want -rw-------", info.Mode())
	}
	again, err := Secrets(file)
	if err != nil || len(first) != 1 || len(first[0]) != 32 || !bytes.Equal(first[0], again[0]) {
		t.Errorf("read again, the secret is another: %v", err)
	}
}

func TestASecretThatEverybodyCanReadIsToldOf(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "secret")
	for _, row := range []struct {
		mode os.FileMode
		told bool
	}{{0o600, false}, {0o440, false}, {0o644, true}} {
		if _, err := Secrets(file); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(file, row.mode); err != nil {
			t.Fatal(err)
		}
		var log bytes.Buffer
		c := Config{Place: Place{Kept: Kept{Database: "sqlite::memory:"}, Packs: Packs{Pack: "../../workflows/kalmar-lgl"}, SecretFile: file}}
		s := &Service{config: c, base: "http://127.0.0.1:1"}
		if err := s.build(t.Context(), c, NewLog(&log, "warn"), time.Now); err != nil {
			t.Fatal(err)
		}
		if err := s.store.Close(); err != nil {
			t.Error(err)
		}
		if told := strings.Contains(log.String(), "chmod 600"); told != row.told {
			t.Errorf("%v: told %v: %s", row.mode, told, log.String())
		}
	}
}

func TestAnOlderSecretStaysBelowTheNewOne(t *testing.T) {
	file := filepath.Join(t.TempDir(), "secret")
	text := "# turned in May\n" + strings.Repeat("ab", 32) + "\n\n" + strings.Repeat("cd", 32) + "\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	secrets, err := Secrets(file)
	if err != nil || len(secrets) != 2 || secrets[0][0] != 0xab || secrets[1][0] != 0xcd {
		t.Errorf("%x, %v; want the new one first and then the old one", secrets, err)
	}
	if keys := trusted(secrets); len(keys) != 2 || bytes.Equal(keys[0], keys[1]) {
		t.Error("a checkpoint of the old secret is not trusted any more")
	}
}

func TestAFileThatHoldsNoSecretIsRefusedWithoutShowingIt(t *testing.T) {
	file := filepath.Join(t.TempDir(), "secret")
	for _, text := range []string{"\n# nothing\n", "not hex at all: hemligt\n"} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Secrets(file); err == nil || strings.Contains(err.Error(), "hemligt") {
			t.Errorf("%q: %v; want it refused, and not shown", text, err)
		}
	}
	if _, err := Secrets(t.TempDir() + "/no/such/folder"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder that isn't there: %v", err)
	}
}

func TestTheLogHoldsNoSecretAndNoAddress(t *testing.T) {
	var out bytes.Buffer
	log := NewLog(&out, "debug")
	log.Info("signing in",
		"password", "hemligt", "token", "hemligt", "mail", "registrator@borgholm.example", "to_address", "hemligt",
		"error", errors.New("550 5.1.1 <registrator@borgholm.example>: no such user"),
		"url", "/s/0197a-b.abcdhemligt", "database", "postgres://beredd:hemligt@db.example/x", "n", 7,
		"panic", struct{ To string }{"registrator@borgholm.example"},
		slog.Group("inner", "Authorization", "hemligt", "cookie", "hemligt"))
	text := out.String()
	for _, never := range []string{"hemligt", "registrator@", "borgholm.example"} {
		if strings.Contains(text, never) {
			t.Errorf("the log holds %q:\n%s", never, text)
		}
	}
	for _, still := range []string{`"n":7`, "550 5.1.1", "/s/0197a-b.", "signing in", `Z"`} {
		if !strings.Contains(text, still) {
			t.Errorf("the log lost %q:\n%s", still, text)
		}
	}
}

func TestTheLogKeepsToItsLevel(t *testing.T) {
	var out bytes.Buffer
	log := NewLog(&out, "warn")
	log.Info("small talk")
	log.Warn("a warning")
	if text := out.String(); strings.Contains(text, "small talk") || !strings.Contains(text, "a warning") {
		t.Errorf("at the level warn the log says %q", text)
	}
}

func TestAClockStandsRunsAndIsMoved(t *testing.T) {
	var c Clock
	start := time.Date(2026, 2, 2, 8, 0, 0, 0, time.UTC)
	c.Move(start)
	if time.Sleep(2 * time.Millisecond); !c.Now().Equal(start) {
		t.Error("a clock that stands still moved")
	}
	c.Run()
	if time.Sleep(2 * time.Millisecond); !c.Now().After(start) {
		t.Error("a clock that runs stood still")
	}
	c.Move(start.AddDate(0, 0, 1))
	if now := c.Now(); now.Before(start.AddDate(0, 0, 1)) || now.After(start.AddDate(0, 0, 1).Add(time.Minute)) {
		t.Errorf("moved to the next day, it shows %v", now)
	}
	c.Stop()
	stopped := c.Now()
	if time.Sleep(2 * time.Millisecond); !c.Now().Equal(stopped) {
		t.Error("a clock that was stopped went on")
	}
}
