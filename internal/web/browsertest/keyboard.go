package browsertest

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A Stop is where the focus stands after a press of Tab.
type Stop struct {
	Index    int    // the same element has the same index
	Selector string // of the element, to find it again
	Role     string // what assistive technology calls it
	Name     string // what assistive technology says
	Shown    bool   // an outline or a shadow says that the focus is here
	InView   bool
	Covered  bool // something else lies on top of all of it
}

func (s Stop) String() string { return fmt.Sprintf("%s %q (%s)", s.Role, s.Name, s.Selector) }

// fieldsOfADate is how many more stops a date has within itself, in the browser's own
// field: its month, its year, and the button that shows a calendar.
const fieldsOfADate = 3

// Stops presses Tab through the page from its start until the focus leaves it,
// and fails t if it never does.
func (tab *Tab) Stops(t testing.TB) []Stop {
	t.Helper()
	const enough = 1000
	tab.Do(t, chromedp.Evaluate[chromedp.Void](fromTheTop))
	var stops []Stop
	for within := 0; len(stops) < enough; {
		tab.Type(t, kb.Tab)
		stop := Eval[*Stop](t, tab, whereFocusIs)
		if stop == nil || len(stops) > 0 && stop.Index == stops[0].Index {
			return stops
		}
		if last := len(stops) - 1; last >= 0 && stop.Index == stops[last].Index && within < fieldsOfADate {
			within++
			continue
		}
		within = 0
		if last := len(stops) - 1; last >= 0 && stop.Index <= stops[last].Index {
			t.Errorf("the focus is trapped: Tab leads from %s back to %s", stops[last], stop)
			return stops
		}
		stops = append(stops, *stop)
	}
	t.Errorf("the page does not end after %d presses of Tab", enough)
	return stops
}

// Keyboard is Stops, and fails t for every stop that a person who uses no
// mouse could not see or would not hear named.
func (tab *Tab) Keyboard(t testing.TB) []Stop {
	t.Helper()
	stops := tab.Stops(t)
	for _, s := range stops {
		switch {
		case s.Name == "":
			t.Errorf("%s: the focus stops at something without a name: %s", tab.look, s)
		case !s.InView:
			t.Errorf("%s: the focus is out of view at %s", tab.look, s)
		case s.Covered:
			t.Errorf("%s: the focus is covered at %s", tab.look, s)
		case !s.Shown:
			t.Errorf("%s: nothing shows the focus at %s", tab.look, s)
		}
	}
	return stops
}

// fromTheTop puts the focus before the first element, where a new page has it,
// and forgets the numbers of an earlier walk.
const fromTheTop = `
delete window.bereddTestStops;
document.activeElement?.blur();
getSelection().removeAllRanges();
scrollTo(0, 0);
`

// whereFocusIs answers with a Stop, or null when the focus is on no element.
const whereFocusIs = `(() => {
	const e = document.activeElement;
	if (!e || e === document.body || e === document.documentElement) return null;

	const seen = window.bereddTestStops ??= new Map();
	if (!seen.has(e)) seen.set(e, seen.size + 1);

	const path = [];
	for (let at = e; at && at !== document.documentElement; at = at.parentElement) {
		if (at.id) { path.unshift("#" + CSS.escape(at.id)); break; }
		const same = [...at.parentElement.children].filter(c => c.localName === at.localName);
		path.unshift(at.localName + (same.length > 1 ? ":nth-of-type(" + (same.indexOf(at) + 1) + ")" : ""));
	}

	const box = e.getClientRects()[0] ?? e.getBoundingClientRect();
	const inView = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth && box.width > 0 && box.height > 0;
	const ours = hit => hit && (e.contains(hit) || hit.contains(e) || [...(e.labels ?? [])].some(l => l.contains(hit)));
	const points = [[.5, .5], [.1, .1], [.9, .1], [.1, .9], [.9, .9]].map(([x, y]) => [box.left + x * box.width, box.top + y * box.height]);

	const style = getComputedStyle(e);
	const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
	return {
		Index: seen.get(e),
		Selector: path.join(" > "),
		Role: e.computedRole ?? e.localName,
		Name: e.computedName ?? (e.ariaLabel || e.labels?.[0]?.textContent || e.textContent).trim(),
		Shown: outline || style.boxShadow !== "none",
		InView: inView,
		Covered: inView && !points.some(([x, y]) => ours(document.elementFromPoint(x, y))),
	};
})()`
