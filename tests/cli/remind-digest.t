#require native
What a digest says: for whom, how much, how late, and in whose language.

  $ export CRM_NOW='2026-11-22 10:00'
  $ crm-init --zone Asia/Taipei --currency TWD
  $ cat >procedure.sop <<'END'
  > [sop]
  > pool = cat
  > [staff amy]
  > name = 王美
  > login = mei
  > mail = amy@example.com
  > manager = cat
  > deputy = bob
  > away = 2026-11-25..2026-11-27
  > [staff bob]
  > mail = bob@example.com
  > [staff cat]
  > name = 陳 Cat
  > mail = cat@example.com
  > language = zh-TW
  > [staff dan]
  > mail = dan@example.com
  > language = zh-CN
  > [cadence monthly]
  > every = 1m
  > channel = phone
  > goal = keep in touch
  > [late]
  > remind = 3d
  > copy = 5d
  > END
  $ crm-sop load procedure.sop -q
  $ crm-add name=雅文 owner=amy phone=0912345678 since=2026-10-22 -q
  $ crm-add name=Ben owner=mei since=2026-10-23 -q
  $ crm-add name=Boris owner=bob since=2026-10-24 -q
  $ cat >post <<'END'
  > #!/bin/sh
  > echo "-- $CRM_STAFF: $CRM_SUBJECT"; sed '/^crm-done/d'
  > END
  $ chmod +x post
  $ remind() { crm-remind --exec ./post --now "2026-11-$1"; }

Whoever is named by id here and by login there gets one digest.

  $ remind 23
  -- amy: 2 follow-ups due: 雅文, Ben
  Hello 王美,
  
  by 2026-11-23 you have 2 follow-ups due.
  Late: 1, the oldest since 2026-11-22.
  
  id  due         late  customer  customer_name  customer.phone  channel  goal           rule
  F1  2026-11-22     1  C1        雅文           0912345678      phone    keep in touch  monthly
  F2  2026-11-23     0  C2        Ben                            phone    keep in touch  monthly
  
  $ remind 24
  -- bob: 1 follow-up due: Boris
  Hello bob,
  
  by 2026-11-24 you have 1 follow-up due.
  
  id  due         late  customer  customer_name  customer.phone  channel  goal           rule
  F3  2026-11-24     0  C3        Boris                          phone    keep in touch  monthly
  

On taking over the deputy is told once of all that is open, and for whom; so is who comes back.

  $ remind 25
  -- bob: 2 follow-ups due (2 for 王美): 雅文, Ben
  Hello bob,
  
  by 2026-11-25 you have 2 follow-ups due (2 for 王美).
  Late: 2, the oldest since 2026-11-22.
  
  For 王美, away until 2026-11-27:
  id  due         late  customer  customer_name  customer.phone  channel  goal           rule
  F1  2026-11-22     3  C1        雅文           0912345678      phone    keep in touch  monthly
  F2  2026-11-23     2  C2        Ben                            phone    keep in touch  monthly
  
  Late: F1
  
  $ remind 25
  $ remind 26
  -- bob: 1 follow-up due (1 for 王美): Ben
  Hello bob,
  
  by 2026-11-26 you have 1 follow-up due (1 for 王美).
  
  For 王美, away until 2026-11-27:
  id  due         late  customer  customer_name  customer.phone  channel  goal           rule
  F2  2026-11-23     3  C2        Ben                            phone    keep in touch  monthly
  
  Once more, late: F2
  
  $ remind 27
  -- bob: 2 follow-ups due (1 for 王美): Boris, 雅文
  Hello bob,
  
  by 2026-11-27 you have 2 follow-ups due (1 for 王美).
  Late: 2, the oldest since 2026-11-22.
  
  Your own:
  id  due         late  customer  customer_name  customer.phone  channel  goal           rule
  F3  2026-11-24     3  C3        Boris                          phone    keep in touch  monthly
  
  For 王美, away until 2026-11-27:
  id  due         late  customer  customer_name  customer.phone  channel  goal           rule
  F1  2026-11-22     5  C1        雅文           0912345678      phone    keep in touch  monthly
  
  Once more, late: F3
  
  Late, with a copy to the manager: F1
  
  -- cat: 王美 有 1 件跟進逾期：雅文
  陳 Cat，您好：
  
  截至 2026-11-27，王美 有 1 件跟進逾期。
  王美 不在，由 bob 代理。
  
  編號  到期        逾期  客戶  客戶名稱  電話        管道  目標           規則
  F1    2026-11-22     5  C1    雅文      0912345678  電話  keep in touch  monthly
  
  已逾期，副本送主管：F1
  
  $ remind 28
  -- amy: 2 follow-ups due: 雅文, Ben
  Hello 王美,
  
  by 2026-11-28 you have 2 follow-ups due.
  Late: 2, the oldest since 2026-11-22.
  
  id  due         late  customer  customer_name  customer.phone  channel  goal           rule
  F1  2026-11-22     6  C1        雅文           0912345678      phone    keep in touch  monthly
  F2  2026-11-23     5  C2        Ben                            phone    keep in touch  monthly
  
  Late, with a copy to the manager: F1 F2
  
  -- cat: 王美 有 1 件跟進逾期：Ben
  陳 Cat，您好：
  
  截至 2026-11-28，王美 有 1 件跟進逾期。
  
  編號  到期        逾期  客戶  客戶名稱  電話  管道  目標           規則
  F2    2026-11-23     5  C2    Ben             電話  keep in touch  monthly
  
  已逾期，副本送主管：F2
  
  -- bob: 1 follow-up of 王美 late: Ben
  Hello bob,
  
  by 2026-11-28 王美 is late with 1 follow-up.
  
  id  due         late  customer  customer_name  customer.phone  channel  goal           rule
  F2  2026-11-23     5  C2        Ben                            phone    keep in touch  monthly
  
  Late, with a copy to the manager: F2
  
  $ remind 28

