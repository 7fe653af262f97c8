-- 0001: customers and what happens with them, the agenda, and the log of operations.
--
-- Instants are UTC seconds, days civil days since 1970-01-01, money minor units.
-- Every row carries the operation that wrote it (op); derived rows carry none.
-- Lists of words are ORs: SQLite makes a table of an IN of three and more at each row.

CREATE TABLE setting (
	name  TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT;

CREATE TABLE operation (
	id        INTEGER PRIMARY KEY AUTOINCREMENT,
	at        INTEGER NOT NULL,
	actor     TEXT    NOT NULL,
	program   TEXT    NOT NULL,
	what      TEXT,                       -- names of options and fields, never values
	undoes    INTEGER REFERENCES operation (id),
	undone_by INTEGER REFERENCES operation (id)
) STRICT;

-- The newest operation that crm-undo may take, by actor.
CREATE INDEX operation_undoable ON operation (actor, id) WHERE undoes IS NULL AND undone_by IS NULL;

-- The ids that an operation made, noun by noun; noun `history' tells its rows there.
CREATE TABLE operation_range (
	op    INTEGER NOT NULL REFERENCES operation (id),
	noun  TEXT    NOT NULL,
	first INTEGER NOT NULL,
	last  INTEGER NOT NULL CHECK (last >= first),
	PRIMARY KEY (op, noun, first)
) STRICT;

-- What a row was before an operation changed or deleted it: name=value, TAB between.
CREATE TABLE history (
	id     INTEGER PRIMARY KEY AUTOINCREMENT,
	op     INTEGER NOT NULL REFERENCES operation (id),
	noun   TEXT    NOT NULL,
	record INTEGER NOT NULL,
	gone   INTEGER NOT NULL CHECK (gone IN (0, 1)),   -- deleted rather than changed
	before TEXT    NOT NULL
) STRICT;

CREATE INDEX history_record ON history (noun, record);

CREATE TABLE customer (
	id           INTEGER PRIMARY KEY AUTOINCREMENT,
	name         TEXT NOT NULL CHECK (name <> ''),
	kind         TEXT CHECK (kind = 'person' OR kind = 'organisation'),
	ref          TEXT UNIQUE,
	email        TEXT,
	phone        TEXT,
	stage        TEXT CHECK (stage = 'awareness' OR stage = 'interest'
	             OR stage = 'consideration' OR stage = 'purchase'
	             OR stage = 'loyalty' OR stage = 'advocacy'),
	tier         TEXT CHECK (tier = 'vip' OR tier = 'ordinary' OR tier = 'low'),
	tier_since   INTEGER,                 -- the day on which the tier was set by hand
	relationship TEXT CHECK (relationship = 'transactional' OR relationship = 'self_service'
	             OR relationship = 'automated' OR relationship = 'long_term'
	             OR relationship = 'personal' OR relationship = 'dedicated'
	             OR relationship = 'community' OR relationship = 'co_creation'),
	owner        TEXT,
	source       TEXT,
	referrer_id  INTEGER REFERENCES customer (id) DEFERRABLE INITIALLY DEFERRED,
	since        INTEGER NOT NULL,        -- the instant from which the customer is known
	birthday     INTEGER,
	city         TEXT,
	country      TEXT,
	industry     TEXT,
	language     TEXT,
	salutation   TEXT,
	channel      TEXT,
	timezone     TEXT,
	tax_id       TEXT,
	notes        TEXT,
	email_key    TEXT,                    -- the e-mail as it is compared
	phone_key    TEXT,                    -- the digits of the phone number
	search       TEXT NOT NULL,           -- name, email, phone, notes, folded
	agenda_until INTEGER,                 -- the day up to which recurring dates are stored
	op           INTEGER NOT NULL REFERENCES operation (id)
) STRICT;

CREATE INDEX customer_email    ON customer (email_key) WHERE email_key IS NOT NULL;
CREATE INDEX customer_phone    ON customer (phone_key) WHERE phone_key IS NOT NULL;
CREATE INDEX customer_owner    ON customer (owner)     WHERE owner IS NOT NULL;
CREATE INDEX customer_referrer ON customer (referrer_id) WHERE referrer_id IS NOT NULL;
CREATE INDEX customer_agenda   ON customer (agenda_until) WHERE agenda_until IS NOT NULL;

CREATE TABLE interaction (
	id           INTEGER PRIMARY KEY AUTOINCREMENT,
	customer_id  INTEGER NOT NULL REFERENCES customer (id),
	at           INTEGER NOT NULL,
	channel      TEXT,
	direction    TEXT NOT NULL CHECK (direction = 'in' OR direction = 'out'),
	subject      TEXT,
	note         TEXT,
	outcome      TEXT,
	minutes      INTEGER CHECK (minutes >= 0),
	who          TEXT,
	follow_up_id INTEGER REFERENCES follow_up (id) DEFERRABLE INITIALLY DEFERRED,
	contact      INTEGER NOT NULL CHECK (contact IN (0, 1)),   -- a real one: somebody was reached
	op           INTEGER NOT NULL REFERENCES operation (id)
) STRICT;

CREATE INDEX interaction_customer  ON interaction (customer_id, at, contact, direction);
CREATE INDEX interaction_follow_up ON interaction (follow_up_id) WHERE follow_up_id IS NOT NULL;

CREATE TABLE orders (
	id          INTEGER PRIMARY KEY AUTOINCREMENT,
	customer_id INTEGER NOT NULL REFERENCES customer (id),
	at          INTEGER NOT NULL,
	amount      INTEGER NOT NULL,         -- minor units of currency
	currency    TEXT    NOT NULL CHECK (length(currency) = 3),
	rate        INTEGER CHECK (rate > 0), -- 10^-9 of the base currency for one of this
	base        INTEGER NOT NULL,         -- amount in the base currency
	ref         TEXT UNIQUE,
	status      TEXT    NOT NULL CHECK (status = 'open' OR status = 'delivered' OR status = 'cancelled'
	             OR status = 'returned'),
	promised    INTEGER,                  -- day
	op          INTEGER NOT NULL REFERENCES operation (id)
) STRICT;

CREATE INDEX orders_customer ON orders (customer_id, at, status, base);

CREATE TABLE order_item (
	id         INTEGER PRIMARY KEY AUTOINCREMENT,
	order_id   INTEGER NOT NULL REFERENCES orders (id),
	line       INTEGER NOT NULL CHECK (line > 0),
	product    TEXT    NOT NULL CHECK (product <> ''),
	quantity   INTEGER NOT NULL,          -- 10^-6
	unit_price INTEGER,                   -- 10^-6 of the order's currency
	op         INTEGER NOT NULL REFERENCES operation (id)
) STRICT;

CREATE INDEX order_item_order   ON order_item (order_id, line);
CREATE INDEX order_item_product ON order_item (product);

CREATE TABLE response (
	id          INTEGER PRIMARY KEY AUTOINCREMENT,
	customer_id INTEGER NOT NULL REFERENCES customer (id),
	at          INTEGER NOT NULL,
	metric      TEXT    NOT NULL CHECK (metric = 'nps' OR metric = 'csat' OR metric = 'ces'),
	score       INTEGER,                  -- absent: asked, not answered
	comment     TEXT,
	about       TEXT,                     -- what was asked about: a subject, or an id
	op          INTEGER NOT NULL REFERENCES operation (id)
) STRICT;

CREATE INDEX response_customer ON response (customer_id, metric, at, score);

CREATE TABLE follow_up (
	id             INTEGER PRIMARY KEY AUTOINCREMENT,
	customer_id    INTEGER NOT NULL REFERENCES customer (id),
	purpose        TEXT    NOT NULL,
	anchor         TEXT    NOT NULL,      -- what it counts from: I88, O9, C12
	due            INTEGER NOT NULL,      -- day
	owner          TEXT,                  -- absent: the customer's
	channel        TEXT,
	goal           TEXT,
	content        TEXT,
	rule           TEXT    NOT NULL,
	status         TEXT    NOT NULL CHECK (status = 'open' OR status = 'done' OR status = 'superseded'
	             OR status = 'dropped'),
	reason         TEXT,                  -- why it was moved, superseded or dropped
	result         TEXT,
	interaction_id INTEGER REFERENCES interaction (id)    -- the contact that did it
	               DEFERRABLE INITIALLY DEFERRED,
	planned        INTEGER NOT NULL CHECK (planned IN (0, 1)),   -- by hand
	behind         INTEGER NOT NULL DEFAULT 0,   -- open, but one of its purpose is due before; derived
	op             INTEGER REFERENCES operation (id),
	UNIQUE (customer_id, purpose, anchor, planned)   -- a plan may count from where a rule does
) STRICT;

CREATE INDEX follow_up_due         ON follow_up (due, id) WHERE status = 'open';
CREATE INDEX follow_up_interaction ON follow_up (interaction_id) WHERE interaction_id IS NOT NULL;

-- User-defined fields: declared, then kept by noun and record.
CREATE TABLE extra_field (
	noun  TEXT NOT NULL,
	name  TEXT NOT NULL,
	kind  TEXT NOT NULL CHECK (kind = 'text' OR kind = 'int' OR kind = 'day' OR kind = 'bool'
	             OR kind = 'word'),
	words TEXT,
	help  TEXT,
	PRIMARY KEY (noun, name)
) STRICT;

CREATE TABLE extra (
	noun   TEXT    NOT NULL,
	record INTEGER NOT NULL,
	name   TEXT    NOT NULL,
	value  TEXT    NOT NULL,
	PRIMARY KEY (noun, record, name),
	FOREIGN KEY (noun, name) REFERENCES extra_field (noun, name)
) STRICT;

CREATE INDEX extra_value ON extra (noun, name, value);
