The first week of a team of two, from an old spreadsheet to what is due, satisfaction and value.

  $ crm-init --zone Asia/Taipei --currency TWD --field warranty=day

Monday: the customers come in from a spreadsheet with Chinese headings; first a look, then the
import.

  $ export CRM_NOW='2026-11-16 09:00' CRM_ME=amy
  $ printf '客戶名稱,電話,電子郵件,城市,等級,統一編號\r\n台積茶行,02-2345-6789,tea@example.com,台北,vip,04595257\r\n"王, 小明",0912-345-678,ming@example.com,高雄,ordinary,\r\n' >old.csv
  $ crm-import customer old.csv -n -o name,phone,city,tier
  field	column	example
  name	客戶名稱	台積茶行
  phone	電話	02-2345-6789
  email	電子郵件	tea@example.com
  city	城市	台北
  tier	等級	vip
  tax_id	統一編號	04595257
  
  name	phone	city	tier
  台積茶行	02-2345-6789	台北	vip
  王, 小明	0912-345-678	高雄	ordinary
  2 customers: 2 new, 0 changed, 0 the same; a dry run, nothing is written
  $ crm-import customer old.csv --ids
  C1
  C2
  $ crm-import customer old.csv
  id	name	tier	state	city	owner	last_contact	next_due
  C1	台積茶行	vip	prospect	台北			2026-11-23
  C2	王, 小明	ordinary	prospect	高雄			2026-12-16
  $ crm-find owner=none | crm-set owner=me -o id,name,owner
  id	name	owner
  C1	台積茶行	amy
  C2	王, 小明	amy

Tuesday: a new customer calls, and buys.

  $ export CRM_NOW='2026-11-17 14:30'
  $ crm-add name=陳美 email=mei@example.com phone=0987-654-321 city=台北 source=web owner=bob
  id	name	tier	state	city	owner	last_contact	next_due
  C3	陳美	ordinary	prospect	台北	bob		2026-12-17
  $ crm-log mei@example.com channel=phone direction=in note='wants samples first' next=thu -o id,customer,note
  id	customer	note
  I1	C3	wants samples first
  $ crm-order mei@example.com items='2 x 烏龍茶 @ 300; 1 x Gift box @ 450' ref=INV-1 -o id,amount,items
  id	amount	items
  O1	1050.00	2 x 烏龍茶 @ 300; 1 x Gift box @ 450
  $ crm-log C1 channel=phone outcome=no_answer -q

Thursday: what has bob to do, and amy?  An unanswered call counted for nothing.

  $ export CRM_NOW='2026-11-19 09:00'
  $ CRM_ME=bob crm-due owner=me
  id	customer	customer_name	due	late	owner	channel	goal	rule
  F4	C3	陳美	2026-11-19	0	bob			planned
  $ CRM_ME=bob crm-due owner=me | CRM_ME=bob crm-log channel=email subject=samples -o customer,follow_up,who
  customer	follow_up	who
  C3	F4	bob
  $ CRM_ME=bob crm-due owner=me --if-any
  $ crm-due --within 7d -o customer_name,due,owner,rule
  customer_name	due	owner	rule
  台積茶行	2026-11-23	amy	weekly-vip

Friday: a mail to everybody was one too many; it is taken back.

  $ export CRM_NOW='2026-11-20 17:00'
  $ crm-find | crm-log channel=email subject='we moved' -q
  $ crm-due --within 7d --ids | wc -l
  1
  $ crm-undo -o program,undoes
  program	undoes
  crm-undo	X8
  $ crm-due --within 7d -o customer_name,due,rule
  customer_name	due	rule
  台積茶行	2026-11-23	weekly-vip

Saturday: answers have come back from a form.

  $ export CRM_NOW='2026-11-21 10:00'
  $ printf 'customer\tscore\tcomment\nmei@example.com\t9\t快又好\ntea@example.com\t6\t\nming@example.com\t\t\n' >answers.tsv
  $ crm-survey about=service - <answers.tsv -o customer,score
  customer	score
  C3	9
  C1	6
  C2	
  $ crm-nps -o group,n,value,lo,hi,response_rate
  group	n	value	lo	hi	response_rate
  all	2	0	-81.093759	81.093759	0.666667

Sunday: the years before are brought in from the shop, under the numbers it gave; who is worth what
in the year to come?

  $ export CRM_NOW='2026-11-22 12:00'
  $ crm-import customer "$ROOT/examples/data/customers.csv" -q
  $ crm-import order "$ROOT/examples/data/orders.csv" -q
  $ crm-find "orders>0" --ids | wc -l
  296
  $ crm-cltv -q --horizon 1y --sort -value --limit 3 -o customer_name,x,p_alive,value
  customer_name	x	p_alive	value
  Summit Technologies Inc.	19	0.985598	187499.69
  茂林貿易股份有限公司	16	0.975028	163731.22
  茂林食品股份有限公司	10	0.960969	131309.21
  $ crm-show C3 --page
  C3  陳美  ordinary · new
    class        new
    phone        0987-654-321
    email        mei@example.com
    owner        bob
    place        台北
    known since  2026-11-17 14:30
    source       web
  
  Due
    F3           2026-12-19 · keep in touch
                 bob · monthly since I3
                 feedback
  
  Value
    orders       1 order, TWD 1,050.00 in all
    in 12 months 1,050.00
    on average   1,050.00
    first        2026-11-17 14:30
    last         2026-11-17 14:30
  
  Satisfaction
    NPS          9
  
  Last
    2026-11-21 10:00  S1      in · 9 · nps · 快又好
    2026-11-19 09:00  I3      email out · bob · samples
    2026-11-17 14:30  O1      TWD 1,050.00 · open · 烏龍茶
    2026-11-17 14:30  I1      phone in · amy · wants samples first
  $ crm-ops -o id,actor,program,undone_by | head -n 6
  id	actor	program	undone_by
  X12	amy	crm-import	
  X11	amy	crm-import	
  X10	amy	crm-survey	
  X9	amy	crm-undo	
  X8	amy	crm-log	X9
