crm-undo takes operations back.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ crm-undo
  crm-undo: amy has no operation to undo; crm-ops lists them all
  [1]
  $ crm-add name=陳美 owner=amy since=2026-11-01 -q
  $ crm-set C1 tier=vip -q; crm-set C1 city=台北 -q

Three of them go back three steps.

  $ crm-undo -n -o record,field,before
  record	field	before
  C1	city	台北
  $ crm-undo -o id,actor,program,undoes
  id	actor	program	undoes
  X4	amy	crm-undo	X3
  $ crm-find -o id,tier,city
  id	tier	city
  C1	vip	
  $ crm-undo -q; crm-find -o id,tier,city
  id	tier	city
  C1	ordinary	
  $ crm-undo -q; crm-find -o id,tier,city
  id	tier	city
  $ crm-undo
  crm-undo: amy has no operation to undo; crm-ops lists them all
  [1]

To undo an undo does the thing again, and its number is the old one.

  $ crm-undo X6 -q; crm-find -o id,name,tier,next_due
  id	name	tier	next_due
  C1	陳美	ordinary	2026-12-01
  $ crm-undo X5 -q; crm-find -o id,name,tier,next_due
  id	name	tier	next_due
  C1	陳美	vip	2026-11-08
  $ crm-ops -o id,program,undoes,undone_by --limit 3
  id	program	undoes	undone_by
  X8	crm-undo	X5	
  X7	crm-undo	X6	
  X6	crm-undo	X1	

Everybody takes back their own.

  $ CRM_ME=bob crm-add name=Bobs -q; crm-add name=Mine -q
  $ CRM_ME=bob crm-undo -q; crm-find -o id,name
  id	name
  C1	陳美
  C3	Mine
  $ crm-undo -q; crm-add name=Next --ids
  C4

Later operations on the same record stand in the way.

  $ crm-set C4 owner=lin -q; crm-set C4 owner=eva -q
  $ crm-undo X14
  crm-undo: later operations changed the same records: X15; undo them first
  [1]
  $ crm-undo X13
  crm-undo: later operations changed the same records: X15; undo them first
  [1]
  $ crm-undo -q; crm-undo X14 -q; crm-find C4 -o owner
  owner
  

What came after on other records does not; contacts and follow-ups go along.

  $ crm-log C1 channel=phone next=+2d -q; crm-set C4 city=Oslo -q
  $ crm-find C1 -o contacts,next_due; crm-due -w 1w C1 --ids
  contacts	next_due
  1	2026-11-24
  F5
  $ crm-ops --sort -id program=crm-log --limit 1 --ids | xargs crm-undo -q
  $ crm-find C1 -o contacts,next_due; crm-due -w 1w C1 --ids
  contacts	next_due
  0	2026-11-08
  F1
  $ crm-find C4 -o city
  city
  Oslo

Many at once.

  $ seq -f 'N%g' 1 3000 | sed 1iname | crm-add | crm-log channel=letter -q; crm-find 'contacts>0' --ids | wc -l
  3000
  $ crm-undo -q; crm-undo -q; crm-find --ids | wc -l; crm-due -w 1y customer_name=N2999 --ids
  2

What is wrong is said.

  $ crm-undo X999
  crm-undo: there is no operation X999
  [1]
  $ crm-undo C1
  crm-undo: an operation's id is like X41, not 'C1'; crm-ops lists them
  Try 'crm-undo --help'.
  [2]
  $ crm-undo X1 X2
  crm-undo: one operation at a time
  Try 'crm-undo --help'.
  [2]
  $ CRM_ME=bob crm-undo X1
  crm-undo: later operations changed the same records: X2; undo them first
  [1]

What was undone cannot come back where its number elsewhere has been given again.

  $ crm-add name=One ref=R-1 --ids >one; crm-undo --ids >undone; crm-add name=Two ref=R-1 --ids >two
  $ crm-undo $(cat undone) 2>&1 | sed "s/$(cat two)/CUSTOMER/"
  crm-undo: ref: R-1 is CUSTOMER already; crm-set changes it
  $ crm-set $(cat two) ref=R-2 -q; crm-undo $(cat undone) -q; crm-find name=One --ids | diff - one

A follow-up that no rule asks for meanwhile is the same afterwards, in reminders and calendars too.

  $ export CRM_DB=same.db; crm-init --zone Asia/Taipei; crm-sop show >our.sop; printf '[staff amy]\nmail = amy@example.com\n' >>our.sop
  $ crm-sop load our.sop -q; crm-add name=Ann owner=amy since=2026-09-01 -q; crm-add name=Ben owner=amy since=2026-09-01 -q
  $ crm-due -o id,customer,due,anchor >before; cat before
  id	customer	due	anchor
  F1	C1	2026-10-01	C1
  F2	C2	2026-10-01	C2
  $ uids() { crm-remind --ics - --within 60d | grep -o '^UID:F[0-9]*-event'; }
  $ told() { crm-remind --maildir "$PWD/box" --now "$1" >>log; find box -type f | wc -l; }
  $ uids; mkdir box; told 2026-11-22
  UID:F1-event
  UID:F2-event
  1
  $ crm-set C1 relationship=self_service -q; crm-due --ids; crm-undo -q; crm-due -o id,customer,due,anchor | diff before -
  F2
  $ crm-set C2 relationship=self_service -q; told 2026-11-23; crm-undo -q; uids; told 2026-11-23
  1
  UID:F1-event
  UID:F2-event
  1

The same of what a procedure asks for, undone and done again, and of a customer who was gone.

  $ sed '/^\[cadence monthly-cold\]/,/^$/ s/^purpose.*//; $a [cadence visit]\nevery = 1w\npurpose = visit' our.sop >visit.sop
  $ crm-sop load visit.sop -o added,dropped; crm-due --ids | sort >with; wc -l <with; crm-undo -o id >u1; crm-due -o id,customer,due,anchor | diff before -
  added	dropped
  2	0
  4
  $ crm-undo $(tail -1 u1) -q; crm-due --ids | sort | diff with -
  $ crm-add name=Cy since=2026-09-01 -q; crm-due C3 --ids >cy; crm-undo --ids >u2; crm-undo $(cat u2) -q; crm-due C3 --ids | diff cy -
