package wording

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// A sentence that one language lacks would be shown in the other to somebody
// who didn't ask for it, so this reads the files themselves.
func TestEveryRoomSpeaksEveryLanguage(t *testing.T) {
	rooms := sentences(t)
	for _, room := range slices.Sorted(maps.Keys(rooms)) {
		for _, l := range Languages() {
			for _, other := range Languages() {
				for _, key := range missing(rooms[room][l], rooms[room][other]) {
					t.Errorf("catalogue/%s.%s.yaml lacks %s, which %s.%s.yaml has", room, other, key, room, l)
				}
			}
		}
	}
}

// What is asked of many is called fråga wherever a person meets it, and nothing else.
func TestOneWordForOneThing(t *testing.T) {
	other := regexp.MustCompile(`(?i)svarsrund|\brond(en|er|erna|s)?\b`)
	entries, err := files.ReadDir("catalogue")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), ".sv.yaml") {
			continue
		}
		text, err := files.ReadFile("catalogue/" + entry.Name())
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(text), "\n") {
			if word := other.FindString(line); word != "" {
				t.Errorf("%s:%d says %q, where the rest says fråga", entry.Name(), i+1, word)
			}
		}
	}
}

// Two rooms with one key would silently overwrite each other.
func TestEverySentenceStandsInOneRoom(t *testing.T) {
	for _, l := range Languages() {
		owner := map[string]string{}
		for room, spoken := range sentences(t) {
			for key := range spoken[l] {
				if first, ok := owner[key]; ok {
					t.Errorf("%s stands both in %s.%s.yaml and in %s.%s.yaml", key, first, l, room, l)
				}
				owner[key] = room
			}
		}
	}
}

func TestACatalogueKnowsWhatItHas(t *testing.T) {
	for _, row := range []struct {
		sentence string
		key      string
		want     bool
	}{
		{"a plain sentence", "calendar.holiday.good_friday", true},
		{"a sentence with plural forms", "calendar.period.workdays", true},
		{"a sentence that mentions values", "calendar.between_some", true},
		{"a group of sentences is none", "calendar.period", false},
		{"a sentence that nobody wrote", "calendar.nobody_wrote_this", false},
	} {
		for _, l := range Languages() {
			if got := Has(l, row.key); got != row.want {
				t.Errorf("%s: Has(%s, %s) = %v, want %v", row.sentence, l, row.key, got, row.want)
			}
		}
	}
	if Has("fi", "calendar.holiday.good_friday") {
		t.Error("the catalogue claims to have a sentence in a language it does not speak")
	}
}

func TestASentenceChoosesItsPlural(t *testing.T) {
	for count, want := range map[int]string{1: "1 arbetsdag", 2: "2 arbetsdagar", 0: "0 arbetsdagar"} {
		if got := Say(Swedish, "calendar.period.workdays", Args{"Count": count}); got != want {
			t.Errorf("%d: said %q, want %q", count, got, want)
		}
	}
	if got := Say(English, "calendar.period.workdays", Args{"Count": 1}); got != "1 workday" {
		t.Errorf("said %q in English", got)
	}
}

// sentences reads room -> language -> key from the catalogue's files. Keys that
// say nothing count as missing.
func sentences(t *testing.T) map[string]map[Language]map[string]bool {
	t.Helper()
	entries, err := files.ReadDir("catalogue")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]map[Language]map[string]bool{}
	for _, entry := range entries {
		parts := strings.Split(entry.Name(), ".")
		if len(parts) != 3 || !Known(Language(parts[1])) {
			t.Errorf("catalogue/%s: a file is named ROOM.LANGUAGE.yaml", entry.Name())
			continue
		}
		if found[parts[0]] == nil {
			found[parts[0]] = map[Language]map[string]bool{}
		}
		found[parts[0]][Language(parts[1])] = keysOf(t, entry.Name())
	}
	return found
}

func keysOf(t *testing.T, name string) map[string]bool {
	t.Helper()
	text, err := files.ReadFile("catalogue/" + name)
	if err != nil {
		t.Fatal(err)
	}
	file, err := i18n.ParseMessageFileBytes(text, name, map[string]i18n.UnmarshalFunc{"yaml": yaml.Unmarshal})
	if err != nil {
		t.Fatalf("catalogue/%s: %v", name, err)
	}
	keys := map[string]bool{}
	for _, m := range file.Messages {
		if m.Other != "" {
			keys[m.ID] = true
		}
	}
	return keys
}

// missing lists what is in has and not in lacks, in order.
func missing(has, lacks map[string]bool) []string {
	var keys []string
	for _, key := range slices.Sorted(maps.Keys(has)) {
		if !lacks[key] {
			keys = append(keys, key)
		}
	}
	return keys
}
