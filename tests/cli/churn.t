Who is leaving, from plain logs and from the database.

  $ cat >log.csv <<'EOF'
  > customer,date,amount,status,city
  > regular,2025-12-01,100,,台北
  > regular,2026-01-01,100,,台北
  > regular,2026-02-01,100,,台北
  > regular,2026-03-01,100,,台北
  > regular,2026-04-01,100,,台北
  > regular,2026-06-30,-20,,台北
  > regular,2026-07-01,900,cancelled,台北
  > steady,2025-12-31,10,,
  > steady,2026-03-31,20,,
  > steady,2026-06-30,30,,
  > steady,2026-09-30,40,,
  > once,2026-09-01,70,,台中
  > gone,2025-09-30,70,,台中
  > gone,2025-09-20,70,,台中
  > returned,2026-09-01,-70,,台中
  > EOF
  $ crm-churn -i log.csv
  crm-churn: there is no forecast: 3 of 4 customers bought again, and it takes 30 to trust a model of them
  customer	risk	p_alive	forecast	silence	spend	last_order	spent	evidence
  regular	0.8			0.8	0	2026-04-01	480.00	182 days without a purchase, longer than 4 of 4 gaps before, usually 31.0
  steady	-1.416667			-0.75	-0.666667	2026-09-30	100.00	
  once	0					2026-09-01	70.00	
  gone	0.5			0.5	0	2025-09-30	140.00	365 days without a purchase, longer than 1 of 1 gaps before, usually 10.0
  $ crm-churn -i log.csv --signals --format table 2>/dev/null
  customer  signal     size  weight  points   now  usual  n  better  worse  evidence
  regular   silence   0.800    1.00   0.800   182   31.0  4       4      0  182 days without a purchase, longer than 4 of 4 gaps before, usually 31.0
  regular   spend         0    1.00       0     0    140  2       1      1  0.00 in 90 days, less than in 1 of 2 such periods before, usually 140.00
  steady    silence  -0.750    1.00  -0.750     0   91.0  3       0      3  0 days without a purchase, longer than 0 of 3 gaps before, usually 91.0
  steady    spend    -0.667    1.00  -0.667  40.0   25.0  2       0      2  40.00 in 90 days, less than in 0 of 2 such periods before, usually 25.00
  gone      silence   0.500    1.00   0.500   365   10.0  1       1      0  365 days without a purchase, longer than 1 of 1 gaps before, usually 10.0
  gone      spend         0    1.00       0     0      0  3       0      0  0.00 in 90 days, less than in 0 of 3 such periods before, usually 0.00

The sum by hand: 4 gaps were shorter, none longer, 4 / 5; 304 days are 3 whole periods of 90, of the
2 before the last one had more and one less, which was the return.

  $ crm-churn -i log.csv -H -o customer,risk,silence,spend 2>/dev/null | awk -F'\t' '{ print $1, ($2 - $3 - $4) ^ 2 < 1e-12 }'
  regular 1
  steady 1
  once 1
  gone 1
  $ crm-churn -i log.csv -w silence=2,spend=0.5 -H -o customer,risk,silence,spend 2>/dev/null | awk -F'\t' '{ print $1, ($2 - 2 * $3 - $4 / 2) ^ 2 < 1e-12 }'
  regular 1
  steady 1
  once 1
  gone 1
  $ crm-churn -i log.csv --until 2026-04-01 --recent 1m -H -o customer,risk,last_order,evidence 2>/dev/null
  regular	-0.466667	2026-04-01	100.00 in 31 days, less than in 1 of 2 such periods before, usually 150.00
  steady	-1	2026-03-31	
  gone	0.666667	2025-09-30	183 days without a purchase, longer than 1 of 1 gaps before, usually 10.0; 0.00 in 31 days, less than in 1 of 5 such periods before, usually 0.00
  $ crm-churn -i log.csv --active 2y -H -o customer 2>/dev/null
  regular
  steady
  once
  gone
  $ crm-churn -i log.csv --by city 2>/dev/null
  group	n	warned	share	lo	hi	risk	spent
  台中	2	1	0.5	0.094531	0.905469	0.25	140.00
  台北	1	1	1	0.206549	1	0.8	480.00
  none	1	0	0	0	0.793451	-1.416667	0.00
  $ cut -d, -f1,2 log.csv | crm-churn -i - -o customer,silence,spend,spent 2>/dev/null
  customer	silence	spend	spent
  regular	0.857143		
  steady	-0.75		
  once			
  gone	0.5		
  returned			

