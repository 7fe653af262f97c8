crm-help finds the program; every program explains itself.

  $ crm-help | grep -o '^  crm-[a-z-]*' | sort | tr -d ' ' >named; ls "$BIN" | cmp - named
  $ crm-help score promoters
  feedback 回饋
    crm-nps        measure how likely customers are to recommend us, 計算淨推薦值
  $ crm-help 投訴
  history 往來
    crm-log        record an interaction with a customer, 記錄與客戶的互動
  $ crm-help complaint
  history 往來
    crm-log        record an interaction with a customer, 記錄與客戶的互動
  $ crm-help 客戶 查詢
  profile 客戶檔案
    crm-find       find customers, 查詢客戶
  $ crm-help CSV import
  data 資料
    crm-import     read records from a file of another program, 匯入記錄
  $ crm-help fishing
  crm-help: no program is about that; crm-help without words lists them all
  [1]

It needs no database, and lists the programs that lie beside it.

  $ env -i "$BIN/crm-help" 復原
  operations 操作
    crm-undo       take an operation back, 復原一次操作

Each program has --help, --version, and the completion of the shells.

  $ crm-find --help
  usage: crm-find [OPTION]... [QUERY ...] [-]
  Find customers.
  查詢客戶.
  
        --format FORMAT      tsv, csv, json or table
    -J, --json               JSON Lines, like --format json
    -H, --no-header          leave the header out
    -o, --output COLUMNS     show these columns: id,name,customer.city
        --ids                ids only, like -H -o id
        --sort COLUMNS       sort by these, - for descending: -late,name
        --limit N            at most N records
        --if-any             print nothing at all if there is no record
        --spreadsheet        with csv: safe to open in a spreadsheet
        --columns            list the columns there are and exit
    -d, --db FILE            use the database FILE
        --now WHEN           take WHEN for now: 2026-11-22, -3d
    -h, --help               show this help and exit
    -V, --version            show the version and exit
  
  Examples:
    crm-find tier=vip last_contact.before=-30d
    crm-find 陳 city=台北 -o id,name,phone,spend_12m --sort -spend_12m
  
  The manual: man crm-find
  $ crm-find -V | sed 's/[0-9.]*$/N/'
  crm-find (crm-tools) N
  $ crm-find --complete | head -n 2
  -	format	FORMAT	tsv, csv, json or table
  J	json		JSON Lines, like --format json
  $ for p in "$BIN"/crm-*; do "$p" --help >help && "$p" -h | cmp - help && "$p" --version >version || echo "$p"; done
  $ for p in "$BIN"/crm-*; do "$p" --about | awk -F '\t' 'NF != 5 || $4 == "" || $5 == ""'; done
  $ for p in "$BIN"/crm-*; do "$p" --no-such 2>/dev/null; [ $? = 2 ] || echo "$p"; done
  $ crm-help --help >&-
  crm-help: standard output: Bad file descriptor
  [2]
  $ crm-help --help >/dev/full
  crm-help: standard output: No space left on device
  [2]

The examples of --help work when they are pasted: two for each program, on the sample data.

  $ sh "$TESTDIR/sample"
  $ cp "$ROOT/examples/data/customers.csv" contacts.csv; grep -v USD "$ROOT/examples/data/orders.csv" >orders.csv
  $ echo 'account,date,amount
  > ref:A-0001,2026-11-01,100' >sales.csv
  $ cp crm.db sample.db
  $ for p in "$BIN"/crm-*; do
  >   "$p" --help | sed -n '/^Examples:/,/^The manual/s/^  //p' >examples
  >   [ "$(wc -l <examples)" -ge 2 ] || echo "$p has fewer than two"
  >   while read -r example; do
  >     cp sample.db crm.db
  >     sh -c "$example" >output 2>&1 </dev/null &&
  >       { [ "$(wc -l <output)" -gt 1 ] || [ "${p##*/}" = crm-init ]; } || { echo "exit $?: $example"; cat output; }
  >   done <examples
  > done
