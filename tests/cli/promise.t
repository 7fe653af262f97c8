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
  group	n	open	late	kept	kept_late	broken	value	lo	hi
  amy	1	0	0	1	0	0	1	0.206549	1
  bob	2	1	0	0	0	1	0	0	0.793451
  {"group": "Acme", "n": 2, "kept": 0}
  {"group": "陳美", "n": 1, "kept": 1}
  group	n	open	late	kept	kept_late	broken	value	lo	hi
  ordinary	2	0	1	0	0	1	0	0	0.65762
  $ crm-undo -q; crm-promise --ids
  F6
  F7

Kept in time, kept late and how many days, late, broken: by owner, and the same by the report of
follow-ups.  A contact keeps a promise on its own day, whenever it is entered.

  $ cp crm.db standing.db; export CRM_DB=standing.db
  $ crm-log C2 channel=visit direction=in who=bob when=2026-11-20 promise='a price' by=+1d -q
  $ crm-log C2 channel=visit direction=in who=bob when=2026-11-20 promise='a visit' by=+1d -q
  $ crm-log C2 channel=visit direction=in who=bob when=2026-11-20 promise='a map' by=+2d -q
  $ export CRM_NOW='2026-11-30 10:00'
  $ crm-promise owner=bob -o id,goal,due,late,standing
  id	goal	due	late	standing
  F6	call back	2026-11-23	7	late
  F9	a price	2026-11-23	7	late
  F10	a visit	2026-11-23	7	late
  F11	a map	2026-11-24	6	late
  F7	a discount	2026-11-29	1	late
  $ crm-done F9 channel=phone who=bob when='2026-11-23 23:59' -q --force; crm-done F10 channel=phone who=bob when='2026-11-26 08:00' -q --force
  $ crm-promise F7 kept -q; crm-promise F11 broken -q
  $ crm-promise --all owner=bob -o id,due,closed,late,standing
  id	due	closed	late	standing
  F6	2026-11-23		7	late
  F9	2026-11-23	2026-11-23	0	kept
  F10	2026-11-23	2026-11-26	3	kept_late
  F11	2026-11-24	2026-11-30	0	broken
  F7	2026-11-29	2026-11-30	1	kept_late
  $ crm-promise standing=kept,kept_late late.over=1 -o id
  id
  F10
  $ crm-promise owner=bob --by owner -J
  {"group": "bob", "n": 5, "open": 0, "late": 1, "kept": 1, "kept_late": 2, "broken": 1, "value": 0.2, "lo": 0.036224, "hi": 0.624465}
  $ crm-followup-report --by owner,purpose -o group,planned,on_time,late,missed,dropped,kept,kept_lo,kept_hi -J | grep promise
  {"group": "amy,promise", "planned": 1, "on_time": 1, "late": 0, "missed": 0, "dropped": 0, "kept": 1, "kept_lo": 0.206549, "kept_hi": 1}
  {"group": "bob,promise", "planned": 5, "on_time": 1, "late": 2, "missed": 2, "dropped": 0, "kept": 0.2, "kept_lo": 0.036224, "kept_hi": 0.624465}

Said on another day than it was done:

  $ crm-set F7 closed=2026-11-29 -q; crm-promise F7 -o standing,late,closed; crm-undo -q; crm-promise F7 -o standing
  standing	late	closed
  kept	0	2026-11-29
  standing
  kept_late
  $ crm-set F6 closed=2026-11-29
  crm-set: F6: closed: it is open; status=done closes it
  [1]
  $ export CRM_DB=crm.db CRM_NOW='2026-11-22 12:00'

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
  crm-promise: --by: column `nobody': a follow_up has no `nobody'; perhaps moved
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
