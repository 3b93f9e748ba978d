package web_test

import (
	"testing"
)

// What is confidential is marked wherever those who may read it meet it, and the
// workflow says what it withholds, and from whom.
func TestWhatIsConfidentialIsMarkedWhereItIsListed(t *testing.T) {
	w := secretWorld(t)
	kim := w.as("kim")
	kim.get("/arbetsflode/agreement").says("Ett ärende av det här slaget kan få sekretess", "Får läsa", "inga brev innehåller dem")
	kim.get("/arbetsflode/part").lacks("Får läsa")
	kim.get("/utskick").says("zqx9title Sekretess")
	w.as("nils").get("/utskick").lacks("zqx9", "Ärende med sekretess Sekretess")
}

// A number is found however it begins, and by who may not read more of it than that.
func TestANumberIsFoundWhateverItBeginsWith(t *testing.T) {
	w := worldOf(t, secretPack(t, "prefix: F}", "prefix: ÄR}"), true)
	w.as("nils").get("/arenden?flik=all&sok=%C3%A4r+2026-001").says("ÄR 2026-001")
}
