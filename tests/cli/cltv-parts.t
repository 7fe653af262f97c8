What value is made of, by group and period; whom customers brought; a model for each group.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ for noun in customer order; do crm-import -q $noun $ROOT/examples/data/${noun}s.csv; done
  $ crm-cltv --parts --format table
  period                  part              n  value     lo     hi
  2025-11-23..2026-11-22  repeat_rate     193  0.953  0.914  0.975
  2025-11-23..2026-11-22  average_order   731   9852   8081  11623
  2025-11-23..2026-11-22  retention_rate  273  0.626  0.568  0.682
  2025-11-23..2026-11-22  referral_value  295   2740    235   5245
  $ crm-cltv --parts --by tier --format table
  group     period                  part              n  value     lo     hi
  vip       2025-11-23..2026-11-22  repeat_rate      23  0.913  0.732  0.976
  vip       2025-11-23..2026-11-22  average_order    87  11494   5478  17511
  vip       2025-11-23..2026-11-22  retention_rate   33  0.606  0.437  0.753
  vip       2025-11-23..2026-11-22  referral_value   36  12000      0  31221
  ordinary  2025-11-23..2026-11-22  repeat_rate     120  0.950  0.895  0.977
  ordinary  2025-11-23..2026-11-22  average_order   455  10169   7890  12447
  ordinary  2025-11-23..2026-11-22  retention_rate  169  0.645  0.570  0.713
  ordinary  2025-11-23..2026-11-22  referral_value  180   1791    404   3178
  low       2025-11-23..2026-11-22  repeat_rate      50  0.980  0.895  0.996
  low       2025-11-23..2026-11-22  average_order   189   8335   5348  11322
  low       2025-11-23..2026-11-22  retention_rate   71  0.592  0.475  0.698
  low       2025-11-23..2026-11-22  referral_value   79    683   1.45   1365
  $ crm-cltv --parts --period quarter --until 2026-09-30 --format table | tail -n 4
  2026-Q3  repeat_rate     119  0.992  0.954  0.999
  2026-Q3  average_order   187  10422   8060  12784
  2026-Q3  retention_rate  118  0.669  0.580  0.748
  2026-Q3  referral_value  295    602      0   1218
  $ crm-cltv --parts city=台北 --no-spend -H -o part,n
  repeat_rate	34
  retention_rate	46
  $ crm-find city=台北 | crm-cltv --parts --no-spend -H -o part,n
  repeat_rate	34
  retention_rate	46

The same from a file, which does not say who brought whom.

  $ awk -F, 'NR == 1 || $5 == "TWD"' $ROOT/examples/data/orders.csv >orders.csv
  $ crm-cltv --input orders.csv --until 2026-11-20 --parts --format table
  period                  part              n  value     lo     hi
  2025-11-21..2026-11-20  repeat_rate     178  0.916  0.866  0.948
  2025-11-21..2026-11-20  average_order   622   9508   7624  11393
  2025-11-21..2026-11-20  retention_rate  233  0.639  0.576  0.698
  $ crm-cltv --input orders.csv group=status --parts --by channel --format table | head -n 3
  crm-cltv: orders.csv: group is given two columns
  $ crm-cltv --input orders.csv --parts --by status --format table | head -n 3
  group      period                  part              n  value      lo     hi
  cancelled  2025-11-21..2026-11-20  repeat_rate       7  0.857   0.487  0.974
  cancelled  2025-11-21..2026-11-20  average_order    29   6640     738  12542

Referrals count once: for who is named as referrer.

  $ crm-cltv -q --referrals --sort -referral_value --limit 3 -o id,value,referred,referral_value,total_value
  id	value	referred	referral_value	total_value
  C42	639.45	2	168887.47	169526.92
  C48	12906.19	2	88354.64	101260.83
  C141	1958.42	1	57260.91	59219.33
  $ crm-find referrer=C42 --ids | crm-cltv -q -H -o value | awk '{ sum += $1 } END { printf "%.2f\n", sum }'
  168887.47

