-- +goose Up

-- A meeting or a duty of the year is a proposal too, which lists of proposals leave out: it has a day.
ALTER TABLE proposals ADD COLUMN falls_on date;
-- The line of the cycle that it was laid out by, and the day that line gives: one proposal each.
ALTER TABLE proposals ADD COLUMN origin text;
-- Of a proposal: the meeting that takes it up, by its id, or by SERIES/DATE where nobody has laid it out.
ALTER TABLE proposals ADD COLUMN meeting text;
-- Meetings and duties have series of numbers of their own.
ALTER TABLE numbers ADD COLUMN of_year boolean NOT NULL DEFAULT FALSE;

CREATE UNIQUE INDEX proposals_origin ON proposals (collaboration, origin)   WHERE origin IS NOT NULL;
CREATE INDEX proposals_year          ON proposals (collaboration, falls_on) WHERE falls_on IS NOT NULL;
CREATE INDEX proposals_meeting       ON proposals (collaboration, meeting)  WHERE meeting IS NOT NULL;

DROP INDEX proposals_open;
DROP INDEX proposals_held;
DROP INDEX proposals_closed;
DROP INDEX proposals_undecided;
DROP INDEX proposals_changed;
CREATE INDEX proposals_open      ON proposals (collaboration, due_at, id, decided) WHERE closed_at IS NULL AND falls_on IS NULL;
CREATE INDEX proposals_held      ON proposals (collaboration, holder, due_at)      WHERE closed_at IS NULL AND falls_on IS NULL;
CREATE INDEX proposals_closed    ON proposals (collaboration, changed_at)          WHERE closed_at IS NOT NULL AND falls_on IS NULL;
CREATE INDEX proposals_undecided ON proposals (collaboration)                      WHERE closed_at IS NOT NULL AND NOT decided AND falls_on IS NULL;
CREATE INDEX proposals_changed   ON proposals (collaboration, changed_at)          WHERE falls_on IS NULL;

-- +goose Down
DROP INDEX proposals_changed;
DROP INDEX proposals_undecided;
DROP INDEX proposals_closed;
DROP INDEX proposals_held;
DROP INDEX proposals_open;
DROP INDEX proposals_meeting;
DROP INDEX proposals_year;
DROP INDEX proposals_origin;
CREATE INDEX proposals_open      ON proposals (collaboration, due_at, id, decided) WHERE closed_at IS NULL;
CREATE INDEX proposals_held      ON proposals (collaboration, holder, due_at)      WHERE closed_at IS NULL;
CREATE INDEX proposals_closed    ON proposals (collaboration, changed_at)          WHERE closed_at IS NOT NULL;
CREATE INDEX proposals_undecided ON proposals (collaboration)                      WHERE closed_at IS NOT NULL AND NOT decided;
CREATE INDEX proposals_changed   ON proposals (collaboration, changed_at);
ALTER TABLE numbers   DROP COLUMN of_year;
ALTER TABLE proposals DROP COLUMN meeting;
ALTER TABLE proposals DROP COLUMN origin;
ALTER TABLE proposals DROP COLUMN falls_on;
