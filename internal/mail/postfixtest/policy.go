package postfixtest

import (
	"bufio"
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"
)

// decide answers Postfix what to say to each recipient, as programs for greylisting and
// for full mailboxes do (SMTPD_POLICY_README). It answers the port where it does so.
func decide(t testing.TB, policy func(recipient string) string) int {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var talks sync.WaitGroup
	var mu sync.Mutex
	talking := map[net.Conn]bool{}
	talks.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			mu.Lock()
			talking[conn] = true
			mu.Unlock()
			talks.Go(func() { defer conn.Close(); talk(conn, policy) })
		}
	})
	t.Cleanup(func() {
		_ = listener.Close()
		mu.Lock()
		for conn := range talking {
			_ = conn.Close()
		}
		mu.Unlock()
		talks.Wait()
	})
	return listener.Addr().(*net.TCPAddr).Port
}

// talk is one conversation: attributes, an empty line, an action.
func talk(conn net.Conn, policy func(recipient string) string) {
	recipient := ""
	for lines := bufio.NewScanner(conn); lines.Scan(); {
		name, value, _ := strings.Cut(lines.Text(), "=")
		if name == "recipient" {
			recipient = value
		}
		if name != "" {
			continue
		}
		action := policy(recipient)
		if action == "" {
			action = "DUNNO"
		}
		if _, err := fmt.Fprintf(conn, "action=%s\n\n", action); err != nil {
			return
		}
	}
}