A follow-up that is late when it is first told of is late, and not so once more.

  $ crm-add name=Carl owner=bob since=2026-10-25 -q
  $ remind 28
  -- bob: 1 follow-up due: Carl
  Hello bob,
  
  by 2026-11-28 you have 1 follow-up due.
  
  id  due         late  customer  customer_name  customer.phone  channel  goal           rule
  F4  2026-11-25     3  C4        Carl                           phone    keep in touch  monthly
  
  Late: F4
  

What is nobody's goes to who minds the pool; a new owner is told as if nobody had been.

  $ crm-add name=誰的 since=2026-10-29 phone=0223456789 -q
  $ remind 29
  -- bob: 1 follow-up due: Boris
  Hello bob,
  
  by 2026-11-29 you have 1 follow-up due.
  
  id  due         late  customer  customer_name  customer.phone  channel  goal           rule
  F3  2026-11-24     5  C3        Boris                          phone    keep in touch  monthly
  
  Once more, late: F3
  
  -- cat: 1 件跟進到期（公海 1 件）：誰的
  陳 Cat，您好：
  
  截至 2026-11-29，您有 1 件跟進到期（公海 1 件）。
  
  公海，沒有負責人：
  編號  到期        逾期  客戶  客戶名稱  電話        管道  目標           規則
  F5    2026-11-29     0  C5    誰的      0223456789  電話  keep in touch  monthly
  
  $ crm-set C5 owner=dan -q
  $ remind 30
  -- bob: 1 follow-up due: Carl
  Hello bob,
  
  by 2026-11-30 you have 1 follow-up due.
  
  id  due         late  customer  customer_name  customer.phone  channel  goal           rule
  F4  2026-11-25     5  C4        Carl                           phone    keep in touch  monthly
  
  Once more, late: F4
  
  -- dan: 1 件跟进到期：誰的
  dan，您好：
  
  截至 2026-11-30，您有 1 件跟进到期。
  
  编号  到期        逾期  客户  客户名称  电话        渠道  目标           规则
  F5    2026-11-29     1  C5    誰的      0223456789  电话  keep in touch  monthly
  

The same customer is named once in the subject, and no name fills it.

  $ crm-add name="$(printf '%0200d' 7)" since=2026-11-29 owner=dan -q
  $ crm-plan C6 due=2026-11-30 goal=one purpose=one -q
  $ crm-plan C6 due=2026-11-30 goal=two purpose=two channel=visit -q
  $ remind 30
  -- dan: 2 件跟进到期：000000000000000000000000000000000000000…
  dan，您好：
  
  截至 2026-11-30，您有 2 件跟进到期。
  
  编号  到期        逾期  客户  客户名称                                                              渠道  目标  规则
  F7    2026-11-30     0  C6    00000000000000000000000000000000000000000000000000000000000000000000        one   人工计划
                                00000000000000000000000000000000000000000000000000000000000000000000              
                                0000000000000000000000000000000000000000000000000000000000000007                  
  F8    2026-11-30     0  C6    00000000000000000000000000000000000000000000000000000000000000000000  拜访  two   人工计划
                                00000000000000000000000000000000000000000000000000000000000000000000              
                                0000000000000000000000000000000000000000000000000000000000000007                  
  

Somebody with very much to do gets the oldest of it, and where to find the rest.

  $ seq 130 | awk '{ printf "Customer %03d\teve; id\t2026-10-%02d\n", $1, 1 + $1 % 28 }' >many
  $ { printf 'name\towner\tsince\n'; cat many; } | crm-add -q
  $ remind 30 >page
  $ head -n 7 page
  -- eve; id: 130 follow-ups due: Customer 028, Customer 056, Customer 084 ...
  Hello eve; id,
  
  by 2026-11-30 you have 130 follow-ups due.
  Late: 130, the oldest since 2026-11-01.
  
  id    due         late  customer  customer_name  customer.phone  channel  goal           rule
  $ grep -c '^F' page
  100
  $ tail -n 6 page
  F28   2026-11-21     9  C26       Customer 020                   phone    keep in touch  monthly
  F56   2026-11-21     9  C54       Customer 048                   phone    keep in touch  monthly
  and 30 more: crm-due owner=me
  
  Late: F36 F64 F92 F120 F9 F37 F65 F93 F121 F10 F38 F66 F94 F122 F11 F39 F67 F95 F123 F12 and 106 more
  
  $ remind 30

As mails: folded, and nothing beyond what a mail may have, on a day on which clocks change, too.

  $ export CRM_DB=$PWD/ny.db; crm-init --zone America/New_York --currency USD
  $ sed '/^language/d' procedure.sop >en.sop; crm-sop load en.sop -q
  $ { printf 'name\towner\tsince\n'; sed 's/eve; id/bob/' many; } | crm-add -q
  $ crm-add name="$(printf '%0900d' 7)" owner=王 since=2026-10-01 -q
  $ crm-remind --maildir spool --now '2026-11-01 00:30'; crm-remind --maildir spool --now '2026-11-01 12:00'
  $ crm-remind --maildir spool --now '2026-11-02'
  $ cat spool/new/* | awk '{ if (length($0) > n) n = length($0) } END { print (n <= 998) }'
  1
  $ grep -h -e ^Date -e ^To spool/new/* | sort
  Date: Mon, 02 Nov 2026 00:00:00 -0500
  Date: Sun, 01 Nov 2026 00:30:00 -0400
  Date: Sun, 01 Nov 2026 00:30:00 -0400
  To: =?UTF-8?b?546L?= <owner@localhost>
  To: bob@example.com
  To: bob@example.com
