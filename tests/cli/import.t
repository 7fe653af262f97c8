crm-import reads records from the files of other programs.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ cat >contacts.csv <<'END'
  > 姓名,電話,E-mail,生日,統一編號,客戶等級,喜好
  > 陳美,02-2345-6789,mei@example.com,75/03/12,,VIP,茶
  > 王小明,0912-345-678,ming@example.com,113/05/01,04595257,ordinary,
  > "Lovelace, Ada",,ada@example.com,,,,
  > END

A dry run shows what becomes of the columns, and the records as they would be.

  $ crm-import customer contacts.csv -n -o id,name,phone,birthday,tier
  crm-import: contacts.csv: the column 喜好 is left out: it looks like no field
  field	column	example
  name	姓名	陳美
  phone	電話	02-2345-6789
  email	E-mail	mei@example.com
  birthday	生日	75/03/12
  tax_id	統一編號	04595257
  tier	客戶等級	VIP
  	喜好	茶
  
  id	name	phone	birthday	tier
  C1	陳美	02-2345-6789	1986-03-12	vip
  C2	王小明	0912-345-678	2024-05-01	ordinary
  C3	Lovelace, Ada			ordinary
  3 customers: 3 new, 0 changed, 0 the same; a dry run, nothing is written
  $ crm-find
  id	name	tier	state	city	owner	last_contact	next_due

What is written comes out, as of any writer; what comes again changes nothing.

  $ crm-import customer contacts.csv name=1 notes=喜好 -o id,name,tax_id,notes
  id	name	tax_id	notes
  C1	陳美		茶
  C2	王小明	04595257	
  C3	Lovelace, Ada		
  $ crm-import customer contacts.csv notes=喜好 --ids
  C1
  C2
  C3
  $ crm-ops -o id,program,what
  id	program	what
  X1	crm-import	customer name,phone,email,birthday,tax_id,tier,notes

A customer is known by the e-mail address, or by telephone number and name; an empty cell
takes nothing away.

  $ printf 'name;email;phone;city\n陳美美;MEI@example.com;;台北\n王小明;;0912345678;台中\n' >more.csv
  $ crm-import customer more.csv -o id,name,phone,city,notes
  id	name	phone	city	notes
  C1	陳美美	02-2345-6789	台北	茶
  C2	王小明	0912345678	台中	
  $ crm-ops X2 -o record,field,before,after
  record	field	before	after
  C1	name	陳美	陳美美
  C1	email	mei@example.com	MEI@example.com
  C1	city		台北
  C2	phone	0912-345-678	0912345678
  C2	city		台中

People who share an address stay two, however often the file comes; the same person twice is one.

  $ printf 'name,email\nBo,info@acme.example\nCy,info@acme.example\nBo,info@acme.example\n' >shared.csv
  $ crm-import customer shared.csv --ids
  C4
  C5
  C4
  $ crm-import customer shared.csv --ids
  C4
  C5
  C4
  $ printf 'name,email\nDi,info@acme.example\n' | crm-import customer -
  crm-import: stdin:2: email: info@acme.example is C4 and C5; a ref or id column would tell which
  [1]

Who has neither ref nor address is known by the name.

  $ printf 'name\nEve\nEve\n' >names.csv
  $ crm-import customer names.csv --ids
  C6
  C7
  $ crm-import customer names.csv --ids
  C6
  C7

The number of another program becomes the ref, and a referrer may come further down.

  $ printf '{"id":17,"name":"Flo","referrer":"18"}\n{"id":18,"name":"Gus"}\n' >crm.json
  $ crm-import customer crm.json -o id,ref,name,referrer
  id	ref	name	referrer
  C8	17	Flo	C9
  C9	18	Gus	
  $ printf 'id,name,referrer\n17,Flo,19\n' | crm-import customer -
  crm-import: stdin:2: referrer: there is no customer 19
  [1]

Undo takes an import back as a whole.

  $ crm-undo -q && crm-find ref=17 --ids

Orders

