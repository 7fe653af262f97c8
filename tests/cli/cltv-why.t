Why a number is what it is, and pictures of numbers.

  $ export LC_ALL=C.UTF-8
  $ crm-init --zone Asia/Taipei --currency TWD
  $ for noun in customer order; do crm-import -q $noun $ROOT/examples/data/${noun}s.csv; done
  $ crm-cltv --why C5 --format table
  crm-cltv: model mbgnbd: error (rmse) of a customer's orders in the last 230 days, held out: 1.639, bias -14.4 %; bgnbd 1.648, pareto 1.638, run-rate 1.777
  crm-cltv: spend: the mean of all is 18614.46 by Gamma-Gamma, but 10451.52 (8995.80 to 11907.24) of who bought again: who bought once has the latter
  about      name                     value   change  how
  fact       x                         19.0           days with a purchase after the first
  fact       t_x                       95.7           weeks from 2025-01-10 to 2026-11-11, the last purchase
  fact       T                         97.3           weeks from 2025-01-10 to 2026-11-22, the end
  fact       mean_spend               28764           on a repeat purchase
  parameter  r                         5.99           of MBG/NBD, fitted to 295 customers
  parameter  alpha                     83.4           of MBG/NBD, fitted to 295 customers
  parameter  a                        0.234           of MBG/NBD, fitted to 295 customers
  parameter  b                        0.948           of MBG/NBD, fitted to 295 customers
  parameter  p                         1.85           of Gamma-Gamma, fitted to 231 customers
  parameter  q                         1.27           of Gamma-Gamma, fitted to 231 customers
  parameter  v                         2751           of Gamma-Gamma, fitted to 231 customers
  step       p_alive                  0.986           by x, t_x and T: how long the silence is, against the own rhythm
  step       orders_if_alive           6.95           expected in 365 days of who is there today
  step       expected_orders           6.85           p_alive x orders_if_alive
  step       discounted_orders         6.54           each by its date, at 0.1 a year
  step       spend                    28686           between the own mean and that of all
  step       margin                    1.00           of a unit of spend
  step       value                   187503           discounted orders x spend x margin
  if         buys_today              195748   0.0440  one more purchase, of the usual amount
  if         silent_30_days          181219  -0.0335  no purchase for 30 days from now
  if         silent_90_days          164591   -0.122  no purchase for 90 days from now
  if         spends_10_percent_more  206159   0.0995  had the repeat purchases been so
  $ crm-cltv -q --why C5 | awk -F '\t' '$1 == "step" { v[$2] = $3 }
  >     END { printf "%.2f %.2f\n", v["value"], v["discounted_orders"] * v["spend"] * v["margin"] }'
  187502.79 187502.80
  $ crm-cltv -q id=C5 -H -o value
  187502.79
  $ crm-cltv -q --why C5 --model simple --margin 0.3 --format table
  about      name             value  change  how
  fact       x                 19.0          days with a purchase after the first
  fact       t_x               95.7          weeks from 2025-01-10 to 2026-11-11, the last purchase
  fact       T                 97.3          weeks from 2025-01-10 to 2026-11-22, the end
  fact       mean_spend       28764          on a repeat purchase
  fact       own_order_value  27850          spend by orders
  fact       own_frequency     10.2          repeat orders in a year
  parameter  order_value      10694          spend by orders, of all
  parameter  order_value_k     1.11          variance within customers / between them: 1.09014e+08 / 9.8212e+07
  parameter  frequency         2.44          repeat orders of a customer in a year, of all
  parameter  frequency_k      0.631          variance within customers / between them: 2.43887 / 3.86634
  parameter  lifespan         0.999          years, of all
  step       order_value_z    0.947          20 / (20 + k), the customer's orders
  step       order_value      26948          z x own + (1 - z) x that of all
  step       frequency_z      0.747          1.86448 / (1.86448 + k), the customer's years since the first
  step       frequency         8.23          z x own + (1 - z) x that of all
  step       margin           0.300          of a unit of spend
  step       value            66496          order_value x frequency x lifespan x margin
  $ crm-cltv -q --why C5 --model simple --margin 0.3 | awk -F '\t' '{ v[$1, $2] = $3 }
  >     END { orders = 1 + v["fact", "x"]; years = v["fact", "T"] * 7 / 365.25
  >     z = orders / (orders + v["parameter", "order_value_k"])
  >     spend = z * v["fact", "own_order_value"] + (1 - z) * v["parameter", "order_value"]
  >     z = years / (years + v["parameter", "frequency_k"])
  >     often = z * v["fact", "own_frequency"] + (1 - z) * v["parameter", "frequency"]
  >     printf "%.2f\n", spend * often * v["parameter", "lifespan"] * 0.3 }'
  66495.84
  $ crm-cltv -q --model simple --margin 0.3 id=C5 -H -o expected_orders,spend,value
  8.225306	26947.65	66495.80
  $ crm-cltv -q --why C2 --no-spend --model pareto | tail -n 4
  step	discounted_orders	0.207412		each by its date, at 0.1 a year
  if	buys_today	1.851172	7.925082	one more purchase, of the usual amount
  if	silent_30_days	0.178319	-0.14027	no purchase for 30 days from now
  if	silent_90_days	0.132537	-0.360998	no purchase for 90 days from now

