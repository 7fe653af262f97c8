The runners, tested: what is wrong must not pass.

  $ transcript() { "$TESTDIR/transcript" "$@" >report; status=$?; grep -E '^(not )?ok|^skip|^[-+ ]  ' report | sed "s|$PWD/||"; return $status; }

Exact lines, regular expressions, globs, a line without its end, a status.

  $ cat >good.t <<'END'
  > Prose, and a command of two lines.
  > 
  >   $ echo '7 apples (1.50)' \
  >   >   | cat
  >   [0-9]{1,2} apples .* (re)
  >   $ echo "$CRM_DB [x]"; printf '%s' 'no end'; false
  >   /*/crm.db [?] (glob)
  >   no end (no-eol)
  >   [1]
  > END
  $ transcript good.t
  ok - good.t

A pattern must fit the whole line, an exact line is no pattern, a status counts.

  $ cat >bad.t <<'END'
  >   $ echo 7 apples
  >   7 (re)
  >   $ echo axb
  >   a.b
  >   $ echo axb
  >   a.b (glob)
  >   $ false
  >   $ echo more; echo lines
  >   more
  > END
  $ transcript bad.t
  not ok - bad.t
     $ echo 7 apples
  -  7 (re)
  +  7 apples
     $ echo axb
  -  a.b
  +  axb
     $ echo axb
  -  a.b (glob)
  +  axb
     $ false
  +  [1]
     $ echo more; echo lines
     more
  +  lines
  [1]

A shell that ends early takes the later commands with it, but not in silence; so does
one that takes too long; a file that runs nothing shows nothing.

  $ printf '  $ exit 0\n  $ true\n' >ends.t
  $ printf '#timeout 1\n  $ sleep 30\n' >slow.t
  $ echo 'Nothing.' >empty.t
  $ transcript ends.t
  not ok - ends.t
     $ exit 0
  +  the shell ended here
     $ true
  +  the shell ended here
  [1]
  $ transcript slow.t
  not ok - slow.t
     $ sleep 30
  +  # slow.t: out of time
  +  the shell ended here
  [1]
  $ transcript empty.t
  not ok - empty.t: no command in it
  [1]

What is skipped says why; --accept writes down what came.

  $ printf '#require no-such-command\n  $ no-such-command\n' >skipped.t
  $ printf '#require $SHARED/no/such/file\n  $ true\n' >file.t
  $ transcript skipped.t
  skip - skipped.t: no-such-command is not installed
  $ transcript file.t
  skip - file.t: there is no ../shared/no/such/file
  $ printf '#require speed\n  $ true\n' >big.t
  $ SLOW=30 transcript big.t
  skip - big.t: too slow here: everything takes 30 times as long
  $ SLOW=4 transcript big.t
  ok - big.t
  $ printf '  $ echo a; false\n  b\n' >old.t
  $ transcript --accept old.t; cat old.t
  ok - old.t (accepted)
    $ echo a; false
    a
    [1]

A unit test that dies, or does not run all of its cases, has failed.

  $ unit() { printf '#!/bin/sh\n%s\n' "$1" >unit; chmod +x unit; "$TESTDIR/units" ./unit; }
  $ unit 'printf "1..1\nok 1 - it_works\n"'
  ok - unit: it_works
  $ unit 'printf "1..2\nok 1 - it_works\n"'
  ok - unit: it_works
  not ok - unit: exit status 0 after 1 of 2 cases
  [1]
  $ unit 'printf "1..1\nok 1 - it_works\n"; exit 99'
  ok - unit: it_works
  not ok - unit: exit status 99 after 1 of 1 cases
  [1]
  $ unit true
  not ok - unit: exit status 0 after 0 of 0 cases
  [1]
  $ unit 'printf "1..1\n# no data here\nnot ok 1 # SKIP it_works\n"'
  # no data here
  skip - unit: it_works: no data here