They name their customers by ref, or in whatever way names one.  A number of orders that say the
same are as many orders, and again no more when they come again.

  $ printf 'customer,date,amount\nC1,2026-03-01,100\nmei@example.com,2026-03-01,100\nC2,2026-03-02,50.25\n' >orders.csv
  $ crm-import order orders.csv -o id,customer,when,amount
  id	customer	when	amount
  O1	C1	2026-03-01T00:00:00+08:00	100.00
  O2	C1	2026-03-01T00:00:00+08:00	100.00
  O3	C2	2026-03-02T00:00:00+08:00	50.25
  $ crm-import order orders.csv --ids
  O1
  O2
  O3
  $ printf 'order_no,customer,date,total,status\nA-1,C1,2026-04-01,70,open\n' | crm-import order - --ids
  O4
  $ printf 'order_no,status\nA-1,delivered\n' | crm-import order - -o id,ref,status,amount
  id	ref	status	amount
  O4	A-1	delivered	70.00

Customers whom nobody knows are refused, or made: by ref, from the first order on.

  $ printf 'customer_id,date,amount,name\nQ1,2026-02-03,5,Quinn\nQ1,2025-12-24,6,Quinn\nC1,2026-02-03,7,\n' >new.csv
  $ crm-import order new.csv
  crm-import: new.csv: the column name is left out: it looks like no field
  crm-import: new.csv:2: customer: there is no customer Q1; --create-customers makes one with this ref
  crm-import: new.csv:3: customer: there is no customer Q1; --create-customers makes one with this ref
  crm-import: 2 of 3 records refused; nothing was written
  [1]
  $ crm-import order new.csv --create-customers -o customer,customer.name,customer.ref,customer.since,amount
  customer	customer.name	customer.ref	customer.since	amount
  C10	Quinn	Q1	2025-12-24T00:00:00+08:00	5.00
  C10	Quinn	Q1	2025-12-24T00:00:00+08:00	6.00
  C11	C1	C1	2026-02-03T00:00:00+08:00	7.00

Answers and contacts

  $ printf '客戶,填寫日期,分數,意見\nQ1,2026-05-01,9,很好\nQ1,2026-05-01,,\n' | crm-import response - -o id,customer,score,comment
  id	customer	score	comment
  S1	C10	9	很好
  S2	C10		
  $ printf 'customer\tdate\tchannel\tnote\nQ1\t2026-05-02 14:30\tphone\ta\\tb\n' | crm-import interaction - -o id,when,note
  id	when	note
  I1	2026-05-02T14:30:00+08:00	a\tb

Dates

One that may be two is refused, unless another row or the user settles it.

  $ printf 'customer,date,amount\nQ1,03/04/2026,1\n' >dates.csv
  $ crm-import order dates.csv
  crm-import: dates.csv:2: when: `03/04/2026' is 2026-04-03 or 2026-03-04: give --date-format dmy or mdy
  [1]
  $ crm-import order dates.csv --date-format mdy -o when
  when
  2026-03-04T00:00:00+08:00
  $ printf 'Q1,13/04/2026,2\n' >>dates.csv
  $ crm-import order dates.csv -o when
  when
  2026-04-03T00:00:00+08:00
  2026-04-13T00:00:00+08:00
  $ crm-import order dates.csv -D never
  crm-import: dates.csv: --date-format: `never' is no order of dates: say dmy, mdy, ymd, roc, or a pattern such as %d.%m.%Y
  [2]

Encodings, separators, no headings

  $ iconv -f utf-8 -t big5 contacts.csv >big5.csv
  $ crm-import customer big5.csv
  crm-import: big5.csv: line 1: byte 0xA9 is not UTF-8: try --encoding big5
  [2]
  $ crm-import customer big5.csv -e big5 notes=喜好 -o id,name,notes | head -2
  id	name	notes
  C1	陳美	茶
  $ printf 'Q1|2026-06-01|8\n' | crm-import order -
  crm-import: stdin: no column is known to be the customer: line 1 holds no headings, so say customer=1 by the column's number
  [2]
  $ printf 'Q1|2026-06-01|8\n' | crm-import order - -s '|' -N customer=1 when=2 amount=3 -o customer,amount
  customer	amount
  C10	8.00
  $ crm-import order dates.csv -s '||'
  crm-import: --separator is one character, or tab, not '||'
  Try 'crm-import --help'.
  [2]

What is wrong

