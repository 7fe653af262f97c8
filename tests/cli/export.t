crm-export writes records out whole: all that is kept of them, nothing that is computed.

  $ new() {
  >   crm-init -d "$1" --zone Asia/Taipei --currency TWD --field warranty=day \
  >     --field grade=word:gold,silver --field memo=text --field rank=int --field ok=bool
  > }
  $ new crm.db
  $ crm-add name=陳美 email=mei@example.com tier=vip owner=lin warranty=2027-01-01 grade=gold rank=-5 \
  >   ok=yes "memo=$(printf 'a tab\tand\na new line')" -q
  $ crm-add name=Gone -q && crm-undo -q
  $ crm-add name=Ada since=2020-01-02 referrer=C1 notes='"quoted" \ back, ; 「」' birthday=1815-12-10 -q
  $ crm-add name=Zoe phone='+886 2 2345 6789' tax_id=04595257 city=' 台北 ' -q
  $ crm-set C1 referrer=C4 -q
  $ crm-export customer -o id,name,referrer,warranty,grade,memo,rank,ok
  id	name	referrer	warranty	grade	memo	rank	ok
  C1	陳美	C4	2027-01-01	gold	a tab\tand\na new line	-5	yes
  C3	Ada	C1					
  C4	Zoe						
  $ crm-export customer name=Zoe -J | tr , '\n' | grep -c .
  32
  $ crm-export customer --format csv --spreadsheet name=Zoe -o name,phone | tail -n +2 | tr -d '\r'
  Zoe,'+886 2 2345 6789
  $ crm-export nothing
  crm-export: which noun?  customer, person, fact, interaction, order, response, sop_note or follow_up
  Try 'crm-export --help'.
  [2]
  $ crm-export
  crm-export: which noun?  customer, person, fact, interaction, order, response, sop_note or follow_up
  Try 'crm-export --help'.
  [2]

An import of an export into a new database gives the same export: ids with their gaps, contacts
that answered follow-ups, plans, what was moved by hand, items, fields of the users' own.

  $ crm-log C1 channel=phone note='asked about delivery' next=+3d when=-10d -q
  $ crm-log C1 channel=phone outcome=no_answer when=-5d -q
  $ crm-log C3 channel=email -q && crm-undo -q
  $ crm-due --within 1y --ids | crm-log channel=email minutes=5 -q
  $ crm-order C1 amount='USD 12300.50' rate=31.5 ref=X-1 promised=+14d -q
  $ crm-order C3 items='2 x 烏龍茶 @ 300; 1 x "Gift; box" @ 450.123456' status=delivered -q
  $ crm-order C3 amount=100 -q && crm-undo -q
  $ printf 'customer\twhen\tamount\nC3\t2024-02-29\t100\nC3\t2024-02-29\t100\n' | crm-order -q
  $ crm-survey C1 score=9 comment='great, "really"' about=O1 -q
  $ crm-survey C3 metric=csat score=4 -q
  $ crm-survey C4 -q
  $ crm-log C3 channel=visit next=+9d -q
  $ crm-log C1 channel=wechat next=+2d -q
  $ crm-due C1 --within 1y --ids --limit 1 | crm-set status=dropped reason='on leave' -q
  $ crm-log C4 channel=line next=+4d -q
  $ crm-due C4 --within 1y --ids --limit 1 | crm-set due=+30d goal='send the quote' owner=bob -q
  $ crm-add name=Eve owner=lin channel=email -q
  $ crm-due C5 --within 1y --ids | crm-set due=+5d -q
  $ crm-due C5 --within 1y --ids | crm-log channel=phone outcome=no_answer -q
  $ crm-export follow_up -o id,customer,due,owner,goal,status,interaction,planned
  id	customer	due	owner	goal	status	interaction	planned
  F1	C1	2026-11-19	lin	stay close	done	I5	no
  F3	C3	2020-02-02		renew the contact	done	I4	no
  F4	C4	2026-12-22		renew the contact	done	I6	no
  F5	C1	2026-11-25	lin		open		yes
  F7	C1	2026-11-29	lin	stay close	superseded		no
  F8	C3	2026-12-22		keep in touch	superseded		no
  F9	C4	2026-12-22		keep in touch	superseded		no
  F10	C3	2026-12-01			open		yes
  F11	C1	2026-11-24	lin		dropped		yes
  F12	C4	2026-12-22	bob	send the quote	open		yes
  F13	C5	2026-11-27	lin	renew the contact	open		no
  $ round_trip() {
  >   rm -f new.db* && new new.db
  >   for noun in customer interaction order response follow_up; do
  >     crm-export "$noun" --format "$1" >"$noun.$1"
  >     crm-import -d new.db "$noun" "$noun.$1" -q
  >     crm-export -d new.db "$noun" --format "$1" | cmp - "$noun.$1"
  >     wc -l <"$noun.$1"
  >     crm-import -d new.db "$noun" "$noun.$1" --ids | wc -l
  >   done
  >   crm-ops -d new.db --ids | wc -l
  >   sqlite3 new.db 'PRAGMA foreign_key_check; PRAGMA integrity_check'
  > }
  $ round_trip tsv
  5
  4
  10
  9
  5
  4
  4
  3
  12
  11
  5
  ok
  $ round_trip csv
  6
  4
  10
  9
  5
  4
  4
  3
  12
  11
  5
  ok
  $ round_trip json
  4
  4
  9
  9
  4
  4
  3
  3
  11
  11
  5
  ok

