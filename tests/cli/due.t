crm-due lists the follow-ups that are due, most overdue first.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ crm-add name=陳美 tier=vip owner=amy channel=wechat city=台北 since=2026-11-02 -q
  $ crm-add 'name=Acme Ltd' owner=bob city=London since=2026-10-10 -q
  $ crm-add name=李明 tier=ordinary owner=amy city=台北 since=2026-11-20 -q
  $ crm-log C1 when=2026-11-09 channel=phone -q
  $ crm-order C3 when=2026-11-16 amount=1200 -q

An important customer is due a week after the last contact, one that was never contacted a
month after becoming known; owner and channel are the customer's.

  $ crm-due
  id	customer	customer_name	due	late	owner	channel	goal	rule
  F2	C2	Acme Ltd	2026-11-10	12	bob		renew the contact	monthly-cold
  F4	C1	陳美	2026-11-16	6	amy	wechat	stay close	weekly-vip

With the time to come: a purchase is to be followed up within a week.

  $ crm-due --within 1d
  id	customer	customer_name	due	late	owner	channel	goal	rule
  F2	C2	Acme Ltd	2026-11-10	12	bob		renew the contact	monthly-cold
  F4	C1	陳美	2026-11-16	6	amy	wechat	stay close	weekly-vip
  F3	C3	李明	2026-11-23	0	amy		ask how the purchase serves	after-purchase
  $ crm-due -w 1d --ids
  F2
  F4
  F3

Queries are about the follow-up, or else about its customer.

  $ crm-due -w 1w owner=me --ids
  F4
  F3
  $ crm-due -w 1w city=台北 late=0 -o id,customer_name,late
  id	customer_name	late
  F3	李明	0
  $ crm-due -w 1w tier=vip or rule=after-purchase --ids
  F4
  F3
  $ crm-due customer.city=London --ids
  F2
  $ crm-due 'late>7' -o id,customer.name,customer.spend_12m,customer.state
  id	customer.name	customer.spend_12m	customer.state
  F2	Acme Ltd	0.00	prospect
  $ crm-due acme --ids
  F2

A stream names the customers to look at.

  $ crm-find city=台北 | crm-due --ids
  F4
  $ echo C2 | crm-due - --ids
  F2
  $ crm-find city=nowhere | crm-due --ids
  $ echo C9 | crm-due --ids
  crm-due: stdin:1: there is no customer C9
  [1]

A call that nobody answered changes nothing; a contact with the customer does.

  $ crm-log F4 channel=phone outcome=no_answer -q
  $ crm-due --ids
  F2
  F4
  $ crm-due tier=vip | crm-log channel=email subject='how are you' -o id,customer,follow_up
  id	customer	follow_up
  I3	C1	F4
  $ crm-due --ids
  F2
  $ crm-due -w 1w tier=vip
  id	customer	customer_name	due	late	owner	channel	goal	rule
  F5	C1	陳美	2026-11-29	0	amy	wechat	stay close	weekly-vip

What is planned by hand stands before a rule that is due later; there is one line for one thing.

  $ crm-log C1 direction=in channel=wechat note='call me on Tuesday' next=tue -q
  $ crm-due -w 2w tier=vip -o id,due,goal,rule,planned,anchor
  id	due	goal	rule	planned	anchor
  F6	2026-11-24		planned	yes	I4
  $ crm-undo -q
  $ crm-due -w 2w tier=vip -o id,due,goal,rule,planned,anchor
  id	due	goal	rule	planned	anchor
  F5	2026-11-29	stay close	weekly-vip	no	I3

On another day other things are due.

  $ crm-due --now 2026-12-01 -o id,due,late
  id	due	late
  F2	2026-11-10	21
  F3	2026-11-23	8
  F5	2026-11-29	2
  $ crm-due --now 2026-11-01
  id	customer	customer_name	due	late	owner	channel	goal	rule
  $ crm-due --now 2026-11-01 --if-any

Sorted and cut like every list.

  $ crm-due -w 1w --sort -due --limit 1 --ids
  F5
  $ crm-due -w 1w -J --limit 1 -o id,due,late
  {"id": "F2", "due": "2026-11-10", "late": 12}

Reading writes nothing.

  $ cksum <crm.db >before; crm-due -w 1y >/dev/null; cksum <crm.db | cmp - before

What is wrong is said.

  $ crm-due --within soon
  crm-due: --within: `soon' is not a length of time: write 3d, 2w, 1m, 1q, 1y, or weekly, monthly
  Try 'crm-due --help'.
  [2]
  $ crm-due teir=vip
  crm-due: a follow_up has no `teir'; perhaps tier
    teir=vip
    ^
  [2]
  $ crm-due C2 --ids
  F2

When a rule's date comes before a plan's, and both are late, the customer is listed once, and
one contact answers both.

  $ crm-add name=Twice tier=vip owner=zoe -o id | tail -n 1 >id
  $ crm-log $(cat id) channel=phone next=+10d -q
  $ crm-due owner=zoe --now 2026-12-15 -o due,late,rule
  due	late	rule
  2026-11-29	16	weekly-vip
  $ crm-due owner=zoe --now 2026-12-15 | crm-log --now 2026-12-15 channel=phone -q
  $ crm-due owner=zoe -w 1m --now 2026-12-15 -o due,rule
  due	rule
  2026-12-22	weekly-vip

