crm-init makes a database, and declares fields in it.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ ls -l crm.db | cut -c 1-10
  -rw-------
  $ crm-find
  id	name	tier	state	city	owner	last_contact	next_due
  $ crm-add name=a since=2026-11-01 -o since
  since
  2026-11-01T00:00:00+08:00

It never overwrites, and what was chosen stays.

  $ crm-init 2>&1 | sed "s|$PWD/||"
  crm-init: crm.db: there is a file already; --field declares fields in it, --upgrade brings an older database up to date
  $ crm-init --zone UTC 2>&1 | sed "s|$PWD/||"
  crm-init: crm.db: there is a file already, and zone and currency are chosen when it is made
  $ crm-init --currency USD 2>&1 | sed "s|$PWD/||"
  crm-init: crm.db: there is a file already, and zone and currency are chosen when it is made
  $ crm-init --upgrade
  $ crm-find --ids
  C1

By default the zone is the machine's and the currency the dollar; the folders of the default
database are made, those of another must be there.

  $ unset CRM_DB; crm-init --zone UTC; ls .local/share/crm
  crm.db
  $ crm-add name=b -q; crm-order C1 amount='USD 3.50' -o amount,currency
  amount	currency
  3.50	USD
  $ crm-init --db no/such/x.db
  crm-init: no/such/x.db: No such file or directory
  [2]
  $ XDG_DATA_HOME=$PWD/data crm-init; ls data/crm
  crm.db
  $ mkdir none; cd none; env -i PATH="$PATH" crm-init; cd ..
  crm-init: which database?  Set CRM_DB, or give --db

What is wrong is said, and nothing stays behind.

  $ crm-init --db x.db --zone Mars/Base
  crm-init: x.db: zone: there is no time zone `Mars/Base': names look like Asia/Taipei, Europe/Berlin, UTC or +08:00
  [2]
  $ crm-init --db x.db --currency XXY
  crm-init: --currency: XXY is no currency of ISO 4217, such as TWD or USD
  Try 'crm-init --help'.
  [2]
  $ crm-init --db x.db --upgrade
  crm-init: x.db: there is no database to upgrade
  [2]
  $ crm-init --db x.db --field age
  crm-init: --field: a field is NAME=KIND, such as warranty=day, not 'age'
  Try 'crm-init --help'.
  [2]
  $ crm-init --db x.db --field name=text
  crm-init: x.db: name: a customer has a field of that name
  [2]
  $ crm-init --db x.db --field grade=word
  crm-init: x.db: grade: a field of kind word, and no other, lists its words: word:gold,silver
  [2]
  $ crm-init --db x.db --field size=float
  crm-init: x.db: float: a field is text, int, day, bool or word
  [2]
  $ crm-init --db x.db --field 'No Name=text'
  crm-init: x.db: No Name: a field's name is a lower-case letter, then letters, digits and _, at most 40
  [2]
  $ test -e x.db
  [1]

Fields of one's own are used like any other.

  $ export CRM_DB=$PWD/crm.db
  $ crm-init -f warranty=day -f grade=word:gold,silver -f visits=int -f partner=bool -f slogan=text
  $ crm-set C1 warranty=2027-01-31 grade=gold visits=3 partner=yes slogan='so gut' -o warranty,grade,visits,partner,slogan
  warranty	grade	visits	partner	slogan
  2027-01-31	gold	3	yes	so gut
  $ crm-find grade=gold warranty.before=2027-02-01 'visits>2' partner=yes --ids
  C1
  $ crm-find -o id,grade -J
  {"id": "C1", "grade": "gold"}
  $ crm-set C1 grade=bronze
  crm-set: C1: grade: `bronze' is not gold or silver
  [1]
  $ crm-set C1 warranty=soon 2>&1 | cut -c 1-40
  crm-set: C1: warranty: `soon' is not a d
  $ crm-add name=c visits=10 -q; crm-find --sort -visits -o name,visits
  name	visits
  c	10
  a	3
  $ crm-find --columns | sed -n '/^notes/,/^slogan/p'
  notes	text	write	anything else
  tags	text	write	words put on the customer, comma between
  renewal	day	write	day on which a contract is up
  lunar_birthday	text	write	birthday in the Chinese calendar: 08-15, or L04-15 in a leap month
  refuses	text	write	channels by which not to be contacted, commas between; or all
  warning	text	read	an open need or order, and nobody known who decides
  grade	word	write	
  partner	yes or no	write	
  slogan	text	write	
  $ crm-show C1 --page | sed -n '/grade/,/visits/p'
    grade        gold
    partner      yes
    slogan       so gut
    visits       3
  $ crm-undo -q; crm-undo -q; crm-find -o name,grade
  name	grade
  a	
  $ crm-init --field grade=text 2>&1 | sed "s|$PWD/||"
  crm-init: crm.db: grade: a customer has a field of that name

Nobody else may read the file, even where an empty one was there.

  $ touch empty.db; chmod 644 empty.db; crm-init --db empty.db; stat -c %a empty.db
  600
