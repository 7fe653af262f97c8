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
