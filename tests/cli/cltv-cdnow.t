#require $SHARED/data/cdnow_full.csv
#require $SHARED/data/cdnow_sample.csv
The published results on the purchases of CDNOW: weeks, fitted to 1997-09-30.

The sample: Fader, Hardie and Lee 2005 have r .243, alpha 4.414, a .793, b 2.426 and the
log-likelihood -9582.4; Fader and Hardie 2013 p 6.25, q 3.74, v 15.44.

  $ sample="--input $SHARED/data/cdnow_sample.csv customer=sample_id --until 1997-09-30"
  $ crm-cltv $sample --params -H -o model,parameter,value | awk '{ printf "%s %s %.4f\n", $1, $2, $3 }'
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

Customer 1 is expected to buy 1.226 times in the next 39 weeks.

  $ crm-cltv $sample --horizon 39w -H -o customer,x,t_x,T,p_alive,expected_orders,spend |
  >     awk '$1 == 1 { printf "%d %.4f %.4f %.4f %.4f %s\n", $2, $3, $4, $5, $6, $7 }'
  2 30.4286 38.8571 0.7266 1.2260 24.65

All of it: the same errors on the 39 weeks held out as other programs have.

  $ crm-cltv --input $SHARED/data/cdnow_full.csv --until 1998-06-30 --holdout 39w -H -o parameter,value |
  >     awk '{ printf "%s %.4f\n", $1, $2 }'
  r 0.2516
  alpha 4.7889
  a 0.7234
  b 2.1611
  log_likelihood -95368.4439
  customers 23570.0000
  days 273.0000
  predicted 16873.7337
  actual 19684.0000
  bias -0.1428
  mae 0.8187
  rmse 1.7329

From the database the same, of all customers or of the sample's (their tenth) alone.

  $ crm-init --zone America/New_York --currency USD
  $ log=$SHARED/data/cdnow_full.csv
  $ crm-import order $log customer=customer_id when=date amount=amount --create-customers -q
  crm-import: *cdnow_full.csv: the column cds is left out* (glob)
  $ crm-cltv --until 1997-09-30 -o x,t_x,T,p_alive,expected_orders,spend,value,value_lo,value_hi >ours
  $ crm-cltv --input $log --until 1997-09-30 -o x,t_x,T,p_alive,expected_orders,spend,value,value_lo,value_hi |
  >     cmp - ours
  $ wc -l <ours
  23571
  $ cut -d, -f 1 $SHARED/data/cdnow_sample.csv | sed '1d; s/^/ref:/' | sort -u |
  >     crm-cltv --until 1997-09-30 --only --params -H -o parameter,value | head -n 5 |
  >     awk '{ printf "%s %.4f\n", $1, $2 }'
  r 0.2426
  alpha 4.4136
  a 0.7929
  b 2.4259
  log_likelihood -9582.4292
