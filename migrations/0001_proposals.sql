-- +goose Up

-- A proposal whole, as JSON in body, with the columns that lists choose and sort by.
CREATE TABLE proposals (
    id            text        PRIMARY KEY,
    collaboration text        NOT NULL,
    workflow      text        NOT NULL,
    number        text        NOT NULL,
    title         text        NOT NULL,
    state         text        NOT NULL,
    holder        text        NOT NULL,
    due_on        date,                     -- the first running deadline of state or round
    due_at        timestamptz,
    decided       boolean     NOT NULL,
    asked         bigint      NOT NULL,     -- respondents of open rounds
    answered      bigint      NOT NULL,
    opened_at     timestamptz NOT NULL,
    changed_at    timestamptz NOT NULL,
    closed_at     timestamptz,
    wakes_at      timestamptz,              -- the first timer that is not done: due when this has come
    wakes         text,                     -- its id
    version       bigint      NOT NULL,
    head          text        NOT NULL,     -- the hash of the latest event
    body          text        NOT NULL,
    UNIQUE (collaboration, number)
);
-- Every index costs each transition a page: these are as few as the lists need.
CREATE INDEX proposals_open      ON proposals (collaboration, due_at, id, decided) WHERE closed_at IS NULL;
CREATE INDEX proposals_held      ON proposals (collaboration, holder, due_at)      WHERE closed_at IS NULL;
CREATE INDEX proposals_closed    ON proposals (collaboration, changed_at)          WHERE closed_at IS NOT NULL;
CREATE INDEX proposals_undecided ON proposals (collaboration)                      WHERE closed_at IS NOT NULL AND NOT decided;
CREATE INDEX proposals_changed   ON proposals (collaboration, changed_at);
CREATE INDEX proposals_wakes     ON proposals (wakes_at)                           WHERE wakes_at IS NOT NULL;

-- The words a proposal is found by, lower case, each once. Written when its text changes.
CREATE TABLE texts (
    proposal text PRIMARY KEY,
    words    text NOT NULL
);

-- The latest number of each series, so that numbers have no gaps.
CREATE TABLE numbers (
    collaboration text   NOT NULL,
    series        text   NOT NULL,
    last          bigint NOT NULL,
    PRIMARY KEY (collaboration, series)
);

-- What happened, for ever. data is all that the hash covers; private and salt can be erased.
-- act and step are the idempotency key and which of its act's events this is.
CREATE TABLE history (
    proposal      text        NOT NULL,
    seq           bigint      NOT NULL,
    id            text        NOT NULL,
    collaboration text        NOT NULL,
    at            timestamptz NOT NULL,
    act           text,
    step          bigint      NOT NULL,
    kind          text        NOT NULL,
    notices       bigint      NOT NULL,     -- how many letters it caused
    data          text        NOT NULL,
    private       text        NOT NULL,
    salt          text        NOT NULL,
    prev          text        NOT NULL,
    hash          text        NOT NULL,
    PRIMARY KEY (proposal, seq),
    UNIQUE (act, step)
);

-- Every deadline that any proposal has had; data is the deadline whole, with its timers.
CREATE TABLE deadlines (
    proposal      text        NOT NULL,
    id            text        NOT NULL,
    collaboration text        NOT NULL,
    about         text        NOT NULL,
    name          text        NOT NULL,
    round         text        NOT NULL,
    status        text        NOT NULL,
    due_on        date,
    due_at        timestamptz,
    data          text        NOT NULL,
    PRIMARY KEY (proposal, id)
);
CREATE INDEX deadlines_dates   ON deadlines (collaboration, due_on);
CREATE INDEX deadlines_running ON deadlines (collaboration, due_at) WHERE status = 'running';

CREATE TABLE rounds (
    id            text    PRIMARY KEY,
    proposal      text    NOT NULL,
    collaboration text    NOT NULL,
    name          text    NOT NULL,
    opened_at     timestamptz,
    closed_at     timestamptz
);
CREATE INDEX rounds_proposal ON rounds (proposal);

CREATE TABLE respondents (
    round         text    NOT NULL,
    respondent    text    NOT NULL,
    proposal      text    NOT NULL,
    collaboration text    NOT NULL,
    answer        text    NOT NULL,
    settled       boolean NOT NULL,
    data          text    NOT NULL,         -- the respondent whole
    PRIMARY KEY (round, respondent)
);
CREATE INDEX respondents_key ON respondents (collaboration, respondent);

-- +goose Down
DROP TABLE respondents;
DROP TABLE rounds;
DROP TABLE deadlines;
DROP TABLE history;
DROP TABLE numbers;
DROP TABLE texts;
DROP TABLE proposals;
