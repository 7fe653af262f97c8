What is bad is refused with a sentence, and nothing is written.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ crm-add name=陳美 email=mei@example.com -q; crm-add name=Twin email=mei@example.com -q
  $ sums() { crm-export customer | cksum; crm-export interaction | cksum; crm-export order | cksum; }
  $ sums >before

Names of nobody, and of two.

  $ crm-log C99 channel=phone
  crm-log: C99: there is no customer C99
  [1]
  $ crm-log ref:nobody channel=phone
  crm-log: ref:nobody: there is no customer ref:nobody
  [1]
  $ crm-log mei@example.com channel=phone
  crm-log: mei@example.com is C1 and C2; say which by its id
  [1]
  $ crm-log C01 channel=phone
  crm-log: C01 does not name a customer; C12, ref:SAP-17, an e-mail address or a phone number does, and crm-find looks for names
  [1]
  $ crm-log C99999999999999999999 channel=phone
  crm-log: C99999999999999999999 does not name a customer; C12, ref:SAP-17, an e-mail address or a phone number does, and crm-find looks for names
  [1]
  $ crm-set I1 note=x
  crm-set: I1: there is no interaction I1
  [1]

Bytes that are no text.

  $ printf 'name\nA\0B\n' | crm-add
  crm-add: stdin:2: a NUL byte at offset 1
  [1]
  $ printf 'name\nA\377B\n' | crm-add
  crm-add: stdin:2: byte 0xFF at offset 1 is not UTF-8
  [1]
  $ crm-add name="$(printf 'A\377')"
  crm-add: name: byte 0xFF at offset 1 is not UTF-8
  [1]
  $ printf 'name\nA\\qB\n' | crm-add
  crm-add: stdin:2: name: a backslash stands only before t, n, r or another backslash
  [1]
  $ printf '\377\376n\0a\0' | crm-add
  crm-add: stdin:1: byte 0xFF at offset 0 is not UTF-8
  [1]
  $ head -c 1000 /dev/zero | crm-add 2>&1 | cut -c 1-60
  crm-add: stdin:1: a NUL byte at offset 0
  $ awk 'BEGIN { printf "name\tnotes\nlong\t"; for (i = 0; i < 1000000; i++) printf "0123456789"; print "" }' | crm-add
  crm-add: stdin:2: notes: 10000000 bytes are too long: at most 100000 are kept
  [1]
  $ awk 'BEGIN { printf "name\nlong"; for (i = 0; i < 2000000; i++) printf "0123456789"; print "" }' | crm-add
  crm-add: stdin:2: the line is longer than 16 MB
  [1]

A header that is none, lines that do not fit it, JSON that is none.

  $ printf 'Ada\tLondon\nBob\tOslo\n' | crm-add
  crm-add: stdin:1: this is no id, and no header names the columns: name, city and the like
  crm-add: stdin:2: this is no id, and no header names the columns: name, city and the like
  crm-add: 2 of 2 records refused; nothing was written
  [1]
  $ printf 'name\tcity\nAda\n' | crm-add
  crm-add: stdin:2: 1 field, but the header has 2
  [1]
  $ printf 'name\tname\nAda\tBob\n' | crm-add
  crm-add: stdin:1: the header names column name twice
  crm-add: stdin:2: the header that this line needs could not be read
  crm-add: 2 of 2 records refused; nothing was written
  [1]
  $ printf 'name\tcity\nAda\tLondon\tUK\n' | crm-add
  crm-add: stdin:2: 3 fields, but the header has 2
  [1]
  $ printf '{"name": "Ada"\n{"name": ["Ada"]}\n{"name": "Ada", "name": "Bob"}\n' | crm-add
  crm-add: stdin:1: not JSON: '}' expected near end of file
  crm-add: stdin:2: name: a list stands where one value belongs
  crm-add: stdin:3: not JSON: duplicate object key near '"name"'
  crm-add: 3 of 3 records refused; nothing was written
  [1]
  $ printf 'name,city\nAda,"London\n' >open.csv; crm-import customer open.csv
  crm-import: open.csv:2: the quote that opens here is never closed
  [1]

