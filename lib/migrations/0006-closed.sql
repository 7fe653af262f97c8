-- 0006: on which day a follow-up was closed, so that a promise kept late is told from one
-- kept in time.

ALTER TABLE follow_up ADD COLUMN closed INTEGER;          -- day: done or dropped; NULL: it is neither
