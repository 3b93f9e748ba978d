-- +goose Up

UPDATE proposals SET edition = coalesce(json_extract(body, '$.edition'), '');

-- What has been published stands.
-- +goose StatementBegin
CREATE TRIGGER editions_keep BEFORE UPDATE ON editions
BEGIN
    SELECT RAISE(ABORT, 'editions are append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER editions_stay BEFORE DELETE ON editions
BEGIN
    SELECT RAISE(ABORT, 'editions are append-only');
END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER editions_stay;
DROP TRIGGER editions_keep;
