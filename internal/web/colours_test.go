package web

import (
	"io/fs"
	"math"
	"regexp"
	"strconv"
	"testing"

	"beredd/templates"
)

// What must be told from what it lies on: text at 4.5 to 1, lines and shapes at 3.
var contrasts = []struct {
	front, back string
	least       float64
}{
	{"text", "bg", 4.5}, {"text", "surface", 4.5}, {"text", "raised", 4.5}, {"text", "info-bg", 4.5}, {"text", "ok-bg", 4.5},
	{"text", "warn-bg", 4.5}, {"text", "err-bg", 4.5}, {"muted", "bg", 4.5}, {"muted", "surface", 4.5}, {"muted", "raised", 4.5},
	{"muted", "info-bg", 4.5}, {"link", "bg", 4.5}, {"link", "surface", 4.5}, {"link", "raised", 4.5}, {"link", "info-bg", 4.5},
	{"on-link", "link", 4.5}, {"ok", "bg", 4.5}, {"ok", "raised", 4.5}, {"warn", "raised", 4.5}, {"warn", "bg", 4.5},
	{"err", "bg", 4.5}, {"err", "surface", 4.5}, {"err", "info-bg", 4.5}, {"info", "info-bg", 4.5}, {"info", "raised", 4.5},
	{"line", "bg", 3}, {"focus-fg", "focus-bg", 4.5}, {"text", "focus-bg", 1},
	// A number on its marker in the wheel.
	{"bg", "link", 4.5}, {"bg", "warn", 4.5}, {"bg", "ok", 4.5}, {"bg", "muted", 4.5},
}

func TestTheColoursCanBeTold(t *testing.T) {
	css, err := fs.ReadFile(templates.FS, "page/static/beredd.css")
	must(t, err)
	parts := regexp.MustCompile(`(?s):root \{(.*?)\n\s*\}`).FindAllSubmatch(css, 2)
	if len(parts) != 2 {
		t.Fatalf("the stylesheet has %d sets of tokens", len(parts))
	}
	light := tokens(string(parts[0][1]), nil)
	for mode, colours := range map[string]map[string]string{"light": light, "dark": tokens(string(parts[1][1]), light)} {
		for _, c := range contrasts {
			if got := contrast(t, colours[c.front], colours[c.back]); got < c.least {
				t.Errorf("%s: --%s on --%s is %.1f to 1, less than %.1f", mode, c.front, c.back, got, c.least)
			}
		}
	}
}

var token = regexp.MustCompile(`--([a-z0-9-]+): (#[0-9a-f]{3,6})`)

// tokens are the colours of a set, over those of another.
func tokens(css string, under map[string]string) map[string]string {
	found := map[string]string{}
	for name, colour := range under {
		found[name] = colour
	}
	for _, m := range token.FindAllStringSubmatch(css, -1) {
		found[m[1]] = m[2]
	}
	return found
}

// contrast is WCAG's ratio of two colours' luminances.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	if len(colour) == 4 {
		colour = "#" + colour[1:2] + colour[1:2] + colour[2:3] + colour[2:3] + colour[3:] + colour[3:]
	}
	if len(colour) != 7 {
		t.Fatalf("no colour: %q", colour)
	}
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, err := strconv.ParseUint(colour[1+2*i:3+2*i], 16, 8)
		must(t, err)
		part := float64(n) / 255
		if part <= 0.04045 {
			sum += weight * part / 12.92
		} else {
			sum += weight * math.Pow((part+0.055)/1.055, 2.4)
		}
	}
	return sum
}
