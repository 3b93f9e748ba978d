package mail

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"math"
	"net"
	"net/textproto"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"beredd/internal/engine"
	"beredd/internal/wording"
)

// A State is how it stands with what was examined.
type State string

// The states.
const (
	Well  State = "well"
	Doubt State = "doubt" // letters go, and some may not arrive
	Wrong State = "wrong" // letters do not go, or are not believed
)

// A Finding is what was found of one thing that letters depend on, where, and what is
// to be done.
type Finding struct {
	What  string // the thing: "spf"
	State State
	Where string
	Says  wording.Text
	Do    wording.Text // nothing where all is well
}

// Names is where names are looked up: a *net.Resolver, or what a test has.
type Names interface {
	LookupTXT(ctx context.Context, name string) ([]string, error)
	LookupMX(ctx context.Context, name string) ([]*net.MX, error)
	LookupIPAddr(ctx context.Context, host string) ([]net.IPAddr, error)
	LookupAddr(ctx context.Context, address string) ([]string, error)
}

// fewDays is when a certificate must soon be another.
const fewDays = 21

// found is a finding in the words of the catalogue: under what it is of, and how it is.
func found(what string, state State, how, where string, args wording.Args) Finding {
	if args == nil {
		args = wording.Args{}
	}
	args["Where"] = where
	f := Finding{What: what, State: state, Where: where, Says: wording.Both("mail.doctor."+what+"."+how, args)}
	if state != Well {
		f.Do = wording.Both("mail.doctor."+what+"."+how+".do", args)
	}
	return f
}

// Examine reaches for the server as letters do, without sending any, and says how it
// went: the way there, the secrecy, the certificate, the sign-in.
func (s *Sender) Examine(ctx context.Context, now time.Time) []Finding {
	where := net.JoinHostPort(s.config.Host, fmt.Sprint(s.config.Port))
	c, err := s.dial(ctx)
	if err != nil {
		return []Finding{unreachable(err, where)}
	}
	defer c.quit()
	all := []Finding{found("server", Well, "well", where, nil)}
	if s.config.TLS == None {
		all = append(all, found("tls", Well, "none", where, nil))
	} else {
		all = append(all, c.certificate(where, now))
	}
	if s.config.Username == "" {
		return append(all, found("sign_in", Well, "none", where, nil))
	}
	return append(all, found("sign_in", Well, "well", where, wording.Args{"User": s.config.Username}))
}

// certificate says for how long the server's is good.
func (c *connection) certificate(where string, now time.Time) Finding {
	var state tls.ConnectionState
	if line, ok := c.raw.(*tls.Conn); ok {
		state = line.ConnectionState()
	} else if seen, err := c.smtp.GetTLSConnectionState(); err == nil {
		state = *seen
	}
	if len(state.PeerCertificates) == 0 {
		return found("tls", Wrong, "not_offered", where, nil)
	}
	leaf := state.PeerCertificates[0]
	left := int(math.Floor(leaf.NotAfter.Sub(now).Hours() / 24))
	args := wording.Args{"Name": cmp.Or(strings.Join(leaf.DNSNames, ", "), leaf.Subject.CommonName), "Count": left, "Day": leaf.NotAfter.Format(time.DateOnly)}
	if left < fewDays {
		return found("tls", Doubt, "soon", where, args)
	}
	return found("tls", Well, "well", where, args)
}

// unreachable tells apart why there is no server.
func unreachable(err error, where string) Finding {
	var noName *net.DNSError
	var unknown x509.UnknownAuthorityError
	var other x509.HostnameError
	var expired x509.CertificateInvalidError
	var said *textproto.Error
	why := wording.Args{"Why": scrub(cmp.Or(answerIn(err), err.Error()))}
	switch {
	case errors.As(err, &noName):
		return found("server", Wrong, "no_name", where, why)
	case errors.As(err, &unknown):
		return found("tls", Wrong, "unknown", where, why)
	case errors.As(err, &other):
		return found("tls", Wrong, "other", where, wording.Args{"Name": cmp.Or(strings.Join(other.Certificate.DNSNames, ", "), other.Certificate.Subject.CommonName)})
	case errors.As(err, &expired):
		return found("tls", Wrong, "invalid", where, why)
	case strings.Contains(err.Error(), "STARTTLS"):
		return found("tls", Wrong, "not_offered", where, why)
	case errors.As(err, &said) && (said.Code == badSignIn || said.Code == signFirst || said.Code == 534 || said.Code == 454):
		return found("sign_in", Wrong, "refused", where, why)
	case strings.Contains(err.Error(), "SMTP AUTH"), strings.Contains(err.Error(), "535"):
		return found("sign_in", Wrong, "refused", where, why)
	}
	return found("server", Wrong, "unreachable", where, why)
}

