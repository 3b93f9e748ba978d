package engine

// IsNeedless says whether a reminder has been overtaken since it was owed: whoever
// it reminds has answered or acted meanwhile, or is no longer asked.
func (f LetterFacts) IsNeedless() bool {
	if f.Letter != letterReminder {
		return false
	}
	since := f.Event.At
	if f.Notice.Round == "" {
		return f.Proposal.Entered.After(since)
	}
	for _, round := range f.Proposal.Rounds {
		if round.ID != f.Notice.Round {
			continue
		}
		if round.ClosedAt.After(since) {
			return true
		}
		for _, r := range round.Respondents {
			if r.Key() == f.Respondent {
				return r.Out || r.Final && r.At.After(since)
			}
		}
	}
	return false
}
