package browsertest

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// A Finding is something axe-core says of an element.
type Finding struct {
	Rule    string // axe's id of the rule, as "label"
	Help    string
	Target  string // a CSS selector of the element
	Within  string // the classes of what it stands in, as ".heat-scroll .heat"
	HTML    string
	Summary string
}

func (f Finding) String() string {
	return fmt.Sprintf("%s: %s\n\t%s\n\t%s\n\t%s", f.Rule, f.Help, f.Target, f.HTML, strings.ReplaceAll(f.Summary, "\n", "\n\t"))
}

// An Allowance names what axe cannot decide and why we may: it covers the
// incomplete findings of a rule on elements whose selector holds Target, or that stand
// in what has that class.
type Allowance struct {
	Rule, Target string
	Reason       string
}

// Axe fails t for every rule of WCAG 2.2 AA, EN 301 549 and good practice that
// the page in the tab breaks, and for every one that axe could not decide and
// nobody has given a reason for.
func (tab *Tab) Axe(t testing.TB, allowed ...Allowance) {
	t.Helper()
	violations, incomplete := tab.AxeFindings(t)
	for _, f := range violations {
		t.Errorf("%s breaks %s", tab.look, f)
	}
	for _, f := range incomplete {
		if !covered(f, allowed) {
			t.Errorf("%s: axe cannot decide, and no Allowance says why it is right: %s", tab.look, f)
		}
	}
}

func covered(f Finding, allowed []Allowance) bool {
	for _, a := range allowed {
		if a.Rule == f.Rule && (strings.Contains(f.Target, a.Target) || slices.Contains(strings.Fields(f.Within), a.Target)) && a.Reason != "" {
			return true
		}
	}
	return false
}

// AxeFindings is Axe for who would rather look than fail.
func (tab *Tab) AxeFindings(t testing.TB) (violations, incomplete []Finding) {
	t.Helper()
	path, err := fromNPM("axe-core", "axe.min.js")
	if err != nil {
		missing(t, err)
	}
	script, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	// axe waits on timers, which stand still while script is off. What the page
	// would have done at its load does not happen by turning it on now.
	tab.Do(t, scripts(true), chromedp.Evaluate[chromedp.Void](string(script)))
	defer tab.Do(t, scripts(!tab.look.NoScript))
	found := Eval[struct{ Violations, Incomplete []Finding }](t, tab, fmt.Sprintf(runAxe, rulesOf(tab.look)))
	return found.Violations, found.Incomplete
}

// rulesOf are the rules to run. Other colours change what can be seen and nothing of
// what is said, so that in them what is of colour is run alone.
func rulesOf(l Look) string {
	if l.Dark || l.ForcedColors {
		return `{type: "rule", values: ["color-contrast", "link-in-text-block"]}`
	}
	return `["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "EN-301-549", "EN-301-549v4", "best-practice"]`
}

// runAxe flattens axe's answer: one finding an element.
const runAxe = `
axe.run(document, {
	runOnly: %s,
	resultTypes: ["violations", "incomplete"],
}).then(({violations, incomplete}) => {
	const around = e => e ? [...e.classList].map(c => "." + c).concat(around(e.parentElement)) : [];
	const flat = rules => rules.flatMap(rule => rule.nodes.map(node => ({
		Rule: rule.id, Help: rule.help, Target: node.target.flat().join(" "), HTML: node.html, Summary: node.failureSummary ?? "",
		Within: around(document.querySelector(node.target.at(-1))).join(" "),
	})));
	return {Violations: flat(violations), Incomplete: flat(incomplete)};
})`
