How the programs read and write: crm-streams(5), sentence by sentence.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ crm-add name=陳美 email=mei@example.com phone='02-2345-6789' city=台北 owner=amy tier=vip since=2026-11-02 -q
  $ crm-add name='Acme Ltd' ref=SAP-17 email=info@acme.example city=London owner=bob -q
  $ crm-add name=李明 city=台北 -q

Format: a header, TAB between fields, escapes for TAB, LF, CR and backslash; absent is empty.

  $ crm-set C3 notes="$(printf 'one\ttwo\nthree\r\\')." -q
  $ crm-find -o id,name,owner,notes | cat -A | tail -n 1
  C3^IM-fM-^]M-^NM-fM-^XM-^N^I^Ione\ttwo\nthree\r\\.$
  $ crm-find -o id,name --format csv
  id,name
  C1,陳美
  C2,Acme Ltd
  C3,李明
  $ crm-find -o id,name,owner,spend,orders,next_due -J --limit 2
  {"id": "C1", "name": "陳美", "owner": "amy", "spend": "0.00", "orders": 0, "next_due": "2026-11-09"}
  {"id": "C2", "name": "Acme Ltd", "owner": "bob", "spend": "0.00", "orders": 0, "next_due": "2026-12-22"}
  $ crm-find -o id,name,last_contact --format table
  id  name      last_contact
  C1  陳美      
  C2  Acme Ltd  
  C3  李明      
  $ crm-find C3 -o name,notes --format csv
  name,notes
  李明,"one	two
  three\."
  $ crm-find C3 -o name,notes -J
  {"name": "李明", "notes": "one\ttwo\nthree\r\\."}

What goes out comes back in.

  $ crm-find -o id,name,notes >all; crm-set <all -n; crm-set - <all; crm-ops --ids | wc -l
  id	name	tier	state	city	owner	last_contact	next_due
  C1	陳美	vip	prospect	台北	amy		2026-11-09
  C2	Acme Ltd	ordinary	prospect	London	bob		2026-12-22
  C3	李明	ordinary	prospect	台北			2026-12-22
  id	name	tier	state	city	owner	last_contact	next_due
  C1	陳美	vip	prospect	台北	amy		2026-11-09
  C2	Acme Ltd	ordinary	prospect	London	bob		2026-12-22
  C3	李明	ordinary	prospect	台北			2026-12-22
  4
  $ crm-find -o id,notes -J | sed 's/one/uno/' | crm-set -o notes
  notes
  
  
  uno\ttwo\nthree\r\\.
  $ crm-undo -q

Header, columns, ids, order, number of records.

  $ crm-find -H -o name --limit 1
  陳美
  $ crm-find --ids --sort -name
  C1
  C3
  C2
  $ crm-find -o name,owner --sort owner,-name
  name	owner
  陳美	amy
  Acme Ltd	bob
  李明	
  $ crm-find | crm-find -o id,city --sort -name --limit 2
  id	city
  C1	台北
  C3	台北
  $ crm-find | crm-set tier= -n -o id --sort owner,-id
  id
  C1
  C2
  C3
  $ crm-find city=Oslo
  id	name	tier	state	city	owner	last_contact	next_due
  $ crm-find city=Oslo --if-any
  $ crm-find city=Oslo --if-any --format table
  $ crm-find city=Oslo -J
  $ crm-log C2 channel=phone -q; crm-due -w 1y -o customer.name,customer.city --sort customer.name
  customer.name	customer.city
  Acme Ltd	London
  李明	台北
  陳美	台北
  $ crm-find -o nme
  crm-find: column `nme': a customer has no `nme'; perhaps name or nps
  Try 'crm-find --help'.
  [2]
  $ crm-find --sort spent
  crm-find: sort key `spent': a customer has no `spent'; perhaps spend
  Try 'crm-find --help'.
  [2]
  $ crm-find --columns | head -n 3
  column	kind	access	meaning
  id	id	read	the customer's number here
  name	text	write	name of the person or organisation

An argument is field=value; anything else is an operand; -- ends the options.

  $ crm-set C1 naem=x
  crm-set: there is no field naem; did you mean name?
  Try 'crm-set --help'.
  [2]
  $ crm-set C1 spend=3
  crm-set: spend is computed and cannot be set
  Try 'crm-set --help'.
  [2]
  $ crm-set C1 id=4
  crm-set: an id stands by itself: crm-set 4
  Try 'crm-set --help'.
  [2]
  $ crm-set C1 Name=x
  crm-set: nothing to set: give field=value
  Try 'crm-set --help'.
  [2]
  $ crm-find -o id -- C1
  id
  C1
  $ crm-set C1 owner= -o id,owner
  id	owner
  C1	
  $ crm-set C1 owner=me -o id,owner
  id	owner
  C1	amy

