What customers will buy and be worth, from plain logs and from the database.

  $ awk -F, 'NR == 1 || $5 == "TWD"' $ROOT/examples/data/orders.csv >orders.csv
  $ crm-cltv --input orders.csv --until 2026-11-20 --model bgnbd --params --format table
  crm-cltv: spend: the mean of all is 20359.02 by Gamma-Gamma, but 10516.92 (8924.26 to 12109.57) of who bought again: who bought once has the latter
  model        parameter          value      lo     hi   error
  bgnbd        r                   1.29   0.977   1.69   0.180
  bgnbd        alpha               25.5    18.6   34.9    4.09
  bgnbd        a                 0.0972  0.0272  0.348  0.0632
  bgnbd        b                   1.12   0.249   5.02   0.856
  bgnbd        log_likelihood     -3549                 
  bgnbd        customers            262                 
  bgnbd        unit                7.00                 
  bgnbd        cov_r_alpha       0.0201                 
  bgnbd        cov_r_a         -0.00608                 
  bgnbd        cov_r_b          -0.0100                 
  bgnbd        cov_alpha_a      -0.0151                 
  bgnbd        cov_alpha_b      -0.0129                 
  bgnbd        cov_a_b            0.441                 
  gamma_gamma  p                   2.01    1.08   3.77   0.645
  gamma_gamma  q                   1.24    1.00   1.53   0.134
  gamma_gamma  v                   2393    1043   5492    1014
  gamma_gamma  log_likelihood     -2043                 
  gamma_gamma  customers            201                 
  gamma_gamma  left_out               0                 
  gamma_gamma  cov_p_q          -0.0112                 
  gamma_gamma  cov_p_v           -0.128                 
  gamma_gamma  cov_q_v           0.0259                 
  gamma_gamma  correlation       0.0137  -0.125  0.152  
  mean_spend   spend              10517    9039  12236     813
  mean_spend   scatter             1.10                 
  $ crm-cltv --input orders.csv --until 2026-11-20 -q | head -n 4
  customer	x	t_x	T	p_alive	expected_orders	orders_lo	orders_hi	spend	value	value_lo	value_hi	residual
  ref:A-0001	25	97.285714	98.285714	0.989855	9.088754	8.064084	10.243625	3488.52	30259.60	26815.80	34145.67	
  ref:A-0166	4	81.571429	98.142857	0.903123	2.256408	2.068268	2.461662	3029.25	6524.28	5596.11	7606.39	
  ref:A-0032	2	22.142857	98.142857	0.215874	0.401216	0.252229	0.638206	3557.45	1362.49	821.96	2258.49	
  $ crm-cltv -q --input orders.csv --until 2026-11-20 --horizon 26w --format table | head -n 3
  customer     x    t_x     T  p_alive  expected_orders  orders_lo  orders_hi      spend      value   value_lo   value_hi  residual
  ref:A-0001  25   97.3  98.3    0.990             4.61       4.09       5.19   3,488.52  15,706.76  13,933.81  17,705.29  
  ref:A-0166   4   81.6  98.1    0.903             1.15       1.06       1.25   3,029.25   3,401.33   2,925.03   3,955.20  

The same log in a database gives the same.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ crm-import -q customer $ROOT/examples/data/customers.csv
  $ crm-import -q order orders.csv
  $ crm-cltv --until 2026-11-20 --model bgnbd --params --format table
  crm-cltv: spend: the mean of all is 20359.02 by Gamma-Gamma, but 10516.92 (8924.26 to 12109.57) of who bought again: who bought once has the latter
  model        parameter          value      lo     hi   error
  bgnbd        r                   1.29   0.977   1.69   0.180
  bgnbd        alpha               25.5    18.6   34.9    4.09
  bgnbd        a                 0.0972  0.0272  0.348  0.0632
  bgnbd        b                   1.12   0.249   5.02   0.856
  bgnbd        log_likelihood     -3549                 
  bgnbd        customers            262                 
  bgnbd        unit                7.00                 
  bgnbd        cov_r_alpha       0.0201                 
  bgnbd        cov_r_a         -0.00608                 
  bgnbd        cov_r_b          -0.0100                 
  bgnbd        cov_alpha_a      -0.0151                 
  bgnbd        cov_alpha_b      -0.0129                 
  bgnbd        cov_a_b            0.441                 
  gamma_gamma  p                   2.01    1.08   3.77   0.645
  gamma_gamma  q                   1.24    1.00   1.53   0.134
  gamma_gamma  v                   2393    1043   5492    1014
  gamma_gamma  log_likelihood     -2043                 
  gamma_gamma  customers            201                 
  gamma_gamma  left_out               0                 
  gamma_gamma  cov_p_q          -0.0112                 
  gamma_gamma  cov_p_v           -0.128                 
  gamma_gamma  cov_q_v           0.0259                 
  gamma_gamma  correlation       0.0137  -0.125  0.152  
  mean_spend   spend              10517    9039  12236     813
  mean_spend   scatter             1.10                 
  $ crm-cltv --until 2026-11-20 | head -n 4
  crm-cltv: model mbgnbd: error (rmse) of a customer's orders in the last 229 days, held out: 1.629, bias -12.8 %; bgnbd 1.63, pareto 1.627, run-rate 1.738
  crm-cltv: spend: the mean of all is 20359.02 by Gamma-Gamma, but 10516.92 (8924.26 to 12109.57) of who bought again: who bought once has the latter
  id	customer_name	x	t_x	T	p_alive	expected_orders	orders_lo	orders_hi	spend	value	value_lo	value_hi	residual
  C1	孙芳	25	97.285714	98.285714	0.989855	9.088754	8.064084	10.243625	3488.52	30259.60	26815.80	34145.67	
  C2	吴雨桐	1	10.428571	96.428571	0.147868	0.229663	0.135769	0.38849	2517.17	551.90	251.60	1210.63	
  C5	Summit Technologies Inc.	1	15	95.142857	0.197689	0.309454	0.194038	0.493523	36359.29	10741.68	6647.51	17357.44	

