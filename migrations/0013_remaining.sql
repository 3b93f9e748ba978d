-- +goose Up

-- What is decided and closed, and still asks something of somebody or will.
CREATE INDEX proposals_remaining ON proposals (collaboration, id)
WHERE closed_at IS NOT NULL AND falls_on IS NULL AND decided AND (asked > answered OR wakes_at IS NOT NULL);

-- +goose Down
DROP INDEX proposals_remaining;
