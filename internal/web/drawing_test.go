package web_test

import (
	"strings"
	"testing"

	"beredd/internal/web/browsertest"
)

// strayed are the labels of the drawing on a page that lie over another, or that
// leave the box they stand in, as the browser's own fonts have them.
const strayed = `(() => {
  const texts = [...document.querySelectorAll('.drawing svg text')], at = texts.map(t => t.getBBox()), wrong = [];
  texts.forEach((text, i) => {
    const a = at[i], box = text.parentElement.querySelector(':scope > rect, :scope > path');
    if (['state', 'round', 'clock', 'window'].includes(text.parentElement.getAttribute('class'))) {
      const b = box.getBBox();
      if (a.x < b.x || a.x + a.width > b.x + b.width || a.y < b.y - 1 || a.y + a.height > b.y + b.height + 1) wrong.push(text.textContent + ' leaves its box');
    }
    for (let j = 0; j < i; j++) {
      const b = at[j];
      if (a.x < b.x + b.width && b.x < a.x + a.width && a.y + 2 < b.y + b.height - 2 && b.y + 2 < a.y + a.height - 2) wrong.push(text.textContent + ' lies over ' + texts[j].textContent);
    }
  });
  return texts.length < 10 ? 'no drawing' : wrong.join('; ');
})()`

// What is written in the picture of a workflow can be read: no label lies over
// another or leaves its box.
func TestADrawingsLabelsCanBeRead(t *testing.T) {
	w := newWorld(t, true)
	tab := browsertest.Open(t, browsertest.Light)
	signInAs(t, tab, w, "preparation_secretary")
	late := strings.ReplaceAll(w.number("Överenskommelse kring personer").Number, " ", "-")
	for _, path := range []string{"/arbetsflode", "/arenden/" + late + "/vag"} {
		tab.Visit(t, w.http.URL+path)
		if wrong := browsertest.Eval[string](t, tab, strayed); wrong != "" {
			t.Errorf("%s: %s", path, wrong)
		}
	}
}

// A proposal's page leads to the picture of its way, which says what it shows.
func TestAProposalsWayIsShown(t *testing.T) {
	w := newWorld(t, true)
	v := w.as("preparation_secretary")
	path := "/arenden/" + strings.ReplaceAll(w.number("Överenskommelse kring personer").Number, " ", "-")
	v.get(path).says("Visa vägen som bild")
	v.get(path+"/vag").says("ärendet står här nu", "[ärendets steg 1]", "ärendet har varit här")
}