Cancelled and returned orders are no purchases; who never bought is not there.

  $ crm-find orders=0 --ids | wc -l
  38
  $ crm-cltv -q -H -o id | wc -l
  262

Whom to print: a query or a stream; the models stay those of all customers.

  $ crm-cltv -q tier=vip --sort -value --limit 3 -o id,value
  id	value
  C98	86974.39
  C50	84766.99
  C149	61531.95
  $ crm-find tier=vip | crm-cltv -q --sort -value --limit 3 -o id,value
  id	value
  C98	86974.39
  C50	84766.99
  C149	61531.95
  $ crm-cltv -q name=nobody -o id,value
  id	value
  $ crm-cltv -q --sort -value --limit 1 --ids | crm-find -o id,orders
  id	orders
  C47	17
  $ echo C999 | crm-cltv -o id,value
  crm-cltv: stdin:1: there is no customer C999
  crm-cltv: model mbgnbd: error (rmse) of a customer's orders in the last 230 days, held out: 1.602, bias -11.2 %; bgnbd 1.605, pareto 1.601, run-rate 1.722
  crm-cltv: spend: the mean of all is 20359.02 by Gamma-Gamma, but 10516.92 (8924.26 to 12109.57) of who bought again: who bought once has the latter
  id	value
  [1]
  $ crm-cltv owner=amy --params
  crm-cltv: the models are fitted to all customers; to fit them to some, add --only
  Try 'crm-cltv --help'.
  [2]
  $ crm-cltv owner=amy --only --no-spend --model bgnbd --params --format table -o parameter,value
  parameter         value
  r                  1.48
  alpha              32.1
  a                0.0242
  b                 0.364
  log_likelihood    -1450
  customers           108
  unit               7.00
  cov_r_alpha      0.0517
  cov_r_a         -0.0252
  cov_r_b         -0.0389
  cov_alpha_a     -0.0979
  cov_alpha_b     -0.0932
  cov_a_b            5.36

The value is discounted and may be a margin; the orders are never discounted.

  $ crm-cltv -q id=C1 -H -o expected_orders,spend,value
  9.045169	3488.52	30114.76
  $ crm-cltv -q id=C1 --rate 0 -H -o expected_orders,spend,value
  9.045169	3488.52	31554.25
  $ crm-cltv -q id=C1 --margin 0.3 -H -o expected_orders,spend,value
  9.045169	3488.52	9034.43
  $ crm-cltv -q id=C1 --horizon 3y -H -o expected_orders,value
  25.69359	78259.54

