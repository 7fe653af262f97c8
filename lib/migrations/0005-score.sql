-- 0005: what models of customers said, and as of which day.

CREATE TABLE score (
	id          INTEGER PRIMARY KEY AUTOINCREMENT,
	customer_id INTEGER NOT NULL REFERENCES customer (id),
	at          INTEGER NOT NULL,         -- the beginning of the day that it is as of
	p_alive     INTEGER CHECK (p_alive BETWEEN 0 AND 1000000),   -- millionths
	cltv        INTEGER,                  -- minor units of the base currency
	model       TEXT    NOT NULL,
	days        INTEGER NOT NULL,         -- the horizon of cltv
	op          INTEGER NOT NULL REFERENCES operation (id),
	UNIQUE (customer_id, at)
) STRICT;
