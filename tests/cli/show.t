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
  {"id": "C1", "name": "陳美", "kind": "person", "ref": "A-1", "email": "mei@example.com", "phone": "0918-402-842", "stage": "loyalty", "tier": "vip", "state": "new", "relationship": "personal", "owner": "amy", "source": "fair", "referrer": null, "since": "2026-01-05T00:00:00+08:00", "birthday": "1988-03-01", "city": "台北", "country": "TW", "industry": null, "language": "zh-TW", "salutation": "陳小姐", "channel": "line", "timezone": null, "tax_id": null, "notes": "喜歡烏龍茶\n不要早上打", "orders": 1, "spend": "1050.00", "spend_12m": "1050.00", "last_order": "2026-10-01T10:00:00+08:00", "contacts": 1, "last_contact": "2026-11-10T09:30:00+08:00", "next_due": "2026-11-17", "nps": 9}
  $ crm-show mei@example.com --page
  C1  陳美  vip · loyalty · new · personal
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
    F3           2026-11-23
                 line · amy · planned since I1
  
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
    known since  2026-11-20 00:00
    brought by   C1 陳美
  
  Due
    F2           2026-12-20 · renew the contact
                 monthly-cold since C2
  
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