How good it is: the last half year foreseen from what came before.

  $ crm-cltv --until 2026-11-20 --holdout 6m --format table | grep -v -e calibration
  crm-cltv: model mbgnbd: error (rmse) of a customer's orders in the last 184 days, held out: 1.413, bias -13.3 %; bgnbd 1.417, pareto 1.411, run-rate 1.488
  model     measure      x    n  predicted  actual     value      lo       hi
  bgnbd     bias            252        268     298    -0.100  -0.223   0.0430
  bgnbd     mae             252        268     298      1.00   0.877     1.13
  bgnbd     rmse            252        268     298      1.42    1.16     1.63
  mbgnbd    bias            252        258     298    -0.133  -0.251  0.00345
  mbgnbd    mae             252        258     298     0.972   0.846     1.10
  mbgnbd    rmse            252        258     298      1.41    1.15     1.63
  pareto    bias            252        265     298    -0.112  -0.233   0.0284
  pareto    mae             252        265     298     0.977   0.851     1.10
  pareto    rmse            252        265     298      1.41    1.15     1.63
  run_rate  bias            252        277     298   -0.0698  -0.206   0.0896
  run_rate  mae             252        277     298     0.978   0.840     1.12
  run_rate  rmse            252        277     298      1.49    1.26     1.68
  $ crm-cltv --until 2026-11-20 --holdout 2026-05-20 --model mbgnbd --format table
  model     measure      x    n  predicted  actual     value      lo       hi
  mbgnbd    bias            252        258     298    -0.133  -0.251  0.00345
  mbgnbd    mae             252        258     298     0.972   0.846     1.10
  mbgnbd    rmse            252        258     298      1.41    1.15     1.63
  mbgnbd    calibration  0   69      0.443   0.449  -0.00669  -0.255    0.241
  mbgnbd    calibration  1   53      0.667   0.679   -0.0125  -0.264    0.239
  mbgnbd    calibration  2   45      0.950    1.20    -0.250  -0.652    0.152
  mbgnbd    calibration  3   21       1.15    1.24   -0.0871  -0.762    0.588
  mbgnbd    calibration  4   26       1.49    1.85    -0.357   -1.07    0.353
  mbgnbd    calibration  5   10       1.76    1.90    -0.139   -1.39     1.12
  mbgnbd    calibration  6    8       1.96    2.50    -0.535   -1.44    0.372
  mbgnbd    calibration  7   20       2.68    3.20    -0.525   -1.62    0.573
  run_rate  bias            252        277     298   -0.0698  -0.206   0.0896
  run_rate  mae             252        277     298     0.978   0.840     1.12
  run_rate  rmse            252        277     298      1.49    1.26     1.68
  run_rate  calibration  0   69          0   0.449    -0.449  -0.697   -0.201
  run_rate  calibration  1   53      0.550   0.679    -0.129  -0.381    0.123
  run_rate  calibration  2   45       1.04    1.20    -0.161  -0.562    0.241
  run_rate  calibration  3   21       1.33    1.24    0.0909  -0.584    0.766
  run_rate  calibration  4   26       1.97    1.85     0.119  -0.591    0.830
  run_rate  calibration  5   10       2.34    1.90     0.439  -0.816     1.69
  run_rate  calibration  6    8       2.63    2.50     0.131  -0.776     1.04
  run_rate  calibration  7   20       3.89    3.20     0.691  -0.407     1.79

Parameters that are there already score a stream of histories, one by one.

  $ crm-cltv -q --input orders.csv --model mbgnbd --params >model.tsv
  $ crm-cltv -q --input orders.csv --model mbgnbd -o customer,x,t_x,T,mean_spend |
  >     crm-cltv --histories --from-params model.tsv --input - -o customer,x,p_alive,expected_orders >scored.tsv
  $ crm-cltv -q --input orders.csv --model mbgnbd -o customer,x,p_alive,expected_orders | cmp - scored.tsv
  $ crm-cltv -q --until 2026-11-20 --model mbgnbd --params >mixed.tsv
  $ crm-cltv -q --until 2026-11-20 --model mbgnbd -o id,spend >spend.tsv
  $ crm-cltv -q --until 2026-11-20 --from-params mixed.tsv -o id,spend | cmp - spend.tsv
  $ printf 'customer,x,t_x,T\na,3,20,30\nb,3,40,30\n' | crm-cltv --histories --from-params model.tsv --input -
  crm-cltv: stdin:3: x: x, t_x and T do not go together
  crm-cltv: stdin: 1 row is refused
  customer	x	t_x	T	p_alive	expected_orders	orders_lo	orders_hi	spend	value	value_lo	value_hi	residual
  a	3	20	30	0.888004	3.296578	2.975067	3.652835					
  [1]
  $ crm-cltv --histories --input orders.csv
  crm-cltv: --histories goes with --input and --from-params, and prints values
  Try 'crm-cltv --help'.
  [2]
  $ crm-cltv --from-params orders.csv --input orders.csv
  crm-cltv: orders.csv: no column is the model: it is not what --params prints
  [2]
  $ sed 's/^\(mbgnbd.cov_r_alpha.\)[-0-9.e]*/\15/' mixed.tsv >bent.tsv; crm-cltv -q --from-params bent.tsv
  crm-cltv: cov_r_alpha of mbgnbd is larger than the errors allow
  [2]
  $ sed 's/^\(mbgnbd.r.\)[0-9.]*/\11e6/; s/^\(mbgnbd.cov_r_[a-z]*.\)[-0-9.e]*/\10/' mixed.tsv >bent.tsv; crm-cltv -q --from-params bent.tsv
  crm-cltv: r of mbgnbd is above 100000: customers hardly differ
  [2]
  $ sed '/cov_p_q/d' mixed.tsv >bent.tsv; crm-cltv --from-params bent.tsv -o id,value --limit 1
  crm-cltv: the parameters lack cov_p_q of gamma_gamma
  [2]

