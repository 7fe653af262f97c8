-- 0002: the written procedure and what it needs: versions, staff, moved and lapsing
-- follow-ups, promises, repeated plans, stage and renewal dates, channels refused.

-- The file as it was loaded, holidays and all; the newest row is in force.
CREATE TABLE sop (
	id       INTEGER PRIMARY KEY AUTOINCREMENT,
	at       INTEGER NOT NULL,
	who      TEXT    NOT NULL,
	name     TEXT    NOT NULL,             -- of the file
	text     TEXT    NOT NULL,
	holidays TEXT,                         -- lines of day and name
	op       INTEGER NOT NULL REFERENCES operation (id)
) STRICT;

-- What is said of a rule, kept for the next review of the procedure.
CREATE TABLE sop_note (
	id   INTEGER PRIMARY KEY AUTOINCREMENT,
	rule TEXT    NOT NULL CHECK (rule <> ''),
	at   INTEGER NOT NULL,
	who  TEXT    NOT NULL,
	note TEXT    NOT NULL CHECK (note <> ''),
	op   INTEGER NOT NULL REFERENCES operation (id)
) STRICT;

CREATE INDEX sop_note_rule ON sop_note (rule);

-- Who stands in for whom, and when: from the file in force, so that SQL can tell.  Derived.
CREATE TABLE stand_in (
	owner    TEXT    NOT NULL,
	deputy   TEXT    NOT NULL,
	away     INTEGER NOT NULL,             -- first day
	back     INTEGER NOT NULL,             -- last day away
	PRIMARY KEY (owner, away)
) STRICT;

ALTER TABLE customer ADD COLUMN stage_since INTEGER;      -- the day on which the stage was set
ALTER TABLE customer ADD COLUMN renewal INTEGER;          -- the day on which a contract is up
ALTER TABLE customer ADD COLUMN lunar_birthday TEXT;      -- month and day in the Chinese calendar
ALTER TABLE customer ADD COLUMN refuses TEXT;             -- channels, commas between; or all

-- A field of the users' own that has a name which is built in now goes on under another, own_
-- before it; in history too, so that what was done before can be undone.
CREATE TEMP TABLE taken AS
	SELECT row_number() OVER (ORDER BY name) AS n, name,
		CASE WHEN EXISTS (SELECT 1 FROM extra_field o WHERE o.name = 'own_' || f.name)
			THEN 'own_own_' ELSE 'own_' END || name AS own
	FROM extra_field f
	WHERE noun = 'customer' AND name IN ('stage_since', 'renewal', 'lunar_birthday', 'refuses',
		'tags', 'warning', 'class', 'segment', 'value_score', 'persons', 'deciders', 'needs',
		'pains', 'open_orders');
PRAGMA defer_foreign_keys = ON;
UPDATE extra SET name = (SELECT own FROM taken t WHERE t.name = extra.name)
	WHERE noun = 'customer' AND name IN (SELECT name FROM taken);
UPDATE extra_field SET name = (SELECT own FROM taken t WHERE t.name = extra_field.name)
	WHERE noun = 'customer' AND name IN (SELECT name FROM taken);
-- A record there is name=value, or the name alone of what was absent, tabs between.
UPDATE history SET before = (
	WITH RECURSIVE renamed (n, line) AS (
		SELECT 0, char(9) || history.before || char(9)
		UNION ALL
		SELECT t.n, replace(replace(line, char(9) || name || '=', char(9) || own || '='),
			char(9) || name || char(9), char(9) || own || char(9))
		FROM renamed JOIN taken t ON t.n = renamed.n + 1)
	SELECT substr(line, 2, length(line) - 2) FROM renamed ORDER BY n DESC LIMIT 1)
	WHERE EXISTS (SELECT 1 FROM taken) AND noun = 'customer';
DROP TABLE temp.taken;

-- Does it count against the cap?  NULL: an older row, which does if it is a contact.
ALTER TABLE interaction ADD COLUMN counts INTEGER CHECK (counts = 0 OR counts = 1);

-- All that the cadences and the cap look at of a contact.
DROP INDEX interaction_customer;
CREATE INDEX interaction_customer ON interaction (customer_id, at, contact, direction, counts);

ALTER TABLE follow_up ADD COLUMN wanted INTEGER;          -- the day before it was moved; NULL: as due
ALTER TABLE follow_up ADD COLUMN expires INTEGER;         -- the last day on which it is of use
ALTER TABLE follow_up ADD COLUMN every INTEGER;           -- days of its interval, for urgency
ALTER TABLE follow_up ADD COLUMN repeats TEXT;            -- of a plan: the period of the next one
ALTER TABLE follow_up ADD COLUMN made INTEGER;            -- the day on which a promise or plan was made

-- Follow-ups that were moved or suppressed, for those who ask what was not done.
CREATE INDEX follow_up_moved ON follow_up (wanted) WHERE wanted IS NOT NULL;
