#require native
#require gcc
A database of an earlier version, and programs of a later one.

  $ crm-init --zone UTC --currency USD
  $ crm-add name=Ada -q
  $ cp crm.db second.db
  $ sh "$TESTDIR/migrate/later" later

A reader never writes: it says what to do.

  $ later/bin/crm-find
  crm-find: *crm.db: the database is of an earlier version; run crm-init --upgrade (glob)
  [2]
  $ later/bin/crm-init --upgrade
  $ later/bin/crm-find -o id,name
  id	name
  C1	Ada
  $ later/bin/crm-init --upgrade

A writer brings it up to date by itself, in one transaction.

  $ later/bin/crm-add --db second.db name=Bob -o id,name
  id	name
  C2	Bob
  $ later/bin/crm-find --db second.db --ids
  C1
  C2

The earlier programs leave alone what they do not know.

  $ crm-find
  crm-find: *crm.db: the database has version *, and this program knows only up to *; install the newer crm-tools (glob)
  [2]
  $ crm-add name=Eve
  crm-add: *crm.db: the database has version *, and this program knows only up to *; install the newer crm-tools (glob)
  [2]