The agenda's own rows are nobody's operation, here as there; an owner who is the customer's stays so.

  $ for db in crm.db new.db; do
  >   sqlite3 $db 'SELECT id, op IS NULL, owner, planned FROM follow_up' >$db.rows
  > done
  $ cmp crm.db.rows new.db.rows && cut -d '|' -f 2 new.db.rows | sort | uniq -c
        8 0
        3 1
  $ crm-undo -d new.db -q && crm-export -d new.db follow_up -o id,planned,status
  id	planned	status
  F1	no	done
  F3	no	done
  F4	no	done
  F7	no	open
  F8	no	open
  F9	no	open
  F13	no	open
  $ crm-undo -d new.db X6 -q && crm-export -d new.db follow_up --format json | cmp - follow_up.json

Ids go on behind the greatest.

  $ crm-add -d new.db name=New --ids
  C6

In a database that has records of the noun an unknown id is refused, unless the column is left out.

  $ printf 'id,name\nC99,Late\n' >late.csv
  $ crm-import customer late.csv
  crm-import: late.csv:2: id: there is no customer C99 here; with id= the column is left out and the record is a new one
  [1]
  $ crm-import customer late.csv id= -o name
  name
  Late
  $ printf 'id,name\nC3,Ada Lovelace\n' | crm-import customer - -o id,name,referrer
  id	name	referrer
  C3	Ada Lovelace	C1
  $ printf 'id,customer,due\nF99,C3,2026-12-01\n' | crm-import follow_up -
  crm-import: stdin:2: id: there is no follow_up F99 here; with id= the column is left out and the record is a new one
  [1]

People, facts and tags go out and come in whole, who reports to somebody further down as well.

  $ crm-set C1 tags=vip,press -q; crm-person C1 name=Lee role=uses,pays birthday=1980-02-03 note='calls late' -q
  $ crm-person C1 name=王明 role=decides influence=5 left=2026-12-31 -q; crm-person P1 reports_to=P2 -q
  $ crm-fact C1 kind=need text='early delivery' expires=+3m about=tea -q; crm-fact C1 kind=news text=old when=-9d expires=-1d -q
  $ crm-init --db profile.db --zone Asia/Taipei --currency TWD
  $ crm-export customer -o id,name,tags >customer; crm-export person >person; crm-export fact >fact
  $ for noun in customer person fact; do crm-import --db profile.db $noun $noun -q; done
  $ crm-export --db profile.db customer -o id,name,tags | diff customer -
  $ for noun in person fact; do crm-export --db profile.db $noun | diff $noun -; done
  $ for noun in customer person fact; do crm-import --db profile.db $noun $noun -q; done; crm-ops --db profile.db --limit 1 -o id,what
  id	what
  X3	fact id,customer,kind,text,about,source,when,expires
  $ crm-export person | cut -f 1-6; crm-export fact; crm-export customer -o id,tags C1
  id	customer	name	title	role	influence
  P1	C1	Lee		uses,pays	
  P2	C1	王明		decides	5
  id	customer	kind	text	about	source	when	expires
  N1	C1	need	early delivery	tea	amy	2026-11-22T12:00:00+08:00	2027-02-22
  N2	C1	news	old		amy	2026-11-13T00:00:00+08:00	2026-11-21
  id	tags
  C1	press,vip

