-- +goose Up

-- The address that a letter goes to, as a hash: letters to one address are known by it.
ALTER TABLE notices ADD COLUMN addressee text NOT NULL DEFAULT '';
-- Letters that wait to go as one have this in common. carrier is the letter that one went in.
ALTER TABLE notices ADD COLUMN bundle  text NOT NULL DEFAULT '';
ALTER TABLE notices ADD COLUMN carrier text NOT NULL DEFAULT '';
CREATE INDEX notices_addressee ON notices (addressee, proposal);
CREATE INDEX notices_bundle    ON notices (bundle) WHERE bundle <> '';

-- How a recipient wants letters of a kind: a person, or an address.
CREATE TABLE letter_choices (
    collaboration text        NOT NULL,
    recipient     text        NOT NULL,
    kind          text        NOT NULL,
    pace          text        NOT NULL,
    changed_at    timestamptz NOT NULL,
    PRIMARY KEY (collaboration, recipient, kind)
);

-- +goose Down
DROP TABLE letter_choices;
DROP INDEX notices_bundle;
DROP INDEX notices_addressee;
ALTER TABLE notices DROP COLUMN carrier;
ALTER TABLE notices DROP COLUMN bundle;
ALTER TABLE notices DROP COLUMN addressee;
