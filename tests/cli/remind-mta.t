#require root
#require native
#require /usr/bin/python3
#require /usr/sbin/exim4
Through a real mail server: exim takes the mail as sendmail does, and hands it on by SMTP to
another exim on the loopback interface, which puts it into a maildir.

  $ sh "$TESTDIR/mail-server" start
  $ cat >procedure.sop <<'END'
  > [sop]
  > pool = amy
  > [staff amy]
  > name = 陳美, "Amy" <x@evil.example>
  > login = amy
  > mail = amy@example.com
  > language = zh-TW
  > [staff bob]
  > mail = bob@example.com
  > manager = amy
  > [cadence monthly]
  > every = 1m
  > goal = keep in touch
  > [late]
  > copy = 5d
  > END
  $ crm-init --zone Asia/Taipei --currency TWD
  $ crm-sop load procedure.sop -q
  $ crm-add name='王小明 （大客戶）' owner=amy phone=0912345678 since=2026-10-20 -q
  $ printf 'name\towner\tsince\nAda\\nBcc: everybody@example.com\tbob\t2026-09-01\n' | crm-add -q
  $ crm-remind --mail --sendmail ./sendmail
  $ sh "$TESTDIR/mail-server" stop

As the server delivered it, and Python reads it:

  $ sh "$TESTDIR/mail-server" show amy
  headers: Auto-Submitted Content-Transfer-Encoding Content-Type Date From MIME-Version Message-Id Subject To
  From: crm-remind <amy@example.com>
  To: "陳美, \"Amy\" <x@evil.example>" <amy@example.com>
  Subject: bob 有 1 件跟進逾期：Ada Bcc: everybody@example.com
  Date: Sun, 22 Nov 2026 12:00:00 +0800
  recipient: amy@example.com
  defects: 0 message id: digest-2
  陳美, "Amy" <x@evil.example>，您好：
  
  截至 2026-11-22，bob 有 1 件跟進逾期。
  
  編號  到期        逾期  客戶  客戶名稱                         電話  管道  目標           規則
  F2    2026-10-01    52  C2    Ada\nBcc: everybody@example.com              keep in touch  monthly
  
  已逾期，副本送主管：F2
  
  crm-done 編號 result=... 完成；crm-snooze 編號 until=+3d 延後；crm-why 編號 說明原因。
  
  headers: Auto-Submitted Content-Transfer-Encoding Content-Type Date From MIME-Version Message-Id Subject To
  From: crm-remind <amy@example.com>
  To: "陳美, \"Amy\" <x@evil.example>" <amy@example.com>
  Subject: 1 件跟進到期：王小明 （大客戶）
  Date: Sun, 22 Nov 2026 12:00:00 +0800
  recipient: amy@example.com
  defects: 0 message id: digest-3
  陳美, "Amy" <x@evil.example>，您好：
  
  截至 2026-11-22，您有 1 件跟進到期。
  
  編號  到期        逾期  客戶  客戶名稱           電話        管道  目標           規則
  F1    2026-11-20     2  C1    王小明 （大客戶）  0912345678        keep in touch  monthly
  
  crm-done 編號 result=... 完成；crm-snooze 編號 until=+3d 延後；crm-why 編號 說明原因。
  
  $ sh "$TESTDIR/mail-server" show bob
  headers: Auto-Submitted Content-Transfer-Encoding Content-Type Date From MIME-Version Message-Id Subject To
  From: crm-remind <bob@example.com>
  To: bob@example.com
  Subject: 1 follow-up due: Ada Bcc: everybody@example.com
  Date: Sun, 22 Nov 2026 12:00:00 +0800
  recipient: bob@example.com
  defects: 0 message id: digest-1
  Hello bob,
  
  by 2026-11-22 you have 1 follow-up due.
  
  id  due         late  customer  customer_name                    customer.phone  channel  goal           rule
  F2  2026-10-01    52  C2        Ada\nBcc: everybody@example.com                           keep in touch  monthly
  
  Late, with a copy to the manager: F2
  
  crm-done ID result=... closes one, crm-snooze ID until=+3d moves it, crm-why ID explains it.
  
