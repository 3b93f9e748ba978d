-- +goose Up

-- History is append-only; only its private part may be emptied.
-- +goose StatementBegin
CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION history_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    old.private := '';
    old.salt := '';
    IF new IS DISTINCT FROM old THEN
        RAISE EXCEPTION 'history is append-only';
    END IF;
    RETURN new;
END
$$;
-- +goose StatementEnd
CREATE TRIGGER history_keeps     BEFORE UPDATE   ON history     FOR EACH ROW       EXECUTE FUNCTION history_keeps();
CREATE TRIGGER history_stays     BEFORE DELETE   ON history     FOR EACH ROW       EXECUTE FUNCTION append_only();
CREATE TRIGGER history_remains   BEFORE TRUNCATE ON history     FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER checkpoints_keep   BEFORE UPDATE   ON checkpoints FOR EACH ROW       EXECUTE FUNCTION append_only();
CREATE TRIGGER checkpoints_stay   BEFORE DELETE   ON checkpoints FOR EACH ROW       EXECUTE FUNCTION append_only();
CREATE TRIGGER checkpoints_remain BEFORE TRUNCATE ON checkpoints FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- +goose Down
DROP TRIGGER checkpoints_remain ON checkpoints;
DROP TRIGGER checkpoints_stay ON checkpoints;
DROP TRIGGER checkpoints_keep ON checkpoints;
DROP TRIGGER history_remains ON history;
DROP TRIGGER history_stays ON history;
DROP TRIGGER history_keeps ON history;
DROP FUNCTION history_keeps;
DROP FUNCTION append_only;
