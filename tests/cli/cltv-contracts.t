Contracts with renewals: how many stay, from counts and from a log of payments.

The regular customers of P. S. Fader & B. G. S. Hardie 2007, in percent.  The paper has alpha 0.704 and
beta 1.182.

  $ printf '%s\n' 100 63.1 46.8 38.2 32.6 28.9 26.2 24.1 | crm-cltv --survival -i - --params -H -o parameter,value | head -n 2
  alpha	0.704077298474
  beta	1.18204302621
  $ printf '%s\n' 100 86.9 74.3 65.3 59.3 55.1 51.7 49.1 | crm-cltv --survival -i - --params -H -o parameter,value | head -n 2
  alpha	0.668088351106
  beta	3.80609496406

The five years that it holds out are foreseen, and not by a constant churn.

  $ printf '%s\n' 100 63.1 46.8 38.2 32.6 28.9 26.2 24.1 22.3 20.7 19.4 18.3 17.3 >percent
  $ crm-cltv --survival -i percent --renewal 1y --holdout 5 --horizon 2y --format table
  period  customers  actual  survival      lo     hi  constant  retention  residual
       0        100    1.00      1.00    1.00   1.00      1.00                 2.69
       1       63.1   0.631     0.627   0.532  0.713     0.774      0.627      3.73
       2       46.8   0.468     0.474   0.388  0.561     0.599      0.756      4.43
       3       38.2   0.382     0.388   0.308  0.475     0.464      0.819      4.95
       4       32.6   0.326     0.332   0.255  0.419     0.359      0.856      5.36
       5       28.9   0.289     0.292   0.217  0.381     0.278      0.880      5.69
       6       26.2   0.262     0.262   0.188  0.353     0.215      0.898      5.98
       7       24.1   0.241     0.239   0.166  0.332     0.166      0.911      6.22
       8       22.3   0.223     0.220   0.148  0.314     0.129      0.921      6.43
       9       20.7   0.207     0.204   0.134  0.300    0.0997      0.929      6.62
      10       19.4   0.194     0.191   0.122  0.288    0.0771      0.935      6.78
      11       18.3   0.183     0.180   0.111  0.277    0.0597      0.941      6.93
      12       17.3   0.173     0.170   0.103  0.268    0.0462      0.945      7.06
      13                        0.161  0.0953  0.260    0.0358      0.949      7.18
      14                        0.154  0.0887  0.253    0.0277      0.953      7.30
  $ crm-cltv --survival -i percent --renewal 1y --holdout 5 --params -H -o parameter,value,lo,hi | head -n 2
  alpha	0.704077298474	0.395212815448	1.25432380441
  beta	1.18204302621	0.531394949083	2.62935452853

A survey of thousand customers knows more than one of hundred: then give the counts.

  $ awk '{ print NR - 1 "," 10 * $1 }' percent | crm-cltv --survival -i - period=1 customers=2 --params -H -o parameter,value,lo,hi | head -n 2
  alpha	0.697362451702	0.598044397037	0.813174392159
  beta	1.16890462092	0.933865252615	1.46309974482

A plot of it, and without Unicode.

  $ TERM=xterm crm-cltv --survival -i percent --renewal 1y --horizon 5y --plot --format table
  sbg: customers left, by renewals
  100% ┤•
       │ •░
       │  •░
       │   •░░
       │   ░••░░
       │    ░░••░░░░
   50% ┤      ░░••••░░░░░░
       │        ░░░░•••••••░░░░░░░░░░░░░
       │             ░░░░░░••••••••••••••░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
       │                     ░░░░░░░░░░░░•••••••••••••••••••••••••••••••••••••••••
       │                                         ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
    0% ┤
       └──────────────────────────────────────────────────────────────────────────
        0        2       4        6       8        10       12      14       16
  $ COLUMNS=40 LC_ALL=C crm-cltv --survival -i percent --renewal 1y --horizon 5y --plot --format table
  sbg: customers left, by renewals
  100% +o
       | |
       | o
       | .|
       |  o.
       |  .o..
   50% +   .oo...
       |    ..ooo......
       |      ...oooooo................
       |          .....ooooooooooooooooooo
       |                   ...............
    0% +
       +----------------------------------
        0         5        10        15
  $ crm-cltv --survival -i percent --plot | head -n 2
  period	customers	actual	survival	lo	hi	constant	retention	residual
  0	100	1	1	1	1	1		9.357317

