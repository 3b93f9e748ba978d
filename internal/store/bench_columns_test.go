package store_test

// What the benchmarks write past the store names its columns: those that are added
// later have their defaults.
const (
	inProposals = `(id, collaboration, workflow, number, title, state, holder, due_on, due_at, decided, asked, answered, opened_at, changed_at, closed_at, wakes_at, wakes, version, head, body)`
	inDeadlines = `(proposal, id, collaboration, about, name, round, status, due_on, due_at, data)`
)
