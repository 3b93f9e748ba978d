package store

import "fmt"

// foreign are the capital letters that SQLite knows nothing of and that numbers may begin
// with here, each before its small one.
const foreign = "ÅåÄäÖöÆæØøÉéÜüÞþÐðÁáÍíÓóÚúÝýÈèËëÕõŠšŽž"

// sqliteLower is a text in lower case, for SQLite, whose own lower is for ASCII alone.
func sqliteLower(text string) string {
	letters := []rune(foreign)
	for i := 0; i < len(letters); i += 2 {
		text = fmt.Sprintf("replace(%s, '%c', '%c')", text, letters[i], letters[i+1])
	}
	return "lower(" + text + ")"
}
