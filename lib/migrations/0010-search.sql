-- 0009: what people and facts are searched by, folded as a customer's is.  The library fills it.

ALTER TABLE person ADD COLUMN search TEXT;
ALTER TABLE fact ADD COLUMN search TEXT;
