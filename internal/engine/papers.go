package engine

import "strings"

// Papers are the proposal's documents as they stand: of each name the newest
// version, in the order in which the names first came.
func (p Proposal) Papers() []Document {
	var papers []Document
	at := map[string]int{}
	for _, d := range p.Documents {
		name := strings.ToLower(d.Name)
		i, seen := at[name]
		switch {
		case !seen:
			at[name] = len(papers)
			papers = append(papers, d)
		case d.Version >= papers[i].Version:
			papers[i] = d
		}
	}
	return papers
}
