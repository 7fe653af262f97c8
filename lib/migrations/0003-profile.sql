-- 0003: the people at a customer, what is known of it, and its tags.

-- A tag that was taken away stays with active = 0, so that giving it again changes the same row.
CREATE TABLE tag (
	id          INTEGER PRIMARY KEY AUTOINCREMENT,
	customer_id INTEGER NOT NULL REFERENCES customer (id),
	name        TEXT    NOT NULL CHECK (name <> ''),
	key         TEXT    NOT NULL,         -- the name, folded
	active      INTEGER NOT NULL CHECK (active IN (0, 1)),
	op          INTEGER NOT NULL REFERENCES operation (id),
	UNIQUE (customer_id, key)
) STRICT;

CREATE INDEX tag_key ON tag (key, customer_id) WHERE active = 1;

CREATE TABLE person (
	id            INTEGER PRIMARY KEY AUTOINCREMENT,
	customer_id   INTEGER NOT NULL REFERENCES customer (id),
	name          TEXT    NOT NULL CHECK (name <> ''),
	title         TEXT,
	role          TEXT,                   -- words of the decision, comma between
	influence     INTEGER CHECK (influence BETWEEN 1 AND 5),
	attitude      TEXT CHECK (attitude = 'champion' OR attitude = 'supporter'
	              OR attitude = 'neutral' OR attitude = 'sceptic' OR attitude = 'opponent'),
	reports_to_id INTEGER REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	email         TEXT,
	phone         TEXT,
	birthday      INTEGER,
	language      TEXT,
	salutation    TEXT,
	left_day      INTEGER,                -- from which the person is there no longer
	note          TEXT,
	email_key     TEXT,                   -- the e-mail as it is compared
	phone_key     TEXT,                   -- the digits of the phone number
	op            INTEGER NOT NULL REFERENCES operation (id)
) STRICT;

CREATE INDEX person_customer   ON person (customer_id, left_day, role);
CREATE INDEX person_email      ON person (email_key) WHERE email_key IS NOT NULL;
CREATE INDEX person_phone      ON person (phone_key) WHERE phone_key IS NOT NULL;
CREATE INDEX person_reports_to ON person (reports_to_id) WHERE reports_to_id IS NOT NULL;

CREATE TABLE fact (
	id          INTEGER PRIMARY KEY AUTOINCREMENT,
	customer_id INTEGER NOT NULL REFERENCES customer (id),
	kind        TEXT    NOT NULL CHECK (kind <> ''),
	text        TEXT    NOT NULL CHECK (text <> ''),
	about       TEXT,                     -- a subject
	source      TEXT,
	at          INTEGER NOT NULL,         -- when it was learned
	day         INTEGER NOT NULL,         -- the civil day of that
	expires     INTEGER,                  -- the last day on which it holds
	op          INTEGER NOT NULL REFERENCES operation (id)
) STRICT;

CREATE INDEX fact_customer ON fact (customer_id, kind, day, expires);
