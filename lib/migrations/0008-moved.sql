-- 0008: when a follow-up was given another day, so that it speaks for what had happened by then.

ALTER TABLE follow_up ADD COLUMN moved INTEGER;           -- instant; NULL: it has the day it had
UPDATE follow_up SET moved = (SELECT o.at FROM operation o WHERE o.id = follow_up.op)
	WHERE op IS NOT NULL AND wanted IS NOT NULL;
