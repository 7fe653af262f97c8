crm-ops lists operations, and what they changed.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ crm-add name=陳美 owner=amy -q
  $ crm-log C1 channel=phone note=secret -q
  $ CRM_ME=bob crm-set C1 tier=vip owner=bob -q
  $ crm-find C1 | crm-set tier=vip -q
  $ crm-ops -o id,actor,program,what
  id	actor	program	what
  X3	bob	crm-set	tier,owner
  X2	amy	crm-log	channel,note
  X1	amy	crm-add	name,owner
  $ crm-ops -H -o when --limit 1 | grep -cE '^20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\+08:00$'
  1

What one of them changed, before and after, by field.

  $ crm-ops X3
  record	action	field	before	after
  C1	changed	tier		vip
  C1	changed	owner	amy	bob
  $ crm-ops X1 -o record,action,field,after
  record	action	field	after
  C1	added	name	陳美
  C1	added	owner	amy
  C1	added	since	2026-11-22T12:00:00+08:00
  $ crm-ops X2 X3 -o record,field --limit 2
  record	field
  I1	customer
  I1	when
  record	field
  C1	tier
  C1	owner
  $ crm-ops X3 -J
  {"record": "C1", "action": "changed", "field": "tier", "before": null, "after": "vip"}
  {"record": "C1", "action": "changed", "field": "owner", "before": "amy", "after": "bob"}

A query or --actor narrows the list.

  $ crm-ops --actor bob --ids
  X3
  $ crm-ops program=crm-add --ids
  X1
  $ crm-ops actor=amy --sort id --ids
  X1
  X2
  $ crm-ops --actor nobody
  id	when	actor	program	what	undoes	undone_by

Undoing is an operation too.

  $ crm-undo -q; crm-ops -o id,actor,program,undoes,undone_by
  id	actor	program	undoes	undone_by
  X4	amy	crm-undo	X2	
  X3	bob	crm-set		
  X2	amy	crm-log		X4
  X1	amy	crm-add		
  $ crm-ops X4
  record	action	field	before	after
  I1	deleted	customer	C1	
  I1	deleted	when	2026-11-22T12:00:00+08:00	
  I1	deleted	channel	phone	
  I1	deleted	direction	out	
  I1	deleted	note	secret	
  I1	deleted	who	amy	
  $ crm-ops --if-any program=nothing

What is wrong is said.

  $ crm-ops X99
  record	action	field	before	after
  crm-ops: there is no operation X99
  [1]
  $ crm-ops X3 C1
  crm-ops: an operation's id is like X41, not 'C1'
  Try 'crm-ops --help'.
  [2]
  $ crm-ops -o values
  crm-ops: column `values': an operation has no `values'; perhaps undoes
  Try 'crm-ops --help'.
  [2]

Ids of operations can come in a stream, and those of other records do not pass for them.

  $ crm-ops --limit 2 --sort id --ids | crm-ops --ids
  X1
  X2
  $ crm-find --limit 1 | crm-ops --ids
  crm-ops: stdin:2: C1 is not the id of an operation, such as X12
  [1]
