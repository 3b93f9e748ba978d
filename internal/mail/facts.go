package mail

import (
	"fmt"
	"slices"
	"strings"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/link"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// facts are what a registrar writes down: number, where it stands, dates, and
// who else has the letter.
func (t *telling) facts(m Matter) Rows {
	rows := t.meetingFacts(m)
	if m.Gathering == nil {
		rows.add(t.say("mail.fact.number", nil), t.Proposal.Number)
	}
	rows.add(t.say("mail.fact.respondent", nil), t.asksWhom(m))
	if t.round != nil && t.round.Nth > 1 {
		rows.add(t.say("mail.fact.round", nil), m.Round.Title)
	}
	rows = append(rows, t.minutesFacts(m)...)
	rows = append(rows, t.cameTo()...)
	rows = append(rows, t.shortFacts(t.given())...)
	rows = append(rows, t.shortFacts(t.alongside())...)
	rows = append(rows, t.setFacts()...)
	rows.add(t.say("input.document", nil), t.answerPapers())
	rows.add(t.say("mail.fact.receipt", nil), m.Receipt)
	rows.add(t.say("mail.fact.state", nil), m.State)
	if !m.Asks && m.Gathering == nil { // who is asked has the turn, whoever holds the proposal
		rows.add(t.say("mail.fact.holder", nil), m.Holder)
	}
	if m.Meeting != nil && m.Decided == nil && m.Gathering == nil {
		rows.add(t.say("mail.fact.meeting", nil), m.Meeting.Day)
	}
	rows.add(t.say("mail.fact.earlier", nil), t.earlier())
	rows.add(t.say("mail.fact.parent", nil), t.parent())
	if m.Due != nil && (m.Gathering == nil || m.Asks) {
		rows = append(rows, Row{Name: t.say("mail.fact.due", nil), Value: m.Due.Day, Note: t.due.Moment.How(t.language)})
	}
	if t.still != nil && t.still.About != "clock" && t.still.Left.Count >= 0 {
		rows.add(t.say("mail.fact.due", nil), t.say("mail.clock.still", wording.Args{"Left": t.still.Left.Text()}))
	}
	if !m.Asks {
		rows = append(rows, t.clockFacts()...)
	}
	rows = append(rows, t.chances()...)
	if m.FollowUp != nil {
		rows.add(t.say("mail.fact.follow_up", nil), m.FollowUp.Day)
	}
	rows.add(t.say("mail.fact.others", nil), t.others())
	return rows
}

// chances are the steps that may be taken for a time alone, as an appeal, each with its last
// day and who may take it.
func (t *telling) chances() Rows {
	var rows Rows
	for _, c := range engine.Chances(t.pack, t.Proposal, t.now) {
		rows = append(rows, Row{
			Name: t.say("mail.fact.chance", wording.Args{"Step": c.Step.Title}), Value: t.day(c.Last.Date, c.Last.Time).Day,
			Note: t.say("mail.fact.chance_who", wording.Args{"Who": c.Who}),
		})
	}
	return rows
}

// parent is the number of the proposal that this one comes from, where somebody there is
// told of it.
func (t *telling) parent() string {
	if tells, _ := t.flow.TellsKin(); tells && t.Proposal.Parent != nil {
		return t.Proposal.Parent.Number
	}
	return ""
}

// asksWhom is the respondent, where the letter asks or receipts.
func (t *telling) asksWhom(m Matter) string {
	if m.Asks {
		return m.Respondent
	}
	return ""
}

// others says who else has the same letter: everybody whom the pack's lines send
// it to, or everybody that the round asks.
func (t *telling) others() string {
	var parties []people.Party
	var some []string
	take := func(all []people.Party, n definition.Narrowing) {
		if n.Narrows() {
			some = append(some, n.Text(t.flow, t.language, t.describe(all), t.describe))
			return
		}
		parties = append(parties, all...)
	}
	for _, line := range t.flow.Notify {
		if line.Letter == t.Letter {
			take(line.To, line.Narrow)
		}
	}
	if len(parties)+len(some) == 0 && t.line != nil && (t.Event.Kind == engine.Opened || t.asksAlone()) {
		take(t.line.Asks, t.line.Narrow)
	}
	if all := t.describe(parties); all != "" {
		some = slices.Insert(some, 0, all)
	}
	return wording.List(t.language, some)
}

// saidBefore is for which earlier answer the recipient has the letter, "" where it is for none.
func (t *telling) saidBefore() string {
	if t.Proposal.Secret != nil {
		return ""
	}
	var lines []definition.Narrowing
	for _, line := range t.flow.Notify {
		if line.Letter == t.Letter {
			lines = append(lines, line.Narrow)
		}
	}
	if t.line != nil && t.Notice.Round != "" {
		lines = append(lines, t.line.Narrow)
	}
	for _, key := range []string{t.Respondent, t.Organization, t.For, t.Person, t.Body} {
		for _, n := range lines {
			if answer, round, ok := engine.SaidBefore(t.flow, t.Proposal, n, key); ok && key != "" {
				return t.say("mail.why.said", wording.Args{"Who": t.name(key), "Answer": answer, "Round": round})
			}
		}
	}
	return ""
}

// paperURL is where the recipient may read a document: below its own link, or
// signed in. A mailbox that is asked nothing has neither.
func (w *Writer) paperURL(t *telling, m Matter, d engine.Document) string {
	switch {
	case d.ID == "":
		return ""
	case m.Asks:
		return w.links.AnswerPaper(t.Notice.Claim(link.Answer), d.ID)
	case t.Person != "":
		return w.links.Paper(ref(t.Proposal), d.ID)
	}
	return ""
}

// size is how big a file is, as people say it.
func size(l wording.Language, bytes int64) string {
	if bytes < 1000_000 {
		return fmt.Sprintf("%d kB", max(1, (bytes+500)/1000))
	}
	s := fmt.Sprintf("%.1f MB", float64(bytes)/1000_000)
	if l == wording.Swedish {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}

// why says why this recipient has the letter, in every quality in which it has it.
func (t *telling) why() string {
	qualities := t.Qualities()
	if t.Person == "" {
		kind := "organization"
		switch qualities[0].Why {
		case string(people.WhySeat):
			kind = "body_mailbox"
		case string(people.WhyUndelivered):
			kind = "undelivered"
		case string(people.WhyLeft):
			kind = "left"
		}
		return t.say("mail.why."+kind, wording.Args{
			"Body": t.name(t.Body), "Organization": t.name(t.Organization), "Collaboration": t.pack.Title,
		})
	}
	return t.say("mail.why.you", wording.Args{"Why": engine.QualitiesText(t.pack, qualities, false, t.language)})
}

// follows says whether the recipient has the letter because it follows the proposal.
func (t *telling) follows() bool {
	return t.Person != "" && slices.ContainsFunc(t.Qualities(), func(q engine.Quality) bool { return q.Why == string(people.WhyFollower) })
}

// checksum is the hash of the event that the letter tells of, in letters from a
// decision: whoever keeps the letter can later tell whether history was changed.
func (t *telling) checksum() string {
	if t.Proposal.Decision == nil || t.Event.Hash == "" {
		return ""
	}
	return t.say("mail.checksum", wording.Args{"Hash": t.Event.Hash, "Seq": t.Event.Seq})
}
