Hard inputs: the right answer or a reason, never numbers that mean nothing.

  $ export CRM_NOW=2027-01-01

  $ says() { crm-cltv --input "$@" >out; s=$?; grep -c -i -w -e nan -e inf out; head -n 2 out | cut -f 1-7,9,10; return $s; }

Thirty customers.

  $ awk 'BEGIN { srand(1); print "customer,date,amount"; for (c = 1; c <= 30; c++) for (k = 0; k <= c % 4; k++)
  >     printf "c%d,2026-%02d-%02d,%d\n", c, 1 + (c + 3 * k) % 12, 1 + (c * 7) % 28, 5 + c % 9 }' >thirty.csv
  $ says thirty.csv
  crm-cltv: too little to choose a model by: 28 customers (100), 18 of them bought again (30) before the last 118 days, held out, with 22 orders (30); the simple formula instead
  crm-cltv: the frequencies of customers differ no more than chance would have it: that of all is taken for each
  0
  customer	x	t_x	T	p_alive	expected_orders	orders_lo	spend	value
  c1	1	12.714286	45.285714		1.926912	1.51434	6.00	11.56
  $ says thirty.csv --model mbgnbd
  crm-cltv: no churn can be identified: nobody seems to have left (a / (a+b) goes to 0)
  0
  [2]
  $ says thirty.csv --model pareto
  crm-cltv: no churn can be identified: nobody seems to have left (s / beta goes to 0)
  0
  [2]

All loyal: nobody seems to have left.

  $ awk 'BEGIN { print "customer,date,amount"; for (c = 1; c <= 200; c++) for (m = 1; m <= 12; m++)
  >     printf "c%d,2026-%02d-%02d,%d\n", c, m, 1 + (c * 7 + m * m) % 28, 5 + c % 9 }' >loyal.csv
  $ says loyal.csv
  crm-cltv: no model can be fitted: no churn can be identified: nobody seems to have left (s / beta goes to 0); the simple formula instead
  crm-cltv: the frequencies of customers differ no more than chance would have it: that of all is taken for each
  0
  customer	x	t_x	T	p_alive	expected_orders	orders_lo	spend	value
  c1	11	48.142857	50.142857		11.553957	11.51786	6.00	69.32
  $ for model in bgnbd mbgnbd pareto; do says loyal.csv --model $model; done
  crm-cltv: no churn can be identified: nobody seems to have left (a / (a+b) goes to 0)
  0
  crm-cltv: no churn can be identified: nobody seems to have left (a / (a+b) goes to 0)
  0
  crm-cltv: no churn can be identified: nobody seems to have left (s / beta goes to 0)
  0
  [2]
  $ crm-cltv --input loyal.csv --model simple --params -H -o parameter,value | head -n 3
  crm-cltv: the frequencies of customers differ no more than chance would have it: that of all is taken for each
  order_value	8.975
  frequency	11.5618705036
  lifespan	0.999315537303

None repeats.

  $ awk 'BEGIN { print "customer,date,amount"; for (c = 1; c <= 200; c++)
  >     printf "c%d,2026-%02d-%02d,5\n", c, 1 + c % 12, 1 + c % 28 }' >once.csv
  $ for model in auto bgnbd mbgnbd pareto sbg simple; do says once.csv --model $model; done
  crm-cltv: too little to choose a model by: 135 customers (100), 0 of them bought again (30) before the last 120 days, held out, with 0 orders (30); nor the simple formula: no customer bought a second time: there is no frequency of purchases
  0
  crm-cltv: no customer bought a second time: rates and churn cannot be told apart
  0
  crm-cltv: no customer bought a second time: rates and churn cannot be told apart
  0
  crm-cltv: no customer bought a second time: rates and churn cannot be told apart
  0
  crm-cltv: nobody renewed a contract: no retention can be identified
  0
  crm-cltv: no customer bought a second time: there is no frequency of purchases
  0
  [2]

Fifty daily buyers among ordinary ones.

  $ awk 'BEGIN { print "customer,date,amount"; for (c = 1; c <= 300; c++) for (k = 0; k <= (c * c) % 5; k++)
  >     printf "c%d,2026-%02d-%02d,%d\n", c, 1 + (c + k * (1 + c % 4)) % 12, 1 + (c * 7) % 28, 5 + c % 9
  >     for (c = 1; c <= 50; c++) for (m = 1; m <= 12; m++) for (d = 1; d <= 28; d++)
  >     printf "daily%d,2026-%02d-%02d,3\n", c, m, d }' >daily.csv
  $ says daily.csv
  crm-cltv: no model can be fitted: no churn can be identified: nobody seems to have left (s / beta goes to 0); the simple formula instead
  0
  customer	x	t_x	T	p_alive	expected_orders	orders_lo	spend	value
  c1	1	8.428571	46.142857		1.419013	0.248529	4.53	6.43
  $ crm-cltv --input daily.csv -q | awk -F '\t' 'NR > 1 { s[$1 ~ /daily/] += $6; n[$1 ~ /daily/]++ }
  >     END { for (i = 0; i < 2; i++) printf "%d %.0f\n", n[i], s[i] / n[i] }'
  300 3
  50 338

