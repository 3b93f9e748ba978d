-- +goose Up

-- Calendars that programs subscribe to. The address says a secret, which is kept as its SHA-256 alone.
CREATE TABLE feeds (
    collaboration text        NOT NULL,
    kind          text        NOT NULL,
    subject       text        NOT NULL,
    id            text        NOT NULL,
    language      text        NOT NULL,
    hash          text        NOT NULL UNIQUE,
    made_by       text        NOT NULL,
    made_at       timestamptz NOT NULL,
    PRIMARY KEY (collaboration, kind, subject)
);

-- +goose Down
DROP TABLE feeds;
