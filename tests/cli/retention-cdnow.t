#require $SHARED/data/cdnow_full.csv
#require sqlite3
Cohorts and rates of CDNOW are those that SQL comes to by another way.

  $ cp $SHARED/data/cdnow_full.csv log.csv
  $ cat >cohorts.sql <<'EOF'
  > .mode csv
  > .import log.csv log
  > CREATE TABLE day AS SELECT customer_id AS c, date AS d, sum(CAST(round(amount * 100) AS INTEGER)) AS a,
  >   (substr(date, 1, 4) - 1997) * 12 + substr(date, 6, 2) - 1 AS m FROM log GROUP BY 1, 2;
  > CREATE TABLE first AS SELECT c, min(m) AS m FROM day GROUP BY c;
  > CREATE TABLE size AS SELECT m, count(*) AS n FROM first GROUP BY m;
  > .mode tabs
  > .once cohorts
  > SELECT printf('1997-%02d', f.m + 1), d.m - f.m, n, count(DISTINCT d.c), count(*),
  >   printf('%d.%02d', sum(a) / 100, sum(a) % 100)
  >   FROM day d JOIN first f USING (c) JOIN size s ON s.m = f.m GROUP BY f.m, d.m;
  > CREATE TABLE month AS SELECT DISTINCT m, date('1997-01-01', m || ' months') AS b,
  >   date('1997-01-01', (m + 1) || ' months', '-1 day') AS e FROM day;
  > CREATE TABLE state AS SELECT month.m, c,
  >   max(date(d, '+90 days') >= b AND d < b) AS s, max(date(d, '+90 days') > e AND d <= e) AS t
  >   FROM month, day WHERE d <= e GROUP BY month.m, c;
  > .once rates
  > SELECT substr(b, 1, 7), sum(s), sum(s AND t), sum(s AND NOT t), sum(t) FROM state JOIN month USING (m)
  >   WHERE m >= 3 GROUP BY m;
  > EOF
  $ sqlite3 log.db <cohorts.sql
  $ crm-retention --input log.csv customer=customer_id -H -o cohort,age,n,retained,orders,revenue >ours
  $ wc -l <ours
  51
  $ cmp ours cohorts
  $ crm-retention --input log.csv customer=customer_id -H --rate --active 90d -o period,n,retained,lost,end >ours
  $ wc -l <ours
  15
  $ cmp ours rates
  $ COLUMNS=72 crm-retention --input log.csv customer=customer_id --period quarter --format table
  share of a cohort who bought, by age in quarters
                      0     1     2     3     4     5
  1997-Q1   23570  100%#  23%#  18%*  18%*  16%*  14%*
  all       23570  100%#  23%#  18%*  18%*  16%*  14%*