A test, and why there is none.

  $ crm-churn -i log.csv --backtest 2026-04-30 --horizon 5m --format table 2>/dev/null
  ranking  chosen  measure    n  value      lo     hi
  all      all     left       3  0.667   0.208  0.939
  risk     all     auc        3   1.00   0.283   1.00
  recency  all     auc        3  0.500  0.0786  0.921
  risk     warned  precision  1   1.00   0.207   1.00
  risk     warned  recall     2  0.500  0.0945  0.905
  risk     warned  lift       1   1.50   0.299   4.82
  recency  warned  precision  1   1.00   0.207   1.00
  recency  warned  recall     2  0.500  0.0945  0.905
  recency  warned  lift       1   1.50   0.299   4.82
  risk     tenth   precision  1   1.00   0.207   1.00
  risk     tenth   recall     2  0.500  0.0945  0.905
  risk     tenth   lift       1   1.50   0.299   4.82
  recency  tenth   precision  1   1.00   0.207   1.00
  recency  tenth   recall     2  0.500  0.0945  0.905
  recency  tenth   lift       1   1.50   0.299   4.82
  silence  all     auc        3   1.00   0.283   1.00
  $ crm-churn -i log.csv --backtest 2026-04-30
  crm-churn: --backtest: what is bought up to 2026-10-30 is not known, only up to 2026-09-30: take an earlier day or a shorter --horizon
  Try 'crm-churn --help'.
  [2]
  $ crm-churn -i log.csv --backtest 2026-09-15 --horizon 15d 2>&1
  crm-churn: there is no forecast: 3 of 4 customers bought again, and it takes 30 to trust a model of them
  ranking	chosen	measure	n	value	lo	hi
  all	all	left	4	0.75	0.300642	0.954413
  risk	all	auc	4	1	0.32158	1
  recency	all	auc	4	0.666667	0.15292	0.955477
  risk	warned	precision	2	1	0.34238	1
  risk	warned	recall	3	0.666667	0.20766	0.938508
  risk	warned	lift	2	1.333333	0.444451	3.326217
  recency	warned	precision	2	1	0.34238	1
  recency	warned	recall	3	0.666667	0.20766	0.938508
  recency	warned	lift	2	1.333333	0.444451	3.326217
  risk	tenth	precision	1	1	0.206549	1
  risk	tenth	recall	3	0.333333	0.061492	0.79234
  risk	tenth	lift	1	1.333333	0.270402	3.326217
  recency	tenth	precision	1	1	0.206549	1
  recency	tenth	recall	3	0.333333	0.061492	0.79234
  recency	tenth	lift	1	1.333333	0.270402	3.326217
  silence	all	auc	3	1	0.282997	1
  spend	all	auc	3	1	0.282997	1

