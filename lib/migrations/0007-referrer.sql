-- 0007: who first brought a customer is found without a look at what else was ever changed.

CREATE INDEX history_referrer ON history (noun, record, id) WHERE before LIKE '%referrer%';