A reader without operands reads a pipe, and neither a file nor /dev/null nor a terminal.

  $ crm-find owner=bob | crm-find --ids
  C2
  $ echo C2 >two; crm-find --ids <two
  C1
  C2
  C3
  $ crm-find --ids - <two
  C2
  $ crm-find --ids </dev/null
  C1
  C2
  C3
  $ echo C2 | crm-find city=台北 --ids
  C1
  C3
  $ while read -r id; do crm-show --ids "$id"; done <two
  C2
  $ env -i PATH="$PATH" CRM_DB="$CRM_DB" crm-find --ids --limit 1 </dev/null
  C1

Zero bytes mean no stream; a header alone is a stream of nobody.

  $ true | crm-find --ids
  C1
  C2
  C3
  $ crm-find city=Oslo | crm-find --ids

A writer reads when its subject is missing.

  $ echo C2 | crm-set C1 tier=low -o id,tier
  id	tier
  C1	low
  $ echo C2 | crm-set tier=low -o id,tier
  id	tier
  C2	low
  $ echo C2 | crm-log C1 channel=sms -o customer
  customer
  C1
  $ echo C2 | crm-log customer=C1 channel=sms -o customer
  customer
  C1
  $ echo C2 | crm-log channel=sms -o customer
  customer
  C2
  $ printf 'name\nX\n' | crm-add name=Y -o name
  name
  Y
  $ crm-undo -q

With an id the stream names records: with arguments only the id is taken ...

  $ crm-find city=台北 | crm-set owner=bob -o id,name,tier,owner
  id	name	tier	owner
  C1	陳美	low	bob
  C3	李明	ordinary	bob
  $ crm-ops --limit 1 --ids | xargs crm-ops
  record	action	field	before	after
  C1	changed	owner	amy	bob
  C3	changed	owner		bob

... without them its columns are.

  $ printf 'id\towner\tcity\nC3\tamy\tTainan\n' | crm-set -o id,owner,city
  id	owner	city
  C3	amy	Tainan
  $ printf 'id\tcustomer.owner\nC3\tlin\n' | crm-set -o id,owner
  id	owner
  C3	lin

Columns of another noun do not count, unless they are spelled with its name.

  $ crm-due -w 1y city=London -o id,customer,channel,goal,owner | crm-log -o customer,follow_up,channel,who
  customer	follow_up	channel	who
  C2	F2		amy
  $ printf 'id\tchannel\tinteraction.channel\nC2\tvisit\tsms\n' | crm-log -f -o id,customer,channel
  id	customer	channel
  I6	C2	sms

Without an id each line is a new record, and arguments override.

  $ printf 'name\tcity\nNew One\tKeelung\n' | crm-add - city=Hualien -o name,city
  name	city
  New One	Hualien
  $ printf 'customer\tchannel\tnote\nC2\tphone\thello\n' | crm-log - channel=visit -f -o customer,channel,note
  customer	channel	note
  C2	visit	hello

Computed columns are never written; what changes nothing is no operation.

  $ crm-ops --ids | wc -l
  23
  $ printf 'id\tspend\tname\nC1\t900\t陳美\n' | crm-set -o id,spend
  id	spend
  C1	0.00
  $ crm-find | crm-set -q; crm-ops --ids | wc -l
  23

An unknown column is warned of once.

  $ printf 'name\tshoe\nA\t1\nB\t2\n' | crm-add -n -o name
  crm-add: the column shoe is unknown, and left out
  name
  A
  B

A header is a header wherever it stands; a first line that is none is data.

  $ crm-find -o id,name | sort -r | crm-find -o id,name
  id	name
  C5	New One
  C3	李明
  C2	Acme Ltd
  C1	陳美
  $ (crm-find C1 -o id,name; crm-find C2 -o name,id) | crm-set tier=ordinary -o id,tier
  id	tier
  C1	ordinary
  C2	ordinary
  $ crm-find city=台北 | grep 陳 | cut -f 1 | crm-find -o name
  name
  陳美
  $ echo mei@example.com | crm-find --ids
  C1

JSON Lines.

  $ echo '{"name": "Zoë", "city": null, "birthday": "1990-02-28"}' | crm-add -o name,birthday
  name	birthday
  Zoë	1990-02-28
  $ crm-find -J C1 | crm-set tier=vip -o id,tier
  id	tier
  C1	vip