Hard inputs have a clear answer or a reason.

  $ one() { printf 'customer\tdate\tamount\n%s' "$1" | crm-churn -i - 2>&1; }
  $ one 'a	2026-01-01	1
  > '
  crm-churn: there is no forecast: 0 of 1 customers bought again, and it takes 30 to trust a model of them
  customer	risk	p_alive	forecast	silence	spend	last_order	spent	evidence
  a	0					2026-01-01	1.00	
  $ one 'a	2026-01-01	1
  > b	2026-01-01	2
  > '
  crm-churn: there is no forecast: 0 of 2 customers bought again, and it takes 30 to trust a model of them
  customer	risk	p_alive	forecast	silence	spend	last_order	spent	evidence
  a	0					2026-01-01	1.00	
  b	0					2026-01-01	2.00	
  $ one 'a	2026-01-01	-1
  > '
  crm-churn: there is no forecast: 0 of 0 customers bought again, and it takes 30 to trust a model of them
  customer	risk	p_alive	forecast	silence	spend	last_order	spent	evidence
  $ one ''
  crm-churn: stdin: there are no purchases
  [2]
  $ { echo customer,date,amount; for i in $(seq 60); do echo $i,2026-01-01,$i; echo $i,2026-01-01,-1; done; } >day.csv
  $ crm-churn -i day.csv -H | sort | uniq -c | wc -l
  crm-churn: there is no forecast: 0 of 60 customers bought again, and it takes 30 to trust a model of them
  60
  $ crm-churn -i day.csv --backtest 2026-01-01 --horizon 1d
  crm-churn: --backtest: what is bought up to 2026-01-02 is not known, only up to 2026-01-01: take an earlier day or a shorter --horizon
  Try 'crm-churn --help'.
  [2]
  $ crm-churn -i day.csv --until 2026-06-30 --backtest 2026-01-01 --horizon 30d 2>&1
  crm-churn: there is no forecast: 0 of 60 customers bought again, and it takes 30 to trust a model of them
  crm-churn: 60 of 60 customers left: there is nothing to be told apart
  [2]
  $ { echo customer,date,amount; for i in $(seq 40); do for m in 01 02 03 04; do echo $i,2026-$m-01,0; done; done; } >clock.csv
  $ crm-churn -i clock.csv | head -n 2
  crm-churn: there is no forecast: no churn can be identified: nobody seems to have left (a / (a+b) goes to 0)
  customer	risk	p_alive	forecast	silence	spend	last_order	spent	evidence
  1	-0.75			-0.75		2026-04-01	0.00	
  $ crm-churn -i clock.csv --recent 1d -H 2>/dev/null | grep -ciE 'nan|inf'
  0
  [1]

Wrong calls.

  $ crm-churn -i log.csv -w luck=1
  crm-churn: --weights luck=1: weights are of forecast, silence, spend, contacts, score or complaint, as in silence=2,spend=0
  Try 'crm-churn --help'.
  [2]
  $ crm-churn -i log.csv -w spend=-1
  crm-churn: --weights spend=-1: a weight is 0 to 1000
  Try 'crm-churn --help'.
  [2]
  $ crm-churn -i log.csv --horizon 0d
  crm-churn: --horizon: a length of time is at least 1
  Try 'crm-churn --help'.
  [2]
  $ crm-churn -i log.csv --only
  crm-churn: --only chooses among the customers of a database
  Try 'crm-churn --help'.
  [2]
  $ crm-churn -i log.csv --signals --by city
  crm-churn: --backtest, --by and --signals are three questions: ask one at a time
  Try 'crm-churn --help'.
  [2]
  $ crm-churn -i log.csv --by city=x
  crm-churn: log.csv: there is no column city=x; did you mean city?
  [2]