From a log of payments: what came after a day, foreseen from what came before it.

  $ awk 'BEGIN { print "customer,date,amount,kind"; split("1000 631 468 382 326 289 262 241", left, " ")
  >     for (y = 1; y <= 8; y++) for (c = 1; c <= left[y]; c++) printf "c%d,%d-03-01,120,%s\n", c, 2017 + y, c % 5 ? "a" : "b" }' >contracts.csv
  $ crm-cltv -i contracts.csv --model sbg --renewal 1y --until 2025-12-31 --holdout 2022-12-31
  model	measure	x	n	predicted	actual	value	lo	hi
  sbg	bias		326	769.026806	792	-0.029007	-0.073362	0.017472
  sbg	mae		326	769.026806	792	0.877299	0.815133	0.939465
  sbg	rmse		326	769.026806	792	1.047193	0.957755	1.129572
  sbg	calibration	4	326	2.358978	2.429448	-0.07047	-0.184062	0.043122
  sbg	survival		326	230.017793	241	-0.033688	-0.078363	0.016561
  constant_churn	bias		326	536.325262	792	-0.322822	-0.353755	-0.290407
  constant_churn	mae		326	536.325262	792	1.26459	1.228936	1.300245
  constant_churn	rmse		326	536.325262	792	1.306423	1.279021	1.333262
  constant_churn	calibration	4	326	1.64517	2.429448	-0.784278	-0.89787	-0.670686
  constant_churn	survival		326	125.953942	241	-0.352902	-0.397577	-0.302654
  $ crm-cltv -i contracts.csv --model sbg --renewal 1y --until 2025-12-31 --holdout 3y --group kind -o group,model,measure,n,predicted,actual |
  >     grep -e measure -e survival
  group	model	measure	n	predicted	actual
  a	sbg	survival	261	184.151005	193
  a	constant_churn	survival	261	100.950475	193
  b	sbg	survival	65	45.86604	48
  b	constant_churn	survival	65	25.003757	48
  $ COLUMNS=40 crm-cltv -i contracts.csv --model sbg --renewal 1y --until 2025-12-31 --holdout 3y --plot --format table
  sbg: orders foreseen / actual - 1, by weeks after the calibration
    5% +
       |
       |..................................
       |..................................
    0% +..................................
       |oooooooooooooooooooooooooooo......
       |............................oooooo
   -5% +..................................
       |            ......................
       |                           .......
       |
  -10% +
       +----------------------------------
           50            100           150
  $ crm-cltv -i contracts.csv --model sbg --renewal 1y --until 2025-12-31 --holdout 3m
  crm-cltv: less than 2 customers came to a renewal that was held out
  [2]
  $ crm-cltv -i contracts.csv --model sbg --renewal 1y --until 2025-12-31 --holdout 3m --plot --format table
  crm-cltv: there is nothing to draw: less than 2 customers came to a renewal that was held out
  [2]
  $ crm-cltv -i contracts.csv --model sbg --renewal 1y --until 2025-12-31 --holdout 2019-12-31
  crm-cltv: only the first renewal has been seen: how retention goes on takes two or more
  [2]

Curves that cannot be.

  $ printf '100\n60\n61\nx\n' | crm-cltv --survival -i -
  crm-cltv: stdin:3: customers: there are more than in the period before, 60
  crm-cltv: stdin:4: customers: `x' is not a number
  crm-cltv: stdin: 2 rows are refused
  [1]
  $ printf '100\n50\n25\n' | crm-cltv --survival -i -
  crm-cltv: the customers' chances to leave cannot be told apart: retention does not rise from one renewal to the next, or all at once (alpha and beta are without bound)
  [2]
  $ printf '100\n50\n' | crm-cltv --survival -i -
  crm-cltv: a curve takes 3 periods or more to fit to, the first one being the beginning; there are 2
  [2]
  $ crm-cltv --survival -i percent --holdout 11
  crm-cltv: a curve takes 3 periods or more to fit to, the first one being the beginning; there are 2
  [2]
  $ crm-cltv --survival -i percent --holdout 1.5
  crm-cltv: --holdout: of a survival, so many periods at its end: 5
  Try 'crm-cltv --help'.
  [2]
  $ crm-cltv --survival -i percent --model pareto
  crm-cltv: --survival is of contracts: --model sbg
  Try 'crm-cltv --help'.
  [2]
  $ crm-cltv --survival -i percent --why 1
  crm-cltv: --survival goes with --input, --renewal, --horizon, --rate and --holdout
  Try 'crm-cltv --help'.
  [2]
  $ crm-cltv --survival -i contracts.csv 2>&1 | tail -n 1
  crm-cltv: contracts.csv: 3599 rows are refused
