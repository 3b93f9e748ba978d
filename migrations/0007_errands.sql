-- +goose Up

-- What a change of one proposal has to have done in another: kept with the change, done once.
-- Of one that is done nothing is left but that it was.
CREATE TABLE errands (
    id            text        PRIMARY KEY,
    proposal      text        NOT NULL,     -- whose change left it
    collaboration text        NOT NULL,
    made_at       timestamptz NOT NULL,
    done          boolean     NOT NULL,
    data          text        NOT NULL
);
CREATE INDEX errands_left ON errands (made_at, id) WHERE NOT done;

-- +goose Down
DROP TABLE errands;
