#require native
One digest for each owner, told once.

  $ export CRM_NOW='2026-11-22 10:00'
  $ crm-init --zone Asia/Taipei --currency TWD
  $ crm-add name=陳美 owner=amy phone=0912345678 since=2026-09-01 -q
  $ crm-add name=Ada owner=bob since=2026-09-01 -q
  $ crm-remind --print | head -12
  amy: 1 follow-up due: 陳美
  
  Hello amy,
  
  by 2026-11-22 you have 1 follow-up due.
  
  id  due         late  customer  customer_name  customer.phone  channel  goal               rule
  F1  2026-10-01    52  C1        陳美           0912345678               renew the contact  monthly-cold
  
  Too late, for the manager to settle: F1
  
  crm-done ID result=... closes one, crm-snooze ID until=+3d moves it, crm-why ID explains it.
  $ crm-remind --maildir spool
  $ ls spool/new | wc -l
  2
  $ crm-remind --maildir spool
  $ ls spool/new | wc -l
  2

The same again to a program, which is another way out.

  $ cat >post <<'END'
  > #!/bin/sh
  > echo "to $CRM_STAFF about $CRM_ABOUT: $CRM_SUBJECT ($CRM_COUNT)" >>posted
  > cat >/dev/null
  > END
  $ chmod +x post
  $ crm-remind --exec ./post
  $ cat posted
  to amy about amy: 1 follow-up due: 陳美 (1)
  to bob about bob: 1 follow-up due: Ada (1)

Somebody without an address is not told by mail; the rest is a matter of the next run.

  $ crm-remind --mail --sendmail ./post
  crm-remind: amy: no address: the procedure has no mail = for them; 1 follow-up not told, the next run tries again
  crm-remind: bob: no address: the procedure has no mail = for them; 1 follow-up not told, the next run tries again
  [1]
  $ crm-remind --last -o way,sent,failed
  way	sent	failed
  mail	0	2
  $ crm-remind --last --max-age 1h --mail -H -o failed
  2
  $ crm-remind --last --max-age 1h --maildir spool -H -o sent
  0
  $ for age in soon -1h '' 2026-11-22; do crm-remind --last --max-age "$age" 2>&1 | head -n 1; done
  crm-remind: --max-age: `soon' is no length of time: write 90min, 25h, 2d or 1w
  crm-remind: --max-age: `-1h' is no length of time: write 90min, 25h, 2d or 1w
  crm-remind: --max-age: `' is no length of time: write 90min, 25h, 2d or 1w
  crm-remind: --max-age: `2026-11-22' is no length of time: write 90min, 25h, 2d or 1w

A program that fails, defers, hangs or is missing: nothing is lost.

  $ crm-add name=Eve owner=eve since=2026-09-01 -q
  $ printf '#!/bin/sh\nexit 75\n' >later; printf '#!/bin/sh\nexit 1\n' >broken
  $ printf '#!/bin/sh\nsleep 100\n' >hangs; chmod +x later broken hangs
  $ crm-remind --exec ./later
  crm-remind: eve: ./later: exit status 75; 1 follow-up not told, the next run tries again
  [75]
  $ crm-remind --exec ./broken
  crm-remind: eve: ./broken: exit status 1; 1 follow-up not told, the next run tries again
  [1]
  $ crm-remind --exec ./hangs --timeout 1
  crm-remind: eve: ./hangs: no end after 1 seconds; 1 follow-up not told, the next run tries again
  [75]
  $ crm-remind --exec ./missing
  crm-remind: eve: ./missing: No such file or directory; 1 follow-up not told, the next run tries again
  [75]
  $ crm-remind --exec ./post
  $ tail -n 1 posted
  to eve about eve: 1 follow-up due: Eve (1)
  $ crm-remind --exec ./post

A spool that cannot be written defers.

  $ echo >file
  $ crm-remind --maildir file
  crm-remind: eve: file: Not a directory; 1 follow-up not told, the next run tries again
  [75]

