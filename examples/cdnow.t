#require speed
#require $SHARED/data/cdnow_full.csv
Every purchase of 23,570 customers of a music shop, from the log to lifetime value.

  $ crm-init --zone America/New_York --currency USD
  $ export CRM_NOW=1998-06-30
  $ log=$SHARED/data/cdnow_full.csv

The customers are made as the orders name them; what came in is one operation.

  $ crm-import order $log customer=customer_id when=date amount=amount --create-customers -q
  crm-import: *cdnow_full.csv: the column cds is left out* (glob)
  $ crm-export order | sed 1d | wc -l
  69659
  $ crm-find --ids | wc -l
  23570

The same file again doubles nothing.

  $ crm-import order $log customer=customer_id when=date amount=amount --create-customers -q
  crm-import: *cdnow_full.csv: the column cds is left out* (glob)
  $ crm-export order | sed 1d | wc -l
  69659

Sums agree with those of the file itself.

  $ awk -F, 'NR > 1 { cents += $4 * 100 } END { printf "%.2f\n", cents / 100 }' $log
  2500315.63
  $ crm-find -H -o spend | awk '{ cents += $1 * 100 } END { printf "%.2f\n", cents / 100 }'
  2500315.63
  $ crm-find orders.over=150 -o name,orders,spend --sort -orders
  name	orders	spend
  14048	217	8976.33
  7592	201	13990.93

Nobody has ever been contacted: everybody is due, the longest waiting first.

  $ crm-due --ids | wc -l
  23570
  $ crm-due --limit 2 -o customer,due,late,rule
  customer	due	late	rule
  C1	1997-01-08	538	after-purchase
  C4	1997-01-08	538	after-purchase

What they will buy: fitted to the first nine months, as published.

  $ crm-cltv --until 1997-09-30 --model bgnbd --params -o model,parameter,value --format table | head -n 6
  model        parameter            value
  bgnbd        r                    0.252
  bgnbd        alpha                 4.79
  bgnbd        a                    0.723
  bgnbd        b                     2.16
  bgnbd        log_likelihood      -95368
  $ crm-cltv --until 1997-09-30 --model bgnbd --horizon 39w -o id,x,t_x,T,p_alive,expected_orders --limit 3
  id	x	t_x	T	p_alive	expected_orders
  C1	0	0	38.857143	1	0.20009
  C2	0	0	37.285714	1	0.206802
  C3	2	12.857143	38.714286	0.364236	0.617392
  $ crm-cltv -q --until 1997-09-30 --ids | wc -l
  23570

An export of all of it, into a new database, gives the same export.

  $ crm-export customer >customers && crm-export order >orders
  $ crm-init --db copy.db --zone America/New_York --currency USD
  $ crm-import --db copy.db customer customers -q && crm-import --db copy.db order orders -q
  $ crm-export --db copy.db customer | cmp - customers
  $ crm-export --db copy.db order | cmp - orders

And one undo takes the whole import back.

  $ crm-undo -q X1
  $ crm-find --ids | wc -l
  0
