crm-survey records what customers answered.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ crm-add name=陳美 email=mei@example.com tier=vip since=2026-01-01 -q; crm-add name=Acme tier=vip since=2026-01-01 -q
  $ crm-survey C1 score=9 comment='快又好' about=delivery
  id	customer	customer_name	when	metric	score	about
  S1	C1	陳美	2026-11-22T12:00:00+08:00	nps	9	delivery
  $ crm-find C1 -o nps,csat
  nps	csat
  9	

Invitations have no score until they are answered.

  $ crm-find tier=vip | crm-survey about=service when=2026-11-01
  id	customer	customer_name	when	metric	score	about
  S2	C1	陳美	2026-11-01T00:00:00+08:00	nps		service
  S3	C2	Acme	2026-11-01T00:00:00+08:00	nps		service
  $ crm-set S3 score=3 comment='too slow' -o id,score,comment
  id	score	comment
  S3	3	too slow
  $ crm-find -o id,nps
  id	nps
  C1	9
  C2	3

Each metric has its scale.

  $ crm-survey C1 metric=csat score=5 -o metric,score
  metric	score
  csat	5
  $ crm-survey C1 metric=ces score=7 about=I1 -o metric,score,about
  metric	score	about
  ces	7	I1
  $ crm-survey C1 score=11
  crm-survey: C1: score: 11 is not on the scale of nps, 0 to 10
  [1]
  $ crm-survey C1 metric=csat score=0
  crm-survey: C1: score: 0 is not on the scale of csat, 1 to 5
  [1]
  $ crm-survey C1 metric=ces score=8
  crm-survey: C1: score: 8 is not on the scale of ces, 1 to 7
  [1]
  $ crm-survey C1 score=7.5
  crm-survey: C1: score: `7.5' is not a whole number that fits
  [1]
  $ crm-survey C1 score=-1
  crm-survey: C1: score: -1 is not on the scale of nps, 0 to 10
  [1]
  $ crm-survey C1 score=ten
  crm-survey: C1: score: `ten' is not a whole number that fits
  [1]
  $ crm-survey C1 metric=enps
  crm-survey: C1: metric: `enps' is not nps, csat or ces
  [1]
  $ crm-survey score=4 </dev/null
  id	customer	customer_name	when	metric	score	about

The last answer counts, not the last question.

  $ crm-survey C1 when=2026-11-20 score=2 -q; crm-find C1 -o nps
  nps
  9
  $ crm-find C1 -o nps --now 2026-11-21
  nps
  2

From a form, by address; a bad line stops all.

  $ printf 'customer\tscore\nmei@example.com\t10\nnobody@example.com\t3\n' | crm-survey about=website
  crm-survey: stdin:3: customer: there is no customer nobody@example.com
  crm-survey: 1 of 2 records refused; nothing was written
  [1]
  $ printf 'customer\tscore\nmei@example.com\t10\n' | crm-survey - about=website -o customer,score,about
  customer	score	about
  C1	10	website
