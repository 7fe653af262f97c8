crm-plan plans follow-ups by hand, once or again and again.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ crm-add name=陳美 tier=vip owner=amy channel=phone -q; crm-add name=Acme owner=bob -q
  $ crm-plan C1 due=+2w goal='ask about the trial' content='the new kettle'
  id	customer	customer_name	due	owner	channel	goal	repeats
  F3	C1	陳美	2026-12-06	amy	phone	ask about the trial	
  $ crm-plan C1 C2 due=2026-12-01 goal=hello owner=me channel=visit -o id,customer,due,owner,channel,planned,made,rule
  id	customer	due	owner	channel	planned	made	rule
  F4	C1	2026-12-01	amy	visit	yes	2026-11-22	planned
  F5	C2	2026-12-01	amy	visit	yes	2026-11-22	planned
  $ crm-find | crm-plan due=fri goal='by stream' -o customer,due,owner,channel
  customer	due	owner	channel
  C1	2026-11-27	amy	phone
  C2	2026-11-27	bob	
  $ printf 'customer\tdue\tgoal\nC2\t2027-01-02\tgreet\n' | crm-plan -o customer,due,goal
  customer	due	goal
  C2	2027-01-02	greet

From a contact it counts from that contact, and it is not done by it.

  $ crm-log C2 channel=visit --ids
  I1
  $ crm-plan I1 due=+1w goal='send the minutes' -o id,customer,anchor,due,status,interaction
  id	customer	anchor	due	status	interaction
  F9	C2	I1	2026-11-29	open	

A plan can be changed by its id.

  $ crm-plan F3 due=+20d goal='ask again' -o id,due,wanted,goal
  id	due	wanted	goal
  F3	2026-12-12	2026-12-06	ask again

What repeats is planned again when it is done or dropped: from the first day, on no day that is past.

  $ crm-add name=Monthly -q; crm-plan C3 due=2027-01-31 goal=count repeats=1m -o id,due,repeats
  id	due	repeats
  F11	2027-01-31	1m
  $ crm-done F11 --now 2027-01-31 channel=email -q; crm-due C3 goal=count -w 1y -o id,anchor,due,repeats,made,first
  id	anchor	due	repeats	made	first
  F12	F11-2	2027-02-28	1m	2027-01-31	yes
  $ crm-snooze F12 until=2027-03-02 --now 2027-02-27 -q; crm-log C3 --now 2027-03-02 -q
  $ crm-due C3 goal=count -w 1y -o id,anchor,due
  id	anchor	due
  F14	F11-3	2027-03-31
  $ crm-set F14 status=dropped --now 2027-07-15 -q; crm-due C3 goal=count -w 1y -o id,anchor,due
  id	anchor	due
  $ crm-undo -q; crm-due C3 goal=count -w 1y -o id,anchor,due
  id	anchor	due
  F14	F11-3	2027-03-31
  $ crm-set F14 repeats= status=dropped -q; crm-due C3 goal=count -w 1y -o id,anchor,due -H

A contact that moves it on touches what the rules ask for: the plan that comes next stands before them.

  $ crm-add name=Weekly tier=vip -q; crm-plan C4 due=2026-11-25 repeats=3d goal=often -q
  $ crm-log C4 --now 2026-11-25 -q; crm-due C4 -w 2w -o due,goal
  due	goal
  2026-11-28	often

What is wrong is said.

  $ crm-plan C1 goal=x
  crm-plan: C1: due: a follow_up needs one
  [1]
  $ crm-plan C1 due=2026-11-21
  crm-plan: C1: due: that day is past; +3d, fri or a date to come
  [1]
  $ crm-plan C1 due=+1w repeats=often
  crm-plan: C1: repeats: `often' is not a length of time: write 3d, 2w, 1m, 1q, 1y, or weekly, monthly
  [1]
  $ crm-plan C1 due=+1w repeats=0d
  crm-plan: C1: repeats: a length of time is at least 1
  [1]
  $ crm-plan C9 due=+1w
  crm-plan: C9: there is no customer C9
  [1]
  $ crm-plan F99 due=+1w
  crm-plan: F99: there is no follow_up F99
  [1]
  $ crm-plan C1 C9 due=+1w goal=none
  crm-plan: C9: there is no customer C9
  crm-plan: 1 of 2 records refused; nothing was written
  [1]
  $ crm-find goal=none 2>&1 | head -1; crm-due goal=none -w 1y -H
  crm-find: a customer has no `goal'; perhaps email
  $ crm-plan C1 due=+1w -n -o due,goal; crm-plan due=+1w </dev/null
  due	goal
  2026-11-29	
  id	customer	customer_name	due	owner	channel	goal	repeats
