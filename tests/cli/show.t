crm-show is the customer on one page.

  $ crm-init --zone Asia/Taipei --currency TWD --field grade=word:gold,silver
  $ crm-add name=陳美 kind=person email=mei@example.com phone=0918-402-842 owner=amy tier=vip stage=loyalty \
  >   relationship=personal city=台北 country=TW language=zh-TW salutation=陳小姐 channel=line birthday=1988-03-01 \
  >   since=2026-01-05 source=fair ref=A-1 grade=gold notes="$(printf '喜歡烏龍茶\n不要早上打')" -q
  $ crm-add name='Acme Ltd' referrer=C1 since=2026-11-20 -q
  $ crm-order C1 when='2026-10-01 10:00' items='2 x 烏龍茶 @ 300; 1 x Gift box @ 450' status=delivered -q
  $ crm-log C1 when='2026-11-10 09:30' channel=line subject=樣品 note='要新的價目表' next=+1d -q
  $ crm-log C1 when='2026-11-12 09:30' channel=phone outcome=no_answer -q
  $ crm-survey C1 when=2026-10-08 score=9 comment='茶很好喝' -q

In a pipe it is a stream, and --page makes it the page.

  $ crm-show C1 -o id,name,salutation,spend,nps
  id	name	salutation	spend	nps
  C1	陳美	陳小姐	1050.00	9
  $ crm-show C1 -J
  {"id": "C1", "name": "陳美", "kind": "person", "ref": "A-1", "email": "mei@example.com", "phone": "0918-402-842", "stage": "loyalty", "tier": "vip", "state": "new", "relationship": "personal", "owner": "amy", "source": "fair", "referrer": null, "since": "2026-01-05T00:00:00+08:00", "birthday": "1988-03-01", "city": "台北", "country": "TW", "industry": null, "language": "zh-TW", "salutation": "陳小姐", "channel": "line", "timezone": null, "tax_id": null, "notes": "喜歡烏龍茶\n不要早上打", "orders": 1, "spend": "1050.00", "spend_12m": "1050.00", "last_order": "2026-10-01T10:00:00+08:00", "contacts": 1, "last_contact": "2026-11-10T09:30:00+08:00", "next_due": "2026-11-17", "nps": 9, "tags": null, "warning": null, "class": "high_value", "segment": "high_value", "renewal": null, "lunar_birthday": null, "refuses": null}
  $ crm-show mei@example.com --page
  C1  陳美  vip · loyalty · new · personal
    class        high_value
    segment      high_value
    address as   陳小姐
    language     zh-TW
    phone        0918-402-842
    email        mei@example.com
    prefers      line
    owner        amy
    place        台北 · TW
    business     person
    ref          A-1
    birthday     1988-03-01
    known since  2026-01-05 00:00
    source       fair
    grade        gold
  
  Notes
    喜歡烏龍茶
    不要早上打
  
  Due
    F4           2026-11-17 · 5 days late · stay close
                 line · amy · weekly-vip since I1
                 usage
                 personal, unhurried; ask before telling
    F3           2026-11-23
                 line · amy · planned since I1
  
  Journey
    stage        loyalty
    needs        that it serves, and that somebody cares
    obstacles    problems nobody has asked about
  
  Value
    orders       1 order, TWD 1,050.00 in all
    in 12 months 1,050.00
    on average   1,050.00
    first        2026-10-01 10:00
    last         2026-10-01 10:00
  
  Satisfaction
    NPS          9
  
  Last
    2026-11-12 09:30  I2      phone out · no_answer · amy
    2026-11-10 09:30  I1      line out · amy · 樣品
    2026-10-08 00:00  S1      in · 9 · nps · 茶很好喝
    2026-10-01 10:00  O1      TWD 1,050.00 · delivered · 烏龍茶
  $ crm-show C2 --page
  C2  Acme Ltd  ordinary · prospect
    class        cold
    known since  2026-11-20 00:00
    brought by   C1 陳美
  
  Due
    F2           2026-12-20 · renew the contact
                 monthly-cold since C2
                 information
                 light; a reason to write, not an offer
  
  Value
    no orders yet
  
  Last
    nothing yet; crm-log records a contact
  $ crm-show C1 --format table | head -n 1
  C1  陳美  vip · loyalty · new · personal

Any name will do, and a stream.

  $ crm-show ref:A-1 0918402842 O1 --ids
  C1
  C1
  C1
  $ crm-find | crm-show --page | grep -c '^C[12]'
  2
  $ crm-due | crm-show -o name,phone
  name	phone
  陳美	0918-402-842

