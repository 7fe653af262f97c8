crm-promise lists what was promised, and closes it.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ crm-add name=陳美 tier=vip owner=amy since=2026-11-01 -q; crm-add name=Acme owner=bob since=2026-11-01 -q
  $ crm-log C1 channel=visit promise='send quote' by=fri -o id,customer,follow_up
  id	customer	follow_up
  I1	C1	
  $ crm-log C2 channel=phone who=bob when=2026-11-20 promise='call back' by=+1d next=+2w -q
  $ crm-plan C2 purpose=promise goal='a discount' due=+1w -q
  $ crm-promise
  id	customer	customer_name	goal	made	due	late	owner	standing	reason
  F6	C2	Acme	call back	2026-11-20	2026-11-23	0	bob	open	
  F3	C1	陳美	send quote	2026-11-22	2026-11-27	0	amy	open	
  F7	C2	Acme	a discount	2026-11-22	2026-11-29	0	bob	open	
  $ crm-promise owner=bob --now 2026-11-25 -o goal,made,due,late,standing,rule,anchor
  goal	made	due	late	standing	rule	anchor
  call back	2026-11-20	2026-11-23	2	late	promise	I2
  a discount	2026-11-22	2026-11-29	0	open	promise	F7
  $ crm-find Acme | crm-promise -o goal
  goal
  call back
  a discount
  $ crm-due -w 1w purpose=promise -o goal,due,owner
  goal	due	owner
  call back	2026-11-23	bob
  send quote	2026-11-27	amy
  a discount	2026-11-29	bob

Said again it is another day, and open again; of a contact that was another's it goes along.

  $ crm-set I1 promise='send quote and sample' by=+8d -q; crm-promise customer=C1 -o id,goal,due,wanted,made
  id	goal	due	wanted	made
  F3	send quote and sample	2026-11-30	2026-11-27	2026-11-22
  $ crm-set I1 customer=C2 -q; crm-promise customer=C2 --ids; crm-undo -q
  F6
  F7
  F3

An ordinary contact keeps none; its own words do.

  $ crm-log C1 --now 2026-11-29 channel=phone -q; crm-log F3 --now 2026-11-29 channel=phone -q; crm-promise customer=C1 --now 2026-11-29 -o id,standing
  id	standing
  F3	open
  $ crm-promise F3 kept -o id,standing,late,status,interaction
  id	standing	late	status	interaction
  F3	kept	0	done	
  $ crm-promise broken F6 reason='too busy' -o id,standing,reason
  id	standing	reason
  F6	broken	too busy
  $ crm-promise; crm-promise --all -o id,goal,standing; crm-promise standing=broken -o id,reason; crm-promise F3 -o id,standing
  id	customer	customer_name	goal	made	due	late	owner	standing	reason
  F7	C2	Acme	a discount	2026-11-22	2026-11-29	0	bob	open	
  id	goal	standing
  F6	call back	broken
  F7	a discount	open
  F3	send quote and sample	kept
  id	reason
  F6	too busy
  id	standing
  F3	kept
  $ crm-promise --by owner; crm-promise --by customer_name -o group,n,kept -J; crm-find C2 | crm-promise --by tier --now 2027-01-01
  group	n	open	late	kept	broken	value	lo	hi
  amy	1	0	0	1	0	1	0.20654931437723745	1
  bob	2	1	0	0	1	0	0	0.7934506856227626
  {"group": "Acme", "n": 2, "kept": 0}
  {"group": "陳美", "n": 1, "kept": 1}
  group	n	open	late	kept	broken	value	lo	hi
  ordinary	2	0	1	0	1	0	0	0.6576197724933469
  $ crm-undo -q; crm-promise --ids
  F6
  F7

Many at once, by a stream.

  $ crm-promise owner=bob | crm-promise broken reason='on leave' -o id,standing,reason
  id	standing	reason
  F6	broken	on leave
  F7	broken	on leave

What is wrong is said.

  $ crm-log C1 promise='x'
  crm-log: C1: promise: until when?  by=fri, by=+3d or a date to come
  [1]
  $ crm-log C1 by=fri
  crm-log: C1: by: what is promised?  promise='send quote'
  [1]
  $ crm-log C1 promise=x by=2026-11-01
  crm-log: C1: by: that day is past; +3d, fri or a date to come
  [1]
  $ crm-promise F3 kept
  crm-promise: F3 is done already
  [1]
  $ crm-promise F1 kept
  crm-promise: F1 is no promise; crm-done closes it
  [1]
  $ crm-promise F99 broken
  crm-promise: F99: there is no follow_up F99
  [1]
  $ crm-promise C1 kept
  crm-promise: C1: `C1' is not the id of a follow_up, such as F12
  [1]
  $ crm-promise F3 kept broken
  crm-promise: kept or broken?
  Try 'crm-promise --help'.
  [2]
  $ crm-promise --by nobody
  crm-promise: --by: column `nobody': a follow_up has no `nobody'; perhaps notes
  Try 'crm-promise --help'.
  [2]
  $ crm-promise kept </dev/null
  id	customer	customer_name	goal	made	due	late	owner	standing	reason

The cap does not keep a promise from being kept, though the week is full.

  $ busy=$(crm-add name=Busy owner=amy --ids)
  $ for hour in 09 10 11; do crm-log $busy channel=phone when="2026-11-22 $hour:30" -q; done
  $ crm-log $busy channel=phone when='2026-11-22 11:45'
  crm-log: C3 has had 3 contacts within 1w, all that [limit] allows: amy by phone on 2026-11-22, amy by phone on 2026-11-22, amy by phone on 2026-11-22; --force records it all the same
  [1]
  $ crm-log $busy channel=phone direction=in promise='send it' by=today -q
  $ crm-promise customer=$busy --ids | crm-done channel=email -o customer_name,channel,follow_up.status
  customer_name	channel	follow_up.status
  Busy	email	done