A model for each group; those too small for one have the simple formula, and it says so.

  $ crm-cltv --group tier --no-spend --limit 3 -o id,group,model,expected_orders
  crm-cltv: vip: too little to choose a model by: 34 customers (100), 24 of them bought again (30) before the last 230 days, held out, with 53 orders (30); nor the simple formula: the simple formula needs amounts
  crm-cltv: ordinary: model mbgnbd: error (rmse) of a customer's orders in the last 230 days, held out: 1.567, bias -13.6 %; bgnbd 1.562, pareto 1.566, run-rate 1.628
  crm-cltv: low: too little to choose a model by: 78 customers (100), 52 of them bought again (30) before the last 230 days, held out, with 112 orders (30); nor the simple formula: the simple formula needs amounts
  id	group	model	expected_orders
  C1	low		
  C2	ordinary	mbgnbd	0.179026
  C3	ordinary	mbgnbd	0.07349
  $ crm-cltv --group tier --sort id --limit 3 -o id,group,model,expected_orders,value
  crm-cltv: vip: too little to choose a model by: 34 customers (100), 24 of them bought again (30) before the last 230 days, held out, with 53 orders (30); the simple formula instead
  crm-cltv: ordinary: model mbgnbd: error (rmse) of a customer's orders in the last 230 days, held out: 1.567, bias -13.6 %; bgnbd 1.562, pareto 1.566, run-rate 1.628
  crm-cltv: ordinary: spend: the mean of all is 16414.76 by Gamma-Gamma, but 9948.19 (8167.94 to 11728.45) of who bought again: who bought once has the latter
  crm-cltv: low: too little to choose a model by: 78 customers (100), 52 of them bought again (30) before the last 230 days, held out, with 112 orders (30); the simple formula instead
  id	group	model	expected_orders	value
  C1	low	simple	10.658979	38198.61
  C2	ordinary	mbgnbd	0.179026	438.37
  C3	ordinary	mbgnbd	0.07349	698.15
  $ crm-cltv -q --group tier --model mbgnbd --params -H -o group,model,parameter | grep -w r
  vip	mbgnbd	r
  ordinary	mbgnbd	r
  low	mbgnbd	r
  $ crm-cltv -q --group tier --holdout 6m -o group,model,measure,predicted,actual,value --format table | grep bias
  vip       bgnbd     bias              36.3    44.0   -0.174
  vip       mbgnbd    bias              35.8    44.0   -0.187
  vip       pareto    bias              37.4    44.0   -0.149
  vip       run_rate  bias              40.0    44.0  -0.0918
  ordinary  bgnbd     bias               212     223  -0.0472
  ordinary  mbgnbd    bias               198     223   -0.113
  ordinary  pareto    bias               203     223  -0.0918
  ordinary  run_rate  bias               211     223  -0.0529
  low       bgnbd     bias              79.4    91.0   -0.128
  low       mbgnbd    bias              76.2    91.0   -0.163
  low       pareto    bias              74.5    91.0   -0.181
  low       run_rate  bias              87.0    91.0  -0.0437
  $ crm-cltv -q --group tier --params >groups.tsv
  $ crm-cltv -q --group tier --from-params groups.tsv tier=ordinary -o id,value | head -n 3
  id	value
  C2	438.37
  C3	698.15
  $ crm-cltv -q --group tier tier=ordinary -o id,value | head -n 3
  id	value
  C2	438.37
  C3	698.15

What does not go together.

  $ crm-cltv --by tier
  crm-cltv: --by and --period go with --parts; --group is for models
  Try 'crm-cltv --help'.
  [2]
  $ crm-cltv --parts --params
  crm-cltv: --parts measures what was and fits no model
  Try 'crm-cltv --help'.
  [2]
  $ crm-cltv --parts --period day
  crm-cltv: --period is week, month, quarter or year
  Try 'crm-cltv --help'.
  [2]
  $ crm-cltv --input orders.csv --referrals
  crm-cltv: --referrals adds to the values of the customers of a database
  Try 'crm-cltv --help'.
  [2]
  $ crm-cltv --group nothing
  crm-cltv: column `nothing': a customer has no `nothing'; perhaps notes
  [2]
  $ crm-cltv --group tier --from-params orders.csv
  crm-cltv: orders.csv: no column is the model: it is not what --params prints
  [2]

Another referrer written later changes nothing, nor does none: a referral is that of the first one.

  $ brought=$(crm-find referrer=C42 --ids | head -n 1)
  $ crm-set "$brought" referrer=C48 -q
  $ crm-set "$brought" referrer= -q
  $ crm-cltv -q --referrals id=C42 -H -o referred,referral_value
  2	168887.47
  $ crm-cltv -q --referrals id=C48 -H -o referred
  2

Unless that was undone.

  $ alone=$(crm-find referrer=none --sort -spend --ids | head -n 1)
  $ crm-set "$alone" referrer=C42 -q; crm-undo -q; crm-set "$alone" referrer=C48 -q
  $ crm-cltv -q --referrals 'id=C42 or id=C48' -H -o id,referred
  C42	2
  C48	3
