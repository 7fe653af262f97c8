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
  crm-due: *crm.db: the database is of an earlier version; run crm-init --upgrade (glob)
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

A promise that a contact has kept was kept on the day of the contact, where the database is: the
second of these was kept at 07:30 of the day after.

  $ { cat "$ROOT/lib/migrations/0001-spine.sql"; cat <<'END'
  > PRAGMA user_version = 1;
  > INSERT INTO setting VALUES ('zone', 'Asia/Taipei'), ('currency', 'TWD');
  > INSERT INTO operation VALUES (1, 1760000000, 'amy', 'crm-add', 'name', NULL, NULL);
  > INSERT INTO customer (id, name, since, search, op) VALUES (1, 'Bo', 1760000000, 'bo', 1);
  > INSERT INTO interaction (id, customer_id, at, direction, contact, op)
  >   VALUES (1, 1, 1760009400, 'out', 1, 1), (2, 1, 1760052600, 'out', 1, 1);
  > INSERT INTO follow_up (customer_id, purpose, anchor, due, rule, status, interaction_id, planned, op)
  >   VALUES (1, 'promise', 'F1', 20370, 'promise', 'done', 1, 1, 1),
  >          (1, 'promise', 'F2', 20370, 'promise', 'done', 2, 1, 1),
  >          (1, 'promise', 'F3', 20370, 'promise', 'done', NULL, 1, 1);
  > END
  > } | sqlite3 promises.db
  $ sqlite3 promises.db "PRAGMA application_id = $(sqlite3 new.db 'PRAGMA application_id')" >/dev/null
  $ crm-init --db promises.db --upgrade; crm-promise --db promises.db --all -o id,due,closed,late,standing
  id	due	closed	late	standing
  F1	2025-10-09	2025-10-09	0	kept
  F2	2025-10-09	2025-10-10	1	kept_late
  F3	2025-10-09		0	kept

What somebody had put off was moved when that operation was, and speaks for what had happened by
then: the second order has no follow-up before that day.

  $ { cat "$ROOT/lib/migrations/0001-spine.sql" "$ROOT/lib/migrations/0002-procedure.sql"; cat <<'END'
  > PRAGMA user_version = 2;
  > INSERT INTO setting VALUES ('zone', 'Asia/Taipei'), ('currency', 'TWD');
  > INSERT INTO operation VALUES (1, 1760000000, 'amy', 'crm-snooze', 'until', NULL, NULL);
  > INSERT INTO customer (id, name, since, search, op) VALUES (1, 'Bo', 1758000000, 'bo', 1);
  > INSERT INTO orders (id, customer_id, at, amount, currency, base, status, op)
  >   VALUES (1, 1, 1758100000, 100, 'TWD', 100, 'delivered', 1),
  >          (2, 1, 1758200000, 100, 'TWD', 100, 'delivered', 1);
  > INSERT INTO follow_up (customer_id, purpose, anchor, due, wanted, rule, status, planned, op)
  >   VALUES (1, 'contact', 'O1', 20400, 20355, 'after-purchase', 'open', 0, 1);
  > END
  > } | sqlite3 snoozed.db
  $ sqlite3 snoozed.db "PRAGMA application_id = $(sqlite3 new.db 'PRAGMA application_id')" >/dev/null
  $ crm-init --db snoozed.db --upgrade; crm-set --db snoozed.db C1 city=台北 -q --now 2025-10-12
  $ crm-due --db snoozed.db --now 2025-10-12 -w 2m -o id,due,wanted,moved,anchor
  id	due	wanted	moved	anchor
  F1	2025-11-08	2025-09-24	2025-10-09T16:53:20+08:00	O1