Names of customers; bare digits are no id, two matches are an error.

  $ crm-find --ids ref:SAP-17
  C2
  $ crm-show --ids ref:SAP-17 MEI@example.com '(02) 2345 6789' F1 I1
  C2
  C1
  C1
  C1
  C2
  $ crm-show 3
  crm-show: 3 does not name a customer; C12, ref:SAP-17, an e-mail address or a phone number does, and crm-find looks for names
  [1]
  $ crm-add name=Twin email=mei@example.com -q
  $ crm-show mei@example.com
  crm-show: mei@example.com is C1 and C7; say which by its id
  [1]
  $ crm-log mei@example.com channel=phone
  crm-log: mei@example.com is C1 and C7; say which by its id
  [1]
  $ crm-show C99
  crm-show: there is no customer C99
  [1]
  $ crm-set X1 owner=me
  crm-set: X1 is no id; an id is a letter and a number, such as C12 or O9
  [1]
  $ crm-undo -q; crm-undo -q; crm-add name='Not Zoë' -o id
  id
  C8

Three writers in one pipeline, and what comes out is in the database.

  $ awk 'BEGIN { print "name\towner"; for (i = 0; i < 5000; i++) print "N" i "\tlin" }' |
  >   crm-add | crm-set tier=low | crm-log channel=email | wc -l
  5001
  $ crm-find owner=lin tier=low contacts=1 --ids | wc -l
  5000
  $ crm-ops --limit 3 -H -o program
  crm-log
  crm-set
  crm-add

A reader whose pipe is closed ends without a word, by the signal.

  $ { crm-find; echo "status $?" >status; } | head -n 1; cat status
  id	name	tier	state	city	owner	last_contact	next_due
  status 141
  $ crm-undo -q; crm-undo -q; crm-undo -q; crm-find N4999 --ids

--batch: each N records are an operation.

  $ printf 'name\na\nb\nc\n' | crm-add --batch 2 -q; crm-ops --limit 2 -H -o program
  crm-add
  crm-add
  $ printf 'name\tbirthday\nd\t\ne\tnever\nf\t\n' | crm-add --batch 2 -o name
  crm-add: stdin:3: birthday: `never' is not a date or time: write 2026-11-22, '2026-11-22 14:30', 14:30, today, -3d, +2w, fri, 2026-11, 2026-W47, 2026-Q3 or 2026
  name
  f
  crm-add: 1 of 3 records refused; nothing was written of their batches
  [1]
  $ crm-find name=d or name=e or name=f -o name
  name
  f

All or nothing: each bad record is told.

  $ printf 'name\ttier\nok\tvip\nbad\tgold\n\tlow\n' >mixed
  $ crm-add - <mixed
  crm-add: stdin:3: tier: `gold' is not vip, ordinary or low
  crm-add: stdin:4: name: a customer needs one
  crm-add: 2 of 3 records refused; nothing was written
  [1]
  $ crm-find name=ok --ids
  $ awk 'BEGIN { print "name\ttier"; for (i = 0; i < 150; i++) print "N\tgold" }' | crm-add 2>&1 | tail -n 3
  crm-add: stdin:101: tier: `gold' is not vip, ordinary or low
  crm-add: ... and 50 more
  crm-add: 150 of 150 records refused; nothing was written

--rejects writes the good ones, and keeps the bad.

  $ crm-add --rejects bad --ids - <mixed | wc -l
  crm-add: stdin:3: tier: `gold' is not vip, ordinary or low
  crm-add: stdin:4: name: a customer needs one
  crm-add: 2 of 3 records refused
  1
  $ cat bad
  name	tier	reject_reason
  bad	gold	tier: `gold' is not vip, ordinary or low
  	low	name: a customer needs one
  $ sed 's/gold/vip/' bad | crm-add -n -o name,tier
  crm-add: the column reject_reason is unknown, and left out
  crm-add: stdin:3: name: a customer needs one
  crm-add: 1 of 2 records refused; nothing was written
  [1]
  $ echo '{"name": "J", "tier": "gold"}' | crm-add --rejects bad; cat bad
  crm-add: stdin:1: tier: `gold' is not vip, ordinary or low
  id	name	tier	state	city	owner	last_contact	next_due
  crm-add: 1 of 1 records refused
  {"name": "J", "tier": "gold", "reject_reason": "tier: `gold' is not vip, ordinary or low"}

-n shows, and writes nothing.

  $ crm-set C2 tier=vip -n -o id,tier,next_due
  id	tier	next_due
  C2	vip	2026-11-29
  $ crm-find C2 -o tier
  tier
  ordinary

Exit status and the output.

  $ crm-find city=Oslo >/dev/null
  $ crm-find >/dev/full
  crm-find: standard output: No space left on device
  [2]
  $ crm-find >&-
  crm-find: standard output: Bad file descriptor
  [2]
  $ crm-set C2 tier=vip >/dev/full
  crm-set: changes are saved, but standard output: No space left on device
  [2]
  $ crm-set C2 tier= -n >/dev/full
  crm-set: standard output: No space left on device
  [2]
  $ crm-find C2 -o id,tier
  id	tier
  C2	vip
  $ crm-find --format xml
  crm-find: --format is tsv, csv, json or table, not 'xml'
  Try 'crm-find --help'.
  [2]
  $ crm-find --limit none
  crm-find: --limit wants a whole number from 1 up, not 'none'
  Try 'crm-find --help'.
  [2]
  $ crm-find --colums
  crm-find: unknown or ambiguous option '--colums'
  Try 'crm-find --help'.
  [2]
  $ crm-add 陳美
  crm-add: an argument is field=value, such as 'name=陳美'
  Try 'crm-add --help'.
  [2]

