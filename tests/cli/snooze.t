crm-snooze moves follow-ups to another day, and keeps why.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ crm-add name=陳美 tier=vip owner=amy since=2026-11-01 -q; crm-add name=Acme owner=bob since=2026-10-01 -q
  $ crm-due -o id,customer,due,rule
  id	customer	due	rule
  F2	C2	2026-11-01	monthly-cold
  F1	C1	2026-11-08	weekly-vip
  $ crm-snooze F1 until=+3d reason='on holiday'
  id	customer	customer_name	wanted	due	owner	channel	goal	rule	reason
  F1	C1	陳美	2026-11-08	2026-11-25	amy		stay close	weekly-vip	on holiday
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
  $ crm-snooze F5 until=+5d owner=amy -o due,wanted,owner
  crm-snooze: F5: there is no follow_up F5
  [1]
  $ crm-snooze F5 until=+1d -o due,wanted
  crm-snooze: F5: there is no follow_up F5
  [1]
  $ crm-due owner=amy -w 1w | crm-snooze until=2026-12-24 reason=busy -o id,due
  id	due
  F3	2026-12-24

What is wrong is said.

  $ crm-snooze F5
  crm-snooze: F5: there is no follow_up F5
  [1]
  $ crm-snooze F5 until=yesterday
  crm-snooze: F5: there is no follow_up F5
  [1]
  $ crm-snooze C1 until=+1d
  crm-snooze: C1: which follow-up?  crm-due lists them: F7
  [1]
  $ crm-snooze F99 until=+1d
  crm-snooze: F99: there is no follow_up F99
  [1]
  $ crm-set F5 status=done -q; crm-snooze F5 until=+1d
  crm-set: F5: there is no follow_up F5
  crm-snooze: F5: there is no follow_up F5
  [1]
  $ crm-snooze F5 until=+1d due=+2d
  crm-snooze: F5: there is no follow_up F5
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
