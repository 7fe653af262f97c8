crm-find finds customers; crm-query(7) tells the language.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ crm-add name=陳美 email=mei@example.com phone=0918-402-842 owner=amy tier=vip city=台北 since=2026-01-05 -q
  $ crm-add name='Acme Ltd' owner=bob city=London referrer=C1 since=2026-02-01 notes='likes "oolong"' -q
  $ crm-add name=陈伟 city=上海 since=2026-03-01 -q
  $ crm-order C1 when=2026-10-01 amount=1200 -q; crm-order C2 when=2025-10-01 amount=900 -q
  $ crm-log C1 when=2026-11-01 channel=phone -q; crm-survey C2 when=2026-05-01 score=6 -q

All of them, or those for whom the query holds.

  $ crm-find
  id	name	tier	state	city	owner	last_contact	next_due
  C1	陳美	vip	new	台北	amy	2026-11-01T00:00:00+08:00	2026-11-08
  C2	Acme Ltd	ordinary	lost	London	bob		2025-10-08
  C3	陈伟	ordinary	prospect	上海			2026-04-01
  $ crm-find tier=vip
  id	name	tier	state	city	owner	last_contact	next_due
  C1	陳美	vip	new	台北	amy	2026-11-01T00:00:00+08:00	2026-11-08
  $ crm-find city=台北 or owner=bob --ids
  C1
  C2
  $ crm-find 'spend_12m>1000' 'last_contact<-14d' --ids
  C1
  $ crm-find spend_12m.over=1000 last_contact.before=-14d --ids
  C1

Words are searched in name, e-mail, phone and notes; simplified and traditional are one.

  $ crm-find 陳 --ids
  C1
  C3
  $ crm-find ACME --ids
  C2
  $ crm-find oolong --ids
  C2
  $ crm-find 402842 --ids
  C1
  $ crm-find nobody
  id	name	tier	state	city	owner	last_contact	next_due

Facts and what a reference reaches are columns.

  $ crm-find -o id,orders,spend,spend_12m,last_order,contacts_90d,nps,state
  id	orders	spend	spend_12m	last_order	contacts_90d	nps	state
  C1	1	1200.00	1200.00	2026-10-01T00:00:00+08:00	1		new
  C2	1	900.00	0.00	2025-10-01T00:00:00+08:00	0	6	lost
  C3	0	0.00	0.00		0		prospect
  $ crm-find referrer=any -o name,referrer.name,referrer.spend
  name	referrer.name	referrer.spend
  Acme Ltd	陳美	1200.00
  $ crm-find referrer.city=台北 --ids
  C2

On another day the facts are others.

  $ crm-find --now 2026-02-15 -o id,orders,spend_12m,last_contact,state
  id	orders	spend_12m	last_contact	state
  C1	0	0.00		prospect
  C2	1	900.00		active
  $ crm-find --now 2025-12-31
  id	name	tier	state	city	owner	last_contact	next_due

