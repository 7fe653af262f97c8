crm-sop checks the written procedure, puts it in force, compares and reviews it.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ export CRM_NOW='2026-11-22 10:00'
  $ crm-add name=陳美 tier=vip owner=amy since=2026-11-02 -q
  $ crm-add 'name=Acme Ltd' owner=bob since=2026-11-01 -q
  $ crm-add name=Robo relationship=self_service since=2026-01-01 -q

The practice's own is in force; it calls nobody who wants to be left alone.

  $ crm-sop show >our.sop; crm-sop check our.sop; crm-sop log
  id	at	who	name
  $ crm-find -o id,tier,class,segment,value_score,next_due
  id	tier	class	segment	value_score	next_due
  C1	vip	high_value	high_value	0	2026-11-09
  C2	ordinary	cold		0	2026-12-01
  C3	ordinary	cold		0	

Faults are told by line, all of them.

  $ cat >bad.sop <<'END'
  > [sop]
  > hours = mon-fry 09:00-18:00
  > [staff lin]
  > manager = wang
  > [cadence weekly]
  > tier = vip
  > every = 1w
  > evry = 2w
  > [cadence often]
  > every = dayly
  > when = spent_12m>=1000
  > [evnt x]
  > END
  $ crm-sop check bad.sop
  bad.sop:2: hours: days are written mon-fri
  bad.sop:4: manager: there is no [staff wang]
  bad.sop:8: [cadence] has no key `evry'; perhaps every
  bad.sop:10: every: `dayly' is not a length of time: write 3d, 2w, 1m, 1q, 1y, or weekly, monthly
  bad.sop:11: cadence often: when = spent_12m>=1000: a customer has no `spent_12m'; perhaps spend
  bad.sop:12: there is no section [evnt]; perhaps event
  [1]
  $ crm-sop load bad.sop 2>&1 >/dev/null | wc -l
  6

The rules are tried together, those whose lines are right.

  $ cat >bad.sop <<'END'
  > [staff lin]
  > manager = wang
  > [class big]
  > when = spend_12m>=1000
  > [class loyal]
  > when = orders>=3
  > [cadence weekly]
  > class = big
  > every = 1w
  > [cadence monthly]
  > class = big
  > every = 1m
  > [cadence seldom]
  > when = spend_12m>=5000 class=big
  > every = 2w
  > [cadence daily]
  > tier = vip
  > every = 1d
  > [limit]
  > cap = 3 per 1w
  > END
  $ crm-sop check bad.sop | sed 's/hold (.*);/hold (...);/; s/allows 3 (.*)/allows 3 (...)/'
  bad.sop:2: manager: there is no [staff wang]
  bad.sop:5: [class loyal] and [class big] (line 3) can both hold (...); say in [order] which goes first
  bad.sop:10: [cadence monthly]: two intervals for one class: [cadence weekly] (line 7) has the same condition; keep one of them
  bad.sop:13: [cadence seldom] can never win: wherever it holds, [cadence weekly] (line 7) holds too, with an interval no longer
  bad.sop:18: [cadence daily]: no cap allows it: it asks for 7 contacts in 7 days, and [limit] (line 19) allows 3 (...)
  $ printf '[class a]\nwhen = segment=b\n[segment b]\nwhen = class=a\n' | crm-sop check -
  stdin:2: [class a]: a circle: it looks at segment, and that looks at class
  stdin:4: [segment b]: a circle: it looks at class, and that looks at segment
  [1]
  $ printf '[class a]\nwhen = orders>=9000\n' | crm-sop check -
  stdin:1: note: [class a]: whether it can ever win could not be decided: there are more kinds of customers than can be tried
  $ : | crm-sop check -
  stdin:1: the file has no rules; crm-sop show prints an example: the procedure in force
  [1]
  $ printf '[sop]\nholidays = days.txt\n[cadence monthly]\nevery = 1x\n' >off.sop; crm-sop check off.sop
  off.sop:2: holidays: days.txt: No such file or directory
  off.sop:4: every: `1x' is not a length of time: write 3d, 2w, 1m, 1q, 1y, or weekly, monthly
  [1]
  $ crm-sop load off.sop
  off.sop:2: holidays: days.txt: No such file or directory
  off.sop:4: every: `1x' is not a length of time: write 3d, 2w, 1m, 1q, 1y, or weekly, monthly
  [1]
  $ sed -i 's/1x/1m/' off.sop; crm-sop load off.sop; crm-sop diff off.sop; crm-sop check - <off.sop
  off.sop:2: holidays: days.txt: No such file or directory
  off.sop:2: holidays: days.txt: No such file or directory
  stdin:2: holidays: days.txt: No such file or directory
  [1]
  $ printf '2026-11-23 a\n2026-13-01 b\nsunday\n' >days.txt; crm-sop check off.sop
  days.txt:2: 2026-13-01: there is no month 13
  days.txt:3: `sunday' is no date: it is written 2026-02-17
  [1]
  $ { printf 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:元旦\n'
  >   printf 'DTSTART;TZID=Taipei Standard Time:20270101T000000\nDURATION:PT24H\nEND:VEVENT\n'
  >   printf 'BEGIN:VEVENT\nDTSTART;VALUE=DATE:2027-02-28\nEND:VEVENT\n'
  >   printf 'BEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\nEND:VCALENDAR\n'; } >days.txt; crm-sop check off.sop
  days.txt:8: DTSTART: `2027-02-28' is no date: it is written 20260217
  days.txt:10: this VEVENT has no DTSTART
  [1]
  $ sed -i '/^DTSTART;VALUE/s/-//g; s/^SUMMARY:x/&\nDTSTART:20270404/' days.txt; crm-sop check off.sop
  days.txt:2: note: a time of day in an event: its whole day is taken
  $ crm-sop check nosuch.sop
  nosuch.sop: No such file or directory
  [1]

What would change for whom, and the change itself; nothing was written before.

  $ sed 's/every   = 1w/every   = 2w/; s/value_score>=4/orders=0/' our.sop >new.sop
  $ crm-sop diff new.sop
  customer	customer_name	what	before	after	purpose	rule
  C1	陳美	due	2026-11-09	2026-11-16	contact	weekly-vip
  C2	Acme Ltd	segment		potential		
  C3	Robo	segment		potential		
  $ crm-sop load -n new.sop; crm-sop log -H
  version	customers	moved	added	dropped
  V1	3	1	0	0
  $ crm-sop load new.sop
  version	customers	moved	added	dropped
  V1	3	1	0	0
  $ crm-due -o id,customer,due,rule
  id	customer	due	rule
  F1	C1	2026-11-16	weekly-vip
  $ crm-sop load new.sop
  crm-sop: this procedure is in force already
  $ crm-sop log -o id,who,name; crm-sop show | cmp - new.sop; crm-sop show V1 | cmp - new.sop
  id	who	name
  V1	amy	new.sop
  $ crm-sop show V2
  crm-sop: there is no version V2 of the procedure; crm-sop log lists those there are
  [1]
  $ crm-undo -o program,undoes; crm-due -o id,customer,due; crm-sop show | cmp - our.sop
  program	undoes
  crm-undo	X4
  id	customer	due
  F1	C1	2026-11-09
  $ crm-undo X5 -q; crm-due -o id,customer,due
  id	customer	due
  F1	C1	2026-11-16

Holidays are stored with the procedure: its files are not needed afterwards.

  $ printf '2026-11-16 a day off\n' >days.txt
  $ sed 's/^hours.*/&\nholidays = days.txt/' new.sop >off.sop; crm-sop load off.sop -q; rm days.txt
  $ crm-due -o id,due,wanted,reason
  id	due	wanted	reason
  F1	2026-11-17	2026-11-16	2026-11-16 is a holiday: a day off

They can be had as a file to load again, and the days that make up for them too: 2026-11-21 was
a Saturday.

  $ crm-sop show --holidays; crm-sop show V1 --holidays
  2026-11-16 a day off
  crm-sop: there are no holidays in new.sop
  [1]
  $ crm-sop show >again.sop; crm-sop show --holidays >days.txt; crm-sop load again.sop
  crm-sop: this procedure is in force already
  $ sed -i 's/^hours.*/hours = mon-fri 09:00-18:00/' again.sop; crm-sop load again.sop -q
  $ crm-log C1 channel=phone when=2026-11-07 -q; crm-due C1 --now 2026-12-31 -o due,wanted,reason
  due	wanted	reason
  2026-11-23	2026-11-21	2026-11-21 has no business hours; 2026-11-22 has no business hours
  $ echo '+2026-11-21 補班' >>days.txt; crm-sop diff again.sop
  customer	customer_name	what	before	after	purpose	rule
  C1	陳美	due	2026-11-23	2026-11-21	contact	weekly-vip
  $ sed 's/^hours.*/&\nworkdays = 2026-11-22/' again.sop >work.sop; crm-sop diff work.sop -H
  C1	陳美	due	2026-11-23	2026-11-21	contact	weekly-vip
  $ crm-sop load -q again.sop; crm-sop log -o id,holidays --limit 1; crm-sop check --holidays again.sop
  id	holidays
  V4	2026-11-16 a day off\n+2026-11-21 補班\n
  crm-sop: --holidays is for crm-sop show
  Try 'crm-sop --help'.
  [2]
  $ crm-undo -q; crm-undo -q; crm-undo -q

Staff stand in for each other, and are known by login.

  $ printf '[staff amy]\nmail=amy@example.com\ndeputy=bob\naway=2026-11-20..2026-11-30\n[staff bob]\nmail=bob@example.com\n' >>new.sop
  $ crm-sop load new.sop -q

Two who stand in for each other, and are both away: the manager has it, and without one it stays.

  $ cp crm.db away.db; printf '%s\n' '[staff amy]' 'deputy = bob' 'away = 2026-11-20..2026-11-30' '[staff bob]' \
  >   'deputy = amy' 'manager = cat' 'away = 2026-11-25..2026-12-03' '[staff cat]' '[cadence monthly]' 'every = 1m' >away.sop
  $ crm-sop check away.sop
  away.sop:3: note: [staff amy]: all who would stand in are away on 2026-11-25; what is due stays theirs, as there is no manager who is there
  away.sop:7: note: [staff bob]: all who would stand in are away on 2026-11-25; what is due falls to the manager, cat
  $ crm-sop load --db away.db away.sop -q
  $ crm-add --db away.db name=A owner=amy since=2026-09-01 -q; crm-add --db away.db name=B owner=bob since=2026-09-01 -q
  $ for day in 2026-11-24 2026-11-25 2026-12-01; do crm-due --db away.db --now $day name=A,B -H -o customer_name,owner; done
  A	bob
  B	bob
  A	amy
  B	cat
  A	amy
  B	amy

What staff say of a rule is kept for the review.

  $ crm-sop note weekly 'too often'
  crm-sop: the procedure has no rule `weekly'; perhaps weekly-vip
  [1]
  $ crm-sop note weekly-vip ' '
  crm-sop: note: the text is empty; what is there to say of weekly-vip?
  Try 'crm-sop --help'.
  [2]
  $ printf 'rule\tnote\nweekly-vip\tx\nweekly-vip\t\n' | crm-import sop_note -
  crm-import: stdin:3: note: a remark on a rule needs one
  crm-import: 1 of 2 records refused; nothing was written
  [1]
  $ printf 'id\trule\tnote\nR77\tweekly-vip\tx\n' | crm-import sop_note id= - -n -q
  $ crm-sop note weekly-vip 'too often for most' -o id,rule,who,note
  id	rule	who	note
  R1	weekly-vip	amy	too often for most
  $ crm-sop review -o rule,planned,on_time,late,missed,finding,notes,note
  rule	planned	on_time	late	missed	finding	notes	note
  weekly-vip	1	0	0	1	never kept	1	too often for most
  monthly-cold	0	0	0	0	never due	0	
  monthly	0	0	0	0	never due	0	
  after-purchase	0	0	0	0	never due	0	

