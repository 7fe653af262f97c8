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
