package engine

import (
	"slices"
	"strings"

	"beredd/internal/agenda"
	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/privacy"
	"beredd/internal/wording"
)

// titleWord is the text that stands in the subject of every letter.
const titleWord = "title"

// Delicate is what should not be sent by mail in a text that is to be written: a
// personal identity number, or a word that the pack stops. It is empty where
// there is nothing. In a title it may not stand; in any other text it may, once the writer
// has confirmed it, as IsConfirmable says.
func Delicate(pack *definition.Pack, word, text string) []*fault.Error {
	ending := "_in_text"
	if word == titleWord {
		ending = ""
	}
	var found []*fault.Error
	if privacy.HoldsNumber(text) {
		found = append(found, fault.New(fault.Invalid, "personal_number"+ending, nil).On(word))
	}
	if stopped := privacy.Stopped(text, pack.StopWords); stopped != "" {
		found = append(found, fault.New(fault.Invalid, "stop_word"+ending, wording.Args{"Word": oneLine(stopped)}).On(word))
	}
	return found
}

// IsConfirmable says whether a text that was refused is taken when the same act names
// it among what is Confirmed.
func IsConfirmable(f *fault.Error) bool {
	return f.Code == "personal_number_in_text" || f.Code == "stop_word_in_text"
}

// AreConfirmable says whether all that a text was refused for can be confirmed.
func AreConfirmable(f *fault.Error) bool {
	return !slices.ContainsFunc(f.All(), func(one *fault.Error) bool { return !IsConfirmable(one) })
}

// delicate refuses a value that should not be sent by mail and that nobody has
// confirmed. What stands already was confirmed when it was written, and what another
// proposal hands on was written there.
func (d *deciding) delicate(field definition.Field, value any) []*fault.Error {
	if documents, ok := value.([]Document); ok && !d.unread() {
		return d.delicateNames(field.Name, documents)
	}
	text, ok := value.(string)
	if field.Type != definition.Text || !ok || d.says(field.Name, value) || text == d.p.Proposed || d.unread() {
		return nil
	}
	if field.Name != titleWord && slices.Contains(d.act.Confirmed, field.Name) {
		return nil
	}
	return Delicate(d.pack, field.Name, text)
}

// delicateNames refuses files whose names should not be sent by mail: they stand in letters
// as titles do, and a file can be given another name.
func (d *deciding) delicateNames(word string, documents []Document) (found []*fault.Error) {
	for _, doc := range documents {
		if len(Delicate(d.pack, titleWord, doc.Name)) > 0 {
			found = append(found, fault.New(fault.Invalid, "delicate_file_name", nil).On(word))
		}
	}
	return found
}

// delicateEntry refuses what is to be recorded of a meeting and should not be sent by mail,
// as minutes are, unless whoever writes it has confirmed it.
func (d *deciding) delicateEntry(e agenda.Entry) *fault.Error {
	if slices.Contains(d.act.Confirmed, entryWord) || d.unread() {
		return nil
	}
	written := slices.Concat([]string{e.Part.Text, e.Part.Who, e.Reservation.Text, e.Assignment.What}, e.Part.Points, e.Decision)
	return fault.Join(Delicate(d.pack, entryWord, strings.Join(written, "\n"))...)
}

// entryWord is the text of what is recorded, among what is confirmed.
const entryWord = "text"

// unread says whether nobody writes here what others are to read: a preview, what
// another proposal or time does, and why a proposal goes over to another edition.
func (d *deciding) unread() bool {
	return d.lenient || d.act.Family != nil || d.act.Actor.System() || d.act.Kind == Adopt || d.act.Kind == Recount
}

// heading refuses a title of something that a meeting takes up or gives, which stands
// in notices and minutes. was is what it was called before.
func (d *deciding) heading(word, title, was string) *fault.Error {
	if title == was {
		return nil
	}
	found := Delicate(d.pack, titleWord, title)
	for _, f := range found {
		f.Field = word
	}
	return fault.Join(found...)
}