Wrong calls.

  $ crm-sop
  crm-sop: which?  check, load, show, log, note, diff, review or keys
  Try 'crm-sop --help'.
  [2]
  $ crm-sop lod our.sop
  crm-sop: there is no crm-sop lod: check, load, show, log, note, diff, review or keys
  Try 'crm-sop --help'.
  [2]
  $ crm-sop check
  crm-sop: check takes one file
  Try 'crm-sop --help'.
  [2]
  $ crm-sop show 3
  crm-sop: a version is like V3, not '3'; crm-sop log lists them
  Try 'crm-sop --help'.
  [2]
  $ crm-sop review --since 2027-01-01
  crm-sop: --since: that day is to come
  Try 'crm-sop --help'.
  [2]
  $ crm-sop keys -H -o section,key,form | grep ^late
  late		
  late	remind	PERIOD|never
  late	copy	PERIOD|never
  late	release	PERIOD|never
  late	flag	PERIOD|never

A procedure's own channels are channels like any other.

  $ crm-init --db own.db --zone Asia/Taipei --currency TWD; export CRM_DB=own.db
  $ crm-add name=Mei since=2026-11-01 -q; crm-add name=Bo since=2026-11-02 refuses=sms -q
  $ crm-log C1 channel=booth -q
  crm-log: C1: channel: `booth' is not phone, email, visit, meeting, sms, wechat, wecom, line, whatsapp, web, letter, other or newsletter
  [1]
  $ cat >own.sop <<'END'
  > [channel booth]
  > [channel flyer]
  > contact = no
  > [segment fair]
  > when = channel=booth
  > [cadence weekly]
  > every = 1w
  > channel = booth
  > [limit]
  > share = 70% per 90d
  > END
  $ crm-sop check own.sop && crm-sop load own.sop
  version	customers	moved	added	dropped
  V1	2	2	0	0
  $ crm-log C1 channel=booth when=2026-11-20 -q
  $ crm-log C1 channel=flyer -q
  $ crm-set C2 channel=booth refuses=flyer,sms
  id	name	tier	state	city	owner	last_contact	next_due
  C2	Bo						2026-11-09
  $ crm-find channel=booth -o id,channel,refuses,segment
  id	channel	refuses	segment
  C2	booth	flyer,sms	fair
  $ crm-due channel=booth --now 2026-12-31 -o id,customer,due,channel
  id	customer	due	channel
  F2	C2	2026-11-09	booth
  F3	C1	2026-11-27	booth
  $ sed 's/90d/90d from 1/' own.sop | crm-sop diff -
  customer	customer_name	what	before	after	purpose	rule
  C1	Mei	due	2026-11-27	2027-02-18	contact	weekly
  $ printf 'customer\tchannel\twhen\nC2\tbooth\t2026-11-02\nC2\tboth\t2026-11-03\n' | crm-import interactions --rejects bad.tsv -
  crm-import: stdin:3: channel: `both' is not phone, email, visit, meeting, sms, wechat, wecom, line, whatsapp, web, letter, other, booth, flyer or newsletter
  id	customer	customer_name	when	channel	direction	subject	outcome	who
  I3	C2	Bo	2026-11-02T00:00:00+08:00	booth	out			amy
  crm-import: 1 of 2 records refused
  [1]
  $ cat bad.tsv
  customer	channel	when	reject_reason
  C2	both	2026-11-03	channel: `both' is not phone, email, visit, meeting, sms, wechat, wecom, line, whatsapp, web, letter, other, booth, flyer or newsletter
  $ crm-log C1 channel=boot
  crm-log: C1: channel: `boot' is not phone, email, visit, meeting, sms, wechat, wecom, line, whatsapp, web, letter, other, booth or flyer
  [1]
  $ crm-set C1 refuses=boot
  crm-set: C1: refuses: there is no `boot'; perhaps booth
  [1]
  $ crm-find channel=boot
  crm-find: `boot' is not phone, email, visit, meeting, sms, wechat, wecom, line, whatsapp, web, letter, other, booth, flyer or newsletter
    channel=boot
            ^
  [2]

