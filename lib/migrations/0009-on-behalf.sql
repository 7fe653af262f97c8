-- 0008: for whom a follow-up is told of, where it is not the recipient's own.

ALTER TABLE reminder ADD COLUMN whose TEXT;               -- NULL: the recipient's; '': nobody's
