What customers will buy and be worth, from plain logs and from the database.

  $ awk -F, 'NR == 1 || $5 == "TWD"' $ROOT/examples/data/orders.csv >orders.csv
  $ crm-cltv --input orders.csv --until 2026-11-20 --params --format table
  model        parameter        value      lo     hi   error
  bgnbd        r                 1.29   0.977   1.69   0.180
  bgnbd        alpha             25.5    18.6   34.9    4.09
  bgnbd        a               0.0972  0.0272  0.348  0.0632
  bgnbd        b                 1.12   0.249   5.02   0.856
  bgnbd        log_likelihood   -3549                 
  bgnbd        customers          262                 
  gamma_gamma  p                 2.01    1.08   3.77   0.645
  gamma_gamma  q                 1.24    1.00   1.53   0.134
  gamma_gamma  v                 2393    1043   5492    1014
  gamma_gamma  log_likelihood   -2043                 
  gamma_gamma  customers          201                 
  gamma_gamma  left_out             0                 
  $ crm-cltv --input orders.csv --until 2026-11-20 | head -n 4
  customer	x	t_x	T	p_alive	expected_orders	orders_lo	orders_hi	spend	value	value_lo	value_hi
  ref:A-0001	25	97.285714	98.285714	0.995233	10.816479	10.23419	11.431897	3488.52	36002.32	33977.41	38147.90
  ref:A-0166	4	81.571429	98.142857	0.951911	2.077335	1.943092	2.220852	3029.25	6004.28	5204.69	6926.70
  ref:A-0032	2	22.142857	98.142857	0.486759	0.658982	0.446547	0.97248	3557.45	2236.89	1444.03	3465.07
  $ crm-cltv --input orders.csv --until 2026-11-20 --horizon 26w --format table | head -n 3
  customer     x    t_x     T  p_alive  expected_orders  orders_lo  orders_hi      spend       value   value_lo    value_hi
  ref:A-0001  25   97.3  98.3    0.995             5.44       5.16       5.74   3,488.52   18,538.70  17,537.29   19,597.30
  ref:A-0166   4   81.6  98.1    0.952             1.05      0.987       1.11   3,029.25    3,095.33   2,693.54    3,557.06

The same log in a database gives the same.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ crm-import -q customer $ROOT/examples/data/customers.csv
  $ crm-import -q order orders.csv
  $ crm-cltv --until 2026-11-20 --params --format table
  model        parameter        value      lo     hi   error
  bgnbd        r                 1.29   0.977   1.69   0.180
  bgnbd        alpha             25.5    18.6   34.9    4.09
  bgnbd        a               0.0972  0.0272  0.348  0.0632
  bgnbd        b                 1.12   0.249   5.02   0.856
  bgnbd        log_likelihood   -3549                 
  bgnbd        customers          262                 
  gamma_gamma  p                 2.01    1.08   3.77   0.645
  gamma_gamma  q                 1.24    1.00   1.53   0.134
  gamma_gamma  v                 2393    1043   5492    1014
  gamma_gamma  log_likelihood   -2043                 
  gamma_gamma  customers          201                 
  gamma_gamma  left_out             0                 
  $ crm-cltv --until 2026-11-20 | head -n 4
  id	customer_name	x	t_x	T	p_alive	expected_orders	orders_lo	orders_hi	spend	value	value_lo	value_hi
  C1	孙芳	25	97.285714	98.285714	0.995233	10.816479	10.23419	11.431897	3488.52	36002.32	33977.41	38147.90
  C2	吴雨桐	1	10.428571	96.428571	0.412979	0.393346	0.253179	0.611113	2517.17	944.79	454.60	1963.58
  C5	Summit Technologies Inc.	1	15	95.142857	0.486609	0.468303	0.320257	0.684789	36359.29	16247.75	10930.76	24151.05

Cancelled and returned orders are no purchases; who never bought is not there.

  $ crm-find orders=0 --ids | wc -l
  38
  $ crm-cltv -H -o id | wc -l
  262

