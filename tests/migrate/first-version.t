A database of the first version, before there were procedures: it is brought up to date, and its
agenda is that of the procedure built in.

  $ { cat "$ROOT/lib/migrations/0001-spine.sql"; cat <<'END'
  > PRAGMA user_version = 1;
  > INSERT INTO setting VALUES ('zone', 'Asia/Taipei'), ('currency', 'TWD');
  > INSERT INTO operation VALUES (1, 1760000000, 'amy', 'crm-add', 'name', NULL, NULL);
  > INSERT INTO operation_range VALUES (1, 'customer', 1, 2);
  > INSERT INTO customer (id, name, tier, relationship, since, search, op)
  >   VALUES (1, '陳美', 'vip', NULL, 1760000000, '陳美', 1),
  >          (2, 'Shop', NULL, 'self_service', 1760000000, 'shop', 1);
  > INSERT INTO follow_up (customer_id, purpose, anchor, due, goal, rule, status, planned)
  >   VALUES (1, 'contact', 'C1', 20378, 'stay close', 'weekly-vip', 'open', 0),
  >          (2, 'contact', 'C2', 20401, 'keep in touch', 'monthly', 'open', 0);
  > END
  > } | sqlite3 crm.db
  $ crm-init --db new.db --zone UTC
  $ sqlite3 crm.db "PRAGMA application_id = $(sqlite3 new.db 'PRAGMA application_id')"
  $ cp crm.db second.db
  $ crm-due
  crm-due: /tmp/tmp.1oRVVYm5on/cwd/crm.db: the database is of an earlier version; run crm-init --upgrade
  [2]
  $ crm-init --upgrade
  $ crm-due -o id,customer,due,every,rule
  id	customer	due	every	rule
  F1	C1	2025-10-16	7	weekly-vip

The operations are those of before; a writer would have done the same.

  $ crm-ops -o id,program
  id	program
  X1	crm-add
  $ crm-tag --db second.db C1 +old -q
  $ crm-due --db second.db -o id,customer,due,every,rule
  id	customer	due	every	rule
  F1	C1	2025-10-16	7	weekly-vip
  $ crm-undo --db second.db -q; crm-ops --db second.db -o id,program,undone_by
  id	program	undone_by
  X3	crm-undo	
  X2	crm-tag	X3
  X1	crm-add	

What was built in when a database was made stays, whatever a later release builds in.

  $ crm-sop show | cmp - "$ROOT/examples/default.sop"
  $ sqlite3 crm.db "SELECT value FROM setting WHERE name = 'procedure'" | cmp -n 5000 - "$ROOT/examples/default.sop"
  $ sqlite3 crm.db "UPDATE setting SET value = '[cadence rare]' || char(10) || 'every = 1y' WHERE name = 'procedure'"
  $ crm-sop show
  [cadence rare]
  every = 1y (no-eol)