What was never told is told; who did it meanwhile is left in peace.

  $ crm-log C1 channel=phone -q
  $ crm-log C2 channel=phone -q
  $ crm-remind --maildir other
  $ grep -h ^Subject spool/new/* other/new/*  | sort
  Subject: 1 follow-up due: =?UTF-8?B?6Zmz576O?=
  Subject: 1 follow-up due: Ada
  Subject: 1 follow-up due: Eve
  $ crm-remind
  crm-remind: which way?  --mail, --maildir, --exec, --ics or --print
  Try 'crm-remind --help'.
  [2]
  $ crm-remind --mail --maildir spool
  crm-remind: one way at a time: --mail, --maildir, --exec, --ics or --print
  Try 'crm-remind --help'.
  [2]

What does not go with a way out is refused before anything is sent.

  $ crm-remind --mail --sendmail ./post --from 'amy@'
  crm-remind: --from: an address is wanted, as in crm@example.com
  Try 'crm-remind --help'.
  [2]
  $ crm-remind --mail --sendmail ./post --from 'amy@example.com, bob@example.com'
  crm-remind: --from: an address is wanted, as in crm@example.com
  Try 'crm-remind --help'.
  [2]
  $ crm-remind --exec ./post --from amy@example.com
  crm-remind: --from goes with --mail and --maildir
  Try 'crm-remind --help'.
  [2]
  $ crm-remind --exec ./post --sendmail ./post
  crm-remind: --sendmail goes with --mail
  Try 'crm-remind --help'.
  [2]
  $ crm-remind --print --within 3d
  crm-remind: --within goes with --ics
  Try 'crm-remind --help'.
  [2]

Nothing is said of changes where none were made.

  $ crm-remind --ics - >/dev/full
  crm-remind: standard output: No space left on device
  [2]
  $ crm-remind --print >/dev/full
  crm-remind: standard output: No space left on device
  [2]
  $ crm-remind --last >/dev/full
  crm-remind: standard output: No space left on device
  [2]

Two at once: the second one leaves.

  $ printf '#!/bin/sh\ncrm-remind --maildir third; echo "[$?]" >second\n' >nested; chmod +x nested
  $ crm-add name=Zoe owner=zoe since=2026-09-01 -q
  $ crm-remind --exec ./nested
  crm-remind: another crm-remind is at work
  $ cat second
  [75]

What is nobody's is told to whoever minds the pool.

  $ crm-add name=Nobody since=2026-09-01 -q
  $ crm-remind --exec ./post 2>&1 | grep belongs
  crm-remind: 1 follow-up due belongs to nobody; pool = in [sop] says who is told
  $ { crm-sop show | sed 's/^\[sop\]$/&\npool = amy/'; printf '[staff amy]\nmail = amy@example.com\n'; } >pool.sop
  $ crm-sop load pool.sop -q
  $ crm-remind --exec ./post; tail -n 1 posted
  to amy about amy: 1 follow-up due (1 from the pool): Nobody (1)

Back in the pool a customer is news for whoever minds that; and nobody is said to have got a copy
who has not.

  $ export CRM_DB=$PWD/pool.db; crm-init --zone Asia/Taipei --currency TWD
  $ printf '%s\n' '[sop]' 'pool = cat' '[staff amy]' 'mail = a@example.com' '[staff cat]' 'mail = c@example.com' >late.sop
  $ printf '%s\n' '[cadence monthly]' 'every = 1m' '[late]' 'copy = 5d' 'release = 7d' >>late.sop
  $ crm-sop load late.sop -q; crm-add name=Ann owner=amy since=2026-10-22 -q
  $ crm-remind --exec ./post --now 2026-11-22; crm-remind --print --exec ./post --now 2026-11-27
  amy: 1 follow-up due: Ann
  
  Hello amy,
  
  by 2026-11-27 you have 1 follow-up due.
  
  id  due         late  customer  customer_name  customer.phone  channel  goal  rule
  F1  2026-11-22     5  C1        Ann                                           monthly
  
  Once more, late: F1
  
  crm-done ID result=... closes one, crm-snooze ID until=+3d moves it, crm-why ID explains it.
  $ rm posted; crm-remind --exec ./post --now 2026-11-29; cat posted; crm-find -o id,owner
  to amy about amy: 1 follow-up due: Ann (1)
  to cat about amy: 1 follow-up of amy late: Ann (1)
  id	owner
  C1	
  $ crm-remind --exec ./post --now 2026-12-05; cat posted
  to amy about amy: 1 follow-up due: Ann (1)
  to cat about amy: 1 follow-up of amy late: Ann (1)

Everybody's own maildir, in folders that are made for it.

  $ crm-add name=Kim owner=kim since=2026-09-01 -q
  $ crm-remind --maildir mail/%u/inbox
  $ find mail -type f | sed 's/[0-9].*//' | sort
  mail/cat/inbox/new/
  mail/kim/inbox/new/

Nobody loses a customer over what they were never told of: the last rung waits for another day.

  $ crm-find Kim -H -o name,owner
  Kim	kim
  $ crm-remind --maildir mail/%u/inbox
  $ crm-find Kim -H -o name,owner
  Kim	kim
  $ crm-remind --maildir mail/%u/inbox --now '2026-11-23 10:00'
  $ crm-find Kim -H -o name,owner
  Kim	

A sender that is no address is told before anything is sent.

  $ crm-remind --mail --sendmail ./post --from "$(printf 'a@b.c\nBcc: z@z.z')"
  crm-remind: --from: an address is wanted, as in crm@example.com
  Try 'crm-remind --help'.
  [2]

To whom nobody stands in for, though away, it is told, and said so.

  $ export CRM_DB=$PWD/away.db; crm-init --zone Asia/Taipei --currency TWD; rm -f posted
  $ printf '%s\n' '[staff amy]' 'deputy = bob' 'away = 2026-11-20..2026-11-30' '[staff bob]' 'language = zh-TW' \
  >   'deputy = amy' 'manager = cat' 'away = 2026-11-25..2026-12-03' '[staff cat]' '[cadence monthly]' 'every = 1m' >away.sop
  $ crm-sop load away.sop -q; crm-add name=Ann owner=amy since=2026-10-26 -q; crm-add name=Bo owner=bob since=2026-10-26 -q
  $ crm-remind --print --now 2026-11-26 | grep -e 'follow-up due' -e away
  amy: 1 follow-up due: Ann
  by 2026-11-26 you have 1 follow-up due.
  You are away today, and so are your deputies and managers: these stay yours.
  cat: 1 follow-up due (1 for bob): Bo
  by 2026-11-26 you have 1 follow-up due (1 for bob).
  For bob, away until 2026-12-03:
  $ crm-remind --exec ./post --now 2026-11-26; cat posted
  crm-remind: amy is away, and so are all deputies and managers: the digest went to amy
  to amy about amy: 1 follow-up due: Ann (1)
  to cat about cat: 1 follow-up due (1 for bob): Bo (1)
  $ sed -i '/manager/d' away.sop; crm-sop load away.sop -q; crm-add name=Ci owner=bob since=2026-10-26 -q
  $ crm-remind --print --now 2026-11-27 | grep -A 3 -e '請假'
  您今日請假，而代理人與主管都不在，跟進仍歸您。
  
  編號  到期        逾期  客戶  客戶名稱  電話  管道  目標  規則
  F2    2026-11-26     1  C2    Bo                          monthly
