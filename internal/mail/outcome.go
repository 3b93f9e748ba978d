package mail

import (
	"errors"
	"net/textproto"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"beredd/internal/engine"
)

// outcome says what came of a try. What is about us (our sign-in, our address)
// or about the line is never the recipient's fault.
func outcome(said string, err error) engine.Handover {
	var stopped *stop
	if !errors.As(err, &stopped) {
		return engine.Handover{Fate: engine.HandedOver, Response: scrub("250 " + said)}
	}
	done := engine.Handover{Fate: fate(stopped.at, stopped.code()), Response: scrub(answerIn(err))}
	if stopped.code() == 0 { // nothing was said: the line broke
		done.Response, done.Err = broken, scrubbed(err)
	}
	if done.Fate == engine.Refused {
		done.Address = ofAddress(stopped, done.Response)
	}
	return done
}

// ofAddress is the code of a refusal that is of the address itself, or "". A server
// that gives no fuller code means the address when it refuses it by name.
func ofAddress(refusal *stop, said string) string {
	full := fullCode.FindString(said)
	full = full[strings.IndexByte(full, ' ')+1:]
	switch named := refusal.at == ofRecipient; {
	case full == "" && named && slices.Contains(ofMailbox, refusal.code()):
		return strconv.Itoa(refusal.code())
	case named && engine.IsOfAddress(full):
		return full
	case strings.HasPrefix(full, "5.1.") || full == "5.2.1" || full == "5.2.2": // said of it when the letter had been read
		return full
	}
	return ""
}

// fullCode is a code of RFC 3463 behind one of RFC 5321.
var fullCode = regexp.MustCompile(`^5[0-9]{2} 5\.[0-9]{1,3}\.[0-9]{1,3}\b`)

// ofMailbox are the codes of RFC 5321 that are about a mailbox.
var ofMailbox = []int{550, 551, 552, 553}

// broken is what stands for a server's words where it fell silent.
const broken = "the connection broke"

// unreached is what came of a letter for which there was no server. Why not is
// shown with it: it is for the people who run the program.
func unreached(err error) engine.Handover {
	said := answerIn(err)
	if said == "" {
		said = err.Error()
	}
	return engine.Handover{Fate: engine.NoServer, Response: scrub(said), Err: scrubbed(err)}
}

// The codes of RFC 5321 and RFC 4954 that don't mean what their first digit says.
const (
	closing   = 421 // the server ends the conversation, whatever it was about
	tooLarge  = 552
	signFirst = 530
	badSignIn = 535
)

// fate is what the server's code means at that point of the conversation.
func fate(at point, code int) engine.Fate {
	switch {
	case at == ofSender && code == tooLarge:
		return engine.Refused
	case at == beforehand || at == ofSender: // the recipient hasn't been named yet
		return engine.NoServer
	case code == signFirst || code == badSignIn:
		return engine.NoServer
	case code >= 500:
		return engine.Refused
	}
	return engine.TryAgain
}

// listens says whether the server refused in so many words and listens on.
func listens(err error) bool {
	var stopped *stop
	return errors.As(err, &stopped) && stopped.listens
}

// brokeEarly says whether the line turned out to be dead before the server heard
// whom the letter is for.
func brokeEarly(err error) bool {
	var stopped *stop
	return errors.As(err, &stopped) && stopped.at <= ofSender && (stopped.code() == 0 || stopped.code() == closing)
}

// errAddress says that a letter can't go because of whom it is to.
var errAddress = errors.New("the recipient's address")

// badSyntax is the code of an address that is none (RFC 3463 section 3.2).
const badSyntax = "5.1.3"

// unwritten is what came of a letter that couldn't be written. One whose
// recipient's address is none is refused; with any other somebody must look.
func unwritten(err error) engine.Handover {
	if errors.Is(err, errFiles) {
		return engine.Handover{Fate: engine.TryAgain, Response: errFiles.Error(), Err: scrubbed(err)}
	}
	if errors.Is(err, errAddress) {
		return engine.Handover{Fate: engine.Refused, Response: scrub(err.Error()), Address: badSyntax}
	}
	return engine.Handover{Fate: engine.Unwritable, Response: scrub(err.Error()), Err: scrubbed(err)}
}

// isTooLarge says whether a letter was refused for its size, and not for its recipient.
func isTooLarge(done engine.Handover) bool {
	code, full, _ := strings.Cut(done.Response, " ")
	switch {
	case done.Fate != engine.Refused || done.Address != "":
		return false
	case strings.HasPrefix(full, "5.3.4") || strings.HasPrefix(full, "5.2.3"):
		return true
	}
	return code == strconv.Itoa(tooLarge) && !strings.HasPrefix(full, "5.")
}

// answerIn is what the server said, in an error: "550 5.1.1 No such user".
func answerIn(err error) string {
	var said *textproto.Error
	if errors.As(err, &said) {
		return strconv.Itoa(said.Code) + " " + said.Msg
	}
	return ""
}

func scrubbed(err error) error {
	if err == nil {
		return nil
	}
	return errors.New(scrub(err.Error()))
}

// addresses are what responses and logs must not keep.
var addresses = regexp.MustCompile(`[^\s<>"'(),;:=@]+@[^\s<>"'(),;:@]+`)

const longestResponse = 300

// scrub makes one line of what a server said, without addresses, and not longer
// than a person reads.
func scrub(s string) string {
	s = addresses.ReplaceAllString(oneLine(strings.ToValidUTF8(s, "")), "…")
	if utf8.RuneCountInString(s) > longestResponse {
		s = string([]rune(s)[:longestResponse-1]) + "…"
	}
	return s
}
