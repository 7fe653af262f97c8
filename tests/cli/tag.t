crm-tag puts words on customers.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ crm-add name=Acme city=台北 -q; crm-add name=Bob -q; crm-add name=陳美 city=台北 tags='vip, Press' -o id,tags
  id	tags
  C3	Press,vip
  $ crm-tag C1 +vip -lead
  id	name	tags
  C1	Acme	vip
  $ crm-find city=台北 | crm-tag +taipei
  id	name	tags
  C1	Acme	taipei,vip
  C3	陳美	Press,taipei,vip
  $ crm-tag C1
  id	name	tags
  C1	Acme	taipei,vip
  $ crm-tag
  id	name	tags
  C1	Acme	taipei,vip
  C3	陳美	Press,taipei,vip
  $ crm-tag name~o
  id	name	tags
  C2	Bob	
  $ crm-tag --list
  tag	customers
  taipei	2
  vip	2
  Press	1
  $ crm-tag --list --sort tag -J
  {"tag": "Press", "customers": 1}
  {"tag": "taipei", "customers": 2}
  {"tag": "vip", "customers": 2}

Queries find them, of what belongs to a customer too, whatever the spelling.

  $ crm-find tag:VIP not tag:press --ids
  C1
  $ crm-find '(tag:press or tag:none)' -o id,tags
  id	tags
  C2	
  C3	Press,taipei,vip
  $ crm-find tag:none,press --ids
  C2
  C3
  $ crm-log C1 channel=phone -q; crm-log C2 channel=phone -q; crm-due -w 1y tag:any -o customer
  customer
  C1
  C3
  $ crm-history C1 -o id; crm-export interaction tag:vip -o id
  id
  I1
  id
  I1
  $ crm-find tag:
  crm-find: `' is no tag: a tag is one word, without blanks, commas, parentheses and quotation marks
    tag:
        ^
  [2]
  $ crm-find 'tag:a(b)'
  crm-find: `a(b)' is no tag: a tag is one word, without blanks, commas, parentheses and quotation marks
    tag:a(b)
        ^
  [2]
  $ crm-ops tag:vip
  crm-ops: customers have tags, no operation has
    tag:vip
    ^
  [2]

What changes nothing is no operation; what does is undone, and tells who stands in the way.

  $ crm-tag C1 +VIP -lead -q; crm-ops --limit 1 -o id,what
  id	what
  X7	channel
  $ crm-tag -vip C1 -o tags; crm-tag C1 +vip -q; crm-undo X8
  tags
  taipei
  crm-undo: later operations changed the same records: X9; undo them first
  [1]
  $ crm-undo -q; crm-tag C1 -o tags; crm-undo -q; crm-tag C1 -o tags
  tags
  taipei
  tags
  taipei,vip
  $ crm-ops X4
  record	action	field	before	after
  T3	added	customer		C1
  T3	added	name		vip
  T3	added	active		yes
  $ crm-tag C1 +new -n; crm-tag C1 -o tags
  id	name	tags
  C1	Acme	new,taipei,vip
  tags
  taipei,vip

One bad name or tag, and nothing is done.

  $ crm-tag C1 C9 +x; crm-tag C1 -o tags
  crm-tag: C9: there is no customer C9
  crm-tag: 1 of 2 records refused; nothing was written
  tags
  taipei,vip
  $ crm-tag C1 +x +'big account'; crm-tag C1 -o tags
  crm-tag: C1: `big account' is no tag: a tag is one word, without blanks, commas, parentheses and quotation marks
  tags
  taipei,vip
  $ crm-tag C1 +none
  crm-tag: C1: `none' is no tag: queries mean customers without a tag by it
  [1]
  $ crm-tag C1 ++x
  crm-tag: C1: `+x' is no tag: a tag does not begin with +
  [1]
  $ crm-tag C1 +
  crm-tag: C1: a tag is a word, such as vip
  [1]
  $ printf 'id\nC1\nC9\n' | crm-tag +x --rejects bad; cat bad; crm-tag C1 -o tags
  crm-tag: stdin:3: there is no customer C9
  id	name	tags
  C1	Acme	taipei,vip,x
  crm-tag: 1 of 2 records refused
  id	reject_reason
  C9	there is no customer C9
  tags
  taipei,vip,x

A word behind a minus is a tag, a letter an option.

  $ crm-tag -taipei C1 -q; crm-tag -o tags C1
  tags
  vip,x
  $ crm-tag C1 --sort -name +q -o tags
  tags
  q,vip,x
  $ crm-tag C1 --so -name -o tags +q --db crm.db -gone
  tags
  q,vip,x
  $ echo C2 | crm-tag - +q -gone -o id
  id
  C2
  $ crm-tag C1 -o tags -- -q
  tags
  vip,x
  $ crm-tag C1 --list
  crm-tag: --list lists all tags there are, and takes no customers
  Try 'crm-tag --help'.
  [2]
  $ crm-tag C1 -q
  crm-tag: nothing is written here: --dry-run, --quiet, --batch and --rejects go with what is
  Try 'crm-tag --help'.
  [2]
  $ printf 'customer\tnote\nC1\tx\n' | crm-tag +form -o id,tags
  id	tags
  C1	form,vip,x
  $ crm-tag +late </dev/null
  id	name	tags

All of them are a field of the customer.

  $ crm-set C1 tags='One two，three' -o tags; crm-set C1 tags='three one,TWO' -o tags; crm-set C1 tags= -o tags
  tags
  One,three,two
  tags
  One,three,two
  tags
  
  $ crm-export customer -o name,tags --format csv name=陳美
  name,tags
  陳美,"Press,taipei,vip"
