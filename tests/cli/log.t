crm-log records contacts.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ crm-add name=陳美 email=mei@example.com tier=vip owner=amy since=2026-11-02 -q
  $ crm-add name=Acme owner=bob since=2026-10-10 -q
  $ crm-log C1 channel=phone note='asked about delivery' next=+3d
  id	customer	customer_name	when	channel	direction	subject	outcome	who
  I1	C1	陳美	2026-11-22T12:00:00+08:00	phone	out			amy
  $ crm-find C1 -o last_contact,contacts,contacts_out,next_due
  last_contact	contacts	contacts_out	next_due
  2026-11-22T12:00:00+08:00	1	1	2026-11-25

With defaults, and without them.

  $ crm-log mei@example.com -o when,channel,direction,who
  when	channel	direction	who
  2026-11-22T12:00:00+08:00		out	amy
  $ crm-log C2 when='2026-11-20 09:15' channel=visit direction=in minutes=45 who=lin outcome=reached \
  >   subject='price list' -o when,channel,direction,minutes,who,outcome,subject
  when	channel	direction	minutes	who	outcome	subject
  2026-11-20T09:15:00+08:00	visit	in	45	lin	reached	price list
  $ crm-log customer=C2 when=yesterday who=me -o when,who
  when	who
  2026-11-21T00:00:00+08:00	amy

A follow-up's id names its customer, and is what the contact answers.

  $ crm-due -w 1m -o id,customer,due,rule
  id	customer	due	rule
  F3	C1	2026-11-25	planned
  F2	C2	2026-12-21	monthly
  $ crm-log F3 channel=email -o customer,follow_up,channel
  customer	follow_up	channel
  C1	F3	email
  $ crm-due -w 1m -o id,customer,due,rule
  id	customer	due	rule
  F4	C1	2026-11-29	weekly-vip
  F2	C2	2026-12-21	monthly

Nobody was reached: nothing moves.

  $ crm-log C1 when=2026-11-22 channel=phone outcome=no_answer -q
  $ crm-log C1 channel=phone outcome=wrong_number -q
  $ crm-log C1 channel=email outcome=bounced -q
  $ crm-find C1 -o contacts,next_due
  contacts	next_due
  3	2026-11-29

Several at once, from operands and from streams; each contact is its own record of one operation.

  $ crm-log C1 C2 channel=letter subject='season greetings' --force -o customer,subject
  customer	subject
  C1	season greetings
  C2	season greetings
  $ crm-find | crm-log channel=email --force -o id,customer
  id	customer
  I11	C1
  I12	C2
  $ printf 'customer\twhen\tnote\nC1\t2026-11-01\tone\nmei@example.com\t2026-11-03\ttwo\n' | crm-log -o customer,when,note
  customer	when	note
  C1	2026-11-01T00:00:00+08:00	one
  C1	2026-11-03T00:00:00+08:00	two
  $ crm-ops --limit 1 --ids | xargs crm-ops
  record	action	field	before	after
  I13	added	customer		C1
  I13	added	when		2026-11-01T00:00:00+08:00
  I13	added	direction		out
  I13	added	note		one
  I13	added	who		amy
  I14	added	customer		C1
  I14	added	when		2026-11-03T00:00:00+08:00
  I14	added	direction		out
  I14	added	note		two
  I14	added	who		amy

Who is due for several things is contacted once, and all of them are closed by it; it is said how
many they were, and undone together.

  $ cp crm.db once.db; export CRM_DB=once.db
  $ crm-add name=Busy owner=amy channel=line since=2026-11-01 --ids
  C3
  $ crm-plan C3 due=today purpose=list goal='send the list' -q; crm-plan C3 due=+3d purpose=visit goal='plan a visit' -q
  $ crm-log C3 direction=in when=2026-11-03 promise='call back' by=today -q
  $ crm-due -w 1w customer=C3 -o id,purpose,due
  id	purpose	due
  F6	list	2026-11-22
  F8	promise	2026-11-22
  F7	visit	2026-11-25
  $ crm-due -w 1w customer=C3 | crm-log channel=phone result=good next=+2w -o id,customer,follow_up
  id	customer	follow_up
  I16	C3	F6
  crm-log: 3 follow-ups made 1 contact: one does for all that a customer is due for
  $ crm-export follow_up customer=C3 planned=yes -o id,purpose,status,interaction,closed,due
  id	purpose	status	interaction	closed	due
  F6	list	done	I16	2026-11-22	2026-11-22
  F7	visit	done	I16	2026-11-22	2026-11-25
  F8	promise	open			2026-11-22
  F9	contact	open			2026-12-06
  $ crm-undo -q; crm-due -w 1w customer=C3 --ids
  F6
  F8
  F7
  $ crm-log F6 F7 channel=phone outcome=no_answer -q; crm-due -w 1w customer=C3 --ids; crm-undo -q
  F6
  F8
  F7
  $ crm-log F6 F7 C3 channel=phone -o id,follow_up -f
  id	follow_up
  I18	F6
  I19	
  crm-log: 2 follow-ups made 1 contact: one does for all that a customer is due for
  $ crm-undo -q

