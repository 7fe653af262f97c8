How the follow-ups of a period went.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ for n in 1 2 3 4 5 6; do crm-add name=Customer-$n owner=$([ $n -gt 3 ] && echo bob || echo amy) since=2026-09-01 -q; done
  $ crm-due -o id,customer,due,owner
  id	customer	due	owner
  F1	C1	2026-10-01	amy
  F2	C2	2026-10-01	amy
  F3	C3	2026-10-01	amy
  F4	C4	2026-10-01	bob
  F5	C5	2026-10-01	bob
  F6	C6	2026-10-01	bob

One on its day, one ten days late, one late with a result, one still open; two are left.

  $ crm-log F1 when='2026-10-01 10:00' channel=phone outcome=reached -q
  $ crm-log F2 when='2026-10-11 10:00' channel=phone -q
  $ crm-log F4 when='2026-10-05 10:00' channel=email outcome=answered -q
  $ crm-followup-report --since 2026-10-01 --until 2026-10-31
  group	planned	on_time	late	missed	open	dropped	suppressed	moved	kept	kept_lo	kept_hi	median_delay	with_result
  all	6	1	2	3	0	0	0	0	0.166667	0.030053	0.563503	4	0.666667
  $ crm-followup-report --since 2026-10-01 --until 2026-10-31 --by owner -o group,planned,on_time,late,missed,kept,median_delay,with_result
  group	planned	on_time	late	missed	kept	median_delay	with_result
  amy	3	1	1	1	0.333333	5	0.5
  bob	3	0	1	2	0	4	1
  $ crm-followup-report --since 2026-10-01 --until 2026-10-31 --by channel,rule -o group,planned,late
  group	planned	late
  none,monthly-cold	6	2
  $ crm-followup-report --since 2026-10-01 --until 2026-10-31 owner=bob -o group,planned
  group	planned
  all	3
  $ crm-find owner=bob | crm-followup-report --since 2026-10-01 --until 2026-10-31 -o group,planned
  group	planned
  all	3

The same by the shell of the database:

  $ sqlite3 crm.db "SELECT f.status, i.at / 86400 - f.due, COUNT(*) FROM follow_up f
  >   LEFT JOIN interaction i ON i.id = f.interaction_id
  >   WHERE f.due BETWEEN 20727 AND 20757 GROUP BY 1, 2"
  done|0|1
  done|4|1
  done|10|1
  open||3

What is due today has the day to be done in; before, there is nothing to report.

  $ crm-followup-report --since 2026-10-01 --until 2026-10-01 --now 2026-10-01 -o planned,open,missed,kept
  planned	open	missed	kept
  6	3	0	0.333333
  $ crm-followup-report --since 2026-01-01 --until 2026-02-01
  group	planned	on_time	late	missed	open	dropped	suppressed	moved	kept	kept_lo	kept_hi	median_delay	with_result
  $ crm-followup-report --since 2026-10-01 --until 2026-09-01
  crm-followup-report: the period ends before it begins
  Try 'crm-followup-report --help'.
  [2]

Whom anybody has contacted:

  $ crm-followup-report --coverage --since 2026-10-01 --by owner
  group	customers	contacted	coverage	coverage_lo	coverage_hi	never
  amy	3	2	0.666667	0.20766	0.938508	1
  bob	3	1	0.333333	0.061492	0.79234	2
  $ crm-followup-report --coverage --since 2026-11-01
  group	customers	contacted	coverage	coverage_lo	coverage_hi	never
  all	6	0	0	0	0.390334	3

Orders and scores after follow-ups:

  $ crm-order C1 amount=1000 when=2026-10-03 -q
  $ crm-order C1 amount=500 when=2026-12-03 --now 2026-12-04 -q
  $ crm-order C2 amount=300 when=2026-10-20 -q
  $ crm-order C5 amount=300 when=2026-10-20 -q
  $ crm-survey C1 metric=nps score=9 when=2026-10-05 -q
  $ crm-followup-report --effect --since 2026-10-01 --until 2026-10-31
  group	customers	ordered	rate	rate_lo	rate_hi	spend	answered	score
  with	3	2	0.666667	0.20766	0.938508	433.33	1	9
  without	3	1	0.333333	0.061492	0.79234	100.00	0	
  $ crm-followup-report --effect --since 2026-10-01 --until 2026-10-31 --after 3d -o group,ordered,spend
  group	ordered	spend
  with	1	333.33
  without	0	0.00
  $ crm-followup-report --effect --by owner
  crm-followup-report: --effect compares all customers that were followed up with all others
  Try 'crm-followup-report --help'.
  [2]

  $ crm-followup-report --by nonsense
  crm-followup-report: --by: column `nonsense': a follow_up has no `nonsense'; perhaps content
  Try 'crm-followup-report --help'.
  [2]
