package engine

import (
	"slices"
	"strings"

	"beredd/internal/definition"
)

// Papers are the proposal's own documents as they stand: of each name the newest
// version, in the order in which the names first came. What came with an answer is
// not among them.
func (p Proposal) Papers() []Document {
	var papers []Document
	at := map[string]int{}
	for _, d := range p.Documents {
		name := strings.ToLower(d.Name)
		i, seen := at[name]
		switch {
		case d.From != "":
		case !seen:
			at[name] = len(papers)
			papers = append(papers, d)
		case d.Version >= papers[i].Version:
			papers[i] = d
		}
	}
	return papers
}

// ownDocuments is how many documents the proposal has of its own, every version.
func (p Proposal) ownDocuments() int {
	n := 0
	for _, d := range p.Documents {
		if d.From == "" {
			n++
		}
	}
	return n
}

// PapersOf are the documents that stand with a respondent's answer.
func (p Proposal) PapersOf(r Respondent) []Document {
	var papers []Document
	for _, d := range p.Documents {
		if slices.Contains(r.Papers, d.ID) {
			papers = append(papers, d)
		}
	}
	return papers
}

// keepDocuments adds the papers given with the act, each as the next version of
// its name, and answers what history says of them.
func (d *deciding) keepDocuments() []string {
	names, _ := d.keepPapers("", "")
	return names
}

// keepAnswersPapers adds what came with an answer as its respondent's. One that
// brings nothing keeps what stood with the answer before, where it may have any.
func (d *deciding) keepAnswersPapers(line *definition.Round, round *Round, r *Respondent, words []string) []string {
	names, ids := d.keepPapers(r.Key(), round.ID)
	switch {
	case len(ids) > 0:
		r.Papers = ids
	case !slices.ContainsFunc(d.fields(words, line), func(f definition.Field) bool { return f.Type == definition.Document }):
		r.Papers = nil
	}
	return names
}

// documentWord is the word of needs: and takes: for papers.
const documentWord = "document"

// givenPapers are the papers that come with the act, each with the field of the
// pack's that it is given for, in the order of the words.
func (d *deciding) givenPapers() []Document {
	var papers []Document
	for _, word := range sortedKeys(d.given) {
		documents, _ := d.given[word].([]Document)
		for _, doc := range documents {
			if word != documentWord {
				doc.Kind = word
			}
			papers = append(papers, doc)
		}
	}
	return papers
}

// ofKind is how many papers the proposal has that were given for a field, every
// version.
func (p Proposal) ofKind(field string) int {
	n := 0
	for _, d := range p.Documents {
		if d.From == "" && d.Kind == field {
			n++
		}
	}
	return n
}

func (d *deciding) keepPapers(from, round string) (names, ids []string) {
	for _, doc := range d.givenPapers() {
		doc.Name = oneLine(doc.Name)
		by := d.act.Actor.Person
		if d.act.Family != nil { // another proposal's, whose they are
			by = doc.Person
		}
		doc.ID, doc.Person, doc.At, doc.Version, doc.From, doc.Round = d.ids.next(), by, d.now, 1, from, round
		for _, earlier := range d.p.Documents {
			if earlier.From == from && strings.EqualFold(earlier.Name, doc.Name) && earlier.Version >= doc.Version {
				doc.Version = earlier.Version + 1
			}
		}
		d.p.Documents = append(d.p.Documents, doc)
		names, ids = append(names, doc.Name+" sha256:"+doc.Hash), append(ids, doc.ID)
	}
	return names, ids
}