Of a file, by the name in it.

  $ awk -F, 'NR == 1 || $5 == "TWD"' $ROOT/examples/data/orders.csv >orders.csv
  $ crm-cltv --input orders.csv -q --why ref:A-0001 | head -n 4
  about	name	value	change	how
  fact	x	25		days with a purchase after the first
  fact	t_x	97.285714		weeks from 2025-01-01 to 2026-11-13, the last purchase
  fact	T	98.285714		weeks from 2025-01-01 to 2026-11-20, the end
  $ crm-cltv --input orders.csv -q --why ref:A-9999
  crm-cltv: 'ref:A-9999' has not bought anything by then
  [1]
  $ crm-cltv -q --why C999
  crm-cltv: there is no customer C999
  [1]
  $ crm-cltv -q --why C5 --params
  crm-cltv: --why prints the steps to one customer's value
  Try 'crm-cltv --help'.
  [2]

Values as a histogram, a hold-out as a curve; nothing of it in a pipe.

  $ crm-cltv -q --plot --format table
  value of 295 customers
       0 to    500 ###### 6
     500 to   1000 ############################### 36
    1000 to   2000 ########################### 31
    2000 to   5000 ########################## 30
    5000 to  10000 ############################################################ 71
   10000 to  20000 ############################################# 53
   20000 to  50000 ################ 19
   50000 to 100000 ################################# 39
  100000 to 200000 ######### 10
  $ LC_ALL=C crm-cltv -q --plot --no-spend --format table
  p_alive of 295 customers
    0 to 0.1 ####################################### 64
  0.1 to 0.2 ############ 19
  0.2 to 0.3 ########### 18
  0.3 to 0.4 ###### 9
  0.4 to 0.5 ######## 13
  0.5 to 0.6 ##### 7
  0.6 to 0.7 ##### 8
  0.7 to 0.8 ######## 12
  0.8 to 0.9 ###################### 36
  0.9 to   1 ################################################################# 109
  $ crm-cltv --holdout 6m --plot --format table
  mbgnbd: orders foreseen / actual - 1, by weeks after the calibration
   40% +.
       |.....
       |.........
   20% +.............
       |.......................
       |............................................................
    0% +oooooooooooo..............................................................
       |............oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo
  -20% +..........................................................................
       |..........................................................................
       |.......
  -40% +.
       +--------------------------------------------------------------------------
              4     6     8     10    12    14    16    18    20    22    24    26
  $ crm-cltv -q --plot --limit 1 -o id
  id
  C1
  $ crm-cltv --plot --params
  crm-cltv: --plot draws values, or a hold-out of all customers together
  Try 'crm-cltv --help'.
  [2]

The formula's parameters score as they did when they were fitted, whatever the margin.

  $ crm-cltv -q --model simple --margin 0.3 --params >simple.tsv
  $ crm-cltv -q --model simple --margin 0.6 >fitted; crm-cltv --from-params simple.tsv --margin 0.6 | cmp - fitted
  $ crm-cltv --from-params simple.tsv --no-spend
  crm-cltv: the simple formula needs amounts
  [2]
  $ crm-cltv -o id,x,t_x,T,mean_spend -q | crm-cltv --histories -i - --from-params simple.tsv
  crm-cltv: stdin: the parameters are not those of bgnbd, mbgnbd or pareto
  [2]