In a database, contacts, answers and complaints say more.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ for noun in customer interaction order response; do crm-import $noun $ROOT/examples/data/${noun}s.csv -q; done
  $ crm-churn --sort -risk --limit 4 -o id,risk,p_alive,forecast,silence,spend,contacts,score,complaint,last_order,spent
  id	risk	p_alive	forecast	silence	spend	contacts	score	complaint	last_order	spent
  C156	6.82774	0.23752	0.682774			0			2026-01-14	25820.00
  C208	6.73685	0.243644	0.673685			0			2026-01-19	1980.00
  C133	6.21358	0.311307	0.571358			0.5			2026-03-09	2080.00
  C119	5.641193	0.272285	0.630786			-0.666667			2026-02-10	6460.00
  $ crm-churn id=C1 --signals -o signal,size,weight,points,now,usual,n,better,worse
  signal	size	weight	points	now	usual	n	better	worse
  forecast	-0.94554	10	-9.4554	0.02723		26		
  silence	-0.44	1	-0.44	9	23	24	6	17
  spend	0.571429	1	0.571429	8870	12330	6	5	1
  contacts	0.333333	1	0.333333	2	2	5	2	0
  score	1	1	1	6	8	3	2	1
  $ crm-churn id=C1 --signals -H -o evidence
  0.0272 that nothing is bought in 181 days, P(alive) 0.989
  9 days without a purchase, longer than 6 of 24 gaps before, usually 23.0
  8870.00 in 90 days, less than in 5 of 6 such periods before, usually 12330.00
  2 contacts in 90 days, fewer than in 2 of 5 such periods before, usually 2.00
  nps 6 on 2026-11-16, lower than 2 of 3 before, usually 8.00
  $ crm-churn id=C1 -H -o risk
  -7.990638
  $ crm-churn id=C1 --signals -H -o points | awk '{ s += $1 } END { printf "%.6f\n", s }'
  -7.990638
  $ crm-log C1 channel=phone direction=in outcome=complaint when=2026-11-20 -q
  $ crm-churn id=C1 -H -o complaint,evidence
  1	a complaint of 2026-11-20 is open; nps 6 on 2026-11-16, lower than 2 of 3 before, usually 8.00; 8870.00 in 90 days, less than in 5 of 6 such periods before, usually 12330.00
  $ crm-log C1 channel=phone outcome=case_closed when=2026-11-21 -q
  $ crm-churn id=C1 -o complaint -J
  {"complaint": null}
  $ crm-churn id=C1 --until 2026-11-20 -H -o complaint
  1
  $ crm-churn --by tier
  group	n	warned	share	lo	hi	risk	spent
  vip	23	4	0.173913	0.069787	0.371376	-4.11835	135141.18
  ordinary	120	21	0.175	0.117405	0.252757	-3.776039	388250.77
  low	50	10	0.2	0.112438	0.330371	-3.077115	287311.79
  $ crm-churn tier=vip --by owner -o group,n,warned,spent
  group	n	warned	spent
  amy	9	0	0.00
  bob	4	1	25820.00
  lin	10	3	109321.18
  $ crm-find tier=vip | crm-churn --by owner -H -o warned
  0
  1
  3
  $ crm-churn --backtest 2026-05-20 --format table
  ranking       chosen  measure      n    value       lo      hi
  all           all     left       233    0.386    0.326   0.450
  forecast      all     foreseen   233    0.410           
  risk          all     auc        233    0.800    0.734   0.851
  recency       all     auc        233    0.791    0.724   0.843
  risk-recency  all     auc        233  0.00932  -0.0232  0.0418
  risk          warned  precision   76    0.684    0.573   0.778
  risk          warned  recall      90    0.578    0.475   0.675
  risk          warned  lift        76     1.77     1.51    2.05
  recency       warned  precision   76    0.711    0.600   0.800
  recency       warned  recall      90    0.600    0.497   0.695
  recency       warned  lift        76     1.84     1.57    2.13
  risk          tenth   precision   24    0.958    0.798   0.993
  risk          tenth   recall      90    0.256    0.177   0.354
  risk          tenth   lift        24     2.48     1.99    2.94
  recency       tenth   precision   24    0.958    0.798   0.993
  recency       tenth   recall      90    0.256    0.177   0.354
  recency       tenth   lift        24     2.48     1.99    2.94
  forecast      all     auc        233    0.799    0.733   0.850
  silence       all     auc        194    0.669    0.583   0.743
  spend         all     auc        192    0.647    0.560   0.723
  contacts      all     auc        182    0.532    0.446   0.615
  score         all     auc        118    0.496    0.385   0.607
  $ crm-churn --backtest 2026-07-20
  crm-churn: --backtest: what is bought up to 2027-01-20 is not known, only up to 2026-11-22: take an earlier day or a shorter --horizon
  Try 'crm-churn --help'.
  [2]
  $ crm-churn --until 2026-12-31
  crm-churn: --until: nobody knows yet what will be bought after now
  Try 'crm-churn --help'.
  [2]
  $ crm-churn --by luck
  crm-churn: --by: column `luck': a customer has no `luck'; perhaps id
  Try 'crm-churn --help'.
  [2]
  $ crm-churn id=C1 --only -o id,risk,p_alive
  crm-churn: there is no forecast: 1 of 1 customers bought again, and it takes 30 to trust a model of them
  id	risk	p_alive
  C1	0.631429	
  $ crm-churn name=nobody
  id	customer_name	risk	p_alive	forecast	silence	spend	contacts	score	complaint	last_order	spent	evidence
  $ crm-churn name=nobody --backtest 2026-05-20
  crm-churn: 0 of 0 customers left: there is nothing to be told apart
  [2]
  $ crm-churn --backtest 2020-01-01
  crm-churn: there is no forecast: 0 of 0 customers bought again, and it takes 30 to trust a model of them
  crm-churn: 0 of 0 customers left: there is nothing to be told apart
  [2]

