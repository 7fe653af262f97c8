crm-done closes follow-ups by the contact that did them.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ crm-add name=陳美 tier=vip owner=amy channel=phone since=2026-11-01 -q; crm-add name=Acme owner=bob since=2026-10-01 -q
  $ crm-due -w 1w -o id,customer,due,rule
  id	customer	due	rule
  F2	C2	2026-11-01	monthly-cold
  F1	C1	2026-11-08	weekly-vip
  $ crm-done F1 outcome=reached result='will order in May' next=+2w
  id	customer	customer_name	when	channel	outcome	who	follow_up	follow_up.result
  I1	C1	陳美	2026-11-22T12:00:00+08:00	phone	reached	amy	F1	will order in May
  $ crm-due C1 -w 1m -o id,due,rule,anchor
  id	due	rule	anchor
  F4	2026-11-29	weekly-vip	I1
  $ crm-export follow_up F1 -o id,status,result,interaction,channel
  id	status	result	interaction	channel
  F1	done	will order in May	I1	phone
  $ crm-history C1
  id	customer	customer_name	when	kind	channel	direction	summary	result	amount	currency	score	who
  I1	C1	陳美	2026-11-22T12:00:00+08:00	interaction	phone	out	stay close	reached: will order in May				amy

From a stream, with what the follow-up says of channel and goal.

  $ crm-plan C2 due=today goal='send the list' channel=email purpose=list -q
  $ crm-due owner=bob goal='send the list' | crm-done -o customer,channel,subject,follow_up.status
  customer	channel	subject	follow_up.status
  C2	email	send the list	done
  $ crm-due owner=bob -w 2m -o due,rule
  due	rule
  2026-12-22	monthly

Nobody was reached: it was a try, and what was asked for is still to be done, whoever asked.

  $ crm-add name=Eve since=2026-10-01 -q; crm-plan C3 due=today goal='leave a message' purpose=message -q
  $ crm-due C3 -o id,goal,rule
  id	goal	rule
  F7	renew the contact	monthly-cold
  F8	leave a message	planned
  $ cp crm.db try.db; cp crm.db message.db; export CRM_DB=try.db
  $ crm-due C3 | crm-done outcome=no_answer channel=phone -o id,outcome,follow_up,follow_up.status
  id	outcome	follow_up	follow_up.status
  I3	no_answer	F7	open
  crm-done: 2 follow-ups made 1 contact: one does for all that a customer is due for
  crm-done: nobody was reached: 2 follow-ups stay due
  $ crm-log C3 promise='call again' by=today direction=in when=2026-11-02 -q; crm-order C3 amount=5 when=2026-11-03 -q
  $ crm-done F9 outcome=busy -q; crm-due C3 -o id,rule
  id	rule
  F7	after-purchase
  F8	planned
  F9	promise
  $ crm-done F7 outcome=no_answer result='try after six' -o follow_up,follow_up.status
  follow_up	follow_up.status
  F7	open
  crm-done: nobody was reached: F7 stays due
  $ crm-history C3 --kind interaction -o id,result
  id	result
  I6	no_answer: try after six
  I5	busy
  I3	no_answer
  I4	
  $ crm-done F7 outcome=reached result='wants two more' -q; crm-history C3 --limit 2 -o id,result
  id	result
  I7	reached: wants two more
  I6	no_answer
  $ crm-done --db message.db F8 result='left a message' -o follow_up,follow_up.status,outcome
  follow_up	follow_up.status	outcome
  F8	done	
  $ export CRM_DB=crm.db; crm-done F8 channel=newsletter -q; crm-done F7 channel=newsletter
  crm-done: F7: nobody was reached, so F7 stays due; crm-log F7 keeps the attempt
  [1]
  $ crm-due C3 -o id,goal,rule
  id	goal	rule
  F7	renew the contact	monthly-cold

