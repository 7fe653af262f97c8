#require $SHARED/data/cdnow_full.csv
#require sqlite3
Silence and spend of every customer of CDNOW are those that SQL comes to by another way.

  $ cat >signals.sql <<'EOF'
  > .mode csv
  > .import log.csv log
  > CREATE TABLE day AS SELECT customer_id AS c, CAST(julianday(date) - julianday('1997-12-31') AS INTEGER) AS t,
  >   sum(CAST(round(amount * 100) AS INTEGER)) AS a FROM log WHERE date <= '1997-12-31' GROUP BY 1, 2;
  > CREATE INDEX day_c ON day (c, t);
  > CREATE TABLE customer AS SELECT c, min(t) AS first, max(t) AS last, count(*) AS n FROM day GROUP BY c;
  > CREATE TABLE gap AS SELECT c, t - lag(t) OVER (PARTITION BY c ORDER BY t) AS g,
  >   row_number() OVER (PARTITION BY c ORDER BY t DESC) AS k FROM day;
  > CREATE TABLE number AS WITH RECURSIVE n(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM n WHERE k < 24) SELECT k FROM n;
  > CREATE TABLE period AS SELECT c, k,
  >   COALESCE((SELECT sum(a) FROM day WHERE day.c = customer.c AND t > first AND -t / 90 = k), 0) AS a
  >   FROM customer JOIN number ON (k + 1) * 90 <= 1 - first WHERE customer.n > 1;
  > CREATE INDEX period_c ON period (c, k);
  > CREATE TABLE signal AS
  >   SELECT c, 'silence' AS s, count(*) AS n, sum(g < -last) AS better, sum(g > -last) AS worse
  >     FROM gap JOIN customer USING (c) WHERE g IS NOT NULL AND k <= 24 GROUP BY c
  >   UNION ALL SELECT b.c, 'spend', count(*), sum(b.a > p.a), sum(b.a < p.a)
  >     FROM period AS b JOIN period AS p ON p.c = b.c AND p.k = 0 WHERE b.k > 0 GROUP BY b.c;
  > .mode tabs
  > .once theirs
  > SELECT c, s, n, better, worse, printf('%.6f', (better - worse) / (n + 1.0)) FROM signal ORDER BY CAST(c AS INTEGER), s;
  > EOF
  $ cp $SHARED/data/cdnow_full.csv log.csv
  $ sqlite3 log.db <signals.sql
  $ crm-churn -i log.csv customer=customer_id --until 1997-12-31 --horizon 180d --signals -H -o customer,signal,n,better,worse,size \
  >   | awk -F'\t' -v OFS='\t' '$2 != "forecast" { $6 = sprintf("%.6f", $6); print }' | sort -k1,1n -k2,2 >ours
  $ wc -l <ours
  20980

  $ cmp ours theirs

What a test says of the ranking is what SQL counts of who bought in the 180 days after: the AUC by
pairs of ranks, DeLong's interval of the difference by placements.

  $ crm-churn -i log.csv customer=customer_id --until 1997-12-31 --horizon 180d -H -o customer,risk,last_order >rank
  $ cat >measures.sql <<'EOF'
  > CREATE TABLE rank (c, risk REAL, last);
  > CREATE INDEX log_customer ON log (customer_id);
  > .mode tabs
  > .import rank rank
  > CREATE TABLE kase AS SELECT r.c, r.risk AS a, -julianday(r.last) AS b,
  >   NOT EXISTS (SELECT 1 FROM log WHERE customer_id = r.c AND date > '1997-12-31' AND date <= '1998-06-29') AS y FROM rank AS r;
  > CREATE TABLE size AS SELECT sum(y) * 1.0 AS m, count(*) - sum(y) AS n FROM kase;
  > CREATE TABLE place AS SELECT y,
  >   (rank() OVER (ORDER BY a) + (count(*) OVER (PARTITION BY a) - 1) / 2.0
  >    - rank() OVER (PARTITION BY y ORDER BY a) - (count(*) OVER (PARTITION BY y, a) - 1) / 2.0) AS a,
  >   (rank() OVER (ORDER BY b) + (count(*) OVER (PARTITION BY b) - 1) / 2.0
  >    - rank() OVER (PARTITION BY y ORDER BY b) - (count(*) OVER (PARTITION BY y, b) - 1) / 2.0) AS b FROM kase;
  > CREATE TABLE v AS SELECT y, CASE y WHEN 1 THEN a / n ELSE 1 - a / m END AS a, CASE y WHEN 1 THEN b / n ELSE 1 - b / m END AS b
  >   FROM place, size;
  > CREATE TABLE mean AS SELECT y, avg(a) AS a, avg(b) AS b, avg(a - b) AS d, count(*) AS k FROM v GROUP BY y;
  > CREATE TABLE half AS SELECT 1.959963984540054 * sqrt(sum(s)) AS h FROM
  >   (SELECT sum((v.a - v.b - d) * (v.a - v.b - d)) / (k - 1) / k AS s FROM v JOIN mean USING (y) GROUP BY y);
  > .once theirs
  > SELECT 'all left', printf('%.6f', avg(y)) FROM kase
  >   UNION ALL SELECT 'risk auc', printf('%.6f', a) FROM mean WHERE y = 1
  >   UNION ALL SELECT 'recency auc', printf('%.6f', b) FROM mean WHERE y = 1
  >   UNION ALL SELECT 'risk-recency auc', printf('%.6f %.6f %.6f', d, d - h, d + h) FROM mean, half WHERE y = 1
  >   UNION ALL SELECT 'risk warned precision', printf('%.6f', avg(y)) FROM kase WHERE a > 0
  >   UNION ALL SELECT 'risk warned recall', printf('%.6f', sum(a > 0) * 1.0 / count(*)) FROM kase WHERE y
  >   UNION ALL SELECT 'risk warned lift', printf('%.6f', avg(CASE WHEN a > 0 THEN y END) / avg(y)) FROM kase;
  > EOF
  $ sqlite3 log.db <measures.sql
  $ crm-churn -i log.csv customer=customer_id --backtest 1997-12-31 --horizon 180d >test
  $ awk -F'\t' 'function p(x) { return sprintf("%.6f", x) }
  >   $1 == "all" { print "all left\t" p($5) }
  >   $3 == "auc" && ($1 == "risk" || $1 == "recency") { print $1, "auc\t" p($5) }
  >   $1 == "risk-recency" { print $1, "auc\t" p($5), p($6), p($7) }
  >   $1 == "risk" && $2 == "warned" { print $1, $2, $3 "\t" p($5) }' test >ours
  $ cat ours
  all left	0.772465
  risk auc	0.777995
  recency auc	0.795349
  risk-recency auc	-0.017354 -0.021571 -0.013137
  risk warned precision	0.843604
  risk warned recall	0.939144
  risk warned lift	1.092093
  $ diff ours theirs

