crm-snooze moves follow-ups to another day, and keeps why.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ crm-add name=陳美 tier=vip owner=amy since=2026-11-01 -q; crm-add name=Acme owner=bob since=2026-10-01 -q
  $ crm-due -o id,customer,due,rule
  id	customer	due	rule
  F2	C2	2026-11-01	monthly-cold
  F1	C1	2026-11-08	weekly-vip
  $ crm-snooze F1 until=+3d reason='on holiday'
  id	customer	customer_name	wanted	due	status	owner	channel	goal	rule	reason
  F1	C1	陳美	2026-11-08	2026-11-25	open	amy		stay close	weekly-vip	on holiday
  $ crm-due -w 1w -o id,due,wanted,reason
  id	due	wanted	reason
  F2	2026-11-01		
  F1	2026-11-25	2026-11-08	on holiday

The day stands whatever is recomputed, until a contact is made; moved again, the first day is kept.

  $ crm-set C1 city=台北 -q; crm-order C1 amount=100 when=2026-11-20 -q; crm-due C1 -w 1w -o id,due,wanted,rule
  id	due	wanted	rule
  F1	2026-11-25	2026-11-08	weekly-vip
  $ crm-snooze F1 until=thu -o due,wanted,reason
  due	wanted	reason
  2026-11-26	2026-11-08	on holiday
  $ crm-undo -q; crm-undo -q; crm-undo -q; crm-undo -q; crm-due C1 -o id,due,wanted,reason
  id	due	wanted	reason
  F1	2026-11-08		
  $ crm-snooze F1 until=+3d -q; crm-log C1 channel=phone -q; crm-due C1 -w 1w -o due,wanted,rule
  due	wanted	rule
  2026-11-29		weekly-vip

A plan is moved likewise; back on its day, it was never moved.

  $ crm-plan C2 due=+1d goal=call purpose=call --ids
  F4
  $ crm-snooze F4 until=+5d owner=amy -o due,wanted,owner
  due	wanted	owner
  2026-11-27	2026-11-23	amy
  $ crm-snooze F4 until=+1d -o due,wanted
  due	wanted
  2026-11-23	
  $ crm-due owner=amy -w 1w | crm-snooze until=2026-12-24 reason=busy -o id,due
  id	due
  F4	2026-12-24
  F3	2026-12-24

What is wrong is said.

  $ crm-snooze F4
  crm-snooze: F4: until: which day?  until=+3d, until=fri
  [1]
  $ crm-snooze F4 until=yesterday
  crm-snooze: F4: until: that day is past; +3d, fri or a date to come
  [1]
  $ crm-snooze C1 until=+1d
  crm-snooze: C1: which follow-up?  crm-due lists them: F7
  [1]
  $ crm-snooze F99 until=+1d
  crm-snooze: F99: there is no follow_up F99
  [1]
  $ crm-snooze F4 until=+1d due=+2d
  crm-snooze: F4: until: due= says another day; one of them will do
  [1]
  $ crm-set F4 status=done -q; crm-snooze F4 until=+1d
  crm-snooze: F4: until: it is done already, and is due no more
  [1]

What falls due on its day takes its place; the reason names it and keeps one's own, which comes
back with the row.

  $ crm-init --db won.db --zone Asia/Taipei --currency TWD; export CRM_DB=won.db
  $ crm-add name=Eve tier=vip owner=amy since=2026-11-01 -q
  $ crm-snooze F1 until=2026-11-27 reason='on holiday; call her mobile' -q
  $ crm-order C1 amount=100 when=2026-11-20 -q
  $ crm-due --suppressed -o id,due,rule,reason; crm-due -w 1w -o id,due,rule
  id	due	rule	reason
  F1	2026-11-27	weekly-vip	on holiday; call her mobile; F2 (after-purchase of O1, due 2026-11-27) comes first: no rule asks for it any longer
  id	due	rule
  F2	2026-11-27	after-purchase
  $ sqlite3 won.db 'SELECT id, status, reason FROM follow_up'
  1|superseded|on holiday; call her mobile; F2 (after-purchase of O1, due 2026-11-27) comes first: no rule asks for it any longer
  2|open|
  $ crm-undo -q; crm-due -w 1w -o id,due,rule,reason
  id	due	rule	reason
  F1	2026-11-27	weekly-vip	on holiday; call her mobile
  $ crm-order C1 amount=100 when=2026-11-20 -q; crm-set C1 tier=low -q; crm-set C1 tier=vip -q
  $ sqlite3 won.db 'SELECT id, status, reason FROM follow_up'
  1|superseded|on holiday; call her mobile; F3 (after-purchase of O2, due 2026-11-27) comes first: no rule asks for it any longer
  3|open|

