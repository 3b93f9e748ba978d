package link

import (
	"net/url"
	"strconv"
	"strings"
)

// A Site makes the addresses that letters carry. Web answers at these paths.
type Site struct {
	base string // without a last slash
	keys Keys
}

// Where the pages stand that letters lead to.
const (
	AnswerPath   = "/s/"          // and a token
	FollowPath   = "/folj/"       // and a token
	ProposalPath = "/arenden/"    // and a proposal's id, or its number with hyphens for spaces
	PaperPath    = "/handlingar/" // after one of those, and a document's id
	LettersPath  = "/brev/"       // and a token
	PrivacyPath  = "/personuppgifter"
	MeetingPath  = "/moten/" // and a meeting's number with hyphens for spaces
)

// The papers of a meeting, below its own address.
const (
	NoticePaper  = "kallelse"
	AgendaPaper  = "dagordning"
	MinutesPaper = "protokoll"
	ExtractPaper = "utdrag"
)

// NewSite makes the addresses below base, "https://beredd.samverkan.example".
func NewSite(base string, keys Keys) Site {
	return Site{base: strings.TrimRight(base, "/"), keys: keys}
}

// Answer is where the claim's recipient answers, without an account.
func (s Site) Answer(c Claim) string { return s.base + AnswerPath + s.keys.Token(c) }

// Follow is where the claim's recipient stops following a proposal, without an account.
func (s Site) Follow(c Claim) string { return s.base + FollowPath + s.keys.Token(c) }

// AnswerPaper is where the claim's recipient reads a document of the proposal,
// without an account: under the link that it answers with.
func (s Site) AnswerPaper(c Claim, document string) string {
	return s.Answer(c) + PaperPath + url.PathEscape(document)
}

// Paper is where whoever may sign in reads a document of a proposal.
func (s Site) Paper(ref, document string) string {
	return s.Proposal(ref) + PaperPath + url.PathEscape(document)
}

// MeetingPaper is a meeting's notice, agenda or minutes, for whoever may sign in.
func (s Site) MeetingPaper(ref, paper string) string {
	return s.base + MeetingPath + url.PathEscape(ref) + "/" + paper
}

// Extract is what a meeting's minutes say of one proposal, for an organization; or for
// that of who reads it, for "".
func (s Site) Extract(ref, proposal, organization string) string {
	query := url.Values{"punkt": {proposal}}
	if organization != "" {
		query.Set("till", organization)
	}
	return s.MeetingPaper(ref, ExtractPaper) + "?" + query.Encode()
}

// Year is the wheel of a year, for whoever may sign in.
func (s Site) Year(year int) string { return s.base + "/aret/" + strconv.Itoa(year) }

// Calendars is where whoever signs in gets a calendar to subscribe to.
func (s Site) Calendars() string { return s.base + "/installningar/kalendrar" }

// Proposal is a proposal's page, for whoever may sign in.
func (s Site) Proposal(ref string) string { return s.base + ProposalPath + url.PathEscape(ref) }

// LetterSettings is where the claim's recipient chooses how letters come, without an
// account.
func (s Site) LetterSettings(c Claim) string { return s.base + LettersPath + s.keys.Token(c) }

// Privacy is the page on how personal data is handled, for everybody.
func (s Site) Privacy() string { return s.base + PrivacyPath }

// Home is the first page.
func (s Site) Home() string { return s.base + "/" }
