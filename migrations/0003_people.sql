-- +goose Up

-- Sessions of signed-in people, by the hash of their token.
CREATE TABLE sessions (
    token      text        PRIMARY KEY,
    data       bytea       NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX sessions_expiry ON sessions (expires_at);

-- Six-digit codes, kept as a keyed hash.
CREATE TABLE codes (
    id         text        PRIMARY KEY,
    purpose    text        NOT NULL,
    subject    text        NOT NULL,
    mac        text        NOT NULL,
    tries      bigint      NOT NULL,
    made_at    timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz
);
CREATE INDEX codes_expiry ON codes (expires_at);

-- What somebody has written and not yet sent.
CREATE TABLE drafts (
    person   text        NOT NULL,
    form     text        NOT NULL,
    data     text        NOT NULL,
    saved_at timestamptz NOT NULL,
    PRIMARY KEY (person, form)
);

-- The bytes of documents, by their SHA-256.
CREATE TABLE blobs (
    hash     text        PRIMARY KEY,
    size     bigint      NOT NULL,
    data     bytea       NOT NULL,
    saved_at timestamptz NOT NULL
);

-- What an operator has switched.
CREATE TABLE settings (
    name  text PRIMARY KEY,
    value text NOT NULL
);

-- Signed witnesses of history: the heads of all proposals that changed since the one before.
CREATE TABLE checkpoints (
    collaboration text        NOT NULL,
    seq           bigint      NOT NULL,
    at            timestamptz NOT NULL,
    prev          text        NOT NULL,
    root          text        NOT NULL,
    entries       text        NOT NULL,
    signer        text        NOT NULL,
    signature     text        NOT NULL,
    PRIMARY KEY (collaboration, seq)
);

-- +goose Down
DROP TABLE checkpoints;
DROP TABLE settings;
DROP TABLE blobs;
DROP TABLE drafts;
DROP TABLE codes;
DROP TABLE sessions;
