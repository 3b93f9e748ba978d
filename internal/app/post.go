package app

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"beredd/internal/engine"
	"beredd/internal/mail"
	"beredd/internal/outbox"
	"beredd/internal/scenario"
)

// A Post catches letters and remembers every try.
type Post struct {
	*mail.Capture
	kinds  *kinds // where set, only the first letter of each kind is written
	mu     sync.Mutex
	fails  map[string]string // address -> what its server says
	tries  []scenario.Sent
	broken error // why a letter could not be written
}

// Send writes a letter and keeps it, or refuses it where its address fails.
func (p *Post) Send(ctx context.Context, facts engine.LetterFacts, now time.Time) engine.Handover {
	done := p.handOver(ctx, facts, now)
	p.mu.Lock()
	defer p.mu.Unlock()
	if done.Fate == engine.Unwritable {
		p.broken = fmt.Errorf("the letter %s to %s cannot be written: %w", facts.Letter, facts.Name, done.Err)
	}
	p.tried(facts, facts, statusOf(done, facts), now)
	for _, along := range facts.Along {
		status := statusOf(done, facts)
		if status == engine.Accepted {
			status = engine.Merged
		}
		p.tried(along, facts, status, now)
	}
	return done
}

// tried remembers a letter and what it went in.
func (p *Post) tried(letter, in engine.LetterFacts, status engine.DeliveryStatus, now time.Time) {
	p.tries = append(p.tries, scenario.Sent{
		Notice: letter.Notice, Status: status, First: letter.Attempts == 0,
		Late: letter.Event.Data.Late, At: now,
		Text: func() (string, error) { return p.Text(in, now) },
	})
}

func (p *Post) handOver(ctx context.Context, facts engine.LetterFacts, now time.Time) engine.Handover {
	p.mu.Lock()
	reply := p.fails[strings.ToLower(facts.Mail)]
	p.mu.Unlock()
	switch {
	case strings.HasPrefix(reply, "5"):
		return engine.Handover{Fate: engine.Refused, Response: reply, Address: ofAddress(reply)}
	case reply != "":
		return engine.Handover{Fate: engine.TryAgain, Response: reply}
	case p.kinds != nil && !p.kinds.isNew(facts):
		return engine.Handover{Fate: engine.HandedOver, Response: "250 caught unread"}
	}
	return p.Capture.Send(ctx, facts, now)
}

// ofAddress is the code by which a server refuses an address, as a mail server says it of
// whom there is not: "550", or "550 5.1.1 …".
func ofAddress(reply string) string {
	words := strings.Fields(reply)
	switch {
	case len(words) > 1 && engine.IsOfAddress(words[1]):
		return words[1]
	case words[0] == "550" && (len(words) == 1 || !enhanced.MatchString(words[1])):
		return "5.1.1"
	}
	return ""
}

// enhanced is a code of RFC 3463.
var enhanced = regexp.MustCompile(`^5\.\d+\.\d+$`)

// statusOf is what becomes of a letter by a try.
func statusOf(done engine.Handover, facts engine.LetterFacts) engine.DeliveryStatus {
	switch done.Fate {
	case engine.HandedOver:
		return engine.Accepted
	case engine.Refused:
		return engine.Failed
	case engine.Unwritable:
		return engine.Held
	}
	if _, again := outbox.Backoff(facts.Notice.ID, facts.Attempts+1); !again {
		return engine.Failed
	}
	return engine.Deferred
}

// Sent lists every try at handing over a letter, in order.
func (p *Post) Sent() []scenario.Sent {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clip(p.tries)
}

// Fail makes an address answer reply to every letter, or work again where reply
// is "".
func (p *Post) Fail(address, reply string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.fails == nil {
		p.fails = map[string]string{}
	}
	p.fails[strings.ToLower(address)] = reply
}

// unwritten says, once, why a letter could not be written.
func (p *Post) unwritten() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	err := p.broken
	p.broken = nil
	return err
}

// kinds remembers which kinds of letter have been written. Nobody reads the
// letters of a scenario, and hundreds of scenarios are to be played in a second:
// so one of each kind is written, to see that it can be.
type kinds struct {
	mu   sync.Mutex
	seen map[kind]bool
}

// A kind of letter is what its words hang on.
type kind struct {
	letter, language, why, workflow, state, round string
	late, last                                    bool
}

func (k *kinds) isNew(facts engine.LetterFacts) bool {
	round := ""
	for _, r := range facts.Proposal.Rounds {
		if r.ID == facts.Notice.Round {
			round = r.Name
		}
	}
	this := kind{
		facts.Letter, facts.Language, facts.Why, facts.Proposal.Workflow, facts.Proposal.State, round,
		facts.Event.Data.Late, facts.Last,
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.seen[this] {
		return false
	}
	k.seen[this] = true
	return true
}
