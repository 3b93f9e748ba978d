package mail

import (
	"crypto"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"strings"

	"github.com/emersion/go-msgauth/dkim"
)

// A Seal is a key that letters are signed with (RFC 6376), and under what name,
// its selector, the domain tells how it is verified.
type Seal struct {
	Selector string
	key      crypto.Signer
}

// leastBits is how strong an RSA key must be (RFC 8301 section 3.2).
const leastBits = 2048

// ReadSeal reads a private key in PEM: RSA of at least 2048 bits, or Ed25519.
func ReadSeal(selector string, text []byte) (Seal, error) {
	if selector == "" || strings.Trim(strings.ToLower(selector), "abcdefghijklmnopqrstuvwxyz0123456789-.") != "" {
		return Seal{}, errors.New("a selector is written in letters, digits and hyphens")
	}
	block, _ := pem.Decode(text)
	if block == nil {
		return Seal{}, errors.New("it holds no key in PEM")
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if old, oldErr := x509.ParsePKCS1PrivateKey(block.Bytes); oldErr == nil {
		parsed, err = old, nil
	}
	if err != nil {
		return Seal{}, errors.New("it holds no private key that can be read")
	}
	switch key := parsed.(type) {
	case *rsa.PrivateKey:
		if key.N.BitLen() < leastBits {
			return Seal{}, fmt.Errorf("its RSA key has %d bits, and %d are the least that others accept", key.N.BitLen(), leastBits)
		}
		return Seal{selector, key}, nil
	case ed25519.PrivateKey:
		return Seal{selector, key}, nil
	}
	return Seal{}, errors.New("its key is neither RSA nor Ed25519")
}

// Record is what stands at SELECTOR._domainkey.DOMAIN, so that others can verify.
func (s Seal) Record() string {
	if public, ok := s.key.Public().(ed25519.PublicKey); ok {
		return "v=DKIM1; k=ed25519; p=" + base64.StdEncoding.EncodeToString(public)
	}
	der, err := x509.MarshalPKIXPublicKey(s.key.Public())
	if err != nil {
		return "" // there is no other kind of key
	}
	return "v=DKIM1; k=rsa; p=" + base64.StdEncoding.EncodeToString(der)
}

// signed are the headers that a signature covers. From stands twice: nobody adds
// another on the way.
var signed = []string{
	"From", "From", "To", "Subject", "Date", "Message-ID", "Reply-To", "In-Reply-To", "References",
	"MIME-Version", "Content-Type", "Auto-Submitted", "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post",
}

// sign makes one signature of each seal, which stand before a message that is otherwise
// done.
func sign(message []byte, domain string, seals []Seal) ([]byte, error) {
	var all []byte
	for _, s := range seals {
		signature, err := s.over(message, domain)
		if err != nil {
			return nil, fmt.Errorf("signing a letter with the selector %s: %w", s.Selector, err)
		}
		all = append(all, signature...)
	}
	return all, nil
}

// over is the header with the signature of one message, its line's end included.
func (s Seal) over(message []byte, domain string) (string, error) {
	signer, err := dkim.NewSigner(&dkim.SignOptions{
		Domain: domain, Selector: s.Selector, Signer: s.key, HeaderKeys: signed,
		HeaderCanonicalization: dkim.CanonicalizationRelaxed, BodyCanonicalization: dkim.CanonicalizationRelaxed,
	})
	if err != nil {
		return "", err
	}
	_, err = signer.Write(message)
	if err := errors.Join(err, signer.Close()); err != nil {
		return "", err
	}
	return signer.Signature(), nil
}
