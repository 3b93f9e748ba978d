package web

import (
	"errors"
	"net/http"
	"net/mail"
	"path"
	"strings"

	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// changeAddress publishes the pack with another address in the place of one, and lets
// the letters go there that wait for it. The edition's note is the journal of it.
func (s *Server) changeAddress(r *http.Request, old string) error {
	v, changed := visitOf(r), strings.TrimSpace(r.PostFormValue("ny"))
	if read, err := mail.ParseAddress(changed); err != nil || read.Address != changed {
		return said("addresses_bad", "ny", wording.Args{"Mail": changed})
	}
	if strings.EqualFold(old, changed) {
		return said("addresses_same", "ny", nil)
	}
	if err := s.publishAddress(r, old, changed); err != nil {
		return err
	}
	return s.decideAddress(r, v, old, engine.AddressDecision{Mail: changed})
}

func (s *Server) publishAddress(r *http.Request, old, changed string) error {
	v := visitOf(r)
	if s.Process == nil {
		return fault.New(fault.NotFound, "not_found", nil)
	}
	editions, err := s.Process.Editions(r.Context(), s.Pack.Key, 0)
	if err != nil || len(editions) == 0 {
		return errors.Join(err, fault.New(fault.NotFound, "not_found", nil))
	}
	newest := editions[len(editions)-1]
	for _, e := range editions {
		if e.Seq > newest.Seq {
			newest = e
		}
	}
	files, err := s.filesOf(r.Context(), newest.Seq)
	if err != nil {
		return err
	}
	if !files.replaceAddress(old, changed) {
		return said("addresses_gone", "ny", wording.Args{"Mail": old})
	}
	folder, err := files.open()
	if err != nil {
		return err
	}
	if pack, _ := s.Process.Check(folder); pack == nil {
		return said("addresses_bad", "ny", wording.Args{"Mail": changed})
	}
	err = s.Process.Publish(r.Context(), folder, engine.Published{
		Collaboration: s.Pack.Key, Seq: newest.Seq + 1, At: s.Now(), Person: v.member.Key,
		Note: v.say("web.addresses.note", wording.Args{"Old": old, "New": changed})})
	if errors.Is(err, engine.ErrStale) {
		f, err := s.overtaken(r.Context(), newest)
		return errors.Join(err, f)
	}
	return err
}

// replaceAddress writes another address wherever one stands whole, and says whether it
// stands anywhere. Scenarios are left alone: they name no address of the living.
func (f packFiles) replaceAddress(old, changed string) (found bool) {
	for name, text := range f {
		if ext := path.Ext(name); aScenario(name) || ext != ".yaml" && ext != ".yml" {
			continue
		}
		if written := replacedAddress(text, old, changed); written != text {
			f[name], found = written, true
		}
	}
	return found
}

func replacedAddress(text, old, changed string) string {
	var b strings.Builder
	for low := strings.ToLower(text); ; {
		at := strings.Index(low, strings.ToLower(old))
		if at < 0 || len(low) != len(text) { // letters whose small ones are longer stand in no address
			return b.String() + text
		}
		end := at + len(old)
		whole := (at == 0 || !inAddress(text[at-1])) && (end == len(text) || !inAddress(text[end]))
		b.WriteString(text[:at])
		if whole {
			b.WriteString(changed)
		} else {
			b.WriteString(text[at:end])
		}
		text, low = text[end:], low[end:]
	}
}

// inAddress says whether an address goes on with a byte.
func inAddress(c byte) bool {
	return c >= 0x80 || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || strings.IndexByte("!#$%&*+-./=?^_`|~@", c) >= 0
}

// decideAddress decides on the letters that wait for an address.
func (s *Server) decideAddress(r *http.Request, v *visit, mail string, d engine.AddressDecision) error {
	d.At = s.Now()
	n, err := s.Store.DecideHomeless(r.Context(), s.Pack.Key, mail, d)
	if err == nil {
		s.Log.InfoContext(r.Context(), "letters without an address are decided on", "request", v.id, "by", v.member.Key, "letters", n, "discarded", d.Discard)
	}
	return err
}