JSON has numbers for numbers, and exact texts for amounts.

  $ crm-cltv -q id=C1 -J -o id,x,p_alive,value
  {"id": "C1", "x": 25, "p_alive": 0.989118, "value": "30114.76"}

What cannot be.

  $ crm-cltv --until 2027-01-01
  crm-cltv: --until: nobody knows yet what will be bought after now
  Try 'crm-cltv --help'.
  [2]
  $ crm-cltv --margin 0
  crm-cltv: a margin is more than 0 and at most 1
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
  crm-cltv: model mbgnbd: error (rmse) of a customer's orders in the last 230 days, held out: 1.602, bias -11.2 %; bgnbd 1.605, pareto 1.601, run-rate 1.722
  crm-cltv: spend: the mean of all is 20359.02 by Gamma-Gamma, but 10516.92 (8924.26 to 12109.57) of who bought again: who bought once has the latter
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
  crm-cltv: no customer bought a second time: there is no frequency of purchases
  [2]
  $ printf 'customer,date,amount\na,2026-01-01,5\nb,2026-01-01,5\n' | crm-cltv --input - --until 2026-01-01
  crm-cltv: all customers first bought on the last day: there is no time in which they could have bought again
  [2]
  $ awk 'BEGIN { print "customer,date,amount"; for (c = 1; c < 50; c++) for (m = 1; m <= 12; m++)
  >     printf "%d,2025-%02d-%02d,5\n", c, m, 1 + (c * 7 + m * m) % 28 }' >loyal.csv
  $ crm-cltv --input loyal.csv --model bgnbd
  crm-cltv: no churn can be identified: nobody seems to have left (a / (a+b) goes to 0)
  [2]
  $ crm-cltv --input loyal.csv | head -n 3
  crm-cltv: too little to choose a model by: 49 customers (100), 49 of them bought again (30) before the last 119 days, held out, with 196 orders (30); the simple formula instead
  crm-cltv: the order values and frequencies of customers differ no more than chance would have it: that of all is taken for each
  customer	x	t_x	T	p_alive	expected_orders	orders_lo	orders_hi	spend	value	value_lo	value_hi	residual
  1	11	48.142857	50.142857		11.551582	11.478836	11.62479	5.00	57.76	57.39	58.12	
  2	11	48.142857	49.142857		11.551582	11.478836	11.62479	5.00	57.76	57.39	58.12	
  $ crm-cltv --input loyal.csv --model simple --lifespan 5y --margin 0.4 --params --format table
  crm-cltv: the order values and frequencies of customers differ no more than chance would have it: that of all is taken for each
  model   parameter           value    lo    hi   error
  simple  order_value          5.00  5.00  5.00       0
  simple  frequency            11.6  11.5  11.6  0.0373
  simple  lifespan             5.00  5.00  5.00       0
  simple  value                 116   115   116   0.373
  simple  order_value_k                          
  simple  order_value_within      0              
  simple  frequency_k                            
  simple  orders                588              
  simple  customers            49.0              

Where Gamma-Gamma does not fit, there are plain means; orders can do without spend.

  $ awk -F, 'NR == 1 { print "customer,date,amount" } NR > 1 { print $2 "," $3 ",5" }' orders.csv >flat.csv
  $ crm-cltv --input flat.csv -H -o customer,spend,value | head -n 1
  crm-cltv: model mbgnbd: error (rmse) of a customer's orders in the last 229 days, held out: 1.744, bias -14.4 %; bgnbd 1.738, pareto 1.74, run-rate 1.831
  crm-cltv: spend: Gamma-Gamma cannot be fitted, plain means instead: the spread of spend within customers and between them cannot be told apart: p, q and v are without bound
  ref:A-0001	5.00	45.66
  $ crm-cltv --input flat.csv -q --no-spend -H -o customer,x | head -n 1
  ref:A-0001	26
  $ awk -F, '{ print $1 "," $2 }' flat.csv | crm-cltv -q --input - -J | head -n 1
  {"customer": "ref:A-0001", "x": 26, "t_x": 97.285714, "T": 98.285714, "p_alive": 0.989462, "expected_orders": 9.568776, "orders_lo": 8.564146, "orders_hi": 10.691257, "spend": null, "value": null, "value_lo": null, "value_hi": null, "residual": null}
  $ crm-cltv --input flat.csv -q amount= -H -o customer,value | head -n 1
  ref:A-0001	
