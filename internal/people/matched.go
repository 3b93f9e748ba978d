package people

// Unmatched says which of some parts find nobody, where each person plays one part
// alone: by their places, nil where all find somebody. who lists those who may play
// each. As many parts as can be are played, the first before later ones.
func Unmatched(who [][]string) []int {
	plays := map[string]int{} // the person's part
	var find func(part int, tried map[string]bool) bool
	find = func(part int, tried map[string]bool) bool {
		for _, person := range who[part] {
			if tried[person] {
				continue
			}
			tried[person] = true
			if other, taken := plays[person]; !taken || find(other, tried) {
				plays[person] = part
				return true
			}
		}
		return false
	}
	var left []int
	for part := range who {
		if !find(part, map[string]bool{}) {
			left = append(left, part)
		}
	}
	return left
}
