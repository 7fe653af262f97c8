#require speed
#require sqlite3
#timeout 600
A quarter of three people who keep a hundred customers by the practice's own rules: important ones
every week, all others every month, the cold and those never called included, and whoever has
bought within a week.  examples/quarter plays it day by day, with calls that nobody answers, a week
of holiday, days that are too short, and a cron that fails on some mornings and runs twice on
others; examples/quarter.sop is the procedure.

  $ crm-init -d none.db --zone Asia/Taipei --currency TWD
  $ crm-sop check -d none.db "$ROOT/examples/quarter.sop"
  $ "$ROOT/examples/quarter"
  $ export CRM_NOW='2026-12-31 18:00'
  $ crm-ops -o program -H | sort | uniq -c | sort -rn
      165 crm-done
       82 crm-log
       77 crm-order
       32 crm-survey
        1 crm-sop
        1 crm-import

Nobody was missed; and nobody was never contacted, but for those who serve themselves.

  $ crm-followup-report --since 2026-10-01 -o planned,on_time,late,missed,open,dropped,suppressed
  planned	on_time	late	missed	open	dropped	suppressed
  563	509	53	0	1	0	0
  $ crm-followup-report --since 2026-10-01 --by owner -o group,planned,on_time,late,missed,kept,kept_lo,kept_hi
  group	planned	on_time	late	missed	kept	kept_lo	kept_hi
  chen	190	174	16	0	0.915789	0.867597	0.947502
  lin	178	165	12	0	0.932203	0.885249	0.960795
  wang	195	170	25	0	0.871795	0.817592	0.911632
  $ crm-followup-report --since 2026-10-01 --by rule -o group,planned,late,missed,moved,kept,median_delay,with_result --sort kept
  group	planned	late	missed	moved	kept	median_delay	with_result
  birthday	3	1	0	1	0.666667	0	1
  recovery	11	3	0	4	0.727273	0	0.545455
  after-purchase	129	27	0	53	0.789063	0	0.9375
  weekly-vip	166	17	0	7	0.89759	0	0.951807
  promise	12	1	0	0	0.916667	0	1
  monthly	139	4	0	56	0.971223	0	1
  monthly-cold	8	0	0	2	1	0	1
  year-end	95	0	0	2	1	0	1
  $ crm-followup-report --since 2026-10-01 --coverage 'not relationship=self_service' -o group,customers,contacted,coverage,never
  group	customers	contacted	coverage	never
  all	95	95	1	0
  $ crm-due -o due,late,owner,rule
  due	late	owner	rule
  2026-12-31	0	lin	after-purchase

All that follows is computed from the bare tables by another program: the contacts of ours, by day.

  $ cat >ours.sql <<'END'
  > CREATE TEMP VIEW ours AS SELECT id, customer_id AS customer, at, (at + 28800) / 86400 AS day,
  >   date(at + 28800, 'unixepoch') AS date, who, channel FROM interaction
  >   WHERE direction = 'out' AND contact = 1 AND at >= unixepoch('2026-09-30 16:00');
  > CREATE TEMP VIEW looked_after AS SELECT * FROM customer WHERE relationship <> 'self_service';
  > END
  $ ask() { sqlite3 -readonly -cmd '.read ours.sql' "$CRM_DB" "$@"; }
  $ ask 'SELECT count(*), count(DISTINCT customer) FROM ours'
  542|96

Nobody was contacted twice for one purpose: each contact of ours answers something that was due by
then, nothing was answered twice, and no two were made on one day.  What a cadence asks for came
no sooner than its interval after the last real contact.

  $ ask 'SELECT count(*) FROM ours WHERE NOT EXISTS (SELECT 1 FROM follow_up f
  >      WHERE f.interaction_id = ours.id AND f.due <= ours.day)'
  0
  $ ask "SELECT customer_id, purpose, anchor, count(*) FROM follow_up WHERE status = 'done'
  >      GROUP BY 1, 2, 3 HAVING count(*) > 1"
  $ ask 'SELECT customer, date FROM ours GROUP BY 1, 2 HAVING count(*) > 1'
  $ ask "SELECT f.rule, count(*), min(o.day - (SELECT max((i.at + 28800) / 86400) FROM interaction i
  >        WHERE i.customer_id = o.customer AND i.contact = 1 AND i.at < o.at)) AS shortest
  >      FROM follow_up f JOIN ours o ON o.id = f.interaction_id
  >      WHERE f.rule IN ('weekly-vip', 'monthly', 'monthly-cold') AND f.anchor LIKE 'I%' GROUP BY 1"
  monthly|139|30
  weekly-vip|166|7

