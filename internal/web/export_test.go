package web

// Patterns are the addresses of every route, with its method.
func (s *Server) Patterns() []string {
	var patterns []string
	for _, r := range s.routes() {
		patterns = append(patterns, r.pattern)
	}
	return patterns
}
