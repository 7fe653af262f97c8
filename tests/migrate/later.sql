-- What a later version might bring: only tests/migrate uses it.
ALTER TABLE customer ADD COLUMN nickname TEXT;