No cap was broken in any window: the most that anybody got in any seven days, or five; how many
follow-ups waited for it; and how often anybody was contacted on a day that is none.

  $ most() {
  >   ask "SELECT max(n) FROM (SELECT (SELECT count(*) FROM ours b WHERE b.customer = a.customer
  >          AND b.day > a.day - $2 AND b.day <= a.day) AS n
  >        FROM ours a JOIN customer c ON c.id = a.customer WHERE $1)"
  > }
  $ most "c.tier = 'vip'" 7; most 'c.tier IS NULL' 7; most "c.tier = 'low'" 5
  3
  2
  1
  $ ask "SELECT count(*) FROM follow_up WHERE due <> wanted AND reason LIKE '%cap %'"
  10
  $ ask "SELECT count(*) FROM ours WHERE strftime('%w', date) IN ('0', '6')
  >      OR date IN ('2026-10-09', '2026-10-26', '2026-12-25')"
  0

Every purchase was followed up within a week, those of the last week apart, which has not passed.

  $ ask "SELECT count(*), sum(days <= 7), max(days) FROM (SELECT (SELECT min(day) FROM ours
  >        WHERE customer = o.customer_id AND ours.at >= o.at) - (o.at + 28800) / 86400 AS days
  >      FROM orders o JOIN looked_after c ON c.id = o.customer_id WHERE o.at < unixepoch('2026-12-24 16:00'))"
  143|143|6

The longest anybody went without a word from or to us: important customers, and all others.

  $ ask "SELECT coalesce(tier, 'ordinary'), count(*), max(days) FROM (SELECT customer_id,
  >        day - lag(day, 1, 20727) OVER (PARTITION BY customer_id ORDER BY day) AS days
  >      FROM (SELECT customer_id, (at + 28800) / 86400 AS day FROM interaction WHERE contact = 1
  >            AND at >= unixepoch('2026-09-30 16:00') UNION ALL SELECT id, 20818 FROM looked_after))
  >      JOIN looked_after c ON c.id = customer_id GROUP BY 1"
  low|86|33
  ordinary|383|33
  vip|223|11

Customers who serve themselves were left alone, but for what was promised to them; those who refuse
the telephone were not called.

  $ ask "SELECT count(*) FROM ours o JOIN customer c ON c.id = o.customer JOIN follow_up f ON f.interaction_id = o.id
  >      WHERE c.relationship = 'self_service' AND f.purpose <> 'promise'"
  0
  $ ask "SELECT o.channel, count(*) FROM ours o JOIN customer c ON c.id = customer WHERE refuses = 'phone' GROUP BY 1"
  email|3
  line|8

In Lin's week away Wang did the work of both, and no digest went to Lin; promises were kept, all
but one by their day.

  $ ask "SELECT c.owner, o.who, count(*) FROM ours o JOIN customer c ON c.id = o.customer
  >      WHERE date BETWEEN '2026-11-02' AND '2026-11-08' GROUP BY 1, 2"
  chen|chen|13
  lin|wang|9
  wang|wang|11
  $ ask "SELECT count(*) FROM digest WHERE recipient = 'lin'
  >      AND date(day * 86400, 'unixepoch') BETWEEN '2026-11-02' AND '2026-11-08'"
  0
  $ crm-promise --by owner -o group,n,open,late,kept,kept_late,broken
  group	n	open	late	kept	kept_late	broken
  chen	2	0	0	2	0	0
  lin	3	0	0	3	0	0
  wang	7	0	0	6	1	0
  $ ask "SELECT count(*) FROM follow_up f JOIN ours o ON o.id = f.interaction_id
  >      WHERE f.purpose = 'promise' AND o.day > f.due"
  1

