-- +goose Up

-- History is append-only; only its private part may be emptied.
-- +goose StatementBegin
CREATE TRIGGER history_keeps BEFORE UPDATE ON history
WHEN NOT (new.private = '' AND new.salt = ''
    AND new.id IS old.id AND new.collaboration IS old.collaboration AND new.proposal IS old.proposal
    AND new.seq IS old.seq AND new.at IS old.at AND new.act IS old.act AND new.step IS old.step
    AND new.kind IS old.kind AND new.notices IS old.notices AND new.data IS old.data
    AND new.prev IS old.prev AND new.hash IS old.hash)
BEGIN
    SELECT RAISE(ABORT, 'history is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER history_stays BEFORE DELETE ON history
BEGIN
    SELECT RAISE(ABORT, 'history is append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER checkpoints_keep BEFORE UPDATE ON checkpoints
BEGIN
    SELECT RAISE(ABORT, 'checkpoints are append-only');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER checkpoints_stay BEFORE DELETE ON checkpoints
BEGIN
    SELECT RAISE(ABORT, 'checkpoints are append-only');
END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER checkpoints_stay;
DROP TRIGGER checkpoints_keep;
DROP TRIGGER history_stays;
DROP TRIGGER history_keeps;
