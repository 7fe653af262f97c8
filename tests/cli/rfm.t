Recency, frequency and monetary value, from plain logs and from the database.

  $ cat >log.csv <<'EOF'
  > customer,date,amount,status
  > often,2026-10-01,100,
  > often,2026-10-01,20,
  > often,2026-11-01,100,
  > often,2026-11-20,100,
  > often,2026-11-21,900,cancelled
  > once,2026-11-19,10,
  > gone,2024-01-01,20,
  > much,2025-01-01,500,
  > much,2025-02-01,500,
  > much,2025-03-01,-100,
  > much,2025-04-01,500,
  > back,2026-01-01,-30,
  > EOF
  $ crm-rfm --input log.csv
  customer	last_order	recency	frequency	monetary	r	f	m	segment
  often	2026-11-20	0	3	320.00	5	4	4	high_value
  once	2026-11-19	1	1	10.00	4	2	1	new
  gone	2024-01-01	1054	1	20.00	1	2	2	lost
  much	2025-04-01	598	3	1400.00	2	4	5	at_risk
  $ crm-rfm --input log.csv --segments
  segment	n	share	lo	hi	revenue	revenue_share	recency	frequency	monetary
  high_value	1	0.25	0.045587	0.699358	320.00	0.182857	0	3	320.00
  potential	0	0	0	0.489891	0.00	0			
  new	1	0.25	0.045587	0.699358	10.00	0.005714	1	1	10.00
  at_risk	1	0.25	0.045587	0.699358	1400.00	0.8	598	3	1400.00
  lost	1	0.25	0.045587	0.699358	20.00	0.011429	1054	1	20.00
  $ crm-rfm --input log.csv --until 2025-12-31 -o customer,last_order,recency,monetary
  customer	last_order	recency	monetary
  gone	2024-01-01	730	20.00
  much	2025-04-01	274	1400.00

Equal customers score equal.

  $ for c in a b c d; do printf '%s\t2026-01-0%d\t5\n' $c 1; done | crm-rfm --input - -o r,f,m,segment customer=1 date=2 amount=3
  r	f	m	segment
  3	3	3	potential
  3	3	3	potential
  3	3	3	potential
  3	3	3	potential

Fixed limits; a limit is reached by what is equal to it.

  $ crm-rfm --input log.csv -c recency=2,30,365,400 -c monetary=20,100,320,1400 -c frequency=2,3,4,5 -o customer,r,f,m
  customer	r	f	m
  often	5	3	4
  once	5	1	1
  gone	1	1	2
  much	1	3	5

Without amounts the frequency stands for both.

  $ cut -d, -f1,2 log.csv | crm-rfm --input - -o customer,monetary,f,m,segment
  customer	monetary	f	m	segment
  often		5		high_value
  once		2		new
  gone		2		lost
  much		5		at_risk
  back		2		potential
  $ cut -d, -f1,2 log.csv | crm-rfm --input - --segments -o segment,n,revenue,monetary
  segment	n	revenue	monetary
  high_value	1		
  potential	1		
  new	1		
  at_risk	1		
  lost	1		

The same in a database; whom to print, and among whom they rank.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ crm-import -q customer $ROOT/examples/data/customers.csv
  $ crm-import -q order $ROOT/examples/data/orders.csv
  $ crm-rfm | head -n 4
  id	customer_name	last_order	recency	frequency	monetary	r	f	m	segment
  C1	孙芳	2026-11-13	9	26	88890.00	5	5	4	high_value
  C2	吴雨桐	2025-03-28	604	2	4020.00	1	2	1	lost
  C3	Lakeside Trading, Inc.	2025-01-31	660	1	37240.88	1	1	4	lost
  $ crm-rfm --segments -o segment,n,share,lo,hi,revenue
  segment	n	share	lo	hi	revenue
  high_value	92	0.311864	0.261704	0.366861	10728077.21
  potential	86	0.291525	0.242609	0.345801	1590683.75
  new	0	0	0	0.012855	0.00
  at_risk	26	0.088136	0.060855	0.126005	1668803.73
  lost	91	0.308475	0.258514	0.363359	951560.30
  $ test $(crm-rfm -H | wc -l) = $(crm-find 'orders>=1' --ids | wc -l)
  $ crm-rfm id=C1 -H -o id,r,f,m
  C1	5	5	4
  $ crm-rfm id=C1 --only -H -o id,r,f,m
  C1	3	3	3
  $ crm-find kind=organisation | crm-rfm --segments -o segment,n,share
  segment	n	share
  high_value	56	0.474576
  potential	15	0.127119
  new	0	0
  at_risk	20	0.169492
  lost	27	0.228814
  $ crm-rfm kind=organisation -H -o segment | sort | uniq -c | sort -k2
       20 at_risk
       56 high_value
       27 lost
       15 potential
  $ crm-rfm --sort -r,-f,-m,-monetary --limit 2 -o customer_name,last_order,frequency,monetary,r,f,m
  customer_name	last_order	frequency	monetary	r	f	m
  Summit Technologies Inc.	2026-11-11	20	556994.65	5	5	5
  茂林貿易股份有限公司	2026-10-19	17	460930.00	5	5	5
  $ crm-rfm -J --limit 1
  {"id": "C1", "customer_name": "孙芳", "last_order": "2026-11-13", "recency": 9, "frequency": 26, "monetary": "88890.00", "r": 5, "f": 5, "m": 4, "segment": "high_value"}
  $ crm-rfm name=nobody --segments -o segment,n,share,revenue
  segment	n	share	revenue
  high_value	0		
  potential	0		
  new	0		
  at_risk	0		
  lost	0		

