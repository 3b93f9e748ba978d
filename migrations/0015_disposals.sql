-- +goose Up

-- What is left of letters that are forgotten by rule: how many of a proposal, of which time, and when.
CREATE TABLE disposals (
    proposal      text        NOT NULL,
    collaboration text        NOT NULL,
    letters       bigint      NOT NULL,
    first_at      timestamptz NOT NULL,
    last_at       timestamptz NOT NULL,
    at            timestamptz NOT NULL
);
CREATE INDEX disposals_proposal ON disposals (proposal);

-- +goose Down
DROP TABLE disposals;