Intervals: Wilson's, and Newcombe's by another solver.

  $ awk -F'\t' 'function variance(t) { return t * (1 - t) * (1 + N * (1 - t) / (2 - t) + N * t / (1 + t)) / (m * n) }
  >   function limit(auc, sign,  t, i) { t = auc; for (i = 0; i < 200; i++) t = auc + sign * 1.959963984540054 * sqrt(variance(t)); return t }
  >   $3 == "left" { m = int($4 * $5 + 0.5); n = $4 - m; N = (m + n) / 2 - 1 }
  >   $3 == "auc" && ($1 == "risk" || $1 == "recency") { print $1, ($6 - limit($5, -1)) ^ 2 + ($7 - limit($5, 1)) ^ 2 < 1e-10 }' test
  risk 1
  recency 1
  $ awk -F'\t' '$3 == "precision" || $3 == "recall" { z = 3.841458820694124; c = ($5 + z / (2 * $4)) / (1 + z / $4)
  >   h = sqrt(z * ($5 * (1 - $5) + z / (4 * $4)) / $4) / (1 + z / $4); if ($6 - c + h > 2e-6 || $7 - c - h > 2e-6) print }' test

All of it, and for those who bought within half a year:

  $ crm-churn -i log.csv customer=customer_id --backtest 1997-12-31 --horizon 180d --format table
  ranking       chosen  measure        n    value       lo       hi
  all           all     left       23570    0.772    0.767    0.778
  forecast      all     foreseen   23570    0.791           
  risk          all     auc        23570    0.778    0.771    0.785
  recency       all     auc        23570    0.795    0.788    0.802
  risk-recency  all     auc        23570  -0.0174  -0.0216  -0.0131
  risk          warned  precision  20269    0.844    0.839    0.849
  risk          warned  recall     18207    0.939    0.936    0.943
  risk          warned  lift       20269     1.09     1.09     1.10
  recency       warned  precision  20285    0.836    0.831    0.841
  recency       warned  recall     18207    0.932    0.928    0.935
  recency       warned  lift       20285     1.08     1.08     1.09
  risk          tenth   precision   2346    0.861    0.846    0.874
  risk          tenth   recall     18207    0.111    0.106    0.116
  risk          tenth   lift        2346     1.11     1.10     1.13
  recency       tenth   precision   2374    0.932    0.921    0.942
  recency       tenth   recall     18207    0.122    0.117    0.126
  recency       tenth   lift        2374     1.21     1.19     1.22
  forecast      all     auc        23570    0.793    0.786    0.800
  silence       all     auc        10490    0.583    0.572    0.594
  spend         all     auc        10490    0.529    0.518    0.540
  $ crm-churn -i log.csv customer=customer_id --backtest 1997-12-31 --horizon 180d --active 6m --format table
  ranking       chosen  measure       n   value      lo      hi
  all           all     left       6447   0.463   0.451   0.475
  forecast      all     foreseen   6447   0.480          
  risk          all     auc        6447   0.675   0.662   0.688
  recency       all     auc        6447   0.619   0.605   0.632
  risk-recency  all     auc        6447  0.0562  0.0479  0.0644
  risk          warned  precision  3146   0.596   0.579   0.613
  risk          warned  recall     2983   0.629   0.611   0.646
  risk          warned  lift       3146    1.29    1.26    1.32
  recency       warned  precision  3162   0.550   0.533   0.568
  recency       warned  recall     2983   0.583   0.566   0.601
  recency       warned  lift       3162    1.19    1.16    1.22
  risk          tenth   precision   645   0.571   0.532   0.608
  risk          tenth   recall     2983   0.123   0.112   0.136
  risk          tenth   lift        645    1.23    1.15    1.31
  recency       tenth   precision   630   0.610   0.571   0.647
  recency       tenth   recall     2983   0.129   0.117   0.141
  recency       tenth   lift        630    1.32    1.24    1.39
  forecast      all     auc        6447   0.686   0.673   0.699
  silence       all     auc        6447   0.492   0.478   0.506
  spend         all     auc        6447   0.516   0.502   0.530
