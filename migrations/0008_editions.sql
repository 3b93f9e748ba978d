-- +goose Up

-- What has been published, each a pack whole, for ever; the last of a collaboration is in force.
CREATE TABLE editions (
    collaboration text        NOT NULL,
    seq           bigint      NOT NULL,
    edition       text        NOT NULL,     -- the hash of its files
    workflows     text        NOT NULL,     -- a line each: workflow, its edition
    files         bytea       NOT NULL,     -- a zip archive
    published_at  timestamptz NOT NULL,
    person        text        NOT NULL,
    note          text        NOT NULL,
    PRIMARY KEY (collaboration, seq)
);

-- The edition of its workflow that a proposal runs on.
ALTER TABLE proposals ADD COLUMN edition text NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE proposals DROP COLUMN edition;
DROP TABLE editions;
