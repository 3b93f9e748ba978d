-- +goose Up

-- The sweep takes what is due in order, the longest overdue first and then by id: an index
-- that has both needs no sort of those that fall due together.
DROP INDEX proposals_wakes;
CREATE INDEX proposals_wakes ON proposals (wakes_at, id) WHERE wakes_at IS NOT NULL;

-- +goose Down
DROP INDEX proposals_wakes;
CREATE INDEX proposals_wakes ON proposals (wakes_at) WHERE wakes_at IS NOT NULL;
