package web

import "strings"

// isMeetingNumber says whether a number, as it is said or as it stands in an address, is
// a meeting's.
func (s *Server) isMeetingNumber(number string) bool {
	return strings.HasPrefix(strings.ReplaceAll(number, " ", "-"), s.Pack.Number.Prefix+"-M-")
}

// home is the main page that something belongs to by its number.
func (s *Server) home(number string) navItem {
	if s.isMeetingNumber(number) {
		return navItem{Path: "/moten", Key: "meeting.nav"}
	}
	return navItem{Path: "/arenden", Key: "web.nav.proposals"}
}

// within says whether an address is of a main page. A meeting's steps stand among those
// of proposals and belong to the meetings.
func (s *Server) within(path, page string) bool {
	if ref, ok := strings.CutPrefix(path, "/arenden/"); ok && s.isMeetingNumber(ref) {
		return page == "/moten"
	}
	return page != "/" && strings.HasPrefix(path, page+"/")
}
