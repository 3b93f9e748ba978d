package agenda

// Matters are the proposals that the items take up or report, by id, each once.
func (g Gathering) Matters() []string {
	var ids []string
	seen := map[string]bool{"": true}
	for _, item := range g.Items {
		for _, m := range append([]Matter{item.About}, item.Gathers...) {
			if !seen[m.ID] {
				ids = append(ids, m.ID)
			}
			seen[m.ID] = true
		}
	}
	return ids
}
