-- +goose Up

-- A message that came by mail. key is what it is known by, however often it is fetched.
CREATE TABLE incoming (
    id            text        PRIMARY KEY,
    collaboration text        NOT NULL,
    key           text        NOT NULL,
    kind          text        NOT NULL,
    proposal      text        NOT NULL,     -- '' where it is not known
    sender        text        NOT NULL,     -- in small letters
    at            timestamptz NOT NULL,
    handled_at    timestamptz,
    handled_by    text        NOT NULL,
    data          text        NOT NULL,
    UNIQUE (collaboration, key)
);
CREATE INDEX incoming_kind     ON incoming (collaboration, kind, id);
CREATE INDEX incoming_proposal ON incoming (proposal, id);
CREATE INDEX incoming_sender   ON incoming (collaboration, sender, at);

-- The message itself, as it came.
CREATE TABLE incoming_raw (
    id   text  PRIMARY KEY,
    data bytea NOT NULL
);

-- How far a mailbox has been read.
CREATE TABLE inboxes (
    mailbox  text   PRIMARY KEY,
    validity bigint NOT NULL,
    uid      bigint NOT NULL
);

-- What is known of an address that letters go to; mail is in small letters.
CREATE TABLE addresses (
    collaboration text        NOT NULL,
    mail          text        NOT NULL,
    status        text        NOT NULL,
    code          text        NOT NULL,
    said          text        NOT NULL,
    notice        text        NOT NULL,
    since         timestamptz NOT NULL,
    made_by       text        NOT NULL,
    PRIMARY KEY (collaboration, mail)
);

-- Who has been told that answers are given by the link, and on which day.
CREATE TABLE auto_replies (
    collaboration text NOT NULL,
    sender        text NOT NULL,
    day           date NOT NULL,
    PRIMARY KEY (collaboration, sender, day)
);

CREATE INDEX notices_returned ON notices (collaboration, id) WHERE status = 'returned';

-- +goose Down
DROP INDEX notices_returned;
DROP TABLE auto_replies;
DROP TABLE addresses;
DROP TABLE inboxes;
DROP TABLE incoming_raw;
DROP TABLE incoming;
