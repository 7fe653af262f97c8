#require mount
A disk that fills up: what was there stays, and what is said says so.

  $ mkdir disk; cat >fill <<'END'
  > mount -t tmpfs -o size=1m tmpfs disk || exit 9
  > export CRM_DB=$PWD/disk/crm.db
  > crm-init --zone UTC --currency USD
  > crm-add name=Before -q
  > seq -f 'Customer %g' 50000 | sed '1i name' | crm-add -q; echo "exit status $?"
  > crm-find -o id,name
  > sqlite3 "$CRM_DB" 'PRAGMA integrity_check'
  > crm-add name=After -o id,name
  > END
  $ unshare -m sh fill
  crm-add: the disk is full; nothing was changed
  exit status 2
  id	name
  C1	Before
  ok
  id	name
  C2	After

A disk that was full before: neither reading nor writing can begin, and it is not the disk that is
broken.

  $ cat >full <<'END'
  > mount -t tmpfs -o size=1m tmpfs disk || exit 9
  > export CRM_DB=disk/crm.db
  > crm-init --zone UTC --currency USD; crm-add name=Before -q
  > dd if=/dev/zero of=disk/ballast bs=1k 2>dd.log
  > for command in 'crm-find' 'crm-add name=Full' 'crm-sop note monthly x' 'crm-undo'; do
  >   $command; echo "exit status $?"
  > done
  > rm disk/ballast; crm-find -o id,name
  > END
  $ unshare -m sh full
  crm-find: disk/crm.db: the disk is full: there is no room to work beside the database
  exit status 2
  crm-add: disk/crm.db: the disk is full: there is no room to work beside the database
  exit status 2
  crm-sop: disk/crm.db: the disk is full: there is no room to work beside the database
  exit status 2
  crm-undo: disk/crm.db: the disk is full: there is no room to work beside the database
  exit status 2
  id	name
  C1	Before
