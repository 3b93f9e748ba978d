package web_test

import "testing"

// Before the click: who is told, and why. After it: the same people, at which address,
// and what has become of the letter.
func TestWhoIsToldIsNamedWithTheReasonBeforeAndAfter(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Praktiska anvisningar för habilitering")
	b := w.as("county_coordinator")
	b.get(at(p.Number)).says("funktionsbrevlådan hos Borgholms kommun", "registrator@borgholm.example", "överlämnad till e-postservern")
	waits := w.number("Handlingsplan för det generella")
	w.as("preparation_secretary").get(at(waits.Number)+"/steg/put_on_agenda").says("Socialchef Borgholm", "har en plats i Länsgemensam ledning")
}
