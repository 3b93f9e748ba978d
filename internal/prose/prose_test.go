package prose_test

import (
	"strings"
	"testing"

	"beredd/internal/prose"
)

const written = `# Rubrik

att **anta** rutinen
att *följa upp* den i [november](https://rutin.example/uppfoljning)

- en punkt
  - en under den
- en till

3. tre
4. fyra

> Ett citat
> på två rader

Se https://rutin.example/sip eller skriv till anna@rutin.example.`

func TestATextReadsTheSameInLettersAsInHTML(t *testing.T) {
	const want = `Rubrik

att anta rutinen
att följa upp den i november <https://rutin.example/uppfoljning>

- en punkt
  - en under den
- en till

3. tre
4. fyra

> Ett citat
> på två rader

Se https://rutin.example/sip eller skriv till anna@rutin.example.`
	if got := prose.Plain(written); got != want {
		t.Errorf("as plain text it reads\n%s\nwant\n%s", got, want)
	}
	page := string(prose.HTML(written))
	for _, part := range []string{"<h3>Rubrik</h3>", "<strong>anta</strong> rutinen<br>", "<em>följa upp</em>", "<li>en under den</li>",
		`<ol start="3">`, "<blockquote>", `<a href="https://rutin.example/sip" rel="nofollow noreferrer">`, "mailto:anna@rutin.example"} {
		if !strings.Contains(page, part) {
			t.Errorf("the HTML lacks %s:\n%s", part, page)
		}
	}
}

func TestALetterIsDressedAndSaysWhereItsLinksLead(t *testing.T) {
	got := string(prose.Dressed(map[string]prose.Wear{"p": {Class: "fg", Style: "margin:0"}})(written))
	for _, part := range []string{`<p class="fg" style="margin:0">att <strong>anta</strong>`, `november (https://rutin.example/uppfoljning)</a>`,
		`>https://rutin.example/sip</a>`, `>anna@rutin.example</a>`} {
		if !strings.Contains(got, part) {
			t.Errorf("the letter lacks %s:\n%s", part, got)
		}
	}
}

func TestWhatIsWrittenCanDoNothingAndIsNotLost(t *testing.T) {
	for _, row := range []struct{ written, plain string }{
		{`<script>alert("x")</script> & <b>fet</b>`, `<script>alert("x")</script> & <b>fet</b>`},
		{`5 > 3 & <img src=x onerror=y>`, `5 > 3 & <img src=x onerror=y>`},
		{`![en bild](https://spion.example/a.png)`, `en bild <https://spion.example/a.png>`},
		{`[klicka](javascript:alert(1))`, `klicka`},
		{`[gammal](http://osaker.example)`, `gammal`},
		{"    indraget\n\ttvå", "indraget\ntvå"},
		{"text\n---", "text\n\n---"},
		{"första raden\r\nandra raden", "första raden\nandra raden"},
		{"", ""},
	} {
		if got := prose.Plain(row.written); got != row.plain {
			t.Errorf("%q reads %q, want %q", row.written, got, row.plain)
		}
		for _, shown := range []string{string(prose.HTML(row.written)), string(prose.Dressed(nil)(row.written))} {
			for _, bad := range []string{"<script", "<img", "<b>", "javascript:", "http://"} {
				if strings.Contains(shown, bad) {
					t.Errorf("%q is shown with %s: %s", row.written, bad, shown)
				}
			}
		}
	}
}

// What people can write is anything.
func FuzzNothingWrittenCanAct(f *testing.F) {
	for _, seed := range []string{written, "<a href=javascript:x>", "[x]: data:text/html,y\n[x]", "***a**b*", "> - 1. ```\n<svg/onload=x>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		prose.Plain(text)
		for _, shown := range []string{string(prose.HTML(text)), string(prose.Dressed(nil)(text))} {
			for _, bad := range []string{"<script", "<img", "<svg", "<iframe", `href="javascript`, `href="data`} {
				if strings.Contains(strings.ToLower(shown), bad) {
					t.Errorf("%q is shown with %s: %s", text, bad, shown)
				}
			}
		}
	})
}
