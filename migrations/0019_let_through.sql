-- +goose Up

-- A letter that somebody has let go while the others are held.
ALTER TABLE notices ADD COLUMN let_through boolean NOT NULL DEFAULT FALSE;

-- +goose Down
ALTER TABLE notices DROP COLUMN let_through;