All bad records are told, and none is written.

  $ cat >bad.csv <<'END'
  > customer,date,amount,currency
  > Q1,2026-02-31,5,
  > Q1,2026-02-28,12.345,USD
  > nobody,2026-02-28,1,
  > Q1,2026-02-27,"8,5",
  > Q1,,9,
  > Q1,2026-02-26,"5"5,
  > Q1,2026-02-25
  > Q1,2026-02-24,77,
  > END
  $ crm-import order bad.csv
  crm-import: bad.csv:2: when: February 2026 has 28 days
  crm-import: bad.csv:3: amount: USD has 2 decimals, not the 3 of `12.345'
  crm-import: bad.csv:4: customer: there is no customer nobody; --create-customers makes one with this ref
  crm-import: bad.csv:5: amount: the comma in `8,5' does not part thousands: write 1234567.89 or 1,234,567.89
  crm-import: bad.csv:6: when: a new record needs its date
  crm-import: bad.csv:7: a quote inside a value: a value with quotes stands in quotes, and they are doubled
  crm-import: bad.csv:8: 2 values where the header has 4
  crm-import: 7 of 8 records refused; nothing was written
  [1]
  $ crm-find orders.over=100
  id	name	tier	state	city	owner	last_contact	next_due
  $ crm-import order bad.csv --rejects rejects.csv -o when,amount 2>&1 | tail -3
  when	amount
  2026-02-24T00:00:00+08:00	77.00
  crm-import: 7 of 8 records refused
  $ cat rejects.csv
  customer,date,amount,currency,reject_reason
  Q1,2026-02-31,5,,"when: February 2026 has 28 days"
  Q1,2026-02-28,12.345,USD,"amount: USD has 2 decimals, not the 3 of `12.345'"
  nobody,2026-02-28,1,,"customer: there is no customer nobody; --create-customers makes one with this ref"
  Q1,2026-02-27,"8,5",,"amount: the comma in `8,5' does not part thousands: write 1234567.89 or 1,234,567.89"
  Q1,,9,,"when: a new record needs its date"
  Q1,2026-02-26,"5"5,,"a quote inside a value: a value with quotes stands in quotes, and they are doubled"
  Q1,2026-02-25,"2 values where the header has 4"

Headings

  $ printf '電話,手機,姓名\n1,2,x\n' >phones.csv
  $ crm-import customer phones.csv
  crm-import: phones.csv: phone may be the column 電話 or 手機: say phone='電話' or the other
  [2]
  $ crm-import customer phones.csv fone=手機
  crm-import: phones.csv: there is no field fone to import; did you mean phone?
  [2]
  $ crm-import customer phones.csv phone=mobile
  crm-import: phones.csv: there is no column mobile; did you mean 電話?
  [2]
  $ crm-import order phones.csv
  crm-import: phones.csv: no column looks like the customer: say customer=COLUMN; there are 電話, 手機 and 姓名
  [2]
  $ crm-import oder phones.csv
  crm-import: oder is nothing to import; customer, person, fact, interaction, order, response, sop_note and follow_up are
  Try 'crm-import --help'.
  [2]
  $ crm-import order
  crm-import: which file?  - is standard input
  Try 'crm-import --help'.
  [2]
  $ crm-import order nowhere.csv
  crm-import: nowhere.csv: cannot be opened: No such file or directory
  [2]

Broken files

  $ printf 'name,city\n"Al,x\nBo,y\n' | crm-import customer -
  crm-import: stdin:2: the quote that opens here is never closed
  [1]
  $ printf 'name,city\nA\0l,x\n' | crm-import customer -
  crm-import: stdin:2: a NUL byte at offset 1
  [1]
  $ printf 'name,city\nA\377l,x\n' | crm-import customer -
  crm-import: stdin:2: byte 0xFF at offset 1 is not UTF-8
  [1]
  $ : | crm-import customer -
  crm-import: stdin: the file is empty: not even a line of headings
  [2]
  $ { printf 'name,notes\nx,'; head -c 10000000 /dev/zero | tr '\0' a; printf '\ny,z\n'; } >long.csv
  $ crm-import customer long.csv
  crm-import: long.csv:2: notes: 10000000 bytes are too long: at most 100000 are kept
  crm-import: 1 of 2 records refused; nothing was written
  [1]

