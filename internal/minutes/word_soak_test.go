//go:build soak

package minutes

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// What a word processor that is none of ours reads in each paper is all that the paper
// says, in its order, and as many pages as it comes to.
func TestSoakAWordProcessorReadsTheDOCX(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed")
	}
	dir := t.TempDir()
	all := papers(t)
	for name, s := range all {
		data, err := DOCX(s)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name+".docx"), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*.docx"))
	for _, form := range []string{"txt:Text (encoded):UTF8", "pdf"} {
		args := append([]string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", form, "--outdir", dir}, files...)
		if out, err := exec.Command(office, args...).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	if kept := os.Getenv("KEPT"); kept != "" { // to be looked at
		if err := os.CopyFS(kept, os.DirFS(dir)); err != nil {
			t.Log(err)
		}
	}
	for name, s := range all {
		text, err := os.ReadFile(filepath.Join(dir, name+".txt"))
		if err != nil {
			t.Errorf("%s was not opened: %v", name, err)
			continue
		}
		follows(t, name, string(text), unmarked(words(s)))
		if pages := poppler(t, "pdfinfo", filepath.Join(dir, name+".pdf")); !strings.Contains(pages, "Page size:       595") {
			t.Errorf("%s is no A4:\n%s", name, pages)
		}
	}
}