What is wrong is pointed at.

  $ crm-find teir=vip
  crm-find: a customer has no `teir'; perhaps tier
    teir=vip
    ^
  [2]
  $ crm-find tier=gold
  crm-find: `gold' is not vip, ordinary or low
    tier=gold
         ^
  [2]
  $ crm-find '(tier=vip'
  crm-find: this parenthesis is never closed
    (tier=vip
    ^
  [2]
  $ crm-find 'spend>much'
  crm-find: `much' is not an amount: write 12300.50 or USD 12300.50
    spend>much
          ^
  [2]
  $ crm-find 'last_contact<yesterdy'
  crm-find: `yesterdy' is not a date or time: write 2026-11-22, '2026-11-22 14:30', 14:30, today, -3d, +2w, fri, 2026-11, 2026-W47, 2026-Q3 or 2026
    last_contact<yesterdy
                 ^
  [2]
  $ crm-find -o id,spnd
  crm-find: column `spnd': a customer has no `spnd'; perhaps spend or kind
  Try 'crm-find --help'.
  [2]

A reader waits for whoever holds the database for a moment, as the last one to leave does
when it writes the WAL back.

  $ { echo 'PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; DELETE FROM setting WHERE 0;'
  >   echo '.shell touch held; sleep 1'; } | sqlite3 "$CRM_DB" >/dev/null &
  $ while [ ! -e held ]; do sleep 0.05; done; crm-find --ids --limit 1; wait
  C1

Nothing that steers a terminal reaches one: not in what is said, nor in any format.

  $ esc=$(printf '\033[31m'); crm-set "$esc" owner=amy
  crm-set: \x1b[31m does not name a customer; C12, ref:SAP-17, an e-mail address or a phone number does, and crm-find looks for names
  [1]
  $ crm-find "tier=$esc"
  crm-find: `?[31m' is not vip, ordinary or low
    tier=\x1b[31m
         ^
  [2]
  $ crm-add "name=${esc}Red" city=Oslo "owner=$(printf '\302\2331m')" -q
  $ crm-find city=Oslo -H -o name | cat -v
  ^[[31mRed

People at a customer and what is known of it are found by words, and by terms on person. and fact.

  $ crm-init --db people.db --zone Asia/Taipei --currency TWD; export CRM_DB=people.db
  $ printf 'name\tsince\nAcme\t2025-01-01\nBeta\t2025-01-01\nGamma\t2025-01-01\n' | crm-add -q
  $ crm-person C1 name=王明 title=採購經理 role=decides,pays email=wang@acme.tw phone='02 2345 6789' -q
  $ crm-person C1 name=Lee role=uses note='plays golf' -q; crm-person C2 name=Kim role=uses -q
  $ crm-fact C1 kind=need text='要準時送貨' -q; crm-fact C2 kind=pain text='too slow' about=SAP -q
  $ crm-fact C2 kind=need text='Free returns' expires=2026-06-30 when=2026-01-05 -q
  $ for word in 王明 明 WANG@acme 23456789 golf 准時 送貨 SAP returns 採購 nobody; do
  >   printf '%s: %s\n' "$word" "$(crm-find "$word" --ids | tr '\n' ' ')"; done
  王明: C1 
  明: C1 
  WANG@acme: C1 
  23456789: C1 
  golf: C1 
  准時: C1 
  送貨: C1 
  SAP: C2 
  returns: C2 
  採購: 
  nobody: 
  $ while read -r term; do printf '%s: %s\n' "$term" "$(crm-find "$term" --ids | tr '\n' ' ')"
  > done <<'END'
  > person.role=decides
  > person.role=pays,blocks
  > person.role!=uses
  > not person.role=decides
  > person.name~王
  > person.title=採購經理
  > person.phone=0223456789
  > person.email=WANG@acme.tw
  > fact.kind=need
  > fact.text~準時
  > fact.text~slow fact.about=SAP
  > fact.expires.before=today
  > fact.kind=pain person.role=uses
  > person.name=none
  > fact.text=any
  > END
  person.role=decides: C1 
  person.role=pays,blocks: C1 
  person.role!=uses: C1 
  not person.role=decides: C2 C3 
  person.name~王: C1 
  person.title=採購經理: C1 
  person.phone=0223456789: C1 
  person.email=WANG@acme.tw: C1 
  fact.kind=need: C1 
  fact.text~準時: C1 
  fact.text~slow fact.about=SAP: C2 
  fact.expires.before=today: C2 
  fact.kind=pain person.role=uses: C2 
  person.name=none: 
  fact.text=any: C1 C2 

Two terms are about two people, if need be; whoever has left is found by words and by person.left;
what is not known yet is not found.

  $ crm-find person.role=decides person.role=uses --ids
  C1
  $ crm-find person.name=Lee person.role=decides --ids
  C1
  $ crm-person P1 left=2026-11-01 -q; crm-find person.role=decides --ids; crm-find deciders=0 --ids
  C1
  C2
  C3
  $ crm-find 王明 --ids; crm-find person.left.before=today --ids
  C1
  C1
  $ crm-find returns --now 2025-12-31 --ids; crm-find fact.kind=need --now 2026-06-30 --ids
  C2

A changed name is found, and the old one is not; undone, the old one is.

  $ crm-person P3 name=Park -q; crm-find Park --ids; crm-find Kim --ids; crm-undo -q; crm-find Kim --ids
  C2
  C2

So are follow-ups and orders of such customers.

  $ crm-order C2 amount=100 -q; crm-plan C1 due=+3d purpose=visit -q
  $ crm-due person.role=uses --within 1y --ids | wc -l | tr -d ' '; crm-export order fact.about=SAP -o id,customer
  3
  id	customer
  O1	C2
  $ crm-find person.rol=decides
  crm-find: a person has no `rol'; perhaps role or ref
    person.rol=decides
           ^
  [2]
