Days that come again: a birthday by the moon, one on 29 February, a festival, and a contract that
runs out.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ export CRM_NOW='2026-09-01 09:00'
  $ crm-sop show >our.sop
  $ cat >>our.sop <<'END'
  > 
  > [event birthday]
  > on      = birthday
  > purpose = greeting
  > goal    = wish a happy birthday
  > content = greeting
  > 
  > [festival mid-autumn]
  > date = lunar 8-15
  > 
  > [event mid-autumn]
  > on      = festival mid-autumn
  > before  = 3d
  > lapses  = 3d
  > purpose = festival
  > channel = letter
  > goal    = send a card
  > 
  > [event renewal]
  > on      = renewal
  > before  = 30d
  > lapses  = 30d
  > purpose = renewal
  > channel = visit, phone
  > goal    = talk about the new contract
  > END
  $ crm-sop check our.sop
  $ crm-sop load our.sop -q

Chen was born on the 8th of the eighth month, Lin in a leap month, Wang on 29 February; the tea
house has a contract.

  $ crm-add name=陳美 owner=amy lunar_birthday=08-08 -q
  $ crm-add name=林怡君 owner=amy lunar_birthday=L06-15 -q
  $ crm-add name=王小明 owner=amy birthday=1996-02-29 -q
  $ crm-add name=台積茶行 owner=amy renewal=2026-12-31 -q

What comes in the next year, apart from the monthly call: civil days of the lunar dates, the 28th
where there is no 29th.

  $ crm-due --within 1y 'not purpose=contact' -o due,customer_name,rule,channel,anchor --sort due,id
  due	customer_name	rule	channel	anchor
  2026-09-18	陳美	birthday		C1-lunar_birthday-2026
  2026-09-22	陳美	mid-autumn	letter	C1-mid-autumn-2026
  2026-09-22	林怡君	mid-autumn	letter	C2-mid-autumn-2026
  2026-09-22	王小明	mid-autumn	letter	C3-mid-autumn-2026
  2026-09-22	台積茶行	mid-autumn	letter	C4-mid-autumn-2026
  2026-12-01	台積茶行	renewal	visit	C4-renewal-2026-12-31
  2027-02-28	王小明	birthday		C3-birthday-2027
  2027-07-18	林怡君	birthday		C2-lunar_birthday-2027
  $ crm-due --within 30m rule=birthday -o due,customer_name --sort due,id
  due	customer_name
  2026-09-18	陳美
  2027-02-28	王小明
  2027-07-18	林怡君
  2027-09-08	陳美
  2028-02-29	王小明
  2028-08-05	林怡君
  2028-09-26	陳美
  2029-02-28	王小明

On the day itself: what was due beforehand and is of use no longer is gone; a contact of ours
answers what is due by then.

  $ crm-due --now 2026-09-22 purpose=festival -o customer_name,due,expires
  customer_name	due	expires
  陳美	2026-09-22	2026-09-25
  林怡君	2026-09-22	2026-09-25
  王小明	2026-09-22	2026-09-25
  台積茶行	2026-09-22	2026-09-25
  $ crm-due --now 2026-09-26 purpose=festival --ids | wc -l
  0
  $ export CRM_NOW='2026-09-22 10:00'
  $ crm-due purpose=festival | crm-log channel=letter subject='mid-autumn card' --ids | wc -l
  4
  $ crm-due --within 1w --ids | wc -l
  0
  $ crm-followup-report --since 2026-09-01 --by rule -o group,planned,on_time,late,missed
  group	planned	on_time	late	missed
  birthday	1	0	1	0
  mid-autumn	4	4	0	0

In December the contract is talked about, and renewed: the next talk is a year on.

  $ export CRM_NOW='2026-12-01 10:00'
  $ crm-due -o customer_name,due,channel,goal
  customer_name	due	channel	goal
  陳美	2026-10-22		keep in touch
  林怡君	2026-10-22		keep in touch
  王小明	2026-10-22		keep in touch
  台積茶行	2026-10-22		keep in touch
  台積茶行	2026-12-01	visit	talk about the new contract
  $ crm-due purpose=renewal | crm-done channel=visit result='for one more year' -q
  $ crm-set C4 renewal=2027-12-31 -q
  $ crm-due --within 400d purpose=renewal -o customer_name,due,anchor
  customer_name	due	anchor
  台積茶行	2027-12-01	C4-renewal-2027-12-31

And the calendar program of everybody shows it.

  $ crm-remind --ics - --within 400d purpose=renewal | grep -E '^(SUMMARY|DUE|DTSTART)' | tr -d '\r'
  DUE;VALUE=DATE:20261201
  SUMMARY:台積茶行: talk about the new contract
  DTSTART;VALUE=DATE:20261201
  SUMMARY:台積茶行: talk about the new contract
  DUE;VALUE=DATE:20271201
  SUMMARY:台積茶行: talk about the new contract
  DTSTART;VALUE=DATE:20271201
  SUMMARY:台積茶行: talk about the new contract