A field of somebody's own whose name is built in now has own_ before it, with all that was done to
it: what was done before can be undone.

  $ { cat "$ROOT/lib/migrations/0001-spine.sql"; cat <<'END'
  > PRAGMA user_version = 1;
  > INSERT INTO setting VALUES ('zone', 'Asia/Taipei'), ('currency', 'TWD');
  > INSERT INTO operation VALUES (1, 1760000000, 'amy', 'crm-add', 'name', NULL, NULL);
  > INSERT INTO operation VALUES (2, 1760000001, 'amy', 'crm-set', 'class,renewal', NULL, NULL);
  > INSERT INTO operation VALUES (3, 1760000002, 'amy', 'crm-set', 'class,renewal,name', NULL, NULL);
  > INSERT INTO operation_range VALUES (1, 'customer', 1, 1), (2, 'history', 1, 1),
  >   (3, 'history', 2, 2);
  > INSERT INTO extra_field VALUES ('customer', 'renewal', 'text', NULL, NULL),
  >   ('customer', 'class', 'word', 'gold,silver', 'of membership'),
  >   ('customer', 'own_class', 'text', NULL, NULL), ('customer', 'size', 'int', NULL, NULL);
  > INSERT INTO customer (id, name, since, search, op) VALUES (1, 'Bo', 1760000000, 'bo', 3);
  > INSERT INTO extra VALUES ('customer', 1, 'class', 'silver'), ('customer', 1, 'size', '7'),
  >   ('customer', 1, 'own_class', 'first');
  > INSERT INTO history (op, noun, record, gone, before) VALUES
  >   (2, 'customer', 1, 0, 'class' || char(9) || 'renewal' || char(9) || 'op=1'),
  >   (3, 'customer', 1, 0, 'name=renewal=\t2026\tclass=1' || char(9) || 'class=gold' || char(9)
  >    || 'renewal=each May' || char(9) || 'op=2');
  > END
  > } | sqlite3 own.db
  $ sqlite3 own.db "PRAGMA application_id = $(sqlite3 new.db 'PRAGMA application_id')" >/dev/null
  $ export CRM_DB=own.db; crm-init --upgrade
  $ sqlite3 own.db 'SELECT before FROM history'
  own_own_class	own_renewal	op=1
  name=renewal=\t2026\tclass=1	own_own_class=gold	own_renewal=each May	op=2
  $ sqlite3 own.db 'SELECT name, kind FROM extra_field ORDER BY name'
  own_class|text
  own_own_class|word
  own_renewal|text
  size|int
  $ crm-find -o id,name,class,own_own_class,own_class,renewal,own_renewal,size --now 2025-10-10
  id	name	class	own_own_class	own_class	renewal	own_renewal	size
  C1	Bo	cold	silver	first			7
  $ crm-find own_own_class=silver --ids; crm-set C1 renewal=2026-05-01 -q; crm-undo -q
  C1
  $ crm-undo X3 -q; crm-find -o id,name,own_own_class,own_class,renewal,own_renewal,size
  id	name	own_own_class	own_class	renewal	own_renewal	size
  C1	renewal=\t2026\tclass=1	gold	first		each May	7
  $ crm-undo X2 -q; crm-find -o id,name,own_own_class,own_class,renewal,own_renewal,size
  id	name	own_own_class	own_class	renewal	own_renewal	size
  C1	renewal=\t2026\tclass=1		first			7

What a procedure says about channels is kept by itself.  Earlier programs did not: it is read from
the procedure, and the first writer keeps it.

  $ export CRM_DB=booth.db; crm-init --zone UTC
  $ printf '[channel booth]\n[channel fair]\n' >our.sop; crm-sop load -q our.sop
  $ crm-add name=Ada channel=booth -q
  $ sqlite3 booth.db "DELETE FROM setting WHERE name = 'channels'"
  $ crm-find channel=booth --ids
  C1
  $ sqlite3 booth.db "SELECT count(*) FROM setting WHERE name = 'channels'"
  0
  $ crm-set C1 channel=fair -q
  $ sqlite3 booth.db "SELECT rtrim(value, char(10)) FROM setting WHERE name = 'channels'"
  [channel booth]
  [channel fair]
  [former newsletter]

People and facts of a database in which words did not reach them are found after it.

  $ { cat "$ROOT"/lib/migrations/000[1-9]-*.sql; cat <<'END'
  > PRAGMA user_version = 9;
  > INSERT INTO setting VALUES ('zone', 'Asia/Taipei'), ('currency', 'TWD');
  > INSERT INTO operation VALUES (1, 1760000000, 'amy', 'crm-add', 'name', NULL, NULL);
  > INSERT INTO customer (id, name, since, search, op) VALUES (1, 'Bo', 1760000000, 'bo', 1);
  > INSERT INTO person (customer_id, name, email, phone, phone_key, op)
  >   VALUES (1, '陳 Ｏ', 'Chen@Bo.tw', '(02) 23', '0223', 1), (1, 'Li', NULL, NULL, NULL, 1);
  > INSERT INTO fact (customer_id, kind, text, at, day, op)
  >   VALUES (1, 'need', '準時', 1760000000, 20370, 1);
  > INSERT INTO operation VALUES (2, 1760000001, 'amy', 'crm-set', 'name', NULL, NULL);
  > INSERT INTO history VALUES (1, 2, 'person', 2, 0, 'name=Lo'||char(9)||'op=1');
  > UPDATE person SET op = 2 WHERE id = 2;
  > END
  > } | sqlite3 people.db
  $ sqlite3 people.db "PRAGMA application_id = $(sqlite3 new.db 'PRAGMA application_id')" >/dev/null
  $ crm-init --db people.db --upgrade; for word in '陈 o' chen@bo 0223 LI 准时 whoever
  > do crm-find --db people.db "$word" --ids; done
  C1
  C1
  C1
  C1
  C1

Their old texts are found again when what came after is undone.

  $ crm-undo --db people.db -q; crm-find --db people.db Lo --ids; crm-find --db people.db Li --ids
  C1
