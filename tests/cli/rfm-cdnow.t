#require $SHARED/data/cdnow_full.csv
#require sqlite3
Scores and segments of CDNOW are those that SQL comes to by another way.

  $ cat >scores.sql <<'EOF'
  > .mode csv
  > .import log.csv log
  > CREATE TABLE day AS SELECT customer_id AS c, date AS d, sum(CAST(round(amount * 100) AS INTEGER)) AS a
  >   FROM log GROUP BY 1, 2;
  > CREATE TABLE customer AS SELECT c, max(d) AS last, CAST(julianday('1998-06-30') - julianday(max(d)) AS INTEGER) AS r,
  >   count(*) AS f, sum(a) AS m FROM day GROUP BY c;
  > CREATE TABLE score AS SELECT c, last, r, f, m,
  >   1 + 5 * (2 * (rank() OVER (ORDER BY r DESC) - 1) + count(*) OVER (PARTITION BY r)) / (2 * count(*) OVER ()) AS rs,
  >   1 + 5 * (2 * (rank() OVER (ORDER BY f) - 1) + count(*) OVER (PARTITION BY f)) / (2 * count(*) OVER ()) AS fs,
  >   1 + 5 * (2 * (rank() OVER (ORDER BY m) - 1) + count(*) OVER (PARTITION BY m)) / (2 * count(*) OVER ()) AS ms
  >   FROM customer;
  > CREATE TABLE member AS SELECT *, CASE WHEN f = 1 AND rs >= 4 THEN 'new' WHEN rs >= 3 AND fs + ms >= 8 THEN 'high_value'
  >   WHEN rs >= 3 THEN 'potential' WHEN fs + ms >= 6 THEN 'at_risk' ELSE 'lost' END AS s FROM score;
  > .mode tabs
  > .once theirs
  > SELECT c, last, r, f, printf('%d.%02d', m / 100, m % 100), rs, fs, ms, s FROM member ORDER BY CAST(c AS INTEGER);
  > .once their_segments
  > SELECT s, count(*), printf('%d.%02d', sum(m) / 100, sum(m) % 100) FROM member GROUP BY s ORDER BY s;
  > EOF
  $ for log in cdnow_sample cdnow_full; do
  >   cp $SHARED/data/$log.csv log.csv
  >   rm -f log.db; sqlite3 log.db <scores.sql
  >   crm-rfm --input log.csv customer=customer_id -H | sort -n >ours
  >   wc -l <ours
  >   cmp ours theirs
  >   crm-rfm --input log.csv customer=customer_id -H --segments -o segment,n,revenue | awk '$2' | sort | diff - their_segments
  > done
  2357
  23570

  $ crm-rfm --input log.csv --segments --format table
  segment        n   share      lo        hi       revenue  revenue_share  recency  frequency  monetary
  high_value  7013   0.298   0.292     0.303  1,875,826.76          0.750      157       6.52    267.48
  potential   7110   0.302   0.296     0.308    296,060.94          0.118      381       1.62     41.64
  new            0       0       0  0.000163          0.00              0                      
  at_risk     1481  0.0628  0.0598    0.0660    142,202.08         0.0569      511       1.51     96.02
  lost        7966   0.338   0.332     0.344    186,225.85         0.0745      513       1.02     23.38
