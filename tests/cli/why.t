crm-why tells why something is due, or is not.

The five conflicts of the manual are as the manual has them.

  $ sed -n '/^\.Sh EXAMPLES/,/^Why is nothing/{/^\.Bd/,/^\.Ed/{/^\.[BE]d/!s/^/  /p;};}' "$ROOT/man/crm-why.1" >conflicts.t
  $ grep -c '^  \$ crm-why' conflicts.t
  5
  $ "$TESTDIR/transcript" "$PWD/conflicts.t"
  ok - */conflicts.t (glob)

As a stream it has all that is needed to find the date again: here by date(1) and awk(1) alone.

  $ cat >our.sop <<'END'
  > [sop]
  > hours    = mon-sat 09:00-18:00
  > [cadence weekly-vip]
  > tier     = vip
  > every    = 1w
  > [cadence monthly]
  > every    = 1m
  > [cadence silent]
  > when     = last_order<-60d
  > every    = 2w
  > purpose  = order
  > [event after-purchase]
  > on       = order
  > after    = 3d
  > [event renewal]
  > on       = renewal
  > before   = 10d
  > purpose  = renewal
  > [limit]
  > cap      = 2 per 1w
  > END
  $ crm-init --zone Asia/Taipei --currency TWD
  $ crm-sop load our.sop -q
  $ cat >recompute <<'END'
  > # verdict anchor_day interval holds_from cap contacts wanted due: what is not as the columns say
  > day() { date -u -d "$*" +%F; }
  > later() { day "$1 $(printf %+d "$2") days"; }
  > number() { echo $(($(date -u -d "$1" +%s) / 86400)); }
  > full() {   # is some week that holds the day $1 full with the contacts $2?
  >   for last in 0 1 2 3 4 5 6; do
  >     to=$(($(number "$1") + last)) n=1
  >     for c in $(echo "$2" | tr , ' '); do
  >       c=$(number "$c"); [ $c -le $to ] && [ $c -gt $((to - 7)) ] && n=$((n + 1))
  >     done
  >     [ $n -gt 2 ] && return 0
  >   done
  >   return 1
  > }
  > while IFS='|' read -r verdict anchor_day interval holds_from contacts wanted due; do
  >   case $interval in
  >   -*d) sum=$(later "$anchor_day" "${interval%d}") ;;
  >   *w)  sum=$(later "$anchor_day" $((${interval%w} * 7))) ;;
  >   *d)  sum=$(later "$anchor_day" "${interval%d}") ;;
  >   1m)  sum=$(day "$anchor_day +1 month") ;;
  >   esac
  >   [ -n "$holds_from" ] && sum=$holds_from
  >   [ "$sum" = "$wanted" ] || echo "wanted $wanted, not $sum"
  >   [ "$due" ] || continue
  >   while [ "$(date -u -d "$sum" +%u)" = 7 ] || full "$sum" "$contacts"; do
  >     sum=$(later "$sum" 1)
  >   done
  >   [ "$sum" = "$due" ] || echo "due $due, not $sum"
  >   echo "$verdict $due"
  > done
  > END
  $ crm-add name=Ann tier=vip -q; crm-log C1 when=2026-11-18 -q; crm-order C1 amount=5 when=2026-10-02 -q
  $ crm-add name=Ben renewal=2026-12-16 -q; crm-log C2 when=2026-11-15 -q
  $ crm-add name=Cai -q; crm-log C3 when=2026-11-20 -q; crm-log C3 when=2026-11-21 -q; crm-order C3 amount=9 when=2026-11-22 -q
  $ crm-add name=Dee tier=vip since=2026-11-01 -q
  $ crm-find | crm-why --next 0 -o verdict,anchor_day,interval,holds_from,contacts,wanted,due -H | grep -v '^never' | tr '\t' '|' >lines
  $ sh recompute <lines | sort | uniq -c
        1 due 2026-11-09
        1 later 2026-11-25
        1 later 2026-11-27
        1 later 2026-12-02
        1 later 2026-12-07
        1 later 2026-12-15
        1 later 2027-01-22

