package editortest

import (
	"encoding/json"
	"time"
)

type document struct {
	URI string `json:"uri"`
}

type position struct {
	Line      int `json:"line"`
	Character int `json:"character"`
}

// at is a place in a file as the protocol counts them, from 0.
func at(uri string, line, column int) map[string]any {
	return map[string]any{"textDocument": document{uri}, "position": position{line - 1, column - 1}}
}

// Open opens a file and answers what is underlined in it.
func (s *Server) Open(uri, text string) []Diagnostic {
	s.t.Helper()
	told := make(chan []Diagnostic, 8)
	s.waiting.Lock()
	s.told[uri] = told
	s.waiting.Unlock()
	s.say("textDocument/didOpen", map[string]any{"textDocument": map[string]any{
		"uri": uri, "languageId": "yaml", "version": 1, "text": text,
	}})
	select {
	case all := <-told:
		return all
	case <-time.After(patience):
		s.t.Fatalf("the language server does not look at %s", uri)
		return nil
	}
}

// underline passes on what is wrong with a file to who opened it.
func (s *Server) underline(params json.RawMessage) {
	var said struct {
		URI         string `json:"uri"`
		Diagnostics []struct {
			Message string `json:"message"`
			Range   struct {
				Start position `json:"start"`
			} `json:"range"`
		} `json:"diagnostics"`
	}
	if json.Unmarshal(params, &said) != nil {
		return
	}
	all := []Diagnostic{}
	for _, d := range said.Diagnostics {
		all = append(all, Diagnostic{d.Range.Start.Line + 1, d.Message})
	}
	s.waiting.Lock()
	told := s.told[said.URI]
	s.waiting.Unlock()
	select {
	case told <- all:
	default: // nobody waits for it
	}
}

// Hover is what an editor explains where the pointer rests, "" for nothing.
func (s *Server) Hover(uri string, line, column int) string {
	s.t.Helper()
	var said struct {
		Contents struct {
			Value string `json:"value"`
		} `json:"contents"`
	}
	if err := json.Unmarshal(s.ask("textDocument/hover", at(uri, line, column)), &said); err != nil {
		s.t.Fatal(err)
	}
	return said.Contents.Value
}

// A Proposal is a word that an editor offers, and what it says of it.
type Proposal struct{ Word, Says string }

// Offers are the words that an editor offers at a place.
func (s *Server) Offers(uri string, line, column int) []Proposal {
	s.t.Helper()
	type item struct {
		Label         string          `json:"label"`
		Documentation json.RawMessage `json:"documentation"`
	}
	var said struct {
		Items []item `json:"items"`
	}
	answer := s.ask("textDocument/completion", at(uri, line, column))
	if json.Unmarshal(answer, &said) != nil {
		if err := json.Unmarshal(answer, &said.Items); err != nil {
			s.t.Fatal(err)
		}
	}
	var all []Proposal
	for _, i := range said.Items {
		says := struct {
			Value string `json:"value"`
		}{}
		if json.Unmarshal(i.Documentation, &says) != nil {
			json.Unmarshal(i.Documentation, &says.Value) // plain text, or nothing
		}
		all = append(all, Proposal{i.Label, says.Value})
	}
	return all
}
