-- +goose Up

-- Whether some proposal was found to name the document. What nobody names goes after a while.
ALTER TABLE blobs ADD COLUMN named boolean NOT NULL DEFAULT FALSE;
CREATE INDEX blobs_unnamed ON blobs (saved_at) WHERE NOT named;

-- +goose Down
DROP INDEX blobs_unnamed;
ALTER TABLE blobs DROP COLUMN named;
