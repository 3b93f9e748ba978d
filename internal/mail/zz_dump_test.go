package mail_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

func TestZZDump(t *testing.T) {
	dir := os.Getenv("ZZDUMP")
	if dir == "" {
		t.Skip()
	}
	os.MkdirAll(dir, 0o755)
	keep := func(name string, raw []byte, html, text string) {
		os.WriteFile(filepath.Join(dir, strings.ReplaceAll(name, " ", "_")+".eml"), raw, 0o644)
		os.WriteFile(filepath.Join(dir, strings.ReplaceAll(name, " ", "_")+".html"), []byte(html), 0o644)
		os.WriteFile(filepath.Join(dir, strings.ReplaceAll(name, " ", "_")+".txt"), []byte(text), 0o644)
	}
	w := writer(t)
	for _, name := range ofProposals() {
		for _, l := range wording.Languages() {
			uw, facts := usual(t, name)
			written, err := uw.Message(in(l, facts), now)
			if err != nil {
				t.Fatal(err)
			}
			var raw bytes.Buffer
			written.Message.WriteTo(&raw)
			keep("usual "+name+" "+string(l), raw.Bytes(), written.HTML, written.Text)
		}
		unasked := filled(t, name)
		unasked.Round, unasked.Respondent = "", ""
		holder := filled(t, name)
		holder.Why, holder.Body, holder.Organization, holder.Person = "body", "beredning", "", "secretary"
		holder.Round, holder.Respondent, holder.Proposal.Decision = "", "", nil
		september := filled(t, name)
		for i := range september.Proposal.Deadlines {
			september.Proposal.Deadlines[i].Moment.Date = calendar.Date{Year: 2026, Month: 9, Day: 30}
		}
		september.Proposal.Meeting.Date, september.Proposal.Decision.On = calendar.Date{Year: 2026, Month: 9, Day: 30}, calendar.Date{Year: 2026, Month: 9, Day: 30}
		september.Notice.Last = true
		for kind, facts := range map[string]engine.LetterFacts{
			"longest": september, "asked": filled(t, name), "not asked": unasked, "holder": holder, "minimal": minimal(t, name),
		} {
			for _, l := range wording.Languages() {
				written, err := w.Message(in(l, facts), now)
				if err != nil {
					t.Fatal(err)
				}
				var raw bytes.Buffer
				written.Message.WriteTo(&raw)
				keep(name+" "+kind+" "+string(l), raw.Bytes(), written.HTML, written.Text)
			}
		}
	}
}
