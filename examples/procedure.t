A procedure is improved from what customers, staff and numbers say: four weeks of work, a review, a
change that is looked at before it is made.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ for noun in customer interaction order response; do crm-import $noun "$ROOT/examples/data/${noun}s.csv" -q; done
  $ crm-find owner=none | crm-set owner=lin -q

Four Mondays: the important ones are called, some of the purchases are asked after, and where time
is left the others are looked at, and put off from week to week.

  $ week() {
  >   for me in amy bob lin; do
  >     crm-due owner=$me rule=weekly-vip | CRM_ME=$me crm-done channel=phone result='all is well' -q
  >     crm-due owner=$me rule=after-purchase --limit 10 | CRM_ME=$me crm-done channel=email -q
  >     crm-due owner=$me rule=monthly tier=low --limit 3 | CRM_ME=$me crm-snooze until=+1w reason='wants no call' -q
  >   done
  > }
  $ for day in 2026-11-23 2026-11-30 2026-12-07 2026-12-14; do export CRM_NOW="$day 15:00"; week || break; done
  $ export CRM_NOW='2026-12-18 17:00'

Which rule is never kept?  And what do those say who work by them?

  $ crm-followup-report --since 2026-09-01 --by rule --sort kept -o group,planned,on_time,late,missed,kept,kept_lo,kept_hi
  group	planned	on_time	late	missed	kept	kept_lo	kept_hi
  after-purchase	14	0	14	0	0	0	0.215311
  monthly	88	0	0	86	0	0	0.042758
  weekly-vip	118	102	16	0	0.864407	0.791052	0.914783
  $ crm-followup-report --since 2026-09-01 --by rule,tier -o group,planned,on_time,late,missed
  group	planned	on_time	late	missed
  after-purchase,vip	2	0	2	0
  after-purchase,ordinary	12	0	12	0
  monthly,ordinary	77	0	0	75
  monthly,low	11	0	0	11
  weekly-vip,vip	118	102	16	0
  $ CRM_ME=bob crm-sop note monthly 'those who hardly buy want no call; a letter would do'
  id	rule	at	who	note
  R1	monthly	2026-12-18T17:00:00+08:00	bob	those who hardly buy want no call; a letter would do
  $ CRM_ME=lin crm-sop note after-purchas 'ask about delivery first'
  crm-sop: the procedure has no rule `after-purchas'; perhaps after-purchase
  [1]
  $ CRM_ME=lin crm-sop note after-purchase 'a week is long: they have found out by themselves' -q
  $ crm-sop review --since 2026-09-01 -o rule,planned,kept,moved,finding,notes,note
  rule	planned	kept	moved	finding	notes	note
  weekly-vip	118	0.864407	0		0	
  monthly-cold	0		0	never due	0	
  monthly	88	0	11	never kept	1	those who hardly buy want no call; a letter would do
  after-purchase	14	0	0	never kept	1	a week is long: they have found out by themselves

So the next version asks three days after a purchase, and writes to those who hardly buy, every
quarter.  The first attempt is refused, before it does any harm.

  $ crm-sop show | sed '/^\[event after-purchase\]/,/^$/ s/^after .*/after   = 3d/' >next.sop
  $ cat >>next.sop <<'END'
  > 
  > # They hardly buy, and say that they want no calls.
  > [cadence quarterly-low]
  > tier    = low
  > when    = not relationship=self_service,automated
  > every   = 1q
  > channel = letter
  > goal    = stay in mind
  > END
  $ crm-sop check next.sop
  next.sop:206: [cadence quarterly-low] can never win: wherever it holds, [cadence monthly] (line 172) holds too, with an interval no longer
  [1]
  $ sed -i '/^\[cadence monthly\]/,/^$/ s/^when .*/& not tier=low/' next.sop
  $ sed -i 's/^when    = (last_contact=none .*/& not tier=low/' next.sop
  $ crm-sop check next.sop
  $ crm-sop show | diff -U0 - next.sop | grep '^[+-][a-z]'
  -when    = (last_contact=none or last_contact<-90d) not relationship=self_service,automated
  +when    = (last_contact=none or last_contact<-90d) not relationship=self_service,automated not tier=low
  -when    = not relationship=self_service,automated
  +when    = not relationship=self_service,automated not tier=low
  -after   = 1w
  +after   = 3d
  +tier    = low
  +when    = not relationship=self_service,automated
  +every   = 1q
  +channel = letter
  +goal    = stay in mind

Whom would that concern?

  $ crm-sop diff next.sop >differences; sed 1d differences | cut -f 3,7 | sort | uniq -c | sed 's/^ *//'
  3 due	after-purchase
  8 due	quarterly-low
  $ head -n 3 differences
  customer	customer_name	what	before	after	purpose	rule
  C61	Laura Johnson	due	2026-12-30	2027-02-28	contact	quarterly-low
  C102	曾雅婷	due	2026-07-08	2026-07-06	contact	after-purchase

Nothing has been written yet.  It is put in force, in one operation, and does what was said; what
somebody has put off by hand keeps its day.

  $ crm-find tier=low --sort next_due -o next_due -H | head -n 1
  2026-12-07
  $ crm-sop load next.sop
  version	customers	moved	added	dropped
  V1	300	11	0	0
  $ crm-sop log -o id,who,name
  id	who	name
  V1	amy	next.sop
  $ crm-sop diff next.sop -H | wc -l
  0
  $ crm-find tier=low --sort next_due -o next_due -H | head -n 1
  2026-12-07
  $ crm-due tier=low -o rule -H | sort | uniq -c | sed 's/^ *//'
  11 monthly

The boss does not agree: the version before is in force again, with every date as it was.

  $ crm-undo -o program
  program
  crm-undo
  $ crm-sop show | diff "$ROOT/examples/default.sop" - && crm-sop diff next.sop | cmp - differences
