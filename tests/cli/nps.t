The Net Promoter Score: by group, by period, compared, and of plain files.

  $ crm-init --zone Asia/Taipei --currency TWD --field region=word:north,south
  $ crm-add -q name=Amy tier=vip city=台北 region=south
  $ crm-add -q name=Bob tier=ordinary city=台北 region=north
  $ crm-add -q name=Cho city=高雄

Nobody was asked yet: a header, no groups, and no error.

  $ crm-nps -o group,n,value,lo,hi
  group	n	value	lo	hi
  $ crm-nps --if-any
  $ crm-survey -q C1 score=9 about=delivery when=2026-04-01
  $ crm-survey -q C1 score=3 about=support when=2026-08-01
  $ crm-survey -q C2 score=10 about=delivery when=2026-08-02
  $ crm-survey -q C3 score=7 when=2026-08-03
  $ crm-nps --format csv
  group,n,value,lo,hi,promoters,passives,detractors,promoter_share,passive_share,detractor_share,invited,response_rate,response_lo,response_hi
  all,4,25,-50.468724,77.833795,2,1,1,0.5,0.25,0.25,,,,

Other questions do not count.  Who was asked and did not answer makes the response rate known.

  $ crm-survey -q C2 metric=csat score=1
  $ crm-survey -q C3 when=2026-09-01
  $ crm-nps -o n,invited,response_rate,response_lo,response_hi
  n	invited	response_rate	response_lo	response_hi
  4	5	0.8	0.375535	0.963776

By a field of the customer, of the answer, one of our own, and by period.  Words stand in the
order of their list; those without a value come last.

  $ crm-nps --by tier -o group,n,value,lo,hi
  group	n	value	lo	hi
  vip	2	0	-81.093759	81.093759
  ordinary	2	50	-48.642966	90.546879
  $ crm-nps --by about -o group,n,value
  group	n	value
  delivery	2	100
  support	1	-100
  none	1	0
  $ crm-nps --by region -o group,n,value
  group	n	value
  north	1	100
  south	2	0
  none	1	0
  $ crm-nps --by city -o group,n,value --sort -value
  group	n	value
  台北	3	33.333333
  高雄	1	0
  $ crm-nps --by month -o group,n,value,invited --format table
  group    n  value  invited
  2026-04  1    100        1
  2026-08  3      0        3
  2026-09  0               1
  $ crm-nps --by week -H -o group,n
  2026-W14	1
  2026-W31	2
  2026-W32	1
  2026-W36	0
  $ crm-nps --by tier,year -H -o group,n
  vip,2026	2
  ordinary,2026	2

Two groups, two periods, and their difference with its interval.

  $ crm-nps --by quarter --compare 2026-Q2,2026-Q3 -o group,n,value,lo,hi
  group	n	value	lo	hi
  2026-Q2	1	100	-58.690137	100
  2026-Q3	3	0	-69.240474	69.240474
  2026-Q2 - 2026-Q3	4	100	-73.138104	169.240474
  $ crm-nps --by tier --compare vip,ordinary -J -o group,n,value
  {"group": "vip", "n": 2, "value": 0}
  {"group": "ordinary", "n": 2, "value": 50}
  {"group": "vip - ordinary", "n": 4, "value": -50}
  $ crm-nps --by tier --compare vip,ordinry
  crm-nps: --compare: there is no group ordinry; did you mean ordinary
  [1]
  $ crm-nps --by month --compare 2026-08,2026-09
  crm-nps: --compare: there are no answers to score
  [1]
  $ crm-nps --compare vip,ordinary
  crm-nps: --compare needs groups: say --by tier, --by quarter ...
  Try 'crm-nps --help'.
  [2]

Which answers: a query about them or their customers, a stream of customers, a time.

  $ crm-nps tier=vip about=support -H -o n,value
  1	-100
  $ crm-find city=台北 | crm-nps -H -o n,value
  3	33.333333
  $ crm-find name=nobody | crm-nps -H
  $ crm-nps --since 2026-08-02 -H -o n,value
  2	50
  $ crm-nps --until 2026-04 -H -o n,value
  1	100
  $ crm-nps --now 2026-07-01 -H -o n,value
  1	100
  $ echo C9 | crm-nps
  crm-nps: stdin:1: there is no customer C9
  group	n	value	lo	hi	promoters	passives	detractors	promoter_share	passive_share	detractor_share	invited	response_rate	response_lo	response_hi
  [1]

