-- 0004: who has been told of what: what has left the house is not undone, so no
-- operation is written beside these rows.

CREATE TABLE digest (
	id        INTEGER PRIMARY KEY AUTOINCREMENT,
	way       TEXT    NOT NULL,             -- mail, maildir, exec
	recipient TEXT    NOT NULL,             -- the word in owner=, of whoever gets it
	about     TEXT    NOT NULL,             -- whose follow-ups these are
	day       INTEGER NOT NULL,
	made      INTEGER NOT NULL,
	sent      INTEGER,                      -- NULL: still to be sent
	failed    INTEGER NOT NULL DEFAULT 0    -- an attempt failed for certain: more may join it
) STRICT;

CREATE INDEX digest_pending ON digest (way, id) WHERE sent IS NULL;

-- Each follow-up is told of once a rung: due, late, copied, released.  A follow-up that
-- got another day is another matter.
CREATE TABLE reminder (
	follow_up_id INTEGER NOT NULL,          -- which may be gone by now
	due          INTEGER NOT NULL,
	rung         INTEGER NOT NULL CHECK (rung BETWEEN 0 AND 3),
	digest_id    INTEGER NOT NULL REFERENCES digest (id),
	PRIMARY KEY (digest_id, follow_up_id)
) STRICT;

CREATE INDEX reminder_follow_up ON reminder (follow_up_id, due);

-- Every run, so that the automation itself is watched.  Real time, not event time.
CREATE TABLE reminder_run (
	id      INTEGER PRIMARY KEY AUTOINCREMENT,
	way     TEXT    NOT NULL,
	began   INTEGER NOT NULL,
	ended   INTEGER NOT NULL,
	sent    INTEGER NOT NULL,
	failed  INTEGER NOT NULL
) STRICT;
