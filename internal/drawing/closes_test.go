package drawing_test

import (
	"os"
	"strings"
	"testing"

	"beredd/internal/definition"
	"beredd/internal/drawing"
	"beredd/internal/wording"
)

// The picture in words says of each question who may end it by hand: a coordinator by name,
// nobody where it ends on its day, and nobody where nobody coordinates.
func TestTheWordsSayWhoMayCloseAQuestion(t *testing.T) {
	t.Parallel()
	read := func(word string) *definition.Pack {
		pack, problems := definition.Read(os.DirFS("../../workflows/testdata/words/"+word), nil)
		if err := problems.Err(); err != nil {
			t.Fatal(err)
		}
		return pack
	}
	alone := read("conflict_of_interest")
	alone.People.Coordinators = nil
	for _, row := range []struct {
		pack             *definition.Pack
		swedish, english string
	}{
		{read("conflict_of_interest"), "Omröstning (svarar: ledamöterna i Nämnden; 14 dagar; öppnas av sig själv; får stängas för hand, med skäl, av Samordnaren)",
			"opens by itself; may be closed by hand, with a reason, by Samordnaren"},
		{read("secret_ballot"), "öppnas och stängs av sig själv, på sin dag; ingen får göra det för hand", "opens and closes by itself, on its day; nobody may do so by hand"},
		{alone, "öppnas och stängs av sig själv; ingen får göra det för hand", "opens and closes by itself; nobody may do so by hand"},
	} {
		for language, want := range map[wording.Language]string{wording.Swedish: row.swedish, wording.English: row.english} {
			d := drawing.New(row.pack, row.pack.Workflows[0], language, drawing.Marks{})
			if said := d.Text(); strings.Count(said, want) != 1 {
				t.Errorf("%s, %s: the words do not say once %q:\n%s", row.pack.Key, language, want, said)
			}
		}
	}
}
