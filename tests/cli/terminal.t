#require tmux
#require pty
#require native
On a terminal: tables and pages whose columns stand in line, Chinese or not.

  $ sh "$TESTDIR/sample"; crm-set C1 notes="$(printf 'bell\007 and \033[31mred')" -q
  $ cat >screen <<'END'
  > # screen COMMAND [SECONDS [WIDTH]]: what it has left on a terminal of 80 columns by then
  > unset COLUMNS
  > tmux -u -S "$PWD/socket$$" -f /dev/null new-session -d -x "${3:-80}" -y 40 "$1; sleep 60"
  > sleep "${2:-1}"
  > tmux -S "$PWD/socket$$" capture-pane -p | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}'
  > tmux -S "$PWD/socket$$" kill-server
  > END
  $ screen() { sh ./screen "$@"; }

  $ screen 'crm-find city=台北 --limit 4 -o id,name,tier,city,owner,last_contact'
  id   name                  tier      city  owner  last_contact
  C8   金門食品股份有限公司  ordinary  台北  bob    2026-09-25 10:35
  C20  賴志明                ordinary  台北  amy    2026-11-13 13:25
  C23  鄭淑芬                ordinary  台北  amy    2026-11-13 11:45
  C32  歐陽淑芬              ordinary  台北  lin    2026-10-16 13:55
  $ screen 'crm-due owner=me tier=vip --limit 4'
  id    customer  custome…  due         late  owner  channel   goal      rule
  F359  C137      許志明    2025-07-18   492  amy    wechat    ask how…  after-pu…
  F459  C270      日月餐…   2025-09-09   439  amy    email     stay cl…  weekly-v…
  F411  C202      楊柏翰    2026-03-05   262  amy    wechat    ask how…  after-pu…
  F332  C100      Northwi…  2026-05-19   187  amy    whatsapp  ask how…  after-pu…

What no terminal of that width can hold side by side has a line for each field.

  $ screen 'crm-due owner=me tier=vip --why --limit 1'
  id             F359
  customer       C137
  customer_name  許志明
  due            2025-07-18
  late           492
  owner          amy
  channel        wechat
  goal           ask how the purchase serves
  rule           after-purchase
  why            F359 due 2025-07-18: after-purchase (built-in:179), 1w after O423
                 on 2025-07-11 (relationship=co_creation); cap 3 per 1w of
                 [limit], no other contacts near
  $ screen 'crm-followup-report'
  group         all
  planned       90
  on_time       0
  late          0
  missed        90
  open          0
  dropped       0
  suppressed    0
  moved         0
  kept          0
  kept_lo       0
  kept_hi       0.0409
  $ screen 'crm-find --limit 1' 1 40
  id            C1
  name          孙芳
  tier          low
  state         active
  city          上海
  owner         lin
  last_contact  2026-10-23 17:55

