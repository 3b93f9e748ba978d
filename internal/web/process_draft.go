package web

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// A processDraft is what a coordinator has changed in the pack and not published: the
// files that are otherwise than in the edition that it is written over. It is kept as
// other drafts are, so that it is there after signing in again.
type processDraft struct {
	Base  int               `json:"base"`
	Files map[string]string `json:"files,omitempty"`
	Gone  []string          `json:"gone,omitempty"`
	Saved time.Time         `json:"saved"`
}

// processForm names the draft among the person's others.
const processForm = "processen"

func (s *Server) processDraft(ctx context.Context, v *visit) (processDraft, error) {
	d := processDraft{Files: map[string]string{}}
	raw, err := s.Store.Draft(ctx, v.member.Key, processForm+":"+s.Pack.Key)
	if err != nil || raw == "" {
		return d, err
	}
	if err := json.Unmarshal([]byte(raw), &d); err != nil {
		return d, fmt.Errorf("reading a draft of the process: %w", err)
	}
	if d.Files == nil {
		d.Files = map[string]string{}
	}
	return d, nil
}

// keepProcess keeps the draft. It refuses more than a pack may hold, however many times
// it was added to; what an operator has published may hold more.
func (s *Server) keepProcess(ctx context.Context, v *visit, d processDraft, base packFiles) error {
	files := d.over(base)
	if files.size() > max(packLimit, base.size()) || len(files) > max(mostPackFiles, len(base)) {
		return tooMuch()
	}
	d.Saved = s.Now()
	raw, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("writing a draft of the process: %w", err)
	}
	return s.Store.PutDraft(ctx, v.member.Key, processForm+":"+s.Pack.Key, string(raw), s.Now())
}

func (s *Server) dropProcess(ctx context.Context, v *visit) error {
	return s.Store.DropDraft(ctx, v.member.Key, processForm+":"+s.Pack.Key)
}

// clone is the draft as it stands, whatever becomes of this one.
func (d processDraft) clone() processDraft {
	d.Files, d.Gone = maps.Clone(d.Files), slices.Clone(d.Gone)
	return d
}

// over is the pack as the draft has it.
func (d processDraft) over(base packFiles) packFiles {
	files := maps.Clone(base)
	maps.Copy(files, d.Files)
	for _, name := range d.Gone {
		delete(files, name)
	}
	return files
}

// write takes over a file as it was typed or sent. What is as in the edition beneath is
// no change.
func (d *processDraft) write(base packFiles, name, text string) {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	d.Gone = slices.DeleteFunc(d.Gone, func(gone string) bool { return gone == name })
	if was, ok := base[name]; ok && was == text {
		delete(d.Files, name)
		return
	}
	d.Files[name] = text
}

// remove takes a file away.
func (d *processDraft) remove(base packFiles, name string) {
	delete(d.Files, name)
	if _, ok := base[name]; ok && !slices.Contains(d.Gone, name) {
		d.Gone = append(d.Gone, name)
	}
}

// replace makes the draft the whole pack that was sent.
func (d *processDraft) replace(base, sent packFiles) {
	for name, text := range sent {
		d.write(base, name, text)
	}
	for name := range base {
		if _, ok := sent[name]; !ok {
			d.remove(base, name)
		}
	}
	maps.DeleteFunc(d.Files, func(name, _ string) bool { _, ok := sent[name]; return !ok })
}

// touched are the files that the draft changes.
func (d processDraft) touched() []string {
	return slices.Sorted(slices.Values(append(slices.Collect(maps.Keys(d.Files)), d.Gone...)))
}

// follow puts the draft over another edition. What it has changed stays as it is
// written; all else is as there.
func (d *processDraft) follow(seq int, base packFiles) {
	d.Base = seq
	for name, text := range maps.Clone(d.Files) {
		d.write(base, name, text)
	}
	d.Gone = slices.DeleteFunc(d.Gone, func(name string) bool { _, ok := base[name]; return !ok })
}
