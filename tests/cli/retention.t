Who comes back, by cohort and from period to period: plain logs and the database.

  $ cat >log.csv <<'EOF'
  > customer,date,amount,status
  > ann,2025-01-05,100,
  > ann,2025-01-20,50,
  > ann,2025-03-02,70,
  > bob,2025-01-31,20,
  > bob,2025-02-10,-5,
  > bob,2025-02-11,30,cancelled
  > cho,2025-02-01,10,
  > cho,2025-03-31,10,
  > dan,2025-03-15,1,
  > EOF
  $ crm-retention --input log.csv
  group	cohort	period	age	n	retained	rate	lo	hi	orders	revenue	complete
  all	2025-01	2025-01	0	2	2	1			3	170.00	yes
  all	2025-01	2025-02	1	2	0	0	0	0.65762	0	-5.00	yes
  all	2025-01	2025-03	2	2	1	0.5	0.094531	0.905469	1	70.00	yes
  all	2025-02	2025-02	0	1	1	1			1	10.00	yes
  all	2025-02	2025-03	1	1	1	1	0.206549	1	1	10.00	yes
  all	2025-03	2025-03	0	1	1	1			1	1.00	yes
  $ crm-retention --input log.csv --curve
  group	age	cohorts	n	retained	rate	lo	hi	orders	revenue
  all	0	3	4	4	1			5	181.00
  all	1	2	3	1	0.333333	0.061492	0.79234	1	5.00
  all	2	1	2	1	0.5	0.094531	0.905469	1	70.00
  $ crm-retention --input log.csv --format table
  share of a cohort who bought, by age in months
                      0     1     2
  2025-01       2  100%#   0%.  50%+
  2025-02       1  100%# 100%#
  2025-03       1  100%#
  all           4  100%#  33%:  50%+
  $ crm-retention --input log.csv --format table --show revenue
  revenue of a cohort, by age in months
                     0    1    2
  2025-01       2  170#  -5.  70#
  2025-02       1   10.  10.
  2025-03       1    1.
  all           4  181    5   70
  $ crm-retention --input log.csv --format table -o cohort,period,rate,lo,hi
  cohort   period    rate      lo     hi
  2025-01  2025-01   1.00          
  2025-01  2025-02      0       0  0.658
  2025-01  2025-03  0.500  0.0945  0.905
  2025-02  2025-02   1.00          
  2025-02  2025-03   1.00   0.207   1.00
  2025-03  2025-03   1.00          
  $ crm-retention --input log.csv --format table --sort -revenue --limit 1
  group  cohort   period   age  n  retained  rate  lo  hi  orders  revenue  complete
  all    2025-01  2025-01    0  2         2  1.00               3   170.00  yes
  $ crm-retention --input log.csv --period quarter -o cohort,age,n,orders,revenue
  cohort	age	n	orders	revenue
  2025-Q1	0	4	7	256.00
  $ crm-retention --input log.csv --period week --limit 3 -o cohort,period,age,retained
  cohort	period	age	retained
  2025-W01	2025-W01	0	1
  2025-W01	2025-W02	1	0
  2025-W01	2025-W03	2	0
  $ crm-retention --input log.csv --period year -o cohort,age,n
  cohort	age	n
  $ crm-retention --input log.csv --period year --incomplete -o cohort,age,n,complete
  cohort	age	n	complete
  2025	0	4	no