A follow-up that somebody has changed comes back with what it counts from.

  $ crm-add name=Hua tier=vip since=2026-11-16 --ids >hua; crm-due -w 1w Hua --ids >row
  $ crm-set $(cat row) owner=eva -q; crm-log $(cat hua) direction=in channel=phone --ids >call
  $ crm-due -w 1w Hua -o due,owner
  due	owner
  2026-11-29	
  $ crm-set $(cat call) outcome=no_answer -q; crm-due -w 1w Hua -o due,owner,reason
  due	owner	reason
  2026-11-23	eva	
  $ crm-undo -q; crm-due -w 1w Hua -o due,owner; crm-undo -q; crm-due -w 1w Hua -o due,owner
  due	owner
  2026-11-29	
  due	owner
  2026-11-23	eva

What is most urgent comes first, and the sum shows why; the weights are the procedure's.

  $ mkdir more; cd more; export CRM_DB=$PWD/crm.db; crm-init --zone Asia/Taipei --currency TWD
  $ cat >our.sop <<'END'
  > [sop]
  > hours    = mon-sat 09:00-18:00
  > [staff lin]
  > name     = Lin
  > deputy   = amy
  > away     = 2026-11-20..2026-11-29
  > [staff amy]
  > name     = Amy
  > [cadence weekly-vip]
  > tier     = vip
  > every    = 1w
  > channel  = phone
  > [cadence monthly]
  > every    = 1m
  > [event birthday]
  > on       = birthday
  > before   = 3d
  > lapses   = 5d
  > purpose  = birthday
  > [limit]
  > cap      = 2 per 1w
  > [urgency]
  > late     = 10
  > tier     = 5
  > score    = 7
  > promise  = 20
  > END
  $ crm-sop load our.sop -q
  $ crm-add name=Ann tier=vip since=2026-11-01 owner=lin -q
  $ crm-add name=Ben since=2026-10-01 owner=amy -q; crm-survey C2 metric=nps score=3 -q
  $ crm-add name=Cai tier=vip since=2026-11-12 -q
  $ crm-due --by urgency -o id,customer_name,late,every,urgency,urgency_late,urgency_tier,urgency_promise,urgency_score
  id	customer_name	late	every	urgency	urgency_late	urgency_tier	urgency_promise	urgency_score
  F1	Ann	13	7	29	19	10	0	0
  F3	Cai	3	7	14	4	10	0	0
  F2	Ben	20	31	13	6	0	0	7
  $ crm-due --by urgency --limit 1 --ids
  F1

Where the procedure says nothing of it, or not of a part, the weights are 10, 5, 20 and 5.

  $ sed '/urgency/,$d' our.sop >plain.sop; { cat plain.sop; printf '[urgency]\ntier = 0\n'; } >level.sop
  $ parts=id,urgency,urgency_late,urgency_tier,urgency_promise,urgency_score
  $ crm-sop load plain.sop -q; crm-due --by urgency -o $parts
  id	urgency	urgency_late	urgency_tier	urgency_promise	urgency_score
  F1	29	19	10	0	0
  F3	14	4	10	0	0
  F2	11	6	0	0	5
  $ crm-sop load level.sop -q; crm-due --by urgency -o $parts; crm-undo -q; crm-undo -q
  id	urgency	urgency_late	urgency_tier	urgency_promise	urgency_score
  F1	19	19	0	0	0
  F2	11	6	0	0	5
  F3	4	4	0	0	0
  $ crm-due --by name
  crm-due: --by: write due or urgency, not 'name'
  Try 'crm-due --help'.
  [2]

While somebody is away the deputy does it, on that day and no longer.

  $ crm-due -o customer_name,owner; crm-due owner=me -o customer_name
  customer_name	owner
  Ben	amy
  Ann	amy
  Cai	
  customer_name
  Ben
  Ann
  $ crm-due owner=lin --now 2026-12-01 -o customer_name,owner
  customer_name	owner
  Ann	lin

A birthday is due before it, for as long as it is of use.

  $ crm-add name=Dee birthday=1980-12-02 lunar_birthday=8-15 since=2026-11-20 -q
  $ for day in 2026-11-28 2026-11-29 2026-11-30 2026-12-04 2026-12-05; do
  >   echo $day: $(crm-due Dee --now $day -o due,expires,rule -H)
  > done
  2026-11-28:
  2026-11-29:
  2026-11-30: 2026-11-30 2026-12-04 birthday
  2026-12-04: 2026-11-30 2026-12-04 birthday
  2026-12-05:
  $ crm-due Dee rule=birthday --now 2040-12-01 -o id,anchor,due,expires
  id	anchor	due	expires
  	C4-birthday-2040	2040-11-29	2040-12-04

What was moved or suppressed says why.

  $ crm-add name=Eve tier=vip since=2026-11-14 refuses=all -q
  $ crm-add name=Fay tier=vip since=2026-11-08 -q
  $ crm-due --suppressed
  id	customer	customer_name	wanted	due	status	owner	rule	reason
  F2	C2	Ben	2026-11-01	2026-11-02	open	amy	monthly	2026-11-01 has no business hours
  F1	C1	Ann	2026-11-08	2026-11-09	open	amy	weekly-vip	2026-11-08 has no business hours
  F11	C6	Fay	2026-11-15	2026-11-16	open		weekly-vip	2026-11-15 has no business hours
  F10	C5	Eve	2026-11-21	2026-11-21	superseded		weekly-vip	the customer refuses all
  $ crm-due --suppressed owner=nobody --if-any
  $ crm-due --suppressed --by urgency
  crm-due: --suppressed lists by the day that was wanted, and has a reason; --by and --why are for what is due
  Try 'crm-due --help'.
  [2]
