-- +goose Up

-- Who may read a proposal that is confidential, as a Reader's keys name them; '' is one that is not.
ALTER TABLE proposals ADD COLUMN confidential text NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE proposals DROP COLUMN confidential;