Every digest came exactly once: no follow-up was told twice on one rung of the ladder, whatever
cron did, and there is one message for each, by the number that it carries.

  $ ask 'SELECT count(*), sum(sent IS NULL) FROM digest'
  162|0
  $ ask 'SELECT recipient, follow_up_id, due, rung, count(*) FROM reminder JOIN digest d
  >      ON d.id = digest_id GROUP BY 1, 2, 3, 4 HAVING count(*) > 1'
  $ ask "SELECT recipient || '/' || id FROM digest ORDER BY 1" >told
  $ ls mail/*/new | awk '/^mail/ { split($0, part, "/") } /digest/ { match($0, /digest-[0-9]+/);
  >   print part[2] "/" substr($0, RSTART + 7, RLENGTH - 7) }' | sort | diff told - && wc -l <told
  162
  $ ask 'SELECT recipient, about, rung, count(*) FROM reminder JOIN digest d ON d.id = digest_id
  >      WHERE rung > 0 GROUP BY 1, 2, 3'
  boss|wang|2|2
  boss|wang|3|1
  chen|chen|1|1
  chen|wang|2|2
  chen|wang|3|1
  lin|lin|1|1
  wang|wang|1|3
  wang|wang|2|2
  wang|wang|3|1

What is due next can be told of everybody, and done again by hand: from what crm-why prints, and
nothing else, come the earliest day of each rule, months clamped, and the day that each follow-up
gets: the first from the day wanted on that is open and in no window fuller than the cap allows,
and not before another of its purpose has lapsed.

  $ crm-find --ids | crm-why --next 0 >why.tsv
  $ cat >again.sql <<'END'
  > .mode tabs
  > .import why.tsv why
  > CREATE TABLE n AS WITH RECURSIVE i(n) AS (VALUES (0) UNION ALL SELECT n + 1 FROM i WHERE n < 60)
  >   SELECT n FROM i;
  > CREATE TABLE closed AS SELECT column1 AS day
  >   FROM (VALUES ('2026-10-09'), ('2026-10-26'), ('2026-12-25'), ('2027-01-01'));
  > CREATE TABLE again AS SELECT *, CASE substr(interval, -1)
  >   WHEN 'm' THEN min(date(anchor_day, (interval + 0) || ' months'),
  >                     date(anchor_day, 'start of month', (interval + 1) || ' months', '-1 day'))
  >   ELSE date(anchor_day, (interval * CASE substr(interval, -1) WHEN 'w' THEN 7 ELSE 1 END) || ' days')
  >   END AS day, CASE WHEN reason LIKE '%stands before it until %'
  >   THEN date(substr(reason, instr(reason, 'until ') + 6, 10), '1 day') ELSE wanted END AS start,
  >   cap + 0 AS most, CASE cap WHEN '1 per 5d' THEN 5 ELSE 7 END AS per,
  >   '["' || replace(contacts, ',', '","') || '"]' AS days FROM why;
  > SELECT 'earliest', count(*), sum(day = earliest) FROM again WHERE interval <> '';
  > SELECT 'due', count(*), sum(due = (SELECT min(date(start, n || ' days')) FROM n
  >     WHERE strftime('%w', start, n || ' days') NOT IN ('0', '6')
  >       AND date(start, n || ' days') NOT IN (SELECT day FROM closed)
  >       AND NOT EXISTS (SELECT 1 FROM n AS s WHERE s.n < per AND most <=
  >           (SELECT count(*) FROM json_each(days)
  >            WHERE value BETWEEN date(start, (n.n - s.n) || ' days')
  >                            AND date(start, (n.n - s.n + per - 1) || ' days'))))),
  >   sum(due <> wanted) FROM again WHERE verdict IN ('due', 'later');
  > END
  $ sqlite3 :memory: <again.sql
  earliest	954	954
  due	316	316	20

What was due on a day and not done is told by its reason.

  $ crm-due --suppressed -o wanted,due,customer_name,rule,reason
  wanted	due	customer_name	rule	reason
  2026-12-30	2027-01-04	黃冠宇	recovery	2027-01-01 is a holiday: 元旦; 2027-01-02 has no business hours; 2027-01-03 has no business hours; cap 1 per 5d of [limit low]: contacts on 2026-12-28
  $ crm-due --suppressed | crm-why --next 0 --page
  C92  黃冠宇
    F877 later 2027-01-04: recovery (quarter.sop:110), 1d after S43 on 2026-12-29 (relationship=long_term), wanted on 2026-12-30: 2027-01-01 is a holiday: 元旦; 2027-01-02 has no business hours; 2027-01-03 has no business hours; cap 1 per 5d of [limit low]: contacts on 2026-12-28

A procedure that says the same makes everything be computed again, and nothing be changed.

  $ { cat "$ROOT/examples/quarter.sop"; echo '# the same'; } >same.sop; cp "$ROOT/examples/holidays.txt" .
  $ ask 'SELECT * FROM follow_up ORDER BY id' >kept
  $ crm-sop load same.sop
  version	customers	moved	added	dropped
  V2	100	0	0	0
  $ ask 'SELECT * FROM follow_up ORDER BY id' | cmp - kept
