crm-add adds customers.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ crm-add 'name=陳美' email=mei@example.com tier=vip owner=lin
  id	name	tier	state	city	owner	last_contact	next_due
  C1	陳美	vip	prospect		lin		2026-11-29
  $ crm-add name='Acme Ltd' kind=organisation ref=SAP-17 phone='+886 2 2345 6789' country=TW \
  >   tax_id=04595257 relationship=long_term stage=loyalty language=en-gb -o id,kind,ref,language,since
  id	kind	ref	language	since
  C2	organisation	SAP-17	en-GB	2026-11-22T12:00:00+08:00
  $ crm-add name=李明 referrer=ref:SAP-17 birthday=1990-02-28 source=fair timezone=Asia/Tokyo -o id,referrer,referrer.name,birthday
  id	referrer	referrer.name	birthday
  C3	C2	Acme Ltd	1990-02-28

From a stream; arguments override.

  $ printf 'name\tcity\nAda Lovelace\tLondon\nBob\t\n' | crm-add
  id	name	tier	state	city	owner	last_contact	next_due
  C4	Ada Lovelace	ordinary	prospect	London			2026-12-22
  C5	Bob	ordinary	prospect				2026-12-22
  $ printf 'name\tcity\tx.y\nEve\tOslo\tz\n' | crm-add - city=Bergen -o name,city
  crm-add: the column x.y is unknown, and left out
  name	city
  Eve	Bergen

The name is all that it needs, and it needs that.

  $ crm-add email=x@example.com
  crm-add: name: a customer needs one
  [1]
  $ crm-add name=
  crm-add: name: a customer needs one
  [1]
  $ crm-add name='   '
  crm-add: name: a customer needs one
  [1]
  $ crm-add
  id	name	tier	state	city	owner	last_contact	next_due

What is wrong is said, with what would be right.

  $ crm-add name=x email=nowhere
  crm-add: email: an e-mail address has an @, as in name@example.com
  [1]
  $ crm-add name=x phone=none-yet
  crm-add: phone: `n' has no place in a telephone number
  [1]
  $ crm-add name=x tax_id=04595258
  crm-add: tax_id: 04595258 is not a tax id (統一編號): its check digit is wrong
  [1]
  $ crm-add name=x country=Taiwan
  crm-add: country: `Taiwan' is not a country code of ISO 3166, as TW, CN or US are
  [1]
  $ crm-add name=x language=en_GB
  id	name	tier	state	city	owner	last_contact	next_due
  C7	x	ordinary	prospect				2026-12-22
  $ crm-add name=x tier=gold
  crm-add: tier: `gold' is not vip, ordinary or low
  [1]
  $ crm-add name=x stage=Loyalty -n -o stage
  stage
  loyalty
  $ crm-add name=x birthday=1990-02-30
  crm-add: birthday: February 1990 has 28 days
  [1]
  $ crm-add name=x timezone=Taipei
  crm-add: timezone: there is no time zone `Taipei': names look like Asia/Taipei, Europe/Berlin, UTC or +08:00
  [1]
  $ crm-add name=x referrer=C99
  crm-add: referrer: there is no customer C99
  [1]
  $ crm-add name=x referrer='Acme Ltd'
  crm-add: referrer: Acme Ltd does not name a customer; C12, ref:SAP-17, an e-mail address or a phone number does, and crm-find looks for names
  [1]
  $ crm-add name=x state=active
  crm-add: state is computed and cannot be set
  Try 'crm-add --help'.
  [2]
  $ crm-add name=x colour=red
  crm-add: there is no field colour; did you mean owner?
  Try 'crm-add --help'.
  [2]
  $ crm-add Ada
  crm-add: an argument is field=value, such as 'name=Ada'
  Try 'crm-add --help'.
  [2]
  $ printf 'id\tname\nC1\tx\n' | crm-add
  crm-add: stdin:2: it is there already; crm-set changes it
  [1]

A number elsewhere belongs to one; an e-mail address may be shared.

  $ crm-add name=Double ref=SAP-17
  crm-add: ref: SAP-17 is C2 already; crm-set changes it
  [1]
  $ crm-add name='Mei at work' email=MEI@example.com -o id,email
  id	email
  C8	MEI@example.com

me is who acts; what was written is one operation.

  $ crm-add name=Mine owner=me -o owner
  owner
  amy
  $ crm-ops --limit 1 -o actor,program,what
  actor	program	what
  amy	crm-add	name,owner
  $ crm-undo -q; crm-find Mine
  id	name	tier	state	city	owner	last_contact	next_due

A new customer is on the list at once.

  $ crm-due --within 1m --limit 2 -o customer_name,due,rule
  customer_name	due	rule
  陳美	2026-11-29	weekly-vip
  Acme Ltd	2026-12-22	monthly-cold

Batches are operations of their own, and one stream all the same: a single header, and
nothing for a batch without records.

  $ printf 'name\nBatch 1\nBatch 2\nBatch 3\nBatch 4\n' | crm-add --batch 2 -o name
  name
  Batch 1
  Batch 2
  Batch 3
  Batch 4
  $ printf 'name\nBatch 5\nBatch 6\n' | crm-add --batch 1 -o name --format csv --spreadsheet | cat -A
  M-oM-;M-?name^M$
  Batch 5^M$
  Batch 6^M$
  $ printf 'name\n' | crm-add --batch 1 -o name
  name
