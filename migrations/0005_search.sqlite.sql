-- +goose Up

-- An index of the words, by a number that VACUUM cannot change.
CREATE TABLE text_places (
    place    integer PRIMARY KEY,
    proposal text    NOT NULL UNIQUE
);
CREATE VIRTUAL TABLE text_index USING fts5 (
    words, content = '', contentless_delete = 1, detail = none,
    tokenize = "unicode61 remove_diacritics 0", prefix = '2 3'
);
-- +goose StatementBegin
CREATE TRIGGER texts_come AFTER INSERT ON texts
BEGIN
    INSERT INTO text_places (proposal) VALUES (new.proposal);
    INSERT INTO text_index (rowid, words) SELECT place, new.words FROM text_places WHERE proposal = new.proposal;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER texts_change AFTER UPDATE ON texts
BEGIN
    DELETE FROM text_index WHERE rowid = (SELECT place FROM text_places WHERE proposal = old.proposal);
    INSERT INTO text_index (rowid, words) SELECT place, new.words FROM text_places WHERE proposal = new.proposal;
END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER texts_change;
DROP TRIGGER texts_come;
DROP TABLE text_index;
DROP TABLE text_places;