Notes of their own make contacts of their own; batches are apart.

  $ printf 'id\tinteraction.note\nF6\tone\nF8\ttwo\nF7\tone\n' | crm-log -o id,note,follow_up
  id	note	follow_up
  I20	one	F6
  I21	two	F8
  crm-log: 3 follow-ups made 2 contacts: one does for all that a customer is due for
  $ crm-undo -q; printf 'F6\nF7\n' | crm-log --rejects rejects -o id,follow_up; cat rejects
  id	follow_up
  I22	F6
  crm-log: 2 follow-ups made 1 contact: one does for all that a customer is due for
  $ crm-undo -q

  $ printf 'F6\nF7\nF6\n' | crm-log --batch 2 -f -o id,follow_up
  id	follow_up
  I23	F6
  I24	F6
  crm-log: 3 follow-ups made 2 contacts: one does for all that a customer is due for
  $ crm-undo -q; crm-undo -q

What of a follow-up's line is not taken, though it could have been meant, is warned of once: a column
that was changed on the way, or one that follow-ups do not have.

  $ crm-due -w 1w customer=C3 -o id,channel,result | crm-log -n -H -o id,channel
  I25	
  crm-log: 3 follow-ups made 1 contact: one does for all that a customer is due for
  $ crm-due -w 1w customer=C3 -o id,channel | sed 's/line/visit/' | crm-log -qn
  crm-log: the column channel is left out, as the line names a follow_up; interaction.channel is taken
  $ printf 'id\tnote\tminutes\nF6\thello\t\nF7\thello\t5\n' | crm-log -qn
  crm-log: the column note is left out, as the line names a follow_up; interaction.note is taken
  crm-log: the column minutes is left out, as the line names a follow_up; interaction.minutes is taken
  $ printf 'id\tinteraction.note\nF6\thello\n' | crm-log channel=phone -n -o channel,note
  crm-log: the column interaction.note is left out: beside field=value only the ids are taken
  channel	note
  phone	
  $ printf 'id\tnote\nF6\thello\n' | crm-log note=bye -n -o note -H
  bye
  $ crm-find C3 -o id,name,tier | sed s/ordinary/vip/ | crm-set owner=bob -n -o tier,owner -H
  crm-set: the column tier is left out: beside field=value only the ids are taken
  ordinary	bob
  $ export CRM_DB=crm.db

What is wrong is said.

  $ crm-log C1 channel=fax
  crm-log: C1: channel: `fax' is not phone, email, visit, meeting, sms, wechat, wecom, line, whatsapp, web, letter, other or newsletter
  [1]
  $ crm-log C1 direction=both
  crm-log: C1: direction: `both' is not in or out
  [1]
  $ crm-log C1 minutes=-3 --force
  crm-log: C1: minutes: a contact does not take less than no time
  [1]
  $ crm-log C1 minutes=long
  crm-log: C1: minutes: `long' is not a whole number that fits
  [1]
  $ crm-log C1 next=yesterday -f
  crm-log: C1: next: that day is past; +3d, fri or a date to come
  [1]
  $ crm-log C9 channel=phone
  crm-log: C9: there is no customer C9
  [1]
  $ crm-log channel=phone </dev/null
  id	customer	customer_name	when	channel	direction	subject	outcome	who
  $ crm-log O1 channel=phone
  crm-log: O1: there is no order O1
  [1]
  $ crm-log F3 customer=C1 -f -o customer
  customer
  C1
  $ crm-log C1 follow_up=F3 -f
  id	customer	customer_name	when	channel	direction	subject	outcome	who
  I16	C1	陳美	2026-11-22T12:00:00+08:00		out			amy
  $ crm-log C1 chanel=phone
  crm-log: there is no field chanel; did you mean channel?
  Try 'crm-log --help'.
  [2]
  $ crm-log C1 when=2027-01-01 -n -o when
  crm-log: warning: when: 2027-01-01T00:00:00+08:00 lies ahead of now; what is due takes it as done
  when
  2027-01-01T00:00:00+08:00

A plan opens again when it is planned again, and goes along with a contact that was another's.

  $ crm-add name=Eve -q; crm-add name=Fay -q; crm-log $(crm-find Eve --ids) next=+3d --ids >met
  $ crm-due Eve -w 1w --ids >plan; crm-set $(cat plan) status=done -q; crm-due Eve -w 1w -o due -H
  $ crm-set $(cat met) next=+5d -q; crm-due Eve -w 1w -o due -H
  2026-11-27
  $ crm-set $(cat met) customer=$(crm-find Fay --ids) -q
  $ crm-due Eve -w 1w -o due -H; crm-due Fay -w 1w -o due -H
  2026-11-27
  $ crm-undo -q; crm-due Eve -w 1w -o due -H; crm-due Fay -w 1w -o due -H
  2026-11-27