The past and the future.

  $ crm-rfm --until 2025-06-30 --sort recency --limit 1 -H -o last_order,recency
  2025-06-30	0
  $ crm-rfm --now 2025-06-30 --sort recency --limit 1 -H -o last_order,recency
  2025-06-30	0
  $ crm-rfm --until 2027-01-01
  crm-rfm: --until: nobody knows yet what will be bought after now
  Try 'crm-rfm --help'.
  [2]

Plots stand in place of tables, and streams stay what they are.

  $ export COLUMNS=60
  $ crm-rfm --segments --plot -o segment,n
  segment	n
  high_value	92
  potential	86
  new	0
  at_risk	26
  lost	91
  $ crm-rfm --segments --plot --format table
  high_value ######################################## 92 (31%)
  potential  ###################################### 86 (29%)
  new         0 (0%)
  at_risk    ############ 26 (9%)
  lost       ######################################## 91 (31%)
  $ TERM=xterm crm-rfm --segments --plot --format table
  high_value ████████████████████████████████████████ 92 (31%)
  potential  █████████████████████████████████████▍ 86 (29%)
  new         0 (0%)
  at_risk    ███████████▎ 26 (9%)
  lost       ███████████████████████████████████████▋ 91 (31%)
  $ TERM=xterm LC_ALL= LANG=C crm-rfm --segments --plot --format table | head -n 1
  high_value ######################################## 92 (31%)
  $ TERM=xterm crm-rfm --plot --format table
  monetary of 295 customers, TWD
        0 to     500 █▍ 2
      500 to    1000 ██ 3
     1000 to    2000 ███████▌ 11
     2000 to    5000 █████████████████████████▏ 37
     5000 to   10000 █████████████████████████████████▎ 49
    10000 to   20000 ██████████████████████████████████▋ 51
    20000 to   50000 ██████████████████████████████████████ 56
    50000 to  100000 ███████████████████████▊ 35
   100000 to  200000 ███████████████████████▏ 34
   200000 to  500000 ██████████▉ 16
   500000 to 1000000 ▋ 1
  $ cut -d, -f2,3 $ROOT/examples/data/orders.csv | crm-rfm --input - --plot --format table
  frequency of 299 customers
   0 to  5 ############################################### 167
   5 to 10 ############################ 97
  10 to 15 ######## 26
  15 to 20 ## 6
  20 to 25 # 2
  25 to 30 # 1
  $ crm-rfm --plot name=nobody --format table
  monetary of 0 customers, TWD

What cannot be.

  $ crm-rfm --scores 2
  crm-rfm: --scores is 3 to 10
  Try 'crm-rfm --help'.
  [2]
  $ crm-rfm --scores 11
  crm-rfm: --scores is 3 to 10
  Try 'crm-rfm --help'.
  [2]
  $ crm-rfm -c recency=30,90
  crm-rfm: --cuts recency=30,90: 5 scores have 4 limits between them, not 2
  Try 'crm-rfm --help'.
  [2]
  $ crm-rfm -c recency=30,60,90,90
  crm-rfm: --cuts recency=30,60,90,90: two limits are the same
  Try 'crm-rfm --help'.
  [2]
  $ crm-rfm -c recent=30,60,90,120
  crm-rfm: --cuts recent=30,60,90,120: limits are of recency, frequency or monetary, as in recency=30,90,180,365
  Try 'crm-rfm --help'.
  [2]
  $ crm-rfm -c monetary=1,2,3,x
  crm-rfm: --cuts monetary=1,2,3,x: `x' is not an amount: write 12300.50 or USD 12300.50
  Try 'crm-rfm --help'.
  [2]
  $ crm-rfm --input log.csv --only
  crm-rfm: --only chooses among the customers of a database
  Try 'crm-rfm --help'.
  [2]
  $ crm-rfm --currency EUR
  crm-rfm: --currency and --date-format go with --input
  Try 'crm-rfm --help'.
  [2]
  $ cut -d, -f1,2 log.csv | crm-rfm --input - -c monetary=1,2,3,4
  crm-rfm: there are no amounts that could reach a limit of monetary
  [2]
  $ printf 'customer,date,amount\na,2026-13-01,5\n' | crm-rfm --input -
  crm-rfm: stdin:2: date: there is no month 13
  crm-rfm: stdin: 1 row is refused
  [1]
  $ printf 'customer,date,amount\n' | crm-rfm --input -
  crm-rfm: stdin: there are no purchases
  [2]
  $ crm-rfm >/dev/full
  crm-rfm: standard output: No space left on device
  [2]
  $ crm-rfm --plot --format table >/dev/full
  crm-rfm: standard output: No space left on device
  [2]