What has a channel that is no more keeps it, and can be read.

  $ printf '[cadence weekly]\nevery = 1w\n' >less.sop; crm-sop load less.sop -q
  $ crm-log C1 channel=flyer
  crm-log: C1: channel: `flyer' is not phone, email, visit, meeting, sms, wechat, wecom, line, whatsapp, web, letter or other
  [1]
  $ crm-history C1 -o id,channel; crm-find --sort channel -o id,channel
  id	channel
  I2	flyer
  I1	booth
  id	channel
  C2	booth
  C1	
  $ crm-set C2 city=台北 -o id,channel
  id	channel
  C2	booth

It is asked for as before, set again from a stream that has it, and comes back with an export; by
an undo of the load too it becomes one, and is one no longer.

  $ cp own.db former.db; export CRM_DB=former.db
  $ crm-find channel=booth --ids; crm-find channel=newsletter,flyer --ids; crm-export interaction channel=flyer,booth --ids
  C2
  I1
  I2
  I3
  $ crm-find -o id,channel,city | sed s/台北/台中/ | crm-set -o id,channel,city
  id	channel	city
  C1		
  C2	booth	台中
  $ crm-export interaction I2 | sed 's/\tout\t/\tin\t/' | crm-import interaction - -o id,channel,direction
  id	channel	direction
  I2	flyer	in
  $ crm-undo -q; crm-undo -q; crm-undo -q; crm-undo -q; crm-sop log -o id,name; crm-log C1 channel=flyer -H -o channel -n
  id	name
  V1	own.sop
  flyer
  $ crm-undo -q "$(crm-ops undoes=any --limit 1 --ids)"; crm-find channel=booth --ids; crm-log C1 channel=flyer -q
  C2
  crm-log: C1: channel: `flyer' is not phone, email, visit, meeting, sms, wechat, wecom, line, whatsapp, web, letter or other
  [1]
  $ export CRM_DB=own.db

  $ crm-undo -q; crm-undo -q; crm-log C2 channel=booth when=2026-11-12 --force -o id,channel
  id	channel
  I4	booth