A period counts when it is over.

  $ crm-retention --input log.csv --until 2025-03-30 -o cohort,period,n,retained
  cohort	period	n	retained
  2025-01	2025-01	2	2
  2025-01	2025-02	2	0
  2025-02	2025-02	1	1
  $ crm-retention --input log.csv --until 2025-03-30 --incomplete -o cohort,period,n,retained,complete
  cohort	period	n	retained	complete
  2025-01	2025-01	2	2	yes
  2025-01	2025-02	2	0	yes
  2025-01	2025-03	2	1	no
  2025-02	2025-02	1	1	yes
  2025-02	2025-03	1	0	no
  2025-03	2025-03	1	1	no
  $ crm-retention --input log.csv --until 2025-03-30 --incomplete --format table
  share of a cohort who bought, by age in months
                       0      1      2
  2025-01       2   100%#    0%.  50%*#
  2025-02       1   100%#   0%*.
  2025-03       1  100%*#
  all           4   100%#    0%.
  $ crm-retention --input log.csv --until 2025-01-30 --format table
  crm-retention: there is no complete period to show; --incomplete shows those that are not
  $ crm-retention --input log.csv --since 2025-02 -o cohort,period,n,retained
  cohort	period	n	retained
  2025-02	2025-02	1	1
  2025-02	2025-03	1	1
  2025-03	2025-03	1	1

Rates: a customer is one for so long after a purchase.

  $ crm-retention --input log.csv --rate --active 1m
  group	period	n	retained	rate	lo	hi	lost	churn	churn_lo	churn_hi	new	returned	end	complete
  all	2025-03	1	1	1	0.206549	1	0	0	0	0.793451	1	1	3	yes
  $ crm-retention --input log.csv --rate --active 1m --incomplete -o period,n,retained,lost,new,returned,end,complete
  period	n	retained	lost	new	returned	end	complete
  2025-01	0	0	0	2	0	2	no
  2025-02	2	0	2	1	0	1	no
  2025-03	1	1	0	1	1	3	yes
  $ crm-retention --input log.csv --rate
  group	period	n	retained	rate	lo	hi	lost	churn	churn_lo	churn_hi	new	returned	end	complete

Without amounts there is no revenue.

  $ cut -d, -f1,2 log.csv | crm-retention --input - --limit 1
  group	cohort	period	age	n	retained	rate	lo	hi	orders	revenue	complete
  all	2025-01	2025-01	0	2	2	1			3		yes

Groups of a file: the first row of a customer says which.

  $ cat >shops.csv <<'EOF'
  > customer,date,shop
  > ann,2025-01-05,south
  > ann,2025-02-05,north
  > bob,2025-01-06,
  > cho,2025-01-07,north
  > cho,2025-02-28,north
  > EOF
  $ crm-retention --input shops.csv --by shop -o group,age,n,retained
  group	age	n	retained
  north	0	1	1
  north	1	1	1
  south	0	1	1
  south	1	1	1
  none	0	1	1
  none	1	1	0
  $ crm-retention --input shops.csv --by shop --format table
  north: share of a cohort who bought, by age in months
                      0     1
  2025-01       1  100%# 100%#
  all           1  100%# 100%#
  
  south: share of a cohort who bought, by age in months
                      0     1
  2025-01       1  100%# 100%#
  all           1  100%# 100%#
  
  none: share of a cohort who bought, by age in months
                      0     1
  2025-01       1  100%#   0%.
  all           1  100%#   0%.
  $ crm-retention --input shops.csv --by chop
  crm-retention: shops.csv: there is no column chop; did you mean shop?
  [2]

