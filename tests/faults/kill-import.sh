# An import that is killed has happened as a whole or not at all, and can come again.
#
# Killed at moments spread from its first to after its last.

rows=40000 kills=24 bad=0 all=0 none=0
awk -v rows=$rows 'BEGIN {
	print "customer,date,amount"
	for (i = 1; i <= rows; i++) printf "K%d,2025-%02d-%02d,%d\n", i % 9000, i % 12 + 1, i % 28 + 1, i
}' >orders.csv

counts() {
	sqlite3 "$1" 'SELECT count(*) FROM orders; SELECT count(*) FROM customer;
		SELECT count(*) FROM follow_up; SELECT count(*) FROM operation;
		SELECT count(*) FROM sqlite_schema WHERE type = "index";
		PRAGMA integrity_check; PRAGMA foreign_key_check' | tr '\n' ' '
}

import() { exec crm-import -q -d "$1" order orders.csv --create-customers; }

now() { date +%s%N; }

crm-init --zone Asia/Taipei --currency TWD
crm-add name=Before -q
cp crm.db whole.db
start=$(now)
(import whole.db) || exit 1
takes=$((($(now) - start) / 1000000))
before=$(counts crm.db) after=$(counts whole.db)

for kill in $(seq $kills); do
	rm -f victim.db*
	cp crm.db victim.db
	(import victim.db) &
	sleep "$(awk "BEGIN { print $takes * $kill / $kills * 1.2 / 1000 }")"
	kill -9 $! 2>/dev/null
	wait $! 2>/dev/null
	case $(counts victim.db) in
	"$before") none=$((none + 1)) ;;
	"$after")  all=$((all + 1)) ;;
	*)         echo "not ok - faults: import killed at $kill/$kills: $(counts victim.db)"; bad=1 ;;
	esac
	(import victim.db)
	[ "$(counts victim.db)" = "$after" ] ||
		{ echo "not ok - faults: import again after $kill/$kills: $(counts victim.db)"; bad=1; }
done
if [ $bad = 0 ] && [ $none -gt 0 ] && [ $all -gt 0 ]; then
	echo "ok - faults: of $kills killed imports $none left nothing, $all everything"
else
	echo "not ok - faults: killed imports left nothing $none times, everything $all times"
	exit 1
fi
