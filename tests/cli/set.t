crm-set changes records.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ crm-add name=陳美 email=mei@example.com owner=amy city=台北 -q
  $ crm-add name=Acme ref=SAP-17 owner=amy city=London -q
  $ crm-add name=李明 owner=lin city=台北 -q
  $ crm-log C1 channel=phone next=+3d -q; crm-order C2 amount=500 -q; crm-survey C1 -q

Customers by whatever names one, other records by their ids.

  $ crm-set C1 tier=vip owner=lin
  id	name	tier	state	city	owner	last_contact	next_due
  C1	陳美	vip	prospect	台北	lin	2026-11-22T12:00:00+08:00	2026-11-25
  $ crm-set mei@example.com ref:SAP-17 stage=loyalty -o id,stage
  id	stage
  C1	loyalty
  C2	loyalty
  $ crm-set I1 channel=visit -o id,channel
  id	channel
  I1	visit
  $ crm-set O1 status=delivered -o id,status
  id	status
  O1	delivered
  $ crm-set S1 score=9 -o id,score
  id	score
  S1	9
  $ crm-due -w 1w --ids | head -n 1 | crm-set goal='send the offer' -o goal
  goal
  send the offer
  $ crm-set C1 I1 channel=email -o id,channel
  id	channel
  C1	email
  id	channel
  I1	email

Never all by accident.

  $ crm-set tier=vip </dev/null
  id	name	tier	state	city	owner	last_contact	next_due
  $ crm-find -o id,tier
  id	tier
  C1	vip
  C2	ordinary
  C3	ordinary
  $ crm-set C1
  crm-set: nothing to set: give field=value
  Try 'crm-set --help'.
  [2]
  $ crm-set </dev/null
  id	name	tier	state	city	owner	last_contact	next_due

A stream of records: only the id is taken if there are arguments.

  $ crm-find owner=lin | crm-set owner=bob -o id,name,owner
  id	name	owner
  C1	陳美	bob
  C3	李明	bob
  $ crm-find -o id,city | sed 's/London/LONDON/' | crm-set -o id,city
  id	city
  C1	台北
  C2	LONDON
  C3	台北
  $ crm-ops --limit 1 -H -o id | xargs crm-ops
  record	action	field	before	after
  C2	changed	city	London	LONDON

Emptying, and what is the same already.

  $ crm-set C1 owner= stage= -o id,owner,stage
  id	owner	stage
  C1		
  $ crm-set C1 name=
  crm-set: C1: name: a customer needs one
  [1]
  $ crm-ops --limit 1 --ids >last; crm-set C1 tier=vip -q; crm-ops --limit 1 --ids | cmp - last

What may not be changed, and what is not there.

  $ crm-set C1 spend=1
  crm-set: spend is computed and cannot be set
  Try 'crm-set --help'.
  [2]
  $ crm-set O1 customer_name=x
  crm-set: customer_name is computed and cannot be set
  Try 'crm-set --help'.
  [2]
  $ crm-set F1 rule=mine
  crm-set: F1: rule: it stays as it was when the follow_up was made
  [1]
  $ crm-set O1 tier=vip
  crm-set: O1: tier: there is no such field of orders
  [1]
  $ crm-set C1 F1 due=fri
  crm-set: C1: due: there is no such field of customers
  crm-set: 1 of 2 records refused; nothing was written
  [1]
  $ crm-set C1 C99 tier=low
  crm-set: C99: there is no customer C99
  crm-set: 1 of 2 records refused; nothing was written
  [1]
  $ crm-find C1 -o tier
  tier
  vip
  $ crm-set C2 ref=SAP-17 name=Acme -q; crm-set C1 ref=SAP-17
  crm-set: C1: ref: SAP-17 is C2 already; crm-set changes it
  [1]
  $ crm-set C1 referrer=C1
  crm-set: C1: referrer: nobody brings themselves
  [1]

The tier moves what is due.

  $ crm-set C3 tier=vip -o id,tier,next_due
  id	tier	next_due
  C3	vip	2026-11-29
  $ crm-undo -q; crm-find C3 -o id,tier,next_due
  id	tier	next_due
  C3	ordinary	2026-12-22

A change of nobody is a stream of nobody: what follows does not take everybody.

  $ crm-find name=Nobody | crm-set owner=zoe | crm-find --ids

What rules say of a customer is no decision: read and written back it changes nothing.  A tier set
by hand stands until it is taken back.

  $ crm-add name=Buyer -q; crm-order customer=$(crm-find name=Buyer --ids) amount=800000 when=-1d -q
  $ crm-find name=Buyer -o name,tier,class,segment,value_score,state
  name	tier	class	segment	value_score	state
  Buyer	vip	high_value	high_value	8	new
  $ crm-find name=Buyer tier=vip class=high_value value_score.min=8 segment=high_value -o name
  name
  Buyer
  $ crm-find name=Buyer | crm-set -q; crm-export customer name=Buyer -J | grep -o '"tier": [^,]*'
  "tier": null
  $ crm-find name=Buyer --ids | crm-set tier=low -o name,tier,class
  name	tier	class
  Buyer	low	cold
  $ crm-find name=Buyer --ids | crm-set tier= -o name,tier,class
  name	tier	class
  Buyer	vip	high_value
  $ crm-find name=Buyer -o id,tier | sed 's/vip/ordinary/' | crm-set -o name,tier; crm-export customer name=Buyer -J | grep -o '"tier": [^,]*'
  name	tier
  Buyer	ordinary
  "tier": "ordinary"
