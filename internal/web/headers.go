package web

import (
	"net"
	"net/http"
	"strings"
)

// The policies of content. A page may load its own stylesheet and the one
// script that carries its nonce, and nothing from anywhere else. What people
// uploaded may do nothing at all. A letter may be styled, and its links may lead
// out of its frame, or to a file, when somebody follows them.
const (
	pagePolicy = "default-src 'none'; script-src 'nonce-NONCE' 'strict-dynamic'; style-src 'self'; img-src 'self' data:; " +
		"font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; " +
		"frame-ancestors 'none'; manifest-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"
	framePolicy       = "; frame-src 'self'"
	filePolicy        = "default-src 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
	letterPolicyStill = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox"
	letterPolicy      = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; " +
		"sandbox allow-top-navigation-by-user-activation allow-downloads"
)

// headed puts the headers on every answer, errors included.
func (s *Server) headed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", strings.Replace(pagePolicy, "NONCE", visitOf(r).nonce, 1))
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()")
		h.Set("Cache-Control", "no-store")
		h.Set("X-Request-Id", visitOf(r).id)
		if s.secure() {
			h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
		}
		next.ServeHTTP(w, r)
	})
}

// framing lets the page show a letter in a frame.
func framing(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Content-Security-Policy", h.Get("Content-Security-Policy")+framePolicy)
}

// secretive puts on what a page of a signed link needs: nobody keeps it, finds
// it, or learns its address from where its reader goes next.
//
// A browser that is told no-referrer posts with the origin "null", which only a
// secure context makes up for; so a site on plain http says same-origin.
func (s *Server) secretive(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Referrer-Policy", "no-referrer")
	if !s.secure() && !loopback(r.Host) {
		h.Set("Referrer-Policy", "same-origin")
	}
	h.Set("X-Robots-Tag", "noindex, nofollow")
	h.Set("Cache-Control", "no-store")
}

// loopback says whether host names this machine, which browsers trust without
// https.
func loopback(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	ip := net.ParseIP(strings.Trim(name, "[]"))
	return name == "localhost" || ip != nil && ip.IsLoopback()
}
