crm-history shows what happened, the newest first.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ crm-add name=陳美 owner=amy since=2026-01-01 -q; crm-add name=Acme owner=bob since=2026-01-01 -q
  $ crm-log C1 when='2026-10-01 09:00' channel=phone subject=樣品 outcome=reached -q
  $ crm-order C1 when='2026-10-05 10:00' items='2 x 烏龍茶 @ 300' ref=A1 -q
  $ crm-order C2 when='2026-10-06 10:00' amount='USD 20.50' rate=31.5 -q
  $ crm-survey C1 when='2026-10-09 11:00' score=9 comment=好喝 -q
  $ crm-log C2 when='2026-11-01 09:00' channel=email direction=in note='where is it?' -q
  $ crm-log C2 when='2026-12-01 09:00' channel=visit -q
  crm-log: warning: when: 2026-12-01T09:00:00+08:00 lies ahead of now; what is due takes it as done

Of one customer, of all, of a stream.

  $ crm-history C1
  id	customer	customer_name	when	kind	channel	direction	summary	result	amount	currency	score	who
  S1	C1	陳美	2026-10-09T11:00:00+08:00	response		in	好喝	nps			9	
  O1	C1	陳美	2026-10-05T10:00:00+08:00	order			烏龍茶	open	600.00	TWD		
  I1	C1	陳美	2026-10-01T09:00:00+08:00	interaction	phone	out	樣品	reached				amy
  $ crm-history -o id,customer_name,when,amount,currency
  id	customer_name	when	amount	currency
  I2	Acme	2026-11-01T09:00:00+08:00		
  S1	陳美	2026-10-09T11:00:00+08:00		
  O2	Acme	2026-10-06T10:00:00+08:00	20.50	USD
  O1	陳美	2026-10-05T10:00:00+08:00	600.00	TWD
  I1	陳美	2026-10-01T09:00:00+08:00		
  $ crm-find owner=bob | crm-history -o id,kind,channel,direction,summary
  id	kind	channel	direction	summary
  I2	interaction	email	in	where is it?
  O2	order			
  $ crm-history C2 C1 --ids
  I2
  O2
  S1
  O1
  I1
  $ crm-find owner=nobody | crm-history --ids

A stretch of time, a kind.

  $ crm-history --since 2026-10-05 --until 2026-10-06 --ids
  O2
  O1
  $ crm-history --since 2026-10 --until 2026-10 --ids
  S1
  O2
  O1
  I1
  $ crm-history --since -30d --ids
  I2
  $ crm-history --until 2026-12 --ids
  I3
  I2
  S1
  O2
  O1
  I1
  $ crm-history --kind order -o id,amount
  id	amount
  O2	20.50
  O1	600.00
  $ crm-history --now 2026-10-08 --ids
  O2
  O1
  I1
  $ crm-history --sort amount --limit 2 -o id,amount
  id	amount
  O2	20.50
  O1	600.00
  $ crm-history --limit 2 -J -o id,kind,score
  {"id": "I2", "kind": "interaction", "score": null}
  {"id": "S1", "kind": "response", "score": 9}

What is wrong is said.

  $ crm-history C9
  crm-history: there is no customer C9
  id	customer	customer_name	when	kind	channel	direction	summary	result	amount	currency	score	who
  [1]
  $ crm-history C1 C9 --ids --limit 1
  crm-history: there is no customer C9
  S1
  [1]
  $ crm-history --since then
  crm-history: --since: `then' is not a date or time: write 2026-11-22, '2026-11-22 14:30', 14:30, today, -3d, +2w, fri, 2026-11, 2026-W47, 2026-Q3 or 2026
  Try 'crm-history --help'.
  [2]
  $ crm-history --kind call
  crm-history: --kind is interaction, order, response or fact, not 'call'
  Try 'crm-history --help'.
  [2]
  $ crm-history -o what
  crm-history: -o: there is no column what; did you mean when or who?
  Try 'crm-history --help'.
  [2]

What was learned stands among what happened.

  $ crm-fact C1 kind=preference text='no calls before ten' source=I1 when='2026-10-01 10:00' -q
  $ crm-history C1 --since 2026-10-01 --until 2026-10-05 -o id,when,kind,summary,result,who
  id	when	kind	summary	result	who
  O1	2026-10-05T10:00:00+08:00	order	烏龍茶	open	
  N1	2026-10-01T10:00:00+08:00	fact	no calls before ten	preference	I1
  I1	2026-10-01T09:00:00+08:00	interaction	樣品	reached	amy
  $ crm-history --kind fact -o id,customer
  id	customer
  N1	C1
