#require $SHARED/data/cdnow_full.csv
#require $SHARED/data/cdnow_sample.csv
The published results on the purchases of CDNOW: weeks, fitted to 1997-09-30.

The sample: Fader, Hardie and Lee 2005 have r .243, alpha 4.414, a .793, b 2.426 and the
log-likelihood -9582.4; Fader and Hardie 2013 p 6.25, q 3.74, v 15.44.

  $ sample="--input $SHARED/data/cdnow_sample.csv customer=sample_id --until 1997-09-30 -q"
  $ crm-cltv $sample --model bgnbd --params -H -o model,parameter,value | grep -v -e cov_ -e unit | awk '{ printf "%s %s %.4f\n", $1, $2, $3 }'
  bgnbd r 0.2426
  bgnbd alpha 4.4136
  bgnbd a 0.7929
  bgnbd b 2.4259
  bgnbd log_likelihood -9582.4292
  bgnbd customers 2357.0000
  gamma_gamma p 6.2496
  gamma_gamma q 3.7442
  gamma_gamma v 15.4435
  gamma_gamma log_likelihood -4055.9177
  gamma_gamma customers 946.0000
  gamma_gamma left_out 0.0000
  gamma_gamma correlation 0.1058

Customer 1 is expected to buy 1.226 times in the next 39 weeks.

  $ crm-cltv $sample --model bgnbd --horizon 39w -H -o customer,x,t_x,T,p_alive,expected_orders,spend |
  >     awk '$1 == 1 { printf "%d %.4f %.4f %.4f %.4f %s\n", $2, $3, $4, $5, $6, $7 }'
  2 30.4286 38.8571 0.7266 1.2260 24.65

The other models: MBG/NBD .5248, 6.1831, .8914, 1.6140; Pareto/NBD .553, 10.578, .606, 11.669.

  $ for model in mbgnbd pareto; do
  >     crm-cltv $sample --model $model --params --no-spend -H -o model,parameter,value,error | head -n 5 |
  >     awk '{ printf "%s %s %.4f %s\n", $1, $2, $3, $4 == "" ? "" : sprintf("%.4f", $4) }'; done
  mbgnbd r 0.5248 0.0833
  mbgnbd alpha 6.1831 0.6956
  mbgnbd a 0.8914 0.1548
  mbgnbd b 1.6140 0.5375
  mbgnbd log_likelihood -9582.1357 
  pareto r 0.5533 0.0476
  pareto alpha 10.5777 0.8427
  pareto s 0.6062 0.1873
  pareto beta 11.6687 6.2111
  pareto log_likelihood -9594.9762 

