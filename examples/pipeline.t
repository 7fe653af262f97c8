#require speed
#timeout 300
Three programs that write, one after the other, over 100,000 records: each reads all of its
input before it locks the database, so none waits for another that waits for it.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ awk 'BEGIN { print "name,ref"; for (i = 1; i <= 100000; i++) printf "Customer %d,R-%d\n", i, i }' >new.csv
  $ crm-import customer new.csv | crm-set owner=bob tier=vip | crm-log channel=email subject=welcome | sed 1d | wc -l
  100000

What came out of each is in the database, as three operations.

  $ crm-ops -o program,what
  program	what
  crm-log	channel,subject
  crm-set	owner,tier
  crm-import	customer name,ref
  $ crm-find owner=bob tier=vip last_contact=today --ids | wc -l
  100000
  $ crm-due --within 1w --ids | wc -l
  100000

A reader meanwhile sees nothing or all of it; and one undo after the other takes it back.

  $ crm-undo -q; crm-find last_contact=any --ids | wc -l
  0
  $ crm-undo -q; crm-find owner=any --ids | wc -l
  0
  $ crm-undo -q; crm-find --ids | wc -l
  0