From the database, by group, and of some customers.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ crm-import -q customer $ROOT/examples/data/customers.csv
  $ crm-import -q order $ROOT/examples/data/orders.csv
  $ crm-retention --period quarter --limit 4
  group	cohort	period	age	n	retained	rate	lo	hi	orders	revenue	complete
  all	2025-Q1	2025-Q1	0	138	138	1			183	2066647.63	yes
  all	2025-Q1	2025-Q2	1	138	57	0.413043	0.334334	0.496463	79	1019592.04	yes
  all	2025-Q1	2025-Q3	2	138	58	0.42029	0.341188	0.503709	89	1096443.96	yes
  all	2025-Q1	2025-Q4	3	138	54	0.391304	0.313878	0.474618	95	879227.01	yes
  $ crm-retention --rate --period quarter
  group	period	n	retained	rate	lo	hi	lost	churn	churn_lo	churn_hi	new	returned	end	complete
  all	2026-Q1	276	234	0.847826	0.800698	0.885405	42	0.152174	0.114595	0.199302	10	0	244	yes
  all	2026-Q2	244	213	0.872951	0.825308	0.909032	31	0.127049	0.090968	0.174692	8	5	226	yes
  all	2026-Q3	226	203	0.89823	0.851924	0.931224	23	0.10177	0.068776	0.148076	1	3	207	yes
  $ crm-retention --rate --period quarter --by kind --since 2026-07 -o group,period,n,retained,rate,lo,hi
  group	period	n	retained	rate	lo	hi
  person	2026-Q3	138	126	0.913043	0.854156	0.949558
  organisation	2026-Q3	88	77	0.875	0.789882	0.928747
  $ crm-retention --curve --by kind,country --period year -o group,age,n,retained
  group	age	n	retained
  person,CN	0	29	29
  person,TW	0	97	97
  person,US	0	37	37
  organisation,CN	0	20	20
  organisation,TW	0	71	71
  organisation,US	0	22	22
  $ crm-retention --curve --period year --by country kind=person -H -o group,age,n
  CN	0	29
  TW	0	97
  US	0	37
  $ crm-find kind=person city=台北 | crm-retention --curve --period year -H -o group,age,n
  all	0	30
  $ crm-retention name=nobody --limit 1
  group	cohort	period	age	n	retained	rate	lo	hi	orders	revenue	complete
  $ crm-retention --rate name=nobody
  group	period	n	retained	rate	lo	hi	lost	churn	churn_lo	churn_hi	new	returned	end	complete
  $ crm-retention --until 2025-03-31 -J --limit 1
  {"group": "all", "cohort": "2025-01", "period": "2025-01", "age": 0, "n": 61, "retained": 61, "rate": 1, "lo": null, "hi": null, "orders": 68, "revenue": "651534.36", "complete": true}
  $ crm-retention --now 2025-03-31 -J --limit 1
  {"group": "all", "cohort": "2025-01", "period": "2025-01", "age": 0, "n": 61, "retained": 61, "rate": 1, "lo": null, "hi": null, "orders": 68, "revenue": "651534.36", "complete": true}

What groups count adds up to what all count.

  $ crm-retention --by city -H -o cohort,period,n,retained,orders | awk '{ k = $1 " " $2; n[k] += $3; r[k] += $4; o[k] += $5 }
  >   END { for (k in n) print k, n[k], r[k], o[k] }' | sort >groups
  $ crm-retention -H -o cohort,period,n,retained,orders | tr '\t' ' ' | sort | cmp - groups