Many writers in a row

  $ awk 'BEGIN { print "ref,name"; for (i = 1; i <= 30000; i++) print "L" i ",Name " i }' >many.csv
  $ crm-import customer many.csv | crm-set owner=lin | crm-log channel=email | wc -l
  30001
  $ crm-find owner=lin --ids | wc -l
  30000
  $ sqlite3 crm.db 'PRAGMA integrity_check; PRAGMA foreign_key_check'
  ok
  $ crm-import customer many.csv --batch 10000 -q && crm-ops program=crm-import --limit 1 -o what
  what
  customer ref,name

A file that is a pipe is read to its end before the database is locked, so that whoever
writes into it can write to the database too.

  $ { printf 'name\n'; seq -f 'n%g' 3000; sleep 1; crm-add name=Late -q && echo Last; } |
  > crm-import customer /dev/stdin -q
  $ crm-find Last --ids --sort -id --limit 1 | wc -l
  1

An amount keeps its value when a file changes its currency.

  $ printf 'customer,ref,when,amount,currency,rate\nC1,USD-1,2026-01-01,7.00,USD,3\n' >dollars.csv
  $ crm-import order dollars.csv -o amount,currency
  amount	currency
  7.00	USD
  $ printf 'customer,ref,currency\nC1,USD-1,JPY\n' >yen.csv; crm-import order yen.csv -o amount,currency
  amount	currency
  7	JPY

The rejects of last time, mended and given again, are not overwritten, by whatever name.

  $ printf 'name,tier\nZoe,gold\n' >again.csv; ln -s again.csv link.csv
  $ crm-import customer again.csv --rejects link.csv
  crm-import: --rejects link.csv would overwrite the input
  Try 'crm-import --help'.
  [2]
  $ crm-add --rejects again.csv - <again.csv
  crm-add: --rejects again.csv would overwrite the input
  Try 'crm-add --help'.
  [2]
  $ cat again.csv
  name,tier
  Zoe,gold

If the rejects cannot be kept, nothing is written.

  $ printf 'name,tier\nZack,vip\nZoe,gold\n' | crm-import customer - --rejects /dev/full -q
  crm-import: stdin:3: tier: `gold' is not vip, ordinary or low
  crm-import: /dev/full: No space left on device
  [2]
  $ crm-find Zack --ids

Plans from a spreadsheet: a rule's row is not among them, and a plan that comes again is the same.

  $ crm-init -d plans.db --zone Asia/Taipei --currency TWD
  $ export CRM_DB=$PWD/plans.db
  $ crm-add name=陳美 ref=A-1 owner=lin -q
  $ printf '客戶,到期日,目標,管道\nA-1,2026-12-01,報價,phone\nA-1,2026-12-24,賀年,\n' >plans.csv
  $ crm-import follow_up plans.csv -o id,customer,due,goal,owner,channel,planned
  id	customer	due	goal	owner	channel	planned
  F2	C1	2026-12-01	報價	lin	phone	yes
  F3	C1	2026-12-24	賀年	lin		yes
  $ crm-import follow_up plans.csv -q && crm-ops --ids --limit 1
  X2
  $ crm-due --within 1y
  id	customer	customer_name	due	late	owner	channel	goal	rule
  F2	C1	陳美	2026-12-01	0	lin	phone	報價	planned
  $ printf 'id,due,goal\nF2,2026-12-03,\n' | crm-import follow_up - -o id,due,goal
  id	due	goal
  F2	2026-12-03	報價
  $ printf 'customer,goal\nA-1,x\n' | crm-import follow_up -
  crm-import: stdin: no column looks like the due: say due=COLUMN; there are customer and goal
  [2]
  $ printf 'customer,due,purpose,planned\nA-1,2026-12-01,care,no\n' | crm-import follow_up -
  crm-import: stdin:2: planned: no rule asks for this here, and plans are planned=yes
  [1]
  $ printf 'id,customer,due,planned,status\nF1,C1,2026-12-01,no,done\n' | crm-import follow_up -
  crm-import: stdin:2: status: the cadence goes on until there is a contact; crm-log F1 records one
  [1]
  $ crm-import item plans.csv
  crm-import: item is nothing to import; customer, person, fact, interaction, order, response, sop_note and follow_up are
  Try 'crm-import --help'.
  [2]