Time: the zone is the database's, now is event time, a bare date is the end of that day.

  $ TZ=America/New_York crm-log C1 when='2026-11-20 09:00' channel=phone -o when
  when
  2026-11-20T09:00:00+08:00
  $ LC_ALL=de_DE.UTF-8 crm-log C1 when=2026-11-21T23:30:00-05:00 channel=phone -f -o when
  crm-log: warning: when: 2026-11-22T12:30:00+08:00 lies ahead of now; what is due takes it as done
  when
  2026-11-22T12:30:00+08:00
  $ crm-find C1 --now 2026-11-20 -o last_contact
  last_contact
  2026-11-20T09:00:00+08:00
  $ crm-find C1 --now '2026-11-20 08:59' -o last_contact
  last_contact
  
  $ crm-log C1 when=fri next=fri channel=sms -f -o when
  when
  2026-11-20T00:00:00+08:00
  $ crm-due customer=C1 planned=yes -w 1y -o due
  due
  2026-11-27
  $ crm-log C1 when=2026-12-24 channel=sms -q
  crm-log: warning: when: 2026-12-24T00:00:00+08:00 lies ahead of now; what is due takes it as done
  $ crm-find --now nonsense
  crm-find: --now: `nonsense' is not a date or time: write 2026-11-22, '2026-11-22 14:30', 14:30, today, -3d, +2w, fri, 2026-11, 2026-W47, 2026-Q3 or 2026
  Try 'crm-find --help'.
  [2]
  $ crm-log C1 when=2026-02-31
  crm-log: C1: when: February 2026 has 28 days
  [1]
  $ CRM_NOW=2026-11-23 crm-find C1 -o last_contact
  last_contact
  2026-11-22T12:30:00+08:00

Absence is two-valued.

  $ crm-set C1 owner=amy -q; crm-set C2 C3 owner= -q
  $ crm-find owner=amy --ids
  C1
  $ crm-find not owner=amy --ids --limit 2
  C2
  C3
  $ crm-find owner=none --ids --limit 2
  C2
  C3
  $ crm-find owner=any --ids
  C1

Configuration: the database, me, columns on a terminal; the environment goes first.

  $ mkdir -p .config/crm; printf '# mine\ndb = ~/other.db\nme = lin\n' >.config/crm/config
  $ unset CRM_DB CRM_ME; crm-init; crm-add name=Here owner=me -o id,owner; ls other.db
  id	owner
  C1	lin
  other.db
  $ CRM_ME=eva crm-add name=There owner=me -o id,owner
  id	owner
  C2	eva
  $ crm-find --db crm.db C1 --ids
  C1
  $ echo 'colour = pink' >.config/crm/config; crm-find 2>&1 | sed "s|$PWD/||"
  crm-find: .config/crm/config:1: colour is auto, always or never, not pink
  $ echo 'editor = vi' >.config/crm/config; crm-find 2>&1 | sed "s|$PWD/||"
  crm-find: .config/crm/config:1: there is no setting editor; there are db, me, colour and columns.NOUN
  $ rm .config/crm/config; crm-find 2>&1 | sed "s|$PWD/||"
  crm-find: .local/share/crm/crm.db: there is no database; crm-init makes one

Nothing to write is written by all writers alike: exit 0 and a stream of nobody, so that the next
program does not take everybody.

  $ export CRM_DB=$PWD/nothing.db; crm-init --zone UTC; crm-add name=Ada -q; crm-survey C1 score=9 -q
  $ cat >writers <<'END'
  > crm-add
  > crm-set tier=vip
  > crm-log channel=phone
  > crm-done result=x
  > crm-plan due=+1w
  > crm-snooze until=+1w
  > crm-promise kept
  > crm-order amount=100
  > crm-survey score=9
  > crm-person name=x
  > crm-fact kind=need text=x
  > crm-tag +x
  > END
  $ crm-ops --limit 1 --ids >before; while read -r program arguments; do
  >   $program $arguments </dev/null >null && printf '' | $program $arguments >empty &&
  >     printf 'id\n' | $program $arguments >header || echo "$program fails"
  >   cmp null empty && cmp null header; wc -l <null; cat null | crm-nps -o n
  >   $program $arguments -q </dev/null; $program $arguments --if-any </dev/null
  > done <writers | sort | uniq -c | sed 's/^ *//'
  12 1
  12 n
  $ crm-ops --limit 1 --ids | cmp - before