Returns, zero amounts, and returns before any purchase.

  $ awk 'NR == 1 { print } NR > 1 { print; split($0, f, ",")
  >     if (NR % 3 == 0) print f[1] "," f[2] ",-1"; if (NR % 5 == 0) print f[1] ",2026-12-31,0" }' thirty.csv >returns.csv
  $ echo 'early,2026-01-01,-5' >>returns.csv
  $ says returns.csv
  crm-cltv: too little to choose a model by: 30 customers (100), 18 of them bought again (30) before the last 121 days, held out, with 37 orders (30); the simple formula instead
  0
  customer	x	t_x	T	p_alive	expected_orders	orders_lo	spend	value
  c1	1	12.714286	46.571429		2.462583	1.903772	6.01	14.81
  $ awk -F, 'NR == 1 { print } NR > 1 { print $1 "," $2 ",0" }' daily.csv >zero.csv
  $ says zero.csv
  crm-cltv: no model can be fitted: no churn can be identified: nobody seems to have left (s / beta goes to 0); nor the simple formula: nothing was spent
  0
  [2]

All on one day, one customer, one order each, dates out of order, rows twice.

  $ awk 'BEGIN { print "customer,date,amount"; for (c = 1; c <= 200; c++) print c ",2026-01-01,5" }' >day.csv
  $ says day.csv
  crm-cltv: all customers first bought on the last day: there is no time in which they could have bought again
  0
  [2]
  $ for model in mbgnbd pareto sbg simple; do says day.csv --model $model; done
  crm-cltv: all customers first bought on the last day: there is no time in which they could have bought again
  0
  crm-cltv: all customers first bought on the last day: there is no time in which they could have bought again
  0
  crm-cltv: no customer has come to a renewal: there is no retention to model
  0
  crm-cltv: all customers first bought on the last day: there is no time in which they could have bought again
  0
  [2]
  $ printf 'customer,date,amount\na,2026-01-01,5\na,2026-02-01,5\n' >one.csv
  $ says one.csv
  crm-cltv: a mean with its interval takes two customers or more
  0
  [2]
  $ sort -r loyal.csv | sed -n '/^customer/p' >reverse.csv
  $ sort -r loyal.csv | grep -v '^customer' >>reverse.csv
  $ crm-cltv --input loyal.csv -q -H | sort >straight.tsv
  $ crm-cltv --input reverse.csv -q -H | sort | cmp - straight.tsv
  $ { cat loyal.csv; tail -n +2 loyal.csv; } >twice.csv
  $ crm-cltv --input twice.csv -q -H -o customer,x | sort >twice.tsv
  $ crm-cltv --input loyal.csv -q -H -o customer,x | sort | cmp - twice.tsv

Contracts: published survival gives alpha .704, beta 1.182; those who left are worth nothing more.

  $ awk 'BEGIN { print "customer,date,amount"; split("1000 631 468 382 326 289 262 241", left, " ")
  >     for (y = 1; y <= 8; y++) for (c = 1; c <= left[y]; c++) printf "c%d,%d-03-01,120\n", c, 2017 + y }' >contracts.csv
  $ crm-cltv --input contracts.csv --model sbg --renewal 1y --until 2025-12-31 --params --format table |
  >     grep -v -e survival -e cov
  model       parameter        value     lo     hi   error
  sbg         alpha            0.704  0.587  0.845  0.0656
  sbg         beta              1.18  0.918   1.52   0.152
  sbg         log_likelihood   -1680                
  sbg         customers         1000                
  sbg         period             365                
  sbg         retention_1      0.627  0.597  0.655  
  sbg         retention_2      0.756  0.740  0.772  
  sbg         retention_3      0.819  0.802  0.834  
  sbg         retention_4      0.856  0.840  0.870  
  sbg         retention_5      0.880  0.866  0.894  
  sbg         retention_6      0.898  0.884  0.910  
  sbg         retention_7      0.911  0.898  0.922  
  sbg         retention_8      0.921  0.909  0.931  
  sbg         retention_9      0.929  0.918  0.938  
  sbg         retention_10     0.935  0.925  0.944  
  sbg         retention_11     0.941  0.931  0.949  
  sbg         retention_12     0.945  0.936  0.953  
  mean_spend  spend              120    120    120       0
  mean_spend  scatter              0                
  $ crm-cltv --input contracts.csv --model sbg --renewal 1y --until 2025-12-31 --horizon 3y -H \
  >     -o customer,x,p_alive,expected_orders,spend,value,residual | awk '$1 == "c1" || $1 == "c241" || $1 == "c242"'
  c1	7	1	2.575837	120.00	278.71	808.32
  c241	7	1	2.575837	120.00	278.71	808.32
  c242	6	0	0	120.00	0.00	0.00
  $ crm-cltv --input contracts.csv --model sbg --renewal 1y --until 2025-12-31 --params >model.tsv
  $ crm-cltv --input contracts.csv --model sbg --renewal 1y --until 2025-12-31 --from-params model.tsv --horizon 3y -H \
  >     -o customer,x,p_alive,expected_orders,spend,value,residual | awk '$1 == "c241" || $1 == "c242"'
  c241	7	1	2.575837	120.00	278.71	808.32
  c242	6	0	0	120.00	0.00	0.00
  $ crm-cltv --input contracts.csv --from-params model.tsv
  crm-cltv: the parameters are those of contracts: add --model sbg
  [2]
  $ crm-cltv --input contracts.csv --renewal 1y
  crm-cltv: --renewal goes with --model sbg
  Try 'crm-cltv --help'.
  [2]
  $ crm-cltv --input contracts.csv --model sbg --holdout 1y
  crm-cltv: less than 2 customers came to a renewal that was held out
  [2]