Values.

  $ crm-order C1 amount=1.234
  crm-order: C1: amount: TWD has 2 decimals, not the 3 of `1.234'
  [1]
  $ crm-order C1 amount=1,2,3
  crm-order: C1: amount: the comma in `1,2,3' does not part thousands: write 1234567.89 or 1,234,567.89
  [1]
  $ crm-order C1 amount=NaN
  crm-order: C1: amount: there is no currency `NaN': codes look like USD, TWD, EUR
  [1]
  $ crm-log C1 when=2026-02-31
  crm-log: C1: when: February 2026 has 28 days
  [1]
  $ crm-log C1 when=25:00
  crm-log: C1: when: there is no hour 25: they run from 0 to 23
  [1]
  $ crm-find --now nonsense
  crm-find: --now: `nonsense' is not a date or time: write 2026-11-22, '2026-11-22 14:30', 14:30, today, -3d, +2w, fri, 2026-11, 2026-W47, 2026-Q3 or 2026
  Try 'crm-find --help'.
  [2]
  $ CRM_NOW=nonsense crm-find
  crm-find: CRM_NOW: `nonsense' is not a date or time: write 2026-11-22, '2026-11-22 14:30', 14:30, today, -3d, +2w, fri, 2026-11, 2026-W47, 2026-Q3 or 2026
  Try 'crm-find --help'.
  [2]
  $ crm-set C1 birthday=31.02.2026
  crm-set: C1: birthday: `31.02.2026' is not a date or time: write 2026-11-22, '2026-11-22 14:30', 14:30, today, -3d, +2w, fri, 2026-11, 2026-W47, 2026-Q3 or 2026
  [1]
  $ crm-add name="$(awk 'BEGIN { for (i = 0; i < 1001; i++) printf "x" }')"
  crm-add: name: 1001 bytes are too long: at most 1000 are kept
  [1]
  $ crm-find "name='"
  crm-find: this ' is never closed
    name='
         ^
  [2]
  $ crm-find "$(printf 'na\033me=1')"
  id	name	tier	state	city	owner	last_contact	next_due
  $ sums | cmp - before

Databases: none, another file, a newer one, half of one.

  $ crm-find --db none.db
  crm-find: none.db: there is no database; crm-init makes one
  [2]
  $ crm-add --db none.db name=x
  crm-add: none.db: there is no database; crm-init makes one
  [2]
  $ crm-find --db no/such/folder.db
  crm-find: no/such/folder.db: there is no database; crm-init makes one
  [2]
  $ crm-find --db .
  crm-find: .: this is not a file
  [2]
  $ seq 1 10000 >text.db; crm-find --db text.db
  crm-find: text.db: this file is not a customer database
  [2]
  $ : >empty.db; crm-find --db empty.db
  crm-find: empty.db: this database is empty; crm-init makes one
  [2]
  $ sqlite3 other.db 'CREATE TABLE t (a)'; crm-find --db other.db
  crm-find: other.db: this is a database of some other program
  [2]
  $ cp crm.db newer.db; sqlite3 newer.db 'PRAGMA user_version = 9999'
  $ crm-find --db newer.db
  crm-find: newer.db: the database has version 9999, and this program knows only up to *; install the newer crm-tools (glob)
  [2]
  $ crm-add --db newer.db name=x
  crm-add: newer.db: the database has version 9999, and this program knows only up to *; install the newer crm-tools (glob)
  [2]
  $ cp crm.db old.db; sqlite3 old.db 'PRAGMA user_version = 0'; crm-find --db old.db
  crm-find: old.db: this database is empty; crm-init makes one
  [2]
  $ head -c 30000 crm.db >cut.db; crm-find --db cut.db >/dev/null 2>&1 || echo refused
  refused
  $ crm-init --db empty.db; crm-add --db empty.db name=x --ids
  C1

A folder in which nothing can be written: reading works, writing is refused.

  $ mkdir shelf; cp crm.db shelf; chmod 500 shelf; chmod 400 shelf/crm.db
  $ plain() { setpriv --bounding-set=-dac_override,-dac_read_search "$@"; }
  $ [ "$(id -u)" = 0 ] || plain() { "$@"; }
  $ plain crm-find --db shelf/crm.db --ids
  C1
  C2
  $ plain crm-add --db shelf/crm.db name=x
  crm-add: shelf/crm.db: the database cannot be written
  [2]
  $ plain crm-init --db shelf/new.db
  crm-init: shelf/new.db: Permission denied
  [2]
  $ chmod 700 shelf; ls shelf
  crm.db

One that another program is writing to: again later.

  $ mkfifo held
  $ { echo 'BEGIN IMMEDIATE;'; cat held; } | sqlite3 crm.db & sleep 1
  $ crm-add name=late
  crm-add: another program is writing to the database; try again
  [75]
  $ crm-find C1 --ids
  C1
  $ echo >held; wait
  $ crm-add name=late -n --ids
  C3

Output that cannot be written, and a reader that goes away.

  $ crm-find >/dev/full
  crm-find: standard output: No space left on device
  [2]
  $ crm-add name=x -n >&-
  crm-add: standard output: Bad file descriptor
  [2]
  $ crm-export customer --format csv >/dev/full
  crm-export: standard output: No space left on device
  [2]
  $ crm-find --rejects x
  crm-find: unknown or ambiguous option '--rejects'
  Try 'crm-find --help'.
  [2]
  $ printf 'name\tnext\n' | crm-add --rejects no/such/file
  crm-add: no/such/file: No such file or directory
  [2]
  $ sums | cmp - before

Killed while it reads, it has written nothing; and the database is whole.

  $ mkfifo endless; { echo name; seq -f 'N%g' 1 200000; cat endless; } | crm-add -q & sleep 1; echo >endless; kill -9 $!; wait
  $ crm-find --ids; sqlite3 crm.db 'PRAGMA integrity_check'
  C1
  C2
  ok
