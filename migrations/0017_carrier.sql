-- +goose Up

-- The letters that went in one are found by it.
CREATE INDEX notices_carrier ON notices (carrier) WHERE carrier <> '';

-- +goose Down
DROP INDEX notices_carrier;