Whom to print: a query or a stream; the models stay those of all customers.

  $ crm-cltv tier=vip --sort -value --limit 3 -o id,value
  id	value
  C98	93030.10
  C50	84705.33
  C149	57868.47
  $ crm-find tier=vip | crm-cltv --sort -value --limit 3 -o id,value
  id	value
  C98	93030.10
  C50	84705.33
  C149	57868.47
  $ crm-cltv name=nobody -o id,value
  id	value
  $ crm-cltv --sort -value --limit 1 --ids | crm-find -o id,orders
  id	orders
  C47	17
  $ echo C999 | crm-cltv -o id,value
  crm-cltv: stdin:1: there is no customer C999
  id	value
  [1]
  $ crm-cltv owner=amy --params
  crm-cltv: the models are fitted to all customers; to fit them to some, add --only
  Try 'crm-cltv --help'.
  [2]
  $ crm-cltv owner=amy --only --no-spend --params --format table -o parameter,value
  parameter        value
  r                 1.48
  alpha             32.1
  a               0.0242
  b                0.364
  log_likelihood   -1450
  customers          108

The value is discounted and may be a margin; the orders are never discounted.

  $ crm-cltv id=C1 -H -o expected_orders,spend,value
  10.777564	3488.52	35873.15
  $ crm-cltv id=C1 --rate 0 -H -o expected_orders,spend,value
  10.777564	3488.52	37597.75
  $ crm-cltv id=C1 --margin 0.3 -H -o expected_orders,spend,value
  10.777564	3488.52	10761.94
  $ crm-cltv id=C1 --horizon 3y -H -o expected_orders,value
  31.452351	95615.82

How good it is: the last half year foreseen from what came before.

  $ crm-cltv --until 2026-11-20 --holdout 6m --format table -o parameter,value | tail -n 6
  days               184
  predicted          268
  actual             298
  bias            -0.100
  mae               1.00
  rmse              1.42

JSON has numbers for numbers, and exact texts for amounts.

  $ crm-cltv id=C1 -J -o id,x,p_alive,value
  {"id": "C1", "x": 25, "p_alive": 0.994749, "value": "35873.15"}

What cannot be.

  $ crm-cltv --until 2027-01-01
  crm-cltv: --until: nobody knows yet what will be bought after now
  Try 'crm-cltv --help'.
  [2]
  $ crm-cltv --margin 0
  crm-cltv: a margin is more than 0
  [2]
  $ crm-cltv --rate x
  crm-cltv: --rate: `x' is not a number: write 1234.5 or 1,234.5
  Try 'crm-cltv --help'.
  [2]
  $ crm-cltv --rate 100
  crm-cltv: a yearly rate is from -0.9 (-90 %) to 10 (1000 %)
  [2]
  $ crm-cltv --horizon 0d
  crm-cltv: --horizon: a length of time is at least 1
  Try 'crm-cltv --help'.
  [2]
  $ crm-cltv --horizon 200y
  crm-cltv: a horizon is from 0 days to 100 years
  [2]
  $ crm-cltv --currency EUR
  crm-cltv: --currency and --date-format go with --input
  Try 'crm-cltv --help'.
  [2]
  $ crm-cltv --input orders.csv --only
  crm-cltv: --only chooses among the customers of a database
  Try 'crm-cltv --help'.
  [2]
  $ crm-cltv --input orders.csv owner=amy
  crm-cltv: orders.csv: there is no field owner to import; did you mean date?
  [2]
  $ crm-cltv --input orders.csv --currency TLA
  crm-cltv: orders.csv: there is no currency `TLA'
  [2]
  $ crm-cltv --input orders.csv --until 2000-01-01
  crm-cltv: there are no customers to fit a model to
  [2]
  $ crm-cltv >/dev/full
  crm-cltv: standard output: No space left on device
  [2]

