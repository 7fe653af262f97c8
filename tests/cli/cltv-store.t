Scores that are kept are facts of customers: found, shown, looked at by rules, undone.

  $ export CRM_ME=amy
  $ crm-init --zone Asia/Taipei --currency TWD
  $ for noun in customer order; do crm-import -q $noun $ROOT/examples/data/${noun}s.csv; done
  $ crm-find p_alive=any --ids | wc -l
  0
  $ crm-cltv --store --now 2026-10-31 --limit 1 -o id,p_alive,value
  crm-cltv: model mbgnbd: error (rmse) of a customer's orders in the last 222 days, held out: 1.585, bias -15.7 %; bgnbd 1.597, pareto 1.583, run-rate 1.733
  crm-cltv: spend: the mean of all is 18391.61 by Gamma-Gamma, but 10375.50 (8931.29 to 11819.71) of who bought again: who bought once has the latter
  id	p_alive	value
  C1	0.969477	26707.85
  $ crm-cltv --store -q
  $ crm-cltv -q id=C5,C8 -o id,p_alive,value
  id	p_alive	value
  C5	0.985595	187502.79
  C8	0.967967	105005.83
  $ crm-find id=C5,C8 -o id,p_alive,cltv
  id	p_alive	cltv
  C5	0.985595	187502.79
  C8	0.967967	105005.83
  $ crm-find p_alive.under=0.3 cltv.over=5000 -o id,p_alive,cltv --sort -cltv --limit 3
  id	p_alive	cltv
  C53	0.234369	22695.34
  C33	0.215841	16657.51
  C147	0.234154	10784.73

As of a day, the latest score that is not after it.

  $ crm-find id=C5 -o cltv --now 2026-11-01 -H
  184044.60
  $ crm-find id=C5 -o cltv --now 2026-10-30 -H
  

The same again changes nothing; it is one operation, and can be undone.

  $ crm-cltv --store -q
  $ crm-ops --limit 2 -o id,program,what
  id	program	what
  X4	crm-cltv	store
  X3	crm-cltv	store
  $ crm-undo -q
  $ crm-find id=C5 -o cltv -H
  184044.60
  $ crm-undo -q
  $ crm-find cltv=any --ids | wc -l
  0
  $ crm-cltv --store --dry-run -q --limit 1 -o id
  id
  C1
  $ crm-find cltv=any --ids | wc -l
  0

Some customers only: the models are those of all.

  $ crm-cltv --store id=C5 -q
  $ crm-find cltv=any -o id,cltv
  id	cltv
  C5	187502.79

Rules look at it: a tier by expected value.

  $ cat >value.sop <<'SOP'
  > [tier vip]
  > when = cltv>=100000
  > [cadence often]
  > every = 1w
  > when = tier=vip p_alive>=0.5
  > SOP
  $ crm-sop load value.sop -q
  $ crm-cltv --store -q
  $ crm-find cltv.over=100000 -o id,tier,cltv,p_alive,next_due --limit 3
  id	tier	cltv	p_alive	next_due
  C5	vip	187502.79	0.985595	2026-11-22
  C8	ordinary	105005.83	0.967967	
  C47	vip	163733.89	0.975023	2026-11-22
  $ crm-find cltv.over=90000 cltv.under=100000 -o id,tier,cltv,next_due --limit 1
  id	tier	cltv	next_due
  C21	ordinary	97122.76	
  $ crm-undo -q
  $ crm-find id=C8 -o id,tier,cltv,next_due
  id	tier	cltv	next_due
  C8	ordinary		

What is no customer of a database is not kept.

  $ crm-cltv --store --params
  crm-cltv: --store keeps the values of the customers of a database
  Try 'crm-cltv --help'.
  [2]
  $ printf 'customer,date\na,2026-01-01\n' | crm-cltv --store --input -
  crm-cltv: --store keeps the values of the customers of a database
  Try 'crm-cltv --help'.
  [2]
  $ crm-export score | head -n 2
  id	customer	when	p_alive	cltv	model	days
  W591	C5	2026-11-22T00:00:00+08:00	0.985595	187502.79	mbgnbd	365
