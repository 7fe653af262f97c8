crm-person keeps the people at a customer.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ crm-add name=Acme tier=vip kind=organisation -q; crm-add name=Shop -q
  $ crm-person C1 name=王明 title=採購經理 role='Pays, decides' attitude=supporter influence=4 email=wang@acme.tw
  id	customer	customer_name	name	title	role	influence	attitude	phone	email	warning
  P1	C1	Acme	王明	採購經理	decides,pays	4	supporter		wang@acme.tw	
  $ crm-person C1 name=Lee role=blocks attitude=opponent reports_to=P1 phone='02 2345 6789' -q
  $ printf 'customer\tname\trole\nC2\tKim\tuses\nP1\tHo\t\n' | crm-person -o id,customer,name,role
  id	customer	name	role
  P3	C2	Kim	uses
  P4	C1	Ho	

Without a field it lists, most influence first; with --list fields are a query.

  $ crm-person C1 -o id,name,influence
  id	name	influence
  P1	王明	4
  P2	Lee	
  P4	Ho	
  $ crm-person -o id,customer,name </dev/null
  id	customer	name
  P1	C1	王明
  P2	C1	Lee
  P4	C1	Ho
  P3	C2	Kim
  $ crm-person --list role=decides tier=vip -o id,name
  id	name
  P1	王明
  $ crm-find tier=vip | crm-person --list --ids
  P1
  P2
  P4
  $ crm-person --list attitude=opponent -o name,reports_to.name,phone
  name	reports_to.name	phone
  Lee	王明	02 2345 6789
  $ crm-find | crm-person
  crm-person: stdin:2: name: a person needs one
  crm-person: stdin:3: name: a person needs one
  crm-person: 2 of 2 records refused; nothing was written
  [1]
  $ crm-person -l -q
  crm-person: nothing is written here: --dry-run, --quiet, --batch and --rejects go with what is
  Try 'crm-person --help'.
  [2]
  $ crm-person role=decides </dev/null
  id	customer	customer_name	name	title	role	influence	attitude	phone	email	warning

A person names the customer.

  $ crm-log P3 channel=email -o id,customer; crm-find P2 -o id; crm-log wang@acme.tw channel=email -o customer
  id	customer
  I1	C2
  id
  C1
  customer
  C1
  $ crm-log 0223456789 channel=phone -o customer; crm-find 'deciders=1' -o id,persons,deciders
  customer
  C1
  id	persons	deciders
  C1	3	1

Nobody decides any longer: the order that is open says so.

  $ crm-order C1 amount=500 -q; crm-person C1 -o id,warning
  id	warning
  P1	
  P2	
  P4	
  $ crm-person P1 left=today -o id,left; crm-person C1 -o id,name,warning
  id	left
  P1	2026-11-22
  id	name	warning
  P2	Lee	open order, no known decider
  P4	Ho	open order, no known decider
  $ crm-person C1 --all -o id,left; crm-find warning=any -o id,warning; crm-person C1 --now 2026-11-21 --ids
  id	left
  P1	2026-11-22
  P2	
  P4	
  id	warning
  C1	open order, no known decider
  P1
  P2
  P4
  $ crm-log wang@acme.tw channel=email
  crm-log: wang@acme.tw: there is no customer wang@acme.tw
  [1]
  $ crm-undo -q; crm-find warning=any --ids
  $ crm-order C2 amount=5 -q; crm-find warning=any -o id,warning
  id	warning
  C2	open order, no known decider
  $ crm-set C2 kind=person -q; crm-find warning=any -o id,warning
  id	warning

What makes no sense is refused.

  $ crm-person C1 name=x role=decides,buys
  crm-person: C1: role: `buys' is not decides, influences, uses, pays or blocks
  [1]
  $ crm-person C1 name=x influence=6
  crm-person: C1: influence: 6 is not from 1 to 5
  [1]
  $ crm-person C1 name=x attitude=fan
  crm-person: C1: attitude: `fan' is not champion, supporter, neutral, sceptic or opponent
  [1]
  $ crm-person C1 role=uses
  crm-person: C1: name: a person needs one
  [1]
  $ crm-person P1 reports_to=P2
  crm-person: P1: reports_to: that would go round in a circle, by way of P1
  [1]
  $ crm-person C2 name=x reports_to=P1
  crm-person: C2: reports_to: P1 belongs to C1, another customer
  [1]
  $ crm-person C1 name=x reports_to=P9
  crm-person: C1: reports_to: there is no person P9
  [1]
  $ crm-person C1 nmae=x
  crm-person: there is no field nmae; did you mean name or note?
  Try 'crm-person --help'.
  [2]

All of it is undone like anything else, whoever reports to whom, and done again.

  $ crm-add name=New tags=a,b -q; printf 'customer\tname\nC3\tX\nC3\tY\n' | crm-person -q
  $ crm-person P5 reports_to=P6 -q; crm-undo -q; crm-undo -q; crm-undo -o id,undoes; crm-find --ids
  id	undoes
  X19	X14
  C1
  C2
  $ crm-undo X18 -q
  crm-undo: a record that it refers to does not exist
  [1]
  $ crm-undo X19 -q; crm-undo X18 -q; crm-undo X17 -q; crm-find C3 -o name,tags; crm-person C3 -o name,reports_to.name
  name	tags
  New	a,b
  name	reports_to.name
  X	Y
  Y	
