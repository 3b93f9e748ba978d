package app

import (
	"context"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/minutes"
)

// paper writes a meeting's paper as it goes out to all, as a PDF, and stores it. What
// is confidential stands in it as that an item is there.
func (s *system) paper(ctx context.Context, pack *definition.Pack, m engine.Proposal, kind string) (engine.Document, error) {
	l := pack.Languages[0]
	sitting, err := s.sitting(ctx, pack, m)
	if err != nil {
		return engine.Document{}, err
	}
	title, file, err := s.papers.File(sitting, engine.Paper{Kind: kind}, "pdf", l)
	if err != nil {
		return engine.Document{}, err
	}
	hash, err := s.store.PutBlob(ctx, file)
	return engine.Document{Name: minutes.Name(title, "pdf"), Type: "application/pdf", Size: int64(len(file)), Hash: hash}, err
}

// sitting is a meeting with what it takes up, as all may read it, and what comes after.
func (s *system) sitting(ctx context.Context, pack *definition.Pack, m engine.Proposal) (engine.Sitting, error) {
	sitting := engine.Sitting{Pack: pack, Meeting: m}
	for _, id := range m.Gathering.Matters() {
		about, _, err := s.store.Proposal(ctx, id, "")
		if err != nil {
			return sitting, err
		}
		sitting.About = append(sitting.About, about.VeiledFrom(engine.Reader{}, pack.Languages[0]))
	}
	day := m.FallsOn()
	later, err := s.store.LaidOut(ctx, pack.Key, day.AddDays(1), day.AddDays(engine.DaysAhead))
	sitting.Next = engine.ComingAfter(m, later)
	return sitting, err
}