Plots: the risks, and of a test who left.

  $ export COLUMNS=60
  $ crm-churn --plot --format table
  risk of 193 customers
  -12 to -10 ##### 5
  -10 to  -8 ################## 18
   -8 to  -6 ############################################## 48
   -6 to  -4 ############################## 31
   -4 to  -2 ################################ 33
   -2 to   0 ###################### 23
    0 to   2 ######## 8
    2 to   4 ########### 11
    4 to   6 ############# 13
    6 to   8 ### 3
  $ crm-churn --plot --format table --backtest 2026-05-20
  who left, by tenths of 233 customers
  highest risk ##################################### 96% of 23
  2nd          ########################## 67% of 24
  3rd          ##################### 52% of 23
  4th          ################ 39% of 23
  5th          ################ 39% of 23
  6th          ############# 33% of 24
  7th          ########### 26% of 23
  8th          ##### 13% of 23
  9th          ##### 12% of 24
  lowest risk  #### 9% of 23
  $ LC_ALL=C crm-churn -i log.csv --plot --format table --backtest 2026-04-30 --horizon 5m 2>/dev/null
  who left, by tenths of 3 customers
  highest risk  nobody
  2nd          ##################################### 100% of 1
  3rd           nobody
  4th           nobody
  5th           nobody
  6th          ##################################### 100% of 1
  7th           nobody
  8th           nobody
  9th           0% of 1
  lowest risk   nobody
  $ crm-churn name=nobody --plot --format table
  risk of 0 customers
  $ crm-churn name=nobody --plot --format table --backtest 2026-05-20
  who left, by tenths of 0 customers
  highest risk  nobody
  2nd           nobody
  3rd           nobody
  4th           nobody
  5th           nobody
  6th           nobody
  7th           nobody
  8th           nobody
  9th           nobody
  lowest risk   nobody
  $ crm-churn --plot --limit 1 -o id
  id
  C1
  $ crm-churn --plot --by tier
  crm-churn: --plot draws customers: it does not go with --by or --signals
  Try 'crm-churn --help'.
  [2]

A past that is tested is the past that was: what comes later changes nothing.

  $ crm-churn --until 2026-05-20 -o id,risk,evidence >then
  $ crm-order C1 amount=99999 -q; crm-log C2 channel=phone -q; crm-survey C3 score=0 -q
  $ crm-churn --until 2026-05-20 -o id,risk,evidence | cmp - then