Rows that make no sense are told with file and line, and then nothing is printed.

  $ cat >bad.csv <<'EOF'
  > customer,date,amount
  > ,2026-01-01,5
  > a,2026-02-30,5
  > a,,5
  > a,2026-01-01,
  > a,2026-01-01,1.234
  > a,2026-01-01,5
  > a,2026-01-01,EUR 5
  > EOF
  $ crm-cltv --input bad.csv
  crm-cltv: bad.csv:2: customer: there is none: whose purchase is it?
  crm-cltv: bad.csv:3: date: February 2026 has 28 days
  crm-cltv: bad.csv:4: date: there is none: when was it?
  crm-cltv: bad.csv:5: amount: there is none: write 0 if nothing was paid
  crm-cltv: bad.csv:6: amount: USD has 2 decimals, not the 3 of `1.234'
  crm-cltv: bad.csv:8: amount: the amount is in EUR, others in USD: bring them into one currency
  crm-cltv: bad.csv: 6 rows are refused
  [1]
  $ printf 'customer,date,amount\na,03/04/2026,5\na,03/05/2026,5\n' >dates.csv
  $ crm-cltv --input dates.csv
  crm-cltv: dates.csv:2: date: `03/04/2026' is 2026-04-03 or 2026-03-04: give --date-format dmy or mdy
  crm-cltv: dates.csv:3: date: `03/05/2026' is 2026-05-03 or 2026-03-05: give --date-format dmy or mdy
  crm-cltv: dates.csv: 2 rows are refused
  [1]
  $ printf 'a,b\n1,2\n' | crm-cltv --input -
  crm-cltv: stdin: no column is the customer: say which, as in customer=3
  [2]
  $ printf 'customer,date\n' | crm-cltv --input -
  crm-cltv: stdin: there are no purchases
  [2]
  $ printf 'customer,date\n"a,2026-01-01\n' | crm-cltv --input -
  crm-cltv: stdin:2: the quote that opens here is never closed
  crm-cltv: stdin: 1 row is refused
  [1]

Data that cannot carry the models are refused with the reason.

  $ printf 'customer,date,amount\na,2026-01-01,5\nb,2026-02-01,5\n' | crm-cltv --input -
  crm-cltv: no customer bought a second time: rates and churn cannot be told apart
  [2]
  $ printf 'customer,date,amount\na,2026-01-01,5\nb,2026-01-01,5\n' | crm-cltv --input - --until 2026-01-01
  crm-cltv: all customers first bought on the last day: there is no time in which they could have bought again
  [2]
  $ awk 'BEGIN { print "customer,date,amount"; for (c = 1; c < 50; c++) for (m = 1; m <= 12; m++)
  >     printf "%d,2026-%02d-%02d,5\n", c, m, 1 + (c * 7 + m * m) % 28 }' >loyal.csv
  $ crm-cltv --input loyal.csv
  crm-cltv: no churn can be identified: nobody seems to have left (a / (a+b) goes to 0: a *, b *) (glob)
  [2]

Orders can be estimated where spend cannot.

  $ awk -F, 'NR == 1 { print "customer,date,amount" } NR > 1 { print $2 "," $3 ",5" }' orders.csv >flat.csv
  $ crm-cltv --input flat.csv
  crm-cltv: spend: the spread of spend within customers and between them cannot be told apart (p *, q *, v *, without bound) (glob)
  [2]
  $ crm-cltv --input flat.csv --no-spend -H -o customer,x | head -n 1
  ref:A-0001	26
  $ awk -F, '{ print $1 "," $2 }' flat.csv | crm-cltv --input - -J | head -n 1
  {"customer": "ref:A-0001", "x": 26, "t_x": 97.285714, "T": 98.285714, "p_alive": 0.994663, "expected_orders": 11.369137, "orders_lo": 10.794646, "orders_hi": 11.974202, "spend": null, "value": null, "value_lo": null, "value_hi": null}
  $ crm-cltv --input flat.csv amount= -H -o customer,value | head -n 1
  ref:A-0001	