A promise is kept by it, and not by another contact, even one that names it.

  $ crm-log C3 channel=email promise='call back' by=+1d -q
  $ crm-log C3 --now 2026-11-24 -q; crm-log F9 --now 2026-11-24 -q; crm-due C3 --now 2026-11-24 -o id,goal,late
  id	goal	late
  F9	call back	1
  $ crm-done F9 --now 2026-11-24 -f result=called -o follow_up,follow_up.standing,follow_up.result
  follow_up	follow_up.standing	follow_up.result
  F9	kept_late	called
  $ crm-undo -q; crm-due C3 --now 2026-11-24 -o id,goal,status,result
  id	goal	status	result
  F9	call back	open	

Several follow-ups of one customer are done by one contact, promises too, where they call for one
channel; its subject is the first goal.

  $ cp crm.db once.db; export CRM_DB=once.db
  $ crm-add name=Busy owner=amy channel=line since=2026-11-01 -q; crm-plan C4 due=today purpose=list goal='send the list' -q
  $ crm-plan C4 due=today purpose=visit goal='plan a visit' -q; crm-plan C4 due=today purpose=note goal='write' channel=letter -q
  $ crm-log C4 direction=in when=2026-11-03 promise='call back' by=today -q
  $ crm-due C4 | crm-done result=good next=+1w -o id,channel,subject,follow_up
  id	channel	subject	follow_up
  I9	line	send the list	F12
  I10	letter	write	F14
  crm-done: 4 follow-ups made 2 contacts: one does for all that a customer is due for
  $ crm-export follow_up customer=C4 planned=yes -o id,goal,status,interaction,result,due,standing
  id	goal	status	interaction	result	due	standing
  F12	send the list	done	I9	good	2026-11-22	
  F13	plan a visit	done	I9	good	2026-11-22	
  F14	write	done	I10	good	2026-11-22	
  F15	call back	done	I9	good	2026-11-22	kept
  F16		open			2026-11-29	
  F17		open			2026-11-29	

The promise goes with the contact to another day, and is open again without it.

  $ crm-set I9 when='2026-11-20 10:00' -q; crm-promise F15 -o closed,standing -H
  2026-11-20	kept
  $ crm-undo -q; crm-undo -q; crm-promise F15 -o closed,standing -H
  	open
  $ crm-done F12 F13 subject=both -qf; crm-done F12 F13 -f
  crm-done: F12 is done already, by I11
  crm-done: F13 is done already, by I11
  crm-done: 2 of 2 records refused; nothing was written
  [1]
  $ crm-done F15 F15 -f
  crm-done: F15 is done already, by I12
  crm-done: 1 of 2 records refused; nothing was written
  [1]
  $ export CRM_DB=crm.db

What is wrong is said, and then nothing is done.

  $ crm-done F1
  crm-done: F1 is done already, by I1
  [1]
  $ crm-done C1
  crm-done: C1: which follow-up?  crm-due lists them: F7
  [1]
  $ crm-done I1 note=x
  crm-done: I1: that is a contact already; crm-set changes it
  [1]
  $ crm-done F99
  crm-done: F99: there is no follow_up F99
  [1]
  $ crm-done F9 when=2026-11-20 promise=x
  crm-done: F9: promise: until when?  by=fri, by=+3d or a date to come
  [1]
  $ crm-due -w 1y C1 -o id | crm-done outcome=busy -q
  $ crm-log C2 -q; crm-log C2 -q; crm-log C2 who=bob channel=email -fq; crm-plan C2 due=today goal=fourth purpose=other -q; crm-due C2 goal=fourth | crm-done
  crm-done: stdin:2: C2 has had 4 contacts within 1w, all that [limit] allows: amy by email on 2026-11-22, amy on 2026-11-22, amy on 2026-11-22, bob by email on 2026-11-22; --force records it all the same
  [1]
  $ crm-due C2 goal=fourth | crm-done -fq; crm-due C2 goal=fourth -H
  $ crm-done </dev/null
  id	customer	customer_name	when	channel	outcome	who	follow_up	follow_up.result