Sentences go on in the next line, as long as there are columns to look down; numbers, days, ids and
the first column are never cut, and of headings enough is left to tell them apart.

  $ crm-fact C3 kind=need text='要準時送貨，每次都要在上午十一點以前送到門口，否則就不收貨，而且發票要一起送來' -q
  $ crm-fact C2 kind=pain text='slow, and nobody answers' -q
  $ screen 'crm-fact --list -o id,customer,kind,text,about,age'
  id  customer  kind  text                                                    age
  N2  C2        pain  slow, and nobody answers                                  0
  N1  C3        need  要準時送貨，每次都要在上午十一點以前送到門口，否則就不    0
                      收貨，而且發票要一起送來
  $ screen 'crm-fact --list -o id,customer,kind,text,about,age' 1 50
  id  customer  kind  text                      age
  N2  C2        pain  slow, and nobody answers    0
  N1  C3        need  要準時送貨，每次都要在上    0
                      午十一點以前送到門口，否
                      則就不收貨，而且發票要一
                      起送來
  $ screen 'crm-sop review' 1 120
  rule            plan…  on_t…  late  miss…  supp…  kept  kept_lo  kept_hi  drop…  moved  nps_n  csat_n  finding     notes
  weekly-vip         26      0     0     26      0     0        0    0.129      0      0      0       0  never kept      0
  monthly-cold        0      0     0      0      0                              0      0      0       0  never due       0
  monthly           105      0     0    105      0     0        0   0.0353      0      0      0       0  never kept      0
  after-purchase     47      0     0     47      0     0        0   0.0756      0      0      0       0  never kept      0
  $ screen 'crm-due owner=me tier=vip --why --limit 1' 1 120
  id             F359
  customer       C137
  customer_name  許志明
  due            2025-07-18
  late           492
  owner          amy
  channel        wechat
  goal           ask how the purchase serves
  rule           after-purchase
  why            F359 due 2025-07-18: after-purchase (built-in:179), 1w after O423 on 2025-07-11
                 (relationship=co_creation); cap 3 per 1w of [limit], no other contacts near
  $ screen 'crm-history C1 --limit 3' 1 120
  id     customer  custo…  when              kind         chann…  direc…  summary   result      amount  curre…  score  who
  S391   C1        孙芳    2026-11-16 00:00  response             in      包装破损  nps                             6
  O1489  C1        孙芳    2026-11-13 13:30  order                        紅茶      open        500.00  TWD
  I1955  C1        孙芳    2026-11-05 11:45  interaction  email   out     报价      auto_reply                         lin
  $ screen 'crm-due --by urgency --limit 1' 1 120
  id               F170
  customer         C204
  customer_name    福爾摩沙貿易股份有限公司
  due              2025-01-15
  late             676
  owner            amy
  channel          wechat
  goal             ask how the purchase serves
  rule             after-purchase
  urgency          971
  urgency_late     966
  urgency_tier     5
  urgency_promise  0
  urgency_score    0
  $ screen 'crm-due owner=me tier=vip --limit 2' 1 120
  id    customer  customer_name     due         late  owner  channel  goal                         rule
  F359  C137      許志明            2025-07-18   492  amy    wechat   ask how the purchase serves  after-purchase
  F459  C270      日月餐飲有限公司  2025-09-09   439  amy    email    stay close                   weekly-vip
  $ screen 'crm-show C1'
    phone        +86 151 8608 6923
    email        fang.sun1@example.com
    prefers      email
    owner        lin
    place        上海 · CN
    business     person
    ref          A-0001
    birthday     1953-05-01
    known since  2024-03-02 00:00
    source       referral
  
  Notes
    bell\x07 and \x1b[31mred
  
  Due
    nothing
  
  Journey
    stage        consideration
    needs        to compare, to ask, to be sure
    obstacles    price, risk, somebody else who decides
  
  Value
    orders       26 orders, TWD 88,890.00 in all
    in 12 months 50,260.00
    on average   3,418.85
    first        2025-01-01 16:35
    last         2026-11-13 13:30
  
  Satisfaction
    NPS          6
  
  Last
    2026-11-16 00:00  S391    in · 6 · nps · 包装破损
    2026-11-13 13:30  O1489   TWD 500.00 · open · 紅茶
    2026-11-05 11:45  I1955   email out · auto_reply · lin · 报价
    2026-11-04 17:25  O1464   TWD 5,180.00 · delivered · Matcha
    2026-10-23 17:55  I1920   wechat out · reached · lin · 送货
    2026-10-16 14:15  I1896   meeting out · reached · lin · 投诉
  $ screen 'crm-find --limit 1 >/dev/null; crm-find C1 -o id,notes'
  id  notes
  C1  bell\x07 and \x1b[31mred

Whoever waits for a stream says so; it can be typed.

  $ screen 'crm-set tier=vip' 2.5
  crm-set: waiting for records on standard input

In every format, what steers a terminal is written out.

  $ esc=$(printf '\033[31m'); crm-add "name=${esc}Red" city=Oslo "owner=$(printf '\302\2331m')" -q
  $ for format in tsv csv json table; do
  >   script -qec "crm-find city=Oslo -H -o name,owner --format $format" /dev/null | cat -v
  > done
  \\x1b[31mRed	\\u009b1m^M
  \x1b[31mRed,\u009b1m^M
  {"name": "\\x1b[31mRed", "owner": "\\u009b1m"}^M
  \x1b[31mRed  \u009b1m^M