All of it: what the models foresee of the 39 weeks held out, beside everybody going on as before.

  $ crm-cltv --input $SHARED/data/cdnow_full.csv --holdout 1997-09-30 --format table
  crm-cltv: model mbgnbd: error (rmse) of a customer's orders in the last 273 days, held out: 1.74, bias -19.1 %; bgnbd 1.733, pareto 1.726, run-rate 2.158
  model     measure      x      n  predicted  actual     value       lo        hi
  bgnbd     bias            23570      16874   19684    -0.143   -0.165    -0.120
  bgnbd     mae             23570      16874   19684     0.819    0.799     0.838
  bgnbd     rmse            23570      16874   19684      1.73     1.58      1.87
  bgnbd     calibration  0  14119      0.231   0.251   -0.0199  -0.0326  -0.00710
  bgnbd     calibration  1   4442      0.520   0.784    -0.264   -0.305    -0.223
  bgnbd     calibration  2   2064       1.04    1.40    -0.365   -0.458    -0.273
  bgnbd     calibration  3   1084       1.58    1.84    -0.258   -0.393    -0.122
  bgnbd     calibration  4    605       2.27    2.45    -0.184   -0.426    0.0577
  bgnbd     calibration  5    348       2.89    3.06    -0.172   -0.552     0.209
  bgnbd     calibration  6    272       3.53    3.80    -0.269   -0.783     0.246
  bgnbd     calibration  7    636       6.47    6.59    -0.123   -0.787     0.541
  mbgnbd    bias            23570      15934   19684    -0.191   -0.212    -0.169
  mbgnbd    mae             23570      15934   19684     0.795    0.775     0.814
  mbgnbd    rmse            23570      15934   19684      1.74     1.59      1.88
  mbgnbd    calibration  0  14119      0.180   0.251   -0.0709  -0.0836   -0.0581
  mbgnbd    calibration  1   4442      0.549   0.784    -0.235   -0.276    -0.194
  mbgnbd    calibration  2   2064       1.04    1.40    -0.359   -0.452    -0.267
  mbgnbd    calibration  3   1084       1.55    1.84    -0.283   -0.418    -0.147
  mbgnbd    calibration  4    605       2.20    2.45    -0.247   -0.489  -0.00534
  mbgnbd    calibration  5    348       2.79    3.06    -0.272   -0.653     0.108
  mbgnbd    calibration  6    272       3.39    3.80    -0.416   -0.931    0.0985
  mbgnbd    calibration  7    636       6.12    6.59    -0.469    -1.13     0.195
  pareto    bias            23570      17153   19684    -0.129   -0.151    -0.105
  pareto    mae             23570      17153   19684     0.794    0.774     0.813
  pareto    rmse            23570      17153   19684      1.73     1.59      1.85
  pareto    calibration  0  14119      0.146   0.251    -0.105   -0.118   -0.0922
  pareto    calibration  1   4442      0.620   0.784    -0.164   -0.205    -0.123
  pareto    calibration  2   2064       1.21    1.40    -0.193   -0.285    -0.100
  pareto    calibration  3   1084       1.79    1.84   -0.0441   -0.180    0.0914
  pareto    calibration  4    605       2.51    2.45    0.0596   -0.182     0.302
  pareto    calibration  5    348       3.15    3.06    0.0847   -0.296     0.465
  pareto    calibration  6    272       3.80    3.80  0.000423   -0.514     0.515
  pareto    calibration  7    636       6.69    6.59    0.0940   -0.570     0.758
  run_rate  bias            23570      29011   19684     0.474    0.434     0.515
  run_rate  mae             23570      29011   19684      1.04     1.01      1.06
  run_rate  rmse            23570      29011   19684      2.16     2.08      2.23
  run_rate  calibration  0  14119          0   0.251    -0.251   -0.263    -0.238
  run_rate  calibration  1   4442       1.21   0.784     0.423    0.382     0.464
  run_rate  calibration  2   2064       2.41    1.40      1.01    0.913      1.10
  run_rate  calibration  3   1084       3.60    1.84      1.77     1.63      1.90
  run_rate  calibration  4    605       4.79    2.45      2.34     2.10      2.58
  run_rate  calibration  5    348       5.93    3.06      2.87     2.49      3.25
  run_rate  calibration  6    272       7.17    3.80      3.37     2.85      3.88
  run_rate  calibration  7    636       12.4    6.59      5.77     5.11      6.43
  $ crm-cltv --input $SHARED/data/cdnow_sample.csv customer=sample_id --holdout 1997-09-30 --format table -q |
  >     grep -v calibration
  model     measure      x     n  predicted  actual    value       lo       hi
  bgnbd     bias            2357       1653    1882   -0.121   -0.191  -0.0464
  bgnbd     mae             2357       1653    1882    0.785    0.729    0.842
  bgnbd     rmse            2357       1653    1882     1.61     1.32     1.85
  mbgnbd    bias            2357       1577    1882   -0.162   -0.228  -0.0907
  mbgnbd    mae             2357       1577    1882    0.765    0.708    0.822
  mbgnbd    rmse            2357       1577    1882     1.61     1.32     1.85
  pareto    bias            2357       1666    1882   -0.115   -0.185  -0.0394
  pareto    mae             2357       1666    1882    0.755    0.697    0.812
  pareto    rmse            2357       1666    1882     1.60     1.32     1.84
  run_rate  bias            2357       2930    1882    0.557    0.426    0.699
  run_rate  mae             2357       2930    1882     1.02    0.944     1.10
  run_rate  rmse            2357       2930    1882     2.21     1.92     2.47
  $ crm-cltv --input $SHARED/data/cdnow_full.csv --until 1997-09-30 --params -H -o model,parameter,value |
  >     grep -v -e cov_ -e unit | awk '{ printf "%s %s %.4f\n", $1, $2, $3 }'
  crm-cltv: model mbgnbd: error (rmse) of a customer's orders in the last 90 days, held out: 0.7446, bias -0.9 %; bgnbd 0.7449, pareto 0.7496, run-rate 0.9437
  mbgnbd r 0.6371
  mbgnbd alpha 7.3103
  mbgnbd a 0.8075
  mbgnbd b 1.2284
  mbgnbd log_likelihood -95336.9583
  mbgnbd customers 23570.0000
  gamma_gamma p 6.2754
  gamma_gamma q 3.6245
  gamma_gamma v 14.9837
  gamma_gamma log_likelihood -40763.4763
  gamma_gamma customers 9450.0000
  gamma_gamma left_out 1.0000
  gamma_gamma correlation 0.0877
  bgnbd holdout_rmse 0.7449
  bgnbd holdout_bias 0.0482
  mbgnbd holdout_rmse 0.7446
  mbgnbd holdout_bias -0.0086
  pareto holdout_rmse 0.7496
  pareto holdout_bias 0.0535
  run_rate holdout_rmse 0.9437
  run_rate holdout_bias 0.5759

Parameters fitted once score elsewhere, and the same.

  $ crm-cltv --input $SHARED/data/cdnow_full.csv --params --model pareto >model.tsv
  $ crm-cltv --input $SHARED/data/cdnow_full.csv --model pareto >fitted.tsv
  $ crm-cltv --input $SHARED/data/cdnow_full.csv --from-params model.tsv >scored.tsv
  $ paste fitted.tsv scored.tsv | awk -F '\t' 'NR > 1 { for (i = 2; i <= 13; i++) {
  >     d = $i - $(i + 13); if (d < 0) d = -d; if (d > 0.011 + 2e-6 * $i) bad++ } n++ } END { print n, bad + 0 }'
  23570 0

From the database the same, of all customers or of the sample's (their tenth) alone.

  $ crm-init --zone America/New_York --currency USD
  $ log=$SHARED/data/cdnow_full.csv
  $ crm-import order $log customer=customer_id when=date amount=amount --create-customers -q
  crm-import: *cdnow_full.csv: the column cds is left out* (glob)
  $ crm-cltv -q --until 1997-09-30 -o x,t_x,T,p_alive,expected_orders,spend,value,value_lo,value_hi >ours
  $ crm-cltv -q --input $log --until 1997-09-30 -o x,t_x,T,p_alive,expected_orders,spend,value,value_lo,value_hi |
  >     cmp - ours
  $ wc -l <ours
  23571
  $ cut -d, -f 1 $SHARED/data/cdnow_sample.csv | sed '1d; s/^/ref:/' | sort -u |
  >     crm-cltv --model bgnbd --until 1997-09-30 --only --params -H -o parameter,value | head -n 5 |
  >     awk '{ printf "%s %.4f\n", $1, $2 }'
  crm-cltv: spend is not independent of frequency, as Gamma-Gamma takes it to be: their correlation is 0.11 (0.04 to 0.17)
  r 0.2426
  alpha 4.4136
  a 0.7929
  b 2.4259
  log_likelihood -9582.4292
