crm-order records orders, in exact amounts.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ crm-add name=陳美 since=2026-01-01 -q; crm-add name=Acme since=2026-01-01 -q
  $ crm-order C1 amount=12300.50 ref=INV-1042 promised=+14d
  id	customer	customer_name	when	amount	currency	status	ref
  O1	C1	陳美	2026-11-22T12:00:00+08:00	12300.50	TWD	open	INV-1042
  $ crm-find C1 -o orders,spend,next_due
  orders	spend	next_due
  1	12300.50	2026-02-01

In another currency, with what it is worth.

  $ crm-order C2 amount='USD 12300.50' rate=31.5 -o amount,currency,rate
  amount	currency	rate
  12300.50	USD	31.5
  $ crm-order C2 amount=420 currency=EUR rate=35.125 -o amount,currency,rate
  amount	currency	rate
  420.00	EUR	35.125
  $ crm-order C2 amount='USD 1'
  crm-order: C2: rate: give what one USD is worth in TWD, such as rate=31.5
  [1]
  $ crm-order C2 amount=5 rate=2
  crm-order: C2: rate: the order is in the base currency TWD already
  [1]
  $ crm-order C2 amount='JPY 1000' rate=0.21 -o amount,currency
  amount	currency
  1000	JPY
  $ crm-find C2 -o orders,spend,average_order
  orders	spend	average_order
  3	402428.25	134142.75

Items, whose sum is the amount unless it is said.

  $ crm-order C1 items='2 x 烏龍茶 @ 300; 1 x Gift box @ 450' -o amount,items
  amount	items
  1050.00	2 x 烏龍茶 @ 300; 1 x Gift box @ 450
  $ crm-order C1 items='3 x Tea @ 0.333333' amount=1 -o amount,items
  amount	items
  1.00	3 x Tea @ 0.333333
  $ crm-order C1 items='0.5 x Silk @ 1999.99; "a; b @ c" @ 2; Plain' -o amount,items
  crm-order: C1: amount: an order needs one, or a price for each item
  [1]
  $ crm-set O6 items='1 x 烏龍茶 @ 280' amount= -o amount,items
  amount	items
  280.00	1 x 烏龍茶 @ 280

Cancelled and returned ones do not count.

  $ crm-find C1 -o orders,spend
  orders	spend
  3	13630.50
  $ crm-set O1 status=returned -o status; crm-find C1 -o orders,spend
  status
  returned
  orders	spend
  2	1330.00
  $ crm-order C1 amount=7 status=cancelled -q; crm-find C1 -o orders,spend
  orders	spend
  2	1330.00

What is wrong is said.

  $ crm-order C1 amount=1.234
  crm-order: C1: amount: TWD has 2 decimals, not the 3 of `1.234'
  [1]
  $ crm-order C2 amount='JPY 10.5' rate=0.21
  crm-order: C2: amount: JPY has 0 decimals, not the 1 of `JPY 10.5'
  [1]
  $ crm-order C1 amount=lots
  crm-order: C1: amount: `lots' is not an amount: write 12300.50 or USD 12300.50
  [1]
  $ crm-order C1 amount=1e5
  crm-order: C1: amount: `1e5' is not an amount: write 12300.50 or USD 12300.50
  [1]
  $ crm-order C1 amount='XXX 5'
  crm-order: C1: amount: there is no currency `XXX': codes look like USD, TWD, EUR
  [1]
  $ crm-order C1 amount=99999999999999999999
  crm-order: C1: amount: the number is too large: at most 92233720368547758.07 fits
  [1]
  $ crm-order C1 ref=INV-1042 amount=1
  crm-order: C1: ref: INV-1042 is O1 already; crm-set changes it
  [1]
  $ crm-order C1 status=paid amount=1
  crm-order: C1: status: `paid' is not open, delivered, cancelled or returned
  [1]
  $ crm-order C1 items='2 x @ 3'
  crm-order: C1: items: a product is missing; items look like 2 x Widget @ 300; Gift box @ 50
  [1]
  $ crm-order C1 items='x x x'
  crm-order: C1: amount: an order needs one, or a price for each item
  [1]
  $ crm-order C1 amount=5 when=2027-01-01 -n -o when
  crm-order: warning: when: 2027-01-01T00:00:00+08:00 lies ahead of now; what is due takes it as done
  when
  2027-01-01T00:00:00+08:00
  $ crm-order C1
  crm-order: C1: amount: an order needs one, or items with prices
  [1]
  $ crm-order amount=5 </dev/null
  id	customer	customer_name	when	amount	currency	status	ref
  $ crm-order C9 amount=5
  crm-order: C9: there is no customer C9
  [1]

A purchase asks for a follow-up within the week.

  $ crm-add name=New -q; crm-order C3 amount=900 -q; crm-due -w 1w customer=C3 -o due,goal,rule
  due	goal	rule
  2026-11-29	ask how the purchase serves	after-purchase

An amount that is the sum of the items goes with them; one that was said stays.

  $ crm-order C1 items='2 x 茶 @ 300' --ids >summed; crm-set $(cat summed) items='3 x 茶 @ 300' -o amount,items
  amount	items
  900.00	3 x 茶 @ 300
  $ crm-set $(cat summed) items='3 x 茶' -o amount,items
  amount	items
  900.00	3 x 茶
  $ crm-order C1 amount=500 items='2 x 茶 @ 300' --ids >said; crm-set $(cat said) items='3 x 茶 @ 300' -o amount
  amount
  500.00

No single order can make the sums overflow.

  $ crm-order C1 amount=100000000000000.01
  crm-order: C1: amount: an order is worth at most TWD 100000000000000.00
  [1]
