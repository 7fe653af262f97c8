#require pty
Plots and triangles where they belong: on a terminal.

  $ crm-init --zone Asia/Taipei --currency TWD
  $ crm-import -q customer $ROOT/examples/data/customers.csv
  $ crm-import -q order $ROOT/examples/data/orders.csv
  $ unset NO_COLOR
  $ export TERM=xterm COLUMNS=44
  $ screen() { script -qec "$1" /dev/null | tr -d '\r' | sed 's/\x1b/ESC/g'; }

A terminal gets the plot, a pipe and a file the stream.

  $ screen 'crm-rfm --segments --plot'
  high_value ████████████████████████ 92 (31%)
  potential  ██████████████████████▍ 86 (29%)
  new         0 (0%)
  at_risk    ██████▊ 26 (9%)
  lost       ███████████████████████▊ 91 (31%)
  $ screen 'crm-rfm --segments --plot -o segment,n | head -n 2'
  segment	n
  high_value	92
  $ screen 'crm-rfm --segments --plot -o segment,n >file; wc -l <file'
  6
  $ screen 'crm-rfm --segments --plot --format tsv -o segment,n --limit 1'
  segment	n
  high_value	92

Without colours and without Unicode, as the environment asks.

  $ screen 'crm-retention --period quarter --until 2025-12-31'
  share of a cohort who bought, by age in quarters
                      0    1    2    3
  2025-Q1     138  ESC[48;5;18;38;5;231m100%ESC[0m ESC[48;5;26;38;5;231m 41%ESC[0m ESC[48;5;18;38;5;231m 42%ESC[0m ESC[48;5;26;38;5;231m 39%ESC[0m
  2025-Q2      79  ESC[48;5;18;38;5;231m100%ESC[0m ESC[48;5;26;38;5;231m 38%ESC[0m ESC[48;5;26;38;5;231m 35%ESC[0m
  2025-Q3      41  ESC[48;5;18;38;5;231m100%ESC[0m ESC[48;5;18;38;5;231m 49%ESC[0m
  2025-Q4      18  ESC[48;5;18;38;5;231m100%ESC[0m
  all         276  ESC[48;5;18;38;5;231m100%ESC[0m ESC[48;5;26;38;5;231m 41%ESC[0m ESC[48;5;26;38;5;231m 40%ESC[0m ESC[48;5;26;38;5;231m 39%ESC[0m
  $ screen 'NO_COLOR=1 crm-retention --period quarter --until 2025-12-31'
  share of a cohort who bought, by age in quarters
                      0     1     2     3
  2025-Q1     138  100%█  41%█  42%█  39%█
  2025-Q2      79  100%█  38%▓  35%▓
  2025-Q3      41  100%█  49%█
  2025-Q4      18  100%█
  all         276  100%█  41%█  40%█  39%█
  $ screen 'NO_COLOR=1 LC_ALL=C crm-retention --period quarter --until 2025-12-31'
  share of a cohort who bought, by age in quarters
                      0     1     2     3
  2025-Q1     138  100%#  41%#  42%#  39%#
  2025-Q2      79  100%#  38%*  35%*
  2025-Q3      41  100%#  49%#
  2025-Q4      18  100%#
  all         276  100%#  41%#  40%#  39%#
  $ screen 'TERM=dumb crm-retention --period quarter --until 2025-12-31'
  share of a cohort who bought, by age in quarters
                      0     1     2     3
  2025-Q1     138  100%#  41%#  42%#  39%#
  2025-Q2      79  100%#  38%*  35%*
  2025-Q3      41  100%#  49%#
  2025-Q4      18  100%#
  all         276  100%#  41%#  40%#  39%#
  $ screen 'env -u LC_ALL NO_COLOR=1 LANG=zh_TW.utf8 crm-retention --period year --until 2025-12-31'
  share of a cohort who bought, by age in years
                      0
  2025        276  100%█
  all         276  100%█
  $ screen 'env -u LC_ALL crm-rfm --segments --plot' | head -n 1
  high_value ######################## 92 (31%)

What does not fit is counted.

  $ screen 'NO_COLOR=1 COLUMNS=30 crm-retention --period quarter --until 2025-12-31'
  share of a cohort who bought, by age in quarters
                      0     1
  2025-Q1     138  100%█  41%█
  2025-Q2      79  100%█  38%▓
  2025-Q3      41  100%█  49%█
  2025-Q4      18  100%█
  all         276  100%█  41%█
  … and 2 more columns