The last answer of each customer; who never answered counts once.

  $ crm-add -q name=Dan
  $ crm-survey -q C4 when=2026-09-01
  $ crm-survey -q C4 when=2026-10-01
  $ crm-nps --latest -H -o n,value,invited
  3	0	4

Wrong names are told.

  $ crm-nps --by teir
  crm-nps: column `teir': a response has no `teir'; perhaps tier
  Try 'crm-nps --help'.
  [2]
  $ crm-nps --since nonsense
  crm-nps: --since: * (glob)
  Try 'crm-nps --help'.
  [2]
  $ crm-nps --date-format dmy
  crm-nps: --date-format goes with --input
  Try 'crm-nps --help'.
  [2]
  $ crm-nps --by a,b,c,d,e
  crm-nps: --by: answers are grouped by at most 4 keys
  Try 'crm-nps --help'.
  [2]

Without a database: a list of scores, a table, JSON Lines.  An empty score is no answer.

  $ unset CRM_DB
  $ printf '9\n10\n7\n3\n""\n' | crm-nps --input - -o group,n,value,lo,hi,invited,response_rate
  group	n	value	lo	hi	invited	response_rate
  all	4	25	-50.468724	77.833795	5	0.8
  $ cat >scores.csv <<'EOF'
  > 分數,地區,日期
  > 9,北,2026-01-05
  > 10,南,2026-01-06
  > 3,北,2026-04-01
  > ,南,2026-04-02
  > EOF
  $ crm-nps --input scores.csv --by 地區 -o group,n,value,invited
  group	n	value	invited
  北	2	0	2
  南	1	100	2
  $ crm-nps --input scores.csv --by quarter -o group,n,value
  group	n	value
  2026-Q1	2	100
  2026-Q2	1	-100
  $ crm-nps --input scores.csv --since 2026-02 -H -o n,invited
  1	2
  $ printf '{"answer": 9, "id": 4}\n{"answer": 8.0, "id": 5}\n' | crm-nps --input - score=answer -H -o n,value
  2	50

A score outside 0-10 or not whole is refused with its line, and then nothing is printed.

  $ printf 'score\n9\n11\n7.5\n-1\nten\n' >bad.csv
  $ crm-nps --input bad.csv
  crm-nps: bad.csv:3: score: a score is a whole number from 0 to 10, not 11
  crm-nps: bad.csv:4: score: a score is a whole number from 0 to 10, not `7.5'
  crm-nps: bad.csv:5: score: a score is a whole number from 0 to 10, not -1
  crm-nps: bad.csv:6: score: a score is a whole number from 0 to 10, not `ten'
  crm-nps: bad.csv: 4 rows are refused
  [1]
  $ seq 11 200 | crm-nps --input - 2>&1 | tail -n 2
  crm-nps: ... and 90 more
  crm-nps: stdin: 190 rows are refused

  $ crm-nps --input nowhere.csv
  crm-nps: nowhere.csv: *No such file or directory (glob)
  [2]
  $ crm-nps --input scores.csv --by 地域
  crm-nps: scores.csv: there is no column 地域; did you mean * (glob)
  [2]
  $ crm-nps --input scores.csv --latest
  crm-nps: scores.csv: the latest answers are found in a database only
  [2]
  $ crm-nps --input scores.csv tier
  crm-nps: with --input the operands say which column is what, as in score=3; 'tier' does not
  Try 'crm-nps --help'.
  [2]
  $ crm-nps --input scores.csv >/dev/full
  crm-nps: standard output: No space left on device
  [2]

Whoever a stream names more than once counts once.

  $ crm-init --db twice.db --zone UTC --currency EUR; export CRM_DB=$PWD/twice.db
  $ crm-add name=A -q; crm-survey C1 score=9 -q; crm-log C1 channel=phone -q; crm-log C1 channel=phone -q
  $ crm-export interaction | crm-nps -o n,value -H
  1	100
  $ crm-export interaction | crm-history --ids | sort | uniq -d
  $ printf 'I1\nC1\n' | crm-find --ids
  C1
