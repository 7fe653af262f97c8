The tour of README.md is what really comes, on a terminal: tables instead of TABs.

  $ sed -n '/^## A tour/,/^## Where/p' "$ROOT/README.md" | sed -e 's/^  //' \
  >   -e '/cltv/{ s/^  [$].*/& --format table/; b
  >   }' -e '/ -q\| | /!s/^  [$] crm-\(add\|due\|ops\|find\|nps\|why\|promise\|sop\) .*/& --format table/' >tour.t
  $ { printf '  $ ln -s "$ROOT/examples/data" data\n'; cat tour.t; } >whole.t
  $ grep -c '^  [$]' whole.t
  26
  $ "$TESTDIR/transcript" whole.t >report && tail -n 1 report | sed 's|.*/||' || cat report
  whole.t