What counts as a contact is judged anew: what such contacts had done by themselves is open again,
but not what somebody said that they did, and undo closes it again.

  $ export CRM_DB=mail.db; crm-init --zone Asia/Taipei --currency TWD
  $ crm-add name=Ann since=2026-08-01 -q; crm-log C1 channel=phone when=2026-10-01 -q
  $ crm-order C1 amount=5 when=2026-10-03 -q; crm-log C1 channel=email when=2026-11-12 -q
  $ crm-add name=Ben since=2026-08-01 -q; crm-log C2 channel=phone when=2026-10-01 -q
  $ crm-log C2 channel=email when=2026-11-12 -q; crm-plan C1 due=today purpose=list -q; crm-done F7 channel=email -q
  $ settled() { sqlite3 mail.db "SELECT id, anchor, rule, status FROM follow_up WHERE status <> 'open' ORDER BY id"; }
  $ settled | tee before
  1|C1|monthly-cold|done
  2|O1|after-purchase|done
  4|C2|monthly-cold|done
  5|I3|monthly|done
  7|F7|planned|done
  $ sed '/^\[channel email\]/a contact = no' "$ROOT/examples/default.sop" >mail.sop; crm-sop diff mail.sop
  customer	customer_name	what	before	after	purpose	rule
  C1	Ann	due	2026-12-22	2026-10-10	contact	after-purchase
  C2	Ben	due	2026-12-12	2026-11-01	contact	monthly-cold
  $ crm-sop load mail.sop
  version	customers	moved	added	dropped
  V1	2	0	2	2
  $ settled
  1|C1|monthly-cold|done
  4|C2|monthly-cold|done
  7|F7|planned|done
  $ crm-due -o id,customer,due,rule,anchor
  id	customer	due	rule	anchor
  F2	C1	2026-10-10	after-purchase	O1
  F5	C2	2026-11-01	monthly	I3
  $ crm-undo -q; settled | diff before -; crm-undo X11 -q; settled | wc -l
  3

