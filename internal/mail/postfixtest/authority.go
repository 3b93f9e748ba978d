package postfixtest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"testing"
	"time"
)

// An Authority vouches for a server's certificate.
type Authority struct {
	Roots *x509.CertPool
	PEM   []byte // the same, as a file has it
}

// Certify has an authority made for the purpose vouch for a server, by its name, or
// for 127.0.0.1 where that is "". It answers the server's key and certificate as one
// file has them.
func Certify(t testing.TB, hostname string) (Authority, string) {
	t.Helper()
	own := certificate(1, "authority.example")
	own.IsCA, own.BasicConstraintsValid, own.KeyUsage = true, true, x509.KeyUsageCertSign
	ownKey := newKey(t)
	ownDER := signed(t, own, own, ownKey, ownKey)
	server := certificate(2, "relay.example")
	server.KeyUsage, server.ExtKeyUsage = x509.KeyUsageDigitalSignature, []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
	if server.DNSNames = []string{hostname}; hostname == "" {
		server.DNSNames, server.IPAddresses = nil, []net.IP{net.IPv4(127, 0, 0, 1)}
	}
	key := newKey(t)
	der := signed(t, server, own, key, ownKey)
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	a := Authority{Roots: x509.NewCertPool(), PEM: block("CERTIFICATE", ownDER)}
	a.Roots.AppendCertsFromPEM(a.PEM)
	return a, string(block("PRIVATE KEY", secret)) + string(block("CERTIFICATE", der))
}

func certificate(serial int64, name string) *x509.Certificate {
	return &x509.Certificate{
		SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: name},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
	}
}

func newKey(t testing.TB) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func signed(t testing.TB, c, by *x509.Certificate, key, with *ecdsa.PrivateKey) []byte {
	t.Helper()
	der, err := x509.CreateCertificate(rand.Reader, c, by, &key.PublicKey, with)
	if err != nil {
		t.Fatal(err)
	}
	return der
}

func block(kind string, der []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})
}
