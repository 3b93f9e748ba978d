package web_test

import (
	"testing"

	"beredd/internal/definition/source"
	"beredd/internal/web"
	"beredd/internal/web/browsertest"
)

// A coordinator reads that the files on the server have errors and were not taken, and
// where; or that they are not what is in force.
func TestCoordinatorsAreToldOfTheFolder(t *testing.T) {
	w := publishing(t)
	var told *web.Folder
	w.server.Folder = func() *web.Folder { return told }
	b := w.as("county_coordinator")
	b.get("/processen").lacks("Filerna på servern")
	told = &web.Folder{Where: "/etc/beredd/kalmar"}
	b.get("/processen").says("Filerna på servern är inte det som gäller", "/etc/beredd/kalmar", "förrän någon publicerar").lacks("har fel")
	b.get("/processen?sprak=en").says("The files on the server are not what is in force")

	wrong := source.Problem{Code: "unknown_role", Pos: source.Pos{File: "/etc/beredd/kalmar/proposal.yaml", Line: 32, Column: 5}}
	for range 12 {
		told.Problems = append(told.Problems, wrong)
	}
	page := b.get("/processen?sprak=sv").says("Filerna på servern har fel och togs inte i bruk", "proposal.yaml, rad 32", "och 2 fel till").lacks("kalmar/proposal.yaml")
	browsertest.HTMLValidate(t, map[string][]byte{"folder": []byte(page.body)})
}