Currencies mixed, an end before the first purchase, a horizon of nothing.

  $ printf 'customer,date,amount\na,2026-01-01,USD 5\nb,2026-01-01,EUR 5\n' | crm-cltv --input -
  crm-cltv: stdin:3: amount: the amount is in EUR, others in USD: bring them into one currency
  crm-cltv: stdin: 1 row is refused
  [1]
  $ crm-cltv --input loyal.csv --until 2025-01-01
  crm-cltv: there are no customers to fit a model to
  [2]
  $ crm-cltv --input loyal.csv --holdout 2027-01-01
  crm-cltv: there is no day to hold out
  [2]
  $ crm-cltv --input loyal.csv --holdout 2y
  crm-cltv: a hold-out needs 2 customers or more who bought before it
  [2]

A year that was mistyped, and a plan that was meant.

  $ sed '2s/2026/2062/' loyal.csv >mistyped.csv
  $ crm-cltv --input mistyped.csv --model simple -o customer,T | head -n 3
  crm-cltv: the last purchase is dated 2062-01-09, after today, and all is counted up to then; --until 2027-01-01 leaves out what is later
  crm-cltv: the frequencies of customers differ no more than chance would have it: that of all is taken for each
  customer	T
  c1	1873.571429
  c2	1877.428571
  $ crm-cltv --input mistyped.csv --until 2026-12-31 --model simple -o customer,T | head -n 3
  crm-cltv: the frequencies of customers differ no more than chance would have it: that of all is taken for each
  customer	T
  c1	46
  c2	49.857143
  $ crm-rfm --input loyal.csv --now 2026-06-01 -o customer,recency | head -n 2
  crm-rfm: the last purchase is dated 2026-12-26, after today, and all is counted up to then; --until 2026-06-01 leaves out what is later
  customer	recency
  c1	14

Nothing in the file.

  $ for how in cltv 'cltv --survival' rfm churn retention nps; do crm-$how --input /dev/null; crm-$how --input - </dev/null; done
  crm-cltv: /dev/null: the file is empty: not even a line of headings
  crm-cltv: stdin: the file is empty: not even a line of headings
  crm-cltv: /dev/null: the file is empty: not even a line of headings
  crm-cltv: stdin: the file is empty: not even a line of headings
  crm-rfm: /dev/null: the file is empty: not even a line of headings
  crm-rfm: stdin: the file is empty: not even a line of headings
  crm-churn: /dev/null: the file is empty: not even a line of headings
  crm-churn: stdin: the file is empty: not even a line of headings
  crm-retention: /dev/null: the file is empty: not even a line of headings
  crm-retention: stdin: the file is empty: not even a line of headings
  crm-nps: /dev/null: the file is empty: not even a line of headings
  crm-nps: stdin: the file is empty: not even a line of headings
  [2]
  $ for how in cltv rfm churn retention; do echo customer,date,amount | crm-$how --input -; done
  crm-cltv: stdin: there are no purchases
  crm-rfm: stdin: there are no purchases
  crm-churn: stdin: there are no purchases
  crm-retention: stdin: there are no purchases
  [2]

A status is one of those that orders have; what it is not is no purchase by chance.

  $ printf 'customer,date,amount,status\na,2026-01-01,5,Cancelled\na,2026-01-02,5,RETURNED\na,2026-01-03,5,\nb,2026-01-04,5,open\n' >status.csv
  $ crm-rfm --input status.csv -o customer,frequency,last_order
  customer	frequency	last_order
  a	1	2026-01-03
  b	1	2026-01-04
  $ echo 'b,2026-01-05,5,已取消' >>status.csv; crm-rfm --input status.csv
  crm-rfm: status.csv:6: status: `已取消' is not open, delivered, cancelled or returned; status= leaves the column out
  crm-rfm: status.csv: 1 row is refused
  [1]
  $ crm-rfm --input status.csv status= -o customer,frequency,last_order
  customer	frequency	last_order
  a	3	2026-01-03
  b	2	2026-01-05
