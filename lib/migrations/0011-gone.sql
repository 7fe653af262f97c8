-- 0011: the ids of rules' follow-ups that no rule asks for any longer, by what they were for:
-- should one ask again, as after an undo, it is still that follow-up.

CREATE TABLE follow_up_gone (
	customer_id INTEGER NOT NULL,           -- who may be gone, too
	purpose     TEXT    NOT NULL,
	anchor      TEXT    NOT NULL,
	id          INTEGER NOT NULL,
	PRIMARY KEY (customer_id, purpose, anchor)
) STRICT, WITHOUT ROWID;