It speaks for its purpose: what else had happened by then is not due before that day, however many
orders are open, and crm-why says so.

  $ crm-init --db quiet.db --zone Asia/Taipei --currency TWD; export CRM_DB=quiet.db
  $ crm-add name=Ann owner=amy since=2026-05-25 -q
  $ for day in 01 05 09 15; do crm-order C1 amount=100 when=2026-06-$day -q; done
  $ crm-due -o id,due,rule,anchor
  id	due	rule	anchor
  F1	2026-06-08	after-purchase	O1
  $ crm-snooze F1 until=+3d reason=ill -o id,wanted,due,status,reason
  id	wanted	due	status	reason
  F1	2026-06-08	2026-11-25	open	ill
  $ crm-due -w 1m -o id,due,rule,anchor
  id	due	rule	anchor
  F1	2026-11-25	after-purchase	O1
  $ crm-why C1 --next 0 -o verdict,rule,anchor,wanted,reason | grep -v never
  verdict	rule	anchor	wanted	reason
  by_hand	after-purchase	O1	2026-11-25	moved by hand from 2026-06-08 on 2026-11-22: ill
  lost	after-purchase	O2	2026-06-12	F1 was moved to 2026-11-25, and speaks for it
  lost	after-purchase	O3	2026-06-16	F1 was moved to 2026-11-25, and speaks for it
  lost	after-purchase	O4	2026-06-22	F1 was moved to 2026-11-25, and speaks for it
  lost	monthly-cold	C1	2026-06-25	F1 was moved to 2026-11-25, and speaks for it
  lost	monthly	C1	2026-06-25	F1 was moved to 2026-11-25, and speaks for it

An order recorded later of a day before is no news; one that is placed later is, and may be due before.

  $ crm-order C1 amount=100 when=2026-11-02 -q; crm-due -w 1m -o id,due,anchor
  id	due	anchor
  F1	2026-11-25	O1
  $ crm-snooze F1 until=2026-12-24 -q; crm-order C1 amount=100 --now 2026-11-23 -q
  $ crm-due -w 2m -o id,due,rule,anchor
  id	due	rule	anchor
  F2	2026-11-30	after-purchase	O6

Moved as well, that one speaks for all, the first of them too; a contact ends it.

  $ crm-snooze F2 until=2027-01-05 --now 2026-11-30 -q; crm-due --now 2027-01-04 --ids
  $ crm-due --now 2027-01-05 -o id,due
  id	due
  F2	2027-01-05
  $ crm-undo -q; crm-due --now 2026-12-30 -o id,due
  id	due
  F2	2026-11-30
  $ crm-log C1 channel=phone --now 2026-12-01 -q; crm-due -w 2m --now 2026-12-01 -o id,due,rule,anchor
  id	due	rule	anchor
  F3	2027-01-01	monthly	I1

A plan that is moved speaks likewise.  Another plan keeps its day, and is named if it comes first.

  $ crm-plan C1 due=2026-12-02 goal=visit --now 2026-12-01 -q; crm-snooze F4 until=2027-02-01 --now 2026-12-02 -q
  $ crm-due -w 3m --now 2026-12-02 -o id,due; crm-why C1 --next 0 --now 2026-12-02 -o follow_up,verdict,due,reason | grep behind
  id	due
  F4	2027-02-01
  F3	behind	2027-01-01	F4 was moved to 2027-02-01, and speaks for it
  $ crm-plan C1 due=2026-12-28 -q; crm-snooze F4 until=2027-02-02 --now 2026-12-03 -o id,due,status
  id	due	status
  F4	2027-02-02	open
  crm-snooze: F4: F5 (planned), due 2026-12-28, comes first
  $ crm-undo -q; crm-undo -q

What is of no use later is not moved there, unless it is to be of use longer.

  $ crm-plan C1 due=2026-12-10 expires=2026-12-12 purpose=gift --ids
  F6
  $ crm-snooze F6 until=2026-12-13
  crm-snooze: F6: until: it is of no use after 2026-12-12; expires=DAY gives it longer
  [1]
  $ crm-snooze F6 until=2026-12-13 expires=2026-12-20 -o due,expires
  due	expires
  2026-12-13	2026-12-20
