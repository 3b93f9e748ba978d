-- +goose Up

-- The words come split and folded: PostgreSQL's own parser has no say.
CREATE INDEX text_index ON texts USING gin (array_to_tsvector(string_to_array(words, ' '))) WITH (fastupdate = off);

-- +goose Down
DROP INDEX text_index;
