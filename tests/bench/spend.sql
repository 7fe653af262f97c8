-- What crm-find 'spend_12m>=20000' --now 2026-04-01 asks, as one grouped join.
-- The window opens at the beginning of 2025-04-02 in Taipei and ends with 2026-04-01.
SELECT c.id, c.name
FROM customer c
JOIN (SELECT customer_id, sum(base) AS spend
      FROM orders
      WHERE at >= 1743523200 AND at < 1775059200 AND status NOT IN ('cancelled', 'returned')
      GROUP BY customer_id) o ON o.customer_id = c.id
WHERE o.spend >= 2000000
ORDER BY c.id;