What can be asked.

  $ crm-why F1 -o follow_up,verdict,rule,source
  follow_up	verdict	rule	source
  F1	later	weekly-vip	our.sop:3
  	lost	monthly	our.sop:6
  	answered	after-purchase	our.sop:12
  $ crm-why C1 --next 3 -o verdict,due,rule,reason --sort due | grep -v lost
  verdict	due	rule	reason
  later	2026-11-25	weekly-vip	
  next	2026-11-25	weekly-vip	
  later	2026-12-02	silent	
  next	2026-12-02	weekly-vip	if each before it is done on its day
  next	2026-12-09	weekly-vip	if each before it is done on its day
  answered		after-purchase	we have been in contact since
  $ crm-why C4 --not --page
  C4  Dee
    lost: monthly (our.sop:6), 1m after C4 on 2026-11-01, wanted on 2026-12-01: weekly-vip from C4 is wanted on 2026-11-08, earlier
    never: silent (our.sop:8), 2w after C4 on 2026-11-01 (last_order=none): its condition holds on no day to come
  $ crm-why C1 --not -o verdict,rule,reason
  verdict	rule	reason
  later	weekly-vip	
  lost	monthly	weekly-vip from I1 is wanted on 2026-11-25, earlier
  later	silent	
  answered	after-purchase	we have been in contact since
  $ crm-due --within 1w | crm-why -o follow_up,verdict,text | cut -c 1-60
  follow_up	verdict	text
  F7	due	F7 due 2026-11-09: weekly-vip (our.sop:3), 1w after C
  	lost	lost: monthly (our.sop:6), 1m after C4 on 2026-11-01, 
  F1	later	F1 later 2026-11-25: weekly-vip (our.sop:3), 1w aft
  	lost	lost: monthly (our.sop:6), 1m after I1 on 2026-11-18, 
  	answered	answered: after-purchase (our.sop:12), 3d after O1
  F5	later	F5 later 2026-11-27: after-purchase (our.sop:12), 3
  	lost	lost: monthly (our.sop:6), 1m after I4 on 2026-11-21, 
  	never	never: weekly-vip (our.sop:3), 1w after I4 on 2026-11
  $ crm-find Ann | crm-why -J --limit 1 -o customer,verdict,anchor_day,interval,when,facts,limit
  {"customer": "C1", "verdict": "later", "anchor_day": "2026-11-18", "interval": "1w", "when": "tier=vip", "facts": "tier=vip", "limit": "[limit] our.sop:19"}

Channels that a customer refuses, plans and what is settled.

  $ crm-set C4 refuses=all -q; crm-why C4 --next 0 -o verdict,rule,reason
  verdict	rule	reason
  suppressed	weekly-vip	2026-11-08 has no business hours; the customer refuses all
  suppressed	monthly	the customer refuses all
  never	silent	its condition holds on no day to come
  $ crm-due --suppressed --within 1y tier=vip
  id	customer	customer_name	wanted	due	status	owner	rule	reason
  F7	C4	Dee	2026-11-08	2026-11-08	superseded		weekly-vip	2026-11-08 has no business hours; the customer refuses all
  $ crm-due --suppressed --why
  crm-due: --suppressed lists by the day that was wanted, and has a reason; --by and --why are for what is due
  Try 'crm-due --help'.
  [2]
  $ crm-undo -q; crm-due --why -o id,why --limit 1
  id	why
  F7	F7 due 2026-11-09: weekly-vip (our.sop:3), 1w after C4 on 2026-11-01 (tier=vip), wanted on 2026-11-08: 2026-11-08 has no business hours; cap 2 per 1w of [limit], no other contacts near
  $ crm-show C4 --why | sed -n '/^Due/,/^$/p'
  Due
    F7           2026-11-09 · 13 days late
                 weekly-vip since C4
                 F7 due 2026-11-09: weekly-vip (our.sop:3), 1w after C4 on 2026-11-01 (tier=vip), wanted on 2026-11-08: 2026-11-08 has no business hours; cap 2 per 1w of [limit], no other contacts near
  
  $ crm-log F4 --ids; crm-why F4 -o follow_up,verdict,due
  I5
  follow_up	verdict	due
  F4	done	2026-12-15
  F8	later	2026-12-22
  	never	

