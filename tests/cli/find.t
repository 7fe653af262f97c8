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