// A Standing is what the world is told of who sends: what is looked up.
type Standing struct {
	Names Names
	Head  Letterhead
	Host  string // of the relay
	Seals []Seal
}

// Examine looks up what others look up when a letter comes to them.
func (s Standing) Examine(ctx context.Context) []Finding {
	from := domain(s.Head.From)
	back := domain(cmp.Or(s.Head.Bounce, s.Head.From))
	all := []Finding{s.spf(ctx, back)}
	for _, seal := range s.Seals {
		all = append(all, s.dkim(ctx, seal, from))
	}
	if len(s.Seals) == 0 {
		all = append(all, found("dkim", Doubt, "none", from, nil))
	}
	all = append(all, s.dmarc(ctx, from))
	for _, host := range unlike(from, domain(cmp.Or(s.Head.ReplyTo, s.Head.From)), back) {
		all = append(all, s.mx(ctx, host))
	}
	if !sameHouse(from, back) {
		all = append(all, found("return_path", Doubt, "apart", back, wording.Args{"From": from}))
	} else {
		all = append(all, found("return_path", Well, "well", back, nil))
	}
	return append(all, s.ptr(ctx))
}

// unlike is the list without what stands in it before.
func unlike(list ...string) (all []string) {
	seen := map[string]bool{}
	for _, each := range list {
		if !seen[each] {
			all = append(all, each)
		}
		seen[each] = true
	}
	return all
}

// sameHouse says whether two domains are of one owner: one is the other, or stands
// below it.
func sameHouse(a, b string) bool {
	return a == b || strings.HasSuffix(a, "."+b) || strings.HasSuffix(b, "."+a)
}

// record finds the one record that begins with a version. It answers how many do.
func (s Standing) record(ctx context.Context, name, version string) (record string, many int, err error) {
	texts, err := s.Names.LookupTXT(ctx, name)
	if isNoName(err) {
		return "", 0, nil
	}
	for _, text := range texts {
		if t := strings.TrimSpace(text); strings.EqualFold(t, version) || len(t) > len(version) && strings.EqualFold(t[:len(version)], version) && strings.ContainsRune(" ;", rune(t[len(version)])) {
			record, many = t, many+1
		}
	}
	return record, many, err
}

func isNoName(err error) bool {
	var none *net.DNSError
	return errors.As(err, &none) && none.IsNotFound
}

func (s Standing) spf(ctx context.Context, host string) Finding {
	record, many, err := s.record(ctx, host, "v=spf1")
	args := wording.Args{"Record": record, "Host": s.Host, "Allow": allowing(s.Host)}
	words := strings.Fields(strings.ToLower(record))
	last := ""
	if len(words) > 0 {
		last = words[len(words)-1]
	}
	switch {
	case err != nil:
		return unanswered("spf", host, err)
	case many == 0:
		return found("spf", Wrong, "none", host, args)
	case many > 1:
		return found("spf", Wrong, "many", host, args)
	case last == "+all" || last == "all":
		return found("spf", Wrong, "all", host, args)
	case last == "-all" && len(words) == 2:
		return found("spf", Wrong, "nobody", host, args)
	}
	return found("spf", Well, "well", host, args)
}

// allowing is how SPF names a server.
func allowing(host string) string {
	switch ip := net.ParseIP(host); {
	case ip == nil:
		return "a:" + host
	case ip.To4() != nil:
		return "ip4:" + host
	}
	return "ip6:" + host
}

// dkim compares the key that letters are signed with to the one that the domain tells.
func (s Standing) dkim(ctx context.Context, seal Seal, host string) Finding {
	name := seal.Selector + "._domainkey." + host
	texts, err := s.Names.LookupTXT(ctx, name)
	args := wording.Args{"Record": seal.Record()}
	switch key := tag(seal.Record(), "p"); {
	case err != nil && !isNoName(err):
		return unanswered("dkim", name, err)
	case len(texts) == 0:
		return found("dkim", Wrong, "none_told", name, args)
	case tag(strings.Join(texts, ""), "p") != key && tag(texts[0], "p") != key:
		return found("dkim", Wrong, "other", name, args)
	}
	return found("dkim", Well, "well", name, args)
}

// tag is the value of one of a record's tags, without spaces.
func tag(record, name string) string {
	for part := range strings.SplitSeq(record, ";") {
		if key, value, ok := strings.Cut(part, "="); ok && strings.EqualFold(strings.TrimSpace(key), name) {
			return strings.Join(strings.Fields(value), "")
		}
	}
	return ""
}