Days to come have plans of every purpose, those that repeat time after time, and promises; what
is foreseen is what happens when each is done on its day.

  $ cp crm.db to-come.db; export CRM_DB=to-come.db
  $ crm-add name=Fay tier=vip -q; crm-log C5 when=2026-11-19 -q
  $ crm-plan C5 due=2026-11-24 repeats=1m purpose=visit -q; crm-plan C5 due=2026-11-30 repeats=2w goal=call -q
  $ crm-plan C5 due=2026-11-30 purpose=gift goal=pack -q
  $ crm-log C5 promise='send it' by=2026-11-25 direction=in when=2026-11-19 -q
  $ crm-why C5 --next 8 -o follow_up,verdict,due,rule,purpose -H | grep next | tee foreseen
  F10	next	2026-11-24	planned	visit
  F13	next	2026-11-25	promise	promise
  F11	next	2026-11-30	planned	contact
  F12	next	2026-11-30	planned	gift
  	next	2026-12-07	weekly-vip	contact
  	next	2026-12-14	planned	contact
  	next	2026-12-21	weekly-vip	contact
  	next	2026-12-24	planned	visit
  	next	2026-12-28	planned	contact
  $ for n in 1 2 3 4 5 6 7 8; do
  >   day=$(crm-due C5 -w 1y --limit 1 -o due -H)
  >   crm-due C5 --now "$day" -o due,rule,purpose -H
  >   crm-due C5 --now "$day" | crm-done --now "$day" -f -q
  > done >happened
  $ cut -f 3- foreseen | diff - happened
  $ crm-why C5 --page --next 3 --now 2026-12-28 | grep next
    next 2027-01-04: weekly-vip
    F20 next 2027-01-11: planned: if each before it is done on its day
    next 2027-01-18: weekly-vip: if each before it is done on its day

What people planned is due like the rest, or waits for what is due before.

  $ crm-plan C3 due=2026-11-23 purpose=gift -q; crm-plan C3 due=2026-11-23 purpose=gift -q
  $ crm-why C3 --not --page --now 2026-11-23 | grep gift; crm-why C3 --next 0 --page --now 2026-11-23 | grep gift
    F22 behind 2026-11-23: planned, for gift: F21 is due on the same day
    F21 plan 2026-11-23: planned, for gift
    F22 behind 2026-11-23: planned, for gift: F21 is due on the same day
  $ crm-snooze F7 until=2026-11-24 -q; crm-why C4 --not --page --now 2026-11-24
  C4  Dee
    lost: monthly (our.sop:6), 1m after C4 on 2026-11-01, wanted on 2026-11-24: somebody gave the follow-up from C4 that day, and weekly-vip has it
    never: silent (our.sop:8), 2w after C4 on 2026-11-01 (last_order=none): its condition holds on no day to come
  $ crm-plan C4 due=2026-11-23 -q; crm-why C4 --next 0 -o follow_up,verdict,reason | head -3
  follow_up	verdict	reason
  F23	plan	
  F7	behind	moved by hand from 2026-11-08 on 2026-11-22; F23 is due earlier
  $ export CRM_DB=crm.db

The cap is told once, with blanks between the days.

  $ crm-plan C1 due=2026-11-24 purpose=visit -q; crm-plan C1 due=2026-12-01 purpose=visit -q
  $ crm-why F1 --page | sed -n '2s/.*; cap/cap/p'; crm-undo -q; crm-undo -q
  cap 2 per 1w of [limit], contacts on 2026-11-24, 2026-12-01

What is wrong is said.

  $ crm-why C1 --not --next 3
  crm-why: --not tells of today, --next of days to come
  Try 'crm-why --help'.
  [2]
  $ crm-why
  crm-why: why what?  Give C7, F7, or a stream of them
  Try 'crm-why --help'.
  [2]
  $ crm-why C99; crm-why F99; crm-why nobody@example.com
  crm-why: there is no customer C99
  crm-why: there is no follow-up F99
  crm-why: there is no customer nobody@example.com
  [1]
  $ crm-why C1 --next many
  crm-why: --next: a number from 0 to 1000, not 'many'
  Try 'crm-why --help'.
  [2]
  $ echo F98 | crm-why --ids
  crm-why: stdin:1: there is no follow_up F98
  [1]
  $ crm-find city=nowhere | crm-why --if-any

Reading writes nothing.

  $ cksum <crm.db >before; crm-why C1 C2 >/dev/null; cksum <crm.db | cmp - before