Where customers live so far away that it is quiet there in all our hours, that is said beforehand,
and why a day came to be in one line.

  $ export CRM_DB=far.db; crm-init --zone Asia/Taipei; crm-add name=Ned timezone=America/New_York since=2026-09-01 -q
  $ crm-sop show | sed 's/^hours .*/hours = mon-fri 09:00-18:00/' >far.sop; crm-sop check far.sop
  far.sop:190: note: [limit]: in America/New_York it is quiet in all our hours from 2027-03-15 to 2027-11-05: what rules ask for with 1 customer there moves to a day after that, unless by a channel with `quiet = no'
  $ crm-sop load far.sop; crm-log C1 channel=phone when=2027-03-20 --force -q
  far.sop:190: note: [limit]: in America/New_York it is quiet in all our hours from 2027-03-15 to 2027-11-05: what rules ask for with 1 customer there moves to a day after that, unless by a channel with `quiet = no'
  version	customers	moved	added	dropped
  V1	1	1	0	0
  crm-log: warning: when: 2027-03-20T00:00:00+08:00 lies ahead of now; what is due takes it as done
  $ crm-due -w 2y -o due,wanted,reason -J
  {"due": "2027-11-08", "wanted": "2027-04-20", "reason": "58 closed days from 2027-04-24 to 2027-11-07; quiet 21:00-08:00 of [limit] leaves no time on 144 days from 2027-04-20 to 2027-11-05"}
  $ sed 's/^quiet .*08:00/quiet = 13:00-08:00/' far.sop >farther.sop; crm-sop diff farther.sop
  farther.sop:190: note: [limit]: in America/New_York it is quiet in all our hours: what rules ask for with 1 customer there gets no day, unless by a channel with `quiet = no'
  customer	customer_name	what	before	after	purpose	rule
  C1	Ned	due	2027-11-08		contact	monthly
  $ sed 's/^hours .*/hours = mon-fri 06:00-18:00/' far.sop | crm-sop load -
  version	customers	moved	added	dropped
  V2	1	1	0	0
