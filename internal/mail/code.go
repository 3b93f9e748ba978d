package mail

import (
	"time"

	"beredd/internal/engine"
	"beredd/internal/wording"
)

// code writes the letter that carries six digits. It is about a proposal only
// in that it may be answered with them; it belongs to no thread.
func (w *Writer) code(c engine.CodeLetter, now time.Time) (Written, error) {
	language, pack := spoken(string(c.Language)), w.packs(c.Collaboration)
	form, err := w.letters.form(c.Letter, language)
	if err != nil {
		return Written{}, err
	}
	zone := time.UTC
	l := Letter{Language: string(language), PrivacyURL: w.links.Privacy(), Words: wordsOf(language), Number: c.Number, Title: c.Title}
	if pack != nil {
		zone = pack.Calendar.Zone()
		l.Sender = []string{pack.Title.In(language)}
	}
	words, err := form.sayAll(Matter{Code: grouped(c.Code), Until: wording.Hour(language, c.Until.In(zone))})
	if err != nil {
		return Written{}, err
	}
	l.Subject, l.Preheader, l.Ask = oneLine(words["subject"]), oneLine(words["preheader"]), oneLine(words["ask"])
	l.Paragraphs = folded(words["body"])
	return w.message(l, envelope{
		id: c.ID, to: c.Mail, name: c.Name, letter: c.Letter, pack: pack, at: now.In(zone),
	})
}

// grouped is a code as it is read aloud: "482 913".
func grouped(code string) string {
	if len(code) == 6 {
		return code[:3] + " " + code[3:]
	}
	return code
}
