Promises: made in a call, due like anything else and before all else, kept or broken, and counted.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ export CRM_NOW='2026-11-16 10:00'
  $ crm-add name=台積茶行 tier=vip owner=amy email=tea@example.com since=2026-09-01 -q
  $ crm-add name=陳美 owner=bob email=mei@example.com since=2026-10-20 -q
  $ crm-add name='Summit Technologies' owner=amy email=it@example.com since=2026-11-01 -q

Monday: two call, and are promised something; a third promise needs a day.

  $ crm-log tea@example.com channel=phone direction=in note='asks for a quote' promise='send the quote' by=wed -q
  $ CRM_ME=bob crm-log mei@example.com channel=phone direction=in promise='find out about the delivery' by=thu -q
  $ crm-log it@example.com channel=email promise='call back'
  crm-log: it@example.com: promise: until when?  by=fri, by=+3d or a date to come
  [1]
  $ crm-log it@example.com channel=email promise='call back' by=fri -q
  $ crm-promise -o id,customer_name,goal,made,due,owner,standing
  id	customer_name	goal	made	due	owner	standing
  F4	台積茶行	send the quote	2026-11-16	2026-11-18	amy	open
  F5	陳美	find out about the delivery	2026-11-16	2026-11-19	bob	open
  F6	Summit Technologies	call back	2026-11-16	2026-11-20	amy	open

A promise is due like a follow-up and outranks a cadence.

  $ crm-due --within 1w -o id,customer_name,due,goal,rule --now 2026-11-18
  id	customer_name	due	goal	rule
  F4	台積茶行	2026-11-18	send the quote	promise
  F5	陳美	2026-11-19	find out about the delivery	promise
  F6	Summit Technologies	2026-11-20	call back	promise
  F1	台積茶行	2026-11-23	stay close	weekly-vip
  $ crm-due --within 1w --by urgency -o customer_name,rule,urgency,urgency_late,urgency_tier,urgency_promise --now 2026-11-20
  customer_name	rule	urgency	urgency_late	urgency_tier	urgency_promise
  台積茶行	promise	33	3	10	20
  陳美	promise	26	1	5	20
  Summit Technologies	promise	25	0	5	20
  台積茶行	weekly-vip	10	0	10	0

Wednesday: talking of something else does not keep a promise; doing it does.

  $ export CRM_NOW='2026-11-18 11:00'
  $ crm-log tea@example.com channel=phone note='thanked for the samples' -q
  $ crm-promise -o customer_name,standing,late owner=me
  customer_name	standing	late
  台積茶行	open	0
  Summit Technologies	open	0
  $ crm-promise customer_name='台積茶行' --ids | crm-done channel=email note='quote 2026-114' result='quote sent' -o customer_name,channel,follow_up,follow_up.result
  customer_name	channel	follow_up	follow_up.result
  台積茶行	email	F4	quote sent
  $ crm-show tea@example.com --page | sed -n '/^Due/,/^$/p'
  Due
    F1           2026-11-25 · stay close
                 amy · weekly-vip since I5
                 usage
                 personal, unhurried; ask before telling
  

Friday: one is late, one is to be broken, with its reason; and next week it is kept all the same.

  $ export CRM_NOW='2026-11-20 17:00'
  $ crm-promise -o id,customer_name,goal,due,late,standing
  id	customer_name	goal	due	late	standing
  F5	陳美	find out about the delivery	2026-11-19	1	late
  F6	Summit Technologies	call back	2026-11-20	0	open
  $ crm-promise customer_name='Summit Technologies' --ids | crm-promise broken reason='nobody knows the answer' -o customer_name,standing,reason
  customer_name	standing	reason
  Summit Technologies	broken	nobody knows the answer
  $ crm-due -o customer_name,late,goal
  customer_name	late	goal
  陳美	1	find out about the delivery
  $ export CRM_NOW='2026-11-23 09:00'
  $ CRM_ME=bob crm-promise owner=me --ids | CRM_ME=bob crm-promise kept -o customer_name,due,closed,late,standing
  customer_name	due	closed	late	standing
  陳美	2026-11-19	2026-11-23	4	kept_late
  $ crm-promise --all -o customer_name,goal,made,due,owner,standing,reason
  customer_name	goal	made	due	owner	standing	reason
  台積茶行	send the quote	2026-11-16	2026-11-18	amy	kept	
  陳美	find out about the delivery	2026-11-16	2026-11-19	bob	kept_late	
  Summit Technologies	call back	2026-11-16	2026-11-20	amy	broken	nobody knows the answer
  $ crm-promise --by owner -o group,n,open,late,kept,kept_late,broken
  group	n	open	late	kept	kept_late	broken
  amy	2	0	0	1	0	1
  bob	1	0	0	0	1	0

Broken by mistake?

  $ crm-ops --limit 2 -o program,actor,what
  program	actor	what
  crm-promise	bob	status,reason
  crm-promise	amy	status,reason
  $ crm-undo -q
  $ crm-promise --by owner -o group,n,open,late,kept,kept_late,broken
  group	n	open	late	kept	kept_late	broken
  amy	2	0	1	1	0	0
  bob	1	0	0	0	1	0
