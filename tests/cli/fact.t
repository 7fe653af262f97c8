crm-fact keeps what is known of customers, with its source and its age.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ crm-add name=Acme tier=vip kind=organisation -q; crm-add name=Shop -q
  $ crm-fact C1 kind=need text='early delivery' expires=+3m
  id	customer	customer_name	kind	text	about	source	when	age	expires
  N1	C1	Acme	need	early delivery		amy	2026-11-22T12:00:00+08:00	0	2027-02-22
  $ crm-fact C1 kind=News text='new plant' source=newspaper when=2026-01-02 about=Tainan -o id,kind,source,when,age,stale
  id	kind	source	when	age	stale
  N2	news	newspaper	2026-01-02T00:00:00+08:00	324	yes
  $ printf 'customer\tkind\ttext\nC2\tpain\ttoo dear\n' | crm-fact source=fair - -o id,customer,kind,source
  id	customer	kind	source
  N3	C2	pain	fair
  $ crm-fact C1 C2 kind=preference text='by mail' when=-800d -o id,customer,age
  id	customer	age
  N4	C1	800
  N5	C2	800

Without a field it lists what has not expired; --stale is what is to be asked again.

  $ crm-fact -o id,kind,text,age </dev/null
  id	kind	text	age
  N1	need	early delivery	0
  N2	news	new plant	324
  N4	preference	by mail	800
  N3	pain	too dear	0
  N5	preference	by mail	800
  $ crm-fact C1 --ids; crm-fact --stale -o id,kind,age; crm-fact --older 2y --ids; crm-fact --stale tier=vip --ids
  N1
  N2
  N4
  id	kind	age
  N2	news	324
  N4	preference	800
  N5	preference	800
  N4
  N5
  N2
  N4
  $ crm-fact --list kind=need,pain -o id,customer_name,text; crm-find tier=vip | crm-fact --list --ids
  id	customer_name	text
  N1	Acme	early delivery
  N3	Shop	too dear
  N1
  N2
  N4
  $ crm-fact --stale --all
  crm-fact: --all, --stale and --older exclude one another
  Try 'crm-fact --help'.
  [2]
  $ crm-fact --older soon
  crm-fact: --older: `soon' is not a length of time: write 3d, 2w, 1m, 1q, 1y, or weekly, monthly
  Try 'crm-fact --help'.
  [2]
  $ crm-fact --stale -n
  crm-fact: nothing is written here: --dry-run, --quiet, --batch and --rejects go with what is
  Try 'crm-fact --help'.
  [2]

Who hears it again sets its date.

  $ crm-fact N2 when=today -o id,age; crm-fact --stale --ids; crm-undo -q
  id	age
  N2	0
  N4
  N5

A need counts until it expires, and before it is known it is not there.

  $ crm-find -o id,needs,pains; crm-find needs.over=0 deciders=0 -o id,warning
  id	needs	pains
  C1	1	0
  C2	0	1
  id	warning
  C1	open need, no known decider
  $ crm-find -o id,needs --now 2027-02-22 C1; crm-find -o id,needs --now 2027-02-23 C1; crm-find -o id,needs --now 2026-11-21 C1
  id	needs
  C1	1
  id	needs
  C1	0
  id	needs
  $ crm-fact C1 --now 2027-02-23 --ids; crm-fact C1 --all --now 2027-02-23 --ids; crm-fact C1 --now 2026-11-21 --ids
  N2
  N4
  N1
  N2
  N4
  N2
  N4

  $ crm-fact C2 kind=news text=fair when=2027-01-05 -o id,age; crm-fact C2 --all --ids; crm-undo -q
  crm-fact: warning: when: 2027-01-05T00:00:00+08:00 lies ahead of now; until then nobody sees it
  id	age
  N6	-44
  N3
  N5

What makes no sense is refused.

  $ crm-fact C1 kind='two words' text=x
  crm-fact: C1: kind: `two words' is more than a word; the kind is need, preference, pain, expectation, competitor, news or another word
  [1]
  $ crm-fact C1 kind=need
  crm-fact: C1: text: a fact needs one
  [1]
  $ crm-fact C1 text=x
  crm-fact: C1: kind: a fact needs one
  [1]
  $ crm-fact C1 kind=need text=x expires=2026-01-01
  crm-fact: C1: expires: that is before it was learned
  [1]
  $ crm-fact N9 text=x
  crm-fact: N9: there is no fact N9
  [1]

A rule of the procedure may look at tags, needs and deciders; what changes them, and the day on
which a need expires, moves what is due.

  $ cat >rules.sop <<END
  > [sop]
  > goal = nobody waits
  > [cadence press]
  > when = tag:press
  > every = 3d
  > [cadence need]
  > when = needs>0 deciders=0
  > every = 1w
  > [cadence all]
  > every = 1m
  > END
  $ export CRM_DB="$PWD/rules.db"; crm-init --zone Asia/Taipei --currency TWD; crm-sop load rules.sop >/dev/null
  $ crm-add name=Acme -q; crm-add name=Shop -q; crm-due -w 2m -o customer,due,rule
  customer	due	rule
  C1	2026-12-22	all
  C2	2026-12-22	all
  $ crm-tag C1 +press -q; crm-fact C2 kind=need text=tea expires=2026-11-30 -q; crm-due -w 2m -o customer,due,rule
  customer	due	rule
  C1	2026-11-25	press
  C2	2026-11-29	need
  $ crm-person C2 name=Kim role=decides -q; crm-tag C1 -press -q; crm-due -w 2m -o customer,due,rule
  customer	due	rule
  C1	2026-12-22	all
  C2	2026-12-22	all
  $ crm-undo -q; crm-undo -q; crm-due -w 2m -o customer,due,rule
  customer	due	rule
  C1	2026-11-25	press
  C2	2026-11-29	need
  $ crm-set N1 expires=2026-11-28 -q; crm-due -w 2m -o customer,due,rule
  customer	due	rule
  C1	2026-11-25	press
  C2	2026-12-22	all

A free word in a rule looks at the texts of people and facts, from their day on; a rule does not
look at one person or fact.

  $ cat >words.sop <<'END'
  > [cadence hurry]
  > when = 準時
  > every = 1w
  > [cadence all]
  > every = 1m
  > END
  $ crm-sop check words.sop && crm-sop load words.sop -q; crm-fact C1 kind=pain text='不准时' -q
  $ crm-due -w 2m -o customer,due,rule
  customer	due	rule
  C1	2026-11-29	hurry
  C2	2026-12-22	all
  $ crm-person C2 name=準時 -q; crm-due -w 2m -o customer,rule; crm-undo -q; crm-due -w 2m -o customer,rule
  customer	rule
  C1	hurry
  C2	hurry
  customer	rule
  C1	hurry
  C2	all
  $ sed 's/準時/tier=vip person.role=pays/' words.sop | crm-sop check -
  stdin:2: cadence hurry: when = tier=vip person.role=pays: a rule cannot look at one person: it sees how many there are, by persons, deciders, needs and pains
  [1]
