-- +goose Up

-- One letter owed to one recipient; data is the notice whole. next_at is when it
-- is due: for a letter that a worker has, when the worker's lease ends.
CREATE TABLE notices (
    id            text        PRIMARY KEY,
    proposal      text        NOT NULL,
    collaboration text        NOT NULL,
    event         text        NOT NULL,
    seq           bigint      NOT NULL,     -- the event's number in its proposal
    made_at       timestamptz NOT NULL,
    status        text        NOT NULL,
    attempts      bigint      NOT NULL,
    next_at       timestamptz,
    worker        text        NOT NULL,
    settled_at    timestamptz,
    response      text        NOT NULL,
    data          text        NOT NULL
);
CREATE INDEX notices_proposal ON notices (proposal);
CREATE INDEX notices_due      ON notices (status, next_at) WHERE status IN ('queued', 'active', 'deferred');
CREATE INDEX notices_troubled ON notices (collaboration, status, id) WHERE status IN ('held', 'failed');

-- Who has which task that one node at a time may do. Each new holder has a higher token.
CREATE TABLE leases (
    name   text        PRIMARY KEY,
    holder text        NOT NULL,
    token  bigint      NOT NULL,
    until  timestamptz
);

-- +goose Down
DROP TABLE leases;
DROP TABLE notices;
