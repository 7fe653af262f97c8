# Reminders that are killed at every system call that changes something: each owner finds
# one message in the spool, and at least one by mail, all copies with one Message-ID.
#
# strace injects the signal.  Where it may not trace, the kills come at random moments,
# and the report says so.

calls='write pwrite64 fsync fdatasync rename renameat renameat2 openat mkdir mkdirat
       unlink unlinkat ftruncate link linkat close'
owners='amy bob eve'
bad=0 kills=0 lived=0
export CRM_NOW='2026-11-22 10:00'

crm-init --zone Asia/Taipei --currency TWD
cat >procedure <<'END'
[staff amy]
mail = amy@example.com
[staff bob]
mail = bob@example.com
[staff eve]
mail = eve@example.com
[staff zoe]
mail = zoe@example.com
deputy = amy
away = 2026-11-22..2026-11-30
END
sed '/^\[staff /,$d' "$TESTDIR/../examples/default.sop" >rules
cat rules procedure >procedure.sop
crm-sop load procedure.sop -q || exit 1
printf '#!/bin/sh\ngrep -i "^message-id" >>mails\n' >take-mail
chmod +x take-mail

# What zoe was told on the day before she leaves is told once to amy, who stands in.
crm-add name='of zoe' owner=zoe since=2026-09-01 -q
crm-remind --maildir spool --now 2026-11-21 || exit 1
crm-remind --mail --sendmail ./take-mail --now 2026-11-21 || exit 1
for owner in $owners; do
	crm-add name="of $owner" owner="$owner" since=2026-09-01 -q
done
# The last close has left no journal, so that the file alone is the database.
cp crm.db before.db

reset() { rm -rf crm.db* spool mails; cp before.db crm.db; }

remind() {
	case $1 in
	maildir) crm-remind --maildir spool ;;
	mail)    crm-remind --mail --sendmail ./take-mail ;;
	esac
}

# What the way has brought, after the kill, a run to the end, and one too many.
check() {
	wanted=$(echo "$owners" | wc -w)
	case $1 in
	maildir) found=$(find spool/new spool/cur -type f | wc -l)
	         zoes=$(grep -l '^Subject: 2 follow-ups due (1 for zoe): ' spool/new/* | wc -l)
	         right=$([ "$found/$zoes" = "$wanted/1" ] && echo yes) ;;
	mail)    found=$(sort -u mails | wc -l)
	         right=$([ "$found" = "$wanted" ] && [ "$(wc -l <mails)" -ge "$wanted" ] && echo yes) ;;
	esac
	healthy=$(sqlite3 crm.db 'PRAGMA integrity_check; SELECT count(*) FROM digest WHERE sent IS NULL')
	[ "$right" ] && [ "$healthy" = "ok
0" ] && return
	echo "not ok - faults: $1 killed at $2: $found of $wanted, $healthy"
	bad=1
}

# One kill: at the n-th of these calls; how it ended is told by the status.
kill_at() {   # kill_at WAY CALL N
	reset
	case $1 in
	maildir) set -- "$1" "$2" "$3" --maildir spool ;;
	mail)    set -- "$1" "$2" "$3" --mail --sendmail ./take-mail ;;
	esac
	way=$1 call=$2 n=$3
	shift 3
	strace -qq -o /dev/null -e trace="$call" -e inject="$call:signal=SIGKILL:when=$n" \
		crm-remind "$@" 2>/dev/null
	status=$?
	if [ $status = 137 ]; then kills=$((kills + 1)); else lived=$((lived + 1)); fi
	remind "$way" && remind "$way"
	check "$way" "$call $n"
}

each_call() {
	way=$1
	for call in $calls; do
		reset
		case $way in
		maildir) strace -qq -o trace -e trace="$call" crm-remind --maildir spool ;;
		mail)    strace -qq -o trace -e trace="$call" crm-remind --mail --sendmail ./take-mail ;;
		esac
		last=$(grep -c "^$call(" trace)
		for n in $(seq "$last"); do
			kill_at "$way" "$call" "$n"
		done
	done
}

at_random() {
	for n in $(seq 60); do
		reset
		remind "$1" &
		sleep "$(awk "BEGIN { srand($n); print rand() * 0.05 }")"
		kill -9 $! 2>/dev/null && kills=$((kills + 1))
		wait $! 2>/dev/null
		remind "$1" && remind "$1"
		check "$1" "a random moment, $n"
	done
}

how='at each system call that changes something'
strace -qq -o /dev/null -e trace=none true 2>/dev/null || how='at random moments (no tracing here)'
for way in maildir mail; do
	kills=0 lived=0
	case $how in
	at\ each*) each_call $way ;;
	*)         at_random $way ;;
	esac
	if [ $kills -lt 20 ]; then
		echo "not ok - faults: only $kills reminders by $way were killed"
		bad=1
	elif [ $bad = 0 ]; then
		echo "ok - faults: $kills reminders by $way killed $how, $lived ended before; nothing lost"
	fi
done
exit $bad