A note cannot play tricks on the terminal.

  $ crm-set C2 notes="$(printf 'a\033[31mred\007')" -q; crm-show C2 -p | sed -n '/Notes/{n;p;}' | cat -v
    a\x1b[31mred\x07

Who is not there.

  $ crm-show C9
  crm-show: there is no customer C9
  [1]
  $ crm-show C9 C1 --ids
  crm-show: there is no customer C9
  C1
  [1]
  $ crm-show Acme
  crm-show: Acme does not name a customer; C12, ref:SAP-17, an e-mail address or a phone number does, and crm-find looks for names
  [1]
  $ crm-show 0900000000
  crm-show: there is no customer 0900000000
  [1]
  $ crm-show
  crm-show: which customer?  Give C12, ref:..., an e-mail address or a phone number
  Try 'crm-show --help'.
  [2]

Who decides and what is known are on the page, and no more of it than a page can have.

  $ crm-set C2 tags=press,vip -q
  $ crm-person C2 name=王明 title=採購經理 role=pays attitude=supporter phone=0223456789 email=wang@acme.tw -q
  $ crm-person C2 name=Lee role=uses influence=5 email=lee@acme.tw -q; crm-person C2 name=Gone left=2026-01-01 -q
  $ crm-fact C2 kind=need text='early delivery' when=today -q; crm-fact C2 kind=news text='new plant' when=-100d about=Tainan source=fair -q
  $ crm-fact C2 kind=pain text=old expires=-1d when=-9d -q; crm-fact C2 kind=news text=yesterday when=-1d -q
  $ crm-show C2 --page
  C2  Acme Ltd  ordinary · prospect
    class        cold
    known since  2026-11-20 00:00
    brought by   C1 陳美
    tags         press,vip
  
  Notes
    a\x1b[31mred\x07
  
  People
    P2           Lee · uses · lee@acme.tw
    P1           王明 · 採購經理 · pays · supporter · 0223456789
    warning      open need, no known decider
  
  Known
    need         early delivery · of today · amy · N1
    news         yesterday · 1 day old · amy · N4
    news         new plant · Tainan · 100 days old, stale · fair · N2
  
  Due
    F2           2026-12-20 · renew the contact
                 monthly-cold since C2
                 information
                 light; a reason to write, not an offer
  
  Value
    no orders yet
  
  Last
    nothing yet; crm-log records a contact
  $ for n in 1 2 3 4 5 6 7 8 9; do crm-person C2 name=P$n -q; crm-fact C2 kind=preference text=T$n -q; done
  $ crm-show C2 --page | sed -n '/^People/,/^Due/p'
  People
    P2           Lee · uses · lee@acme.tw
    P1           王明 · 採購經理 · pays · supporter · 0223456789
    P4           P1
    P5           P2
    P6           P3
    P7           P4
    and 5 more: crm-person C2
    warning      open need, no known decider
  
  Known
    preference   T9 · of today · amy · N13
    preference   T8 · of today · amy · N12
    preference   T7 · of today · amy · N11
    preference   T6 · of today · amy · N10
    preference   T5 · of today · amy · N9
    preference   T4 · of today · amy · N8
    preference   T3 · of today · amy · N7
    preference   T2 · of today · amy · N6
    and 4 more: crm-fact C2
  
  Due
  $ crm-show C2 -o tags,warning
  tags	warning
  press,vip	open need, no known decider

The procedure beside the task: how to do it, what to say, why it was moved, and what customers at
this stage need.

  $ cat >procedure.sop <<'END'
  > [sop]
  > hours = mon-fri 09:00-18:00
  > [cadence weekly]
  > every = 1w
  > goal = stay close
  > content = usage
  > style = ask before telling
  > script = Good morning, this is ...
  >   How does it serve?
  > [stage interest]
  > needs = to understand
  > obstacles = claims
  > END
  $ crm-init --db later.db --zone Asia/Taipei --currency TWD; export CRM_DB=later.db
  $ crm-sop load procedure.sop -q
  $ crm-add name=陳美 owner=amy stage=interest since=2026-11-07 lunar_birthday=8-15 renewal=2027-06-01 refuses=sms -q
  $ crm-show C1 --page
  C1  陳美  interest
    refuses      sms
    owner        amy
    lunar        08-15
    renewal      2027-06-01
    known since  2026-11-07 00:00
  
  Due
    F1           2026-11-16 · 6 days late · stay close
                 amy · weekly since C1
                 not on 2026-11-14: 2026-11-14 has no business hours; 2026-11-15 has no business hours
                 usage
                 ask before telling
                 Good morning, this is ...
                 How does it serve?
  
  Journey
    stage        interest
    needs        to understand
    obstacles    claims
  
  Value
    no orders yet
  
  Last
    nothing yet; crm-log records a contact