// dmarc looks at the domain, and then at the one above it.
func (s Standing) dmarc(ctx context.Context, host string) Finding {
	for at := host; strings.Contains(at, "."); _, at, _ = strings.Cut(at, ".") {
		record, many, err := s.record(ctx, "_dmarc."+at, "v=DMARC1")
		args := wording.Args{"Record": record}
		switch {
		case err != nil:
			return unanswered("dmarc", "_dmarc."+at, err)
		case many > 1:
			return found("dmarc", Wrong, "many", "_dmarc."+at, args)
		case many == 1 && strings.EqualFold(tag(record, "p"), "none"):
			return found("dmarc", Doubt, "watch", "_dmarc."+at, args)
		case many == 1:
			return found("dmarc", Well, "well", "_dmarc."+at, args)
		}
	}
	return found("dmarc", Wrong, "none", "_dmarc."+host, nil)
}

// mx says whether what is sent to a domain has a server to come to.
func (s Standing) mx(ctx context.Context, host string) Finding {
	servers, err := s.Names.LookupMX(ctx, host)
	switch {
	case err != nil && !isNoName(err):
		return unanswered("mx", host, err)
	case len(servers) == 0:
		return found("mx", Wrong, "none", host, nil)
	case len(servers) == 1 && strings.Trim(servers[0].Host, ".") == "":
		return found("mx", Wrong, "refuses", host, nil)
	}
	return found("mx", Well, "well", host, wording.Args{"Server": strings.TrimSuffix(servers[0].Host, ".")})
}

// ptr says whether the server's address tells a name, and the name that address.
func (s Standing) ptr(ctx context.Context) Finding {
	addresses, err := s.Names.LookupIPAddr(ctx, s.Host)
	if err != nil || len(addresses) == 0 {
		return unanswered("ptr", s.Host, err)
	}
	if addresses[0].IP.IsLoopback() || addresses[0].IP.IsPrivate() {
		return found("ptr", Well, "inside", s.Host, nil)
	}
	names, err := s.Names.LookupAddr(ctx, addresses[0].String())
	if err != nil && !isNoName(err) {
		return unanswered("ptr", addresses[0].String(), err)
	}
	for _, name := range names {
		back, err := s.Names.LookupIPAddr(ctx, strings.TrimSuffix(name, "."))
		for _, one := range back {
			if err == nil && one.IP.Equal(addresses[0].IP) {
				return found("ptr", Well, "well", addresses[0].String(), wording.Args{"Name": strings.TrimSuffix(name, ".")})
			}
		}
	}
	return found("ptr", Doubt, "none", addresses[0].String(), nil)
}

// unanswered is what comes of a look-up that nobody answered.
func unanswered(what, where string, err error) Finding {
	f := found("names", Doubt, "silent", where, wording.Args{"Why": fmt.Sprint(err)})
	f.What = what
	return f
}

// SendTest hands a letter over that says only that it is one.
func (s *Sender) SendTest(ctx context.Context, id, to string, l wording.Language, now time.Time) Finding {
	m, err := s.writer.test(id, to, l, now)
	if err != nil {
		return found("sent", Wrong, "refused", to, wording.Args{"Why": err.Error()})
	}
	done := s.handAtOnce(ctx, Written{Message: m})
	why := wording.Args{"Why": done.Response}
	if done.Fate != engine.HandedOver {
		return found("sent", Wrong, "refused", to, why)
	}
	return found("sent", Well, "well", to, why)
}

// test writes that letter.
func (w *Writer) test(id, to string, l wording.Language, now time.Time) (*gomail.Msg, error) {
	letter := Letter{Language: string(l), Subject: wording.Say(l, "mail.doctor.letter.subject", nil)}
	m := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	e := envelope{id: id, to: to, letter: "test", at: now}
	if err := w.address(m, letter, e); err != nil {
		return nil, err
	}
	m.SetGenHeaderPreformatted(gomail.HeaderSubject, encoded("Subject", letter.Subject))
	w.mark(m, letter, e)
	m.SetBodyString(gomail.TypeTextPlain, wording.Say(l, "mail.doctor.letter.body", nil)+"\r\n")
	return m, nil
}

// Inbox is a finding of the mailbox that letters return to: "" where none is read, and
// why it cannot be opened, with how that is called in the catalogue.
func Inbox(where, how string, err error) Finding {
	switch {
	case where == "":
		return found("inbox", Doubt, "none", "", nil)
	case err != nil:
		return found("inbox", Wrong, how, where, wording.Args{"Why": scrub(err.Error())})
	}
	return found("inbox", Well, "well", where, nil)
}