Plots stand in place of tables.

  $ export COLUMNS=60
  $ crm-retention --plot -o cohort --limit 1
  cohort
  2025-01
  $ crm-retention --period quarter --plot --format table
  share of a cohort who bought, by age in quarters
                  0 1 2 3 4 5 6
  2025-Q1     138 ######********
  2025-Q2      79 ##****##**##
  2025-Q3      41 ####******
  2025-Q4      18 ##**####
  2026-Q1      10 ######
  2026-Q2       8 ####
  2026-Q3       1 ##
  $ TERM=xterm crm-retention --period quarter --format table
  share of a cohort who bought, by age in quarters
                      0     1     2     3     4     5     6
  2025-Q1     138  100%█  41%█  42%█  39%▓  35%▓  39%▓  39%▓
  2025-Q2      79  100%█  38%▓  35%▓  49%█  37%▓  42%█
  2025-Q3      41  100%█  49%█  37%▓  37%▓  34%▓
  2025-Q4      18  100%█  33%▓  44%█  50%█
  2026-Q1      10  100%█  40%█  40%█
  2026-Q2       8  100%█  50%█
  2026-Q3       1  100%█
  all         295  100%█  41%█  40%▓  42%█  35%▓  40%█  39%▓
  $ TERM=xterm crm-retention --curve --period quarter --plot --format table
  share of all cohorts who bought, by age in quarters
  60% ┤
      │
      │░░░░           ░░░░░░░░░░                  ░░░░░░░░░░░░
      │••░░░░░░░░░░░░░░░•••••••░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
  40% ┤░░•••••••••••••••░░░░░░░•••••••••••••••••••••••••••••••
      │  ░░░░░░░░░░░░░░░       ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
      │                                ░░
  20% ┤
      │
      │
      │
   0% ┤
      └───────────────────────────────────────────────────────
       1          2          3         4          5          6
  $ TERM=xterm crm-retention --rate --plot --format table --active 6m
  retention by month, 2025-07 (0) to 2026-10 (15), with 95 % limits
  100% ┤                          ░░░░░     ░░░░░░  ░░░░░•••••
       │•••••••••••••••••••••••••••••••••••••••••••••••••░░░░░
       │░░░░░░░░░░░░░       ░░░░        ░░░
       │
       │
       │
   50% ┤
       │
       │
       │
       │
    0% ┤
       └──────────────────────────────────────────────────────
        0      2      4      6      8      10     12     14
  $ crm-retention --plot --period year --by kind --format table
  person: share of a cohort who bought, by age in years
                  0
  2025        163 ##
  
  organisation: share of a cohort who bought, by age in years
                  0
  2025        113 ##
  $ crm-retention --plot name=nobody --format table
  crm-retention: there is no complete period to show; --incomplete shows those that are not

What cannot be.

  $ crm-retention --period day
  crm-retention: --period is week, month, quarter or year
  Try 'crm-retention --help'.
  [2]
  $ crm-retention --show customers
  crm-retention: --show is rate, retained, orders or revenue
  Try 'crm-retention --help'.
  [2]
  $ crm-retention --curve --rate
  crm-retention: --curve and --rate are two questions: ask one at a time
  Try 'crm-retention --help'.
  [2]
  $ crm-retention --curve --show orders
  crm-retention: --show is about cohorts: it does not go with --curve or --rate
  Try 'crm-retention --help'.
  [2]
  $ crm-retention --active 3m
  crm-retention: --active goes with --rate
  Try 'crm-retention --help'.
  [2]
  $ crm-retention --rate --active long
  crm-retention: --active: `long' is not a length of time: write 3d, 2w, 1m, 1q, 1y, or weekly, monthly
  Try 'crm-retention --help'.
  [2]
  $ crm-retention --by teir
  crm-retention: --by: column `teir': a customer has no `teir'; perhaps tier
  Try 'crm-retention --help'.
  [2]
  $ crm-retention --by tier,city,owner,kind,source
  crm-retention: --by: customers are grouped by at most 4 keys
  Try 'crm-retention --help'.
  [2]
  $ crm-retention --by ''
  crm-retention: --by: column `': a customer has no `'; perhaps id
  Try 'crm-retention --help'.
  [2]
  $ crm-retention --until 2027-01-01
  crm-retention: --until: nobody knows yet what will be bought after now
  Try 'crm-retention --help'.
  [2]
  $ printf 'customer,date\na,2026-02-30\n' | crm-retention --input -
  crm-retention: stdin:2: date: February 2026 has 28 days
  crm-retention: stdin: 1 row is refused
  [1]
  $ printf 'customer,date\na,0001-01-01\nb,9999-12-31\n' | crm-retention --input - --period week --curve -o age,n | tail -n 1
  crm-retention: the last purchase is dated 9999-12-31, after today, and all is counted up to then; --until 2026-11-22 leaves out what is later
  521721	1
  $ crm-retention >/dev/full
  crm-retention: standard output: No space left on device
  [2]
  $ crm-retention --format table >/dev/full
  crm-retention: standard output: No space left on device
  [2]
