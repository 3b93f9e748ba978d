-- +goose Up

UPDATE proposals SET edition = coalesce(CAST(body AS json) ->> 'edition', '');

-- What has been published stands.
CREATE TRIGGER editions_keep   BEFORE UPDATE   ON editions FOR EACH ROW       EXECUTE FUNCTION append_only();
CREATE TRIGGER editions_stay   BEFORE DELETE   ON editions FOR EACH ROW       EXECUTE FUNCTION append_only();
CREATE TRIGGER editions_remain BEFORE TRUNCATE ON editions FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- +goose Down
DROP TRIGGER editions_remain ON editions;
DROP TRIGGER editions_stay ON editions;
DROP TRIGGER editions_keep ON editions;