What staff noted of the procedure's rules goes along, of rules that are gone too.

  $ crm-sop note monthly 'they ask for samples' -q; crm-sop note weekly-vip 'too often' -q
  $ CRM_ME=bob crm-sop note monthly "$(printf 'a tab\there')" -q --now 2026-11-21; crm-undo -q
  $ printf '[cadence rare]\nevery = 1y\n' | crm-sop load - -q; crm-sop note rare 'rare indeed' -q; crm-undo -q; crm-undo -q
  $ crm-sop note weekly-vip 'too often for most' -q
  $ crm-export sop_note | tee notes.tsv
  id	rule	at	who	note
  R1	monthly	2026-11-22T12:00:00+08:00	amy	they ask for samples
  R3	monthly	2026-11-21T00:00:00+08:00	bob	a tab\there
  R5	weekly-vip	2026-11-22T12:00:00+08:00	amy	too often for most
  $ crm-init --db notes.db --zone Asia/Taipei --currency TWD
  $ printf '[cadence weekly-vip]\nevery = 1w\n' | crm-sop load -d notes.db - -q
  $ crm-export sop_note | crm-import -d notes.db sop_note - -q
  $ crm-export -d notes.db sop_note | cmp - notes.tsv
  $ crm-import -d notes.db sop_note notes.tsv -q; crm-export -d notes.db sop_note | cmp - notes.tsv
  $ crm-sop review -d notes.db -o rule,notes,note
  rule	notes	note
  weekly-vip	1	too often for most
  $ crm-sop note -d notes.db weekly-vip 'and on' -o id,note
  id	note
  R6	and on
  $ printf 'rule,note\nweekly,x\n' | crm-import -d notes.db sop_note -
  crm-import: stdin:2: the procedure has no rule `weekly'; perhaps weekly-vip
  [1]
  $ printf 'rule,text\nweekly-vip,x\n' | crm-import -d notes.db sop_note -
  crm-import: stdin: no column looks like the note: say note=COLUMN; there are rule and text
  [2]
  $ printf 'rule,note,who\nweekly-vip,from a meeting,lin\n' | crm-import -d notes.db sop_note - -o id,rule,who,note
  id	rule	who	note
  R7	weekly-vip	lin	from a meeting

Lists of others are recognised by what they say.

  $ printf '客戶,姓名,職稱,角色\nC1,王明,CEO,decides\nC1,Kim,,uses\n' >people.csv
  $ crm-import person people.csv -o id,name,title,role; crm-import person people.csv -q; crm-person C1 --all --ids
  id	name	title	role
  P2	王明	CEO	decides
  P3	Kim		uses
  P2
  P1
  P3
  $ printf 'customer,kind,text,date\nC1,need,early delivery,2026-11-20\nC1,pain,too dear,2026-11-20\n' >facts.csv
  $ crm-import fact facts.csv -o id,kind,when,about; crm-import fact facts.csv -q; crm-fact C1 --all --ids
  id	kind	when	about
  N1	need	2026-11-20T00:00:00+08:00	tea
  N3	pain	2026-11-20T00:00:00+08:00	
  N1
  N2
  N3
  $ printf 'id,customer,name,reports_to\nP9,C1,New,P10\n' | crm-import person -
  crm-import: stdin:2: id: there is no person P9 here; with id= the column is left out and the record is a new one
  [1]
  $ printf 'customer,name,reports_to\nC1,New,P99\n' | crm-import person -
  crm-import: stdin:2: reports_to: there is no person P99
  [1]

While somebody is away the deputy has the agenda, but it is not the deputy whom an export names:
what rules ask for stays theirs in a new database, and what was moved keeps its reason.

  $ mkdir away && cd away && export CRM_DB=$PWD/old.db
  $ printf '%s\n' '[staff amy]' 'deputy = bob' 'away = 2026-11-20..2026-12-24' '[staff bob]' >our.sop
  $ printf '%s\n' '[cadence monthly]' 'every = 1m' '[event bd]' 'on = birthday' 'purpose = care' >>our.sop
  $ crm-init --zone Asia/Taipei --currency TWD && crm-sop load our.sop -q
  $ crm-add name=Ann owner=amy since=2026-09-01 birthday=1990-12-01 -q
  $ crm-due --within 1m -o id,due,owner,rule
  id	due	owner	rule
  F1	2026-10-01	bob	monthly
  F2	2026-12-01	bob	bd
  $ crm-snooze F1 until=+3d reason=ill -q
  $ for noun in customer follow_up; do crm-export $noun >$noun.tsv; done
  $ export CRM_DB=$PWD/new.db; crm-init --zone Asia/Taipei --currency TWD && crm-sop load our.sop -q
  $ for noun in customer follow_up; do crm-import $noun $noun.tsv -q; done
  $ crm-export follow_up | cmp - follow_up.tsv
  $ crm-why C1 --next 0 -o follow_up,verdict,due,reason
  follow_up	verdict	due	reason
  F1	by_hand	2026-11-25	moved by hand from 2026-10-01 on 2026-11-22: ill
  F2	later	2026-12-01	
  F3	later	2027-12-01	
  F4	later	2028-12-01	
