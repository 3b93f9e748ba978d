// Package editortest has the language server that editors read YAML with, so that the
// tests of the schemas see what somebody who writes a pack sees. It speaks to it as an
// editor does, over its standard input and output, and knows nothing of packs.
package editortest

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"
)

// patience bounds one question to the server, also on a busy machine.
const patience = time.Minute

// A Server is a language server that runs for one test.
type Server struct {
	t     testing.TB
	in    io.WriteCloser
	write sync.Mutex

	waiting sync.Mutex
	asked   int
	answers map[int]chan json.RawMessage
	told    map[string]chan []Diagnostic
}

// A Diagnostic is what an editor underlines, with its line from 1.
type Diagnostic struct {
	Line int
	Says string
}

// Start starts a server, which ends with the test. A test that lacks it is skipped, but
// with CI=true nothing may be missing.
func Start(t testing.TB) *Server {
	t.Helper()
	program, err := installed()
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("SKIPPED, NOT PASSED: " + err.Error())
	}
	s := &Server{t: t, answers: map[int]chan json.RawMessage{}, told: map[string]chan []Diagnostic{}}
	command := exec.Command("node", program, "--stdio")
	out, err := command.StdoutPipe()
	if err == nil {
		s.in, err = command.StdinPipe()
	}
	if err == nil {
		err = command.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	read := make(chan struct{})
	go func() {
		defer close(read)
		s.listen(bufio.NewReader(out))
	}()
	t.Cleanup(func() {
		s.in.Close()
		command.Process.Kill() // one that has ended already is no news
		<-read
		command.Wait()
	})
	s.begin()
	return s
}

// installed is the server's program in the tests' own npm folder.
func installed() (string, error) {
	dir, err := os.Getwd() // go test runs in the folder of the package under test
	for err == nil {
		if _, none := os.Stat(filepath.Join(dir, "go.mod")); none == nil {
			break
		}
		if dir == filepath.Dir(dir) {
			return "", errors.New("no go.mod above the working directory")
		}
		dir = filepath.Dir(dir)
	}
	const folder = "internal/definition/grammar/editortest/npm"
	program := filepath.Join(dir, folder, "node_modules/yaml-language-server/bin/yaml-language-server")
	if _, err := os.Stat(program); err != nil {
		return "", errors.New("the language server is not installed: `make test` installs it, or `npm ci` in " + folder)
	}
	if _, err := exec.LookPath("node"); err != nil {
		return "", errors.New("node is not installed: `make test` installs it")
	}
	return program, nil
}

// begin says what the editor can show, and what it wants.
func (s *Server) begin() {
	s.ask("initialize", map[string]any{
		"processId": os.Getpid(), "rootUri": nil,
		"capabilities": map[string]any{"textDocument": map[string]any{
			"hover":      map[string]any{"contentFormat": []string{"markdown"}},
			"completion": map[string]any{"completionItem": map[string]any{"documentationFormat": []string{"markdown"}}},
		}},
	})
	s.say("initialized", map[string]any{})
	s.say("workspace/didChangeConfiguration", map[string]any{"settings": map[string]any{"yaml": map[string]any{
		"validate": true, "hover": true, "completion": true, "schemaStore": map[string]any{"enable": false},
	}}})
}

// ask sends a question and waits for its answer.
func (s *Server) ask(method string, about any) json.RawMessage {
	s.t.Helper()
	s.waiting.Lock()
	s.asked++
	id, answer := s.asked, make(chan json.RawMessage, 1)
	s.answers[id] = answer
	s.waiting.Unlock()
	s.send(map[string]any{"id": id, "method": method, "params": about})
	select {
	case said := <-answer:
		return said
	case <-time.After(patience):
		s.t.Fatalf("the language server does not answer %s", method)
		return nil
	}
}

// say tells the server something that it does not answer.
func (s *Server) say(method string, about any) {
	s.send(map[string]any{"method": method, "params": about})
}

func (s *Server) send(message map[string]any) {
	message["jsonrpc"] = "2.0"
	text, err := json.Marshal(message)
	if err != nil {
		s.t.Error(err)
		return
	}
	s.write.Lock()
	defer s.write.Unlock()
	if _, err := fmt.Fprintf(s.in, "Content-Length: %d\r\n\r\n%s", len(text), text); err != nil {
		s.t.Log("the language server does not listen:", err)
	}
}

// listen takes in what the server says until it ends.
func (s *Server) listen(out *bufio.Reader) {
	for {
		head, err := textproto.NewReader(out).ReadMIMEHeader()
		if err != nil {
			return
		}
		length, err := strconv.Atoi(head.Get("Content-Length"))
		if err != nil {
			return
		}
		text := make([]byte, length)
		if _, err := io.ReadFull(out, text); err != nil {
			return
		}
		s.hear(text)
	}
}

// hear takes in one message: an answer, what is to be underlined, or a question of the
// server's own, which is answered with nothing.
func (s *Server) hear(text []byte) {
	var message struct {
		ID     json.RawMessage `json:"id"`
		Method string          `json:"method"`
		Params json.RawMessage `json:"params"`
		Result json.RawMessage `json:"result"`
	}
	if json.Unmarshal(text, &message) != nil {
		return
	}
	switch {
	case message.Method == "textDocument/publishDiagnostics":
		s.underline(message.Params)
	case message.Method != "" && message.ID != nil:
		s.send(map[string]any{"id": message.ID, "result": nil})
	case message.ID != nil:
		id, err := strconv.Atoi(string(message.ID))
		s.waiting.Lock()
		answer := s.answers[id]
		delete(s.answers, id)
		s.waiting.Unlock()
		if err == nil && answer != nil {
			answer <- message.Result
		}
	}
}
